"""Read lexicon files strictly: a wrong row stops with file, line and reason, and nothing of the file is used."""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import StringIO

from nlp.shadow import shadow
from tidewaiter.model.errors import WrongUse

HEADER = ["term", "canonical", "kind", "ambiguity", "source", "licence"]
# The first part of a file's name is its room: drug.ko.csv holds drugs.
KINDS = {
    "drug": {"name", "slang", "brand", "strain", "form", "emoji"},
    "place": {"country", "region", "city", "demonym", "code"},
    "method": {"ship_method", "concealment"},
    "context": {"sale", "shady", "innocent", "service", "hide", "declare", "sender", "false"},
}
# Emoji are joined by U+200D and varied by U+FE0F: those two may stand in a term.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


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


SUBSTANCES = "substance.csv"  # no lexicon: what is known of the substances that lexicons name (nlp.substances)
HIDDEN = "hidden"  # a kind of a workspace's own rows alone: the shipped meaning is not searched for


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line of a file, and what to do."""

    where: str
    what: str
    todo: str


def read_terms(text: str, name: str) -> list[Term]:
    """The rows of one file `room.language.csv`. Raises WrongUse that names file:line."""
    terms, faults = survey(text, name)
    if faults:
        raise WrongUse(faults[0].what, where=faults[0].where, todo=faults[0].todo)
    return terms


def survey(text: str, name: str, *, own: bool = False) -> tuple[list[Term], list[Fault]]:
    """The good rows of a file, and every fault of it. With `own` it is a workspace's, which may hide shipped terms."""
    terms: list[Term] = []
    faults: list[Fault] = []
    try:
        room, language = _named(name)
    except WrongUse as fault:
        return [], [Fault(fault.where, fault.what, fault.todo)]
    rows = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    seen: dict[tuple[str, str, str], int] = {}
    place = f"own/{name}" if own else name
    try:
        if next(rows, None) != HEADER:
            faults.append(Fault(f"{name}:1", f"the first line must be {','.join(HEADER)}", "add the header line"))
            return [], faults
        for row in rows:
            where = f"{name}:{rows.line_num}"
            wrong = _wrong(row, KINDS[room] | {HIDDEN} if own else KINDS[room], room)
            if wrong:
                faults.append(Fault(where, *wrong))
                continue
            term = Term(row[0], row[1], room, row[2], int(row[3]), language, f"{place}:{rows.line_num}")
            key = (term.shade, term.canonical, term.kind)
            if key in seen:
                what = f"{term.term!r} is already on line {seen[key]}"
                faults.append(Fault(where, what, "delete one of the two"))
                continue
            seen[key] = rows.line_num
            terms.append(term)
    except csv.Error as fault:
        faults.append(Fault(f"{name}:{rows.line_num}", f"not readable as CSV: {fault}", "quote the field"))
    return terms, faults


def _named(name: str) -> tuple[str, str]:
    room, _, rest = name.partition(".")
    if room not in KINDS or not name.endswith(".csv"):
        raise WrongUse(f"a lexicon file is named ROOM.LANGUAGE.csv with a room of {', '.join(KINDS)}", where=name)
    return room, rest.removesuffix("csv").strip(".") or "xx"


def _wrong(row: list[str], kinds: set[str], room: str) -> tuple[str, str] | None:
    """What is wrong with a row and what to do; None for a good one."""
    if len(row) != len(HEADER):
        return f"{len(row)} fields where {len(HEADER)} are needed", "quote terms that hold a comma"
    term, canonical, kind, ambiguity, source, licence = row
    faults = [
        (not term or not canonical, "term and canonical must not be empty"),
        (term != term.strip() or canonical != canonical.strip(), "spaces at an end"),
        (term != unicodedata.normalize("NFC", term), "the term is not in NFC"),
        (len(shadow(term)) < 1 or "\n" in term, "the term must be one line"),
        (bool(_CONTROL.search(term + canonical)), "the row holds a control character or a mark of direction"),
        (kind not in kinds, f"kind {kind!r} is not one of {', '.join(sorted(kinds))}"),
        (ambiguity not in ("0", "1", "2", "3"), f"ambiguity {ambiguity!r} is not 0, 1, 2 or 3"),
        (room == "drug" and canonical != canonical.lower(), "the canonical name of a drug is in small letters"),
        (not source or not licence, "source and licence must be given"),
    ]
    return next(((what, "correct the row") for wrong, what in faults if wrong), None)


def _files() -> Iterator[tuple[str, str]]:
    folder = files("nlp.lexicon")
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".csv") and entry.name != SUBSTANCES:
            yield entry.name, entry.read_bytes().decode("utf-8")


@cache
def load() -> tuple[Term, ...]:
    """All shipped terms, in the order of files and lines."""
    return tuple(term for name, text in _files() for term in read_terms(text, name))


def _rules() -> str:
    """A digest of the code that decides what is found: every module of `nlp` but the scoring and the spaCy view."""
    whole = hashlib.sha256()
    for name in sorted(_modules(files("nlp"), "")):
        whole.update(f"{name}\0".encode() + files("nlp").joinpath(name).read_bytes())
    return whole.hexdigest()[:12]


def _modules(folder: Traversable, path: str) -> Iterator[str]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name not in ("evaluate", "__pycache__"):
            yield from _modules(entry, f"{path}{entry.name}/")
        elif entry.name.endswith(".py") and entry.name not in ("view.py", "build_places.py"):
            yield f"{path}{entry.name}"


@cache
def version() -> str:
    """Changes with any byte of the lexicons and of the rules' code, so that old mentions can be told from new ones."""
    whole = hashlib.sha256()
    for name, text in _files():
        whole.update(f"{name}\0{text}\0".encode())
    return f"rules-{_rules()}+lexicon-{whole.hexdigest()[:12]}"
