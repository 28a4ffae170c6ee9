"""Letters as an Atom feed: a file (RFC 4287) that a reader or a web server of the operator's takes up."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as Tree

from tidewaiter.model.plain import plain
from tidewaiter.model.times import stamp
from tidewaiter.schedule.delivery.faults import DeliveryFailed
from tidewaiter.schedule.delivery.letter import Letter
from tidewaiter.store.whole import write_whole

KEPT = 200  # entries; older ones are in the database
_ATOM = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def send(letter: Letter, path: Path) -> None:
    """Put the letter on top of the feed; one that is there already takes its old place. Raises DeliveryFailed."""
    Tree.register_namespace("", _ATOM)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        entries = [_entry(letter), *(one for one in _known(path) if _id_of(one) != _id(letter))]
        root = Tree.Element(_name("feed"))
        _add(root, "title", f"Tidewaiter: {path.stem}")
        _add(root, "id", f"urn:tidewaiter:feed:{path.stem}")
        _add(root, "updated", stamp(letter.delivery.made_at))
        root.extend(entries[:KEPT])
        write_whole(path, Tree.tostring(root, encoding="utf-8", xml_declaration=True))
    except OSError as fault:
        raise DeliveryFailed(f"the feed cannot be written: {fault.strerror}", where=str(path)) from fault


def _known(path: Path) -> list[Tree.Element]:
    try:
        return Tree.fromstring(path.read_bytes()).findall(_name("entry"))  # our own file
    except (FileNotFoundError, Tree.ParseError):
        return []


def _entry(letter: Letter) -> Tree.Element:
    entry = Tree.Element(_name("entry"))
    _add(entry, "title", letter.subject)
    _add(entry, "id", _id(letter))
    _add(entry, "updated", stamp(letter.delivery.made_at))
    _add(Tree.SubElement(entry, _name("author")), "name", letter.delivery.owner)
    _add(entry, "content", letter.text)
    return entry


def _add(parent: Tree.Element, name: str, text: str) -> None:
    Tree.SubElement(parent, _name(name)).text = _NO_XML.sub("\ufffd", plain(text))


def _id(letter: Letter) -> str:
    return f"urn:tidewaiter:delivery:{letter.delivery.id}"


def _id_of(entry: Tree.Element) -> str:
    return entry.findtext(_name("id")) or ""


def _name(name: str) -> str:
    return f"{{{_ATOM}}}{name}"
