"""Real Elasticsearch servers for tests and trials, on loopback, never for collected text."""
