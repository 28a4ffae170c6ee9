"""Addresses in a page: made absolute, or found in its text as those of others."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from lxml import etree

MAX_URL = 2_000
MAX_CANDIDATES = 200
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,\s]\s*+(?:url\s*=\s*)?+[\"']?(?P<to>[^\"']+)", re.IGNORECASE)
_JUNK = re.compile(r"[\x00-\x20\x7f]+")
_ONION = re.compile(r"\.onion\b", re.IGNORECASE)
_NAME = re.compile(r"(?:^|[^a-z2-7])([a-z2-7]{56})$", re.IGNORECASE)
_CHANNEL = re.compile(
    r"(?:https?://)?(?:www\.)?(?:t\.me|telegram\.me|telegram\.dog)/(?:s/)?(\+[\w-]{10,40}|joinchat/[\w-]{10,40}|[a-z]\w{3,31})",
    re.IGNORECASE,
)
_ROOM = re.compile(r"matrix\.to/#/([#!][^\s\"'<>?]{3,120})", re.IGNORECASE)
# Paths of t.me that are no channels.
_NO_CHANNELS = frozenset(
    "share iv addstickers addemoji addtheme proxy socks login setlanguage confirmphone msg bg".split()
)


def absolute(href: str, base: str) -> str | None:
    """The address a link leads to, without fragment; None for what is no web page (mail, script, a broken address)."""
    href = href.strip()
    if not href or href[0] == "#" or len(href) > MAX_URL:
        return None
    return _joined(_JUNK.sub(_in_path, href), base)


def _in_path(junk: re.Match[str]) -> str:
    """A space inside an address belongs to it; line ends and tabs do not (WHATWG URL)."""
    return "%20" * junk[0].count(" ")


@lru_cache(maxsize=16_384)
def _joined(href: str, base: str) -> str | None:
    """Cached, since the pages of a site repeat their menus."""
    try:
        url = urljoin(base, href).partition("#")[0]
        parts = urlsplit(url)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    return url if fine else None


def refresh_target(refresh: str, base: str) -> str:
    """The address that a refresh ("5; url=/next") leads to, "" where it names none."""
    found = _REFRESH.match(refresh)
    return (absolute(found["to"], base) or "") if found else ""


def base_of(root: etree._Element, url: str) -> str:
    """What the page's relative links start from: its own address, or what its `base` says."""
    found = next((href for base in root.iter("base") if (href := base.get("href")) is not None), "")
    return (absolute(found, url) or url) if found else url


@lru_cache(maxsize=16_384)
def host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


@lru_cache(maxsize=16_384)
def path_of(url: str) -> str:
    """Path and query, which url patterns of a profile look at."""
    parts = urlsplit(url)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


def real_onion(name: str) -> bool:
    """Whether these 56 letters are a version 3 address: version and checksum fit (rend-spec-v3, section 6)."""
    raw = base64.b32decode(name.upper())
    key, checksum, version = raw[:32], raw[32:34], raw[34:]
    return version == b"\x03" and hashlib.sha3_256(b".onion checksum" + key + version).digest()[:2] == checksum


def candidates(text: str, own: Iterable[str]) -> tuple[str, ...]:
    """Onions and channels of others that a page names, first named first; `own` are the source's hosts."""
    mine = {host.lower() for host in own}
    found: dict[str, None] = {}
    if ".onion" in text:
        found |= {f"http://{name}.onion": None for name in _onions(text) if _foreign(name, mine)}
    if ".me/" in text or ".dog/" in text:
        names = dict.fromkeys(match[1] for match in _CHANNEL.finditer(text))
        found |= {f"https://t.me/{name}": None for name in names if name.lower() not in _NO_CHANNELS}
    if "matrix.to" in text:
        found |= {f"https://matrix.to/#/{match[1]}": None for match in _ROOM.finditer(text)}
    return tuple(found)[:MAX_CANDIDATES]


def _onions(text: str) -> dict[str, None]:
    """Looks back from each ".onion", since looking for 56 letters from each letter costs more than the parsing."""
    said = (_NAME.search(text, max(0, at.start() - 57), at.start()) for at in _ONION.finditer(text))
    return dict.fromkeys(name[1].lower() for name in said if name)


def _foreign(name: str, mine: set[str]) -> bool:
    host = f"{name}.onion"
    return not any(own == host or own.endswith(f".{host}") for own in mine) and real_onion(name)
