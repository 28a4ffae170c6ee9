"""Contacts: links and addresses by their shape, handles by the name of the service before them."""

from __future__ import annotations

import re
from bisect import bisect_right

from nlp.candidates import Hit
from nlp.coins.chains import onion
from nlp.sheet import Sheet
from nlp.steps import phones
from tidewaiter.model.mention import MentionKind

_HANDLE = r"[A-Za-z0-9][A-Za-z0-9_.\-]{2,31}(?![A-Za-z0-9_@])"
_SMALL = r"(?:is|me|id|name|user ?name|user|handle|contact|at|on|my|us|아이디|아이디는|号|号码|账号|ID|аккаунт)"
_GAP = r"[ \t:;=\-–—>.|\])(\[*~•：·/\"'“”?!，,→]"
_AFTER = re.compile(rf"(?P<gap>{_GAP}{{0,24}}(?:{_SMALL}(?![a-zA-Z]){_GAP}{{0,16}}){{0,3}}\n?)(?P<handle>@?{_HANDLE})")
_AT = re.compile(r"(?<![\w@./\-])@([A-Za-z][A-Za-z0-9_]{3,31})(?![\w@]|\.[a-z]|:)")
_MAIL = re.compile(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{2,64}(?:@|\s?[\[(]\s?at\s?[\])]\s?)"
    r"[A-Za-z0-9\-]{2,63}(?:(?:\.|\s?[\[(]\s?dot\s?[\])]\s?)[A-Za-z0-9\-]{2,63}){1,4}",
    re.I,
)
_MATRIX = re.compile(r"(?<![\w@])@[a-z0-9._=\-/]{2,60}:[a-z0-9.\-]{2,80}\.[a-z]{2,20}")
_LINK = re.compile(
    r"(?:https?://|(?<![\w@./])(?=(?:t|telegram|wa|signal)\.(?:me|dog)/|simplex:/))[^\s<>\"'）)\]]{4,300}", re.I
)
_TELEGRAM = re.compile(
    r"(?:https?://)?(?:www\.)?(?:t\.me|telegram\.me|telegram\.dog)/(?:s/)?(\+?[\w\-]+(?:/[\w\-]{10,})?)", re.I
)
_ONION = re.compile(r"(?<![A-Za-z0-9])([a-z2-7]{56})(?:\.|\[\.\]|\s?[\[(]dot[\])]\s?)onion(?![a-z0-9])", re.I)
_SESSION = re.compile(r"(?<![0-9a-fA-F])05[0-9a-fA-F]{64}(?![0-9a-fA-F])")
_TOX = re.compile(r"(?<![0-9A-Fa-f])[0-9A-Fa-f]{76}(?![0-9A-Fa-f])")
_THREEMA = re.compile(r"[\s:#\-]{0,6}(?:ID[\s:]{0,4})?([A-Z0-9*][A-Z0-9]{7})(?![A-Za-z0-9])")
_CHAT_DOMAIN = re.compile(
    r"xmpp|jabb|exploit\.im|thesecure\.biz|hot-chilli|draugr\.de|sj\.ms|creep\.im|conversations\.im"
)
_ASKING = re.compile(
    r"(?<![a-z])(?:dm|pm|contact|hmu|msg|message|inbox|bot|channel|order)(?![a-z])|бот|문의|연락|加|联系|ติดต่อ|"
    r"liên hệ|hubungi"
)
_STOPS = frozenset(
    "app apps me for and or to the is on only us if you username user handle before after message massage contact "
    "at my id from with please we your text add name now here download via then group channel in of any price "
    "order orders list more info chat secure best account accounts support link listing stealth pack pgp icq kik "
    "email mail wickr telegram signal whatsapp session available notification notifications greetings number "
    "encrypted messages messenger have can will not are this that our has hot hotline faster response quick "
    "replies reply first when discount deals free shipping online just also using use".split()
)
_SERVICES_BY_LINK = (
    (re.compile(r"^(?:https?://)?wa\.me/(\+?\d+)", re.I), "whatsapp"),
    (re.compile(r"simplex", re.I), "simplex"),
)


def step(sheet: Sheet) -> None:
    text = sheet.text
    for match in _ONION.finditer(text):
        if onion(match[1]) and not sheet.is_masked(*match.span()):
            _add(sheet, match.span(), "onion", f"{match[1].lower()}.onion")
    if "/" in text:
        for match in _LINK.finditer(text):
            _add_link(sheet, match)
    if "@" in text or "at]" in sheet.shade or "at)" in sheet.shade:
        _add_addresses(sheet)
    _add_ids(sheet)
    services = sheet.hits_of("service")
    for hit in services:
        _add_named(sheet, hit.end, hit.term.canonical, careful=hit.term.ambiguity > 0)
    phones.step(sheet)
    for match in _AT.finditer(text):
        _add_lone(sheet, match, services)


def _add(sheet: Sheet, span: tuple[int, int], service: str, value: str, *, score: float = 0.95) -> None:
    sheet.add(
        MentionKind.CONTACT, span, value=value, rule=f"contact:{service}", score=score,
        suspected=score < sheet.threshold, service=service,
    )  # fmt: skip
    if score >= sheet.threshold:
        sheet.mask(*span)


def _add_link(sheet: Sheet, match: re.Match[str]) -> None:
    link = match[0].rstrip(".,;:!?*")
    span = (match.start(), match.start() + len(link))
    if sheet.is_masked(*span):
        return
    telegram = _TELEGRAM.match(link)
    if telegram:
        _add(sheet, (span[0], span[0] + telegram.end()), "telegram", telegram[1])
        return
    for shape, service in _SERVICES_BY_LINK:
        named = shape.search(link)
        if named:
            _add(sheet, span, service, named[1] if named.groups() else link)
            return
    if "." in link:
        _add(sheet, span, "url", link)


def _add_addresses(sheet: Sheet) -> None:
    for match in _MATRIX.finditer(sheet.text):
        _add(sheet, match.span(), "matrix", match[0])
    for match in _MAIL.finditer(sheet.text):
        if sheet.is_masked(*match.span()):
            continue
        value = re.sub(r"\s?[\[(]\s?at\s?[\])]\s?", "@", match[0], flags=re.I)
        value = re.sub(r"\s?[\[(]\s?dot\s?[\])]\s?", ".", value, flags=re.I)
        before = sheet.shade[max(0, match.start() - 20) : match.start()]
        chat = re.search(r"jabber|xmpp|otr(?![a-z])", before) or (
            _CHAT_DOMAIN.search(value.lower()) and "mail" not in before
        )
        _add(sheet, match.span(), "jabber" if chat else "email", value)


def _add_ids(sheet: Sheet) -> None:
    for match in _SESSION.finditer(sheet.text):
        _add(sheet, match.span(), "session", match[0], score=0.8)
    for match in _TOX.finditer(sheet.text):
        raw = bytes.fromhex(match[0])
        even, odd = 0, 0
        for at in range(0, 38, 2):
            even, odd = even ^ raw[at], odd ^ raw[at + 1]
        if not (even or odd):  # the last two bytes are the exclusive-or of all others
            _add(sheet, match.span(), "tox", match[0].upper())


def _add_named(sheet: Sheet, at: int, service: str, *, careful: bool) -> None:
    if service == "threema":
        match = _THREEMA.match(sheet.text, at)
        if match:
            _add(sheet, match.span(1), service, match[1])
        return
    match = _AFTER.match(sheet.text, at)
    if not match or sheet.is_masked(*match.span("handle")):
        return
    handle = match["handle"].rstrip(".-_")
    bare = handle.removeprefix("@")
    signed = bool(re.search(r"[:@=]|\.\.", match["gap"] + handle[:1]))
    if (
        bare.lower() in _STOPS
        or len(bare) < 3
        or ("\n" in match["gap"] and not signed)
        or bare.isdigit() != (service in ("icq", "qq"))
    ):
        return
    telling = bool(re.search(r"\d|_", bare)) or (
        bare != bare.lower() and bare != bare.upper() and bare != bare.capitalize()
    )
    if (careful and not (signed or telling)) or not (match["gap"] or handle[0] == "@"):
        return
    start = match.start("handle")
    _add(sheet, (start, start + len(handle)), service, bare, score=0.9 if signed or telling else 0.45)


def _add_lone(sheet: Sheet, match: re.Match[str], services: list[Hit]) -> None:
    """A handle with no service before it: nearly always Telegram in channels."""
    if sheet.is_masked(*match.span()):
        return
    at = bisect_right(services, match.start(), key=lambda hit: hit.end)
    before = [hit for hit in services[max(0, at - 1) : at] if match.start() <= hit.end + 40]
    asked = _ASKING.search(sheet.shade[max(0, match.start() - 30) : match.start()]) or match[1].lower().endswith("bot")
    service = before[0].term.canonical if before else "telegram"
    _add(sheet, match.span(), service, match[1], score=0.8 if before else 0.7 if asked else 0.4)
