"""Repair: yesterday's values on today's pages. Each rule that no longer reads what is known is proposed anew.

The same inducer as for drafts, on values that the accepted profile read before the change. Rules are learned from one
half of the pages; what a rule reads on the other half says whether it is sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from crawler.drafting.saying import Words
from crawler.drafting.stating import Stated
from crawler.profiles import load
from crawler.repair.editing import Steps, edited
from crawler.repair.leading import mended_follow
from crawler.repair.mending import mended_statement
from crawler.repair.parts import Fix
from crawler.repair.recognising import mended_when
from crawler.repair.yesterday import Known, Pair, known_pages
from tidewaiter.model.errors import ProfileError
from tidewaiter.model.ids import digest

HALVED = 4  # pages of one rule from which on some are held back
MOST = 12  # pages of one rule that are looked at


@dataclass(frozen=True, slots=True)
class Repaired:
    """The profile's text with all proposals in it, and each of them. `pages` were compared."""

    text: str
    fixes: tuple[Fix, ...]
    pages: int = 0
    notes: tuple[str, ...] = field(default=())

    @property
    def changes(self) -> tuple[Fix, ...]:
        """The fixes that something was found for."""
        return tuple(fix for fix in self.fixes if fix.words is not None)

    @property
    def sure(self) -> bool:
        """Whether every proposal is: a person may accept it as it is."""
        return bool(self.fixes) and all(fix.sure for fix in self.fixes)


def repair(text: str, name: str, pairs: Sequence[Pair]) -> Repaired:
    """Proposals for what the profile of this text no longer reads on today's pages. Raises ProfileError where the text
    is no profile. `name` is its file's."""
    profile = load(text, name)
    pages = _few(known_pages(profile, pairs))
    fixes: list[Fix] = []
    for number in sorted({one.rule for one in pages}):
        mine = [one for one in pages if one.rule == number]
        learn, held = _halves(mine)
        of_statements: list[Fix] = []
        stated: list[Stated] = []
        for n in range(len(profile.pages[number].statements)):
            some, one = mended_statement(profile, number, n, learn=learn, held=held)
            of_statements += some
            stated += [one] if one.fields else []
        others = [one for one in pages if one.rule != number]
        when = mended_when(profile, number, stated, learn=learn, held=held, others=others)
        if any(fix.beside for fix in when):
            of_statements = [replace(fix, words=fix.alone) if fix.alone else fix for fix in of_statements]
        fixes += [*when, *of_statements]
    fixes += mended_follow(profile, pages)
    return _written(text, name, [fix for fix in fixes if fix.words is None or _better(fix)], len(pages))


def _better(fix: Fix) -> bool:
    return fix.after[0] * max(1, fix.before[1]) > fix.before[0] * max(1, fix.after[1])


def _few(pages: Sequence[Known]) -> list[Known]:
    """Of each rule some pages, the same ones whenever it is asked, in no order that a site could choose."""
    counts: dict[int, int] = {}
    found = []
    for one in sorted(pages, key=lambda page: digest("repair", page.sample.url)):
        counts[one.rule] = counts.get(one.rule, 0) + 1
        if counts[one.rule] <= MOST:
            found.append(one)
    return found


def _halves(mine: Sequence[Known]) -> tuple[list[Known], list[Known]]:
    if len(mine) < HALVED:
        return list(mine), []
    return list(mine[0::2]), list(mine[1::2])


def _written(text: str, name: str, fixes: Sequence[Fix], pages: int) -> Repaired:
    """The text with every proposal; one that makes the profile unreadable is left out, and said."""
    kept, notes = [fix for fix in fixes if fix.words is not None], []
    while True:
        new: dict[Steps, Words] = {}
        for fix in kept:
            new.update(fix.edits)
        try:
            written = edited(text, new, twice=[fix.where[:2] for fix in kept if fix.beside])
            load(written, name)
            break
        except ProfileError as fault:
            if not kept:
                raise
            notes.append(f"{kept[-1].name} is left out: {fault}")
            kept.pop()
    left = [fix if fix.words is None or fix in kept else replace(fix, words=None, sure=False) for fix in fixes]
    return Repaired(written, tuple(left), pages, tuple(notes))
