"""Replace a file as one: a reader, or a start after a crash, finds the old file or the new one, never a half."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, content: bytes | str, *, durable: bool = False) -> None:
    """Write the file anew, for its owner only. With `durable` it outlives a power cut once this returns.

    Raises OSError, with the old file in its place.
    """
    raw = content.encode("utf-8") if isinstance(content, str) else content
    part = path.with_name(path.name + ".part")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        os.fchmod(out.fileno(), 0o600)  # a part that a crash left may have been anybody's
        out.write(raw)
        if durable:
            out.flush()
            os.fsync(out.fileno())
    part.replace(path)
    if durable:
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
