"""Contacts: links and addresses by their shape, handles by the name of the service before them."""

from __future__ import annotations

import re
from bisect import bisect_right

from nlp.begins import beginning, matches, starts
from nlp.candidates import Hit
from nlp.sheet import Sheet
from nlp.steps import links, mails, phones
from tidewaiter.model.mention import MentionKind

_HANDLE = r"[A-Za-z0-9][A-Za-z0-9_.\-]{2,31}(?![A-Za-z0-9_@])"
# Words between a service and its handle, in the languages of the trade; Latin ones must end where they end.
_SMALL = (
    r"(?:(?:is|me|id|name|user ?name|user|handle|contact|add|at|on|my|us|via|ko|namin|sa|po|saya|kami|của tôi|мой|ник|"
    r"логин|аккаунт|ид|наш)(?![a-zA-Zа-яё])|아이디는|아이디|주소|입니다|号码|号|账号|帳號|群|是|ไอดี|คือ|アカウント|[は의은는이の])"
)
_GAP = r"[ \t:;=\-–—>.|\])(\[*~•：·/\"'“”?!，,→<☞☛➡⇒➔➤▶►★☆♥❤\ufe0f#「」『』【】《》〈〉（）]"
_NICK = r"(?:[가-힣\u4e00-\u9fff]{1,6}[ \t]{1,2})?"  # "텔레그램: 블루 bluefish77": a name in between, only after a sign
_AFTER = re.compile(
    rf"(?P<gap>{_GAP}{{0,24}}(?:{_SMALL}{_GAP}{{0,16}}){{0,3}}(?:(?<=[:：=] ){_NICK})?\n?)(?P<handle>@?{_HANDLE})", re.I
)
_SPACED = re.compile(rf"{_GAP}{{1,12}}(?P<handle>(?:[A-Za-z0-9_] ){{4,31}}[A-Za-z0-9_])(?![A-Za-z0-9_])")
_AT = re.compile(r"(?<![\w@./\-])@([A-Za-z][A-Za-z0-9_]{3,31})(?![\w@]|\.[a-z]|:)")
_AT_BEGINS = beginning("@", not_behind=r"\w@./\-")
# What only one service's identifiers look like.
_SHAPES = {
    "threema": re.compile(
        rf"(?:{_GAP}|\n){{0,8}}(?:ID{_GAP}{{0,4}})?(?P<handle>[A-Z0-9*][A-Z0-9]{{7}})(?![A-Za-z0-9])"
    ),
    "discord": re.compile(rf"{_GAP}{{0,12}}(?P<handle>[A-Za-z0-9_.]{{2,32}}#\d{{4}})(?!\d)"),
    "icq": re.compile(rf"(?:{_GAP}|uin|№){{0,12}}(?P<handle>[1-9](?:[ \-]?\d){{4,9}})(?![\w\-])", re.I),
    "qq": re.compile(rf"(?:{_GAP}|群|号){{0,12}}(?P<handle>[1-9]\d{{4,10}})(?!\w)"),
}
_LETTERS = r"[ .\-_*]{1,2}".join
_SPELT = re.compile(
    "|".join(
        rf"(?<![a-z0-9])(?P<{name}>{_LETTERS(name)})(?![a-z0-9])"
        for name in ("wickr", "telegram", "tele", "signal", "whatsapp", "threema", "jabber", "session", "wechat", "qq")
    )
)
_SPELT_BEGINS = beginning("wtsjq", not_behind="a-z0-9", then=r"(?=[ .\-_*])")
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


def step(sheet: Sheet) -> None:
    text = sheet.text
    for span, value in links.onions(text) if "onion" in sheet.shade else ():
        if not sheet.is_masked(*span):
            _add(sheet, span, "onion", value)
    for span, value in links.defanged(text) if "/" in text or "slash" in sheet.shade else ():
        if not sheet.is_masked(*span):
            _add(sheet, span, "telegram", value)
    if "/" in text or ".me" in sheet.shade:
        for match in links.LINK.finditer(text):
            _add_link(sheet, match)
    ids = mails.ids(text) if sheet.widest >= mails.SHORTEST_ID else ()
    for span, service, value in (*mails.addresses(text, sheet.shade), *ids):
        if service == "matrix" or not sheet.is_masked(*span):
            _add(sheet, span, service, value, score=0.8 if service == "session" else 0.95)
    services = sheet.hits_of("service")
    for hit in services:
        loose = hit.term.shade[-1:] > "\u0fff"  # Hangul, Han and kana need no space before a Latin handle
        _add_named(sheet, hit.end, hit.term.canonical, careful=hit.term.ambiguity > 0, loose=loose)
    for match in matches(_SPELT, sheet.shade, starts(_SPELT_BEGINS, sheet.shade)):
        name = match.lastgroup or ""
        _add_named(sheet, match.end(), {"tele": "telegram"}.get(name, name), careful=name in ("signal", "session"))
    phones.step(sheet, services)
    for match in matches(_AT, text, starts(_AT_BEGINS, text)):
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
    start = match.start()
    if sheet.is_masked(start, start + len(link)):
        return
    read = links.read_link(link)
    if read:
        _add(sheet, (start, start + read[2]), read[0], read[1])


def _add_named(sheet: Sheet, at: int, service: str, *, careful: bool, loose: bool = False) -> None:
    shape = _SHAPES.get(service)
    match = shape.match(sheet.text, at) if shape else None
    if match and not sheet.is_masked(*match.span("handle")):
        handle = match["handle"]
        _add(sheet, match.span("handle"), service, re.sub(r"[ \-]", "", handle) if service == "icq" else handle)
        return
    spaced = _SPACED.match(sheet.text, at)
    if spaced and not sheet.is_masked(*spaced.span("handle")):
        _add(sheet, spaced.span("handle"), service, spaced["handle"].replace(" ", ""), score=0.8)
        return
    match = None if service in ("threema", "icq", "qq") else _AFTER.match(sheet.text, at)
    if match and not sheet.is_masked(*match.span("handle")):
        _add_handle(sheet, match, service, careful=careful, loose=loose)


def _add_handle(sheet: Sheet, match: re.Match[str], service: str, *, careful: bool, loose: bool) -> None:
    handle = match["handle"].rstrip(".-_")
    bare = handle.removeprefix("@")
    signed = bool(re.search(r"[:@=：→\"“☞]|\.\.", match["gap"] + handle[:1]))
    if bare.lower() in _STOPS or len(bare) < 3 or ("\n" in match["gap"] and not signed) or bare.isdigit():
        return
    telling = bool(re.search(r"[\d_]|\w\.\w", bare)) or (
        bare != bare.lower() and bare != bare.upper() and bare != bare.capitalize()
    )
    if (careful and not (signed or telling)) or not (match["gap"] or handle[0] == "@" or (loose and telling)):
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
