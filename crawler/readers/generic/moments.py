"""The dates of a block: in its text, and in what its elements state to machines or show on hovering."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.readers.generic.ages import HOUR
from crawler.readers.generic.blocks import OWN, label_before
from crawler.readers.generic.box import Box, Run
from crawler.readers.generic.dates import Order, date_in, is_date, moment_of
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.marks import DATED, PERSON, is_beside, named
from crawler.readers.generic.own import Own
from crawler.readers.generic.words import EDITED

_STATED = (
    "datetime title data-time data-timestamp data-date data-datetime data-utc data-original-title aria-label "
    "data-post-time data-created content"
).split()
_CERTAIN = re.compile(r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?")
_MIDNIGHT = " 00:00"
_LONG = 160
_SHORT = 48
_WHOLE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[T ]\d{1,2}:\d{2}")  # says when, whatever the element shows
_CLOCK = re.compile(r"[\s,]*(\d{1,2}):(\d{2})(?::\d{2})?(?:\s?([ap])\.?m)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moment:
    """One date as stated, ISO where certain; `sure` is how much speaks for its being the block's own."""

    stated: str
    box: Box
    sure: float

    @property
    def certain(self) -> bool:
        return _CERTAIN.fullmatch(self.stated) is not None


def moments_in(layout: Layout, own: Own, away: frozenset[int], order: Order) -> list[Moment]:
    found: list[Moment] = []
    block = own.block
    for box in (layout.boxes[block.order], *own.boxes):
        if box.order in away:
            continue
        stated = _by_attributes(box, order)
        if stated:
            sure = (
                3.0 + 1.0 * (box.tag == "time") + 1.0 * (box.attrs.get("itemprop") in ("datePublished", "dateCreated"))
            )
            found.append(Moment(stated, box, sure - _against(box, block)))
    said = {moment.box.order for moment in found}
    for run in own.runs:
        if run.box.order in away or len(run.text) > _LONG or run.box.order in said:
            continue
        if run.box.parent is not None and run.box.parent.order in said and run.box.parent.flat == run.box.flat:
            continue
        for stated, sure in _by_text(_line(run), run.box, order):
            if label_before(layout, run) not in OWN:
                found.append(Moment(stated, run.box, sure - _against(run.box, block)))
    return [moment for moment in found if moment.sure > 0]


def _line(run: Run) -> str:
    """The run, or the whole of its box or of the one round it, where day and hour stand in parts of one short line."""
    for box in (run.box.parent, run.box):
        if box is not None and box.flat != run.text and box.size <= _SHORT and box.flat.startswith(run.text):
            return box.flat
    return run.text


def _by_text(text: str, box: Box, order: Order) -> Iterator[tuple[str, float]]:
    if EDITED.search(text):
        return
    dated = date_in(text, order)
    if dated:
        alone = is_date(text, order)
        yield dated[0], 0.6 + 1.4 * alone + 1.0 * named(box, DATED) + 0.5 * bool(_CERTAIN.match(dated[0]))
    elif HOUR.match(text) and named(box, DATED):
        yield text, 1.0


def _by_attributes(box: Box, order: Order) -> str:
    """The date that an element's attributes state, where it shows a date, or nothing, or is made for dates."""
    made = box.tag in ("time", "abbr") or named(box, DATED) or "data-timestamp" in box.attrs or "data-time" in box.attrs
    if not made and "title" not in box.attrs:
        return ""
    shown = date_in(box.flat, order) if box.flat and len(box.flat) <= _LONG else None
    for name in _STATED:
        value = box.attrs.get(name, "")
        if not value or len(value) > _LONG:
            continue
        if name == "title" and not made and shown is None and not (box.size <= _SHORT and _WHOLE.match(value)):
            continue
        dated = date_in(value, order)
        stated = dated[0] if dated else moment_of(value)
        if _CERTAIN.fullmatch(stated):
            if len(stated) == 10 and name == "title" and (hour := _hour_after(box)):
                return f"{stated} {hour}"
            whole = shown is not None and len(shown[0]) == 10
            return stated.removesuffix(_MIDNIGHT) if whole or (stated.endswith(_MIDNIGHT) and shown) else stated
    return shown[0] if shown and box.tag == "time" else box.flat if box.tag == "time" and box.size <= 40 else ""


def _hour_after(box: Box) -> str:
    """The time that stands behind a box which tells the day, as MyBB writes "Yesterday, 07:00 AM"; "" for none."""
    parts = box.parent.inside[box.place + 1 : box.place + 2] if box.parent is not None else []
    match = _CLOCK.match(parts[0][:40]) if parts and isinstance(parts[0], str) else None
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return ""
    hour = int(match[1]) % 12 + 12 * (match[3].lower() == "p") if match[3] else int(match[1])
    return f"{hour:02d}:{match[2]}"


def _against(box: Box, block: Box) -> float:
    """A date in what tells of the person, or in a list of links, is seldom the post's."""
    ups = [box, *(up for _, up in zip(range(5), box.up(), strict=False) if up.order > block.order)]
    return 2.0 * any(named(up, PERSON) for up in ups) + 0.0 * is_beside(box)
