"""Two evaluations side by side: which figures moved, which mistakes are new and which are gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tidewaiter.model.errors import WrongUse

_LEAST = 0.0005  # below the last figure printed


@dataclass(frozen=True, slots=True)
class Changes:
    """`moved`: measure, slice, kind, old F1, new F1; mistakes as their JSON."""

    moved: list[tuple[str, str, str, float, float]]
    new: list[Mapping[str, str]]
    gone: list[Mapping[str, str]]

    def as_json(self) -> dict[str, object]:
        return {"moved": self.moved, "new": self.new, "gone": self.gone}


def changes(old: Mapping[str, Any], new: Mapping[str, Any], *, where: str) -> Changes:
    """What changed from an earlier `Evaluation.as_json()`. Raises WrongUse where `old` is none."""
    try:
        before, after = _figures(old), _figures(new)
        mistakes = [{_key(mistake): mistake for mistake in side["mistakes"]} for side in (old, new)]
    except (KeyError, TypeError, AttributeError) as fault:
        raise WrongUse(
            f"not an evaluation: {fault!r}", where=where, todo="give a file written by `tidewaiter evaluate --json`"
        ) from fault
    moved = [
        (*name, before.get(name, 0.0), after.get(name, 0.0))
        for name in sorted(before.keys() | after.keys())
        if abs(before.get(name, 0.0) - after.get(name, 0.0)) >= _LEAST
    ]
    return Changes(
        moved,
        [mistake for key, mistake in mistakes[1].items() if key not in mistakes[0]],
        [mistake for key, mistake in mistakes[0].items() if key not in mistakes[1]],
    )


def _figures(result: Mapping[str, Any]) -> dict[tuple[str, str, str], float]:
    return {
        (measure, part, kind): float(tally["f1"])
        for measure, parts in result["scores"].items()
        for part, kinds in parts.items()
        for kind, tally in kinds.items()
    }


def _key(mistake: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(mistake[name] for name in ("id", "what", "kind", "value"))
