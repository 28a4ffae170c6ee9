"""The statement rules of one kind of page: blocks, keys and fields, by what its pages are told to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from crawler.drafting.blocks import Each, propose_each
from crawler.drafting.doubting import shown
from crawler.drafting.ground import Ground
from crawler.drafting.habits import price_written
from crawler.drafting.naming_keys import Named, propose_key
from crawler.drafting.proposing import Example, Proposal, among, propose_on
from crawler.drafting.samples import Sample, Told, is_guess
from crawler.drafting.saying import Words, rows_words
from crawler.profiles.schema import Rows
from crawler.readers.generic import Traced
from tidewaiter.model.sighting import FIELDS, FieldValue, Kind

_LEAST = 0.6  # the score under which a rule is not proposed: it reads less often what was told than not
_WANTED = frozenset({"title", "vendor", "price", "name", "text"})
_SURELY = 0.95
_BLOCKS = 60  # blocks of which fields are learned; the cards of some pages
_SHOWN = 3
_SETTLING = 4  # rounds in which fields are chosen by the rows of the others
_SAME = 0.01
_FEW = 0.34  # a field told of fewer pages than this share, and of one alone, is rather a misreading than rare


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """One field with its proposals, the best first; `examples` are (page, value shown) pairs."""

    name: str
    proposals: tuple[Proposal, ...]
    examples: tuple[tuple[str, str], ...] = ()
    told: int = 0
    of: int = 0

    @property
    def best(self) -> Proposal:
        return self.proposals[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A statement rule as drafted. `words` is what the profile says, without the fields that were refused."""

    kind: Kind
    each: Each | None
    key: Named | None
    fields: tuple[Drafted, ...]
    required: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[Rows, ...]:
        return tuple(dict.fromkeys(row for one in self.fields for row in one.best.rows))

    @property
    def words(self) -> dict[str, Words]:
        found: dict[str, Words] = {"kind": str(self.kind)}
        if self.each is not None:
            found["each"] = self.each.words
            found["key"] = self.key.words if self.key else "part"
        if self.rows:
            found["rows"] = [rows_words(one) for one in self.rows]
        found["fields"] = {one.name: one.best.words for one in self.fields}
        if self.required:
            found["required"] = list(self.required)
        return found


@dataclass(frozen=True, slots=True)
class _Place:
    """A block to learn from, with what was told of it (None: nothing was)."""

    sample: Sample
    block: etree._Element
    told: Told | None


@dataclass(slots=True)
class _Work:
    kind: Kind
    places: list[_Place]
    site: Sequence[Sample]
    doubts: list[str] = field(default_factory=list)


def propose_statements(samples: Sequence[Sample], site: Sequence[Sample] = ()) -> list[Stated]:
    """What pages of one kind state: of the page's own thing first, then of things in blocks.

    `site` are all pages that were given: some things show on pages of other kinds.
    """
    found = []
    for kind in Kind:
        for whole in (True, False):
            if one := _statement(kind, samples, whole=whole, site=site or samples):
                found.append(one)
    return sorted(found, key=lambda one: one.each is not None)


def served_alike(samples: Sequence[Sample]) -> list[Sample]:
    """Those pages whose blocks the selector serves that serves most of all; all, where it serves them all well."""
    for kind in Kind:
        mine = [(sample, told) for sample in samples for told in sample.told
                if told.kind == kind and told.block is not None]  # fmt: skip
        each = propose_each(mine, samples) if len({id(sample) for sample, _ in mine}) > 1 else None
        if each is not None and each.score < _SURELY:
            return [sample for sample in samples if each.serves(sample, kind)]
    return list(samples)


def _statement(kind: Kind, samples: Sequence[Sample], *, whole: bool, site: Sequence[Sample]) -> Stated | None:
    mine = [(sample, told) for sample in samples for told in sample.told
            if told.kind == kind and (told.block is None) == whole]  # fmt: skip
    if not mine:
        return None
    if whole:
        first = {id(sample): told for sample, told in reversed(mine)}
        work = _Work(kind, [_Place(sample, sample.root, first.get(id(sample))) for sample in samples], site)
        if len(first) < len(samples):
            work.doubts.append(f"{len(samples) - len(first)} of {len(samples)} such pages were told to state no {kind}")
        return _filled(work, None, None)
    each = propose_each(mine, samples)
    if each is None:
        return Stated(kind=kind, each=None, key=None, fields=(), doubts=(f"no selector holds the {kind}s apart",))
    paired = each.paired(samples, kind)
    key = propose_key(paired)
    places = [_Place(sample, block, told) for sample, block, told in paired][:_BLOCKS]
    return _filled(_Work(kind, places, site, list(each.doubts + key.doubts)), each, key)


def _filled(work: _Work, each: Each | None, key: Named | None) -> Stated | None:
    names = [name for name in FIELDS[work.kind] if any(p.told and name in p.told.fields for p in work.places)]
    first = {name: found for name in names if (found := _field(work, name, ()))}
    rows = _shared_rows(first)
    fields = []
    for name, found in first.items():
        again = _field(work, name, rows) if rows and not set(found.best.rows) <= set(rows) else found
        fields.append(again if again and again.best.score >= found.best.score - 0.01 else found)
    if not fields:
        return None
    fields = [_as_written(work, one) for one in _settled(work, fields)]
    required = tuple(one.name for one in fields if _is_required(one))
    return Stated(kind=work.kind, each=each, key=key, fields=tuple(fields), required=required,
                  doubts=tuple(work.doubts))  # fmt: skip


def _settled(work: _Work, fields: list[Drafted]) -> list[Drafted]:
    """Each field by the rule that reads it best among all rows of the statement: one label may stand in rows of two
    fields, and its value then is what both find."""
    for _ in range(_SETTLING):
        rows = tuple(dict.fromkeys(row for one in fields for row in one.best.rows))
        again = [_among(work, one, rows) for one in fields]
        if [one.best.rule for one in again] == [one.best.rule for one in fields]:
            break
        fields = again
    return fields


def _among(work: _Work, one: Drafted, rows: tuple[Rows, ...]) -> Drafted:
    if set(rows) <= set(one.best.rows) or not one.best.rule.row:
        return one
    pairs = _examples(work, one.name)
    scores = [among(one.name, said, pairs, rows=rows) for said in one.proposals]
    if scores[0] >= one.best.score - _SAME:
        return one
    best = max(range(len(scores)), key=lambda n: (round(scores[n], 2), -n))
    return replace(one, proposals=(one.proposals[best], *(said for n, said in enumerate(one.proposals) if n != best)))


def _as_written(work: _Work, one: Drafted) -> Drafted:
    """A price with the cleaners that the whole site's amounts ask for: few pages may show none that needs them."""
    if one.name != "price" or one.best.rule.clean is not None or (clean := price_written(work.site)) is None:
        return one
    said = replace(one.best, rule=replace(one.best.rule, clean=clean))
    if among(one.name, said, _examples(work, one.name), rows=said.rows) < one.best.score:
        return one
    return replace(one, proposals=(said, *one.proposals))


def _is_required(one: Drafted) -> bool:
    return one.name in _WANTED and one.best.score >= _SURELY and one.told >= _SURELY * one.of


def _shared_rows(fields: dict[str, Drafted]) -> tuple[Rows, ...]:
    """The rows that serve most fields, so that a statement does not name the same table in five ways."""
    votes: dict[Rows, list[float]] = {}
    for one in fields.values():
        good = [p for p in one.proposals if p.rows and p.score >= one.best.score - 0.01]
        for row in {row: p.cost for p in reversed(good) for row in p.rows}.items():
            votes.setdefault(row[0], []).append(row[1])
    ranked = sorted(votes, key=lambda row: (-len(votes[row]), sum(votes[row]) / len(votes[row])))
    return tuple(row for row in ranked[:1] if len(votes[row]) >= 2)


def _field(work: _Work, name: str, rows: tuple[Rows, ...]) -> Drafted | None:
    pairs = _examples(work, name)
    known = [one for one, _ in pairs if one.value is not None]
    if not known:
        return None
    pages, told_on = len({one.page for one, _ in pairs}), len({one.page for one in known})
    proposals = propose_on(work.kind, name, pairs, rows=rows)
    good = tuple(one for one in proposals if one.score >= _LEAST)
    if not good:
        work.doubts.append(_unlearned(work.kind, name, known, proposals))
        return None
    if told_on == 1 and pages >= 4 and any("nothing was told" in doubt for doubt in good[0].doubts):
        work.doubts.append(
            f"{name} is left out: it was told of one page of {pages}, and its place says things on others"
        )
        return None
    examples = tuple((one.page, shown(work.kind, name, one.value)) for one in known[:_SHOWN])
    return Drafted(name=name, proposals=good, examples=examples, told=len(known), of=len(pairs))


def _unlearned(kind: Kind, name: str, known: Sequence[Example], proposals: Sequence[Proposal]) -> str:
    said = shown(kind, name, known[0].value)
    if not proposals:
        return f"{name} is left out: no selector leads to what was told, as {said} on {known[0].page}"
    best = proposals[0]
    return f"{name} is left out: the best rule reads {best.right} of {best.of} values as they were told"


def _template(told: Iterable[Traced | None]) -> set[FieldValue]:
    """Guesses that are the same on several pages: what the site says everywhere, and not of the thing."""
    times = Counter(one.value for one in told if one is not None and is_guess(one))
    return {value for value, count in times.items() if count > 1}


def _examples(work: _Work, name: str) -> list[tuple[Example, Ground]]:
    """What was told surely; guesses only where nothing better is there. Of a guess nothing is learned, nor against."""
    told: list[tuple[_Place, Traced | None]] = [
        (place, place.told.fields.get(name) if place.told else None) for place in work.places
    ]
    sure = sum(one is not None and not is_guess(one) for _, one in told)
    constant = _template(one for _, one in told)
    pairs = []
    for place, one in told:
        if one is not None and is_guess(one) and (sure >= 2 or one.value in constant):
            continue
        value: FieldValue | None = one.value if one is not None else None
        pairs.append(
            (Example(block=place.block, value=value, page=place.sample.name), place.sample.ground(place.block))
        )
    return pairs
