"""WhatsApp's text export, `_chat.txt` or `WhatsApp Chat with X.txt`, in the forms of its locales.

The file states no zone, no numbers and no order of day and month. The order is decided by what the dates of the whole
file allow; where they allow two, the operator is asked, never a locale. The number of a message is a hash of when it
was said and what; so that a later, longer export of one chat agrees, and no author's name stands in a key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from enum import StrEnum
from itertools import pairwise

from crawler.importers.message import Aside, Chat, Found, Message
from crawler.importers.moments import placed
from crawler.importers.numbering import Numbers
from tidewaiter.model.errors import WrongUse

_MARKS = "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff"
_BEFORE = "上午|오전|午前|ก่อนเที่ยง|凌晨|清晨|早上"
_AFTER = "下午|오후|午後|หลังเที่ยง|中午|晚上"
_LATIN = r"[ap]\.?\s?m\.?|SA|CH|PG|PTG"  # Vietnamese SA and CH, Malay PG and PTG
_HALF = rf"(?:{_LATIN}|{_BEFORE}|{_AFTER})"
_FORMS = ("i", "")  # groups of the bracketed form, [d.m.y, h:m] Name:, and of the dashed one, d.m.y, h:m - Name:


def _stamp(form: str) -> str:
    return (
        rf"(?P<{form}a>\d{{1,4}})(?P<{form}sep>[./-])\s?(?P<{form}b>\d{{1,2}})(?P={form}sep)\s?(?P<{form}c>\d{{1,4}})"
        rf"\.?,?\s+(?P<{form}before>{_HALF})?\s*(?P<{form}hour>\d{{1,2}})[:.](?P<{form}minute>\d{{2}})"
        rf"(?:[:.](?P<{form}second>\d{{2}}))?\s*(?P<{form}after>{_HALF})?"
    )


_HEAD = re.compile(
    rf"[{_MARKS}]*(?:\[{_stamp('i')}\]|{_stamp('')}\s[-\u2013])\s?(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
_PARTS = ("a", "b", "c", "before", "hour", "minute", "second", "after")
_NOON_PARTS = frozenset({"下午", "오후", "午後", "หลังเที่ยง", "中午", "晚上", "ch", "ptg"})
_SENDER = re.compile(rf"[{_MARKS}~\s]*(?P<name>[^:\"“„«]{{1,100}}?)\s?:\s(?P<body>.*)", re.S)
_FILE = r"[^<>\n]{1,200}\.\w{2,5}"
_ATTACHED = re.compile(
    rf"<(?:attached|adjunto|Anhang|pièce jointe|allegato|anexado|첨부된 파일|附件|添付ファイル|вложено|terlampir"
    r"|đính kèm)\s?[:：]\s?"
    rf"(?P<ios>{_FILE})>|(?P<android>{_FILE})\s\((?:file attached|archivo adjunto|Datei angehängt|fichier joint|"
    r"file allegato|arquivo anexado|파일 첨부됨|文件附件|添付ファイル|файл добавлен|file terlampir|tập tin đính kèm)\)",
    re.I,
)
_OMITTED = re.compile(
    r"<(?:Media omitted|Multimedia omitido|Medien ausgeschlossen|Médias omis|Media omessi|Mídia oculta"
    r"|미디어 파일을 제외한 대화"
    r"|省略多媒体文件|メディアは含まれていません|Без медиафайлов|Media tidak disertakan|Media dihilangkan)>"
    r"|(?P<what>image|video|audio|sticker|document|GIF|contact card|이미지|동영상|사진|图片|視頻|画像|動画)\s?"
    r"(?:omitted|생략됨?|을 생략했습니다|已省略|已忽略|が省略されました|は含まれていません)",
    re.I,
)
_EDITED = re.compile(
    r"\s?<(?:This message was edited|Se editó este mensaje\.?|Diese Nachricht wurde bearbeitet|Ce message a été modifié"
    r"|Questo messaggio è stato modificato|Mensagem editada|편집된 메시지|此消息已编辑|このメッセージは編集されました"
    r"|Сообщение изменено|Pesan ini diedit)>\s*$"
)
_DELETED = re.compile(
    r"(?:This message was deleted|You deleted this message|Se eliminó este mensaje|Eliminaste este mensaje|"
    r"Diese Nachricht wurde gelöscht|Ce message a été supprimé|Questo messaggio è stato eliminato|Mensagem apagada|"
    r"삭제된 메시지입니다|此消息已删除|このメッセージは削除されました|"
    r"Данное сообщение удалено|Pesan ini telah dihapus)\.?"
)
_BUDDHIST = 2400  # years from here on count from 543 before ours: Thai phones


class Order(StrEnum):
    """In which order a date names day, month and year."""

    YMD = "ymd"
    YDM = "ydm"
    DMY = "dmy"
    MDY = "mdy"


@dataclass(frozen=True, slots=True)
class _Head:
    a: int
    b: int
    c: int
    hour: int
    minute: int
    second: int
    rest: str = field(repr=False)
    year_first: bool = False

    def at(self, order: Order) -> datetime:
        """Raises ValueError where there is no such day."""
        named = dict(zip(order, (self.a, self.b, self.c), strict=True))
        year = named["y"] + (2000 if named["y"] < 100 else 0)
        year -= 543 if year >= _BUDDHIST else 0
        return datetime(year, named["m"], named["d"], self.hour, self.minute, self.second)


def heads_like(lines: Iterable[str]) -> int:
    """How many of the lines begin a message: what this kind of file is known by."""
    return sum(1 for line in lines if _head(line))


def order_of(lines: Iterable[str]) -> Order:
    """The one order that the dates of the file allow. Raises WrongUse where there are two, or none."""
    heads = [replace(head, rest="") for line in lines if (head := _head(line))]
    if not heads:
        raise WrongUse("no line begins as a message of WhatsApp does", todo="name the kind of the file: --as KIND")
    allowed = [order for order in _candidates(heads) if _days(heads, order) is not None]
    forward = [order for order in allowed if _runs_forward(_days(heads, order) or [])]
    for choice in (allowed, forward):
        if len(choice) == 1:
            return choice[0]
    if not allowed:
        raise WrongUse("no order of day, month and year fits all dates of the file", todo="it may be two files in one")
    raise WrongUse(
        f"the dates can be read as {' or '.join(forward or allowed)}, and the file does not say which",
        todo=f"say the order of day, month and year: --date-order {(forward or allowed)[0]}",
    )


def whatsapp(lines: Iterable[str], *, chat: Chat, order: Order, zone: tzinfo | None) -> Iterator[Found]:
    """The messages, in the file's order; `zone` is that of the phone that wrote it."""
    numbers = Numbers()
    head: _Head | None = None
    begun, body = 0, list[str]()
    for at, line in enumerate(lines, 1):
        text = line.rstrip("\n")
        if found := _head(text):
            if head:
                yield _said(head, body, chat, _Way(order, zone, begun, numbers))
            head, begun, body = found, at, [found.rest]
        elif head:
            body.append(text)
        elif text.strip(_MARKS + " "):
            yield Aside("text before the first message", f"line {at}")
    if head:
        yield _said(head, body, chat, _Way(order, zone, begun, numbers))


@dataclass(frozen=True, slots=True)
class _Way:
    order: Order
    zone: tzinfo | None
    line: int
    numbers: Numbers


def _said(head: _Head, body: Sequence[str], chat: Chat, way: _Way) -> Found:
    place = f"line {way.line}"
    try:
        at = head.at(way.order)
    except ValueError:
        return Aside("a message on a day that no calendar has", place)
    parted = _SENDER.fullmatch("\n".join(body))
    if parted is None or _speaks_for_itself(parted["body"]):
        return Aside("service: a notice of the programme", place)
    text, media, state, edited = _body(parted["body"])
    number = way.numbers.of(f"{at:%Y-%m-%dT%H:%M}", parted["body"])
    return Message(
        chat=chat, number=number, place=place, date=placed(at, way.zone),
        edited="at a time not stated" if edited else "", author=parted["name"].strip(_MARKS + " ~\u00a0"),
        text=text, media=media, state=state,
    )  # fmt: skip


def _body(said: str) -> tuple[str, tuple[str, ...], str, bool]:
    """Text, attachments, state, and whether it was edited."""
    plain, edits = _EDITED.subn("", said)
    plain = plain.strip(_MARKS + " \n")
    if _DELETED.fullmatch(plain):
        return "", (), "deleted", bool(edits)
    media = [f"attached, {(one['ios'] or one['android']).strip(_MARKS + ' ')}" for one in _ATTACHED.finditer(plain)]
    plain = _ATTACHED.sub("", plain)
    if left := _OMITTED.fullmatch(plain.strip(_MARKS + " \n")):
        return "", (f"{(left['what'] or 'media').lower()}, not in the export",), "", bool(edits)
    return plain.strip(_MARKS + " \n"), tuple(media), "", bool(edits)


def _speaks_for_itself(body: str) -> bool:
    """On iOS a notice of the programme bears the chat's name and begins with a mark that no person types."""
    if not body.startswith("\u200e"):
        return False
    plain = body.strip(_MARKS + " \n")
    return not (_ATTACHED.search(plain) or _OMITTED.search(plain) or _DELETED.fullmatch(plain))


def _head(line: str) -> _Head | None:
    found = _HEAD.fullmatch(line.rstrip("\n"))
    if not found:
        return None
    said = {name: next((found[form + name] for form in _FORMS if found[form + name]), None) or "" for name in _PARTS}
    hour, half = int(said["hour"]), (said["before"] or said["after"] or "").replace(".", "").replace(" ", "").lower()
    if half and not 0 < hour <= 12 and not re.match("[凌清早中晚]", half):
        half = ""
    if half:
        late = (half.startswith("p") and half != "pg") or half in _NOON_PARTS
        hour = hour % 12 + (12 if late else 0)
    if hour > 23 or int(said["minute"]) > 59 or int(said["second"] or 0) > 59:
        return None
    return _Head(
        int(said["a"]), int(said["b"]), int(said["c"]), hour, int(said["minute"]), int(said["second"] or 0),
        found["rest"], year_first=len(said["a"]) == 4,
    )  # fmt: skip


def _candidates(heads: Sequence[_Head]) -> list[Order]:
    """Which orders come into question at all. A year of two digits stands first only where nothing else can be."""
    if all(head.year_first for head in heads):
        return [Order.YMD, Order.YDM]
    usual = [Order.DMY, Order.MDY]
    return usual if any(_days(heads, order) is not None for order in usual) else [Order.YMD, Order.YDM]


def _days(heads: Sequence[_Head], order: Order) -> list[datetime] | None:
    """The days in the file's order; None where one of them is none."""
    try:
        return [head.at(order).replace(hour=0, minute=0, second=0) for head in heads]
    except ValueError:
        return None


def _runs_forward(days: Sequence[datetime]) -> bool:
    return all(one <= next_ for one, next_ in pairwise(days))
