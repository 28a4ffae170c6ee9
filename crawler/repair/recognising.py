"""`when`: how pages of one kind are known, where they no longer are or are taken for others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pydantic import TypeAdapter

from crawler.drafting.knowing import propose_when
from crawler.drafting.saying import Words
from crawler.drafting.stating import Stated
from crawler.profiles.schema import PageRule, Profile, When
from crawler.readers.profiled import holds
from crawler.repair.parts import Fix
from crawler.repair.yesterday import Known, rule_of

LEAST_PAGES = 2  # that were held back and are known: then a condition is sure
_WHEN: TypeAdapter[When] = TypeAdapter(When)


def mended_when(
    profile: Profile, number: int, stated: Sequence[Stated], *, learn: Sequence[Known], held: Sequence[Known],
    others: Sequence[Known],
) -> list[Fix]:  # fmt: skip
    """The page rule's condition proposed anew; nothing where all its pages are known by it. `stated` is how its
    statements are read now."""
    rule, mine = profile.pages[number], (*learn, *held)
    before = (sum(rule_of(profile, one.sample.opened) == number for one in mine), len(mine))
    if before[0] == before[1]:
        return []
    where, name = ("pages", number, "when"), f"page {number + 1}: when it is a {rule.page}"
    if rule.statements and not stated:
        return [Fix(where, name, None, before, doubts=("nothing of what such pages said stands on them",))]
    words = _still(rule, learn, others) or _proposed(rule, learn, others, stated)
    if any(_knows(words, one) for one in others):  # the first rule that holds reads a page, so later ones matter most
        words = _proposed(rule, learn, [one for one in others if one.rule > number], stated)
    doubts = tuple(_doubts(words, others))
    back = (sum(_knows(words, one) for one in held), len(held))
    after = (back[0] + sum(_knows(words, one) for one in learn), len(mine))
    sure = not doubts and back[1] >= LEAST_PAGES and after[0] == after[1]
    beside = not before[0] and not all(holds(_made(words), one.former) for one in mine)
    return [Fix(where, name, words, before, after, back, sure=sure, doubts=doubts, beside=beside)]


def _doubts(words: Mapping[str, Words], others: Sequence[Known]) -> Iterable[str]:
    if wrong := sum(_knows(words, one) for one in others):
        yield f"it holds on {wrong} pages of other kinds"
    if words.get("css") == "body":
        yield "nothing was found that tells these pages from others: write `when` by hand"
    if not others:
        yield "no page of another kind is known to tell it from"


def _still(rule: PageRule, mine: Sequence[Known], others: Sequence[Known]) -> dict[str, Words]:
    """What of the former condition holds yet, if it tells the pages from others."""
    reduced = _that_holds(rule.when, mine)
    if reduced.by_address_alone or any(holds(reduced, one.sample.opened) for one in others):
        return {}
    return _words(reduced)


def _proposed(
    rule: PageRule, mine: Sequence[Known], others: Sequence[Known], stated: Sequence[Stated]
) -> dict[str, Words]:
    """A new one, with the address if it was in the former; by a label where nothing else tells the pages apart."""
    url = {"url": _words(rule.when)["url"]} if rule.when.url else {}
    known = propose_when(rule.page, [one.sample for one in mine], [one.sample for one in others], stated)
    words = {**url, **known.words}
    if not any(_knows(words, one) for one in others):
        return words
    for label in dict.fromkeys(label for said in stated for one in said.fields for label in one.best.rule.row):
        labelled: dict[str, Words] = {**url, "text": re.escape(label).replace("\\ ", " ")}
        if all(_knows(labelled, one) for one in mine) and not any(_knows(labelled, one) for one in others):
            return labelled
    return words


def _that_holds(when: When, pages: Sequence[Known]) -> When:
    """The conditions of it that hold on all these pages still."""

    def still(**part: object) -> bool:
        return all(holds(When(**part), one.sample.opened) for one in pages)  # type: ignore[arg-type]

    return replace(
        when,
        css=tuple(find for find in when.css if still(css=(find,))),
        xpath=tuple(find for find in when.xpath if still(xpath=(find,))),
        absent=tuple(find for find in when.absent if still(absent=(find,))),
        title=tuple(find for find in when.title if still(title=(find,))),
        text=tuple(find for find in when.text if still(text=(find,))),
    )


def _words(when: When) -> dict[str, Words]:
    said: dict[str, Words] = {}
    for name in ("url", "title", "text"):
        found = [one.pattern for one in getattr(when, name)]
        if found:
            said[name] = found[0] if len(found) == 1 else list(found)
    for name in ("css", "xpath", "absent"):
        finds = getattr(when, name)
        if finds:
            said[name] = [find.said for find in finds] if len(finds) > 1 else finds[0].said
    return said


def _knows(words: Mapping[str, Words], page: Known) -> bool:
    return holds(_made(words), page.sample.opened)


def _made(words: Mapping[str, Words]) -> When:
    return _WHEN.validate_python(dict(words))
