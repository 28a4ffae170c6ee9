"""A whole profile proposed from a source's pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from crawler.drafting.following import propose_expect, propose_follow
from crawler.drafting.habits import agree_on_signs
from crawler.drafting.knowing import knows, propose_when
from crawler.drafting.samples import Correction, Sample, groups, open_samples
from crawler.drafting.saying import Words
from crawler.drafting.stating import Stated, propose_statements, served_alike
from crawler.readers.generic import Template
from crawler.readers.page import SavedPage
from tidewaiter.model.sighting import BARRIERS, Page

MOST_PAGES = 40  # more teach nothing new and take a minute; ten are enough where they hold all kinds of page
# Barriers last: a mark learned from one wall is not to hide content, and walls bear no marks of content.
_ORDER = (Page.LISTING, Page.VENDOR, Page.REVIEW, Page.POST, Page.CATEGORY, Page.HOME, *sorted(BARRIERS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was found: a profile in its own words, the pages it was learned from, and doubts that belong to no field.

    The doubts about each field are those of `check`.
    """

    words: dict[str, Words]
    samples: tuple[Sample, ...]
    doubts: tuple[str, ...] = ()


def draft(
    pages: Iterable[tuple[str, SavedPage]], facts: Mapping[str, Words], corrections: Sequence[Correction] = (),
    *, template: Template | None = None,
) -> Draft:  # fmt: skip
    """Propose a profile from named pages of one source; at least one page of each kind that it is to read.

    `facts` are the keys of the profile that no page tells: source, title, kind and what else is known. What the pages
    say is told by the generic reader; a person's `corrections` stand above it. `template` is
    what more pages of the source than these were seen to have in common.
    """
    some = list(pages)
    samples, doubts = open_samples(some[:MOST_PAGES], corrections, template)
    if len(some) > MOST_PAGES:
        doubts.append(f"only the first {MOST_PAGES} of {len(some)} pages were looked at")
    doubts += agree_on_signs(samples)
    rules: list[Words] = []
    stated: list[tuple[Page, Stated]] = []
    by_kind = groups(samples)
    for page in (kind for kind in _ORDER if kind in by_kind):
        for mine in _templates(page, by_kind[page]):
            rule = _rule(page, mine, samples, doubts)
            if rule is not None:
                rules.append(rule.words)
                stated += [(page, one) for one in rule.stated]
    words: dict[str, Words] = dict(facts)
    words["pages"] = rules
    if follow := propose_follow(samples):
        words["follow"] = follow
    if expect := propose_expect(samples, stated):
        words["expect"] = expect
    return Draft(words=words, samples=tuple(samples), doubts=tuple(doubts))


@dataclass(frozen=True, slots=True)
class _Rule:
    words: dict[str, Words]
    stated: list[Stated] = field(default_factory=list)


def _templates(page: Page, mine: Sequence[Sample]) -> list[list[Sample]]:
    """The pages of a kind, apart where one selector of blocks does not serve them all: a start page and a search."""
    left, found = list(mine), []
    while left and page not in BARRIERS:
        served = [one for one in left if one in served_alike(left)]
        found.append(served or left)
        left = [one for one in left if one not in found[-1]]
    return found or [list(mine)]


def _rule(page: Page, mine: Sequence[Sample], samples: Sequence[Sample], doubts: list[str]) -> _Rule | None:
    others = [one for one in samples if one not in mine]
    stated = [] if page in BARRIERS else propose_statements(mine, samples)
    for one in stated:
        doubts += [f"{page}: {said}" for said in one.doubts]
    stated = [one for one in stated if one.fields]
    if not stated and page not in BARRIERS:
        doubts.append(f"{page}: its {len(mine)} pages state nothing that was understood, so it has no rule")
        return None
    known = propose_when(page, mine, others, stated)
    doubts += [f"{page}: {said}" for said in known.doubts]
    if len(mine) == 1 and page not in BARRIERS:
        doubts.append(f"{page}: one page alone ({mine[0].name}); what is the same on every page was not told from data")
    doubts += [f"{page}: its rule does not know {one.name}" for one in mine if not knows(known.words, one)]
    words: dict[str, Words] = {"page": str(page), "when": known.words}
    if stated:
        words["statements"] = [one.words for one in stated]
    return _Rule(words, stated)
