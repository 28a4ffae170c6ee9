"""Wallet addresses of each chain, proven by checksum."""

from nlp.coins.chains import Address, prove

__all__ = ["Address", "prove"]
