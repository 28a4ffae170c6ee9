"""A record with what is behind each value, and a capture as text with its digests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tidewaiter.desk import finding, opening
from tidewaiter.desk.web.asking import Ask, Page
from tidewaiter.desk.web.marking import Piece, by, pieces, said, words_changed
from tidewaiter.model.plain import line
from tidewaiter.model.record import Version
from tidewaiter.model.sighting import FIELDS, TEXT_FIELDS, Kind, text_of

MOST_TEXT = 20_000  # letters shown at once
ALL_TEXT = 500_000  # letters shown when all is asked for: a page of more is no page for a browser
MOST_VALUE = 400  # letters of one field: the text stands below, the page itself in its capture
_MOST_CHANGES = 50


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a field: a few words before and after, or a long text as what went and what came."""

    field: str
    since: datetime
    capture: str
    parts: Sequence[tuple[str, str]]


def record(ask: Ask) -> Page:
    return _record(ask, ())


def verify(ask: Ask) -> Page:
    """Prove the captures behind a record now, and say so beside each."""
    return _record(ask, opening.prove(ask.here, ask.path["id"]))


def capture(ask: Ask) -> Page:
    entered, got = opening.open_capture(ask.here, ask.path["id"])
    about = ask.one("of")
    if entered.capture.is_file:  # a file of many: its head would be what its owner packed first, not what was asked for
        return Page("capture.html", {
            "entered": entered, "capture": entered.capture, "got": got, "about": about,
            "places": opening.places_in(ask.here, entered, about) if about else [],
            "read_by": opening.read_by(ask.here, [entered]),
        })  # fmt: skip
    raw = ask.one("raw") == "1"
    text = got.body.decode("utf-8", "replace") if raw else opening.page_text(entered, got)
    shown = ALL_TEXT if ask.one("all") == "1" else MOST_TEXT
    return Page("capture.html", {
        "entered": entered, "capture": entered.capture, "got": got, "text": text[:shown], "raw": raw,
        "more": max(0, len(text) - shown), "all": shown == ALL_TEXT, "read_by": opening.read_by(ask.here, [entered]),
    })  # fmt: skip


def _record(ask: Ask, proven: Sequence[opening.Proven]) -> Page:
    whole = opening.open_record(ask.here, ask.path["id"])
    record, shown = whole.kept.record, ALL_TEXT if ask.one("all") == "1" else MOST_TEXT
    text = text_of(record.kind, record.fields)
    long = TEXT_FIELDS[record.kind]
    plain = [
        (name, _pieces_of(name, value, whole), record.said_by[name])
        for name, value in sorted(record.fields.items(), key=lambda one: _place(record.kind, one[0]))
        if name not in long or name in ("title", "name")
    ]
    changes = _changes(whole.history)
    return Page("record.html", {
        "whole": whole, "record": record, "title": finding.headline(whole.kept), "fields": plain,
        "said": said, "by": by,
        "text": pieces(text[:shown], whole.mentions), "more": max(0, len(text) - shown),
        "captures": sorted(whole.captures.values(), key=lambda one: one.capture.captured_at, reverse=True),
        "changes": changes[:_MOST_CHANGES], "older": max(0, len(changes) - _MOST_CHANGES),
        "proven": {one.capture: one for one in proven}, "asked_proof": bool(proven),
    })  # fmt: skip


def _pieces_of(name: str, value: object, whole: opening.Whole) -> list[Piece]:
    if isinstance(value, tuple):
        return [Piece(", ".join(map(str, value)))]
    return pieces(line(value, MOST_VALUE) if len(str(value)) > MOST_VALUE else str(value), whole.mentions, place=name)


def _place(kind: Kind, name: str) -> int:
    known = FIELDS[kind]
    return known.index(name) if name in known else len(known)


def _changes(history: Sequence[Version]) -> list[Change]:
    """The newest first; how a field first was is no change."""
    before: dict[str, Version] = {}
    found = []
    for one in history:
        if one.field in before:
            parts = words_changed(_words(before[one.field]), _words(one))
            found.append(Change(one.field, one.since, one.capture, parts))
        before[one.field] = one
    return found[::-1]


def _words(one: Version) -> str:
    return ", ".join(one.value) if isinstance(one.value, tuple) else str(one.value)
