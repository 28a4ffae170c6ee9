"""Indexes behind one alias: made, compared with what we would make, swapped, cleared away."""

from __future__ import annotations

import re
from typing import Any

from elasticsearch import BadRequestError, Elasticsearch, NotFoundError

from tidewaiter.model.errors import StoreFailed
from tidewaiter.search.analysis import ANALYSIS_VERSION
from tidewaiter.search.elastic.address import Server
from tidewaiter.search.elastic.mapping import ANALYSIS, MAPPINGS, SCHEMA_VERSION, differences, settings

_REBUILD = "build it anew beside the old one: tidewaiter index rebuild"


def standing(client: Elasticsearch, server: Server) -> str:
    """The index that the alias names; "" where there is none. Raises StoreFailed where it names several, or is none."""
    try:
        named = sorted(client.indices.get_alias(name=server.alias))
    except NotFoundError:
        if client.indices.exists(index=server.alias):
            todo = "remove or rename it, or set search.name"
            raise StoreFailed(f"{server.alias} is an index there, not an alias", where=str(server), todo=todo) from None
        return ""
    if len(named) > 1:
        raise StoreFailed(f"the alias {server.alias} names {', '.join(named)}", where=str(server), todo=_REBUILD)
    return named[0]


def made(client: Elasticsearch, server: Server, *, alias: bool) -> str:
    """A new, empty index of the next number. Two who make the first one at once make the same."""
    name = f"{server.alias}-s{SCHEMA_VERSION}-a{ANALYSIS_VERSION}-{_next(client, server):06d}"
    try:
        client.indices.create(
            index=name, mappings=dict(MAPPINGS), settings=settings(server),
            aliases={server.alias: {}} if alias else None,
        )  # fmt: skip
    except BadRequestError as fault:
        if "resource_already_exists" not in str(fault):
            raise
    return name


def require_same(client: Elasticsearch, index: str, where: str) -> None:
    """Raises StoreFailed where its fields or its analyzer are not ours, and names what differs."""
    there = client.indices.get(index=index)[index]
    analysis = there["settings"]["index"].get("analysis", {})
    found = [*differences(MAPPINGS, there["mappings"]), *differences(ANALYSIS, analysis, "analysis")]
    if found:
        more = f" (and {len(found) - 3} more)" if len(found) > 3 else ""
        raise StoreFailed(f"the index differs from ours: {'; '.join(found[:3])}{more}", where=where, todo=_REBUILD)


def adopt(client: Elasticsearch, server: Server, fresh: str) -> None:
    """Point the alias to the fresh index, in one step."""
    old = standing(client, server)
    actions: list[dict[str, Any]] = [{"add": {"index": fresh, "alias": server.alias}}]
    if old and old != fresh:
        actions.insert(0, {"remove": {"index": old, "alias": server.alias}})
    client.indices.update_aliases(actions=actions)


def clear_others(client: Elasticsearch, server: Server) -> None:
    """Remove our indexes that the alias does not name: older ones, and what an interrupted rebuild left."""
    live = standing(client, server)
    for name in _ours(client, server):
        if name != live:
            client.options(ignore_status=404).indices.delete(index=name)


def _next(client: Elasticsearch, server: Server) -> int:
    numbers = [int(name.rpartition("-")[2]) for name in _ours(client, server)]
    return max(numbers, default=0) + 1


def _ours(client: Elasticsearch, server: Server) -> list[str]:
    pattern = re.compile(re.escape(server.alias) + r"-s\d+-a\d+-\d{6}")
    found = client.indices.get(index=f"{server.alias}-s*", features=["aliases"], expand_wildcards="all")
    return sorted(name for name in found if pattern.fullmatch(name))
