"""How well statements agree with what a sheet says: precision, recall, F1, and exact fields of what was found."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from crawler.readers import SavedPage
from crawler.readers.generic import read_generic
from tests.crawler.readers.generic.boards.case import Sheet
from tidewaiter.model.sighting import Fields, Kind

_TOKEN = re.compile(r"[぀-ヿ㐀-鿿가-힣฀-๿]|[^\W_]+")
LIKE = 0.9  # token F1 of two texts that count as one


@dataclass
class Tally:
    """Counts over sheets. `right` are statements with every field as expected, `found` those with the right text."""

    wanted: int = 0
    stated: int = 0
    found: int = 0
    right: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def f1(self, count: int) -> float:
        return 2 * count / (self.wanted + self.stated) if self.wanted + self.stated else 1.0


def tokens(text: str) -> Counter[str]:
    return Counter(_TOKEN.findall(text.casefold()))


def token_f1(one: str, other: str) -> float:
    have, want = tokens(one), tokens(other)
    total = sum(have.values()) + sum(want.values())
    return 2 * sum((have & want).values()) / total if total else float(one == other)


def folded(value: object) -> str:
    return " ".join(str(value).split())


def expected(sheet: Sheet, kind: Kind) -> list[dict[str, object]]:
    if kind == Kind.POST:
        return [{"author": p.author, "date": p.date, "text": p.text, "title": sheet.title} for p in sheet.posts]
    return [
        {"author": r.author, "date": r.date, "text": r.text, "rating": r.rating, "subject": r.subject}
        for r in sheet.reviews
    ]


def stated(sheet: Sheet) -> list[tuple[Kind, str, Fields]]:
    reading = read_generic(SavedPage(sheet.url, sheet.body, sheet.media), "capture")
    return [(s.kind, s.key, s.fields) for s in reading.statements]


def measure(sheets: list[Sheet], kind: Kind) -> Tally:
    """Each expected statement takes the stated one whose text is most like its own."""
    tally = Tally()
    for sheet in sheets:
        left = [fields for k, _, fields in stated(sheet) if k == kind]
        tally.stated += len(left)
        for want in expected(sheet, kind):
            tally.wanted += 1
            same = sorted(left, key=lambda f: -_likeness(f, want))
            if not same or _likeness(same[0], want) < LIKE:
                tally.faults.append(f"{sheet.name}: missing {folded(want['text'])[:60]!r}")
                continue
            left.remove(same[0])
            _compare(tally, sheet, same[0], want)
        tally.faults += [f"{sheet.name}: spurious {dict(fields)!r}"[:300] for fields in left]
    return tally


def _likeness(fields: Fields, want: dict[str, object]) -> float:
    alike = token_f1(str(fields.get("text", "")), str(want["text"]))
    agree = sum(folded(fields.get(name, "")) == folded(want[name]) for name in ("author", "date"))
    return alike + agree / 100 if alike >= LIKE else alike


def _compare(tally: Tally, sheet: Sheet, got: Fields, want: dict[str, object]) -> None:
    tally.found += 1
    whole = True
    for name, value in want.items():
        same = folded(got.get(name, "")) == folded(value)
        if name != "text" or not same:
            tally.faults += [] if same else [f"{sheet.name}: {name} {got.get(name)!r} is not {value!r}"[:300]]
        if value != "" or got.get(name, "") != "":
            tally.of[name] += 1
            tally.fields[name] += same
            whole = whole and (same or name in ("text", "title"))
    tally.right += whole
