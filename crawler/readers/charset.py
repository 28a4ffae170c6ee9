"""From bytes to text: by BOM, by the bytes themselves where they are UTF-8, by declaration, else by likeness."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache

from crawler.readers.likeness import by_language, foreign
from crawler.readers.mojibake import spoilt_as
from crawler.readers.page import SavedPage

MAX_BYTES = 4_000_000  # a page of 100,000 words is under 1 MB; the rest of a larger body is kept but not read

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([^\s;\"']{1,40})", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{1,500}?charset\s*=\s*[\"']?\s*([^\s;\"'/>]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{1,200}?encoding\s*=\s*[\"']([^\"']{1,40})", re.IGNORECASE)
# What pages mean when they name one of these (WHATWG Encoding): the larger set that their authors' systems wrote.
_MEANT = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "johab": "cp949", "shift_jis": "cp932",
    "big5": "big5hkscs", "utf-16": "utf-16-le",
}  # fmt: skip
_ALSO = {"ks_c_5601-1987": "cp949", "ksc5601": "cp949", "x-sjis": "cp932", "x-gbk": "gb18030", "x-euc-jp": "euc_jp",
         "windows-874": "cp874", "windows-31j": "cp932", "x-mac-cyrillic": "mac_cyrillic"}  # fmt: skip
_ESCAPED = frozenset({"iso2022_jp", "iso2022_kr", "hz"})


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text, the Python name of its encoding, and what was odd."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(page: SavedPage) -> Decoded:
    """Never fails: bytes that make no sense become U+FFFD, and a note says so."""
    notes = []
    body = page.body[:MAX_BYTES]
    if len(page.body) > MAX_BYTES:
        notes.append(f"page has {len(page.body)} bytes; only the first {MAX_BYTES} were read")
    for bom, name in _BOMS:
        if body.startswith(bom):
            return Decoded(body[len(bom) :].decode(name, "replace"), name, tuple(notes))
    declared, odd = _declared(page, body)
    notes += odd
    text, encoding = _text(body, declared, cut=len(body) < len(page.body), notes=notes)
    if spoilt := spoilt_as(text):
        notes.append(f"its words look like UTF-8 that was read as {spoilt} before it was sent")
    return Decoded(text, encoding, tuple(notes))


def _text(body: bytes, declared: list[str], *, cut: bool, notes: list[str]) -> tuple[str, str]:
    if declared and declared[0] in _ESCAPED and body.isascii():
        return body.decode(declared[0], "replace"), declared[0]
    utf8 = _strict(body, "utf-8", cut=cut)
    if utf8 is not None and not (declared and declared[0].startswith("utf-16")):
        if declared and declared[0] != "utf-8" and not body.isascii():
            notes.append(f"declared as {declared[0]}, but its bytes are UTF-8")
        return utf8, "utf-8"
    for name in declared:
        text = _strict(body, name, cut=cut)
        if text is not None:
            if name == "cp1252" and (other := foreign(body) and (by_language(body) or foreign(body))):
                notes.append(f"declared as {name}, but its bytes look like {other}")
                return body.decode(other, "replace"), other
            return text, name
        notes.append(f"declared as {name}, but its bytes are not")
    return _guessed(body, notes)


def _guessed(body: bytes, notes: list[str]) -> tuple[str, str]:
    """By likeness; what is mostly UTF-8 stays UTF-8 with its broken places marked."""
    marked = body.decode("utf-8", "replace")
    broken, whole = marked.count("\ufffd"), sum(letter > "\x7f" for letter in marked)
    if broken * 5 < whole:
        notes.append(f"UTF-8 with {broken} broken places")
        return marked, "utf-8"
    name = by_language(body) or foreign(body) or "cp1252"
    text = body.decode(name, "replace")
    notes.append(f"read as {name}, which its bytes look like")
    return text, name


def _strict(body: bytes, name: str, *, cut: bool) -> str | None:
    """The text, or None where the bytes are not of this encoding; a letter that the size limit cut is forgiven."""
    try:
        return codecs.getincrementaldecoder(name)().decode(body, False) if cut else body.decode(name)
    except (UnicodeError, LookupError):
        return None


def _declared(page: SavedPage, body: bytes) -> tuple[list[str], list[str]]:
    """The encodings named by header and page, most trusted first, and notes on names that no encoding has."""
    head = body[:8192]
    said = [found[1] for found in [_HEADER.search(page.media_type)] if found]
    said += [found[1].decode("latin-1") for found in (_XML.search(head), _META.search(head)) if found]
    known: list[str] = []
    odd = []
    for label in said:
        name = encoding_of(label)
        if name is None:
            odd.append(f"impossible charset {label!r}")
        elif name not in known:
            known.append(name)
    return known, odd


@lru_cache(maxsize=256)
def encoding_of(label: str) -> str | None:
    """The Python name of what a page means by this label; None where it means nothing."""
    label = label.strip().lower()
    if label in _ALSO:
        return _ALSO[label]
    try:
        found = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    # Python also knows codecs that are no charsets, as rot13 and zip.
    if not getattr(found, "_is_text_encoding", False) or found.name.replace("-", "_") in _NO_CHARSETS:
        return None
    return _MEANT.get(found.name, found.name)


_NO_CHARSETS = frozenset("unicode_escape raw_unicode_escape idna punycode undefined utf_7 charmap mbcs oem".split())
