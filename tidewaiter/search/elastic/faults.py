"""From the client's errors to ours: what happened, where, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from elastic_transport import ConnectionError as NotReached
from elastic_transport import ConnectionTimeout, SerializationError, TlsError, TransportError
from elasticsearch import ApiError, UnsupportedProductError

from tidewaiter.model.errors import StoreFailed, WrongUse

WAITS = "nothing is lost: what is recorded waits in the outbox and follows by itself"
LAPSED = "the pages of this search have lapsed"

# What a refused request or bulk row says of itself -> what happened, what to do. The first that fits.
_SAYS: tuple[tuple[str, str, str], ...] = (
    (r"flood-stage|disk usage exceeded|TOO_MANY_REQUESTS/12", "Elasticsearch is full: its disk passed the last limit",
     "make room on its disk; it then takes writes again by itself"),
    (r"read-only|read_only|FORBIDDEN/(5|8)/", "Elasticsearch is read-only",
     "its administrator lifts the block (index.blocks.*, cluster.blocks.*)"),
    (r"no master|SERVICE_UNAVAILABLE/(1|2)/|not recovered", "Elasticsearch has no master: too few of its nodes are up",
     "start its nodes"),
    (r"allow_expensive_queries", "Elasticsearch forbids prefix and fuzzy words",
     "its administrator sets search.allow_expensive_queries to true"),
    (r"circuit_breaking|rejected_execution|too_many_requests|Data too large",
     "Elasticsearch has too much to do or too little memory", "try again; give it more memory if this stays"),
    (r"search_context_missing|No search context", LAPSED, "ask again for the first page"),
    (r"media_type_header", "Elasticsearch is of a version that this client does not speak", "use 8.x, 8.19 is tested"),
    (r"too_many_clauses|too_many_nested", "the question has too many parts for Elasticsearch", "ask with fewer words"),
    (r"no_shard_available|unavailable_shards|NoShardAvailable|all shards failed",
     "part of the index is not there: too few nodes of Elasticsearch are up", "start its nodes"),
    (r"index_not_found|require_alias|no such index", "the index is not on the server",
     "build it: tidewaiter index rebuild"),
)  # fmt: skip


@contextmanager
def told(where: object) -> Iterator[None]:
    """Let faults of the server and of the way to it come out as StoreFailed (WrongUse for lapsed pages)."""
    try:
        yield
    except (ApiError, TransportError, SerializationError) as fault:
        raise failure(fault, str(where)) from fault


def failure(fault: Exception, where: str) -> StoreFailed | WrongUse:
    if isinstance(fault, UnsupportedProductError):
        return StoreFailed("what answers there is not Elasticsearch", where=where, todo="correct search.index")
    if isinstance(fault, ApiError):
        return _refused(fault, where)
    if isinstance(fault, TlsError):
        return _unproven(str(fault), where)
    if isinstance(fault, ConnectionTimeout):
        todo = f"see what keeps it busy; {WAITS}"
        return StoreFailed("Elasticsearch is slow: no answer within the time", where=where, todo=todo)
    if isinstance(fault, NotReached):
        # A server that speaks TLS hangs up on plain requests.
        cut = "aborted" in str(fault) or "disconnected" in str(fault)
        todo = "if it speaks TLS, the address begins with https" if cut else f"start it; {WAITS}"
        return StoreFailed("Elasticsearch is down or out of reach", where=where, todo=todo)
    return StoreFailed(f"Elasticsearch answers what is no answer: {_short(str(fault))}", where=where)


def reason(said: Any) -> str:
    """The reason in an error of the server, with its causes."""
    if isinstance(said, Mapping):
        inner = said.get("error", said)
        if isinstance(inner, Mapping):
            own = f"{inner.get('type', '')}: {inner.get('reason', '')}"
            causes = [inner.get("caused_by"), *inner.get("root_cause", ())]
            return "; ".join(dict.fromkeys([own, *(reason(one) for one in causes if one)]))
        return str(inner)
    return str(said)


def classified(status: int, text: str, where: str) -> StoreFailed | WrongUse:
    """What a status and a reason mean to a person."""
    if status == 401:
        todo = "give a valid API key in TIDEWAITER_SEARCH_API_KEY or secrets/elasticsearch.key (mode 0600)"
        return StoreFailed("Elasticsearch does not accept the key", where=where, todo=todo)
    if status == 403 and ("security_exception" in text or text == "None"):  # a HEAD is refused without words
        allowed = re.search(r"action \[([^\]]+)\]", text)
        what = f" ({allowed[1]})" if allowed else ""
        todo = "give the key the rights that `tidewaiter index role` prints"
        return StoreFailed(f"the key may not do this on Elasticsearch{what}", where=where, todo=todo)
    for pattern, what, todo in _SAYS:
        if re.search(pattern, text, re.IGNORECASE):
            if what is LAPSED:
                return WrongUse(what, where=where, todo=todo)
            return StoreFailed(what, where=where, todo=todo)
    if status == 413:
        todo = "raise http.max_content_length there to 100mb, its default"
        return StoreFailed("Elasticsearch takes no requests of this size", where=where, todo=todo)
    if status in {429, 502, 503, 504}:
        return StoreFailed(f"Elasticsearch is not ready: {_short(text)}", where=where, todo=WAITS)
    return StoreFailed(f"Elasticsearch refuses: {status} {_short(text)}", where=where)


def _refused(fault: ApiError, where: str) -> StoreFailed | WrongUse:
    return classified(fault.meta.status, reason(fault.body), where)


def _unproven(text: str, where: str) -> StoreFailed:
    todo = "name its CA in search.ca, or its fingerprint in search.fingerprint; check both with its administrator"
    if "ingerprint" in text:
        return StoreFailed("Elasticsearch shows a certificate of another fingerprint", where=where, todo=todo)
    if "WRONG_VERSION_NUMBER" in text or "record layer" in text:
        return StoreFailed("what answers there speaks no TLS", where=where, todo="is it another port, or plain http?")
    if "ostname" in text or "not valid for" in text or "IP address mismatch" in text:
        todo = "use the address for which its certificate is made"
        return StoreFailed("the certificate is of another host", where=where, todo=todo)
    why = re.search(r"certificate verify failed: ([^(]+)", text)
    says = f": {why[1].strip()}" if why else ""
    return StoreFailed(f"Elasticsearch's certificate does not verify{says}", where=where, todo=todo)


def _short(text: str) -> str:
    return text if len(text) <= 300 else text[:299] + "…"
