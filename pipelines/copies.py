"""Near-duplicates of a record: the same text on another market, under another name, or put up again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipelines.derive import NEAR, distance, similarity
from pipelines.index import entry
from tidewaiter.model.sighting import text_of
from tidewaiter.search import Index, Question
from tidewaiter.search.suggest import alike
from tidewaiter.store.database import Database, records
from tidewaiter.store.database.records import Kept

WEIGHED = 500  # records that share most of the telling words; a copy shares nearly all of them, so it comes first


@dataclass(frozen=True, slots=True)
class Copy:
    """A near-duplicate: which share of shingles both texts hold, and how many bits of the fingerprints differ.

    `bits` is None where the texts are too short for fingerprints; then they say the same, word for word.
    """

    id: str
    similarity: float
    bits: int | None


def like(database: Database, index: Index, id_: str) -> Question:
    """Records about the same as this one (an id or the beginning of one), as a question."""
    with database.read() as rows:
        kept = records.find(rows, id_)
        said = records.mentions(rows, [kept])
    return alike(index, entry(kept, said[kept.record.id]))


def copies(database: Database, index: Index, question: Question) -> list[Copy]:
    """Of what is `like` a record (its question, perhaps filtered further) the near-duplicates, the nearest first.

    Near is what `derive` calls near: fingerprints that differ in 12 of 64 bits at most. Whatever index gives the
    candidates, the text that is compared is the database's. Among more than 500 candidates the least like are left out.
    """
    (this,) = question.never
    hits = index.search(replace(question, limit=WEIGHED, after="", facets=(), histogram=None, stats=())).hits
    with database.read() as rows:
        kept = {one.record.id: one for one in records.load(rows, [this, *(hit.id for hit in hits)])}
    mine = kept.pop(this)
    found = [copy for one in kept.values() if (copy := _copy(mine, one)) is not None]
    return sorted(found, key=lambda copy: (-copy.similarity, copy.id))


def _copy(mine: Kept, other: Kept) -> Copy | None:
    alike_by = similarity(_text(mine), _text(other))
    if mine.columns.fingerprint and other.columns.fingerprint:
        bits = distance(mine.columns.fingerprint, other.columns.fingerprint)
        return Copy(other.record.id, alike_by, bits) if bits <= NEAR else None
    return Copy(other.record.id, alike_by, None) if alike_by == 1.0 else None


def _text(kept: Kept) -> str:
    return text_of(kept.record.kind, kept.record.fields)
