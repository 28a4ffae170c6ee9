"""Ids: hashes of the fewest, stable, raw values, and run ids that sort by time."""

from __future__ import annotations

import hashlib
from datetime import datetime, timezone

ID_LETTERS = 32  # 128 bits of SHA-256: no collision to expect below 2**60 things


def digest(*parts: str | bytes) -> str:
    """A hex id of the parts, in order. Each part is framed by its length, so ("a", "b") differs from ("ab", "")."""
    whole = hashlib.sha256()
    for part in parts:
        raw = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        whole.update(b"%d:" % len(raw))
        whole.update(raw)
    return whole.hexdigest()[:ID_LETTERS]


def run_id(at: datetime, chance: bytes) -> str:
    """A run's name: sorts by its start, unique by `chance` (four random bytes or more)."""
    return f"{at.astimezone(timezone.utc):%Y%m%dT%H%M%SZ}-{chance.hex()[:8]}"


def capture_id(run: str, fingerprint: str, attempt: int, payload_sha256: str) -> str:
    """One response: the same bytes got again by another attempt are another capture."""
    return digest("capture", run, fingerprint, str(attempt), payload_sha256)


def sighting_id(source: str, kind: str, key: str, capture: str) -> str:
    return digest("sighting", source, kind, key, capture)


def record_id(source: str, kind: str, key: str) -> str:
    return digest("record", source, kind, key)


def lead_id(rule: str, pivot: str, episode: str = "") -> str:
    return digest("lead", rule, pivot, episode)
