"""A review of a draft, field by field: what a rule reads in which page, and what becomes of it. Asks nobody itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from crawler.drafting.checking import Where
from crawler.drafting.pointing import Pointed, propose_pointed
from crawler.drafting.proposing import Example, Proposal, propose_on
from crawler.drafting.samples import Correction, Sample
from crawler.drafting.saying import Words
from crawler.profiles.schema import FieldRule, PageRule, Profile, StatementRule
from crawler.readers.fields import labelled, read_field, select, text_of
from crawler.readers.profiled import holds
from tidewaiter.desk.drafts import Kept
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.sighting import FIELDS, FieldValue, Kind

_AROUND = 60  # letters of the page's text shown before and after a value


@dataclass(frozen=True, slots=True)
class Seen:
    """What a rule reads in one block of a page: the value, and the text it was cleaned from."""

    page: str
    block: etree._Element
    value: FieldValue | None
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the draft under review."""

    place: str
    at: Where
    page: PageRule
    statement: StatementRule
    name: str

    @property
    def kind(self) -> Kind:
        return self.statement.kind

    @property
    def rule(self) -> FieldRule | None:
        """None of a field that a person adds."""
        return self.statement.fields.get(self.name)

    def beside(self, name: str) -> Field:
        """Another field of the same statement. Raises WrongUse where its kind has none of this name."""
        if name not in FIELDS[self.kind]:
            raise WrongUse(f"a {self.kind} has no field {name!r}", todo=f"it has {', '.join(FIELDS[self.kind])}")
        return Field("/".join([*self.place.split("/")[:2], f"{self.kind}.{name}"]), (*self.at[:2], name),
                     self.page, self.statement, name)  # fmt: skip


def fields(kept: Kept, profile: Profile) -> list[Field]:
    """Those that nobody has decided on yet, in the order of the file."""
    found = []
    for place in kept.undecided():
        n, m, named = place.split("/")
        name = named.partition(".")[2]
        page = profile.pages[int(n)]
        found.append(Field(place, (int(n), int(m), name), page, page.statements[int(m)], name))
    return found


def seen(one: Field, profile: Profile, samples: Sequence[Sample]) -> list[Seen]:
    """What the field's rule reads on the pages that its page rule reads; of pages of blocks, in their first block."""
    found = []
    for sample in read_by(one.at[0], profile, samples):
        blocks = [sample.root] if one.statement.each is None else select(one.statement.each, sample.root)[:2]
        for block in (block for block in blocks if not isinstance(block, str)):
            found.append(_in_block(one, one.rule, sample.name, block))
    return found


def read_by(rule: int, profile: Profile, samples: Sequence[Sample]) -> list[Sample]:
    """The pages that the page rule of this number reads."""
    return [
        sample
        for sample in samples
        if next((n for n, one in enumerate(profile.pages) if holds(one.when, sample.opened)), None) == rule
    ]


def _in_block(one: Field, rule: FieldRule | None, page: str, block: etree._Element) -> Seen:
    if rule is None:
        return Seen(page, block, None, "")
    rows = labelled(one.statement.rows, block) if one.statement.rows else {}
    texts = [text_of(found) for find in rule.css + rule.xpath for found in find.all(block)[:1]]
    texts += [said for label in rule.row for said in rows.get(label.casefold().strip(), [])[:1]]
    return Seen(page, block, read_field(one.name, rule, block, rows), texts[0] if texts else "")


def in_place(sample: Sample, shown: Seen) -> tuple[str, tuple[int, int]] | None:
    """The page's text round what was read, on one line, with where in it the value's text stands."""
    needle = " ".join(shown.text.split())[:200]
    text = " ".join(sample.opened.said.split())
    at = text.find(needle) if needle else -1
    if at < 0:
        return None
    start = max(0, at - _AROUND)
    return text[start : at + len(needle) + _AROUND], (at - start, at - start + len(needle))


def corrected(
    one: Field, samples: Sequence[Sample], said: dict[str, FieldValue], seen_: Sequence[Seen]
) -> list[Proposal]:
    """Rules that read what a person says of some pages (by the pages' names); of equals those that find something on
    most of the others."""
    by_name = {sample.name: sample for sample in samples}
    told: set[str] = set()
    pairs = []
    others: list[etree._Element] = []
    for shown in seen_:
        if shown.page in said and shown.page not in told:
            told.add(shown.page)
            example = Example(block=shown.block, value=said[shown.page], page=shown.page)
            pairs.append((example, by_name[shown.page].ground(shown.block)))
        elif shown.page not in said:
            others.append(shown.block)
    found = propose_on(one.kind, one.name, pairs, rows=one.statement.rows)

    def rank(proposal: Proposal) -> tuple[float, float, float]:
        filled = sum(proposal.read(one.name, block) is not None for block in others)
        return (-round(proposal.score, 2), -filled / max(1, len(others)), proposal.cost)

    return sorted(found, key=rank)


def with_rule(words: dict[str, Any], one: Field, rule: Words | None, rows: Sequence[Words] = ()) -> None:
    """Put a rule in the place of the field's, with the rows it needs; None takes the field out."""
    n, m, name = one.at
    statement = words["pages"][n]["statements"][m]
    if rule is not None:
        statement["fields"][name] = rule
        known = statement.setdefault("rows", []) if rows else []
        known += [row for row in rows if row not in known]
        return
    del statement["fields"][name]
    if "required" in statement:
        wanted = statement["required"] if isinstance(statement["required"], list) else [statement["required"]]
        statement["required"] = [other for other in wanted if other != name]
    if not statement["fields"]:
        del words["pages"][n]["statements"][m]
    expected = words.get("expect", {}).get("filled", {})
    if not any(name in s["fields"] for p in words["pages"] for s in p.get("statements", []) if s["kind"] == one.kind):
        expected.pop(f"{one.kind}.{name}", None)


def pointed(rule: int, kind: Kind, said: Mapping[str, Sequence[FieldValue]], *, samples: Sequence[Sample],
            profile: Profile, name: str = "") -> Pointed | None:  # fmt: skip
    """A statement of this kind that the page rule lacks, by values that a person sees on pages which it reads."""
    return propose_pointed(kind, said, read_by(rule, profile, samples), name)


def with_statement(words: dict[str, Any], rule: int, statement: dict[str, Words]) -> int:
    """Put a statement behind those of a page rule; its number there."""
    known = words["pages"][rule].setdefault("statements", [])
    known.append(statement)
    return len(known) - 1


def correction(one: Field, page: str, value: FieldValue) -> Correction | None:
    """What is kept of a person's word; of things in blocks nothing, since their keys may change with the draft."""
    return Correction(page, one.kind, one.name, value) if one.statement.each is None else None
