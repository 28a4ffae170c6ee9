"""The index on Elasticsearch, for teams: the same answers as the embedded one, from a server of their own."""

from tidewaiter.search.elastic.address import Server, addresses
from tidewaiter.search.elastic.index import ElasticIndex
from tidewaiter.search.elastic.role import key_request, role

__all__ = ["ElasticIndex", "Server", "addresses", "key_request", "role"]
