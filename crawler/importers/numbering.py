"""Numbers for messages whose file gives them none: a hash of when and what was said, never of who said it, since that
may be a buyer's name and a key is shown everywhere."""

from __future__ import annotations

from collections import OrderedDict

from tidewaiter.model.ids import digest

_REMEMBERED = 10_000  # messages among which equal ones are told apart: exports are in order but for a few


class Numbers:
    """One file's; a later, longer export of the same chat gives the same numbers."""

    def __init__(self) -> None:
        self._met: OrderedDict[str, int] = OrderedDict()

    def of(self, when: str, text: str) -> str:
        """`when` as the file states it, to the minute. Equal messages of one minute are counted."""
        said = digest("message", when, " ".join(text.split()))[:16]
        times = self._met.pop(said, 0) + 1
        self._met[said] = times
        if len(self._met) > _REMEMBERED:
            self._met.popitem(last=False)
        return said if times == 1 else f"{said}.{times}"
