"""Which links of a page become rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from tidewaiter.model.sighting import Link
from tidewaiter.store.spool import Row

# What a browser would show or run, or a person would download: text only. A page may still have any of these names,
# so a link that a profile names by its kind is followed whatever it is called.
_NOT_TEXT = frozenset(
    ".png .jpg .jpeg .gif .webp .svg .ico .bmp .avif .css .js .mjs .map .woff .woff2 .ttf .otf .eot .mp3 .mp4 .webm "
    ".avi .mov .mkv .ogg .wav .flac .zip .rar .7z .gz .tar .exe .apk .dmg .iso .pdf .doc .docx .xls .xlsx".split()
)


def follows(max_depth: int) -> Callable[[Link, Row], bool]:
    """The rule of a run: no deeper than the profile says, and no address that says that it is no text.

    Whether a link lies inside the source, and whether the page is known, the spool decides.
    """

    def rule(link: Link, row: Row) -> bool:
        return row.depth < max_depth and (link.expects is not None or not says_media(link.url))

    return rule


def says_media(url: str) -> bool:
    """Whether the path's ending is that of an image, script, film, archive or office file."""
    try:
        return PurePosixPath(urlsplit(url).path).suffix.lower() in _NOT_TEXT
    except ValueError:
        return True
