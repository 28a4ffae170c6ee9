"""What a reading states becomes sightings, once it is what can be trusted. Pure; hostile text ends here.

A statement that cannot be believed as a whole is refused; a single field that cannot is left out. Both with a reason.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from tidewaiter.model.capture import Capture
from tidewaiter.model.ids import record_id
from tidewaiter.model.sighting import BARRIERS, FieldValue, Kind, Reading, Sighting, cleaned

LONGEST_KEY = 2_000  # letters; the longest address in the saved markets has 214
LONGEST_PLACE = 200  # letters
LONGEST_TEXT = 1_000_000  # letters of one field; the longest description in the saved markets has 31,000
MOST_PARTS = 1_000  # texts of one field
CLOCKS = timedelta(minutes=10)  # how far the clocks of two of our own processes may differ
ZONES = timedelta(days=2)  # how far a page's own date may lie ahead of its capture: zones, and sloppy sites
EARLIEST = 1990  # before the web: a broken export


@dataclass(frozen=True, slots=True)
class Refused:
    """What was not believed. `record` is the id of the thing it was about, never its key, which is hostile text."""

    record: str
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    sightings: tuple[Sighting, ...]
    refused: tuple[Refused, ...]


def check(capture: Capture, reading: Reading, at: datetime) -> Checked:
    """The sightings of a reading. `at` is the time of the check: a capture from the future is not believed."""
    refused: list[Refused] = []
    merged: dict[tuple[Kind, str], dict[str, FieldValue]] = {}
    places: dict[tuple[Kind, str], str] = {}
    fault = _page_fault(capture, reading, at)
    for statement in reading.statements:
        about = record_id(capture.source, statement.kind, statement.key)
        if why := fault or _key_fault(statement.key):
            refused.append(Refused(about, why))
            continue
        stated = merged.setdefault((statement.kind, statement.key), {})
        places.setdefault((statement.kind, statement.key), cleaned(statement.place)[:LONGEST_PLACE])
        for name, value in statement.fields.items():
            if why := _field_fault(name, value, capture.captured_at):
                refused.append(Refused(about, f"{cleaned(name)[:40]}: {why}"))
            else:
                stated.setdefault(name, _clean(value))
    sightings = tuple(
        Sighting(capture.source, kind, key, capture.id, capture.captured_at, capture.mirror, fields,
                 place=places[kind, key])
        for (kind, key), fields in merged.items()
    )  # fmt: skip
    return Checked(sightings, tuple(_once(refused)))


def _page_fault(capture: Capture, reading: Reading, at: datetime) -> str:
    if reading.page in BARRIERS:
        return f"a {reading.page} page states nothing"
    if capture.captured_at > at + CLOCKS:
        return "captured in the future: look at the clocks"
    if capture.captured_at.year < EARLIEST:
        return f"captured before {EARLIEST}"
    return ""


def _key_fault(key: str) -> str:
    if not key.strip():
        return "no key"
    if len(key) > LONGEST_KEY:
        return f"a key of {len(key)} letters, {LONGEST_KEY} at most"
    if key != cleaned(key):
        return "a key that is not sound text"
    return ""


def _field_fault(name: str, value: FieldValue, captured_at: datetime) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return "not a finite number"
    parts = value if isinstance(value, tuple) else (value,)
    if len(parts) > MOST_PARTS:
        return f"{len(parts)} texts, {MOST_PARTS} at most"
    longest = max((len(part) for part in parts if isinstance(part, str)), default=0)
    if longest > LONGEST_TEXT:
        return f"{longest} letters, {LONGEST_TEXT} at most"
    if name == "date" and isinstance(value, str) and _lies_ahead(value, captured_at):
        return "a date after its capture"
    return ""


def _lies_ahead(text: str, captured_at: datetime) -> bool:
    """Only dates that are written so that they can be meant in one way are judged."""
    try:
        said = datetime.fromisoformat(text.strip())
    except ValueError:
        return False
    return (said if said.tzinfo else said.replace(tzinfo=captured_at.tzinfo)) > captured_at + ZONES


def _clean(value: FieldValue) -> FieldValue:
    if isinstance(value, str):
        return cleaned(value)
    return tuple(cleaned(part) for part in value) if isinstance(value, tuple) else value


def _once(refused: Iterable[Refused]) -> Iterable[Refused]:
    """One row a thing, with all its reasons."""
    reasons: Mapping[str, dict[str, None]] = {one.record: {} for one in refused}
    for one in refused:
        reasons[one.record][one.reason] = None
    return (Refused(about, "; ".join(why)) for about, why in reasons.items())
