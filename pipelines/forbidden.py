"""The local list of forbidden content: what meets it is neither stored nor indexed. The list is never sent or told.

A line is a term, or `sha256:` and the digest of a response's body or of a term in small letters; `#` begins a comment.
Where a rule is met only the number of its line is told.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote_plus

from tidewaiter.model.errors import WrongUse
from tidewaiter.model.sighting import FieldValue

_HASH = re.compile(r"sha256:([0-9a-f]{64})", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_WRAPPINGS = 4  # an address is looked at as it stands and with so many layers less of per cent encoding, less one
_WORDS_OF_A_HASH = 4  # a hashed term of more words than this is not found


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Rules by what they look for; each is named by its line in the list."""

    terms: Mapping[str, str] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str, name: str = "forbidden.txt") -> Forbidden:
        """Raises WrongUse for a line that begins like a hash and is none; the line itself is not told."""
        terms: dict[str, str] = {}
        hashes: dict[str, str] = {}
        for number, line in enumerate(text.splitlines(), 1):
            said = line.split("#", 1)[0].strip()
            if found := _HASH.fullmatch(said):
                hashes[found[1].lower()] = f"line {number}"
            elif said.lower().startswith("sha256:"):
                raise WrongUse("not a SHA-256 digest", where=f"{name}:{number}", todo="give 64 hex digits")
            elif plain := _plain(said):
                terms[plain] = f"line {number}"
        return cls(terms, hashes)

    def payload(self, sha256: str) -> str:
        """The rule that a response's body meets; "" where it meets none."""
        return self.hashes.get(sha256.lower(), "")

    def address(self, url: str) -> str:
        """The rule that an address meets, which is often made of a title; "" where it meets none."""
        said = [url]
        while len(said) < _WRAPPINGS and (plain := unquote_plus(said[-1])) != said[-1]:
            said.append(plain)
        return self.words(said)

    def words(self, texts: Iterable[str]) -> str:
        """The rule that one of the texts meets; "" where none does."""
        for text in texts if self.terms or self.hashes else ():
            plain = _plain(text)
            for term, rule in self.terms.items():
                if _holds(plain, term):
                    return rule
            for phrase in _phrases(plain) if self.hashes else ():
                if hashed := self.hashes.get(hashlib.sha256(phrase.encode()).hexdigest()):
                    return hashed
        return ""


def texts_of(key: str, fields: Mapping[str, FieldValue]) -> Iterator[str]:
    """All text of a sighting, its key too, which is often made of its title."""
    yield key
    for value in fields.values():
        yield from (str(part) for part in (value if isinstance(value, tuple) else (value,)))


def _plain(text: str) -> str:
    """Small letters, one form, one space between words, nothing invisible in them."""
    small = unicodedata.normalize("NFKC", text).casefold()
    shown = "".join(letter for letter in small if unicodedata.category(letter) != "Cf")
    return " ".join(shown.replace("_", " ").replace("-", " ").split()).encode("utf-8", "replace").decode()


def _holds(plain: str, term: str) -> bool:
    """Whole words where words are told apart by spaces; anywhere in Chinese, Japanese and Thai."""
    at = plain.find(term)
    while at >= 0:
        before, behind = plain[at - 1 : at], plain[at + len(term) : at + len(term) + 1]
        if not (_joined(before, term[0]) or _joined(term[-1], behind)):
            return True
        at = plain.find(term, at + 1)
    return False


def _joined(left: str, right: str) -> bool:
    return all(one.isalnum() and one < "\u0e00" for one in (left, right)) if left and right else False


def _phrases(plain: str) -> Iterator[str]:
    words = _WORD.findall(plain)
    for count in range(1, _WORDS_OF_A_HASH + 1):
        yield from (" ".join(words[at : at + count]) for at in range(len(words) - count + 1))
