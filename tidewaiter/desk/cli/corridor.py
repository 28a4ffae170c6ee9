"""`tidewaiter corridor`: what goes where, from where, how, hidden how, how much, and what has changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tidewaiter.desk.cli.figures import (
    SourcesOption,
    UntilOption,
    bar,
    day,
    end_of_today,
    one_form,
    period_json,
    priced,
    signed,
    spread_cells,
    spread_json,
)
from tidewaiter.desk.cli.frame import HomeOption, JsonOption, err, out, print_json
from tidewaiter.desk.cli.plain import line, plain
from tidewaiter.desk.cli.sheet import CsvOption, print_csv
from tidewaiter.desk.corridors import Asked, Way, asked, corridor_of, dimensions, period_of, way_to, with_amount
from tidewaiter.desk.session import Session, now, session
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.person import Act
from tidewaiter.model.views import Cell, Corridor
from tidewaiter.store.database import records
from tidewaiter.store.database.rates import INTO

_SHEET_WIDTH = 118  # letters: A4 on its long side, in a fixed width of 10 points
_SHOWN = 40
_WIDE = 110  # columns, from which on a row has room for vendors and quartiles
_HEADS = {"origin": "from", "concealment": "hidden"}


def corridor(
    *,
    to: Annotated[list[str], typer.Option(help="Destination: ISO code, EU or WW; may be repeated.")],
    from_: Annotated[list[str] | None, typer.Option("--from", help="Origin: ISO code; may be repeated.")] = None,
    substance: Annotated[list[str] | None, typer.Option(help="Substance (mdma) or class (nitazenes).")] = None,
    source: SourcesOption = None,
    period: Annotated[str, typer.Option(help="How long: 30d, 12w, or the calendar's week or month.")] = "30d",
    until: UntilOption = "",
    by: Annotated[str, typer.Option(help="What makes a row, of: substance,origin,method,concealment,amount.")] = "",
    row: Annotated[int, typer.Option(min=0, help="The records of this row, and the question that finds them.")] = 0,
    top: Annotated[int, typer.Option(min=1, help="Rows shown to a person; JSON and CSV have all.")] = _SHOWN,
    sheet: Annotated[bool, typer.Option("--sheet", help="For paper: no colour, each row with its question.")] = False,
    as_csv: CsvOption = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Count listings to a destination by substance, origin, method, concealment and amount, against the time before.

    A listing counts once in each row that it names. Changes are told of sources that runs read whole in both times.

    Examples:

      tidewaiter corridor --to KR

      tidewaiter corridor --to KR --from CN --substance fentanyls --period month

      tidewaiter corridor --to KR --by substance,origin --row 1

      tidewaiter corridor --to KR --sheet > korea.txt
    """
    one_form(as_json=as_json, as_csv=as_csv, also=sheet)
    parts = [part.strip() for part in by.split(",") if part.strip()]
    with session(home) as here:
        here.require(Act.READ)
        end = day(until, "--until") or end_of_today(now())
        ask = asked(
            period_of(period, end), to=to, origins=from_ or (), substances=substance or (), sources=source or (),
            by=parts,
        )  # fmt: skip
        found = corridor_of(here.database, ask)
        fields = {name: list(values) for name, values in ask.fields.items()}
        entry = here.note("list", what="corridor", filters=fields, period=ask.period.label, found=found.total)
        if as_json:
            print_json(_json(found, ask))
        elif as_csv:
            print_csv(_header(ask), [_line(cell, ask, found) for cell in found.cells])
        elif row:
            _records(here, found, ask, row)
        elif sheet:
            paper = Console(width=_SHEET_WIDTH, color_system=None, highlight=False)
            paper.print(Text(f"Corridor, for {line(here.person.name, 60)}, {now():%Y-%m-%d %H:%M} UTC, ledger {entry}"))
            show(found, ask, top=len(found.cells), to=paper, ways=True)
        else:
            show(found, ask, top=top)


def show(found: Corridor, ask: Asked, *, top: int = _SHOWN, to: Console = out, ways: bool = False) -> None:
    """The corridor for a person, with what it cannot say; `ways` adds the question of each row."""
    to.print(_headline(found, ask))
    if not found.cells:
        to.print(
            "no listing answers: ask for a longer --period, another --to (WW is worldwide), or see `tidewaiter runs`"
        )
    shown = found.cells[:top]
    if shown:
        to.print(_table(shown, ask, width=to.width))
    if len(found.cells) > len(shown):
        to.print(Text(f"{len(found.cells) - len(shown)} more rows: --top, --csv or --json", style="dim"))
    for name in found.unread:
        to.print(Text(f"{line(name, 40)} was not read whole in both times: no change is told of it", style="yellow"))
    if ways:
        for number, cell in enumerate(shown, 1):
            to.print(Text(f"\n{number}  {_command(way_to(cell, ask, found))}"))
            to.print(Text(f"    records: {', '.join(one[:10] for one in cell.records)}"))
    elif shown:
        to.print(Text("the records of a row: tidewaiter corridor ... --row NUMBER", style="dim"))


def _table(shown: Sequence[Cell], ask: Asked, *, width: int) -> Table:
    """On a narrow terminal without what is least missed."""
    wide, names = width >= _WIDE, dimensions(ask)
    most = max(cell.listings for cell in shown)
    amount = ["amount"] if with_amount(ask) else []
    table = Table(
        "", *(_HEADS.get(name, name) for name in names), *amount, box=None, header_style="dim", padding=(0, 1)
    )
    if amount:
        table.columns[-1].no_wrap = True
    for column in ("listed", *(["vendors"] if wide else []), "new", "change"):
        table.add_column(column, justify="right", no_wrap=True)
    if wide:
        table.add_column("", no_wrap=True)
    table.add_column(f"{INTO} each")
    for number, cell in enumerate(shown, 1):
        values = [Text(line(cell.names[name] or "-", 24)) for name in names]
        band = [cell.band.label.replace(" to ", "-")] if cell.band else []
        counts = (cell.listings, *([cell.vendors] if wide else []), cell.new)
        drawn = [bar(cell.listings, most, 6)] if wide else []
        price = priced(cell.price, cell.unpriced, short=not wide)
        table.add_row(str(number), *values, *band, *map(str, counts), signed(cell.change), *drawn, price)
    return table


def _headline(found: Corridor, ask: Asked) -> Text:
    asked_for = "  ".join(f"{name}:{'|'.join(values)}" for name, values in ask.fields.items())
    told = f"{found.total} listings of {found.vendors} vendors, {found.new} new"
    told += "" if found.change is None else f", {signed(found.change)} against before"
    return Text.assemble((f"{plain(asked_for)}  ", "bold"), f"{found.period.label}: {told}")


def _records(here: Session, found: Corridor, ask: Asked, row: int) -> None:
    if row > len(found.cells):
        raise WrongUse(f"there is no row {row}", todo=f"the corridor has {len(found.cells)}")
    cell = found.cells[row - 1]
    out.print(Text(_command(way_to(cell, ask, found)), style="dim"), soft_wrap=True)
    with here.database.read() as rows:
        kept = records.load(rows, cell.records)
    for one in kept:
        price = f"{one.record.fields.get('price', '')} {one.columns.currency}".strip()
        about = "  ".join(line(part, 40) for part in (one.columns.vendor, one.record.source, price) if part)
        title = line(one.columns.title or one.record.key, 60)
        out.print(Text.assemble((one.record.id[:10], "cyan"), "  ", (title, "bold"), f"  {about}"))
        behind = ", ".join(capture[:10] for capture in sorted(set(one.record.said_by.values())))
        out.print(Text(f"            captures {behind}", style="dim"))
    if kept:
        out.print(Text(f"\nthe page behind one: tidewaiter show {kept[0].record.id[:10]} --capture", style="dim"))
    else:
        err.print("nobody lists it now; it did so in the time before")


def _command(way: Way) -> str:
    quoted = way.question.replace("'", "'\\''")
    return f"tidewaiter search '{quoted}'" + ("" if way.exact else "    # and others: search knows weights alone")


def _header(ask: Asked) -> list[str]:
    amount = ["amount"] if with_amount(ask) else []
    return [*dimensions(ask), *amount, "listings", "vendors", "new", "before", "change", "prices", "price_low",
            "price_median", "price_high", "without_rate", "question", "exact", "records"]  # fmt: skip


def _line(cell: Cell, ask: Asked, of: Corridor) -> Sequence[object]:
    way = way_to(cell, ask, of)
    band = [cell.band.label] if cell.band else []
    return [*(cell.names[name] for name in dimensions(ask)), *band, cell.listings, cell.vendors, cell.new, cell.before,
            cell.change, *spread_cells(cell.price), cell.unpriced, way.question, "yes" if way.exact else "no",
            " ".join(cell.records)]  # fmt: skip


def _json(found: Corridor, ask: Asked) -> dict[str, object]:
    return {
        "asked": {name: list(values) for name, values in ask.fields.items()},
        "period": period_json(found.period), "previous": period_json(found.period.before),
        "listings": found.total, "vendors": found.vendors, "new": found.new, "before": found.before,
        "change": found.change, "not_read_whole": list(found.unread),
        "rows": [_cell(cell, way_to(cell, ask, found)) for cell in found.cells],
    }  # fmt: skip


def _cell(cell: Cell, way: Way) -> dict[str, object]:
    band = cell.band
    amount = None if band is None else {
        "label": band.label, "unit": band.unit or None, "least": band.least, "below": band.below,
    }  # fmt: skip
    return {
        **{name: value or None for name, value in cell.names.items()}, "amount": amount, "listings": cell.listings,
        "vendors": cell.vendors, "new": cell.new, "before": cell.before, "change": cell.change,
        "unit_price": spread_json(cell.price), "without_rate": cell.unpriced, "question": way.question,
        "exact": way.exact, "records": list(cell.records),
    }  # fmt: skip
