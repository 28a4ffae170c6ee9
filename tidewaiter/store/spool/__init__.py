"""A run's spool: the folder in which the crawl child leaves captures and readings, and the recorder finds them."""

from tidewaiter.store.spool.address import locate
from tidewaiter.store.spool.rows import Ending, Note, Row
from tidewaiter.store.spool.shelf import Shelf
from tidewaiter.store.spool.spool import Spool

__all__ = ["Ending", "Note", "Row", "Shelf", "Spool", "locate"]
