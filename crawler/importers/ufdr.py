"""Cellebrite's `report.xml`: the chats of a seized telephone.

The shape is that of three public parsers of the format; no real report was at hand. XML is read as a stream, without
entities, network or DTD. What the tool says of a message's state and of its own certainty stays with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from typing import IO, Any

from lxml import etree

from crawler.importers.message import Aside, Broken, Chat, Found, Message
from crawler.importers.moments import from_iso
from tidewaiter.model.ids import digest

_MODEL, _FIELD, _ONE, _MANY = "model", "field", "modelField", "multiModelField"
_PASSED_BY = {"file", "image", "item"}  # what a report lists by the hundred thousand beside its chats
_CHAT, _MESSAGE, _PARTY, _ATTACHMENT = "Chat", "InstantMessage", "Party", "Attachment"


def ufdr(stream: IO[bytes], *, zone: tzinfo | None) -> Iterator[Found]:
    """The messages of all chats, in the file's order; memory holds one message."""
    chat: Chat | None = None
    count = 0
    opened: list[str] = []
    try:
        for event, node in etree.iterparse(
            stream, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, recover=False,
            huge_tree=True, remove_comments=True, remove_pis=True,
        ):  # fmt: skip
            if _tag(node) != _MODEL:
                if event == "end" and not opened and _tag(node) in _PASSED_BY:
                    _forget(node)
                continue
            kind = str(node.get("type"))
            if event == "start":
                opened.append(kind)
                if kind == _CHAT:
                    chat, count = None, 0
                continue
            opened.pop()
            if kind == _MESSAGE and _CHAT in opened:
                chat = chat or _chat(_above(node, _CHAT))
                yield _found(node, chat, f"chat {chat.number}, message {count}", zone)
                count += 1
                _forget(node)
            elif kind == _CHAT or not opened:
                _forget(node)
    except (etree.XMLSyntaxError, ValueError) as fault:
        place = f"chat {chat.number}, message {count}" if chat else "before the first chat"
        yield Broken.by(fault, "not XML from here on", place)


def _found(node: Any, chat: Chat, place: str, zone: tzinfo | None) -> Found:
    number = str(node.get("id") or "")
    said = _fields(node)
    party = _fields(_within(node, "From"))
    media = tuple(_media(node))
    if not number:
        return Aside("a message without a number", place)
    if not said.get("Body") and not media:
        return Aside("a message that says nothing", place)
    return Message(
        chat=chat, number=number, place=place, date=from_iso(said.get("TimeStamp"), zone),
        author=party.get("Name", "") or party.get("Identifier", ""), author_id=party.get("Identifier", ""),
        text=said.get("Body", ""), media=media, state=_state(str(node.get("deleted_state") or "")),
        certainty=str(node.get("decoding_confidence") or ""),
    )  # fmt: skip


def _state(said: str) -> str:
    """`Intact` is the usual case, and no state."""
    return "" if said in {"", "Intact"} else said.lower()


def _chat(node: Any) -> Chat:
    """Its number is the tool's id where there is one, else a hash of the programme's own name for the chat."""
    said = _fields(node)
    own = said.get("Id", "")
    number = str(node.get("id") or "")
    return Chat(digest("chat", said.get("Source", ""), own)[:16] if own else number, said.get("Name", ""),
                said.get("Source", ""), private=True)  # fmt: skip


def _fields(node: Any) -> dict[str, str]:
    """The named values that stand directly in a model."""
    found: dict[str, str] = {}
    for one in node if node is not None else ():
        if _tag(one) == _FIELD and one.get("name"):
            value = next((part for part in one if _tag(part) == "value"), None)
            if value is not None and value.text:
                found.setdefault(str(one.get("name")), value.text.strip())
    return found


def _within(node: Any, name: str) -> Any:
    """The model inside a named field, such as the party in `From`."""
    for one in node:
        if _tag(one) == _ONE and one.get("name") == name:
            return next((part for part in one if _tag(part) == _MODEL), None)
    return None


def _media(node: Any) -> Iterator[str]:
    for one in node:
        if _tag(one) in {_MANY, _ONE} and str(one.get("name")).startswith(_ATTACHMENT):
            for part in one:
                said = _fields(part)
                told = (said.get("Filename", ""), said.get("ContentType", ""), said.get("Title", ""))
                yield ", ".join(("attached", *filter(None, told)))


def _above(node: Any, kind: str) -> Any:
    return next(one for one in node.iterancestors() if _tag(one) == _MODEL and one.get("type") == kind)


def _forget(node: Any) -> None:
    """Free what was read: the element, and those before it under the same parent."""
    node.clear()
    parent = node.getparent()
    while parent is not None and node.getprevious() is not None:
        del parent[0]


def _tag(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
