"""Messages in a table, CSV or XLSX: whatever programme or forensic tool wrote it, its columns named by a mapping."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import islice
from typing import IO
from zipfile import BadZipFile

from crawler.importers.mapping import ColumnMap, Role
from crawler.importers.message import Aside, Broken, Chat, Found, Message
from crawler.importers.moments import from_iso, from_seconds, placed
from crawler.importers.numbering import Numbers
from crawler.readers.charset import decode
from crawler.readers.page import SavedPage
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.ids import digest

Cell = object
Rows = Iterator[Sequence[Cell]]
SAMPLE = 65_536  # bytes by which encoding and separator are told
MOST_COLUMNS = 1_000
_SEPARATORS = (",", ";", "\t", "|")
_LONGEST_CELL = 16_000_000  # letters; a cell of XLSX holds 32,767


@dataclass(frozen=True, slots=True)
class _Way:
    mapping: ColumnMap
    zone: tzinfo | None
    numbers: Numbers
    chat: Chat


def csv_rows(stream: IO[bytes]) -> Rows:
    """Rows as texts; encoding and separator by the file's beginning."""
    sample = stream.read(SAMPLE)
    stream.seek(0)
    found = decode(SavedPage("", sample[: sample.rfind(b"\n") + 1] or sample, "text/plain"))
    text = io.TextIOWrapper(stream, encoding=found.encoding, errors="replace", newline="")
    csv.field_size_limit(min(_LONGEST_CELL, sys.maxsize))
    return csv.reader((line.replace("\x00", "") for line in text), delimiter=_separator(found.text))


def xlsx_rows(stream: IO[bytes], sheet: str) -> Rows:
    """Values of a sheet, the first where none is named; formulas are never reckoned. Raises WrongUse."""
    from openpyxl import load_workbook  # a tenth of a second that no other file needs
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError) as fault:
        raise WrongUse(
            f"no workbook of XLSX: {fault}", todo="save it as .xlsx without a password, or as CSV"
        ) from fault
    with closing(book):
        if sheet and sheet not in book.sheetnames:
            raise WrongUse(f"no sheet is named {sheet!r}", todo=f"there are: {', '.join(book.sheetnames)}")
        pages = [book[sheet]] if sheet else book.worksheets[:1]
        for page in pages:
            page.reset_dimensions()  # what the file says of its size may be a lie of a billion rows
            yield from page.iter_rows(values_only=True, max_col=MOST_COLUMNS)


def head_of(rows: Rows) -> list[str]:
    """The names of the columns: the first row that has at least two cells."""
    for row in islice(rows, 50):
        names = [str(cell).strip() if cell is not None else "" for cell in row[:MOST_COLUMNS]]
        if sum(map(bool, names)) >= 2:
            return [name.removeprefix("\ufeff") for name in names]
    raise WrongUse("the table has no row that names its columns", todo="its first row is to name them")


def table(rows: Rows, mapping: ColumnMap, *, chat: Chat, zone: tzinfo | None) -> Iterator[Found]:
    """The messages, in the table's order; `chat` is for tables that name none. The first row names the columns."""
    head = head_of(rows)
    if missing := [name for name in mapping.columns.values() if name not in head]:
        raise WrongUse(f"the table has no column {missing[0]!r}", todo=f"its columns: {', '.join(head[:30])}")
    where = {role: head.index(name) for role, name in mapping.columns.items()}
    way = _Way(mapping, zone, Numbers(), chat)
    number = 1
    try:
        for number, row in enumerate(rows, 2):
            yield _found({role: row[at] for role, at in where.items() if at < len(row)}, way, f"row {number}")
    except (csv.Error, BadZipFile, OSError, ValueError, KeyError, SyntaxError) as fault:
        yield Broken.by(fault, "no table from here on", f"row {number + 1}")


def _found(row: Mapping[Role, Cell], way: _Way, place: str) -> Found:
    said = _word(row.get("text"))
    media = _word(row.get("media"))
    if not said and not media:
        return Aside("a row that says nothing", place)
    date = _time(row.get("time"), way)
    if row.get("time") not in (None, "") and not date:
        return Aside(f"a time that is not understood: {_word(row.get('time'))[:40]}", place)
    name = _word(row.get("chat"))
    chat = Chat(digest("chat", name)[:16], name, private=True) if name else way.chat
    return Message(
        chat=chat, number=_word(row.get("number")) or way.numbers.of(date[:16], said or media), place=place, date=date,
        edited=_time(row.get("edited"), way), author=_word(row.get("sender")), author_id=_word(row.get("sender_id")),
        text=said, reply_to=_word(row.get("reply_to")), media=(f"attached, {media}",) if media else (),
    )  # fmt: skip


def _time(cell: Cell, way: _Way) -> str:
    if isinstance(cell, datetime):
        return placed(cell, way.zone)
    if isinstance(cell, date):
        return cell.isoformat()
    said = _word(cell)
    if way.mapping.time_form:
        try:
            return placed(datetime.strptime(said, way.mapping.time_form), way.zone)
        except ValueError:
            return ""
    return from_iso(said, way.zone) or _counted(said)


def _counted(said: str) -> str:
    """A time in seconds or thousandths since 1970, as databases of telephones hold it; ten digits or thirteen."""
    if not said.isdigit() or len(said) not in (10, 13):
        return ""
    return from_seconds(int(said) / (1000 if len(said) == 13 else 1))


def _word(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _separator(text: str) -> str:
    """What parts the names of the columns: what stands most often in the first line that holds any of them."""
    for line in text.splitlines()[:50]:
        best = max(_SEPARATORS, key=line.count)
        if best in line:
            return best
    return ","
