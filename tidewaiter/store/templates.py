"""Templates learned of sources, kept by digest in the workspace, so that a reading's reader can be had again."""

from __future__ import annotations

import re
from pathlib import Path

from tidewaiter.store.whole import write_whole

_DIGEST = re.compile(r"[0-9a-f]{16,128}")
_SOURCE = re.compile(r"[a-z0-9][a-z0-9-]{0,80}")


class Templates:
    """The folder of templates: DIGEST.json for each, and SOURCE.current, which names the one in use."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, source: str, digest: str, text: str) -> None:
        """Keep a template and let it be the source's; earlier ones stay."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        path = self._folder / f"{digest}.json"
        if not path.exists():
            write_whole(path, text, durable=True)
        write_whole(self._folder / f"{source}.current", digest, durable=True)

    def of(self, source: str) -> str:
        """The text of the source's template; "" where it has none, or the file is gone."""
        if not _SOURCE.fullmatch(source):
            return ""
        try:
            digest = (self._folder / f"{source}.current").read_text(encoding="utf-8").strip()
            known = _DIGEST.fullmatch(digest)
            return (self._folder / f"{digest}.json").read_text(encoding="utf-8") if known else ""
        except OSError:
            return ""
