"""One reading on its way to the database: check, quarantine, extract, hide buyers. Pure but for what is handed in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from pipelines.buyers import hidden, member
from pipelines.check import Refused, check
from pipelines.derive import handle
from pipelines.extract import Extraction, mentions, offers
from pipelines.forbidden import Forbidden, texts_of
from tidewaiter.model.capture import Capture
from tidewaiter.model.ids import record_id
from tidewaiter.model.mention import Mention
from tidewaiter.model.offer import Offer
from tidewaiter.model.sighting import Kind, Reading, Sighting
from tidewaiter.store.database import Seen


@dataclass(frozen=True, slots=True)
class Rules:
    """What the workspace decides: its key for buyers' names, its list, and the extraction."""

    extraction: Extraction
    buyer_key: bytes
    forbidden: Forbidden = field(default_factory=Forbidden)


@dataclass(frozen=True, slots=True)
class Prepared:
    """`away` names, by record, the rule of the local list that was met; the capture of such a reading is sealed off.

    `candidates` are the addresses that it names and a person may be told of.
    """

    capture: Capture
    reading: Reading
    seen: tuple[Seen, ...]
    refused: tuple[Refused, ...] = ()
    away: tuple[tuple[str, str], ...] = ()
    candidates: tuple[str, ...] = ()


def prepare(
    capture: Capture, reading: Reading, rules: Rules, *, at: datetime, sellers: Collection[str], members: bool = False
) -> Prepared:
    """`sellers` are the names, in small letters, that are known to sell on this source; with `members` everybody has a
    page there, not only who sells."""
    checked = check(capture, reading, at)
    refused = list(checked.refused)
    seen: list[Seen] = []
    away: list[tuple[str, str]] = []
    payload = rules.forbidden.payload(capture.payload_sha256)
    for sighting in checked.sightings:
        rule = payload or rules.forbidden.words(texts_of(sighting.key, sighting.fields))
        about = record_id(sighting.source, sighting.kind, sighting.key)
        if rule:
            away.append((about, rule))
            continue
        found, linked, fault = _extracted(sighting, rules.extraction)
        if members and (known := member(sighting, found, key=rules.buyer_key, sellers=sellers)) is not sighting:
            sighting = known  # its text is another without the name, and offsets count in it
            found, linked, fault = _extracted(sighting, rules.extraction)
        if fault:
            refused.append(Refused(about, fault))
        seen.append(Seen(hidden(sighting, found, key=rules.buyer_key, sellers=sellers), found, linked))
    if payload and not away:
        away.append(("", payload))
    told = () if away else tuple(one for one in reading.candidates if not rules.forbidden.address(one))
    return Prepared(capture, reading, tuple(seen), tuple(refused), tuple(away), told)


def _extracted(sighting: Sighting, extraction: Extraction) -> tuple[tuple[Mention, ...], tuple[Offer, ...], str]:
    """The mentions and offers, or why there are none."""
    try:
        found = mentions(sighting, extraction)
        return found, offers(sighting, found, extraction), ""
    except Exception as fault:  # noqa: BLE001 - hostile text may find a fault of ours: the sighting is kept all the same,
        # and a reading with a better lexicon finds its mentions later; else this page would stop the run for good
        return (), (), f"not extracted: {type(fault).__name__}"


_NAMED = {Kind.POST: "author", Kind.VENDOR: "name"}


def authors(readings: Iterable[Reading]) -> frozenset[str]:
    """The names under which posts were written, and of members' pages, in small letters: some may be sellers'."""
    return frozenset(
        handle(author)
        for reading in readings
        for statement in reading.statements
        if (named := _NAMED.get(statement.kind)) and isinstance(author := statement.fields.get(named), str)
    )
