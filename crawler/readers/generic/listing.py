"""A listing's own page."""

from __future__ import annotations

from crawler.readers.generic.box import Box
from crawler.readers.generic.cards import current
from crawler.readers.generic.crumbs import category_above
from crawler.readers.generic.dates import date_in
from crawler.readers.generic.headings import title_of
from crawler.readers.generic.labels import LABEL_LIMIT, field_of
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.money import Money
from crawler.readers.generic.offers import (
    amounts_of,
    counted_name,
    from_pairs,
    money_near,
    route_near,
    take_money,
    vendor_link,
)
from crawler.readers.generic.pairs import Pair, set_apart
from crawler.readers.generic.prose import text_of_box
from crawler.readers.generic.sections import Sections
from crawler.readers.generic.selling import after_title
from crawler.readers.generic.spans import Spans
from crawler.readers.generic.squeeze import squeeze
from crawler.readers.generic.structured import Stated
from crawler.readers.generic.told import How, Telling, Told
from crawler.readers.generic.words import TERMS

# Least text that is worth calling a description when nothing names it one.
_PROSE = 25
_PARAGRAPH = 8  # what a paragraph beside others must say to count with them
# What is longer than this is more than the value of a label.
_VALUE = 300
# A quantity or weight is no longer than this: what follows such a label and is longer belongs to something else.
_SHORT = 40
# Lines such as "Added to our catalog on Monday 14 October, 2013." are no longer than this.
_DATED = 100


def listing_fields(
    layout: Layout, pairs: list[Pair], *, sections: Sections, stated: Stated, around: Spans
) -> tuple[Telling, list[str]]:
    """The listing's fields and what was odd. What a person sees wins over what the page tells machines."""
    language = layout.language
    banned = sections.banned()
    fields = Telling()
    pairs, prose = set_apart(pairs)
    from_pairs([p for p in (*pairs, *prose) if not banned.hold(p.box)], language, fields)
    near = _near(layout, pairs)
    title = title_of(layout, near, around)
    notes = _take_title(layout, fields, stated, title)
    _fill_price(layout, fields, stated, around)
    notes += _contradictions(layout, fields, stated, around)
    if "vendor" not in fields:
        name = _to_machines(stated, "vendor") or vendor_link(layout, [near] if near else [])
        name = name or _linked_vendor(layout, str(fields.get("title", "")), around)
        fields.take("vendor", name or counted_name(layout, around.hold))
    route_near([(r.text, r.box) for r in layout.runs if len(r.text) <= 80 and not r.box.chrome], fields)
    fields.take("description", description_of(layout, pairs, sections, around) or _to_machines(stated, "description"))
    if "category" not in fields:
        way = category_above(layout, str(fields.get("title", "")))
        fields.take("category", way or _to_machines(stated, "category"))
    return fields, notes


def _take_title(layout: Layout, fields: Telling, stated: Stated, title: Told) -> list[str]:
    """What is stated to machines, if the page shows it to a person, too; else what it shows, in doubt."""
    told = _to_machines(stated, "title")
    wanted = squeeze(told.text) if told else ""
    shown = told is None or any(wanted in squeeze(run.text) for run in layout.runs if len(run.text) >= len(told.text))
    fields.take("title", told if told and (shown or title.box is None) else title)
    if shown or told is None or title.box is None or squeeze(title.text) in wanted:
        return []
    fields.doubt("title", f"the page states {told.text[:60]!r} to machines")
    return [f"title: the page shows {title.text[:60]!r} and states {told.text[:60]!r} to machines"]


def _to_machines(stated: Stated, name: str) -> Told | None:
    value = str(stated.get(name, ""))
    return Told(value, How.MACHINES) if value else None


def _linked_vendor(layout: Layout, title: str, around: Spans) -> Told | None:
    """The first link to a profile after the title; what stands before it is the site's own frame."""
    start = next((run.at for run in layout.runs if run.text == title), 0)
    links = [r.box for r in layout.runs[start:] if r.box.tag == "a" and not r.box.chrome and not around.hold(r.box)]
    return vendor_link(layout, links)


def _near(layout: Layout, pairs: list[Pair]) -> Box | None:
    """The smallest box that holds the listing's labels."""
    marks = [p.box for p in pairs if p.field in ("price", "vendor", "ships_from", "ships_to", "stock")]
    if not marks:
        return None
    for up in (marks[0], *marks[0].up()):
        if all(up.holds(m) for m in marks):
            return up
    return None


def _fill_price(layout: Layout, fields: Telling, stated: Stated, around: Spans) -> None:
    if "price" in fields:
        return
    if "price" in stated:
        fields.take("price", _to_machines(stated, "price"))
        fields.take("currency", _to_machines(stated, "currency"))
        return
    take_money(fields, _seen_price(layout, fields, around))


def _seen_price(layout: Layout, fields: Telling, around: Spans) -> tuple[Money, How, Box] | None:
    """The first price that a person sees after the title, else anywhere outside the frame."""
    title = fields.get("title")
    texts = [*after_title(layout, around), *(r for r in layout.runs if not r.box.chrome and not around.hold(r.box))]
    short = (r for r in current(texts) if len(r.text) <= 60 and r.text != title)
    return money_near(amounts_of(short), layout.language)


def _contradictions(layout: Layout, fields: Telling, stated: Stated, around: Spans) -> list[str]:
    """Where a price that a person sees and the one stated to machines differ: it is in doubt, whichever was taken."""
    price, other = str(fields.get("price", "")), str(stated.get("price", ""))
    currency = fields.get("currency")
    if not price or not other or currency != stated.get("currency", currency):
        return []
    if fields.origins["price"].how is How.MACHINES:
        seen = _seen_price(layout, fields, around)
        price = seen[0].amount if seen and seen[1] is How.TAG and seen[0].currency == currency else other
    if float(price) == float(other):
        return []
    fields.doubt("price", f"the page shows {price} and states {other} to machines")
    return [f"price: the page shows {price} and states {other} to machines"]


def description_of(layout: Layout, pairs: list[Pair], sections: Sections, around: Spans) -> Told | None:
    """The text under the heading or tab that says so, else the page's largest prose that is nothing else."""
    named = [b for b in sections.described if not around.hold(b) and not around.lie_in(b)]
    if named:
        texts = [(text_of_box(b), b) for b in _outermost(named)]
        longest, box = max(texts, key=lambda one: len(one[0]))
        if len({b.parent for b in named}) == 1:
            longest = "\n".join(text for text, _ in texts)
        if len(longest) >= 3 and not (len(longest) <= LABEL_LIMIT and (field_of(longest) or TERMS.match(longest))):
            return Told(longest, How.SECTION, box)
    labelled = next((p for p in pairs if p.field == "description" and len(p.value) > 2), None)
    if labelled is not None:
        whole = text_of_box(labelled.box)
        text = whole if " ".join(whole.split()).startswith(labelled.value[:40]) else labelled.value
        return Told(text, How.LABEL, labelled.box)
    return None if sections.blank else _largest(layout, pairs, sections, around)


def _outermost(boxes: list[Box]) -> list[Box]:
    return [b for b in boxes if not any(o is not b and o.holds(b) for o in boxes)]


def _largest(layout: Layout, pairs: list[Pair], sections: Sections, around: Spans) -> Told | None:
    labels = {p.at for p in pairs}
    values = Spans(p.box for p in pairs if p.box.size <= (_SHORT if p.field == "other" else _VALUE))
    banned = sections.banned()
    weight: dict[int, int] = {}
    for box in layout.boxes:
        own = _own(box)
        part = box.tag in ("p", "li") and own >= _PARAGRAPH
        if (own < _PROSE and not part) or box.chrome or banned.hold(box) or around.hold(box):
            continue
        if any(run.at in labels for run in layout.runs_in(box)) or values.hold(box) or around.lie_in(box):
            continue
        if (own < _DATED and date_in(box.flat)) or "-----BEGIN PGP" in box.flat:
            continue
        weight[box.order] = weight.get(box.order, 0) + own
        if box.parent is not None and box.tag in ("p", "li", "div", "span", "ul") and not around.lie_in(box.parent):
            parent = box.parent.order
            weight[parent] = weight.get(parent, 0) + own
    if not weight:
        return None
    best = max(weight, key=lambda order: (weight[order], -order))
    whole = layout.boxes[best]
    leaves = [b for b in whole.boxes if weight.get(b.order, 0) * 10 >= weight[best] * 9]
    box = leaves[0] if leaves else whole
    return Told(text_of_box(box), How.LARGEST, box)


def _own(box: Box) -> int:
    """Characters of text that stand in the box itself or inline in it, links left out."""
    size = 0
    for part in box.inside:
        if isinstance(part, str):
            size += len(part.strip())
        elif not part.is_block and part.tag not in ("a", "span"):
            size += part.size - part.linked
    return size
