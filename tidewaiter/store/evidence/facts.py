"""Captures as facts of the ledger, and back."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tidewaiter.model.capture import Capture, Member, without_address
from tidewaiter.model.times import moment, stamp
from tidewaiter.store.evidence.composing import plain_uri

WITHHELD = "url_sha256"  # in the facts of what was received from an address that is not told
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LIMIT = 1 << 62  # no file is longer, and every store of numbers takes it
_TEXTS = ("id", "run", "source", "url", "mirror", "method", "media_type", "payload_sha256", "certificate")
_NUMBERS = ("attempt", "status", "size")


def member_facts(member: Member) -> dict[str, object]:
    return {"file": member.file, "offset": member.offset, "length": member.length, "sha256": member.sha256}


def member_from_facts(facts: Mapping[str, Any]) -> Member:
    """Raises ValueError where a fact is missing or impossible."""
    return Member(
        file=_fact(facts, "file", str), offset=_fact(facts, "offset", int), length=_fact(facts, "length", int),
        sha256=sha256_fact(facts, "sha256"),
    )  # fmt: skip


def sha256_fact(facts: Mapping[str, Any], name: str) -> str:
    value = str(_fact(facts, name, str))
    if not _SHA256.fullmatch(value):
        raise ValueError(f"{name} is no SHA-256")
    return value


def address_sha256(url: str) -> str:
    """Of an address as it stands in WARC-Target-URI."""
    return hashlib.sha256(plain_uri(url).encode("ascii")).hexdigest()


def capture_facts(capture: Capture, *, withheld: bool = False) -> dict[str, object]:
    """The capture, flat, with its two members as mappings and its time as text.

    Where its address is `withheld` the facts name its mirror and the address's digest, which its record is held to.
    """
    shown = without_address(capture) if withheld else capture
    facts: dict[str, object] = {name: getattr(shown, name) for name in (*_TEXTS, *_NUMBERS)}
    if withheld:
        facts[WITHHELD] = address_sha256(capture.url)
    facts["captured_at"] = stamp(capture.captured_at)
    facts["response"] = member_facts(capture.response)
    facts["request"] = member_facts(capture.request)
    return facts


def capture_from_facts(facts: Mapping[str, Any]) -> Capture:
    """Raises ValueError where a fact is missing or impossible."""
    sha256_fact(facts, "payload_sha256")
    texts = {name: _fact(facts, name, str) for name in _TEXTS}
    numbers = {name: _fact(facts, name, int) for name in _NUMBERS}
    return Capture(
        **texts, **numbers, captured_at=_time_fact(facts, "captured_at"),
        response=member_from_facts(_fact(facts, "response", dict)),
        request=member_from_facts(_fact(facts, "request", dict)),
    )  # fmt: skip


def _time_fact(facts: Mapping[str, Any], name: str) -> datetime:
    try:
        return moment(_fact(facts, name, str))
    except OverflowError as error:  # the first or last day of the calendar, moved out of it by its zone
        raise ValueError(f"{name} is out of range") from error


def _fact(facts: Mapping[str, Any], name: str, kind: type) -> Any:
    value = facts.get(name)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise ValueError(f"no {name} in the facts" if value is None else f"{name} is no {kind.__name__}")
    if isinstance(value, int) and not 0 <= value < _LIMIT:
        raise ValueError(f"{name} is out of range")
    return value
