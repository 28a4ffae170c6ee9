"""A person who knows what a site's pages say (by its hand-written profile), and reviews a draft by values alone.

They see only the pages that the draft was made from, type values and never a selector, and act through what
`source review` acts through. Each field and each kind of thing that they add or correct counts as one correction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.drafting.agreeing import agreement
from crawler.drafting.pointing import FIRST
from crawler.profiles.schema import PageRule, Profile, StatementRule
from crawler.readers.fields import labelled, read_field, select
from crawler.readers.profiled import holds
from tests.crawler.drafting.holding import profile_of
from tidewaiter.desk import reviewing
from tidewaiter.model.forms import formed
from tidewaiter.model.sighting import Kind

_TYPED = 3  # values that a person types for one field, each on a page of its own
_RIGHT = 0.95  # of what they look at: less is corrected
_UNNAMED = {"url", "currency"}  # a price is typed with its currency


@dataclass
class Done:
    """What the person did: `corrections` by name; `typed` values in all; `failed` is what no rule was found for."""

    corrections: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    typed: int = 0


def blocks_of(rule: StatementRule, root) -> list:
    if rule.each is None:
        return [root]
    return [one for one in select(rule.each, root) if not isinstance(one, str)]


def stated_in(rule: StatementRule, block) -> dict:
    """What a statement rule reads in one block, a price together with its currency."""
    rows = labelled(rule.rows, block) if rule.rows else {}
    read = {name: read_field(name, one, block, rows) for name, one in rule.fields.items()}
    prices = {"price": read["price"]} if read.get("price") is not None else {}
    return {**formed({n: v for n, v in read.items() if v is not None and n not in _UNNAMED | {"price"}}), **prices}


def rule_of(profile: Profile, sample) -> PageRule | None:
    return next((rule for rule in profile.pages if holds(rule.when, sample.opened)), None)


def reviewed(words: dict, samples, hand: Profile) -> Done:
    """Correct the draft until it reads, on its own pages, what the person sees there."""
    person = _Person(words, samples, hand)
    for n in range(len(words["pages"])):
        for truth in person.seen(n):
            person.statement(n, truth)
    return person.done


@dataclass
class _Person:
    words: dict
    samples: list
    hand: Profile
    done: Done = field(default_factory=Done)

    def seen(self, n: int) -> list[StatementRule]:
        """What kinds of things the pages of a page rule show, as the hand-written profile parts them."""
        profile = profile_of(self.words)
        found: list[StatementRule] = []
        for sample in reviewing.read_by(n, profile, self.samples):
            rule = rule_of(self.hand, sample)
            for said in rule.statements if rule is not None else ():
                if said not in found and any(stated_in(said, block) for block in blocks_of(said, sample.root)):
                    found.append(said)
        return found

    def statement(self, n: int, truth: StatementRule) -> None:
        m = self._served(n, truth)
        if m is None:
            m = self._added(n, truth)
        if m is None:
            return
        for name in truth.fields:
            if name not in _UNNAMED:
                self._field(n, m, name=name, truth=truth)

    def _pairs(self, n: int, m: int, truth: StatementRule) -> Iterator[tuple]:
        """(page, block of the draft, what the person sees in it) for each block that holds one of the true things."""
        profile = profile_of(self.words)
        rule = profile.pages[n].statements[m]
        for sample in reviewing.read_by(n, profile, self.samples):
            known = rule_of(self.hand, sample)
            if known is None or truth not in known.statements:
                continue
            true = blocks_of(truth, sample.root)
            for block in blocks_of(rule, sample.root):
                held = [
                    one for one in true if one is block or block in one.iterancestors() or one in block.iterancestors()
                ]
                if len(held) == 1:
                    yield sample, block, stated_in(truth, held[0])

    def _served(self, n: int, truth: StatementRule) -> int | None:
        """The draft's statement that speaks of most of the true things."""
        best, most = None, 0.0
        for m, said in enumerate(self.words["pages"][n].get("statements", [])):
            if said["kind"] != truth.kind or ("each" in said) != (truth.each is not None):
                continue
            if truth.each is None and ("key" in said) != (truth.key.of == "found" and self._is_linked(truth, n)):
                continue
            count = sum(1 for _, _, said in self._pairs(n, m, truth) if said)
            if count > most:
                best, most = m, count
        things = self._count(n, truth)
        return best if most >= 0.8 * things else None

    def _is_linked(self, truth: StatementRule, n: int) -> bool:
        """Whether the thing is another than the page's own, as the vendor of a listing."""
        return truth.key.link is not None and self.words["pages"][n]["page"] != str(truth.kind)

    def _count(self, n: int, truth: StatementRule) -> int:
        profile = profile_of(self.words)
        return sum(
            bool(stated_in(truth, block))
            for sample in reviewing.read_by(n, profile, self.samples)
            if (rule := rule_of(self.hand, sample)) is not None and truth in rule.statements
            for block in blocks_of(truth, sample.root)
        )

    def _added(self, n: int, truth: StatementRule) -> int | None:
        """A kind of thing that the draft does not speak of: two of a page, by what names them."""
        profile = profile_of(self.words)
        names = [FIRST[truth.kind], *truth.fields]
        said: dict[str, list] = {}
        name = ""
        for sample in reviewing.read_by(n, profile, self.samples):
            rule = rule_of(self.hand, sample)
            if rule is None or truth not in rule.statements or len(said) >= _TYPED:
                continue
            things = [stated_in(truth, block) for block in blocks_of(truth, sample.root)]
            name = name or next((one for one in names if any(one in thing for thing in things)), "")
            values = [thing[name] for thing in things if name in thing]
            values = [value for value in values if values.count(value) == 1][: 2 if truth.each is not None else 1]
            if values and (len(values) == 2 or truth.each is None):
                said[sample.name] = values
        what = f"{self.words['pages'][n]['page']} page: {truth.kind} by {name}"
        self.done.corrections.append(what)
        self.done.typed += sum(map(len, said.values()))
        found = (
            reviewing.pointed(n, Kind(truth.kind), said, samples=self.samples, profile=profile, name=name)
            if said
            else None
        )
        if found is None:
            self.done.failed.append(what)
            return None
        return reviewing.with_statement(self.words, n, found.words)

    def _field(self, n: int, m: int, *, name: str, truth: StatementRule) -> None:
        pairs = list(self._pairs(n, m, truth))
        rule = profile_of(self.words).pages[n].statements[m]
        known = [(sample, block, said) for sample, block, said in pairs if name in said]
        if not known:
            return
        right = 0
        for _, block, said in known:
            read = stated_in(rule, block).get(name)
            right += read is not None and agreement(name, read, said[name]) > 0
        if right >= _RIGHT * len(known):
            return
        what = f"{self.words['pages'][n]['page']} page: {truth.kind}.{name}"
        self.done.corrections.append(what)
        profile = profile_of(self.words)
        one = reviewing.Field(f"{n}/{m}/{truth.kind}.{name}", (n, m, name), profile.pages[n], rule, name)
        shown = reviewing.seen(one, profile, self.samples)
        by_block = {id(block): said for _, block, said in pairs}
        typed: dict[str, object] = {}
        for seen in shown:
            value = by_block.get(id(seen.block), {}).get(name)
            if value is not None and seen.page not in typed and len(typed) < _TYPED:
                typed[seen.page] = value
        self.done.typed += len(typed)
        found = reviewing.corrected(one, self.samples, typed, shown) if typed else []
        if not found:
            self.done.failed.append(what)
            return
        reviewing.with_rule(self.words, one, found[0].words, found[0].rows_words)
