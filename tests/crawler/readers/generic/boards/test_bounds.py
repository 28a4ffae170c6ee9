"""Hostile threads cost bounded work: identical blocks by the thousand, deep nesting, a megabyte in one line.

What is asserted is what is kept and what is cut; the crawl ends a page that is held too long (crawler.readers.bounded).
"""

from __future__ import annotations

import pytest

from crawler.readers import SavedPage
from crawler.readers.generic import read_generic
from tidewaiter.model.sighting import Kind, Reading

URL = "http://lanternexampleonionaddressusedinthetestsofthisprojectx.onion/threads/1"
WORDS = "kettle lid spout steam leaf cup saucer spoon honey milk sugar lemon mint sage thyme dill fennel anise clove".split()
POST = "<div class=post id=p{n}><a class=username href=/u/{n}>who{n}</a> <span class=date>2025-01-02 10:30</span><div class=content>{t}</div></div>"


def text(n: int) -> str:
    return " ".join(WORDS[(n + k * (n % 7 + 1)) % len(WORDS)] for k in range(8))


def post(n: int, said: str = "") -> str:
    return POST.format(n=n, t=said or text(n))


def read(html: str) -> Reading:
    return read_generic(SavedPage(URL, html.encode()), "capture")


def posts(reading: Reading) -> list[dict[str, object]]:
    return [dict(one.fields) for one in reading.statements if one.kind == Kind.POST]


def test_5000_identical_posts_are_one() -> None:
    assert len(posts(read(post(7) * 5_000))) == 1


def test_5000_posts_are_cut_at_a_thousand() -> None:
    found = posts(read("".join(post(n) for n in range(5_000))))
    assert len(found) == 1_000
    assert found[0]["text"] == text(0)


def test_5000_posts_without_a_name_in_their_markup_are_cut_at_a_thousand() -> None:
    html = "".join(f"<div><b>who{n}</b> 2025-01-02 10:30<p>{text(n)}.</p></div>" for n in range(5_000))
    assert 0 < len(posts(read(html))) <= 1_000


def test_a_megabyte_in_one_line_is_cut_and_the_next_post_is_read() -> None:
    found = posts(read(post(1, "word " * 200_000) + post(2)))
    assert len(str(found[0]["text"])) <= 100_000
    assert found[1]["text"] == text(2)


HOSTILE = {
    "nested blocks": "<div>" * 100_000 + "x",
    "nested posts": "<div class=post id=p1>" * 100_000 + "x",
    "nested answers": "".join(f"<div class=comment id=c{n}>{text(n)} 2025-01-02" for n in range(3_000)),
    "nested quotes": post(1) + "<div class=post id=p2><b>a</b> 2025-01-02<div class=content>" + "<blockquote>" * 100_000,
    "a megabyte without a space": post(1) + post(2, "w" * 1_000_000),
    "6,000 parts of one post": post(1) + post(2, "<span class=q>mint tea</span>" * 6_000),
    "6,000 anchors": "".join(f"<a name={n}></a><p>{text(n)}" for n in range(6_000)),
    "5,000 quotes of somebody": post(1) + post(2, "<p>Somebody wrote:</p><p>mint and sage</p>" * 5_000),
    "8,000 terms": "<html><dl>" + "".join(f"<dt>{n} : <b>who</b> : 2025/01/02 10:30<dd>{text(n)}" for n in range(4_000)),
    "100,000 pointers": post(1) + post(2, "&gt;&gt;1 " * 100_000),
    "20,000 lines of green": post(1) + post(2, "&gt;mint<br>" * 20_000),
    "60,000 labels": post(1) + post(2, "a: b: c: " * 60_000),
    "60,000 dates": post(1) + post(2, "2025-01-02 " * 60_000),
    "20,000 stars": post(1) + post(2, "<i class='fa fa-star'></i>" * 20_000),
    "a title of 20,000 parts": "<title>" + "a - " * 20_000 + "</title>" + post(1) + post(2),
    "20,000 headings": "<title>a - b - c</title>" + "<h2>a</h2>" * 20_000 + post(1) + post(2),
    "10,000 siblings": post(1) + post(2, "<p>x</p><span>y</span>" * 5_000),
    "100,000 ends": post(1) + "</body>" * 100_000 + post(2),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_threads_give_a_reading(name: str) -> None:
    reading = read(HOSTILE[name])
    assert len(reading.statements) <= 1_100
    for fields in posts(reading):
        assert len(str(fields["text"])) <= 100_000
        assert len(str(fields.get("author", ""))) <= 64


@pytest.mark.parametrize("name", ["5,000 quotes of somebody", "100,000 pointers", "20,000 stars", "10,000 siblings"])
def test_the_sound_post_beside_is_read(name: str) -> None:
    assert {"author": "who1", "text": text(1)}.items() <= posts(read(HOSTILE[name]))[0].items()
