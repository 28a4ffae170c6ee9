"""The trial of repair: twenty changes of a template on the pages of seven sites, and changes beyond the twenty.

`python -m tests.crawler.repair.trial` prints the twenty as a table; `--real` takes all saved pages of the shared data instead
of the fixtures' few, `--further` the changes of further.py, `--composed` two of the twenty at once, `--seed 7` other names,
`--site empire` and `--change "price split"` one row or column, `--out FILE` keeps each pair of change and site as JSON.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache

from crawler.drafting.agreeing import agreement
from crawler.profiles import Profile, load
from crawler.readers import SavedPage, open_page
from crawler.readers.profiled import reader_digest
from crawler.repair import Pair, Repaired, repair
from crawler.repair.yesterday import rule_of
from tests.crawler.repair.changes import CHANGES, Change, altered
from tests.crawler.repair.further import FURTHER, composed
from tests.crawler.repair.sites import MARKETS, SKINS, Site, invented_pages, reading_of, site
from tidewaiter.model.counting import Visit, counted, judged
from tidewaiter.model.health import Health, Rates
from tidewaiter.model.keys import page_key
from tidewaiter.model.sighting import Kind, Reading

SITES = (*MARKETS, *SKINS)
REDESIGN = "the market's own redesign"
MOST = 16  # pages of one page rule: what a repair looks at, and the fresh ones
RIGHT = 0.95  # of what was read before: read again, on pages that the repair did not see
Value = tuple[str, Kind, str, str]  # address, kind, key, field


@dataclass(frozen=True)
class Cell:
    """One change on one site. `hurt` of `of` values are lost or wrong by it; `again` of `fresh` values are read again by
    the repaired profile on pages it was not made from; `sure` of `proposals` are presented as sure, `wrong` of these
    read a wrong value there, `lacks` are the fields not read again. Of links to follow, `cut` of `led` are selected no
    more, `followed` of `due` again on the fresh pages, and `stray` that were not before."""

    site: str
    change: str
    of: int
    hurt: int
    noticed: bool
    named: tuple[str, ...] = ()
    led: int = 0
    cut: int = 0
    proposals: int = 0
    sure: int = 0
    wrong: tuple[str, ...] = ()
    fresh: int = 0
    again: int = 0
    due: int = 0
    followed: int = 0
    stray: int = 0
    seconds: float = 0.0
    lacks: Mapping[str, int] = field(default_factory=dict)

    @property
    def right(self) -> bool:
        return self.proposals > 0 and self.again >= RIGHT * self.fresh

    @property
    def word(self) -> str:
        unseen = "" if self.noticed else "UNSEEN "
        if not self.hurt:
            return (
                f"{unseen}links {self.followed}/{self.due}" if self.cut else "-" if not self.noticed else "false alarm"
            )
        said = "right" if self.right else f"{self.again}/{self.fresh}"
        links = f" links {self.followed}/{self.due}" if self.cut and self.followed < RIGHT * self.due else ""
        return f"{unseen}{said} {self.sure}/{self.proposals}{links}{' WRONG' if self.wrong else ''}"


def visits(readings: dict[str, Reading], profile: Profile) -> dict[str, Visit]:
    reader = reader_digest(profile)
    return {
        url: Visit(url, str(one.page), one.reader == reader, {(s.kind, s.key): s.fields for s in one.statements})
        for url, one in readings.items()
    }


@cache
def healthy(name: str, real: bool) -> list[Rates]:
    """The rates of two healthy runs."""
    one = site(name, real=real)
    base, led = visits(one.readings, one.profile), leading(one.readings)
    first = judged(counted(((visit, None) for visit in base.values()), usual=(), led=led), []).rates
    again = counted(((visit, visit) for visit in base.values()), usual=(), led=led)
    return [judged(again, [first]).rates, first]


def health(one: Site, readings: dict[str, Reading], *, real: bool = False) -> Health:
    before, now = visits(one.readings, one.profile), visits(readings, one.profile)
    usual = healthy(one.name, real)
    pairs = ((now[url], before[url]) for url in before)
    names = {name for rates in usual for name in rates}
    return judged(counted(pairs, usual=names, led=leading(readings)), usual, one.profile.expect.reads)


def leading(readings: Mapping[str, Reading]) -> dict[str, tuple[int, int]]:
    """As the spool counts it: of the pages of each kind those that led to a kind of page."""
    pages = Counter(str(one.page) for one in readings.values())
    led = Counter(
        f"{one.page}/links.{to}"
        for one in readings.values()
        for to in {str(link.expects) for link in one.links if link.expects}
    )
    return {name: (number, pages[name.partition("/")[0]]) for name, number in led.items()}


def links(readings: Mapping[str, Reading]) -> set[tuple[str, str]]:
    """Where the pages lead to, by the key of what is led to: a link may name its host, or not."""
    return {(url, page_key(link.url)) for url, one in readings.items() for link in one.links}


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


def noticed(name: str, change: str, *, real: bool = False, seed: str = "1") -> tuple[Cell, dict[str, bytes]]:
    """The change, read by the profile of before."""
    one = site(name, real=real)
    if change == REDESIGN:
        pages = one.pages | {
            url: body for url, body in invented_pages(name, redesigned=True).items() if url in one.pages
        }
    else:
        how = KINDS[change]
        pages = {url: altered(how, body, seed, url=url) for url, body in one.pages.items()}
    readings = {url: reading_of(url, body, one.profile) for url, body in pages.items()}
    wanted, led = values(one.readings), links(one.readings)
    found = health(one, readings, real=real).unusual
    hurt, cut = astray(wanted, values(readings)), led - links(readings)
    names = tuple(each.name for each in found)
    return Cell(name, change, len(wanted), len(hurt), bool(found), names, led=len(led), cut=len(cut)), pages


def tried(name: str, change: str, *, real: bool = False, seed: str = "1") -> tuple[Cell, Repaired | None]:
    """The change noticed and repaired: three of four pages are given, the fourth says whether it is right."""
    cell, pages = noticed(name, change, real=real, seed=seed)
    if not cell.hurt and not cell.cut:
        return cell, None
    one = site(name, real=real)
    given, fresh = parted(one)
    start = time.process_time()
    made = repair(
        one.text, f"{name}.yaml", [Pair(u, SavedPage(u, one.pages[u]), SavedPage(u, pages[u])) for u in given]
    )
    spent = time.process_time() - start
    return _scored(cell, one, made, {url: pages[url] for url in fresh}, spent), made


def _scored(cell: Cell, one: Site, made: Repaired, fresh: Mapping[str, bytes], spent: float) -> Cell:
    profile = load(made.text, f"{one.name}.yaml")
    now = {url: reading_of(url, body, profile) for url, body in fresh.items()}
    before = {url: one.readings[url] for url in fresh}
    wanted = values(before)
    wrong = astray(wanted, values(now))
    sure = {key for fix in made.fixes if fix.sure and (key := _field(fix.where, one.profile))}
    said = tuple(
        f"{at[1]}.{at[3]} {read!r}"
        for at, read in wrong
        if read is not None and (str(one.readings[at[0]].page), str(at[1]), at[3]) in sure
    )
    return replace(
        cell, proposals=len(made.changes), sure=sum(fix.sure for fix in made.changes), wrong=said, fresh=len(wanted),
        again=len(wanted) - len(wrong), due=len(links(before)), followed=len(links(before) & links(now)),
        stray=len(links(now) - links(before)), seconds=round(spent, 2),
        lacks=dict(Counter(f"{before[at[0]].page}/{at[1]}.{at[3]}" for at, _ in wrong)),
    )  # fmt: skip


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
    lines = [f"{'change':<24}" + "".join(f"{name:<24}" for name in SITES)]
    for change, row in by_change.items():
        words = "".join(f"{row[name].word if name in row else '':<24}" for name in SITES)
        lines.append(f"{change:<24}{words}{'right' if right_over(row.values()) else 'NOT RIGHT'}")
    return "\n".join(lines)


def right_over(row: Iterable[Cell]) -> bool:
    """Whether a change is repaired rightly: of all values on fresh pages of the sites it hurts."""
    hurt = [cell for cell in row if cell.hurt]
    return sum(cell.again for cell in hurt) >= RIGHT * sum(cell.fresh for cell in hurt)


KINDS: dict[str, Change] = {**CHANGES, **FURTHER, **composed()}


def main() -> None:
    said = argparse.ArgumentParser(description=__doc__)
    for name in ("real", "further", "composed"):
        said.add_argument(f"--{name}", action="store_true")
    said.add_argument("--seed", default="1")
    said.add_argument("--site", action="append", choices=SITES)
    said.add_argument("--change", action="append", choices=[*KINDS, REDESIGN])
    said.add_argument("--out")
    asked = said.parse_args()
    chosen = [*FURTHER, REDESIGN] * asked.further + [*composed()] * asked.composed or list(CHANGES)
    cells = []
    for change in asked.change or chosen:
        for name in asked.site or SITES:
            if change == REDESIGN and name != SKINS[0]:
                continue
            cell, _ = tried(name, change, real=asked.real, seed=asked.seed)
            cells.append(cell)
            print(f"{change:<24} {name:<12} {cell.word:<28} hurt {cell.hurt}/{cell.of}, links {cell.cut}/{cell.led} -> "
                  f"{cell.followed}/{cell.due}+{cell.stray}, {cell.seconds:.1f} s", *cell.wrong[:3], flush=True)  # fmt: skip
            if asked.out:
                with open(asked.out, "a", encoding="utf-8") as out:
                    out.write(json.dumps(asdict(cell)) + "\n")
    print(table(cells))


if __name__ == "__main__":
    main()
