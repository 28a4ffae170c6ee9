"""Pages of seven sites with their profiles and what these read: the four historical markets and the three invented ones.

Of the historical ones a few pages of each kind are at hand; from each, some more are made that say the same kind of thing of
other listings: names, titles, prices and texts are others, the template is the page's own.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

from lxml import etree, html

from crawler.profiles import Profile, load
from crawler.readers import SavedPage, open_page, read
from crawler.readers.profiled import address
from fixtures.site import Market
from tests.crawler.repair.changes import other, replace_text, texts_of
from tidewaiter.model.sighting import BARRIERS, Page, Reading

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared" / "data" / "market_html" / "msc_darkweb_scraping"
MARKETS = ("dream", "empire", "cryptonia", "apollon")
SKINS = ("lanternfish", "bazaar", "gallery")
COPIES = 4
_HOST, _ASKED, _OF_A_SHAPE = "lantern.example", 90, 8
_NAMED = ("title", "vendor", "name", "price", "description", "category")
_COUNTRIES = ("Germany", "Canada", "Netherlands", "Australia", "France", "United Kingdom")


@dataclass(frozen=True)
class Site:
    """`pages` by address, each with the reading of its own profile."""

    name: str
    profile: Profile
    text: str
    pages: dict[str, bytes]
    readings: dict[str, Reading]


def site(name: str, *, real: bool = False) -> Site:
    """A site by its name; with `real` all saved pages of the shared data in the place of made ones."""
    return invented(name) if name in SKINS else historical(name, real=real)


def profile_text(name: str) -> str:
    folder = ROOT / "sources" if name not in SKINS[1:] else ROOT / "tests" / "fixtures" / "profiles"
    return (folder / f"{name}.yaml").read_text("utf-8")


def reading_of(url: str, body: bytes, profile: Profile) -> Reading:
    return read(SavedPage(url, body), url, profile)


def _made(name: str, pages: dict[str, bytes]) -> Site:
    text = profile_text(name)
    profile = load(text, f"{name}.yaml")
    readings = {url: reading_of(url, body, profile) for url, body in pages.items()}
    kept = {url: one for url, one in readings.items() if one.statements and one.page not in BARRIERS}
    return Site(name, profile, text, {url: pages[url] for url in kept}, kept)


@cache
def historical(name: str, *, real: bool = False) -> Site:
    profile = load(profile_text(name), f"{name}.yaml")
    folder = SHARED / name / "html_files" if real else ROOT / "fixtures" / name
    files = sorted(one for one in folder.rglob("*" if real else "input.html") if one.is_file())
    bodies = [file.read_bytes() for file in files]
    host, pages = _host(bodies), {}
    for n, body in enumerate(bodies):
        opened = open_page(SavedPage("", body))
        rule = next((r for r in profile.pages if r.page == read(SavedPage("", body), "-", profile).page), None)
        if rule is None or rule.page in BARRIERS:
            continue
        url = (
            urljoin(host, urlsplit(address(rule, opened, profile))._replace(scheme="", netloc="").geturl())
            if host
            else address(rule, opened, profile)
        )
        if not urlsplit(url).path.strip("/"):
            url = urljoin(url, f"/list/{10 * n}")
        pages.setdefault(url, body)
        if not real:
            for copy in range(1, COPIES):
                pages[_address(url, copy)] = _copy(url, body, profile, copy)
    return _made(name, pages)


def _host(bodies: list[bytes]) -> str:
    """The site's own host, where its links name it: that of most addresses that they give in full."""
    named = Counter(host for body in bodies for host in re.findall(rb'href="(https?://\w+\.onion)[/"]', body))
    return named.most_common(1)[0][0].decode() if named else ""


def _address(url: str, copy: int) -> str:
    parts = urlsplit(url)
    tail = f"{parts.path}?{parts.query}" if parts.query else parts.path
    if re.search(r"\d", tail):
        tail = re.sub(r"\d(?=\D*$)", lambda digit: str((int(digit[0]) + copy) % 10), tail)
    else:
        tail += str(copy)
    return f"{parts.scheme}://{parts.netloc}{tail}"


def _copy(url: str, body: bytes, profile: Profile, copy: int) -> bytes:
    """The page with other names, titles, prices and texts, in every place where they stand."""
    said = [one.fields for one in reading_of(url, body, profile).statements]
    values = {str(fields[name]) for fields in said for name in _NAMED if name in fields}
    countries = {str(fields["ships_from"]) for fields in said if "ships_from" in fields}
    new = {
        line.strip(): other(line.strip(), str(copy)) for value in values for line in value.split("\n") if line.strip()
    }
    new |= {one: _COUNTRIES[copy % len(_COUNTRIES)] for one in countries}
    ordered = sorted(new, key=len, reverse=True)
    pattern = re.compile(
        "|".join(rf"(?<![\w.]){re.escape(one)}(?![\w.]|\.\d)" for one in ordered if len(one) > 2) or r"(?!)"
    )
    root = html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8", remove_comments=True))
    for parent, text, place in list(texts_of(root)):
        folded = " ".join(text.split())
        if pattern.search(folded):
            replace_text(parent, place, [pattern.sub(lambda found: new[found[0]], folded)])
    for one in root.xpath("//body//*[@href]"):
        for old in ordered:
            if len(old) > 2 and quote(old) in one.get("href"):
                one.set("href", one.get("href").replace(quote(old), quote(new[old])))
    return etree.tostring(root, method="html", encoding="utf-8", doctype="<!doctype html>")


@cache
def invented(skin: str) -> Site:
    """Some pages of each kind of an invented market."""
    return _made(skin, invented_pages(skin))


def invented_pages(skin: str, *, redesigned: bool = False) -> dict[str, bytes]:
    """Pages of the invented market by address; `redesigned`, the same of its other template."""
    market = Market(seed=11, listings=30, vendors=8, reviews=3, skin=skin, redesign=0 if redesigned else None)
    app, pages = market.app(), {}
    waiting, seen = ["/"], set()
    counts: dict[str, int] = {}
    while waiting and len(seen) < _ASKED:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        body = asyncio.run(_asked(app, path))
        kind = _shape(path)
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] <= _OF_A_SHAPE and body:
            pages[f"http://{_HOST}{path}"] = body
        for href in html.document_fromstring(body).xpath("//a/@href") if body else ():
            waiting.append(urljoin(path, href)) if not re.match(r"#|\w+:", href) else None
    return pages


def _shape(path: str) -> str:
    """What pages of one kind have in common in their addresses."""
    bare, _, query = path.partition("?")
    kind = re.sub(r"\d+", "N", bare.split("/")[1]) + str(bare.count("/"))
    return kind + query.partition("&")[0] if bare.endswith(".php") else kind


async def _asked(app: object, path: str) -> bytes:
    parts, sent = urlsplit(path), []
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": parts.path, "raw_path": parts.path.encode(), "query_string": parts.query.encode(),
        "headers": [(b"host", _HOST.encode())], "server": (_HOST, 80), "client": ("127.0.0.1", 1),
        "root_path": "",
    }  # fmt: skip

    async def receive() -> dict[str, str]:
        return {"type": "http.disconnect"}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    await app(scope, receive, send)  # type: ignore[operator]
    return b"".join(message.get("body", b"") for message in sent[1:]) if sent[0]["status"] == 200 else b""


def visit_pages(site: Site) -> list[Page]:
    return sorted({one.page for one in site.readings.values()})
