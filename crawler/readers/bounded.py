"""How long one page may hold its reader. Readers are bounded by design; this bounds what the design has missed.

Time is the process's own CPU time, so that a busy machine fails no page. A reader in Python or in a regular expression
is interrupted; one inside the parser's or the selectors' native code cannot be, and the process is ended for it.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from tidewaiter.model.errors import TidewaiterError

LONGEST = 10.0  # seconds of CPU for one page; the slowest page that the tests bound takes about 2
KILLED_BY = signal.SIGPROF  # what ends a process whose reader could not be interrupted
_INTERRUPTED_BY = signal.SIGVTALRM
_AGAIN = 1.0  # seconds until the next try, where native code swallowed the first


class HeldTooLong(TidewaiterError):
    """A page held its reader longer than it may."""


@contextmanager
def within(seconds: float, *, killed: float = 0.0) -> Iterator[None]:
    """Raise HeldTooLong once the block has used so many seconds of CPU; after `killed` seconds end the process.

    0 sets no such limit. For the main thread only, where signals are handled.
    """

    def held(number: int, frame: FrameType | None) -> None:
        raise HeldTooLong(f"its reader took more than {seconds:g} s", todo="look at the page, and at the profile")

    before = signal.signal(_INTERRUPTED_BY, held)
    signal.setitimer(signal.ITIMER_PROF, killed)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(_INTERRUPTED_BY, before)
