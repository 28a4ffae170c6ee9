"""Addresses of two halves: e-mail, Jabber, Matrix; and the ids of Session and Tox."""

from __future__ import annotations

import re
from collections.abc import Iterator

_OPEN, _SHUT = r"[\[({<]", r"[\])}>]"
# "@" and "." as they are written to escape machines; bare words (at, dot, собака, точка) only as a pair.
_AT = rf"(?:@|\s?{_OPEN}\s?(?:at|@|a|собака)\s?{_SHUT}\s?|[★☆◎※])"
_DOT = rf"(?:\.|\s?{_OPEN}\s?(?:dot|\.|d|точка)\s?{_SHUT}\s?)"
_LABEL = r"[A-Za-z0-9\-]{2,63}"
_MAIL = re.compile(
    rf"(?<![A-Za-z0-9._%+\-@])([A-Za-z0-9._%+\-]{{2,64}}){_AT}({_LABEL}(?:{_DOT}{_LABEL}){{1,4}})(?![\w\-]|:[\w\-]+/)",
    re.I,
)
_WORDED = re.compile(
    rf"(?<![\w.%+\-@])([A-Za-z0-9._%+\-]{{2,64}})\s(?:at|собака|собачка)\s({_LABEL}(?:\s(?:dot|точка)\s{_LABEL}){{1,3}})"
    r"(?![\w\-])",
    re.I,
)
_ANY_DOT = re.compile(rf"{_DOT}|\s(?:dot|точка)\s", re.I)
_TRACE = re.compile(rf"[@★☆◎※]|{_OPEN}\s?(?:at|a|собака)\s?{_SHUT}|\s(?:at|собака|собачка)\s")
_BETWEEN = re.compile(r"[@★☆◎※\[({<](?<!\s@)")  # what may part an address, and not "@name" alone
_MATRIX = re.compile(r"(?<![\w@])[@#][a-z0-9._=\-/]{2,60}:[a-z0-9.\-]{2,80}\.[a-z]{2,20}(?![a-z0-9])")
_CHAT_WORD = re.compile(r"jabber|xmpp|otr(?![a-z])|(?<![a-z])jid(?![a-z])|джаббер|жаб+[аео]р?|자버|재버")
_CHAT_DOMAIN = re.compile(
    r"xmpp|jabb|exploit\.im|thesecure\.biz|hot-chilli|draugr\.de|sj\.ms|creep\.im|conversations\.im"
)
_SESSION = re.compile(r"(?<![0-9a-fA-F])05[0-9a-fA-F]{64}(?![0-9a-fA-F])")
SHORTEST_ID = 66
_TOX = re.compile(r"(?<![0-9A-Fa-f])[0-9A-Fa-f]{76}(?![0-9A-Fa-f])")
Found = tuple[tuple[int, int], str, str]


def addresses(text: str, shade: str) -> Iterator[Found]:
    """Span, service and value."""
    if not _TRACE.search(shade):
        return
    if ":" in text:
        for match in _MATRIX.finditer(text):
            yield match.span(), "matrix", match[0]
    worded = "dot" in shade or "точка" in shade
    shapes = [shape for shape, may in ((_MAIL, _BETWEEN.search(shade)), (_WORDED, worded)) if may]
    for shape in shapes:
        for match in shape.finditer(text):
            host = _ANY_DOT.sub(".", match[2])
            if re.search(r"[a-z]", host.rpartition(".")[2], re.I):
                before = shade[max(0, match.start() - 20) : match.start()]
                yield match.span(), _service(before, host.lower()), f"{match[1]}@{host}"


def _service(before: str, host: str) -> str:
    return "jabber" if _CHAT_WORD.search(before) or (_CHAT_DOMAIN.search(host) and "mail" not in before) else "email"


def ids(text: str) -> Iterator[Found]:
    """Session ids have no checksum but their length and first byte; Tox ids have one."""
    for match in _SESSION.finditer(text):
        yield match.span(), "session", match[0]
    for match in _TOX.finditer(text):
        raw = bytes.fromhex(match[0])
        even, odd = 0, 0
        for at in range(0, 38, 2):
            even, odd = even ^ raw[at], odd ^ raw[at + 1]
        if not (even or odd):  # the last two bytes are the exclusive-or of all others
            yield match.span(), "tox", match[0].upper()
