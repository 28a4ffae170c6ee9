"""When: due sources, and the pair of processes that is a crawl."""
