"""What our index is on the server: fields, analyzer, limits. It holds no text back: that comes from the database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timezone
from typing import Any

from tidewaiter.search.analysis import ANALYSIS_VERSION, ANALYZER_NAME, WORD, prepare
from tidewaiter.search.elastic.address import Server
from tidewaiter.search.entry import Entry, place_of, whole_second, words_of
from tidewaiter.search.fields import FACETS, MOMENTS, NUMBERS, TEXTS, facet_value

SCHEMA_VERSION = 1
# Java names scripts \p{IsHan} where Rust says \p{Han}; categories such as \p{L} are the same in both.
JAVA_WORD = re.sub(r"\\p\{(\w{2,})\}", r"\\p{Is\1}", WORD)
AMOUNTS = tuple(dict.fromkeys(name for pair in NUMBERS.values() for name in pair))
PAGE_WINDOW = 10_000  # the server's own default: hits that one request may hold

_TOKENIZER = "tidewaiter-words"
ANALYSIS: Mapping[str, Any] = {
    "tokenizer": {_TOKENIZER: {"type": "pattern", "pattern": JAVA_WORD, "group": "0"}},
    "analyzer": {
        ANALYZER_NAME: {"type": "custom", "tokenizer": _TOKENIZER, "filter": ["lowercase", "asciifolding"]},
    },
}
# Written as the server gives it back, so that the two can be compared.
MAPPINGS: Mapping[str, Any] = {
    "dynamic": "strict",
    "_meta": {"schema": SCHEMA_VERSION, "analysis": ANALYSIS_VERSION},
    "_source": {"enabled": False},
    "properties": {
        "id": {"type": "keyword"},
        "revision": {"type": "long"},
        "place": {"type": "long"},
        **{name: {"type": "text", "analyzer": ANALYZER_NAME} for name in TEXTS},
        # A value is cut at 256 letters, which are at most 512 of Java's.
        **{name: {"type": "keyword", "ignore_above": 512} for name in FACETS},
        **{name: {"type": "double"} for name in AMOUNTS},
        **{name: {"type": "date", "format": "strict_date_time_no_millis"} for name in MOMENTS.values()},
    },
}


def settings(server: Server) -> dict[str, Any]:
    return {
        "number_of_shards": server.shards,
        "number_of_replicas": server.replicas,
        "max_result_window": PAGE_WINDOW,
        "analysis": ANALYSIS,
    }


def moment(at: datetime) -> str:
    """A date as the server takes it: whole seconds, UTC."""
    return whole_second(at).astimezone(timezone.utc).replace(tzinfo=None).isoformat() + "Z"


def row(entry: Entry) -> dict[str, Any]:
    """An entry as the server gets it. Amounts are doubles."""
    made: dict[str, Any] = {"id": entry.id, "revision": entry.revision, "place": place_of(entry.id)}
    for name in TEXTS:
        made[name] = prepare(getattr(entry, name))
    for name in FACETS:
        values = dict.fromkeys(facet_value(name, prepare(value)) for value in words_of(entry, name))
        if values:
            made[name] = list(values)
    for name in AMOUNTS:
        amount = getattr(entry, name)
        if amount is not None:
            made[name] = float(amount)
    for name in MOMENTS.values():
        made[name] = moment(getattr(entry, name))
    return made


def differences(here: Any, there: Any, at: str = "") -> Iterator[str]:
    """Where two descriptions of an index differ, one line each."""
    if isinstance(here, Mapping) and isinstance(there, Mapping):
        for name in [*here, *(extra for extra in there if extra not in here)]:
            inner = f"{at}.{name}" if at else str(name)
            if name not in there:
                yield f"{inner} is missing on the server"
            elif name not in here:
                yield f"{inner} is on the server only"
            else:
                yield from differences(here[name], there[name], inner)
    elif here != there:
        yield f"{at} is {there!r} on the server, {here!r} here"
