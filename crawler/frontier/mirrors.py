"""Which mirror to ask: the first that is awake; one that fails several times in a row is rested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

LONGEST_REST = 3600.0


@dataclass(slots=True)
class _State:
    failures: list[str] = field(default_factory=list)  # in a row, by page
    worked: bool = False
    rests: int = 0  # in a row
    until: float = 0.0
    reason: str = ""
    gone: bool = False


@dataclass(slots=True)
class Mirrors:
    """The addresses of one source, in the order of the order. Times are seconds since the epoch."""

    origins: Sequence[str]
    rest_after: int = 3
    rest: float = 300.0
    most_rests: int = 3
    worked_once: bool = False
    _states: dict[str, _State] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._states = {origin: _State() for origin in self.origins}

    def choose(self, now: float, *, turn: int = 0) -> str | None:
        """The mirror to ask; None while all rest. A page that failed `turn` times gets another one if it can."""
        awake = [origin for origin, state in self._states.items() if not state.gone and state.until <= now]
        return awake[turn % len(awake)] if awake else None

    def next_awake(self) -> float:
        """When the first of the resting mirrors is awake again."""
        return min((state.until for state in self._states.values() if not state.gone), default=0.0)

    def worked(self, origin: str, now: float) -> None:
        """It answered. While it rests that is an answer asked for before, which does not wake it."""
        self.worked_once = True
        state = self._states[origin]
        if not state.gone and state.until <= now:
            self._states[origin] = _State(worked=True)

    def failed(self, origin: str, reason: str, now: float, *, page: str = "") -> bool:
        """It did not answer; True where it is rested from now on.

        `page` names the page where the fault may be its own: then, once the mirror has worked, it counts once, so that
        two pages that never come do not rest a mirror that gives all others.
        """
        state = self._states[origin]
        if state.until > now:  # asked before its rest began: the same failure, told late
            return False
        state.reason = reason
        if not (page and state.worked and page in state.failures):
            state.failures.append(page)
        if len(state.failures) < self.rest_after:
            return False
        state.failures, state.rests = [], state.rests + 1
        state.until = now + min(self.rest * 2.0 ** (state.rests - 1), LONGEST_REST)
        return True

    def drop(self, origin: str, reason: str) -> None:
        """It will not answer in this run, however long it rests."""
        state = self._states[origin]
        state.gone, state.reason = True, reason

    @property
    def exhausted(self) -> bool:
        """Whether to give up: each is gone, or has rested too often in a row (once, where none ever answered)."""
        enough = self.most_rests if self.worked_once else 1
        return all(state.gone or state.rests >= enough for state in self._states.values())

    def faults(self) -> dict[str, str]:
        """Why each mirror that rests or is gone does so."""
        return {origin: s.reason for origin, s in self._states.items() if s.gone or s.rests}
