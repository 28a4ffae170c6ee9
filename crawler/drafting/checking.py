"""What a profile reads from pages, beside what was told of them: page by page, and field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from crawler.drafting.agreeing import agreement
from crawler.drafting.doubting import shown
from crawler.drafting.samples import Sample, Told
from crawler.profiles.schema import PageRule, Profile, StatementRule
from crawler.readers.addresses import base_of
from crawler.readers.profiled import address, holds
from crawler.readers.statements import Place, read_statements
from tidewaiter.model.forms import formed
from tidewaiter.model.sighting import BARRIERS, Fields, FieldValue, Kind, Page

Where = tuple[int, int, str]  # page rule, statement, field
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that the profile reads otherwise than told; None where one of the two says nothing."""

    page: str
    kind: Kind
    key: str
    name: str
    read: FieldValue | None = field(repr=False)
    told: FieldValue | None = field(repr=False)

    @property
    def words(self) -> str:
        read, told = shown(self.kind, self.name, self.read), shown(self.kind, self.name, self.told)
        if self.read is None:
            return f"{self.kind}.{self.name}: misses {told}"
        if self.told is None:
            return f"{self.kind}.{self.name}: reads {read}, of which nothing was told"
        return f"{self.kind}.{self.name}: reads {read}, told was {told}"


@dataclass(slots=True)
class Tally:
    """One field of one statement rule over all pages. `told` values were known, `right` of them are read; `stated` of
    `of` things have the field."""

    told: int = 0
    right: int = 0
    stated: int = 0
    of: int = 0
    examples: list[tuple[str, FieldValue]] = field(default_factory=list, repr=False)
    differences: list[Difference] = field(default_factory=list)

    @property
    def score(self) -> float:
        return self.right / self.told if self.told else 1.0

    @property
    def filled(self) -> float:
        return self.stated / self.of if self.of else 0.0


@dataclass(slots=True)
class CheckedPage:
    """One page: what kind the reader and the profile call it, how many things each finds, and where they differ."""

    name: str
    told: Page
    read: Page | None
    things: int = 0
    told_things: int = 0
    agreed: int = 0
    differences: list[Difference] = field(default_factory=list)


@dataclass(slots=True)
class Checked:
    pages: list[CheckedPage] = field(default_factory=list)
    fields: dict[Where, Tally] = field(default_factory=dict)

    @property
    def unknown(self) -> list[str]:
        """The pages that no rule of the profile knows."""
        return [one.name for one in self.pages if one.read is None]

    @property
    def score(self) -> float:
        told = sum(one.told for one in self.fields.values())
        return sum(one.right for one in self.fields.values()) / told if told else 0.0


def check(profile: Profile, samples: Iterable[Sample]) -> Checked:
    """Hold a profile against what is told of pages."""
    found = Checked()
    for n, rule in enumerate(profile.pages):
        for m, statement in enumerate(rule.statements):
            found.fields.update({(n, m, name): Tally() for name in statement.fields})
    for sample in samples:
        found.pages.append(_page(profile, sample, found))
    return found


def _page(profile: Profile, sample: Sample, found: Checked) -> CheckedPage:
    at = next((n for n, rule in enumerate(profile.pages) if holds(rule.when, sample.opened)), None)
    page = CheckedPage(sample.name, sample.page, None if at is None else profile.pages[at].page)
    page.told_things = len(sample.told)
    if at is None or profile.pages[at].page in BARRIERS:
        return page
    rule = profile.pages[at]
    url = address(rule, sample.opened, profile)
    place = Place(url, base_of(sample.root, url), bool(sample.url), profile.aliases)
    met: set[int] = set()
    for m, statement in enumerate(rule.statements):
        for key, fields, told in _things(statement, sample, place):
            page.things += 1
            if told is not None and id(told) not in met:
                met.add(id(told))
                page.agreed += told.key == key or told.block is None
            _compare(found, (at, m), statement, (page, key, fields, told))
    page.differences += list(_missed(rule, sample, met))
    return page


def _things(rule: StatementRule, sample: Sample, place: Place) -> Iterator[tuple[str, Fields, Told | None]]:
    """What a statement rule says of the page, each with what was told of the same thing."""
    mine = [one for one in sample.told if one.kind == rule.kind and (one.block is None) == (rule.each is None)]
    by_key = {one.key: one for one in mine}
    by_text = {_heart(rule.kind, one): one for one in mine}
    for said in read_statements(rule, sample.root, place):
        fields = formed(said.fields)
        told = mine[0] if rule.each is None and mine else by_key.get(said.key)
        if told is None and rule.each is not None:
            told = by_text.get(str(fields.get("text", "")) or None)
        yield said.key, fields, told


def _heart(kind: Kind, told: Told) -> str | None:
    """The text of a review or post, which names it where its key was made of other words."""
    text = told.fields.get("text") if kind in (Kind.REVIEW, Kind.POST) else None
    return str(text.value) if text else None


def _compare(
    found: Checked, where: tuple[int, int], rule: StatementRule, said: tuple[CheckedPage, str, Fields, Told | None]
) -> None:
    page, key, fields, told = said
    for name in rule.fields:
        tally = found.fields[(*where, name)]
        read = _with_currency(name, fields)
        known = told.fields[name].value if told is not None and name in told.fields else None
        tally.of += 1
        tally.stated += read is not None
        if (
            read is not None
            and len(tally.examples) < _SHOWN
            and (not tally.examples or tally.examples[-1][0] != page.name)
        ):
            tally.examples.append((page.name, read))
        tally.told += known is not None
        if known is not None and agreement(name, read, known) > 0:
            tally.right += 1
        elif told is not None and (known is not None or read is not None):
            odd = Difference(page.name, rule.kind, key, name, read, known)
            tally.differences.append(odd)
            page.differences.append(odd)


def _with_currency(name: str, fields: Fields) -> FieldValue | None:
    read = fields.get(name)
    return f"{read} {fields['currency']}" if name == "price" and read is not None and "currency" in fields else read


def _missed(rule: PageRule, sample: Sample, met: set[int]) -> Iterator[Difference]:
    """What was told of the page and no statement of the rule speaks of: whole things, and fields that have no rule."""
    named: dict[tuple[Kind, bool], set[str]] = {}
    for statement in rule.statements:
        named.setdefault((statement.kind, statement.each is None), set()).update(statement.fields)
    for told in sample.told:
        known = named.get((told.kind, told.block is None), set())
        for name, value in told.fields.items():
            if id(told) not in met or name not in known:
                yield Difference(sample.name, told.kind, told.key, name, None, value.value)


def remarks(checked: Checked, profile: Profile) -> dict[tuple[str | int, ...], list[str]]:
    """What the checked pages say about each field, for the profile's comments: how many, an example, and doubts."""
    found: dict[tuple[str | int, ...], list[str]] = {}
    for (n, m, name), tally in checked.fields.items():
        kind = profile.pages[n].statements[m].kind
        lines = [_summary(kind, name, tally)]
        odd = [one for one in tally.differences if one.told is not None]
        lines += [f"? on {one.page}: {one.words.partition(': ')[2]}" for one in odd[:_SHOWN]]
        if len(odd) > _SHOWN:
            lines.append(f"? and {len(odd) - _SHOWN} more")
        if extra := sum(1 for one in tally.differences if one.told is None):
            lines.append(f"? it reads something {extra} times where the generic reader found nothing")
        found["pages", n, "statements", m, "fields", name] = lines
    return found


def _summary(kind: Kind, name: str, tally: Tally) -> str:
    example = f", as {shown(kind, name, tally.examples[0][1])} on {tally.examples[0][0]}" if tally.examples else ""
    return f"{tally.right} of {tally.told} as told, stated in {tally.stated} of {tally.of}{example}"
