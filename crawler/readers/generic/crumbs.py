"""The category of a listing by the way that leads to its page, as "Home / Fruit / Dried"."""

from __future__ import annotations

from itertools import islice
from urllib.parse import urlsplit

from crawler.readers.generic.addresses import leads_to
from crawler.readers.generic.box import Box
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.squeeze import squeeze
from crawler.readers.generic.told import How, Told

_HOMES = frozenset({"", "/", "./", "index.php", "/index.php", "/home", "/index.html", "/index"})
_STEPS = frozenset({"/", "»", "›", ">", "→", "::", "»»", ">>", "❯", "▸", "⟩", "＞"})
_NAMES = ("crumb", "path", "pathway", "location", "navigation-path")
_LONGEST = 240  # letters of such a line
_MOST = 8  # links in it
_BARE = 4  # links of one that only its label for machines tells from a menu
_CLIMB = 3
_TRIED = 20


def category_above(layout: Layout, title: str) -> Told | None:
    """The last step before the page itself, where the way begins at the site's home and leads through categories."""
    for link in islice((box for box in layout.links() if _leads_home(box)), _TRIED):
        strip = _strip(link)
        links = [box for box in layout.within(strip) if box.tag == "a" and box.flat] if strip is not None else []
        if strip is None or not 2 <= len(links) <= _MOST or links[0] is not link or not _is_way(layout, strip, links):
            continue
        steps = [box for box in links[1:] if squeeze(box.flat) != squeeze(title) and box.attrs.get("href", "#") != "#"]
        if steps and all(leads_to(box.attrs["href"]) in ("category", "") for box in steps):
            return Told(steps[-1].flat, How.WAY, steps[-1])
    return None


def _leads_home(link: Box) -> bool:
    try:
        parts = urlsplit(link.attrs["href"])
    except ValueError:
        return False
    return parts.path in _HOMES and (not parts.query or parts.query.endswith("/home")) and not parts.fragment


def _strip(link: Box) -> Box | None:
    """The line that the link opens: the nearest box with more links in it."""
    for up in islice(link.up(), _CLIMB):
        if up.size > _LONGEST:
            return None
        if up.linked > link.size:
            return up
    return None


def _is_way(layout: Layout, strip: Box, links: list[Box]) -> bool:
    if any(name in up.hint() for up in (strip, *islice(strip.up(), 2)) if up.size <= _LONGEST for name in _NAMES):
        return True
    between = {run.text for run in layout.runs_in(strip) if run.box.tag != "a"}
    if between and any(text.split()[0] in _STEPS or text in _STEPS for text in between):
        return True
    return strip.tag == "nav" and "aria-label" in strip.attrs and len(links) <= _BARE
