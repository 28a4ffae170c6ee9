"""Which members of WARC files an entry of the ledger answers for. Every member must have exactly one that does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tidewaiter.model.capture import Capture, Member
from tidewaiter.store.evidence.entries import Entry
from tidewaiter.store.evidence.facts import WITHHELD, capture_from_facts, member_from_facts, sha256_fact

CAPTURE = "capture"  # response and request of one exchange
WARC = "warc"  # a file was begun: its warcinfo
ORPHAN = "orphan"  # whole members that a crash left without an entry
TORN = "warc-torn"  # the unfinished end of a file that a crash left
DAMAGED = "warc-damaged"  # bytes that are no member, found and named; verify goes on saying so
DELETE = "delete"  # a lawful deletion: another member of the same length stands there now
SEAL = "seal"

TORN_KIND = "torn"


@dataclass(frozen=True, slots=True)
class Claim:
    """`kind` is the WARC type the member must have ("" for any), or `torn` for a stretch that is no member.

    `url_sha256` is that of the record's address where the capture does not tell it.
    """

    member: Member
    kind: str
    seq: int
    capture: Capture | None = None
    url_sha256: str = ""


def claims(entry: Entry) -> list[Claim]:
    """Raises ValueError where the entry's facts are not what its action needs."""
    facts = entry.facts
    match entry.action:
        case "capture":
            capture = capture_from_facts(facts)
            hidden = sha256_fact(facts, WITHHELD) if WITHHELD in facts else ""
            if capture.is_file:
                return [Claim(capture.response, "resource", entry.seq, capture, hidden)]
            return [
                Claim(capture.response, "response", entry.seq, capture, hidden),
                Claim(capture.request, "request", entry.seq, capture, hidden),
            ]
        case "warc":
            return [Claim(_member(facts.get("member")), "warcinfo", entry.seq)]
        case "orphan":
            return [Claim(_member(one), "", entry.seq) for one in _list(facts.get("members"))]
        case "warc-torn":
            return [Claim(_member(facts), TORN_KIND, entry.seq)]
    return []


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("no members in the facts")
    return value


def _member(value: object) -> Member:
    if not isinstance(value, Mapping):
        raise ValueError("no member in the facts")
    return member_from_facts(value)
