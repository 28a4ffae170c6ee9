"""Annotated texts: one JSON object a line with `id`, `text`, `lang`, `entities`, and what else tells texts apart."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nlp.evaluate.facts import Fact, of_gold
from tidewaiter.model.errors import WrongUse


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """One annotation. `fact` is None where scores leave it out; `sub` tells strains, brands and forms."""

    kind: str
    start: int
    end: int
    fact: Fact | None
    sub: str


@dataclass(frozen=True, slots=True)
class GoldText:
    id: str
    text: str
    language: str
    synthetic: bool
    innocent: bool
    spans: tuple[GoldSpan, ...]


def read_gold(lines: Iterable[str], name: str) -> Iterator[GoldText]:
    """The texts of a gold file. Raises WrongUse that names file:line."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            row = json.loads(line)
            yield _text(row, where)
        except KeyError as fault:
            raise WrongUse(
                f"not an annotated text: no {fault}", where=where, todo="each line needs id, text and entities"
            ) from fault
        except (ValueError, TypeError, AttributeError) as fault:
            raise WrongUse(
                f"not an annotated text: {fault}", where=where, todo="each line is one JSON object: id, text, entities"
            ) from fault


def _text(row: Mapping[str, Any], where: str) -> GoldText:
    text = row["text"]
    spans = tuple(_span(entity, text, where) for entity in row["entities"])
    innocent = row.get("intent") == "innocent" or row.get("drug_offer") is False
    return GoldText(
        str(row["id"]), text, str(row.get("lang") or "und"), bool(row.get("synthetic")),
        innocent and not any(span.kind == "drug" for span in spans), spans,
    )  # fmt: skip


def _span(entity: Mapping[str, Any], text: str, where: str) -> GoldSpan:
    start, end = int(entity["start"]), int(entity["end"])
    if not 0 <= start < end <= len(text):
        raise WrongUse(f"an annotation from {start} to {end} lies outside the text", where=where, todo="correct it")
    kind = str(entity["type"]).lower()
    return GoldSpan(kind, start, end, of_gold(entity, where), str(entity.get("sub") or ""))
