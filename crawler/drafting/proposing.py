"""One field of one statement: from pages and what each is known to say of it, the rules that read just that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from crawler.drafting.agreeing import LISTS, agreement
from crawler.drafting.cleaning import chains, cutting, patterns, price_of
from crawler.drafting.doubting import doubts_of
from crawler.drafting.ground import Ground, Spot
from crawler.drafting.reaching import Reach, counted, in_the_next, known_rows, reaches
from crawler.drafting.saying import Words, rows_words, rule_words
from crawler.profiles.schema import FieldRule, Rows
from crawler.profiles.selectors import pattern
from crawler.readers.fields import labelled, read_field, value_of
from tidewaiter.model.sighting import FieldValue, Kind

_TAUGHT = 6  # examples that ways are drawn from; all examples score them
_PROBED = 12  # examples on which a way is tried first
_SPOTS = 6  # places of one value that are followed up
_TRIED = 300  # ways scored on all examples
_KEPT = 12  # proposals handed back
_ALONE = 4  # of them, that need no rows
_SURE = 0.999
_STATED_WRONGLY = 0.25  # how much of the score is lost where a rule reads something in all blocks that state nothing
_ALTERNATIVES = 3
_LETTER, _LOOSEST = 0.02, 2.5  # what each letter costs that stands beside the value, and all of them at most
_SEVERAL = 0.4  # what it costs that a selector finds more than the one text that is read


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A block of a page (its root, where the statement has no `each`) and what is known to be said of one field there.

    `value` is as readings hold it, a price as amount or as `amount currency`; None where the block is known to say
    nothing of the field. `page` names the page in doubts.
    """

    block: etree._Element
    value: FieldValue | None = field(repr=False)
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A rule, the `rows` that it needs in its statement, and how well it reads the examples.

    `score` is the share of the known values that it reads, less where it reads something of blocks that state nothing;
    `right` of `of` values are read. `cost` is low where the rule stands on marks that last. `doubts` are for a person.
    """

    rule: FieldRule
    rows: tuple[Rows, ...] = ()
    score: float = 0.0
    right: int = 0
    of: int = 0
    cost: float = 0.0
    doubts: tuple[str, ...] = ()

    @property
    def words(self) -> Words:
        """The rule as a profile writes it."""
        return rule_words(self.rule)

    @property
    def rows_words(self) -> list[Words]:
        return [rows_words(one) for one in self.rows]

    def read(self, name: str, block: etree._Element) -> FieldValue | None:
        """What the rule reads in a block."""
        return read_field(name, self.rule, block, labelled(self.rows, block) if self.rows else {})


def propose_field(kind: Kind, name: str, examples: Sequence[Example], *, rows: tuple[Rows, ...] = ()) -> list[Proposal]:
    """Rules for a field, the best first; none where its values stand nowhere in the blocks.

    `rows` are those that the statement has already: a label in them is preferred. Drafting and repair are one call, for
    it asks only what is said and where it stands now:

        known = [Example(block=open_page(page).root, value=yesterday[page.url], page=page.url) for page in today]
        best = propose_field(Kind.LISTING, "price", known)[0]
        best.words    # 'span.cost', or {'row': 'Price'} together with best.rows_words
        best.score    # 0.9: one value of ten is not read; best.doubts says on which page
    """
    return propose_on(kind, name, [(one, Ground(one.block)) for one in examples], rows=rows)


Known = Sequence[tuple[Example, Ground]]


def propose_on(kind: Kind, name: str, grounds: Known, *, rows: tuple[Rows, ...] = ()) -> list[Proposal]:
    """The same on blocks prepared before, for who asks for many fields of them."""
    known = [pair for pair in grounds if pair[0].value is not None]
    drawn: dict[Reach, float] = {}
    for example, ground in _taught(known):
        assert example.value is not None
        for reach in _drawn(name, example.value, ground, rows):
            drawn[reach] = min(drawn.get(reach, 99.0), reach.cost)
    ways = sorted(drawn, key=lambda reach: drawn[reach])[:_TRIED]
    some = list(_taught(known, _PROBED))
    ways = [reach for reach in ways if _worth(name, reach, some)]
    tried = [found for reach in ways if (found := _tried(name, reach, grounds)) and found.score > 0]
    tried.sort(key=lambda one: (-round(one.score, 2), one.cost))
    kept = _kept(_joined(name, tried, grounds))
    return [replace(one, doubts=doubts_of(kind, name, one.read, pairs=_told(grounds), cost=one.cost)) for one in kept]


def _kept(tried: list[Proposal]) -> list[Proposal]:
    """The best, and beside rows some that need none: what rows say depends on the statement's other rows."""
    best = tried[:_KEPT]
    return best + [one for one in tried[_KEPT:] if not one.rows][: max(0, _ALONE - sum(not one.rows for one in best))]


def among(name: str, said: Proposal, grounds: Known, *, rows: tuple[Rows, ...]) -> float:
    """The score of a proposal in a statement that has these rows besides its own."""
    every = tuple(dict.fromkeys((*rows, *said.rows)))
    read = [read_field(name, said.rule, ground.block, ground.labelled(every)) for _, ground in grounds]
    values = [example.value for example, _ in grounds]
    return _scored(name, said.rule, every, read=read, values=values, cost=said.cost).score


def _told(grounds: Known) -> list[tuple[str, etree._Element, FieldValue | None]]:
    return [(one.page, one.block, one.value) for one, _ in grounds]


def _worth(name: str, reach: Reach, some: Known) -> bool:
    """Whether it leads to more than the one value that suggested it; cheap, before it is tried on all."""
    hits = sum(_leads(name, one.value, reach, ground) for one, ground in some if one.value is not None)
    return hits * 4 >= len(some)


def _taught(known: Known, most: int = _TAUGHT) -> Iterable[tuple[Example, Ground]]:
    """Some examples, of as many pages as there are."""
    turns: dict[str, int] = {}
    ordered = []
    for n, pair in enumerate(known):
        turn = turns[pair[0].page] = turns.get(pair[0].page, 0) + 1
        ordered.append((turn, n, pair))
    ordered.sort(key=lambda one: one[:2])
    return [pair for _, _, pair in ordered[:most]]


def _drawn(name: str, value: FieldValue, ground: Ground, rows: tuple[Rows, ...]) -> Iterable[Reach]:
    """Ways that lead to this value in this block, with some cleaning."""
    taken = 0
    for spot in [*ground.spots(name, value), *ground.attributes(value)]:
        if not _may_hold(name, value, spot, ground):
            continue
        ways = [reach for reach in reaches(name, value, ground, spot) if _leads(name, value, reach, ground)]
        yield from ways
        taken += bool(ways)
        if taken >= _SPOTS:
            break
    if not taken:
        yield from (reach for reach in in_the_next(name, value, ground) if _leads(name, value, reach, ground))
    yield from (reach for reach in known_rows(ground, rows) if _leads(name, value, reach, ground))
    if name == "rating":
        yield from counted(value, ground)


def _may_hold(name: str, value: FieldValue, spot: Spot, ground: Ground) -> bool:
    """Whether the element's text, or the first that is its own, can be cleaned to the value; before the dear search."""
    if spot.attribute or name in LISTS:
        return True
    element = spot.element
    own = [element.text or "", *(child.tail or "" for child in element)] if len(element) else []
    texts = [[ground.text_of(element)], [text for text in own if text.strip()][:1]]
    return any(_leads_from(name, value, Reach(label="-"), said) for said in texts if said)


def _leads(name: str, value: FieldValue, reach: Reach, ground: Ground) -> bool:
    return _leads_from(name, value, reach, reach.texts(ground))


def _leads_from(name: str, value: FieldValue, reach: Reach, texts: list[str]) -> bool:
    return bool(texts) and any(
        agreement(name, value_of(name, rule, texts), value) for rule in _rules(name, reach, [texts], [value])
    )


def _rules(name: str, reach: Reach, texts: Sequence[list[str]], values: Sequence[FieldValue]) -> Iterable[FieldRule]:
    """The reach with each way of cleaning that may make the values of the texts, the plainest first."""
    plain = reach.rule()
    currencies = dict.fromkeys(str(value).partition(" ")[2] for value in values if " " in str(value))
    yield from (replace(plain, clean=chain) for chain in chains(name, currencies))
    firsts = [(said[0], value) for said, value in zip(texts, values, strict=True) if said]
    heads, wanted = [one for one, _ in firsts], [value for _, value in firsts]
    yield from (replace(plain, clean=chain) for chain in cutting(name, heads, wanted))
    if any(isinstance(value, int | float) and not isinstance(value, bool) for value in wanted):
        yield from (replace(plain, pattern=pattern(said), clean=None) for said in patterns(heads, wanted))


def _tried(name: str, reach: Reach, grounds: Known) -> Proposal | None:
    """The reach on all examples, with the cleaning that serves it best."""
    found = [reach.texts(ground) for _, ground in grounds]
    values = [example.value for example, _ in grounds]
    known = [(texts, value) for texts, value in zip(found, values, strict=True) if value is not None]
    loose = _looseness(known)
    several = sum(len(texts) > 1 for texts in found) * 2 > len(found)
    best: Proposal | None = None
    for rule in _rules(name, reach, [texts for texts, _ in known], [value for _, value in known]):
        read = [value_of(name, rule, texts) for texts in found]
        cost = reach.cost + price_of(rule.clean) + bool(rule.pattern) + _SEVERAL * several + loose
        one = _scored(name, rule, reach.rows, read=read, values=values, cost=cost)
        if best is None or one.score > best.score + 0.004:
            best = one
        if best.score >= _SURE:
            break  # the plainest come first
    return best


def _looseness(known: Sequence[tuple[list[str], FieldValue]]) -> float:
    """What it costs that more than the value stands in the text from which it is cleaned."""
    over = [max(0, len(texts[0].strip()) - len(_letters(value))) for texts, value in known if texts]
    return min(_LOOSEST, _LETTER * sum(over) / len(over)) if over else 0.0


def _letters(value: FieldValue) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _scored(
    name: str, rule: FieldRule, rows: tuple[Rows, ...], *, read: Sequence[FieldValue | None],
    values: Sequence[FieldValue | None], cost: float,
) -> Proposal:  # fmt: skip
    agreed = [agreement(name, one, value) for one, value in zip(read, values, strict=True) if value is not None]
    blank = [one is not None for one, value in zip(read, values, strict=True) if value is None]
    score = sum(agreed) / len(agreed) - (_STATED_WRONGLY * sum(blank) / len(blank) if blank else 0)
    right = sum(one > 0 for one in agreed)
    return Proposal(rule=rule, rows=rows, score=max(0.0, score), right=right, of=len(agreed), cost=cost)


def _joined(name: str, tried: list[Proposal], grounds: Known) -> list[Proposal]:
    """Where no rule reads all, the best with alternatives that read what it does not."""
    if not tried or tried[0].score >= _SURE:
        return tried
    best = tried[0]
    values = [example.value for example, _ in grounds]
    for other in tried[1:60]:
        if len(best.rule.css) + len(best.rule.row) >= _ALTERNATIVES:
            break
        if best.rule.clean != other.rule.clean or best.rule.pattern != other.rule.pattern:
            continue
        rule = replace(best.rule, css=(*best.rule.css, *other.rule.css), row=(*best.rule.row, *other.rule.row))
        rows = tuple(dict.fromkeys((*best.rows, *other.rows)))
        both = replace(best, rule=rule, rows=rows)
        read = [both.read(name, ground.block) for _, ground in grounds]
        joined = _scored(name, rule, rows, read=read, values=values, cost=best.cost + other.cost * 0.5)
        # One value more may be a misread one; two that a rule finds together are a second form of the page.
        if joined.score > best.score + 0.01 and joined.right >= best.right + 2:
            best = joined
    return [best, *tried] if best is not tried[0] else tried
