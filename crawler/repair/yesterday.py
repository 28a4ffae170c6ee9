"""Pairs of pages: one address as its profile read it, and as it stands now, with what is known to be said there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from crawler.drafting.agreeing import agreement
from crawler.drafting.samples import Sample, Told
from crawler.profiles.schema import Follow, PageRule, Profile, Select, StatementRule
from crawler.readers.addresses import absolute, base_of, path_of
from crawler.readers.fields import select
from crawler.readers.generic import Traced
from crawler.readers.generic.tracing import Trace
from crawler.readers.page import SavedPage
from crawler.readers.profiled import address, holds
from crawler.readers.statements import MAX_BLOCKS, Place, read_statements
from crawler.readers.tree import Opened, open_page
from crawler.repair.editing import Steps
from crawler.repair.placing import Said, blocks_of
from tidewaiter.model.following import CHANGING, follows
from tidewaiter.model.keys import page_key
from tidewaiter.model.sighting import FieldValue, Statement

_READ = 1.0  # what an accepted profile read is as sure as a person's word
MOST_THINGS = 200  # of one kind on one page; fields are learned of fewer
WELL = 0.9  # of the known values that a rule reads that is not to be repaired


@dataclass(frozen=True, slots=True)
class Pair:
    """One address before the change and now; `name` is that of today's capture, for a person."""

    name: str
    before: SavedPage
    now: SavedPage


@dataclass(slots=True)
class Known:
    """A page of today; `rule` is the number of the page rule that read it before, `told` what each of its statements
    said, `former` the page as it was, `led` to which pages each rule of links led, by its place in the profile."""

    sample: Sample
    rule: int
    told: dict[int, list[Said]]
    former: Opened
    each: Mapping[int, Select | None] = field(default_factory=dict)
    led: dict[Steps, set[str]] = field(default_factory=dict)
    placed: dict[int, list[Told]] = field(default_factory=dict)
    traced: Trace | None = None

    def things(self, number: int, *, whole: bool) -> list[Told]:
        """What one statement rule said, as things of today's page; those that are not on it any more are left out."""
        if number not in self.placed:
            said = self.told.get(number, [])
            ground, each = self.sample.ground(self.sample.root), self.each.get(number)
            blocks = [None] * len(said) if whole else blocks_of(said, ground, self.sample.base, each, most=MOST_THINGS)
            self.placed[number] = [
                Told(one.statement.kind, one.statement.key, block, traced(one.statement))
                for one, block in zip(said, blocks)  # noqa: B905 - the first ones
                if whole or block is not None
            ]
        return self.placed[number]


def known_pages(profile: Profile, pairs: Sequence[Pair]) -> list[Known]:
    """The pairs whose former page a rule of the profile read; those that cannot be opened any more are left out."""
    found = []
    for pair in pairs:
        before, now = open_page(pair.before), open_page(pair.now)
        number = rule_of(profile, before)
        if number is None or before.root is None or now.root is None:
            continue
        rule = profile.pages[number]
        told = {n: list(_read(one, rule, before, profile)) for n, one in enumerate(rule.statements)}
        base = base_of(before.root, before.page.url)
        led = {at: selected(one, before.root, base) for at, one in leading(profile, number)}
        each = {n: one.each for n, one in enumerate(rule.statements)}
        found.append(Known(Sample(pair.name, now, rule.page, ()), number, told, before, each, led))
    return found


def leading(profile: Profile, number: int) -> Iterator[tuple[Steps, Follow]]:
    """The rules of links that a page of this page rule is read by, each with its place in the profile."""
    yield from ((("pages", number, "follow", n), one) for n, one in enumerate(profile.pages[number].follow))
    yield from ((("follow", n), one) for n, one in enumerate(profile.follow))


def selected(rule: Follow, root: etree._Element, base: str) -> set[str]:
    """The keys of the pages that a rule leads to."""
    found = set()
    for find in rule.css + rule.xpath:
        for one in find.all(root):
            url = absolute(one if isinstance(one, str) else one.get("href") or "", base)
            if url and (rule.url is None or rule.url.search(path_of(url))):
                found.add(page_key(url))
    return found


def rule_of(profile: Profile, opened: Opened) -> int | None:
    return next((n for n, rule in enumerate(profile.pages) if holds(rule.when, opened)), None)


def _read(one: StatementRule, rule: PageRule, opened: Opened, profile: Profile) -> Iterator[Said]:
    assert opened.root is not None
    url = address(rule, opened, profile)
    place = Place(url, base_of(opened.root, url), True, profile.aliases)
    blocks = [opened.root] if one.each is None else select(one.each, opened.root)[:MAX_BLOCKS]
    for block in blocks:
        if not isinstance(block, str):
            yield from (Said(said, block) for said in read_statements(replace(one, each=None), block, place))


def traced(one: Statement) -> dict[str, Traced]:
    """Its fields as told to the inducer, the price with its currency."""
    fields = {name: value for name, value in one.fields.items() if name not in ("currency", "url")}
    if "price" in fields and "currency" in one.fields:
        fields["price"] = f"{fields['price']} {one.fields['currency']}"
    return {name: Traced(value, _READ, "", "read before the change") for name, value in fields.items()}


def says_so(name: str, read: FieldValue | None, told: FieldValue) -> bool:
    """Whether what is read may be what was told: as it was, or, for what changes between visits, likely after it."""
    if agreement(name, read, told) > 0:
        return True
    if read is None or name not in CHANGING:
        return False
    (one, _, kind), (other, _, same) = (str(value).partition(" ") for value in (told, read))
    return kind == same and follows(name, one, other) if name == "price" else follows(name, told, read)
