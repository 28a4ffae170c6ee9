"""From the bytes of a page to what it says; pure, bounded on hostile pages."""

from crawler.readers.bounded import HeldTooLong, within
from crawler.readers.page import SavedPage
from crawler.readers.reading import read
from crawler.readers.tree import Opened, open_page

__all__ = ["HeldTooLong", "Opened", "SavedPage", "open_page", "read", "within"]
