"""Extraction held against annotated texts: spans, documents, false alarms, and each error with its evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from nlp.evaluate.facts import Fact, of_mention
from nlp.evaluate.gold import GoldText
from nlp.extract import extract
from nlp.grounds import explain
from tidewaiter.model.mention import Mention, Status

ALL = "all"
_AROUND = 40  # characters shown beside an error
T = TypeVar("T")
Find = Callable[[str], list[Mention]]


@dataclass(slots=True)
class Tally:
    """Right, found and wanted, with the three figures that follow from them."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, right: int, found: int, wanted: int) -> None:
        self.right, self.found, self.wanted = self.right + right, self.found + found, self.wanted + wanted

    def as_json(self) -> dict[str, float | int]:
        precision = self.right / self.found if self.found else 1.0
        recall = self.right / self.wanted if self.wanted else 1.0
        both = 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0
        return {
            "precision": round(precision, 4), "recall": round(recall, 4), "f1": round(both, 4),
            "right": self.right, "found": self.found, "wanted": self.wanted,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mistake:
    """`missed` or `false`: the fact, where, the words around it, and what the extraction had to say about it."""

    id: str
    what: str
    kind: str
    value: str
    around: str
    evidence: str

    def as_json(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True)
class Evaluation:
    """Tallies by (measure, slice, kind); a measure is documents, strict or overlap; a slice all, real, lang:ko..."""

    tallies: dict[tuple[str, str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    mistakes: list[Mistake] = field(default_factory=list)
    innocent: int = 0
    alarms: Counter[str] = field(default_factory=Counter)
    texts: int = 0

    def as_json(self) -> dict[str, object]:
        scores: dict[str, dict[str, dict[str, object]]] = defaultdict(lambda: defaultdict(dict))
        for (measure, part, kind), tally in sorted(self.tallies.items()):
            scores[measure][part][kind] = tally.as_json()
        return {
            "texts": self.texts, "innocent": self.innocent, "alarms": dict(sorted(self.alarms.items())),
            "scores": scores, "mistakes": [mistake.as_json() for mistake in self.mistakes],
        }  # fmt: skip


def evaluate(texts: Iterable[GoldText], *, find: Find = extract) -> Evaluation:
    """Scores of asserted mentions. What lies on an annotation that scores leave out counts neither way."""
    result = Evaluation()
    for gold in texts:
        result.texts += 1
        mentions = _scored(gold, find(gold.text))
        asserted = [mention for mention in mentions if mention.status is Status.ASSERTED]
        parts = (ALL, "synthetic" if gold.synthetic else "real", f"lang:{gold.language}")
        _count(result, parts, gold, asserted)
        result.mistakes += _mistakes(gold, mentions)
        if gold.innocent:
            result.innocent += 1
            wrong = {str(m.kind) for m in asserted} - {span.kind for span in gold.spans}
            result.alarms.update(wrong & {"drug", "wallet", "pgp", "concealment"})
    return result


def _scored(gold: GoldText, mentions: list[Mention]) -> list[Mention]:
    left_out = [span for span in gold.spans if span.fact is None]
    return [
        mention for mention in mentions
        if of_mention(mention) and not any(mention.start < span.end and span.start < mention.end for span in left_out)
    ]  # fmt: skip


def _count(result: Evaluation, parts: Iterable[str], gold: GoldText, found: list[Mention]) -> None:
    wanted = [span for span in gold.spans if span.fact]
    facts = {fact for mention in found if (fact := of_mention(mention))}
    asked = {span.fact for span in wanted if span.fact}
    plain = {span.fact for span in wanted if not span.sub and span.fact}
    rare = {fact for fact in asked - plain if fact[0] == "drug"}
    spans = {(str(mention.kind), mention.start, mention.end) for mention in found}
    marked = {(span.kind, span.start, span.end) for span in wanted}
    for part in parts:
        _sets(result, ("documents", part), found=facts, wanted=asked, kind=lambda fact: fact[0])
        _sets(result, ("strict", part), found=spans, wanted=marked, kind=lambda span: span[0])
        bare = facts - rare
        drugs = [{fact for fact in side if fact[0] == "drug"} for side in (bare, plain)]
        result.tallies["documents", part, "drug, no strains or brands"].add(
            len(drugs[0] & drugs[1]), len(drugs[0]), len(drugs[1])
        )
        for kind in {name for name, _, _ in spans | marked}:
            one, other = _of_kind(spans, kind), _of_kind(marked, kind)
            result.tallies["overlap", part, kind].add(min(_met(one, other), _met(other, one)), len(one), len(other))


def _sets(
    result: Evaluation, name: tuple[str, str], *, found: set[T], wanted: set[T], kind: Callable[[T], str]
) -> None:
    measure, part = name
    for each in {kind(fact) for fact in found | wanted}:
        one, other = ({fact for fact in side if kind(fact) == each} for side in (found, wanted))
        result.tallies[measure, part, each].add(len(one & other), len(one), len(other))
    result.tallies[measure, part, ALL].add(len(found & wanted), len(found), len(wanted))


def _of_kind(spans: set[tuple[str, int, int]], kind: str) -> list[tuple[int, int]]:
    return [(start, end) for name, start, end in spans if name == kind]


def _met(these: list[tuple[int, int]], those: list[tuple[int, int]]) -> int:
    return sum(any(start < high and low < end for low, high in those) for start, end in these)


def _mistakes(gold: GoldText, mentions: list[Mention]) -> Iterable[Mistake]:
    asserted = {fact: m for m in mentions if m.status is Status.ASSERTED and (fact := of_mention(m))}
    wanted = {span.fact: span for span in gold.spans if span.fact}
    for fact, span in wanted.items():
        if fact not in asserted:
            yield _missed(gold, fact, (span.start, span.end), mentions)
    for fact, mention in asserted.items():
        if fact not in wanted:
            said = "; ".join(explain(mention))
            yield Mistake(gold.id, "false", *fact, _around(gold.text, mention.start, mention.end), said)


def _missed(gold: GoldText, fact: Fact, span: tuple[int, int], mentions: list[Mention]) -> Mistake:
    start, end = span
    there = [mention for mention in mentions if mention.start < end and start < mention.end]
    said = "; ".join(f"{m.status} {m.kind} {m.value} {m.score:.2f}, {', '.join(explain(m)[:-1])}" for m in there)
    return Mistake(gold.id, "missed", *fact, _around(gold.text, start, end), said or "nothing found here")


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return f"{before}[{text[start:end]}]{after}".replace("\n", " / ")
