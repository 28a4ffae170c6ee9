"""The embedded index: tantivy in a folder of the workspace."""

from tidewaiter.search.embedded.index import EmbeddedIndex

__all__ = ["EmbeddedIndex"]
