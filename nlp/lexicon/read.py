"""Read lexicon files strictly: a wrong row stops with file, line and reason, and nothing of the file is used."""

from __future__ import annotations

import csv
import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO

from nlp.shadow import shadow
from tidewaiter.model.errors import WrongUse

HEADER = ["term", "canonical", "kind", "ambiguity", "source", "licence"]
# The first part of a file's name is its room: drug.ko.csv holds drugs.
KINDS = {
    "drug": {"name", "slang", "brand", "strain", "form", "emoji"},
    "place": {"country", "region", "city", "demonym", "code"},
    "method": {"ship_method", "concealment"},
    "context": {"sale", "shady", "innocent", "service"},
}
RULES = "2"  # grows when a rule in code changes what is found


@dataclass(frozen=True, slots=True)
class Term:
    """One row: `ambiguity` 0 stands alone, 1 and 2 need evidence, 3 names everyday goods and needs much of it."""

    term: str
    canonical: str
    room: str
    kind: str
    ambiguity: int
    language: str
    where: str

    @property
    def shade(self) -> str:
        return shadow(self.term)


def read_terms(text: str, name: str) -> list[Term]:
    """The rows of one file `room.language.csv`. Raises WrongUse that names file:line."""
    room, language = _named(name)
    rows = csv.reader(StringIO(text, newline=""), strict=True)
    terms: list[Term] = []
    seen: dict[tuple[str, str, str], int] = {}
    try:
        if next(rows, None) != HEADER:
            raise WrongUse(f"the first line must be {','.join(HEADER)}", where=f"{name}:1", todo="add the header line")
        for row in rows:
            where = f"{name}:{rows.line_num}"
            term = _row(row, room, language, where)
            key = (term.shade, term.canonical, term.kind)
            if key in seen:
                raise WrongUse(
                    f"{term.term!r} is already on line {seen[key]}", where=where, todo="delete one of the two"
                )
            seen[key] = rows.line_num
            terms.append(term)
    except csv.Error as fault:
        raise WrongUse(
            f"not readable as CSV: {fault}", where=f"{name}:{rows.line_num}", todo="quote the field"
        ) from fault
    return terms


def _named(name: str) -> tuple[str, str]:
    room, _, rest = name.partition(".")
    if room not in KINDS or not name.endswith(".csv"):
        raise WrongUse(f"a lexicon file is named ROOM.LANGUAGE.csv with a room of {', '.join(KINDS)}", where=name)
    return room, rest.removesuffix("csv").strip(".") or "xx"


def _row(row: list[str], room: str, language: str, where: str) -> Term:
    if len(row) != len(HEADER):
        raise WrongUse(
            f"{len(row)} fields where {len(HEADER)} are needed", where=where, todo="quote terms that hold a comma"
        )
    term, canonical, kind, ambiguity, source, licence = row
    faults = [
        (not term or not canonical, "term and canonical must not be empty"),
        (term != term.strip() or canonical != canonical.strip(), "spaces at an end"),
        (term != unicodedata.normalize("NFC", term), "the term is not in NFC"),
        (len(shadow(term)) < 1 or "\n" in term, "the term must be one line"),
        (kind not in KINDS[room], f"kind {kind!r} is not one of {', '.join(sorted(KINDS[room]))}"),
        (ambiguity not in ("0", "1", "2", "3"), f"ambiguity {ambiguity!r} is not 0, 1, 2 or 3"),
        (not source or not licence, "source and licence must be given"),
    ]
    for wrong, what in faults:
        if wrong:
            raise WrongUse(what, where=where, todo="correct the row")
    return Term(term, canonical, room, kind, int(ambiguity), language, where)


def _files() -> Iterator[tuple[str, str]]:
    folder = files("nlp.lexicon")
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".csv"):
            yield entry.name, entry.read_bytes().decode("utf-8")


@cache
def load() -> tuple[Term, ...]:
    """All shipped terms, in the order of files and lines."""
    return tuple(term for name, text in _files() for term in read_terms(text, name))


@cache
def version() -> str:
    """Changes with any byte of the lexicons and with the rules, so that old mentions can be told from new ones."""
    whole = hashlib.sha256()
    for name, text in _files():
        whole.update(f"{name}\0{text}\0".encode())
    return f"rules-{RULES}+lexicon-{whole.hexdigest()[:12]}"
