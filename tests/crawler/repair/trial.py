"""The trial of repair: twenty changes of a template on the pages of five sites. `python -m tests.crawler.repair.trial`
prints it as a table; `--real` takes all saved pages of the shared data instead of the fixtures' few."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from crawler.drafting.agreeing import agreement
from crawler.profiles import Profile, load
from crawler.readers import SavedPage, open_page
from crawler.readers.profiled import reader_digest
from crawler.repair import Pair, Repaired, repair
from crawler.repair.yesterday import rule_of
from tests.crawler.repair.changes import CHANGES, changed
from tests.crawler.repair.sites import MARKETS, Site, reading_of, site
from tidewaiter.model.counting import Visit, counted, judged
from tidewaiter.model.health import Health, Rates
from tidewaiter.model.sighting import Kind, Reading

SITES = (*MARKETS, "lanternfish")
MOST = 16  # pages of one page rule: what a repair looks at, and the fresh ones
RIGHT = 0.95  # of what was read before: read again, on pages that the repair did not see
Value = tuple[str, Kind, str, str]  # address, kind, key, field


@dataclass(frozen=True)
class Cell:
    """One change on one site. `hurt` of `of` values are lost or wrong by it; `again` of `fresh` values are read again by
    the repaired profile on pages it was not made from; `sure` of `proposals` are presented as sure, `wrong` of these
    read a wrong value there, `lacks` are the fields not read again."""

    site: str
    change: str
    of: int
    hurt: int
    noticed: bool
    named: tuple[str, ...] = ()
    proposals: int = 0
    sure: int = 0
    wrong: tuple[str, ...] = ()
    fresh: int = 0
    again: int = 0
    seconds: float = 0.0
    lacks: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        return self.proposals > 0 and self.again >= RIGHT * self.fresh

    @property
    def word(self) -> str:
        if not self.hurt:
            return "-" if not self.noticed else "false alarm"
        said = "right" if self.right else f"{self.again}/{self.fresh}"
        return f"{'' if self.noticed else 'UNSEEN '}{said} {self.sure}/{self.proposals}{' WRONG' if self.wrong else ''}"


def visits(readings: dict[str, Reading], profile: Profile) -> dict[str, Visit]:
    reader = reader_digest(profile)
    return {
        url: Visit(url, str(one.page), one.reader == reader, {(s.kind, s.key): s.fields for s in one.statements})
        for url, one in readings.items()
    }


@cache
def healthy(name: str, real: bool) -> list[Rates]:
    """The rates of two healthy runs."""
    base = visits(site(name, real=real).readings, site(name, real=real).profile)
    first = judged(counted(((one, None) for one in base.values()), usual=()), []).rates
    return [judged(counted(((one, one) for one in base.values()), usual=()), [first]).rates, first]


def health(one: Site, readings: dict[str, Reading], *, real: bool = False) -> Health:
    before, now = visits(one.readings, one.profile), visits(readings, one.profile)
    usual = healthy(one.name, real)
    pairs = ((now[url], before[url]) for url in before)
    return judged(counted(pairs, usual={name for rates in usual for name in rates}), usual, one.profile.expect.reads)


def values(readings: dict[str, Reading]) -> dict[Value, object]:
    return {
        (url, said.kind, said.key, name): value
        for url, one in readings.items()
        for said in one.statements
        for name, value in said.fields.items()
        if name != "currency"
    }


def astray(wanted: dict[Value, object], got: dict[Value, object]) -> list[tuple[Value, object]]:
    """What is read otherwise, with what is read there."""
    return [(at, got.get(at)) for at, value in wanted.items() if not agreement(at[3], got.get(at), value)]  # type: ignore[arg-type]


def noticed(name: str, change: str, *, real: bool = False) -> tuple[Cell, dict[str, bytes]]:
    """The change, read by the profile of before."""
    one = site(name, real=real)
    pages = {url: changed(change, body) for url, body in one.pages.items()}
    readings = {url: reading_of(url, body, one.profile) for url, body in pages.items()}
    wanted = values(one.readings)
    found = health(one, readings, real=real).unusual
    hurt = astray(wanted, values(readings))
    return Cell(name, change, len(wanted), len(hurt), bool(found), tuple(each.name for each in found)), pages


def tried(name: str, change: str, *, real: bool = False) -> tuple[Cell, Repaired | None]:
    """The change noticed and repaired: three of four pages are given, the fourth says whether it is right."""
    cell, pages = noticed(name, change, real=real)
    if not cell.hurt:
        return cell, None
    one = site(name, real=real)
    given, fresh = parted(one)
    start = time.process_time()
    made = repair(
        one.text, f"{name}.yaml", [Pair(u, SavedPage(u, one.pages[u]), SavedPage(u, pages[u])) for u in given]
    )
    spent = time.process_time() - start
    profile = load(made.text, f"{name}.yaml")
    got = values({url: reading_of(url, pages[url], profile) for url in fresh})
    wanted = values({url: one.readings[url] for url in fresh})
    wrong = astray(wanted, got)
    sure = {key for fix in made.fixes if fix.sure and (key := _field(fix.where, one.profile))}
    said = tuple(
        f"{at[1]}.{at[3]} {read!r}"
        for at, read in wrong
        if read is not None and (str(one.readings[at[0]].page), str(at[1]), at[3]) in sure
    )
    return Cell(
        name, change, cell.of, cell.hurt, cell.noticed, cell.named, proposals=len(made.changes),
        sure=sum(fix.sure for fix in made.changes), wrong=said, fresh=len(wanted), again=len(wanted) - len(wrong),
        seconds=spent, lacks=tuple(sorted({f"{at[1]}.{at[3]}" for at, _ in wrong})),
    ), made  # fmt: skip


def parted(one: Site) -> tuple[list[str], list[str]]:
    """Pages to repair by, and fresh ones: the fourth of those that one page rule reads, where there are so many."""
    given: list[str] = []
    fresh: list[str] = []
    seen: dict[int | None, int] = {}
    for url in sorted(one.pages):
        rule = rule_of(one.profile, open_page(SavedPage(url, one.pages[url])))
        seen[rule] = seen.get(rule, 0) + 1
        if seen[rule] <= MOST:
            (fresh if seen[rule] % 4 == 0 else given).append(url)
    return given, fresh


def _field(where: tuple[str | int, ...], profile: Profile) -> tuple[str, str, str] | None:
    if len(where) != 6:
        return None
    rule = profile.pages[int(where[1])]
    return str(rule.page), str(rule.statements[int(where[3])].kind), str(where[5])


def table(cells: Iterable[Cell]) -> str:
    """Changes down, sites across: right or values read again of fresh ones, then sure of all proposals."""
    by_change: dict[str, dict[str, Cell]] = {}
    for cell in cells:
        by_change.setdefault(cell.change, {})[cell.site] = cell
    lines = [f"{'change':<20}" + "".join(f"{name:<22}" for name in SITES)]
    for change, row in by_change.items():
        lines.append(f"{change:<20}" + "".join(f"{row[name].word if name in row else '':<22}" for name in SITES))
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    real = "--real" in arguments
    cells = []
    for change in CHANGES:
        for name in SITES:
            cell, _ = tried(name, change, real=real)
            cells.append(cell)
            print(
                f"{change:<20} {name:<12} {cell.word:<24} hurt {cell.hurt}/{cell.of}, {cell.seconds:.1f} s",
                *cell.wrong[:3],
                flush=True,
            )
    print(table(cells))


if __name__ == "__main__":
    main(sys.argv[1:])
