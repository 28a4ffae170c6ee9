"""Sources as facts: a profile says how to know a source's pages and what to read from them; strict, without code."""

from crawler.profiles.loading import load
from crawler.profiles.schema import PageRule, Politeness, Profile

__all__ = ["PageRule", "Politeness", "Profile", "load"]
