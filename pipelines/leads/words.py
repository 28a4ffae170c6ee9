"""Words that several rules say, and what they all hold to."""

from __future__ import annotations

MOST_NAMES = 3  # of one source: a key under more names is the market's own, not a vendor's
WORDS = {"pgp": "PGP key", "wallet": "wallet", "contact": "contact"}
