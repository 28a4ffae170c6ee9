"""Listing fields from labelled pairs, and from what stands near them; shared by listing pages and cards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from crawler.readers.generic.addresses import leads_to, slug_of
from crawler.readers.generic.box import Box, Run
from crawler.readers.generic.labels import field_of
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.money import Money, amounts, currency_in, first_amount
from crawler.readers.generic.pairs import Pair
from crawler.readers.generic.places import route_in, split_excluded, split_places, split_route
from crawler.readers.generic.squeeze import squeeze
from crawler.readers.generic.told import How, Telling, Told
from crawler.readers.generic.words import ACTIONS, TERMS

NAME_LIMIT = 64
_NAME = re.compile(r"^[@~]?[\w.\-+!$'’&|*\[\] ]{1,64}$")
_COUNTED = re.compile(r"^([\w.\-]{3,40})\s*[(\[]\s*(?:\d[\d,.]*\s?%|\d[\d,.]*\s?[(\[)\]])")
_COUNT = re.compile(r"\d[\d.,  ]*")
_MARK = re.compile(
    r"^\s*(?:\d{1,3}(?:[.,]\d{1,2})?\s?%"
    r"|\d{1,2}(?:[.,]\d{1,2})?\s?(?:/|of|out of|von|sur|из|de|di|van|dari|trên|จาก|od|av)\s?\d{1,3}|\d[.,]\d{1,2}"
    r"|\d|10|[★☆⭐✩]{1,10})"
    r"(?:\s*[(\[].{0,40})?$"
)
_SHORT = 120
_COUNTS = 5  # Dream puts four behind a name
# A price tag says its amount and at most "/ gram" or "from" beside it.
_ASIDE = 14
_MONEY_TEXT = 160


def from_pairs(pairs: Iterable[Pair], language: str, fields: Telling) -> None:
    """The listing fields that labels state. The first label of a field wins; a value that cannot be one is left out."""
    for pair in pairs:
        if pair.field in _READ and pair.field not in fields:
            _READ[pair.field](pair, fields, language)


def _price(pair: Pair, fields: Telling, language: str) -> None:
    money = first_amount(pair.value, language)
    if money is None:
        return
    fields.tell("price", money.amount, how=pair.how, box=pair.box)
    currency = money.currency or currency_in(pair.label)
    if currency:
        fields.tell("currency", currency, how=pair.how, box=pair.box)


def _vendor(pair: Pair, fields: Telling, language: str) -> None:
    fields.take("vendor", Told(vendor_name(pair), pair.how, pair.box))


def vendor_name(pair: Pair) -> str:
    """The name in a vendor label's value: its link to a profile, else its first short piece."""
    links = [pair.box] if pair.box.tag == "a" else _anchors(pair.box)
    for link in links:
        leads = leads_to(link.attrs.get("href", ""))
        if link.flat in pair.value and leads in ("vendor", "", "listing"):
            name = strip_counts(link.flat)
            if name and _NAME.match(name):
                return name
    value = re.split(r"\s*(?:[(\[（【|•·,]|\s-\s|\s{2,})", pair.value)[0].strip()
    return strip_counts(value) if value and len(value) <= NAME_LIMIT and len(value.split()) <= 4 else ""


def strip_counts(name: str) -> str:
    """A vendor's name without what sites put behind it: (123), [4.9], (0/0/0) (1/0/0), 98 %."""
    if len(name) > _SHORT:  # no name; the pattern costs quadratic time
        return name
    for _ in range(_COUNTS):
        shorter = re.sub(r"\s*[(\[（【][^()\[\]（）【】]{0,30}[)\]）】]\s*$|\s+\d+(?:\.\d+)?\s*%\s*$", "", name).strip()
        if not shorter or shorter == name:
            break
        name = shorter
    return name


def _anchors(box: Box) -> list[Box]:
    found: list[Box] = []
    stack = list(reversed(box.boxes))
    while stack and len(found) < 5:
        at = stack.pop()
        if at.tag == "a":
            found.append(at)
        stack.extend(reversed(at.boxes))
    return found


def _ships_from(pair: Pair, fields: Telling, language: str) -> None:
    origin, destinations = split_route(pair.value)
    if origin and len(origin) <= _SHORT:
        fields.tell("ships_from", origin.rstrip(".,;"), how=pair.how, box=pair.box)
    if destinations and "ships_to" not in fields:
        _destinations(destinations, pair, fields)


def _ships_to(pair: Pair, fields: Telling, language: str) -> None:
    _destinations(_drawn(pair) or pair.value, pair, fields)


def _drawn(pair: Pair) -> str:
    """The parts of a list that is drawn as boxes of one kind, without any sign between them; "" where it is none."""
    holder = pair.box
    while len(holder.boxes) == 1 and holder.boxes[0].flat == holder.flat:
        holder = holder.boxes[0]
    boxes = [box for box in holder.boxes if box.flat]
    if len(boxes) < 2 or len({(box.tag, box.attrs.get("class", "")) for box in boxes}) > 1:
        return ""
    loose = any(isinstance(part, str) and part.strip() for part in holder.inside)
    return "" if loose or pair.value.split() != holder.flat.split() else ", ".join(box.flat for box in boxes)


def _destinations(text: str, pair: Pair, fields: Telling) -> None:
    kept, excluded = split_excluded(text)
    places = split_places(kept)
    if places:
        fields.tell("ships_to", places, how=pair.how, box=pair.box)
    if excluded and "ships_to_excluded" not in fields:
        fields.tell("ships_to_excluded", excluded, how=pair.how, box=pair.box)


def _excluded(pair: Pair, fields: Telling, language: str) -> None:
    places = split_places(_drawn(pair) or pair.value)
    if places and len(places[0].split()) <= 5:
        fields.tell("ships_to_excluded", places, how=pair.how, box=pair.box)


def _count(pair: Pair, fields: Telling, language: str) -> None:
    match = _COUNT.match(pair.value.strip())
    digits = re.sub(r"\D", "", match[0]) if match else ""
    if digits and len(digits) <= 12:
        fields.tell(pair.field, int(digits), how=pair.how, box=pair.box)


def _short(pair: Pair, fields: Telling, language: str) -> None:
    if len(pair.value) <= _SHORT:
        fields.tell(pair.field, pair.value, how=pair.how, box=pair.box)


def _wordy(pair: Pair, fields: Telling, language: str) -> None:
    if not amounts(pair.value, language):
        _short(pair, fields, language)


def _rating(pair: Pair, fields: Telling, language: str) -> None:
    if is_rating(pair.value):
        fields.tell("rating", pair.value, how=pair.how, box=pair.box)


def is_rating(text: str) -> bool:
    """Whether a value is a mark: of five, ten or a hundred, or drawn stars; a bare count is none."""
    return _MARK.match(text) is not None


def states(pair: Pair, language: str) -> bool:
    """Whether the pair's value can be one of its field; a label in a sentence is followed by anything."""
    read = _READ.get(pair.field)
    probe = Telling()
    if read is not None:
        read(pair, probe, language)
    return read is None or bool(probe)


_READ = {
    "price": _price,
    "vendor": _vendor,
    "ships_from": _ships_from,
    "ships_to": _ships_to,
    "ships_to_excluded": _excluded,
    "sold": _count,
    "stock": _short,
    "category": _short,
    "escrow": _wordy,
    "rating": _rating,
}


def vendor_link(layout: Layout, boxes: Iterable[Box]) -> Told | None:
    """The name that a link to a profile gives, in these boxes: one that its address repeats, else a short one."""
    loose: Told | None = None
    for box in boxes:
        for link in layout.within(box):
            href = link.attrs.get("href", "") if link.tag == "a" else ""
            if not href or not link.flat or leads_to(href) != "vendor":
                continue
            name = strip_counts(link.flat.lstrip("@"))
            if not _NAME.match(name):
                continue
            if squeeze(name) == squeeze(slug_of(href)):
                return Told(name, How.PROFILE, link)
            if loose is None and name and len(name.split()) <= 3 and not _speaks(name):
                loose = Told(name, How.LINKED, link)
    return loose


def counted_name(layout: Layout, around_holds: Callable[[Box], bool]) -> Told | None:
    """A name with a count or share behind it, "teahouse (312)" or "teahouse (98%)": how markets show a vendor."""
    for run in layout.runs:
        match = _COUNTED.match(run.text) if len(run.text) <= _SHORT else None
        if match and not run.box.chrome and not around_holds(run.box) and not _speaks(match[1]):
            return Told(match[1], How.COUNTED, run.box)
    return None


def _speaks(name: str) -> bool:
    """Whether a link's text says what it does, instead of a name."""
    return field_of(name) != "" or TERMS.search(name) is not None or ACTIONS.match(name) is not None


def amounts_of(runs: Iterable[Run]) -> Iterator[tuple[str, Box]]:
    """The texts that may hold a price; a bare number with what the elements round it add, as a sign of its own does."""
    for run in runs:
        yield run.text, run.box
        if len(run.text) <= _ASIDE and any(ch.isdigit() for ch in run.text) and not amounts(run.text):
            for up in (run.box, *islice(run.box.up(), 2)):
                if len(up.flat) <= 2 * _ASIDE and up.flat != run.text and amounts(up.flat):
                    yield up.flat, up
                    break


def money_near(texts: Iterable[tuple[str, Box]], language: str) -> tuple[Money, How, Box] | None:
    """The first amount with a currency among texts: of a text that hardly says more than it, else of a short one."""
    loose: tuple[Money, How, Box] | None = None
    for text, box in texts:
        if any(ch.isdigit() for ch in text[:_MONEY_TEXT]):
            found = amounts(text[:_MONEY_TEXT], language)
            if found and len(text) - (found[-1].end - found[0].start) <= _ASIDE:
                return found[0], How.TAG, box
            if found and loose is None and len(text) <= _MONEY_TEXT:
                loose = found[0], How.AMOUNT, box
    return loose


def take_money(fields: Telling, near: tuple[Money, How, Box] | None) -> None:
    if near is not None:
        money, how, box = near
        fields.tell("price", money.amount, how=how, box=box)
        fields.tell("currency", money.currency, how=how, box=box)


def route_near(texts: Iterable[tuple[str, Box]], fields: Telling) -> None:
    """The route that one of the texts is, where no label stated one."""
    if "ships_from" in fields:
        return
    for text, box in texts:
        route = route_in(text)
        if route:
            fields.tell("ships_from", route[0], how=How.ROUTE, box=box)
            if "ships_to" not in fields:
                fields.tell("ships_to", route[1], how=How.ROUTE, box=box)
            return
