"""Reads pages of sites that no profile describes: page kind, listings, vendors, reviews, posts. Pure; knows no site."""

from crawler.readers.generic.door import READER, read_generic
from crawler.readers.generic.found import Found
from crawler.readers.generic.reader import read_tree

__all__ = ["READER", "Found", "read_generic", "read_tree"]
