"""Text to mentions; knows nothing of crawling or storing."""
