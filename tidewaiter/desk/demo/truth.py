"""What the crawl found, held against what the market's generator knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from fixtures.site import Truth
from tidewaiter.model.sighting import Fields, Kind
from tidewaiter.store.database import records

_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Comparison:
    """Of one kind: how many the generator made (without what the quarantine must hold back), how many records there
    are, which keys lack, which are too many, and which fields differ."""

    kind: Kind
    made: int
    found: int
    missing: tuple[str, ...]
    surplus: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def exact(self) -> bool:
        return not (self.missing or self.surplus or self.wrong)


def compare(rows: Connection, truth: Truth, source: str) -> list[Comparison]:
    """One comparison a kind. Authors of reviews are left out: they are keyed hashes in the database."""
    return [_of(rows, kind, truth, source=source) for kind in (Kind.LISTING, Kind.VENDOR, Kind.REVIEW)]


def _of(rows: Connection, kind: Kind, truth: Truth, *, source: str) -> Comparison:
    made = {key: fields for key, fields in truth.of(kind).items() if key not in truth.forbidden}
    found = {kept.record.key: kept.record.fields for kept in records.listed(rows, kind, source=source, limit=_ALL)}
    return Comparison(
        kind, len(made), len(found), missing=tuple(sorted(made.keys() - found.keys())),
        surplus=tuple(sorted(found.keys() - made.keys())),
        wrong=tuple(_differences({key: made[key] for key in sorted(made.keys() & found.keys())}, found)),
    )  # fmt: skip


def _differences(made: Mapping[str, Fields], found: Mapping[str, Fields]) -> list[str]:
    return [
        f"{key} {name}: {found[key].get(name)!r} is not {value!r}"
        for key, fields in made.items()
        for name, value in fields.items()
        if name != "author" and found[key].get(name) != value
    ]
