"""A page opened once: decoded, parsed within limits, with what was odd about it."""

from __future__ import annotations

import re
from functools import cached_property

from lxml import etree

from crawler.readers.charset import decode
from crawler.readers.page import SavedPage
from crawler.readers.plain import folded, plain

MAX_TAGS = 200_000  # a page of 2,000 cards has about 60,000
_MAX_ATTRIBUTES = 200
# A tag with very many attributes costs the parser quadratic time: 400,000 of them more than 20 s. Tokens as in the HTML
# standard, without backtracking.
_MONSTER = re.compile(
    r"<([A-Za-z][^\s/>]*+)"
    r"(?:[\s/]*+=?+[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+))?+){200,}+"
)
_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_GOES_ON = re.compile(r"<(?!/?(?:body|html|script|noscript|!)\b|!--|/)[a-z]", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html\b[^>]{0,400}?\blang\s*=\s*[\"']?([A-Za-z-]{2,12})", re.IGNORECASE)
_HEAD = 8_192
_HTML_TYPES = ("", "text/html", "application/xhtml+xml", "text/plain", "application/octet-stream", "text/xml",
               "application/xml")  # fmt: skip
_HTML_START = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|div|table|p|h1|center|form|pre|a|span)\b", re.I
)
_MAGIC = (b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!",
          b"RIFF", b"\x7fELF", b"MZ\x90", b"\x00\x00\x01\x00", b"OggS", b"ID3", b"\x1aE\xdf\xa3", b"wOFF",
          b"wOF2")  # fmt: skip


class Opened:
    """What readers share. `root` is None where the bytes are no HTML; `notes` then say what they are."""

    def __init__(self, page: SavedPage, *, root: etree._Element | None, text: str, notes: tuple[str, ...]) -> None:
        self.page, self.root, self.text, self.notes = page, root, text, notes

    @cached_property
    def title(self) -> str:
        title = next(self.root.iter("title"), None) if self.root is not None else None
        return folded("".join(str(text) for text in title.itertext())) if title is not None else ""

    @cached_property
    def said(self) -> str:
        """All that the page says to a reader, in lines."""
        return plain(self.root) if self.root is not None else ""


def open_page(page: SavedPage) -> Opened:
    fault = _no_html(page)
    if fault:
        return Opened(page, root=None, text="", notes=(fault,))
    decoded = decode(page)
    if not _HTML_START.search(decoded.text):
        return Opened(page, root=None, text=decoded.text, notes=(*decoded.notes, "not HTML: no tag in it"))
    root, odd = _parsed(decoded.text)
    return Opened(page, root=root, text=decoded.text, notes=(*decoded.notes, *odd))


def _no_html(page: SavedPage) -> str:
    if not page.body.strip():
        return "no bytes in the body" if not page.body else "nothing but blanks in the body"
    media_type = page.media_type.split(";")[0].strip().lower()
    if media_type not in _HTML_TYPES:
        return f"not HTML: {media_type[:60]}"
    if page.body.startswith(_MAGIC):
        return f"not HTML: declared as {media_type or 'nothing'}, but its bytes begin as a binary file's do"
    head = page.body[:4096]
    utf16 = head[:2] in (b"\xff\xfe", b"\xfe\xff") or "utf-16" in page.media_type.lower()
    if not utf16 and head.count(0) * 20 > len(head):
        return "not HTML: binary, with many zero bytes"
    return ""


def _parsed(text: str) -> tuple[etree._Element | None, list[str]]:
    text, odd = _tamed(text.replace("\x00", ""))
    text, more = _whole(text)
    odd += more
    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as fault:
        return None, [*odd, f"not HTML: {str(fault)[:120]}"]
    if root is None:
        return None, [*odd, "not HTML: no element in it"]
    language = _LANGUAGE.search(text[:_HEAD]) if root.get("lang") is None else None
    if language:  # the parser forgets it where words or a warning stand before the page's first tag
        root.set("lang", language[1])
    if any("depth" in entry.message for entry in parser.error_log.filter_from_fatals()):
        odd.append("nested so deeply that its rest was not read")
    return root, odd


def _whole(text: str) -> tuple[str, list[str]]:
    """The text without ends of body and page that stand before its end.

    The parser closes all that is open there, so that the second half of a thread would lose its blocks; a browser goes
    on where it was (HTML standard, "after body").
    """
    first = _END.search(text)
    if first is None or not _GOES_ON.search(text, first.end()):
        return text, []
    return _END.sub("", text), ["it goes on after its end; all of it was read"]


def _tamed(text: str) -> tuple[str, list[str]]:
    """The text without what would cost the parser unbounded time."""
    odd = []
    if text.count("<") > MAX_TAGS:
        at = -1
        for _ in range(MAX_TAGS):
            at = text.find("<", at + 1)
        text = text[:at]
        odd.append(f"more than {MAX_TAGS} tags; the rest was not read")
    text, monsters = _MONSTER.subn(r"<\1", text)
    if monsters:
        odd.append(f"{monsters} tags with more than {_MAX_ATTRIBUTES} attributes; these were not read")
    return text, odd
