"""Times as text: UTC, ISO 8601 with microseconds and Z, so that text order is time order."""

from __future__ import annotations

from datetime import datetime, timezone


def stamp(at: datetime) -> str:
    """`2026-11-24T05:46:18.000000Z`. A naive time is refused: nobody can say later what it meant."""
    if at.tzinfo is None:
        raise ValueError(f"a time without zone: {at.isoformat()}")
    return at.astimezone(timezone.utc).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def moment(text: str) -> datetime:
    """The aware UTC time that `stamp` wrote (other ISO 8601 forms with a zone are taken too)."""
    at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    if at.tzinfo is None:
        raise ValueError(f"a time without zone: {text}")
    return at.astimezone(timezone.utc)
