"""Reads pages of sites that no profile describes: page kind, listings, vendors, reviews, posts. Pure; knows no site."""

from crawler.readers.generic.door import learn_template, read_generic
from crawler.readers.generic.site import Template
from crawler.readers.generic.told import GUESS
from crawler.readers.generic.tracing import Traced, trace

__all__ = ["GUESS", "Template", "Traced", "learn_template", "read_generic", "trace"]
