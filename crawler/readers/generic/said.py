"""Who said what, when, in one block of a group: author, date, rating, and the text without what is not theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.readers.generic.addresses import leads_to
from crawler.readers.generic.blocks import OWN, is_masked, label_before, rating_in
from crawler.readers.generic.box import Box, Run
from crawler.readers.generic.dates import date_in, is_date
from crawler.readers.generic.labels import field_of
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.money import amounts
from crawler.readers.generic.offers import strip_counts
from crawler.readers.generic.pairs import Pair, pairs_within
from crawler.readers.generic.prose import text_of_box
from crawler.readers.generic.subjects import Path, is_mark, path_of
from crawler.readers.generic.words import ACTIONS, EDITED

_NOT_THEIRS = re.compile(
    r"\b(?:signature|sig|signaturecontainer|moderatorinfo|edited|notice|attribution|lastedit|editedby)\b|signature"
)
_QUOTES = frozenset({"blockquote", "q"})
_PERSONAL = frozenset({"other", "member_since", "last_online", "sales", "ships_from"})
_STARS = re.compile(r"[★⭐✭✮]")
_PARAGRAPHS = frozenset({"p", "ul", "ol", "li", "pre", "h3", "h4", "h5", "h6"})
_INLINE = frozenset({"span", "font", "b", "em", "i", "strong"})
_EMPTY_STARS = re.compile(r"[☆✩]")
_BY = re.compile(r"^(?:by|from|von|par|por|door|da|от|posted by|written by|@)[\s:]+(?=\S)", re.IGNORECASE)
# What Korean and Japanese boards put behind a name.
_CALLED = re.compile(r"\s?(?:님의\s(?:댓글|답변|답글)|님|さん)$")
_WORD = re.compile(r"\w", re.UNICODE)


@dataclass(slots=True)
class Said:
    """What one block states; "" where it does not."""

    author: str = ""
    date: str = ""
    rating: str = ""
    text: str = ""
    subject: str = ""


def columns_of(block: Box) -> dict[int, str]:
    """Where the block is a table's row: what the heads of its columns name, by place."""
    table = block.parent if block.tag == "tr" else None
    if table is not None and table.tag in ("tbody", "thead") and table.parent is not None:
        table = table.parent
    if table is None:
        return {}
    rows = [b for part in _first(table) for b in ([part] if part.tag == "tr" else _first(part))]
    head = rows[0] if rows and rows[0] is not block else None
    return {at: name for at, cell in enumerate(head.boxes) if (name := _head_field(cell.flat))} if head else {}


def _first(box: Box) -> list[Box]:
    return [part for part in box.inside[:6] if not isinstance(part, str)]


def _head_field(text: str) -> str:
    return field_of(text) or field_of(re.split(r"\s*[/|&]\s*", text)[0])


def read_block(layout: Layout, block: Box, pairs: list[Pair], subject: Path | None = None) -> Said:
    """What the block says. Quotes, signatures and edit notes are left out of the text.

    `subject` is the place of the subjects in blocks of this template.
    """
    said = Said()
    away = _away(layout, block)
    runs = [run for run in layout.runs_in(block) if not _inside(run.box, away, block)]
    _from_columns(layout, block, said)
    _from_attributes(layout, block, said)
    _from_pairs(block, pairs, said)
    about = [run for run in runs if subject is not None and not is_mark(run.text) and path_of(run, block) == subject]
    said.subject = " ".join(run.text for run in about)
    taken = _from_runs(layout, [run for run in runs if run not in about], said) | {run.at for run in about}
    if not said.text:
        said.text = _body(layout, block, said, away=away, taken=taken)
    said.author = strip_counts(_CALLED.sub("", _BY.sub("", said.author))).strip(" :,-|")[:64]
    return said


def _away(layout: Layout, block: Box) -> frozenset[int]:
    found: set[int] = set()
    for box in layout.within(block)[1:]:
        if box.tag in _QUOTES or _NOT_THEIRS.search(box.hint()) or (box.size < 200 and EDITED.match(box.flat)):
            found.add(box.order)
    return frozenset(found)


def _inside(box: Box, orders: frozenset[int], block: Box) -> bool:
    at: Box | None = box
    while at is not None and at is not block:
        if at.order in orders:
            return True
        at = at.parent
    return False


def first_words(layout: Layout, box: Box) -> str:
    """The first run of a box: a name, before what a site puts under it."""
    return next((run.text for run in layout.runs_in(box)), "")


def _from_columns(layout: Layout, block: Box, said: Said) -> None:
    heads = columns_of(block)
    for at, cell in enumerate(block.boxes):
        name = heads.get(at, "")
        if name == "date" and not said.date:
            found = date_in(cell.flat)
            said.date = found[0] if found else said.date
        elif name in ("author", "name") and cell.flat and not said.author and len(cell.flat) <= 64:
            said.author = first_words(layout, cell)
        elif name == "rating" and cell.flat and len(cell.flat) <= 24:
            said.rating = stars(cell.flat)
        elif name == "text" and cell.size and not cell.boxes:
            said.text = text_of_box(cell)


def _from_attributes(layout: Layout, block: Box, said: Said) -> None:
    said.author = said.author or block.attrs.get("data-author", "")
    for box in layout.within(block):
        prop = box.attrs.get("itemprop", "")
        if box.tag == "time" and not said.date:
            found = date_in(box.attrs.get("datetime", "")) or date_in(box.flat)
            said.date = found[0] if found else box.flat
        elif prop == "author" and not said.author:
            said.author = box.flat
        elif prop == "ratingValue" and not said.rating:
            said.rating = box.attrs.get("content") or box.flat
        elif prop in ("reviewBody", "text") and not said.text:
            said.text = text_of_box(box)


def _from_pairs(block: Box, pairs: list[Pair], said: Said) -> None:
    for pair in pairs_within(pairs, block.first_run, block.last_run):
        if pair.field in ("author", "name", "vendor") and not said.author:
            shown = pair.box.flat if pair.value.startswith(pair.box.flat) else pair.value
            said.author = shown if len(shown) <= 64 else ""
        elif pair.field == "rating" and not said.rating and len(pair.value) <= 24:
            said.rating = stars(pair.value)
        elif pair.field == "text" and not said.text and len(pair.value) * 3 >= block.size:
            said.text = pair.value


def _from_runs(layout: Layout, runs: list[Run], said: Said) -> set[int]:
    """Fill in what single runs say; the places of the runs that are no text of the author's."""
    taken: set[int] = set()
    short: str = ""
    for run in runs:
        text = run.text
        link = run.box if run.box.tag == "a" else next((b for b in run.box.up() if b.tag == "a"), None)
        leads = leads_to(link.attrs.get("href", "")) if link is not None else ""
        if _of_person(text):
            taken.add(run.at)
            continue
        if rating_in(text):
            said.rating = said.rating or stars(text)
        elif is_masked(text) or (leads == "vendor" and len(text) <= 48):
            said.author = said.author or text
        elif is_date(text) or (len(text) < 100 and not said.date and date_in(text)):
            found = date_in(text) if label_before(layout, run) not in OWN else None
            said.date = said.date or (found[0] if found else "")
        elif leads == "listing":
            said.subject = said.subject or ("" if ACTIONS.match(text) else text)
        elif not (_furniture(text) or (link is not None and leads == "act") or field_of(text)):
            if not short and len(text) <= 32 and len(text.split()) <= 2 and _WORD.search(text):
                short = text
            continue
        taken.add(run.at)
    said.author = said.author or short
    return taken


def _of_person(text: str) -> bool:
    """Whether a line beside a post tells of its author: "Posts: 12", "Joined: Mar 2020"."""
    label, colon, _ = text.replace("：", ":").partition(":")
    return colon != "" and len(text) <= 40 and field_of(label) in _PERSONAL


def _furniture(text: str) -> bool:
    if len(text) <= 24 and (ACTIONS.match(text) or not _WORD.search(text) or re.match(r"^#?\d+$", text)):
        return True
    found = amounts(text) if len(text) <= 48 else []
    return bool(found) and len(text) - (found[-1].end - found[0].start) <= 6


def stars(text: str) -> str:
    """A rating as stated; drawn stars are counted."""
    full, empty = len(_STARS.findall(text)), len(_EMPTY_STARS.findall(text))
    return f"{full}/{full + empty if full + empty in (5, 10) else 5}" if full or empty else text.strip(" ()")


def _body(layout: Layout, block: Box, said: Said, *, away: frozenset[int], taken: set[int]) -> str:
    """The text of the box that holds nearly all of what is left; paragraphs of one text are kept together."""

    def left(box: Box) -> int:
        runs = (r for r in layout.runs_in(box) if r.at not in taken and r.text != said.author)
        return sum(len(r.text) for r in runs if not _inside(r.box, away, box))

    at, whole = block, left(block)
    while whole:
        weights = [(left(b), b) for b in at.boxes if b.order not in away]
        heaviest, box = max(weights, key=lambda pair: pair[0], default=(0, at))
        paragraphs = sum(1 for weight, b in weights if weight and b.tag in _PARAGRAPHS)
        if heaviest * 2 <= whole or paragraphs > 1 or not (box.is_block or box.tag in _INLINE):
            break
        at, whole = box, heaviest
    if not whole:
        return ""
    without = away | {r.box.order for r in layout.runs_in(at) if r.at in taken and r.box is not at}
    return text_of_box(at, frozenset(without))
