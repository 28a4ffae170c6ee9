"""Reach a source through Tor, keep what it said, read it: the jailed half of a crawl."""
