"""Who said what, when, in each block of a group: author, date, rating, subject, and the author's own text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from crawler.readers.generic.addresses import leads_to
from crawler.readers.generic.blocks import is_masked, rating_in
from crawler.readers.generic.bodies import is_furniture, rank_bodies
from crawler.readers.generic.box import HEADINGS, Box, Run
from crawler.readers.generic.columns import columns_of
from crawler.readers.generic.dates import Order, date_in, is_date
from crawler.readers.generic.labels import field_of
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.marks import AUTHOR, BODY, FIRM, TEXTS, is_beside, named
from crawler.readers.generic.money import amounts
from crawler.readers.generic.names import could_name
from crawler.readers.generic.offers import strip_counts
from crawler.readers.generic.pairs import Pair, pairs_within
from crawler.readers.generic.parts import Name, Part, parts_of
from crawler.readers.generic.prose import TEXT_LIMIT, text_of_box
from crawler.readers.generic.ratings import drawn, labelled, scaled_in, stars
from crawler.readers.generic.subjects import Path, is_drawn, is_mark, path_of, subject_path
from crawler.readers.generic.template import Template, best_date, learn
from crawler.readers.generic.theirs import own_lines
from crawler.readers.generic.words import ACTIONS

_BY = re.compile(
    r"^(?:by|from|von|par|por|door|da|di|от|posted by|written by|asked by|answered by|oleh|автор|@)[\s:]+(?=\S)",
    re.IGNORECASE,
)
# What Korean and Japanese boards put behind a name, and others before it.
_CALLED = re.compile(r"\s?(?:님의\s(?:댓글|답변|답글)|님|\sさん)$")
_CALLED_ALL = "さん"  # a name may end so; not every name of a page does
_SLASHED = re.compile(r"^/?u(?:ser)?/(?=\w)")
_TRIP = re.compile(r"^\s?(?:!!?|◆)[\w./+]{4,12}$")
_PER_CENT = re.compile(r"^\d{1,3}(?:[.,]\d{1,2})?\s?[%％]$")
_NEXT_LABEL = re.compile(r"\s([^\s:：]{1,16}(?:\s[^\s:：]{1,12})?)\s?[:：]")
_FIVES = re.compile(r"^[0-5][.,]\d{1,2}$")
_HEADS = frozenset({"b", "strong", *HEADINGS})
_TITLED = re.compile(r"(?<![a-z])(?:title|headline|summary)$", re.IGNORECASE)
_HEARD = 4_000  # letters of a post in which quotes of it are looked for
_EDGES = " \t\n:：-–—~|,·•»"


@dataclass(slots=True)
class Said:
    """What one block states; "" where it does not. `boxes` tells for each field which box says it."""

    author: str = ""
    date: str = ""
    rating: str = ""
    text: str = ""
    subject: str = ""
    boxes: dict[str, Box] = field(default_factory=dict)
    guessed: bool = False

    @property
    def named(self) -> bool:
        """Whether more than its being short speaks for the author's name."""
        return self.author != "" and not self.guessed

    def take(self, name: str, value: str, box: Box) -> None:
        """The value, where none is known yet."""
        if value and not getattr(self, name):
            setattr(self, name, value)
            self.boxes[name] = box


def read_blocks(
    layout: Layout, blocks: list[Box], pairs: list[Pair], *, order: Order, reviews: bool = False
) -> list[Said]:
    """What each block says, in the order of the blocks; of reviews also how they rate, and what was bought."""
    subject = subject_path(layout, blocks) if reviews else None
    parts = parts_of(layout, blocks, order)
    template = learn(layout, parts)
    found = [_read(layout, part, pairs, template=template, subject=subject, reviews=reviews) for part in parts]
    others = " ".join(" ".join(said.text[:_HEARD].split()) for said in found)[: 50 * _HEARD]
    authors = {said.author for said in found if said.author}
    called = len(authors) > 1 and all(author.endswith(_CALLED_ALL) for author in authors)
    for said in found:
        said.text = own_lines(said.text, others)
        said.author = said.author.removesuffix(_CALLED_ALL) if called else said.author
    return found


def _read(
    layout: Layout, part: Part, pairs: list[Pair], *, template: Template, subject: Path | None, reviews: bool
) -> Said:
    said = Said()
    order = part.order
    _from_columns(layout, part, said, order)
    _from_pairs(part, pairs, said, order)
    _author(layout, part, said, template=template, order=order)
    moment = best_date(part, template)
    if moment is not None:
        said.take("date", moment.stated, moment.box)
    about: set[int] = set()
    if reviews:
        _rating(layout, part, said)
        about = _subject(layout, part, said, subject)
    if not said.text:
        _text(layout, part, said, template=template, order=order, about=about)
    name = _CALLED.sub("", _SLASHED.sub("", _BY.sub("", said.author))).strip(" :：,-|~@»")
    said.author = (strip_counts(name) if reviews else name)[:64].strip()
    return said


def _from_columns(layout: Layout, part: Part, said: Said, order: Order) -> None:
    heads = columns_of(part.block)
    for at, cell in enumerate(part.block.boxes):
        name = heads.get(at, "")
        if name == "date" and (found := date_in(cell.flat, order)):
            said.take("date", found[0], cell)
        elif name in ("author", "name") and cell.flat and len(cell.flat) <= 64:
            said.take("author", next((run.text for run in layout.runs_in(cell)), ""), cell)
        elif name == "rating" and cell.flat and len(cell.flat) <= 24:
            said.take("rating", stars(cell.flat), cell)
        elif name == "title" and cell.flat and len(heads) > 2:
            said.take("subject", cell.flat, cell)
        elif name == "text" and cell.size and not cell.boxes:
            said.take("text", text_of_box(cell, part.away), cell)


def _from_pairs(part: Part, pairs: list[Pair], said: Said, order: Order) -> None:
    for pair in pairs_within(pairs, part.block.first_run, part.block.last_run):
        if pair.box.order in part.away:
            continue
        if pair.field in ("author", "name", "vendor"):
            shown = _until_label(pair.box.flat if pair.value.startswith(pair.box.flat) else pair.value)
            said.take("author", shown if len(shown) <= 64 and could_name(shown, order) else "", pair.box)
        elif pair.field == "rating" and len(pair.value) <= 24:
            said.take("rating", stars(pair.value), pair.box)
        elif pair.field == "text" and len(pair.value) * 3 >= part.block.size:
            said.take("text", pair.value, pair.box)
        elif pair.field == "title" and len(pair.value) <= 160:
            said.take("subject", pair.value, pair.box)


def _until_label(value: str) -> str:
    """What a label says, up to the next label of the same line."""
    for match in _NEXT_LABEL.finditer(value[:200]):
        if field_of(match[1]):
            return value[: match.start()]
    return value


def _author(layout: Layout, part: Part, said: Said, *, template: Template, order: Order) -> None:
    stated = part.block.attrs.get("data-author") or part.block.attrs.get("data-username", "")
    said.take("author", stated, part.block)
    found = part.names if not said.author else []
    for key in template.authors[:3]:
        name = next((n for n in found if part.key(n.box) == key), None)
        if name is not None:
            said.take("author", _with_trip(name), name.box)
            return
    if found:
        name = max(found, key=lambda n: n.sure)
        said.take("author", _with_trip(name), name.box)
        return
    short = None if said.author else next((run for run in part.runs if _short_name(run, order)), None)
    if short is not None:
        said.guessed = True
        said.take("author", short.text, short.box)


def _short_name(run: Run, order: Order) -> bool:
    text = run.text
    if len(text) > 32 or len(text.split()) > 2 or not any(letter.isalpha() for letter in text) or field_of(text):
        return False
    return not (rating_in(text) or is_date(text, order) or ACTIONS.match(text) or text[-1] in ".!?:")


def _with_trip(name: Name) -> str:
    """The name with the code behind it by which an anonymous author may be known again."""
    after = next((b for b in name.box.after(2) if b.flat), None)
    return name.text + after.flat if after is not None and _TRIP.match(after.flat) else name.text


def _rating(layout: Layout, part: Part, said: Said) -> None:
    for run in part.runs:
        if rating_in(run.text):
            said.take("rating", stars(run.text), run.box)
            return
        if told := labelled(run.text):
            said.take("rating", told, run.box)
            return
        if _PER_CENT.match(run.text) or _FIVES.match(run.text):
            said.take("rating", run.text, run.box)
            return
    found = drawn(part.boxes())
    if found:
        said.take("rating", found[0], found[1])
        return
    for run in part.runs:
        said.take("rating", scaled_in(run.text), run.box)


def _subject(layout: Layout, part: Part, said: Said, subject: Path | None) -> set[int]:
    """The runs that name what was bought."""
    about = {
        run.at
        for run in part.runs
        if subject is not None and not is_mark(run.text) and path_of(run, part.block) == subject
        if not is_drawn(run.box, part.block)
        and not (part.is_plain(run.box, run.text) and not any(ch.isdigit() for ch in run.text))
        if run.box is not said.boxes.get("author")
    }
    bought = " ".join(part.unlabelled(layout.runs[at].box, layout.runs[at].text) for at in sorted(about))
    said.take("subject", bought, part.block)
    for run in part.runs:
        link = run.box if run.box.tag == "a" else run.box.parent
        if (
            link is not None
            and link.tag == "a"
            and leads_to(link.attrs.get("href", "")) == "listing"
            and not ACTIONS.match(run.text)
        ):
            said.take("subject", run.text, run.box)
            about.add(run.at)
    if "subject" in said.boxes and not about:
        about = {run.at for run in layout.runs_in(said.boxes["subject"])}
    return about


def _text(layout: Layout, part: Part, said: Said, *, template: Template, order: Order, about: set[int]) -> None:
    """The text of the box that holds the texts in most blocks; else of the one that seems to in this."""
    keys = set(template.bodies[:1])
    body = next((b for b in part.boxes() if b.size and part.key(b) in keys and b is not part.block), None)
    if body is None or not any(run.at not in about for run in layout.runs_in(body) if run.box.order not in part.away):
        body = next(iter(rank_bodies(layout, part, template.told)), None)
    if body is None:
        return
    taken = about | {run.at for run in part.runs if _taken(part, run, said, body=body, order=order)}
    skip = frozenset((layout.runs[at].box.order, layout.runs[at].place) for at in taken)
    text = _trimmed(text_of_box(body, part.away, skip=skip), order)
    head = _heading(part, said, body, template) if said.rating and text else ""
    said.take("text", (f"{head}\n{text}" if head else text)[:TEXT_LIMIT], body)


def _heading(part: Part, said: Said, body: Box, template: Template) -> str:
    """The heading that a buyer gave to a review, where it stands before the text."""
    for run in part.runs:
        if run.at >= body.first_run:
            return ""
        around = [up for up in (run.box, *part.below(run.box)) if up.size <= len(run.text) + 2]
        big = any(up.tag in _HEADS or _TITLED.search(up.attrs.get("class", "")) for up in around)
        if big and run.text not in (said.author, said.subject) and not is_furniture(part, run, template.told):
            return run.text
    return ""


def _taken(part: Part, run: Run, said: Said, *, body: Box, order: Order) -> bool:
    """Whether a text within the body says something else that is known of the block, or is the template's own."""
    if not body.holds(run.box) or (run.box is body and len(run.text) > 60):
        return False
    text = run.text
    if body is not part.block and (named(body, FIRM) or body.attrs.get("itemprop") in TEXTS):
        beside = any(is_beside(up) for up in (run.box, *run.box.up()) if up.order > body.order)
        return beside or (run.box is not body and run.box in (said.boxes.get("author"), said.boxes.get("date")))
    if body is not part.block and named(body, BODY) and run.box is body:
        return False
    if run.box is said.boxes.get("author") or (text == said.author and named(run.box, AUTHOR)):
        return True
    if run.box.tag == "a" and run.box.parent is not None and run.box.parent.tag in HEADINGS:
        return True  # a post's own title, which leads to it
    if run.box is said.boxes.get("date") and (is_date(text, order) or text == said.date):
        return True
    if part.is_plain(run.box, text) or rating_in(text) or is_masked(text):
        return True
    if text in (said.author, said.rating) or (len(text) <= 24 and (ACTIONS.match(text) or field_of(text))):
        return True
    return _priced(text)


def _priced(text: str) -> bool:
    found = amounts(text) if len(text) <= 48 else []
    return bool(found) and len(text) - (found[-1].end - found[0].start) <= 6


def _trimmed(text: str, order: Order) -> str:
    """The text without a date at its beginning, the marks that parted it from the name, and a rating at its end."""
    text = text.strip(_EDGES)
    head = text[:60].lstrip("([【")
    found = date_in(head, order)
    if found and found[1] == 0 and len(head) > found[2]:
        text = text[text.index(head[:4]) + found[2] :].lstrip(")]】" + _EDGES)
    text = re.sub(r"\s*[(\[]\s*\d{1,2}(?:[.,]\d)?\s?/\s?(?:5|10)\s*[)\]]$", "", text)
    return text.strip(_EDGES)
