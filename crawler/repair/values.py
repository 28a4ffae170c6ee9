"""The fields of one statement rule: those that no longer read what is known, each with a rule that does.

A former selector that finds nothing on today's pages stays beside the new one, so that captures from before the change
are read as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from lxml import etree

from crawler.drafting.agreeing import agreement
from crawler.drafting.ground import Ground
from crawler.drafting.naming import PLACE
from crawler.drafting.proposing import Example, Proposal, propose_on
from crawler.drafting.saying import Words, rows_words, rule_words
from crawler.drafting.stating import Drafted
from crawler.profiles.schema import FieldRule, Rows, StatementRule
from crawler.readers.fields import labelled, read_field
from crawler.repair.editing import Steps
from crawler.repair.parts import LEAST_HELD, Count, Fix, Spot, named
from crawler.repair.today import value_today
from crawler.repair.yesterday import WELL, says_so
from tidewaiter.model.following import CHANGING, follows
from tidewaiter.model.sighting import FieldValue

DIFFERENT = 2  # different values that were held back: all alike may be any text of the page
_WORTH = 0.6  # of the known values that a rule reads that is worth a person's look
Read = Callable[[etree._Element], FieldValue | None]


def mended_fields(
    rule: StatementRule, here: Steps, learn: Sequence[Spot], held: Sequence[Spot]
) -> tuple[list[Fix], list[Drafted]]:
    """The fixes, and how each field is read with them."""
    spots = (*learn, *held)
    readers = {name: _reader(name, one, rule.rows) for name, one in rule.fields.items()}
    before = {name: _right(name, read, spots) for name, read in readers.items()}
    broken = [name for name, count in before.items() if count[0] < WELL * count[1]]
    found = {name: _best(rule, name, learn) for name in broken}
    rows = _rows(rule, found, spots)
    fixes, drafted = [], [_kept(name, one, rule.rows) for name, one in rule.fields.items() if name not in found]
    for name in broken:
        fix = _fix(rule, name, found[name], here, before=before[name], rows=rows, held=held, spots=spots)
        if fix.words is None and _follow(name, readers[name], spots):
            continue  # its texts were edited; where they stand has not changed
        fixes.append(fix)
        if fix.words is not None and (best := found[name]) is not None:
            drafted.append(Drafted(name=name, proposals=(best,), told=fix.after[0], of=fix.after[1]))
    return fixes, drafted


def _fix(
    rule: StatementRule, name: str, best: Proposal | None, here: Steps, *, before: Count, rows: tuple[Rows, ...],
    held: Sequence[Spot], spots: Sequence[Spot],
) -> Fix:  # fmt: skip
    where, said = (*here, "fields", name), named(rule.kind, here, name, block=rule.each is not None)
    if best is None:
        return Fix(where, said, None, before, doubts=("no selector leads to its values",))
    both = _with_former(name, best.rule, rule, spots)
    read = _reader(name, both, rows)
    after, back = _right(name, read, spots), _right(name, read, held)
    if after[0] < _WORTH * after[1] or after[0] <= before[0]:
        return Fix(where, said, None, before, doubts=(f"the best rule reads {after[0]} of {after[1]} known values",))
    if _stands_still(name, read, spots):
        return Fix(where, said, None, before, doubts=("the best rule reads one and the same everywhere",))
    doubts = tuple(dict.fromkeys((*best.doubts, *_doubts(name, best, back, held=held))))
    sure = after[0] == after[1] and not doubts
    words: Words = [rows_words(one) for one in rows] if rows != rule.rows else ""
    return Fix(
        where, said, rule_words(both), before, after, back, sure=sure, doubts=doubts, rows=words, alone=best.words
    )


def _with_former(name: str, new: FieldRule, rule: StatementRule, spots: Sequence[Spot]) -> FieldRule:
    """The new rule with the former one beside it, if that finds nothing today and both are cleaned alike."""
    former = rule.fields[name]
    read = _reader(name, former, rule.rows)
    alike = new.clean == former.clean and new.pattern == former.pattern
    if not alike or any(read(one.block) is not None for one in spots):
        return new
    return replace(
        new,
        css=tuple(dict.fromkeys((*new.css, *former.css))),
        xpath=tuple(dict.fromkeys((*new.xpath, *former.xpath))),
        row=tuple(dict.fromkeys((*new.row, *former.row))),
    )


def _kept(name: str, one: FieldRule, rows: tuple[Rows, ...]) -> Drafted:
    return Drafted(name=name, proposals=(Proposal(rule=one, rows=rows if one.row else (), score=1.0),), told=1, of=1)


def _reader(name: str, one: FieldRule, rows: tuple[Rows, ...]) -> Read:
    return lambda block: read_field(name, one, block, labelled(rows, block) if rows and one.row else {})


def _stands_still(name: str, read: Read, spots: Sequence[Spot]) -> bool:
    """Whether all pages say the same now that said different things before: something else stands there."""
    told = _told(name, spots)
    return len({str(value) for _, value in told}) > DIFFERENT and len({str(read(one.block)) for one, _ in told}) == 1


def _told(name: str, spots: Sequence[Spot]) -> list[tuple[Spot, FieldValue]]:
    return [(one, one.told.fields[name].value) for one in spots if name in one.told.fields]


def _right(name: str, read: Read, spots: Sequence[Spot]) -> Count:
    told = _told(name, spots)
    return sum(says_so(name, read(one.block), value) for one, value in told), len(told)


def _follow(name: str, read: Read, spots: Sequence[Spot]) -> bool:
    """Whether most of what is read may follow from what was."""
    told = _told(name, spots)
    got = [(read(one.block), value) for one, value in told]
    return sum(one is not None and follows(name, value, one) for one, value in got) >= WELL * len(got)


def _best(rule: StatementRule, name: str, learn: Sequence[Spot]) -> Proposal | None:
    pairs = []
    for one in learn:
        told = one.told.fields.get(name)
        value = value_today(name, told.value, one) if told else None
        if told is not None and value is None:
            continue
        example = Example(block=one.block, value=value, page=one.page.sample.name)
        pairs.append((example, one.page.sample.ground(one.block)))
    if not any(example.value is not None for example, _ in pairs):
        return None
    best = next(iter(propose_on(rule.kind, name, pairs, rows=rule.rows)), None)
    if best is None or best.rule.clean == rule.fields[name].clean:
        return best
    # What is read goes on in yesterday's form: a text does not become a flag because a site changed its classes.
    former = replace(best, rule=replace(best.rule, clean=rule.fields[name].clean))
    return former if _reads(name, former, pairs) >= _reads(name, best, pairs) else best


def _reads(name: str, one: Proposal, pairs: Sequence[tuple[Example, Ground]]) -> int:
    known = [(ground.block, example.value) for example, ground in pairs if example.value is not None]
    return sum(says_so(name, one.read(name, block), value) for block, value in known)


def _rows(rule: StatementRule, found: dict[str, Proposal | None], spots: Sequence[Spot]) -> tuple[Rows, ...]:
    """The rows that the proposals need before those that are there, unless a field that reads well then reads worse."""
    new = tuple(dict.fromkeys(row for one in found.values() if one is not None for row in one.rows))
    first, last = tuple(dict.fromkeys((*new, *rule.rows))), tuple(dict.fromkeys((*rule.rows, *new)))
    well = [name for name, one in rule.fields.items() if name not in found and one.row]
    worse = any(
        _right(name, _reader(name, rule.fields[name], first), spots)[0]
        < _right(name, _reader(name, rule.fields[name], rule.rows), spots)[0]
        for name in well
    )
    return last if worse else first


def _doubts(name: str, best: Proposal, back: Count, *, held: Sequence[Spot]) -> list[str]:
    """What keeps a rule from being sure, beside what the inducer says of it."""
    known = [value for _, value in _told(name, held)]
    found = []
    if len(known) < LEAST_HELD:
        found.append(f"only {len(known)} known values on pages that were held back")
    elif len(set(map(str, known))) < DIFFERENT:
        found.append("all known values are the same, as another text of the page may be")
    if back[0] < back[1]:
        found.append("it reads something else on pages that were held back")
    if name in CHANGING and not _any_exact(name, best, held):
        found.append("none of its values is as it was: it was found by what may follow them")
    if best.cost >= PLACE:
        found.append("it goes by a place in the page")
    return found


def _any_exact(name: str, best: Proposal, held: Sequence[Spot]) -> bool:
    return any(agreement(name, best.read(name, one.block), value) > 0 for one, value in _told(name, held))
