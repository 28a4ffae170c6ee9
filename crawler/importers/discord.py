"""Discord, as DiscordChatExporter writes it to JSON: one channel a file, its head before its messages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import IO, Any

import ijson

from crawler.importers.loose import as_list, as_map, as_word
from crawler.importers.message import Aside, Broken, Chat, Found, Message
from crawler.importers.moments import from_iso

_SAID = frozenset({"Default", "Reply", "0", "19"})  # the others are acts of the programme: pins, joins, calls
_HEADS = {"guild.name": "guild", "channel.id": "id", "channel.name": "name", "channel.type": "type"}


def discord(stream: IO[bytes], *, zone: tzinfo | None) -> Iterator[Found]:
    """The messages of the channel, in the file's order. `zone` is for times without an offset."""
    head: dict[str, str] = {}
    building: Any = None
    count, place = -1, ""
    try:
        for prefix, event, value in ijson.parse(stream, use_float=True):
            if building is not None:
                building.event(event, value)
                if event == "end_map" and prefix == "messages.item":
                    yield _found(building.value, head, place, zone)
                    building = None
            elif prefix in _HEADS and event in ("string", "number"):
                head[_HEADS[prefix]] = str(value)
            elif prefix == "messages.item" and event == "start_map":
                count, place = count + 1, f"messages[{count + 1}]"
                building = ijson.ObjectBuilder()
                building.event(event, value)
    except (ijson.JSONError, UnicodeDecodeError, RecursionError) as fault:
        yield Broken.by(fault, "not JSON from here on", place)


def _found(said: Mapping[str, Any], head: Mapping[str, str], place: str, zone: tzinfo | None) -> Found:
    number, kind = said.get("id"), str(said.get("type"))
    if not isinstance(number, str | int) or not str(number).isdigit():
        return Aside("a message without a number", place)
    if not head.get("id"):
        return Aside("a message before the head of its channel", place)
    if kind not in _SAID:
        return Aside(f"service: {kind[:60]}", place)
    author = as_map(said.get("author"))
    forwarded = as_map(said.get("forwardedMessage"))
    return Message(
        chat=_chat(head), number=str(number), place=place,
        date=from_iso(said.get("timestamp"), zone), edited=from_iso(said.get("timestampEdited"), zone),
        author=as_word(author.get("name")), author_id=_number("user", author.get("id")),
        signature=_nickname(author), text=as_word(said.get("content")) or as_word(forwarded.get("content")),
        forwarded_from="another channel" if forwarded else "", forwarded_id="channel" if forwarded else "",
        reply_to=_reply(said, head), media=tuple(_media(said)), links=tuple(dict.fromkeys(_links(said))),
    )  # fmt: skip


def _chat(head: Mapping[str, str]) -> Chat:
    name = " / ".join(part for part in (head.get("guild", ""), head.get("name", "")) if part)
    return Chat(head["id"], name, head.get("type", ""))


def _nickname(author: Mapping[str, Any]) -> str:
    shown = as_word(author.get("nickname"))
    return shown if shown != as_word(author.get("name")) else ""


def _reply(said: Mapping[str, Any], head: Mapping[str, str]) -> str:
    named = as_map(said.get("reference"))
    number = named.get("messageId")
    if not isinstance(number, str) or not number.isdigit():
        return ""
    elsewhere = as_word(named.get("channelId"))
    return f"{elsewhere}#{number}" if elsewhere and elsewhere != head["id"] else number


def _media(said: Mapping[str, Any]) -> Iterator[str]:
    for one in map(as_map, as_list(said.get("attachments"))):
        size = one.get("fileSizeBytes")
        yield ", ".join(filter(None, ("attached", as_word(one.get("fileName")), f"{size} bytes" if size else "")))
    for one in map(as_map, as_list(said.get("stickers"))):
        yield f"sticker, {as_word(one.get('name'))}"
    for one in map(as_map, as_list(said.get("embeds"))):
        told = [as_word(one.get("title")), as_word(one.get("description"))]
        told += [
            f"{as_word(row.get('name'))}: {as_word(row.get('value'))}"
            for row in map(as_map, as_list(one.get("fields")))
        ]
        if any(told):
            yield f"embedded: {'; '.join(part for part in told if part)}"


def _links(said: Mapping[str, Any]) -> Iterator[str]:
    for one in map(as_map, as_list(said.get("embeds"))):
        if as_word(one.get("url")):
            yield as_word(one.get("url"))


def _number(kind: str, stated: object) -> str:
    return f"{kind}{stated}" if isinstance(stated, str | int) and str(stated).isdigit() else ""
