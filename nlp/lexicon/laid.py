"""A workspace's own words laid over the shipped ones: they add meanings, change them, or hide them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nlp.lexicon.read import HIDDEN, Fault, Term, load, survey, version
from tidewaiter.model.errors import WrongUse

_Key = tuple[str, str, str]
EVERY = "*"  # as canonical of a hidden row: every meaning of the term


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The terms that are searched for, and the version that every mention of them names.

    The terms stand by file and line, a workspace's own last: where a word has two meanings and nothing tells them apart
    the first is taken, so in whatever order the files were read, a text gives the same mentions.
    """

    terms: tuple[Term, ...]
    version: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "terms", tuple(sorted(self.terms, key=_place)))


def _place(term: Term) -> tuple[bool, str, int]:
    name, _, line = term.where.rpartition(":")
    return name.startswith("own/"), name, int(line)


@dataclass(frozen=True, slots=True)
class Change:
    """`what` is added, changed or hidden; `old` is empty for what is added, `new` for what is hidden."""

    what: str
    old: Term | None
    new: Term | None


@lru_cache(1)
def shipped() -> Lexicon:
    return Lexicon(load(), version())


def read_folder(folder: Path) -> Mapping[str, str]:
    """The lexicon files of a workspace by name; none where the folder is not there. Raises WrongUse."""
    files: dict[str, str] = {}
    for file in sorted(folder.glob("*.csv")) if folder.is_dir() else ():
        try:
            files[file.name] = file.read_bytes().decode("utf-8")
        except UnicodeDecodeError as fault:
            line = fault.object[: fault.start].count(b"\n") + 1
            raise WrongUse("not UTF-8", where=f"{file}:{line}", todo="save the file as UTF-8") from fault
        except OSError as fault:
            raise WrongUse(f"the file does not open: {fault.strerror}", where=str(file)) from fault
    return files


def of_folder(folder: Path) -> Lexicon:
    """The shipped lexicon with a workspace's own laid over it. Raises WrongUse, which names file and line."""
    return laid(read_folder(folder))


def laid(files: Mapping[str, str]) -> Lexicon:
    """As `of_folder`, of the files' text by name."""
    own, faults = own_terms(files)
    if faults:
        raise WrongUse(faults[0].what, where=faults[0].where, todo=faults[0].todo)
    return _laid(tuple(sorted(files.items())), tuple(own)) if own else shipped()


@lru_cache(4)
def _laid(files: tuple[tuple[str, str], ...], own: tuple[Term, ...]) -> Lexicon:
    hidden = {key for term in own if term.kind == HIDDEN for key in _hides(term)}
    replaced = {_key(term) for term in own} | hidden
    kept = (term for term in load() if _key(term) not in replaced)
    terms = (*kept, *(term for term in own if term.kind != HIDDEN))
    return Lexicon(terms, f"{version()}+{own_version(dict(files))}")


def own_version(files: Mapping[str, str]) -> str:
    """Changes with any byte of the workspace's files."""
    whole = hashlib.sha256()
    for name, text in sorted(files.items()):
        whole.update(f"{name}\0{text}\0".encode())
    return f"own-{whole.hexdigest()[:12]}"


def own_terms(files: Mapping[str, str]) -> tuple[list[Term], list[Fault]]:
    """All rows of a workspace's files, and all that is wrong with them."""
    terms: list[Term] = []
    faults: list[Fault] = []
    first: dict[_Key, str] = {}
    for name, text in sorted(files.items()):
        found, wrong = survey(text, name, own=True)
        faults += wrong
        for term in found:
            key = _key(term)
            if key in first:
                faults.append(Fault(term.where, f"{term.term!r} is already at {first[key]}", "delete one of the two"))
            elif term.kind == HIDDEN and not any(_hides(term)):
                todo = (
                    "give the term and canonical as `tidewaiter lexicon check TERM` tells them, or * for every meaning"
                )
                faults.append(Fault(term.where, f"{term.term!r} hides nothing of the shipped lexicon", todo))
            else:
                first[key] = term.where
                terms.append(term)
    return terms, faults


def changes(files: Mapping[str, str]) -> list[Change]:
    """What a workspace's files do to the shipped lexicon."""
    known = _shipped_by_key()
    found: list[Change] = []
    for term in own_terms(files)[0]:
        if term.kind == HIDDEN:
            found += [Change("hidden", known[key][0], None) for key in _hides(term)]
        elif (old := known.get(_key(term))) is None:
            found.append(Change("added", None, term))
        elif (old[0].kind, old[0].ambiguity) != (term.kind, term.ambiguity):
            found.append(Change("changed", old[0], term))
    return found


def between(old: Iterable[Term], new: Iterable[Term]) -> list[Change]:
    """What became of one list of terms in another; a term of both that differs in kind or ambiguity is changed."""
    before, after = ({(*_key(term), term.kind == HIDDEN): term for term in terms} for terms in (old, new))
    found = [Change("added", None, term) for key, term in after.items() if key not in before]
    found += [Change("hidden", term, None) for key, term in before.items() if key not in after]
    for key, term in after.items():
        earlier = before.get(key)
        if earlier is not None and (earlier.kind, earlier.ambiguity) != (term.kind, term.ambiguity):
            found.append(Change("changed", earlier, term))
    return found


def meanings(lexicon: Lexicon, room: str, shade: str) -> list[Term]:
    return [term for term in lexicon.terms if term.room == room and term.shade == shade]


def _key(term: Term) -> _Key:
    return term.room, term.shade, term.canonical


def _hides(term: Term) -> list[_Key]:
    if term.canonical != EVERY:
        return [_key(term)] if _key(term) in _shipped_by_key() else []
    return list(_by_shade().get((term.room, term.shade), ()))


@lru_cache(1)
def _shipped_by_key() -> Mapping[_Key, list[Term]]:
    known: dict[_Key, list[Term]] = {}
    for term in load():
        known.setdefault(_key(term), []).append(term)
    return known


@lru_cache(1)
def _by_shade() -> Mapping[tuple[str, str], list[_Key]]:
    known: dict[tuple[str, str], list[_Key]] = {}
    for key in _shipped_by_key():
        known.setdefault(key[:2], []).append(key)
    return known
