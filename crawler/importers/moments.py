"""Times of exports: in UTC where the zone is known, as they stand where it is not. A zone is never guessed."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tidewaiter.model.errors import WrongUse

_EARLIEST, _LATEST = 0, 253_402_300_799  # seconds since 1970 that a calendar of four-digit years can say


def from_seconds(stated: object) -> str:
    """A time in seconds since 1970, as text or number; "" where it is none."""
    if isinstance(stated, bool) or not isinstance(stated, str | int | float):
        return ""
    try:
        seconds = float(stated)
    except ValueError:
        return ""
    if not _EARLIEST < seconds <= _LATEST:
        return ""
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="seconds")


def from_iso(stated: object, zone: tzinfo | None) -> str:
    """A time in ISO 8601, in UTC by its own offset or else by `zone`; without an offset where there is neither."""
    if not isinstance(stated, str):
        return ""
    try:
        return placed(datetime.fromisoformat(stated.strip()), zone)
    except ValueError:
        return ""


def placed(at: datetime, zone: tzinfo | None) -> str:
    """ISO 8601 to the second; in UTC where the zone is stated or given."""
    known = at if at.tzinfo else at.replace(tzinfo=zone) if zone else None
    try:
        return (known.astimezone(timezone.utc) if known else at).isoformat(timespec="seconds")
    except OverflowError:  # the first or last day of the calendar, moved over its edge by the zone
        return ""


def zone_named(name: str) -> tzinfo:
    """`Asia/Seoul`, `UTC`, `+09:00`. Raises WrongUse."""
    said = name.strip()
    if said[:1] in {"+", "-"}:
        hours, _, minutes = said[1:].partition(":")
        if hours.isdigit() and (minutes or "0").isdigit() and int(hours) <= 14 and int(minutes or 0) < 60:
            offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
            return timezone(-offset if said[0] == "-" else offset)
    try:
        return ZoneInfo(said)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise WrongUse(f"no such zone: {name!r}", todo="name it as Asia/Seoul, UTC or +09:00") from unknown
