"""What is known of a substance apart from its names: class, CAS number, schedule of the UN conventions.

`nlp/lexicon/substance.csv` holds it, for every canonical name of the drug lexicons; a field that is not surely known is
empty. It decides nothing about what is found, and is no legal advice: national lists are longer.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO

from nlp.lexicon.read import SUBSTANCES, load
from tidewaiter.model.errors import WrongUse

HEADER = ["canonical", "class", "cas", "schedule", "source"]
CLASSES = frozenset({
    "adulterants", "amphetamines", "benzodiazepines", "cannabinoids", "cathinones", "dissociatives", "fentanyls",
    "hallucinogens", "hormones", "inhalants", "lysergamides", "medicines", "mixtures", "nitazenes", "opioids",
    "peptides", "phenethylamines", "precursors", "sedatives", "steroids", "stimulants", "synthetic cannabinoids",
    "tryptamines",
})  # fmt: skip
SCHEDULES = frozenset({
    "1961-I", "1961-II", "1961-III", "1961-IV", "1971-I", "1971-II", "1971-III", "1971-IV", "1988-I", "1988-II",
})  # fmt: skip
_SOURCES = frozenset({"own", "cn-2025"})
_CAS = re.compile(r"[1-9][0-9]{1,6}-[0-9]{2}-[0-9]")


@dataclass(frozen=True, slots=True)
class Substance:
    """`schedules` are of the conventions of 1961 and 1971, or the tables of that of 1988; empty where none is known."""

    canonical: str
    kind: str
    cas: str
    schedules: tuple[str, ...]
    source: str

    @property
    def said(self) -> str:
        """In words: "nitazenes, CAS 14188-81-9, UN 1961-I"."""
        parts = (self.kind, self.cas and f"CAS {self.cas}", self.schedules and f"UN {' '.join(self.schedules)}")
        return ", ".join(part for part in parts if part)


def is_cas(number: str) -> bool:
    """Of the right form, and the last digit checks: the others, from the right, times 1, 2, 3, …, modulo 10."""
    if not _CAS.fullmatch(number):
        return False
    *digits, check = map(int, number.replace("-", ""))
    return sum(at * digit for at, digit in enumerate(reversed(digits), 1)) % 10 == check


def read_substances(text: str, name: str, known: frozenset[str]) -> Mapping[str, Substance]:
    """The table, by canonical name. `known` are the lexicons' own. Raises WrongUse that names file:line."""
    rows = csv.reader(StringIO(text, newline=""), strict=True)
    found: dict[str, Substance] = {}
    try:
        if next(rows, None) != HEADER:
            raise WrongUse(f"the first line must be {','.join(HEADER)}", where=f"{name}:1", todo="add the header line")
        for row in rows:
            wrong = _wrong(row, known, found)
            if wrong:
                raise WrongUse(
                    wrong, where=f"{name}:{rows.line_num}", todo="correct the row; leave empty what is not sure"
                )
            canonical, kind, cas, schedule, source = row
            found[canonical] = Substance(canonical, kind, cas, tuple(schedule.split()), source)
    except csv.Error as fault:
        raise WrongUse(
            f"not readable as CSV: {fault}", where=f"{name}:{rows.line_num}", todo="quote the field"
        ) from fault
    return found


def _wrong(row: list[str], known: frozenset[str], found: Mapping[str, Substance]) -> str:
    if len(row) != len(HEADER):
        return f"{len(row)} fields where {len(HEADER)} are needed"
    canonical, kind, cas, schedule, source = row
    faults = [
        (canonical not in known, f"no lexicon has the substance {canonical!r}"),
        (canonical in found, f"{canonical!r} has a row already"),
        (kind not in CLASSES, f"class {kind!r} is not one of {', '.join(sorted(CLASSES))}"),
        (bool(cas) and not is_cas(cas), f"{cas!r} is no CAS number: its form or its check digit is wrong"),
        (not set(schedule.split()) <= SCHEDULES, f"schedule {schedule!r} is not of {', '.join(sorted(SCHEDULES))}"),
        (source not in _SOURCES, f"source {source!r} is not one of {', '.join(sorted(_SOURCES))}"),
    ]
    return next((what for wrong, what in faults if wrong), "")


@cache
def substances() -> Mapping[str, Substance]:
    """The shipped table, by canonical name."""
    known = frozenset(term.canonical for term in load() if term.room == "drug")
    return read_substances((files("nlp.lexicon") / SUBSTANCES).read_text(encoding="utf-8"), SUBSTANCES, known)


@cache
def classes() -> Mapping[str, tuple[str, ...]]:
    """For each class its substances, in order."""
    return {
        kind: tuple(sorted(one.canonical for one in substances().values() if one.kind == kind))
        for kind in sorted(CLASSES)
    }
