"""Is something of a kind near a span? In logarithmic time, so that ten thousand candidates stay cheap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class Near:
    """Spans sorted by their start."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(set(spans))
        self._starts = [start for start, _ in self._spans]

    def __len__(self) -> int:
        return len(self._spans)

    def within(self, start: int, end: int, reach: int, *, most: int = 8) -> list[tuple[int, int]]:
        """Spans that begin within `reach` characters of this one, itself left out, at most `most`."""
        low = bisect_left(self._starts, start - reach)
        high = bisect_right(self._starts, end + reach)
        middle = bisect_left(self._starts, start)
        window = self._spans[max(low, middle - most) : min(high, middle + most)]
        return [span for span in window if not (span[0] < end and start < span[1])]

    def over(self, start: int, end: int) -> tuple[int, int] | None:
        """A span that overlaps this one."""
        at = bisect_left(self._starts, end)
        for span in reversed(self._spans[max(0, at - 4) : at]):
            if span[1] > start:
                return span
        return None

    def touched(self, start: int, end: int) -> bool:
        """Whether a span begins in this stretch."""
        return bisect_left(self._starts, end) > bisect_left(self._starts, start)
