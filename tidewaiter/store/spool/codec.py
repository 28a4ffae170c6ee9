"""Captures and readings as JSON texts, and back without loss.

ASCII only: hostile text holds lone surrogates, which SQLite does not take as text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tidewaiter.model.capture import Capture, Member
from tidewaiter.model.sighting import Fields, FieldValue, Kind, Link, Page, Reading, Statement
from tidewaiter.model.times import moment, stamp

_CAPTURE_PLAIN = (
    "id", "run", "source", "url", "mirror", "attempt", "method", "status", "media_type", "payload_sha256", "size",
    "certificate",
)  # fmt: skip


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def capture_json(capture: Capture) -> str:
    plain: dict[str, object] = {name: getattr(capture, name) for name in _CAPTURE_PLAIN}
    plain["captured_at"] = stamp(capture.captured_at)
    plain["response"] = _member_list(capture.response)
    plain["request"] = _member_list(capture.request)
    return _text(plain)


def capture_of(text: str) -> Capture:
    plain = json.loads(text)
    return Capture(
        **{name: plain[name] for name in _CAPTURE_PLAIN},
        captured_at=moment(plain["captured_at"]),
        response=Member(*plain["response"]),
        request=Member(*plain["request"]),
    )


def _member_list(member: Member) -> list[object]:
    return [member.file, member.offset, member.length, member.sha256]


def reading_json(reading: Reading) -> str:
    return _text(
        {
            "capture": reading.capture,
            "page": str(reading.page),
            "reader": reading.reader,
            "statements": [[str(s.kind), s.key, dict(s.fields), s.place] for s in reading.statements],
            "links": [
                [link.url, link.expects and str(link.expects), link.text, link.priority] for link in reading.links
            ],
            "refresh": reading.refresh,
            "notes": reading.notes,
            "candidates": reading.candidates,
            "part": reading.part,
        }
    )


def reading_of(text: str) -> Reading:
    plain = json.loads(text)
    return Reading(
        capture=plain["capture"],
        page=Page(plain["page"]),
        reader=plain["reader"],
        statements=tuple(_statement(*said) for said in plain["statements"]),
        links=tuple(_link(*link) for link in plain["links"]),
        refresh=plain["refresh"],
        notes=tuple(plain["notes"]),
        candidates=tuple(plain["candidates"]),
        part=plain.get("part", 0),
    )


def _statement(kind: str, key: str, fields: Mapping[str, Any], place: str = "") -> Statement:
    """Spools of earlier versions have no places."""
    return Statement(Kind(kind), key, _fields(fields), place)


def _fields(plain: Mapping[str, Any]) -> Fields:
    return {name: _value(value) for name, value in plain.items()}


def _value(value: Any) -> FieldValue:
    return tuple(value) if isinstance(value, list) else value


def _link(url: str, expects: str | None, text: str, priority: int) -> Link:
    return Link(url, Page(expects) if expects else None, text, priority)


def printable(text: str) -> str:
    """Hostile text as SQLite takes it: no lone surrogate, no NUL, not endless."""
    return text[:2_000].encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
