"""What an element says to a person, as text with lines."""

from __future__ import annotations

import re

from lxml import etree

MAX_TEXT = 200_000  # the longest description seen is 66,005 characters
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_ROUND_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_SILENT = frozenset("script style template head noscript svg iframe object".split())
_BLOCKS = frozenset(
    "address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer form h1 "
    "h2 h3 h4 h5 h6 header hr li main nav ol option p pre section summary table tbody td textarea tfoot th thead "
    "tr ul".split()
)
_KEPT = frozenset(("pre", "textarea", "xmp", "listing"))
_PRE_STYLE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)


def folded(text: str) -> str:
    """On one line."""
    return " ".join(text.split())


def plain(element: etree._Element) -> str:
    """Spaces folded as a browser does, kept in `pre` and `textarea`; `br` and blocks start new lines; at most
    `MAX_TEXT` characters."""
    if not len(element):
        text = (element.text or "")[:MAX_TEXT]
        return text.strip() if _keeps(element) else _SPACES.sub(" ", text).strip()
    parts: list[str] = []
    kept = silent = length = 0
    for event, node in etree.iterwalk(element, events=("start", "end")):
        tag = node.tag
        if event == "start":
            silent += tag in _SILENT and node is not element
            kept += _keeps(node)
            said = node.text
            if tag == "br" or tag in _BLOCKS:
                parts.append("\n")
        else:
            silent -= tag in _SILENT and node is not element
            kept -= _keeps(node)
            said = node.tail if node is not element else None
            if tag in _BLOCKS:
                parts.append("\n")
        if said and not silent:
            parts.append(said if kept or said.isalnum() else _SPACES.sub(" ", said))
            length += len(said)
            if length > MAX_TEXT:
                break
    return _tidy("".join(parts))[:MAX_TEXT]


def _keeps(node: etree._Element) -> bool:
    """Whether spaces and line ends inside it show, by its tag or its own style."""
    style = node.get("style")
    return node.tag in _KEPT or (style is not None and _PRE_STYLE.search(style) is not None)


def _tidy(text: str) -> str:
    return _ROUND_BREAK.sub("\n", text).strip()
