"""Annotated texts as a person writes them: the text itself, with what it says in brackets where it stands.

    @ de listing offer
    [25g|q 25 g] [Speed|d amphetamine] Paste - [110€|p 110 EUR], Versand aus [NL|f NL]

A line that begins with "@" opens a text: language, kind, and offer, seek or none (an innocent text). Codes:

d drug (db brand, ds strain, df form) · q quantity · p price · % purity · f, t, x ship from, to, not to · o origin
m ship method · c concealment · k contact (service, then the identifier). Brackets may nest. "?" is no currency.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nlp.evaluate.facts import measured, money
from nlp.evaluate.gold import GoldSpan, GoldText
from tidewaiter.model.errors import WrongUse

_KINDS = {
    "d": "drug", "q": "quantity", "p": "price", "%": "purity", "f": "ship_from", "t": "ship_to",
    "x": "ship_to_excluded",
    "o": "origin_claim", "m": "ship_method", "c": "concealment", "k": "contact",
}  # fmt: skip
_SUBS = {"b": "brand", "s": "strain", "f": "form"}


def read_marked(lines: Iterable[str], name: str) -> Iterator[GoldText]:
    """The texts of a marked file. Raises WrongUse that names file:line."""
    head: list[str] = []
    body: list[str] = []
    where = f"{name}:1"
    for number, line in enumerate(lines, 1):
        if not line.startswith("@ "):
            body.append(line.rstrip("\n"))
            continue
        if head:
            yield _text(head, "\n".join(body).strip(), where)
        head, body, where = line[2:].split(), [], f"{name}:{number}"
        if len(head) != 3:
            raise WrongUse("a text opens with '@ LANGUAGE KIND INTENT'", where=where, todo="write three words")
    if head:
        yield _text(head, "\n".join(body).strip(), where)


def _text(head: list[str], marked: str, where: str) -> GoldText:
    written: list[str] = []
    spans: list[GoldSpan] = []
    opened: list[int] = []
    length = at = 0
    while at < len(marked):
        char = marked[at]
        if char == "[":
            opened.append(length)
        elif char == "|" and opened and (end := marked.find("]", at)) > 0:
            spans.append(_span(marked[at + 1 : end], opened.pop(), length, where))
            at = end
        elif char == "]" and opened:  # brackets that mark nothing
            opened.pop()
        else:
            written.append(char)
            length += 1
        at += 1
    language, _, intent = head
    innocent = intent == "none"
    return GoldText(where, "".join(written), language, True, innocent, tuple(spans))


def _span(mark: str, start: int, end: int, where: str) -> GoldSpan:
    code, _, value = mark.partition(" ")
    kind = _KINDS.get(code[:1])
    if kind is None or not value or end <= start or (code[1:] and (kind != "drug" or code[1:] not in _SUBS)):
        raise WrongUse(
            f"the mark {mark!r} is not CODE VALUE over some text", where=where, todo="see nlp.evaluate.marked"
        )
    try:
        return GoldSpan(kind, start, end, (kind, _value(kind, value)), _SUBS.get(code[1:], ""))
    except (ValueError, IndexError) as fault:
        raise WrongUse(
            f"the mark {mark!r} has no usable figure", where=where, todo="see nlp.evaluate.marked"
        ) from fault


def _value(kind: str, value: str) -> str:
    if kind == "quantity":
        figures, unit = value.split()
        return measured(unit, [float(each) for each in figures.split("-")])
    if kind == "purity":
        return measured("", [float(each) for each in value.split("-")])
    if kind == "price":
        figure, currency = value.split()
        return money(figure, None if currency == "?" else currency)
    return value.lower() if kind == "contact" else value
