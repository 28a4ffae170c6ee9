"""The fold of `model.fold`, one step at a time: what a record holds, and what new sightings make of it.

A record remembers for each field when and by which capture it was last said, so that a new sighting is folded without
reading the older ones again. A property test holds this to `model.fold` in any order of arrival.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tidewaiter.model.sighting import FieldValue, Sighting
from tidewaiter.model.times import stamp

Said = tuple[str, str]  # the stamp and the capture of a statement: their order is the order of the fold


@dataclass(slots=True)
class Standing:
    """Where a record stands. `first_seen` and `last_seen` are None only while it has no sighting.

    `changed` names the fields whose value is another than the one it began with.
    """

    fields: dict[str, FieldValue] = field(default_factory=dict)
    said: dict[str, Said] = field(default_factory=dict)
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    mirrors: set[str] = field(default_factory=set)
    sightings: int = 0
    changed: set[str] = field(default_factory=set)

    def take(self, sighting: Sighting) -> None:
        """Fold in one sighting that was not folded before."""
        said = (stamp(sighting.captured_at), sighting.capture)
        for name, value in sighting.fields.items():
            if said > self.said.get(name, ("", "")):
                if name not in self.fields or not same(self.fields[name], value):
                    self.changed.add(name)
                self.fields[name], self.said[name] = value, said
        at = sighting.captured_at
        self.first_seen = at if self.first_seen is None else min(at, self.first_seen)
        self.last_seen = at if self.last_seen is None else max(at, self.last_seen)
        self.mirrors.add(sighting.mirror)
        self.sightings += 1


def same(one: FieldValue, other: FieldValue) -> bool:
    """Python holds True, 1 and 1.0 for equal; a page that says one of them does not say the others."""
    return type(one) is type(other) and one == other


def merged(before: Standing | None, sightings: Iterable[Sighting]) -> Standing:
    standing = before or Standing()
    for sighting in sightings:
        standing.take(sighting)
    return standing


def said_by(said: Mapping[str, Said]) -> dict[str, str]:
    """As `model.Record` tells it: by field the capture that said it last."""
    return {name: capture for name, (_, capture) in said.items()}
