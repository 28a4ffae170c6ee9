"""The official client, bound to one cluster; its certificate is verified always."""

from __future__ import annotations

from typing import Any

from elasticsearch import Elasticsearch

from tidewaiter.model.errors import StoreFailed
from tidewaiter.search.elastic.address import Server
from tidewaiter.search.elastic.faults import told

OLDEST = (8, 11)  # the oldest of which the requests written here are documented; 8.19 is tested, 9 is not
_AGAIN = (502, 503, 504)  # a 429 is not asked again at once: that makes it worse


def connected(server: Server) -> Elasticsearch:
    """A client; nothing is sent yet. A request goes to another node when one does not answer."""
    secure = any(url.startswith("https") for url in server.urls)
    trust: dict[str, Any] = {}
    if secure:
        trust["verify_certs"] = True
        if server.fingerprint:
            trust["ssl_assert_fingerprint"] = server.fingerprint.replace(":", "").lower()
        elif server.ca is not None:
            trust["ca_certs"] = str(server.ca)
    return Elasticsearch(
        list(server.urls),
        api_key=server.key or None,
        request_timeout=server.patience,
        max_retries=max(1, len(server.urls)),
        retry_on_timeout=False,
        retry_on_status=_AGAIN,
        sniff_on_start=False,  # other nodes' addresses come from the settings, never from a server
        **trust,
    )


def require_version(client: Elasticsearch, server: Server) -> str:
    """The server's version, if it is one we speak to. Raises StoreFailed."""
    with told(server):
        number = str(client.info()["version"]["number"])
    parts = tuple(int(part) for part in number.split(".")[:2] if part.isdigit())
    if not OLDEST <= parts < (10,):
        raise StoreFailed(
            f"Elasticsearch is of version {number}", where=str(server), todo="use 8.19 (8.11 to 9 may work)"
        )
    return number
