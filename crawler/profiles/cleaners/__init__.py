"""The closed set of cleaners: what a profile may ask to be done to a text that it selected."""

from crawler.profiles.cleaners.money import money
from crawler.profiles.cleaners.table import CLEANERS, DEFAULTS, Cleaner, cleaner, cleaners

__all__ = ["CLEANERS", "DEFAULTS", "Cleaner", "cleaner", "cleaners", "money"]
