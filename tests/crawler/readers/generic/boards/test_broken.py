"""Markup that is broken, and what stands round a thread, change nothing of what it says."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from crawler.readers import SavedPage
from crawler.readers.generic import read_generic
from tests.crawler.readers.generic.boards.case import Sheet
from tests.crawler.readers.generic.boards.sheets import FEEDBACK, THREADS
from tests.crawler.readers.generic.test_unmoved import LAWS as UNMOVED

PAGES = [*THREADS, *FEEDBACK]


def begun_with(more: str) -> Callable[[str], str]:
    return lambda html: html.replace("<body>", f"<body>{more}", 1)


def ended_with(more: str) -> Callable[[str], str]:
    return lambda html: html.replace("</body>", f"{more}</body>")


def between(before: str, after: str) -> Callable[[str], str]:
    return lambda html: begun_with(before)(ended_with(after)(html))


def in_the_middle(more: str) -> Callable[[str], str]:
    """After an element that ends in the second half of the page."""

    def change(html: str) -> str:
        at = html.find("</div>", len(html) // 2)
        return html[: at + 6] + more + html[at + 6 :] if at >= 0 else html

    return change


BROKEN: dict[str, Callable[[str], str]] = {
    "no end of the body": lambda html: html.replace("</body></html>", ""),
    "the body ends in the middle": in_the_middle("</body></html>"),
    "the body begins again": in_the_middle("<html><body>"),
    "ends that fit nothing": ended_with("</div></div></span></td></table></form>"),
    "ends that fit nothing at first": begun_with("</div></p></td></span>"),
    "in a table without cells": between("<table>", "</table>"),
    "in a cell": between("<table><tr><td>", "</td></tr></table>"),
    "in a cell without an end": begun_with("<table><tr><td>"),
    "in a form without an end": begun_with("<form>"),
    "in a paragraph": begun_with("<p>"),
    "in font and centre": begun_with("<center><font color=red>"),
    "no ends of paragraphs": lambda html: html.replace("</p>", ""),
    "no ends of points": lambda html: html.replace("</li>", ""),
    "no ends of cells": lambda html: html.replace("</td>", "").replace("</tr>", ""),
    "a warning before the page": lambda html: "Warning: connect() failed on line 7<br>" + html,
    "two heads": lambda html: html.replace("<head>", "<head></head><head>"),
    "zero bytes": lambda html: html.replace("</div>", "\x00</div>"),
    "in noscript": between("<noscript>", "</noscript>"),
}
LAWS = BROKEN | {f"unmoved: {law}": change for law, change in UNMOVED.items()}


def said(sheet: Sheet, html: str) -> list[tuple[str, str, object]]:
    reading = read_generic(SavedPage(sheet.url, html.encode()), "capture")
    return [(one.kind, one.key, one.fields) for one in reading.statements]


@pytest.fixture(scope="module")
def plain() -> dict[str, list[tuple[str, str, object]]]:
    return {sheet.name: said(sheet, str(sheet.html)) for sheet in PAGES}


@pytest.mark.parametrize("law", LAWS)
def test_the_law_holds_on_every_page(law: str, plain: dict[str, list[tuple[str, str, object]]]) -> None:
    changed = [(sheet, LAWS[law](str(sheet.html))) for sheet in PAGES]
    changed = [(sheet, html) for sheet, html in changed if html != sheet.html][::2]
    assert changed
    assert [sheet.name for sheet, html in changed if said(sheet, html) != plain[sheet.name]] == []


def test_a_page_that_goes_on_after_its_end_is_noted() -> None:
    html = in_the_middle("</body></html>")(str(THREADS[0].html))
    reading = read_generic(SavedPage(THREADS[0].url, html.encode()), "capture")
    assert any("goes on after its end" in note for note in reading.notes)


@pytest.mark.parametrize(
    "tail", ["", "\n\n", "<!-- served in 0.2 s -->", "<script>x()</script>", "\n<!-- a --></html>\n"]
)
def test_a_page_that_ends_where_it_should_is_not(tail: str) -> None:
    html = re.sub("</html>$", "</html>" + tail, str(THREADS[0].html))
    reading = read_generic(SavedPage(THREADS[0].url, html.encode()), "capture")
    assert not any("goes on after its end" in note for note in reading.notes)
