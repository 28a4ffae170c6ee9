"""One door to all importers: what a file holds, as messages and what became none."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from zipfile import BadZipFile

from crawler.importers import telegram
from crawler.importers.discord import discord
from crawler.importers.mapping import ColumnMap, propose
from crawler.importers.message import Aside, Broken, Chat, Found, Message
from crawler.importers.opening import Export, Kind
from crawler.importers.tables import csv_rows, head_of, table, xlsx_rows
from crawler.importers.ufdr import ufdr
from crawler.importers.whatsapp import Order, order_of, whatsapp
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.ids import digest

VERSION = 1  # of the importers; a change of what they read changes it, so that files are read again
_ONE_CHAT = "chat"  # the number of the only chat of a file that names none


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the operator says of a file that it does not say itself: an assertion on the record.

    `chats` are numbers or names of the chats of a whole account that the authority covers; `chat` names the one chat of
    a file that does not name it.
    """

    zone: tzinfo | None = None
    date_order: Order | None = None
    mapping: ColumnMap | None = None
    chats: frozenset[str] = field(default_factory=frozenset)
    chat: str = ""


def read_export(export: Export, wishes: Wishes) -> Iterator[Found]:
    """Everything the file says, in its order. Raises WrongUse where the operator must say more first."""
    place = ""
    try:
        for found in _READERS[export.kind](export, wishes):
            place = found.place
            yield found
    except (OSError, EOFError, ValueError, OverflowError, BadZipFile, zlib.error) as fault:
        yield Broken.by(fault, "damaged", f"after {place}" if place else "")


def mapping_of(export: Export) -> ColumnMap:
    """What the columns of a table are taken for, by their names. Raises WrongUse."""
    with export.open() as stream:
        return propose(head_of(csv_rows(stream) if export.kind is Kind.CSV else xlsx_rows(stream, "")))


def chats_of(export: Export) -> list[Chat]:
    """The chats that an export of a whole account holds."""
    with export.open() as stream:
        return list(telegram.chats(stream))


def _telegram(export: Export, wishes: Wishes) -> Iterator[Found]:
    every = chats_of(export)
    if len(every) > 1 and not wishes.chats:
        named = ", ".join(f"{one.number} ({one.kind})" for one in every[:20])
        more = f" and {len(every) - 20} more" if len(every) > 20 else ""
        raise WrongUse(f"the export of a whole account, of {len(every)} chats", where=str(export.path),
                       todo=f"name those that the authority covers, --chat NUMBER for each: {named}{more}")  # fmt: skip
    known = {one.number for one in every} | {one.name for one in every}
    if unknown := wishes.chats - known:
        raise WrongUse(f"the export holds no chat {min(unknown)!r}", where=str(export.path))
    with export.open() as stream:
        yield from telegram.telegram(
            stream, zone=wishes.zone,
            wanted=lambda chat: not wishes.chats or bool({chat.number, chat.name} & wishes.chats),
        )  # fmt: skip


def _discord(export: Export, wishes: Wishes) -> Iterator[Found]:
    with export.open() as stream:
        yield from discord(stream, zone=wishes.zone)


def _ufdr(export: Export, wishes: Wishes) -> Iterator[Found]:
    with export.open() as stream:
        for found in ufdr(stream, zone=wishes.zone):
            if not wishes.chats or not isinstance(found, Message):
                yield found
            elif {found.chat.number, found.chat.name} & wishes.chats:
                yield replace(found, chat=replace(found.chat, private=False))  # the operator has named it
            else:
                yield Aside("a chat that was not asked for", found.place)


def _whatsapp(export: Export, wishes: Wishes) -> Iterator[Found]:
    order = wishes.date_order
    if order is None:
        with closing(_text(export)) as lines:
            order = order_of(lines)
    with closing(_text(export)) as lines:
        yield from whatsapp(lines, chat=_chat(export, wishes), order=order, zone=wishes.zone)


def _table(export: Export, wishes: Wishes) -> Iterator[Found]:
    mapping = wishes.mapping or mapping_of(export)
    with export.open() as stream:
        rows = csv_rows(stream) if export.kind is Kind.CSV else xlsx_rows(stream, mapping.sheet)
        yield from table(rows, mapping, chat=_chat(export, wishes), zone=wishes.zone)


def _chat(export: Export, wishes: Wishes) -> Chat:
    name = wishes.chat or export.chat
    # A chat with one person bears that person's name; whether it is one the file does not say, but the operator may.
    return Chat(digest("chat", name)[:16] if name else _ONE_CHAT, name, private=bool(name) and not wishes.chat)


def _text(export: Export) -> io.TextIOWrapper:
    with export.open() as stream:
        marked = stream.read(2) in (b"\xff\xfe", b"\xfe\xff")
    return io.TextIOWrapper(export.open(), encoding="utf-16" if marked else "utf-8-sig", errors="replace")


_READERS = {
    Kind.TELEGRAM: _telegram,
    Kind.DISCORD: _discord,
    Kind.UFDR: _ufdr,
    Kind.WHATSAPP: _whatsapp,
    Kind.CSV: _table,
    Kind.XLSX: _table,
}
