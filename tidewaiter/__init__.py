"""Tidewaiter: watches dark-web markets and channels, read-only and on the record."""

__version__ = "0.1.0"
