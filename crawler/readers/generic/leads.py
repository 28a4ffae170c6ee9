"""Where a page leads: its links, and the onions and channels it names that are not its own."""

from __future__ import annotations

from crawler.readers.addresses import absolute, candidates, host_of, refresh_target
from crawler.readers.generic.addresses import leads_to
from crawler.readers.generic.layout import Layout
from tidewaiter.model.sighting import Link, Page

LINKS_LIMIT = 5_000
# What relative links of a page of unknown address are made absolute with; no such host exists (RFC 2606).
UNKNOWN = "http://unknown.invalid/"
_EXPECTS = {"listing": Page.LISTING, "vendor": Page.VENDOR, "category": Page.CATEGORY, "thread": Page.POST}
_TEXT_LIMIT = 20_000


def links_of(layout: Layout, base: str) -> tuple[Link, ...]:
    """Each address once. Links that act (log out, buy, report) are left out: nothing may follow them."""
    found: dict[str, Link] = {}
    moved = refresh_target(layout.metas.get("refresh", ""), base)
    own = base != UNKNOWN and host_of(moved) == host_of(base)
    if own and moved != base and leads_to(moved) != "act":
        found[moved] = Link(moved, _EXPECTS.get(leads_to(moved)))
    for box in layout.links():
        url = absolute(box.attrs["href"], base)
        if not url or url in found or url.startswith(UNKNOWN):
            continue
        kind = leads_to(url)
        if kind != "act":
            found[url] = Link(url, _EXPECTS.get(kind), box.flat[:200])
            if len(found) >= LINKS_LIMIT:
                break
    return tuple(found.values())


def candidates_of(layout: Layout, base: str) -> tuple[str, ...]:
    """Other onion hosts and channels that the page names where a person sees them, for a person to approve."""
    texts = [run.text[:_TEXT_LIMIT] for run in layout.runs if "." in run.text]
    hrefs = [box.attrs["href"][:_TEXT_LIMIT] for box in layout.links()]
    return candidates("\n".join([*texts, *hrefs]), [host_of(base)])
