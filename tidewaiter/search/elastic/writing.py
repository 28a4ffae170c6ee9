"""Puts and deletes in bulk: what is busy is tried again, what is refused for good is given back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from tidewaiter.search.elastic.address import Server
from tidewaiter.search.elastic.faults import classified, reason, told
from tidewaiter.search.elastic.mapping import row
from tidewaiter.search.entry import Entry
from tidewaiter.search.hits import Refusal

_ROWS = 500
_BYTES = 10 << 20  # of a request; the server takes 100 MB by default
_TRIES = 5
_FIRST_WAIT = 0.5  # seconds, doubled each time: 15.5 in all, well under the drainer's lease
_BUSY = (429, 503)
_DONE = 409  # it holds a higher revision
# Reasons in a row's answer that are the cluster's state, not the row's fault, though they come with a 4xx.
_STATE = ("cluster_block", "index_not_found", "security_exception", "no_shard", "unavailable_shards")


def put(client: Elasticsearch, server: Server, index: str, entries: Iterable[Entry]) -> list[Refusal]:
    """Raises StoreFailed for what may be tried again; what was taken before that stays taken."""
    revisions: dict[str, int] = {}
    refused: list[Refusal] = []
    with told(server):
        for id_, status, said in _sent(client, _puts(index, entries, revisions), alias=index == server.alias):
            if status < 300 or status == _DONE:
                continue
            why = reason(said)
            if status != 400 or any(word in why for word in _STATE):
                raise classified(status, why, str(server))
            refused.append(Refusal(id_, revisions[id_], why))
    return refused


def delete(client: Elasticsearch, server: Server, index: str, ids: Sequence[str]) -> None:
    """Leave behind each a mark one above the revision held, so that no older put brings it back.

    The mark must not be higher: the record may return with the revision after that. So what is held is asked first.
    """
    with told(server):
        for start in range(0, len(ids), _ROWS):
            some = list(dict.fromkeys(ids[start : start + _ROWS]))
            found = client.mget(index=index, ids=some, source=False)["docs"]
            marks = {one["_id"]: one["_version"] + 1 for one in found if one.get("found")}
            for _, status, said in _sent(client, _deletes(index, marks)):
                if status >= 300 and status not in {404, _DONE}:
                    raise classified(status, reason(said), str(server))


def _puts(index: str, entries: Iterable[Entry], revisions: dict[str, int]) -> Iterator[dict[str, Any]]:
    for entry in entries:
        revisions[entry.id] = entry.revision
        # Gte: the same revision again may mend what the index holds wrongly.
        yield {
            "_op_type": "index", "_index": index, "_id": entry.id, "_source": row(entry),
            "version": entry.revision, "version_type": "external_gte",
        }  # fmt: skip


def _deletes(index: str, marks: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for id_, version in marks.items():
        yield {
            "_op_type": "delete", "_index": index, "_id": id_, "version": version, "version_type": "external_gte",
        }  # fmt: skip


def _sent(
    client: Elasticsearch, actions: Iterable[dict[str, Any]], *, alias: bool = False
) -> Iterator[tuple[str, int, Any]]:
    answers = streaming_bulk(
        client, actions, chunk_size=_ROWS, max_chunk_bytes=_BYTES, raise_on_error=False,
        max_retries=_TRIES, initial_backoff=_FIRST_WAIT, retry_on_status=_BUSY,
        require_alias=alias,  # else a put to an alias that is gone would make an index of that name
    )  # fmt: skip
    for _, answer in answers:
        ((_, said),) = answer.items()
        yield str(said["_id"]), int(said["status"]), said.get("error", said)
