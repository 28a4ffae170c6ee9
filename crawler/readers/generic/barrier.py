"""Pages without content: login, CAPTCHA, queue, seizure, error. Decided before anything is read."""

from __future__ import annotations

from crawler.readers.generic.box import HEADINGS
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.words import CAPTCHA, EMPTY, ERROR, LOGIN, MOVES, QUEUE, SEIZURE
from tidewaiter.model.sighting import Page

# Longest text of pages that only bar the way; login pages carry rules and news beside the form.
_BARE = 2_500
_LOGIN = 6_000


def barrier_of(layout: Layout, *, evidence: int, labels: int, away: bool = False) -> Page | None:
    """The barrier that the page is.

    `evidence` counts what content was found: labels of a listing, cards, blocks; `labels` counts those labels alone.
    `away`: the page's refresh leads to another address, so that it is no queue unless it says so.
    """
    head = _head(layout)
    text = _opening(layout)
    size = layout.content
    if SEIZURE.search(head) or (size <= _BARE and SEIZURE.search(text)):
        return Page.SEIZURE if evidence < 3 else None
    password = any(i.type == "password" and not i.box.chrome for i in layout.inputs)
    if password and (evidence == 0 or LOGIN.search(head)) and (size <= _LOGIN or LOGIN.search(head)) and evidence < 6:
        return Page.LOGIN
    if size <= _BARE and labels < 2 and ERROR.search(layout.title) and not EMPTY.search(text):
        return Page.ERROR
    if evidence >= 2:
        return None
    if size <= _BARE and _asks(layout) and CAPTCHA.search(f"{head}\n{text}\n{_marks(layout)}"):
        return Page.CAPTCHA
    if size <= _BARE and _waits(head, text if evidence == 0 else "", away=away):
        return Page.QUEUE
    if EMPTY.search(text):
        return None
    if size <= _BARE and ERROR.search(head):
        return Page.ERROR
    return _by_text(layout, text, evidence=evidence, away=away)


def _by_text(layout: Layout, text: str, *, evidence: int, away: bool) -> Page | None:
    size = layout.content
    asks = any(i.type == "password" for i in layout.inputs)
    if evidence == 0 and size <= _BARE and (asks or LOGIN.search(layout.title)):
        return Page.LOGIN
    if evidence == 0 and size <= 60 and not away and "refresh" in layout.metas:
        return Page.QUEUE
    if evidence == 0 and size <= _BARE // 2 and ERROR.search(text) and len(list(layout.links())) <= 25:
        return Page.ERROR
    return None


def _waits(head: str, text: str, *, away: bool) -> bool:
    said = f"{head} \n {text}"
    return QUEUE.search(said) is not None or (not away and MOVES.search(said) is not None)


def _head(layout: Layout) -> str:
    """What the page calls itself: its title, and headings outside the site's frame."""
    texts = [layout.title, *(b.flat for b in layout.boxes if b.tag in HEADINGS and not b.chrome)][:8]
    return " \n ".join(t for t in texts if len(t) <= 200)


def _opening(layout: Layout) -> str:
    return " ".join(r.text for r in layout.runs[:200] if not r.box.chrome)[:_BARE]


def _asks(layout: Layout) -> bool:
    return any(
        i.type in ("text", "input", "hidden", "submit", "number", "button", "radio", "checkbox", "image")
        for i in layout.inputs
    )


def _marks(layout: Layout) -> str:
    """Names of controls and pictures, where CAPTCHAs give themselves away."""
    names = [i.name for i in layout.inputs]
    pictures = [
        f"{b.attrs.get('src', '')[:80]} {b.attrs.get('alt', '')} {b.hint()}" for b in layout.boxes if b.tag == "img"
    ]
    return " " + " ".join([*names, *pictures[:20]])
