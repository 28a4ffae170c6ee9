"""What may name a block's author: what software calls so, links to members, words like `by`, places beside dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.readers.generic.addresses import leads_to, slug_of
from crawler.readers.generic.blocks import is_masked, rating_in
from crawler.readers.generic.box import Box
from crawler.readers.generic.dates import Order, date_in
from crawler.readers.generic.labels import field_of
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.marks import AUTHOR, PERSON, is_beside, named
from crawler.readers.generic.parts import Name, Part
from crawler.readers.generic.squeeze import squeeze
from crawler.readers.generic.words import ACTIONS

NAME_LIMIT = 48
WORD = re.compile(r"[^\W_]")
_BY = re.compile(
    r"(?:^|\s)(?:by|from|von|par|por|door|da|di|от|автор|posted by|written by|oleh|bởi|โดย)\s?:?$", re.IGNORECASE
)
_SAYS_BY = re.compile(
    r"^(?:(?:posted|written|reviewed|asked|answered|commented|submitted|sent)?\s?(?:by|from|von|par|por|door|da|di|от|oleh|bởi|โดย)\b)\s?:?\s?|^(?:作者|작성자|글쓴이|投稿者)\s?[:：]?\s?",
    re.IGNORECASE,
)
# What imageboards write beside name and date: the number of the post, a code of the day, the subject before the name.
_CODES = re.compile(
    r"(?:\b(?:No|ID|IP)[.:：]\s?\S+|^\d{1,5}\s?[:：]?\s|[#№]\s?\d+|\b(?:Uhr|UTC|GMT|MSK|CET)\b(?:[+-]\d+)?|(?<!\w)(?:น\.|г\.|ч\.))",
    re.IGNORECASE,
)
_CALLED_NAME = re.compile(r"^.*\b(?:Name|Имя|名前)\s?[:：]?\s", re.IGNORECASE)
_WHEN = re.compile(
    r"\s(?:on|at|am|le|el|em|il|op|в|wrote|said|posted|schrieb|a écrit)\s?:?\s?$|^(?:on|am|le|el|em|il)\s",
    re.IGNORECASE,
)
_MEMBER = re.compile(
    r"(?:member|mitglied|nutzer|profil|user|usuario|utilisateur|benutzer|uzivatel|uye|memberlist|space-uid|[?&/]u[=/]|/~|author)",
    re.IGNORECASE,
)
# Attributes that state a name to the page's own scripts.
_STATED = ("data-username", "data-author", "data-nick", "data-user-name", "data-name")
_SURE = 2.5
_INITIAL = re.compile(r"\w\s[^\W\d_]\.$")  # "Lucía R."
_LOOKED = 400  # boxes of a block in which an author is looked for
_HIDDEN = re.compile(r"(?<![\w*])\w{1,3}\*{2,}\w{0,3}(?![\w*])")  # a masked name within a line
_BOLD = frozenset({"b", "strong", "h3", "h4", "h5", "h2"})
PAIRED = re.compile(r"^[^:：]{2,24}[:：]\s?[\d.,]+$")
NUMBER = re.compile(r"^[#№(\[]?[\d.,]+[kKмМ)\]]?$")


def names_in(layout: Layout, part: Part) -> list[Name]:
    """What may name the block's author, each with how much speaks for it; of boxes within boxes the inner ones."""
    found = list(_boxes_naming(layout, part))
    inner = [n for n in found if not any(m is not n and _within(m, n) for m in found[:_LOOKED])]
    return [*inner, *_lines_naming(part)]


def _within(inner: Name, outer: Name) -> bool:
    holds = outer.box is not inner.box and outer.box.holds(inner.box)
    return holds and len(inner.text) < len(outer.text) and inner.sure > 1 and inner.sure >= outer.sure - 1


def _boxes_naming(layout: Layout, part: Part) -> Iterator[Name]:
    for box in part.boxes():
        stated = next((box.attrs[name] for name in _STATED if name in box.attrs), "")
        if stated and len(stated) <= NAME_LIMIT and could_name(stated, part.order):
            yield Name(stated, box, _SURE)
            continue
        if not box.flat or box.size > NAME_LIMIT or box.first_run == box.last_run:
            continue
        sure = _named_so(layout, part, box)
        if sure <= 0 or not could_name(box.flat, part.order):
            continue
        if part.is_plain(box, box.flat):
            sure /= 2
        yield Name(box.flat, box, sure)


def _lines_naming(part: Part) -> Iterator[Name]:
    for run in part.runs:
        if len(run.text) <= 2 * NAME_LIMIT and (name := beside_date(run.text, part.order)):
            yield Name(name, run.box, 3.0 if is_masked(name) else 1.2)
        elif len(run.text) <= 3 * NAME_LIMIT and (hidden := _HIDDEN.search(run.text)):
            yield Name(hidden[0], run.box, 2.0)


def names_author(layout: Layout, box: Box) -> bool:
    """Whether the box holds something that is called an author, or a link to a member."""
    for inner in layout.boxes[box.order : box.end][:_LOOKED]:
        if inner.flat and (named(inner, AUTHOR) or (inner.tag == "a" and to_member(inner.attrs.get("href", "")))):
            return True
    return False


def to_member(href: str) -> bool:
    return href != "" and (leads_to(href) == "vendor" or _MEMBER.search(href) is not None)


def beside_date(text: str, order: Order) -> str:
    """The name in a line that says no more than who and when."""
    found = date_in(text, order)
    if not found:
        return ""
    rest = " ".join((text[: found[1]] + " " + text[found[2] :]).split())
    rest = _CALLED_NAME.sub("", _CODES.sub("", rest))
    name = _WHEN.sub("", _SAYS_BY.sub("", rest)).strip(" \t,:：;|~()[]«»-–—•·")
    return name if name and len(name) <= 32 and len(name.split()) <= 3 and could_name(name, order) else ""


def _named_so(layout: Layout, part: Part, box: Box) -> float:
    link = _link(box)
    href = link.attrs.get("href", "") if link is not None else ""
    first = layout.runs[box.first_run]
    before = layout.runs[first.at - 1].text if first.at > part.block.first_run else ""
    sure = 0.0
    sure += 2.0 * (box.attrs.get("itemprop") in ("author", "creator"))
    sure += 2.0 * named(box, AUTHOR)
    sure += 2.0 * to_member(href)
    sure += 3.0 * is_masked(box.flat) + 2.0 * (field_of(before) in ("author", "name")) + 1.5 * bool(_BY.search(before))
    sure += 1.5 * bool(href and squeeze(slug_of(href)) == squeeze(box.flat))
    sure += 0.5 * (box.tag in _BOLD) + 0.5 * (
        box.parent is not None and box.parent.tag in _BOLD and box.parent.flat == box.flat
    )
    if sure and any(named(up, PERSON) for up in (box, *part.below(box))):
        sure += 1.0
    return sure - 1.5 * (is_beside(box) or box.tag == "li")


def _link(box: Box) -> Box | None:
    if box.tag == "a":
        return box
    inner = [b for b in box.boxes if b.tag == "a" and b.flat == box.flat]
    return inner[0] if inner else next((up for _, up in zip(range(3), box.up(), strict=False) if up.tag == "a"), None)


def could_name(text: str, order: Order) -> bool:
    if (
        not WORD.search(text)
        or (len(text) < 2 and text.isascii())
        or len(text.split()) > 5
        or NUMBER.match(text)
        or PAIRED.match(text)
    ):
        return False
    if text.rstrip()[-1] in ":：?!." and not is_masked(text) and not _INITIAL.search(text):
        return False
    return not (field_of(text) or rating_in(text) or date_in(text, order) or (ACTIONS.match(text) and len(text) <= 24))
