"""What the desk opens, whoever asks: a record with all that leads to it, a capture with its digests proven now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crawler.readers import SavedPage, open_page
from crawler.readers.decoding import page_of
from crawler.readers.generic.door import readers_of
from tidewaiter.desk.session import Session
from tidewaiter.model.errors import EvidenceDamaged, NotAllowed, WrongUse
from tidewaiter.model.mention import Mention
from tidewaiter.model.offer import Offer
from tidewaiter.model.person import Act, may
from tidewaiter.model.record import Version
from tidewaiter.store.database import captures, leads, records
from tidewaiter.store.database.captures import Entered
from tidewaiter.store.database.records import Kept
from tidewaiter.store.evidence import read_capture
from tidewaiter.store.evidence.reading import Captured


@dataclass(frozen=True, slots=True)
class Whole:
    """A record with all that leads to it and from it."""

    kept: Kept
    history: Sequence[Version]
    mentions: Sequence[Mention]
    offers: Sequence[Offer]
    captures: dict[str, Entered]
    leads: Sequence[leads.Found]
    read_by: str


def open_record(here: Session, id_: str) -> Whole:
    """The record of an id or its beginning; that it was seen is on the ledger."""
    here.require(Act.READ)
    with here.database.read() as rows:
        kept = records.find(rows, id_)
        said = records.mentions(rows, [kept])[kept.record.id]
        behind = captures.load(rows, kept.record.said_by.values())
        offers = records.offers(rows, [kept])[kept.record.id]
        found = leads.of_record(rows, kept.record.id)
        by = read_by(here, behind.values())
        whole = Whole(kept, records.history(rows, kept.record.id), said, offers, behind, found, by)
    here.note("view", record=kept.record.id)
    return whole


def open_capture(here: Session, id_: str) -> tuple[Entered, Captured]:
    """The capture of this id, or the newest open one behind the record of this id, as received; on the ledger first.

    Raises NotAllowed for one that is sealed off, EvidenceDamaged where its digests do not hold.
    """
    here.require(Act.READ)
    entered = _capture_of(here, id_)
    if entered.sealed and not may(here.person, Act.APPROVE):
        here.note("refused", capture=entered.capture.id, sealed=True, act=str(Act.APPROVE))
        raise NotAllowed(f"capture {entered.capture.id[:10]} is sealed off", todo="ask a supervisor")
    here.note("view", capture=entered.capture.id, sealed=entered.sealed)
    return entered, read_capture(here.places, entered.capture)


def places_in(here: Session, entered: Entered, about: str) -> list[str]:
    """Where in a file of many the record stands that was asked for; nothing where the capture itself was."""
    if not entered.capture.is_file or entered.capture.id.startswith(about):
        return []
    with here.database.read() as rows:
        seen = records.sightings(rows, records.find(rows, about).record.id)
    return list(dict.fromkeys(one.place for one in seen if one.capture == entered.capture.id and one.place))


def read_by(here: Session, entered: Iterable[Entered]) -> str:
    """Who read the captures behind the values: a profile that a person answers for, or the generic reader."""
    generic = readers_of(file.stem for file in here.workspace.templates.glob("*.json"))
    readers = sorted(
        {"the generic reader" if one.reader in generic else "its profile" for one in entered if one.reader}
    )
    return " and ".join(readers) or "nobody yet"


def page_text(entered: Entered, got: Captured) -> str:
    """What the captured page says to a reader; where it is no HTML, its text."""
    page: SavedPage = page_of(entered.capture, got)
    opened = open_page(page)
    return close(opened.said or opened.text or page.body.decode("utf-8", "replace"))


def close(text: str) -> str:
    """Without the empty lines between blocks."""
    return "\n".join(filter(str.strip, text.splitlines()))


def _capture_of(here: Session, id_: str) -> Entered:
    with here.database.read() as rows:
        try:
            return captures.find(rows, id_)
        except WrongUse:
            kept = records.find(rows, id_)
            behind = captures.load(rows, kept.record.said_by.values()).values()
            return max(behind, key=lambda entered: (not entered.sealed, entered.capture.captured_at))


@dataclass(frozen=True, slots=True)
class Proven:
    """Whether a capture is as it was received; `fault` says what is not, "" where nothing is."""

    capture: str
    fault: str = ""


def prove(here: Session, id_: str) -> list[Proven]:
    """Read the captures behind a record again and hold them against their digests; on the ledger."""
    here.require(Act.READ)
    with here.database.read() as rows:
        kept = records.find(rows, id_)
        behind = captures.load(rows, kept.record.said_by.values())
    proven = [_proven(here, one) for one in behind.values()]
    faults = sum(bool(one.fault) for one in proven)
    here.note("verify", record=kept.record.id, captures=len(proven), faults=faults)
    return proven


def _proven(here: Session, entered: Entered) -> Proven:
    try:
        read_capture(here.places, entered.capture)
    except EvidenceDamaged as fault:
        return Proven(entered.capture.id, fault.what)
    return Proven(entered.capture.id)
