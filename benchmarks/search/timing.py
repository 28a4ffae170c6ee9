"""CPU and wall time of one question at a time, and the spread over many."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeVar

T = TypeVar("T")
_PERCENTS = (50, 95, 99)


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of the processor, and of the clock on the wall."""

    cpu: float
    wall: float


def own_cpu() -> float:
    return time.process_time()


def cpu_of(*pids: int) -> Callable[[], float]:
    """A clock of the processor time of these processes and this one: what asking a server costs the machine."""
    # What clock_getcpuclockid(3) gives on Linux for another process: nanoseconds, where /proc counts hundredths.
    clocks = [(~pid << 3) | 2 for pid in pids]
    return lambda: time.process_time() + sum(map(time.clock_gettime, clocks))


def took(work: Callable[[], T], cpu: Callable[[], float] = own_cpu) -> tuple[Took, T]:
    """The work's own times, and what it gave."""
    began, used = time.perf_counter(), cpu()
    made = work()
    return Took(cpu() - used, time.perf_counter() - began), made


def spread(times: Sequence[Took]) -> dict[str, float]:
    """Milliseconds at 50, 95 and 99 of a hundred, by nearest rank: cpu_p50 ... wall_p99."""
    figures: dict[str, float] = {}
    for name in ("cpu", "wall"):
        ordered = sorted(getattr(one, name) for one in times)
        for per in _PERCENTS:
            figures[f"{name}_p{per}"] = round(1000 * ordered[ceil(len(ordered) * per / 100) - 1], 2)
    return figures
