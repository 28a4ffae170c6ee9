"""Links: whose messenger a link belongs to, and the identifier in it; any other link is a url."""

from __future__ import annotations

import re
from urllib.parse import unquote

from nlp.coins.chains import onion

_DOT = r"(?:\.|\[\.\]|\(\.\)|\{\.\}|\s?[\[({]\s?dot\s?[\])}]\s?)"
# One line a shape: the service, and what stands behind the host; group 1 is the identifier.
_SHAPES = tuple(
    (service, re.compile(pattern, re.I))
    for service, pattern in (
        ("telegram", r"(?:t\.me|telegram\.(?:me|dog))/(?:s/)?(\+?[\w\-]+(?:/[\w\-]{10,})?)"),
        ("telegram", r"([\w\-]{4,32})\.t\.me(?![\w.])"),
        ("telegram", r"tg://(?:resolve\?domain=|join\?invite=)([\w\-]{4,64})"),
        ("signal", r"signal\.me/#p/(\+\d{7,15})"),
        ("signal", r"signal\.me/#(eu/[\w\-]{40,100})"),
        ("signal", r"signal\.group/#?([\w\-]{20,120})"),
        ("matrix", r"matrix\.to/#/([@#!][^\s/?]+)"),
        ("matrix", r"(?:app\.)?element\.io/#/(?:user|room)/([@#!][^\s/?]+)"),
        ("whatsapp", r"wa\.me/(\+?\d{7,15})"),
        ("whatsapp", r"(?:api\.|web\.)?whatsapp\.com/send/?\?phone=(\+?\d{7,15})"),
        ("whatsapp", r"(?:chat\.whatsapp\.com|wa\.me/message)/([A-Za-z0-9]{12,30})"),
        ("discord", r"(?:discord\.gg|discord(?:app)?\.com/invite)/([\w\-]{2,32})"),
        ("threema", r"threema\.id/([A-Z0-9*][A-Z0-9]{7})"),
        ("line", r"(?:line\.me/(?:r/)?ti/[pg]/[~@%40]*|lin\.ee/)([\w.\-]{3,64})"),
        ("kakaotalk", r"open\.kakao\.com/((?:o|me)/\w{4,32})"),
        ("zalo", r"zalo\.me/(?:g/)?(\w{6,20})"),
        ("wechat", r"u\.wechat\.com/([\w\-]{6,64})"),
        ("viber", r"viber://(?:chat|add)\?number=(?:%2b|\+)?(\d{7,15})"),
        ("kik", r"kik\.me/([\w.]{2,32})"),
        ("snapchat", r"snapchat\.com/add/([\w.\-]{3,32})"),
        ("instagram", r"instagram\.com/([\w.]{2,32})(?:/|$)"),
        ("simplex", r"(?:simplex:/|[\w.\-]*simplex\.(?:chat|im)/(?:contact|invitation|[aig])[/#])"),
    )
)
_HOSTS = (
    r"(?:[\w\-]{4,32}\.)?t\.me(?:/|(?![\w.]))|telegram\.(?:me|dog)/|wa\.me/|signal\.(?:me|group)/|simplex:/|tg://|"
    r"viber://|matrix\.to/|(?:api|chat|web)\.whatsapp\.com/|discord\.gg/|discord(?:app)?\.com/invite/|threema\.id/|"
    r"line\.me/|lin\.ee/|open\.kakao\.com/|zalo\.me/|u\.wechat\.com/|kik\.me/|snapchat\.com/add/|instagram\.com/"
)
LINK = re.compile(rf"(?:https?://|(?<![\w@./\-])(?={_HOSTS}))[^\s<>\"'）)\]]{{4,400}}", re.I)
# Telegram's own links are the ones written in disguise: hxxp, t[.]me, "t . me / name", "telegram dot me slash name".
_DEFANGED = re.compile(
    rf"(?:(?<!\w)h(?:xx|tt)ps?(?:://|\[:\]//|\[://\])|(?<![\w@./]))(?:t|telegram)(?:{_DOT}|\s\.\s|\sdot\s)me"
    r"(?:/|\s/\s|\[/\]|\sslash\s)(\+?[A-Za-z]\w{3,31})(?![\w@])",
    re.I,
)
_PLAIN = re.compile(r"(?:https?://)?(?:t|telegram)\.me/", re.I)
ONION = re.compile(r"(?<![A-Za-z0-9])([a-z2-7]{56})(?:\.|\[\.\]|\s?[\[(]dot[\])]\s?)onion(?![a-z0-9])", re.I)
_DIGITS = re.compile(r"\+?\d{7,15}")


def onions(text: str) -> list[tuple[tuple[int, int], str]]:
    """Version 3 onions whose checksum is good: span and address."""
    return [(found.span(), f"{found[1].lower()}.onion") for found in ONION.finditer(text) if onion(found[1])]


def defanged(text: str) -> list[tuple[tuple[int, int], str]]:
    """Telegram links written so that no program follows them: span and name."""
    return [(found.span(), found[1]) for found in _DEFANGED.finditer(text) if not _PLAIN.match(found[0])]


def read_link(link: str) -> tuple[str, str, int] | None:
    """Service, identifier and how much of the link it takes; None where the link names nothing."""
    head = re.match(r"https?://(?:www\.)?", link, re.I)
    start = head.end() if head else 0
    for service, shape in _SHAPES:
        found = shape.match(link, start)
        if found:
            value = unquote(found[1]) if found.groups() else link
            if service in ("whatsapp", "viber") and _DIGITS.fullmatch(value):
                value = "+" + value.lstrip("+")
            return service, value, found.end() if service == "telegram" else len(link)
    return ("url", link, len(link)) if "." in link else None
