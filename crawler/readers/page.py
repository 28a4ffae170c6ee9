"""A saved page: bytes and what was said about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SavedPage:
    """One response as a reader gets it. `url` is "" for a saved file of which nobody knows the address.

    `media_type` is the Content-Type header's value, parameters included, or ""; names in `headers` may have any case.
    `body` has any transfer and content encoding already taken off.
    """

    url: str
    body: bytes
    media_type: str = "text/html"
    headers: Mapping[str, str] = field(default_factory=dict)

    def header(self, name: str) -> str:
        """The value of a header, "" where there is none."""
        wanted = name.lower()
        return next((value for said, value in self.headers.items() if said.lower() == wanted), "")
