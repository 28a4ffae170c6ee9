"""The one rule that names a thing inside its source, from the address of its page.

Versioned: a change of the rule would rename records, so it must come with a migration of keys. Every reader uses it,
so that the generic reader and a later profile give one listing one key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote_plus, urlencode, urlsplit

from tidewaiter.model.ids import digest
from tidewaiter.model.sighting import cleaned

KEY_RULE = 2  # 1, which was never released, let permalinks of posts share one key

# Parameters that say how a page is shown, or to whom, never which thing it shows.
_SHOWN = "page p pg start offset sort sortby order dir view tab lang language _ t ts cachebuster"
_TO_WHOM = (
    "sid s session sessionid phpsessid token csrf ref referer referrer from_page utm_source utm_medium utm_campaign"
)
NOISE = frozenset(f"{_SHOWN} {_TO_WHOM}".split())
_TIME_DIGITS = 10  # seconds since 1970 have ten digits from 2001 on; no forum has as many topics
# Pages of forum software (phpBB, vBulletin, FluxBB) that are asked for by topic, or by one of its posts.
_THREADS = frozenset("viewtopic.php showthread.php showpost.php viewpost.php".split())
_BESIDE = frozenset({"f", "forumid", "postcount", "hilit", "highlight"})  # these name no topic
_SLASHES = re.compile(r"/{2,}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def page_key(url: str) -> str:
    """The canonical address of a page without scheme and host: path, then the parameters that name the thing, sorted.

    One listing behind three mirrors has one key; page two of a vendor's reviews has the vendor's key.
    """
    parts = urlsplit(url)
    path = _SLASHES.sub("/", unquote_plus(parts.path.replace("+", "%2B"))) or "/"
    path = path.rstrip("/") or "/"
    said = parse_qsl(parts.query, keep_blank_values=True)
    named = [(k, v) for k, v in said if k.lower() not in NOISE or _is_topic(k, v)]
    if path.rpartition("/")[2].lower() in _THREADS and not {k.lower() for k, _ in named} - _BESIDE:
        named += [(k, v) for k, v in said if k.lower() == "p" and v.isdigit()]
    return f"{path}?{urlencode(sorted(named))}" if named else path


def _is_topic(name: str, value: str) -> bool:
    """Whether `t` names a topic, as in phpBB and vBulletin, and not a time in seconds."""
    return name == "t" and value.isdigit() and len(value) < _TIME_DIGITS


def part_key(page: str, *said: str) -> str:
    """The key of a review or post that has no address of its own: its page's key and a hash of what it says.

    `said` must not name its author, whose name may be that of a buyer. How its lines are broken and spaced, and
    how its letters are composed, changes nothing, for readers differ in that.
    """
    return f"{page}#{digest('part', *(' '.join(cleaned(one).split()) for one in said))[:16]}"


def said_key(page: str, fields: Mapping[str, object]) -> str | None:
    """The part key by a review's or post's fields: what it says, and the day where it states one.

    Never by its author, nor by an age such as "2 days ago". None where it says nothing.
    """
    said = [str(fields.get(name, "")) for name in ("subject", "title", "text")]
    day = _DAY.match(str(fields.get("date", "")))
    return part_key(page, *said, day[0] if day else "") if any(said) else None


def post_key(page: str, number: str) -> str:
    """The key of a numbered post of a thread."""
    return f"{page}#{number}"


def chat_key(chat: str, number: str) -> str:
    """The key of a message of a channel or group, by the platform's own numbers, which stay when a name is sold."""
    return post_key(f"/c/{chat}", number)
