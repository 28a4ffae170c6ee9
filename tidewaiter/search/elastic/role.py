"""The least rights that an API key needs, as the server takes them."""

from __future__ import annotations

from typing import Any

from tidewaiter.search.elastic.address import Server

# To see its version, and nothing else of the cluster.
_CLUSTER = ["cluster:monitor/main"]


def role(server: Server, *, writes: bool = True) -> dict[str, Any]:
    """The role of a key that indexes, rebuilds and searches; without `writes` one that searches alone."""
    rights = ["read", "write", "manage"] if writes else ["read", "view_index_metadata", "indices:admin/analyze"]
    return {
        "cluster": list(_CLUSTER),
        "indices": [{"names": [server.alias, f"{server.alias}-*"], "privileges": rights}],
    }


def key_request(server: Server, *, writes: bool = True) -> dict[str, Any]:
    """What its administrator sends to `POST /_security/api_key`."""
    kind = "writer" if writes else "reader"
    return {"name": f"{server.name}-{kind}", "role_descriptors": {f"{server.name}-{kind}": role(server, writes=writes)}}
