"""A statement that the draft lacks, from values that a person points at: the blocks that hold them, and their key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from crawler.drafting.blocks import Each, propose_each
from crawler.drafting.ground import Ground
from crawler.drafting.naming_keys import Named, propose_key
from crawler.drafting.proposing import Example, Proposal, propose_on
from crawler.drafting.samples import SURE, Sample, Told
from crawler.drafting.saying import Words, rows_words
from crawler.readers.addresses import absolute
from crawler.readers.generic import Traced
from tidewaiter.model.keys import page_key
from tidewaiter.model.sighting import FieldValue, Kind

FIRST = {Kind.LISTING: "title", Kind.VENDOR: "name", Kind.REVIEW: "text", Kind.POST: "text"}
_UP = 4  # levels from a value to the link of what it names
_SIBLINGS = 400
_ALIKE = 0.5  # of what a block consists of, how much another block of its list shares


@dataclass(frozen=True, slots=True)
class Pointed:
    """A statement rule by one value a block. Without `each` the page has one such thing, named by a link."""

    kind: Kind
    name: str
    each: Each | None
    key: Named
    proposal: Proposal

    @property
    def words(self) -> dict[str, Words]:
        found: dict[str, Words] = {"kind": str(self.kind)}
        if self.each is not None:
            found["each"] = self.each.words
        found["key"] = self.key.words
        if self.proposal.rows:
            found["rows"] = [rows_words(one) for one in self.proposal.rows]
        found["fields"] = {self.name: self.proposal.words}
        return found


def propose_pointed(
    kind: Kind, said: Mapping[str, Sequence[FieldValue]], samples: Sequence[Sample], name: str = ""
) -> Pointed | None:
    """The statement in which these values stand: `said` has for pages, by name, one value of each of some things there.

    Two values of one page show that there are blocks, and what tells them apart. One value alone is of the one thing of
    its page. None where a value stands nowhere, or the values of one page have no block each.
    """
    name = name or FIRST[kind]
    mine = [one for one in samples if one.name in said]
    told = {one.name: _told(kind, name, one, said[one.name]) for one in mine}
    if not all(told.values()):
        return None
    shown = [replace(one, told=told[one.name]) for one in mine]
    pairs = [(sample, one) for sample in shown for one in sample.told]
    each = None
    if any(one.block is not None for _, one in pairs):
        each = propose_each([pair for pair in pairs if pair[1].block is not None], shown)
        if each is None:
            return None
    known = _known(each, name, pairs=pairs, shown=shown, kind=kind)
    proposals = propose_on(kind, name, known)
    if not proposals or (kind in (Kind.REVIEW, Kind.POST) and each is None):
        return None
    return Pointed(kind, name, each, _key(kind, each, pairs, shown), proposals[0])


def _known(
    each: Each | None, name: str, *, pairs: Sequence[tuple[Sample, Told]], shown: Sequence[Sample], kind: Kind
) -> list[tuple[Example, Ground]]:
    """The blocks of which a value was given, as the proposed selector selects them."""
    placed = (
        [(sample, block, one) for sample, block, one in each.paired(shown, kind) if one is not None]
        if each is not None
        else [(sample, sample.root, one) for sample, one in pairs]
    )
    return [
        (Example(block=block, value=one.fields[name].value, page=sample.name), sample.ground(block))
        for sample, block, one in placed
        if name in one.fields
    ]


def _key(kind: Kind, each: Each | None, pairs: Sequence[tuple[Sample, Told]], shown: Sequence[Sample]) -> Named:
    if kind in (Kind.REVIEW, Kind.POST):
        return Named("part", 1.0)
    if each is not None:
        return propose_key(each.paired(shown, kind))
    if not any(one.key for _, one in pairs):
        return Named("page", 1.0)
    return propose_key([(sample, sample.root, one) for sample, one in pairs])


def _told(kind: Kind, name: str, sample: Sample, values: Sequence[FieldValue]) -> list[Told]:
    """The things of one page; with several values also their fellows in the same list, of which no value is known."""
    spots = [_stands(sample, name, value) for value in values]
    if not spots or any(spot is None for spot in spots):
        return []
    elements = [spot for spot in spots if spot is not None]
    fields = [{name: Traced(value, SURE, "", "a person's word")} for value in values]
    if len(elements) == 1:
        return [Told(kind, _linked(elements[0], sample, sample.root), None, fields[0])]
    blocks = _parted(elements)
    if blocks is None:
        return []
    known = [
        Told(kind, _linked(element, sample, block), block, own)
        for element, block, own in zip(elements, blocks, fields, strict=True)
    ]
    return known + [Told(kind, "", one, {}) for one in _fellows(blocks)]


def _stands(sample: Sample, name: str, value: FieldValue) -> etree._Element | None:
    """The tightest element that shows the value."""
    return next((spot.element for spot in sample.ground(sample.root).spots(name, value)), None)


def _parted(elements: Sequence[etree._Element]) -> list[etree._Element] | None:
    """What holds each alone, among the children of what holds them all."""
    lines = [[*reversed(list(one.iterancestors())), one] for one in elements]
    depth = 0
    while all(len(line) > depth for line in lines) and len({line[depth] for line in lines}) == 1:
        depth += 1
    if any(len(line) <= depth for line in lines):
        return None
    blocks = [line[depth] for line in lines]
    return blocks if len(set(blocks)) == len(blocks) else None


def _fellows(blocks: Sequence[etree._Element]) -> Iterator[etree._Element]:
    """Other children of the same list that are built as these are."""
    built = [_parts(one) for one in blocks]
    holder = blocks[0].getparent()
    for one in [] if holder is None else list(holder)[:_SIBLINGS]:
        if one not in blocks and one.tag == blocks[0].tag and any(_alike(_parts(one), mine) for mine in built):
            yield one


def _parts(block: etree._Element) -> frozenset[str]:
    return frozenset(
        f"{one.tag}.{name}" if name else str(one.tag)
        for one in block.iter()
        if isinstance(one.tag, str)
        for name in ((one.get("class") or "").split() or [""])
    )


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _ALIKE * len(one | other)


def _linked(element: etree._Element, sample: Sample, block: etree._Element) -> str:
    """The key of what the link at a value leads to: the value's own link, or the nearest round or before it."""
    at: etree._Element | None = element
    for _ in range(_UP):
        if at is None or at.tag in ("body", "html"):
            break
        for link in at.iter("a"):
            url = absolute(link.get("href") or "", sample.base)
            if url and not (link.get("href") or "").startswith("#"):
                return page_key(url)
        if at is block:
            break
        at = at.getparent()
        if at is not None and at.tag == "a":
            url = absolute(at.get("href") or "", sample.base)
            return page_key(url) if url else ""
    return ""
