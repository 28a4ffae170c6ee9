"""`tidewaiter trends`: new vendors, listings by substance and route, and prices, by day, week or month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from tidewaiter.desk.cli.figures import (
    SourcesOption,
    UntilOption,
    bar,
    cents,
    curve,
    day,
    one_form,
    period_json,
    spread_cells,
    spread_json,
)
from tidewaiter.desk.cli.frame import HomeOption, JsonOption, out, print_json
from tidewaiter.desk.cli.plain import line
from tidewaiter.desk.cli.sheet import CsvOption, print_csv
from tidewaiter.desk.session import Session, now, session
from tidewaiter.desk.trends import Stood, arrivals_of, prices_of, stood_of, times_of
from tidewaiter.model.person import Act
from tidewaiter.model.views import Period
from tidewaiter.model.views.trends import Arrivals, PriceTrend
from tidewaiter.search.question.calendar import Unit
from tidewaiter.store.database.rates import INTO

trends = typer.Typer(no_args_is_help=True, help="Figures over time; each record counts once (docs/views.md).")

ByOption = Annotated[Unit, typer.Option(help="How long each time is; weeks are ISO weeks.")]
SinceOption = Annotated[str, typer.Option(help="From the day, week or month that holds this day.")]
TopOption = Annotated[int, typer.Option(min=1, help="Rows shown to a person; JSON and CSV have all.")]
_COUNTS = ("new", "renamed", "known", "at_first")


@trends.command("vendors")
def vendors(
    by: ByOption = Unit.WEEK, since: SinceOption = "", until: UntilOption = "", *, source: SourcesOption = None,
    as_csv: CsvOption = False, as_json: JsonOption = False, home: HomeOption = None,
) -> None:  # fmt: skip
    """Count vendors first seen in each time; apart from new ones those renamed, known elsewhere, or found at first.

    What a source's first run finds may have been there long before: it is "at first", and not new.

    Examples:

      tidewaiter trends vendors

      tidewaiter trends vendors --by month --source lanternfish --csv
    """
    one_form(as_json=as_json, as_csv=as_csv)
    with session(home) as here:
        times = _times(here, "vendors", by, since=since, until=until)
        found = arrivals_of(here.database, times, tuple(source or ()))
    if as_json:
        print_json([{**period_json(one.period), **_counts(one), "not_read_whole": list(one.unread)} for one in found])
    elif as_csv:
        print_csv([by, *_COUNTS, "not_read_whole"],
                  [[one.period.label, *_counts(one).values(), " ".join(one.unread)] for one in found])  # fmt: skip
    else:
        _show_arrivals(found, by)


@trends.command("substances")
def substances(
    by: ByOption = Unit.WEEK, since: SinceOption = "", until: UntilOption = "", *, source: SourcesOption = None,
    top: TopOption = 30, as_csv: CsvOption = False, as_json: JsonOption = False, home: HomeOption = None,
) -> None:  # fmt: skip
    """Count the listings of each substance that stood in each time.

    Example:

      tidewaiter trends substances --since 2026-09-01 --by month
    """
    one_form(as_json=as_json, as_csv=as_csv)
    with session(home) as here:
        times = _times(here, "substances", by, since=since, until=until)
        found = stood_of(here.database, times, tuple(source or ()))
    _stood(found, ("substance",), top, as_json=as_json, as_csv=as_csv)


@trends.command("routes")
def routes(
    by: ByOption = Unit.WEEK, since: SinceOption = "", until: UntilOption = "", *, source: SourcesOption = None,
    top: TopOption = 30, as_csv: CsvOption = False, as_json: JsonOption = False, home: HomeOption = None,
) -> None:  # fmt: skip
    """Count the listings between each two countries that stood in each time.

    Example:

      tidewaiter trends routes --by week --csv
    """
    one_form(as_json=as_json, as_csv=as_csv)
    with session(home) as here:
        times = _times(here, "routes", by, since=since, until=until)
        found = stood_of(here.database, times, tuple(source or ()), by_route=True)
    _stood(found, ("from", "to"), top, as_json=as_json, as_csv=as_csv)


@trends.command("prices")
def prices(
    by: ByOption = Unit.MONTH, since: SinceOption = "", until: UntilOption = "", *, source: SourcesOption = None,
    substance: Annotated[str, typer.Option(help="Only of this substance.")] = "", top: TopOption = 30,
    as_csv: CsvOption = False, as_json: JsonOption = False, home: HomeOption = None,
) -> None:  # fmt: skip
    """Tell what a gram, millilitre or piece cost, by substance and amount: median, quartiles and number, in each time.

    Example:

      tidewaiter trends prices --substance cocaine --since 2026-01
    """
    one_form(as_json=as_json, as_csv=as_csv)
    with session(home) as here:
        times = _times(here, "prices", by, since=since, until=until)
        found = prices_of(here.database, times, tuple(source or ()))
    found = [one for one in found if not substance or one.drug == substance.casefold()]
    if as_json:
        print_json([_price_json(one, times) for one in found])
    elif as_csv:
        header = ["substance", "amount", "time", "prices", "price_low", "price_median", "price_high", "listings",
                  "without_rate"]  # fmt: skip
        print_csv(header, [line for one in found for line in _price_lines(one, times)])
    else:
        _show_prices(found, times, top)


def _times(here: Session, what: str, by: Unit, *, since: str, until: str) -> tuple[Period, ...]:
    here.require(Act.READ)
    found = times_of(by, day(since, "--since"), day(until, "--until"), now=now())
    here.note("list", what=f"trends {what}", by=str(by), since=found[0].label, until=found[-1].label)
    return found


def _counts(one: Arrivals) -> dict[str, int]:
    return {name: getattr(one, name) for name in _COUNTS}


def _show_arrivals(found: Sequence[Arrivals], by: Unit) -> None:
    table = Table(str(by), "new", "", "renamed", "known elsewhere", "at first", "not read whole", box=None,
                  header_style="dim")  # fmt: skip
    most = max((one.new for one in found), default=0)
    for one in found:
        counts = (str(one.renamed), str(one.known), str(one.at_first))
        table.add_row(
            one.period.label, str(one.new), bar(one.new, most), *counts, Text(line(", ".join(one.unread), 40))
        )
    out.print(table)
    if not any(sum(_counts(one).values()) for one in found):
        out.print("no vendor was first seen in this time: give --since, or see `tidewaiter runs`")


def _stood(found: Stood, names: tuple[str, ...], top: int, *, as_json: bool, as_csv: bool) -> None:
    labels = [time.label for time in found.times]
    if as_json:
        print_json({
            "times": [
                {**period_json(time), "not_read_whole": list(blind)}
                for time, blind in zip(found.times, found.unread, strict=True)
            ],
            "rows": [
                {**_named(names, one.what), "listings": one.total, "counts": list(one.counts)} for one in found.trends
            ],
        })  # fmt: skip
        return
    if as_csv:
        print_csv([*names, "listings", *labels], [[*one.what, one.total, *one.counts] for one in found.trends])
        return
    table = Table(*names, "listings", f"{labels[0]} to {labels[-1]}", "last", box=None, header_style="dim")
    for one in found.trends[:top]:
        values = [Text(line(value or "-", 30)) for value in one.what]
        table.add_row(*values, str(one.total), curve(one.counts), str(one.counts[-1]))
    if found.trends:
        out.print(table)
    else:
        out.print("no listing stood in this time: give --since, or see `tidewaiter runs`")
    _more(len(found.trends) - top)
    blind = [f"{label} ({', '.join(some)})" for label, some in zip(labels, found.unread, strict=True) if some]
    if found.trends and blind:
        out.print(Text(f"too little is known of: {line('; '.join(blind), 400)}", style="yellow"))


def _named(names: Sequence[str], what: Iterable[str]) -> dict[str, object]:
    return {name: value or None for name, value in zip(names, what, strict=True)}


def _price_json(one: PriceTrend, times: Sequence[Period]) -> dict[str, object]:
    return {
        "substance": one.drug or None, "amount": one.band.label, "unit": one.band.unit or None,
        "listings": one.listings, "without_rate": one.unpriced, "unit_price": spread_json(one.whole),
        "times": [
            {**period_json(time), "unit_price": spread_json(each)} for time, each in zip(times, one.each, strict=True)
        ],
    }  # fmt: skip


def _price_lines(one: PriceTrend, times: Sequence[Period]) -> list[list[object]]:
    whole = [one.drug, one.band.label, "all", *spread_cells(one.whole), one.listings, one.unpriced]
    return [
        whole,
        *([one.drug, one.band.label, time.label, *spread_cells(each), None, None]
          for time, each in zip(times, one.each, strict=True)),
    ]  # fmt: skip


def _show_prices(found: Sequence[PriceTrend], times: Sequence[Period], top: int) -> None:
    if not found:
        out.print("no price for an amount was read in this time: give --since, or see `tidewaiter runs`")
        return
    title = f"{INTO} for one g, ml or piece, {times[0].label} to {times[-1].label}"
    table = Table("substance", "amount", "median", "quartiles", "prices", "over time", "", title=title, box=None,
                  header_style="dim", title_justify="left")  # fmt: skip
    for one in found[:top]:
        whole = one.whole
        figures = ("-", "", "0") if whole is None else (
            cents(whole.median), f"{cents(whole.low)} to {cents(whole.high)}", str(whole.count),
        )  # fmt: skip
        medians = [0 if each is None else int(each.median * 100) or 1 for each in one.each]
        unpriced = f"{one.unpriced} without a rate" if one.unpriced else ""
        table.add_row(Text(line(one.drug or "-", 30)), one.band.label, *figures, curve(medians), unpriced)
    out.print(table)
    _more(len(found) - top)


def _more(rest: int) -> None:
    if rest > 0:
        out.print(Text(f"{rest} more rows: --top, --csv or --json", style="dim"))
