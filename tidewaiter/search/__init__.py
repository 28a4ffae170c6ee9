"""Questions to hits. The index is a cache: the database is the truth, and its text is what highlights are cut from."""

from tidewaiter.search.embedded import EmbeddedIndex
from tidewaiter.search.entry import Entry
from tidewaiter.search.highlight import highlight
from tidewaiter.search.hits import Hits
from tidewaiter.search.index import Index
from tidewaiter.search.question import Question

__all__ = ["EmbeddedIndex", "Entry", "Hits", "Index", "Question", "highlight"]
