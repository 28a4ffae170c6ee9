"""What all sightings of one thing amount to: the one fold, which SQL that does the same for speed is held to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tidewaiter.model.ids import record_id
from tidewaiter.model.sighting import Fields, FieldValue, Kind, Sighting


@dataclass(frozen=True, slots=True)
class Record:
    """Latest values, first and last seen, mirrors, count of sightings. Rebuildable from sightings alone.

    `said_by` names, for each field, the capture that said it last.
    """

    source: str
    kind: Kind
    key: str
    fields: Fields
    said_by: dict[str, str]
    first_seen: datetime
    last_seen: datetime
    mirrors: tuple[str, ...]
    sightings: int

    @property
    def id(self) -> str:
        return record_id(self.source, self.kind, self.key)


def fold(sightings: Iterable[Sighting]) -> Record:
    """The record of sightings of one thing, in any order: each field is its latest statement by (time, capture).

    What a sighting does not state changes nothing, so a category card never erases a description. Raises ValueError
    without sightings, or where they are of more than one thing.
    """
    known = {s.id: s for s in sightings}
    ordered = sorted(known.values(), key=lambda s: (s.captured_at, s.capture))
    if not ordered:
        raise ValueError("no sightings to fold")
    first = ordered[0]
    if any((s.source, s.kind, s.key) != (first.source, first.kind, first.key) for s in ordered):
        raise ValueError("sightings of more than one thing")
    fields: dict[str, FieldValue] = {}
    said_by: dict[str, str] = {}
    for sighting in ordered:
        fields.update(sighting.fields)
        said_by.update(dict.fromkeys(sighting.fields, sighting.capture))
    return Record(
        source=first.source,
        kind=first.kind,
        key=first.key,
        fields=fields,
        said_by=said_by,
        first_seen=first.captured_at,
        last_seen=ordered[-1].captured_at,
        mirrors=tuple(sorted({s.mirror for s in ordered})),
        sightings=len(ordered),
    )


@dataclass(frozen=True, slots=True)
class Version:
    """One value of one field, since when, and by which capture."""

    field: str
    value: FieldValue
    since: datetime
    capture: str


def versions(sightings: Iterable[Sighting]) -> tuple[Version, ...]:
    """The history of each field: one row at each change of its value, oldest first. Counted when read, never stored."""
    history: list[Version] = []
    latest: dict[str, FieldValue] = {}
    for sighting in sorted({s.id: s for s in sightings}.values(), key=lambda s: (s.captured_at, s.capture)):
        for name, value in sighting.fields.items():
            if name not in latest or latest[name] != value:
                latest[name] = value
                history.append(Version(name, value, sighting.captured_at, sighting.capture))
    return tuple(history)
