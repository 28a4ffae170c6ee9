"""What every index can do; tests/search/behaviour.py says what that means, case by case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, Self

from tidewaiter.search.entry import Entry
from tidewaiter.search.hits import Hits, Refusal
from tidewaiter.search.question.asked import Question


class Index(Protocol):
    """One writer, many readers. The world's faults (down, locked, full, refused) are StoreFailed, and say what to do.

    An index is a cache: the database is the truth, so nothing here need survive. Columns: `id`, `revision`, `place`
    (entry.place_of), the names of fields.TEXTS and fields.FACETS, the columns of fields.NUMBERS and fields.MOMENTS.
    Text goes through analysis.prepare and the one analyzer, facet values through prepare and fields.facet_value.

    Scores: words and phrases in title and body (BM25) weigh; with a constant score, the field's weight, prefixes and
    fuzzy words there. All else (facets, ranges, ids) filters and scores nothing. BM25 is counted as tantivy does, with
    the factor k1 + 1: Lucene's times 2.2. Equal scores and equal sort values stand by `place`, ascending; records
    without the sort's value come last, whichever way it goes.
    """

    def ensure(self) -> None:
        """Make it ready, empty if it is not there. Raises StoreFailed where what is there is of another shape."""

    def put(self, entries: Iterable[Entry]) -> Sequence[Refusal]:
        """Add or replace by id; a lower revision than the one held changes nothing. Seen by searches after `commit`.

        What cannot be taken, whatever is tried, comes back; StoreFailed is for what may be tried again.
        """

    def delete(self, ids: Iterable[str]) -> None:
        """Ids that are not there are no fault."""

    def commit(self) -> None: ...

    def count(self) -> int: ...

    def search(self, question: Question) -> Hits: ...

    def explain(self, question: Question, id_: str) -> str:
        """Why this record has its score, in the index's own words; "" where it is no hit."""

    def held(self, after: int = -1, limit: int = 10_000) -> Sequence[tuple[int, str, int]]:
        """What it holds, as committed: (place, id, revision) in the order of place, beyond `after`."""

    def near(self, word: str, limit: int = 5) -> Sequence[tuple[str, int]]:
        """Tokens of title and body one letter away from this one, with the number of records, most first."""

    def frequencies(self, words: Iterable[str]) -> Mapping[str, int]:
        """In how many records each of these stands, in title or body; one of several tokens as a phrase."""

    def beside(self) -> Self:
        """A new and empty index beside this one, for a rebuild; searches do not see it before `adopt`.

        What an earlier, interrupted rebuild left is cleared away.
        """

    def adopt(self, fresh: Self) -> None:
        """Let all readers search the fresh one from now on; the old one is cleared at the next rebuild."""

    def close(self) -> None: ...
