"""Where a page lies inside its source, whatever the mirror: the same path on another mirror is the same page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from tidewaiter.model.authority import origin
from tidewaiter.model.ids import digest

# Longer ones are traps: the longest address in the saved markets has 214 characters.
LONGEST = 2_000
# Parameters that name the visitor, never the page. A site that puts a fresh one into each link would never end.
_VISITOR = frozenset(
    "sid sess session sessionid phpsessid jsessionid csrf csrf_token _csrf ref referer referrer".split()
    + "utm_source utm_medium utm_campaign utm_term utm_content".split()
)
# What may stand in an address as it is; all else is percent-encoded, so that no byte of hostile text reaches a header.
_PLAIN = "%/:=&?~+!$,;'@()*[]-._"
MIRROR = "*"


@dataclass(frozen=True, slots=True)
class Place:
    """`site` is "" on a mirror itself, else an origin with `*` for the mirror's host (`http://forum.*:81`), or a
    foreign origin where the run knows no mirrors. `path` holds the query too."""

    site: str
    path: str

    @property
    def fingerprint(self) -> str:
        """One page behind all mirrors: visitor parameters left out, the others sorted."""
        path, _, query = self.path.partition("?")
        named = sorted(part for part in query.split("&") if part and part.partition("=")[0].lower() not in _VISITOR)
        return digest("request", "GET", self.site, path, *named)

    def on(self, mirror: str) -> str:
        """Its address on this mirror (an origin)."""
        return (self.site.replace(MIRROR, urlsplit(mirror).hostname or "") or mirror) + self.path


def locate(url: str, mirrors: Sequence[str]) -> Place | None:
    """The place of an address inside the source of these mirrors; None outside, or where it is no web address.

    A sub-domain or another port of a mirror's host is inside. Without mirrors every web address is its own site.
    """
    try:
        parts = urlsplit(url.strip())
        here = origin(parts.geturl())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    site = "" if here in mirrors else here if not mirrors else _beside(parts, here, mirrors)
    if site is None:
        return None
    path = quote(parts.path or "/", safe=_PLAIN, errors="replace")
    place = Place(site, path + ("?" + quote(parts.query, safe=_PLAIN, errors="replace") if parts.query else ""))
    return place if len(place.path) <= LONGEST else None


def _beside(parts: SplitResult, here: str, mirrors: Sequence[str]) -> str | None:
    host = parts.hostname or ""
    for mirror in mirrors:
        name = urlsplit(mirror).hostname or ""
        if host == name or host.endswith("." + name):
            return here.replace(name, MIRROR, 1)
    return None
