"""What Scrapy writes into the run's log of a reading: which capture it is of, never what it says."""

from __future__ import annotations

from typing import Any

from scrapy.logformatter import LogFormatter


class Discreet(LogFormatter):
    """Scrapy's own formatter prints the whole reading where it is dropped or its hand-over fails."""

    def scraped(self, item: Any, response: Any, spider: Any) -> dict[str, Any]:  # type: ignore[override]
        return self._about("read", item, level=10)

    def dropped(self, item: Any, exception: BaseException, response: Any, spider: Any) -> dict[str, Any]:  # type: ignore[override]
        return self._about(f"not handed over ({type(exception).__name__})", item, level=30)

    def item_error(self, item: Any, exception: BaseException, response: Any, spider: Any) -> dict[str, Any]:  # type: ignore[override]
        return self._about(f"the hand-over failed ({type(exception).__name__})", item, level=40)

    @staticmethod
    def _about(what: str, item: Any, *, level: int) -> dict[str, Any]:
        about = {"what": what, "capture": getattr(item, "capture", "unknown")}
        return {"level": level, "msg": "capture %(capture)s: %(what)s", "args": about}
