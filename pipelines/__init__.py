"""From a reading to a record in the index: check, extract, derive, record, leads, index.

The crawl child, which hands over to this package, must not load the database: so each name is loaded when asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.extract import Extraction
    from pipelines.forbidden import Forbidden
    from pipelines.index import drain
    from pipelines.recorder import Recorder
    from pipelines.rereading import rebuild, reread

__all__ = ["Extraction", "Forbidden", "Recorder", "drain", "rebuild", "reread"]

_HOMES = {
    "Extraction": "extract", "Forbidden": "forbidden", "Recorder": "recorder", "drain": "index",
    "rebuild": "rereading", "reread": "rereading",
}  # fmt: skip


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"pipelines.{_HOMES[name]}"), name)
    raise AttributeError(name)
