"""Saved questions against the records of a batch, in memory, whatever index serves the searches."""

from tidewaiter.search.watches.matching import Matcher

__all__ = ["Matcher"]
