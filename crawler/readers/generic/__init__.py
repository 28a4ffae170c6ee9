"""Reads pages of sites that no profile describes: page kind, listings, vendors, reviews, posts. Pure; knows no site."""

from crawler.readers.generic.door import read_generic
from crawler.readers.generic.told import GUESS
from crawler.readers.generic.tracing import Thing, Trace, Traced, trace

__all__ = ["GUESS", "Thing", "Trace", "Traced", "read_generic", "trace"]
