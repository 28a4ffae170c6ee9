"""Bytes first: each response is kept before anyone parses it."""

from crawler.capture.keeping import CAPTURE, Keep
from crawler.capture.textonly import TextOnly

__all__ = ["CAPTURE", "Keep", "TextOnly"]
