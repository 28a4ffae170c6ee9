"""Telegram Desktop's export, `result.json`: one chat, or a whole account.

Layouts and fields are those of tdesktop's own writer, `export_output_json.cpp` as of 2025-09. The head of a chat comes
before its messages in both layouts, which lets one pass do. Read as a stream: memory holds one message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import tzinfo
from typing import IO, Any

import ijson

from crawler.importers.loose import as_list, as_word
from crawler.importers.message import Aside, Broken, Chat, Found, Message
from crawler.importers.moments import from_iso, from_seconds

_CHATS = ("chats.list.item", "left_chats.list.item")
_HEADS = {f"{chat}.{name}": name for chat in _CHATS for name in ("name", "type", "id")} | {
    name: name for name in ("name", "type", "id")
}
_MESSAGES = {"messages.item", *(f"{chat}.messages.item" for chat in _CHATS)}
_SCALARS = frozenset({"string", "number", "boolean", "null"})
_PRIVATE = ("personal_information", "contacts", "frequent_contacts", "sessions", "web_sessions", "profile_pictures",
            "stories", "other_data")  # fmt: skip
_DEEPEST = 40  # levels inside a message; what tdesktop writes has seven
_CHANNEL = re.compile(r"-?(?:100(?=\d{10}))?(\d+)")
_PEER = re.compile(r"(user|channel|chat)?-?(\d+)")
_ABSENT = ("(File ", "(Photo ")  # "(File not included. Change data exporting settings to download.)"
_WITH_A_PERSON = {"personal_chat", "bot_chat", "saved_messages", "replies", "verification_codes"}
_PERSONS = {"contact_information", "contact_vcard"}
_TOLD_APART = {
    "location_information", "live_location_period_seconds", "place_name", "address", "poll", "todo_list",
    "game_title", "game_description", "game_link", "invoice_information",
    "giveaway_information", "giveaway_results", "paid_stars_amount", "paid_media",
}  # fmt: skip


def chat_number(stated: object) -> str:
    """The one spelling of a chat's number: `-1001591537674`, `channel1591537674` and `1591537674` are one channel."""
    said = str(stated).removeprefix("channel")
    found = _CHANNEL.fullmatch(said) if not isinstance(stated, bool) else None
    return found[1] if found else ""


def telegram(stream: IO[bytes], *, zone: tzinfo | None, wanted: Callable[[Chat], bool]) -> Iterator[Found]:
    """The messages of the wanted chats, in the file's order. `zone` is the exporting computer's, for exports older
    than 2021-12, which state local time alone."""
    reader = _Reader(zone, wanted)
    try:
        for prefix, event, value in ijson.parse(stream, use_float=True):
            yield from reader.take(prefix, event, value)
    except (ijson.JSONError, UnicodeDecodeError, _TooDeep) as fault:
        yield Broken.by(fault, "not JSON from here on", reader.place)


def chats(stream: IO[bytes]) -> Iterator[Chat]:
    """The chats of an export, without their messages; of a damaged one those before the damage."""
    head: dict[str, Any] = {}
    try:
        for prefix, event, value in ijson.parse(stream, use_float=True):
            if event in _SCALARS and (name := _HEADS.get(prefix)):
                head[name] = value
            elif event == "start_array" and f"{prefix}.item" in _MESSAGES:
                yield _chat(head)
                if prefix == "messages":
                    return  # one chat is the whole file
                head = {}
    except (ijson.JSONError, UnicodeDecodeError):
        return


class _TooDeep(Exception):
    pass


class _Reader:
    """The state of one pass: the head of the chat we are in, and the message that is being built."""

    def __init__(self, zone: tzinfo | None, wanted: Callable[[Chat], bool]) -> None:
        self.place = ""
        self._zone, self._wanted = zone, wanted
        self._head: dict[str, Any] = {}
        self._chat: Chat | None = None
        self._chats = dict.fromkeys(_CHATS, -1)
        self._at, self._count, self._depth = "", -1, 0
        self._building: Any = None

    def take(self, prefix: str, event: str, value: object) -> Iterator[Found]:
        if self._building is not None:
            yield from self._build(prefix, event, value)
        elif event == "start_map" and prefix in _MESSAGES:
            self._begin(prefix)
        elif event in _SCALARS and prefix in _HEADS:
            self._head[_HEADS[prefix]] = value
        elif event == "start_map" and prefix in self._chats:
            self._chats[prefix] += 1
            self._head = {}
        elif event == "start_array" and f"{prefix}.item" in _MESSAGES:
            yield from self._enter(prefix)
        elif event in ("start_map", "start_array") and prefix in _PRIVATE:
            yield Aside(f"left out, for it is the account's own: {prefix}", prefix)

    def _enter(self, prefix: str) -> Iterator[Found]:
        found = _chat(self._head)
        self._chat, self._count = None, -1
        self.place = self._path(prefix)
        if not found.number:
            yield Aside("a chat without a number", self.place)
        elif not self._wanted(found):
            yield Aside(f"a chat that was not asked for: {found.kind or 'of no stated kind'}", self.place)
        else:
            self._chat = found

    def _begin(self, prefix: str) -> None:
        self._at, self._depth = prefix, 0
        self._count += 1
        self.place = f"{self._path(prefix.removesuffix('.item'))}[{self._count}]"
        self._building = ijson.ObjectBuilder()
        self._building.event("start_map", None)

    def _build(self, prefix: str, event: str, value: object) -> Iterator[Found]:
        if event.startswith("start_"):
            self._depth += 1
            if self._depth > _DEEPEST:
                raise _TooDeep("a message of more levels than any programme writes")
        elif event.startswith("end_"):
            self._depth -= 1
        self._building.event(event, value)
        if event == "end_map" and prefix == self._at:
            said, self._building = self._building.value, None
            if self._chat is not None:
                yield _found(said, self._chat, self.place, self._zone)

    def _path(self, prefix: str) -> str:
        for chat, number in self._chats.items():
            if prefix.startswith(chat):
                return f"{chat.removesuffix('.item')}[{number}]{prefix.removeprefix(chat)}"
        return prefix


def _chat(head: Mapping[str, Any]) -> Chat:
    name = head.get("name")
    kind = str(head.get("type") or "")
    named = name if isinstance(name, str) else ""
    return Chat(chat_number(head.get("id")), named, kind, private=kind in _WITH_A_PERSON)


def _found(said: Mapping[str, Any], chat: Chat, place: str, zone: tzinfo | None) -> Found:
    kind, number = said.get("type"), said.get("id")
    if isinstance(number, bool) or not isinstance(number, int):
        return Aside("a message without a number", place)
    if kind == "service":
        return Aside(f"service: {str(said.get('action') or 'of no stated kind')[:60]}", place)
    if kind != "message":
        return Aside(f"a message of a kind that is not known: {str(kind)[:60]}", place)
    author, author_id = _peer(said, "from")
    forwarded, forwarded_id = _peer(said, "forwarded_from")
    return Message(
        chat=chat, number=str(number), place=place,
        date=_time(said, "date", zone), edited=_time(said, "edited", zone),
        author=author, author_id=author_id, signature=as_word(said.get("author")), text=_text(said.get("text")),
        forwarded_from=forwarded or ("hidden" if "forwarded_from" in said else ""), forwarded_id=forwarded_id,
        reply_to=_reply(said, chat), via=as_word(said.get("via_bot")),
        media=tuple(_media(said)), links=tuple(dict.fromkeys(_links(said))),
    )  # fmt: skip


def _time(said: Mapping[str, Any], name: str, zone: tzinfo | None) -> str:
    return from_seconds(said.get(f"{name}_unixtime")) or from_iso(said.get(name), zone)


def _peer(said: Mapping[str, Any], name: str) -> tuple[str, str]:
    """A sender's name and number; old exports write the number bare, and it then is a person's."""
    number = said.get(f"{name}_id")
    found = _PEER.fullmatch(str(number)) if isinstance(number, str | int) and not isinstance(number, bool) else None
    return as_word(said.get(name)), f"{found[1] or 'user'}{found[2]}" if found else ""


def _reply(said: Mapping[str, Any], chat: Chat) -> str:
    number = said.get("reply_to_message_id")
    if isinstance(number, bool) or not isinstance(number, int):
        return ""
    elsewhere = chat_number(said.get("reply_to_peer_id") or "")
    return f"{elsewhere}#{number}" if elsewhere and elsewhere != chat.number else str(number)


def _text(stated: object) -> str:
    """The text as it was seen: parts joined as they stand."""
    if isinstance(stated, str):
        return stated
    parts = stated if isinstance(stated, list) else []
    return "".join(
        part if isinstance(part, str) else str(part.get("text") or "") for part in parts if isinstance(part, str | dict)
    )


def _links(said: Mapping[str, Any]) -> Iterator[str]:
    """Addresses that the text does not show: behind its words, and on its buttons."""
    for part in [*as_list(said.get("text_entities")), *as_list(said.get("text"))]:
        if isinstance(part, dict) and part.get("type") == "text_link" and isinstance(part.get("href"), str):
            yield part["href"]
    for row in as_list(said.get("inline_bot_buttons")):
        for button in as_list(row):
            if isinstance(button, dict) and button.get("type") in {"url", "auth"} and as_word(button.get("data")):
                yield button["data"]


def _media(said: Mapping[str, Any]) -> Iterator[str]:
    for name in ("photo", "file"):
        if name in said:
            yield _attached(said, "photo" if name == "photo" else as_word(said.get("media_type")) or "file")
    for name in sorted(_TOLD_APART & said.keys()):
        yield f"{name}: {_flat(said[name])}"
    if _PERSONS & said.keys():
        yield "a person's contact"  # whose name and number stay in the capture


def _attached(said: Mapping[str, Any], kind: str) -> str:
    path = as_word(said.get("photo") or said.get("file"))
    size = said.get("file_size") or said.get("photo_file_size")
    parts = [
        kind.removesuffix("_message").removesuffix("_file"),
        as_word(said.get("file_name")) or ("" if path.startswith(_ABSENT) else path.rpartition("/")[2]),
        as_word(said.get("mime_type")),
        f"{size} bytes" if isinstance(size, int) else "",
        "not in the export" if path.startswith(_ABSENT) else "",
    ]
    return ", ".join(part for part in parts if part)


def _flat(value: object) -> str:
    """A nested value as one line."""
    if isinstance(value, dict):
        return "; ".join(f"{name} {_flat(one)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(map(_flat, value))
    return str(value)
