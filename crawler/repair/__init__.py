"""Profiles of sites that have changed: yesterday's values found on today's pages, and rules that read them there."""

from crawler.repair.parts import Fix
from crawler.repair.repairing import Repaired, repair
from crawler.repair.yesterday import Pair

__all__ = ["Fix", "Pair", "Repaired", "repair"]
