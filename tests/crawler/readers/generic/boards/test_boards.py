"""Threads in 51 styles, feedback in 24, and 26 pages that say nothing: each says what its sheet lists, no more, no less."""

from __future__ import annotations

import pytest

from crawler.readers import SavedPage
from crawler.readers.generic import read_generic
from tests.crawler.readers.generic.boards.case import Sheet
from tests.crawler.readers.generic.boards.score import measure, stated
from tests.crawler.readers.generic.boards.sheets import FEEDBACK, THREADS, WITHOUT, name
from tidewaiter.model.keys import page_key, post_key
from tidewaiter.model.sighting import Kind

# Held as expected but for what a sheet of its own says of them: a thread of 4chan has no title but its first words,
# an export of a chat calls itself one, and the page of a seller without feedback tells since when the seller is registered.
UNTITLED = {"4chan markup", "export of a chat"}
OF_A_VENDOR = {"no feedback, Russian"}


@pytest.mark.parametrize("sheet", THREADS, ids=name)
def test_a_thread_says_its_posts(sheet: Sheet) -> None:
    tally = measure([sheet], Kind.POST)
    assert tally.faults == [] or (sheet.name in UNTITLED and all(": title " in fault for fault in tally.faults))
    assert tally.right == tally.wanted == tally.stated == len(sheet.posts)
    assert {kind for kind, _, _ in stated(sheet)} == {Kind.POST}


@pytest.mark.parametrize("sheet", [s for s in THREADS if any(p.number for p in s.posts)], ids=name)
def test_numbered_posts_are_named_by_their_numbers(sheet: Sheet) -> None:
    wanted = {post_key(page_key(sheet.url), post.number) for post in sheet.posts if post.number}
    assert wanted <= {key for _, key, _ in stated(sheet)}


@pytest.mark.parametrize("sheet", FEEDBACK, ids=name)
def test_a_page_of_feedback_says_its_reviews(sheet: Sheet) -> None:
    tally = measure([sheet], Kind.REVIEW)
    assert tally.faults == []
    assert tally.right == tally.wanted == tally.stated == len(sheet.reviews)
    assert not [kind for kind, _, _ in stated(sheet) if kind == Kind.POST]


@pytest.mark.parametrize("sheet", WITHOUT, ids=name)
def test_a_page_without_content_states_nothing(sheet: Sheet) -> None:
    assert [kind for kind, _, _ in stated(sheet)] == ([Kind.VENDOR] if sheet.name in OF_A_VENDOR else [])


@pytest.mark.parametrize("sheet", [*THREADS, *FEEDBACK], ids=name)
def test_keys_are_unique(sheet: Sheet) -> None:
    keys = [(kind, key) for kind, key, _ in stated(sheet)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("sheet", [*THREADS[::3], *FEEDBACK[::3]], ids=name)
def test_another_mirror_says_the_same(sheet: Sheet) -> None:
    other = read_generic(SavedPage("http://othermirror.onion" + sheet.path, sheet.body, sheet.media), "capture")
    assert [(s.kind, s.key, s.fields) for s in other.statements] == stated(sheet)


@pytest.mark.parametrize(
    "sheet", [s for s in THREADS if s.name in {"gnuboard 5, Korean", "XenForo 2", "SMF 2, Spanish"}], ids=name
)
def test_a_thread_without_answers_says_its_one_post(sheet: Sheet) -> None:
    opening = {
        "gnuboard 5, Korean": '<article id="c_',
        "XenForo 2": '<article class="message message--post',
        "SMF 2, Spanish": '<div class="windowbg"',
    }
    parts = str(sheet.html).split(opening[sheet.name])
    first = 1 if sheet.name.startswith("gnuboard") else 2
    html = opening[sheet.name].join(parts[:first]) + ("</body></html>" if first < len(parts) else "")
    reading = read_generic(SavedPage(sheet.url, html.encode()), "capture")
    assert [(one.fields["author"], one.fields["text"]) for one in reading.statements] == [
        (sheet.posts[0].author, sheet.posts[0].text)
    ]
