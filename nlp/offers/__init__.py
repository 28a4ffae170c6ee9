"""Mentions linked into offers: this price is for this amount of this drug."""

from nlp.offers.linking import link

__all__ = ["link"]
