"""Pages by relevance go on in what was searched: scores change with every record that comes in."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from tantivy import Searcher

from tidewaiter.model.errors import WrongUse

_MOST = 8
SECONDS = 300.0


class Snapshots:
    """The last few searchers, by the name of the state they saw; each keeps the files of its state alive."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._alone = Lock()  # the console's threads search through one index
        self._kept: OrderedDict[str, tuple[float, Searcher]] = OrderedDict()

    def keep(self, state: str, searcher: Searcher) -> str:
        with self._alone:
            self._kept[state] = (self._clock(), searcher)
            self._kept.move_to_end(state)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return state

    def find(self, state: str, now: Searcher, state_now: str) -> Searcher:
        """What saw that state. Raises WrongUse where it is neither kept nor what is there now."""
        with self._alone:
            taken, searcher = self._kept.get(state, (float("-inf"), now))
            if self._clock() - taken <= SECONDS:
                return searcher
            self._kept.pop(state, None)
        if state == state_now:
            return now
        raise WrongUse(
            "what this page goes on from is gone: records came in since",
            todo="ask from the first page again, or sort by date or price, whose pages stay",
        )
