"""Ratings as pages draw and word them."""

from __future__ import annotations

import pytest
from lxml import html

from crawler.readers.generic.layout import lay_out
from crawler.readers.generic.ratings import drawn, labelled, scaled_in, stars
from tidewaiter.model.forms import rating

FULL, EMPTY = '<i class="fa fa-star"></i>', '<i class="fa fa-star-o"></i>'


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        (f"<div class=stars>{FULL * 4}{EMPTY}</div>", "4/5"),
        (f"<div class=stars>{FULL * 5}</div>", "5/5"),
        ('<div><span class="star on"></span><span class="star on"></span><span class="star"></span><span class="star"></span><span class="star"></span></div>', "2/5"),
        ('<p><i class="fas fa-star"></i><i class="fas fa-star"></i><i class="fas fa-star-half-alt"></i><i class="far fa-star"></i><i class="far fa-star"></i></p>', "2.5/5"),
        ('<img src="/img/stars/3.png">', "3/5"), ('<img src="/i/rating4.gif">', "4/5"), ('<img src="/i/5stars.gif">', "5/5"), ('<img alt="4 stars" src="/x.png">', "4/5"),
        ('<span class="rating" aria-label="4.5 out of 5 stars"></span>', "4.5/5"), ('<span title="Rating: 9/10"></span>', "9/10"), ('<div class="rate-star star-2"></div>', "2/5"),
        ('<div class="rating-box"><div class="rating" style="width:80%"></div></div>', "4/5"), ('<div class="stars"><span style="width: 50%"></span></div>', "2.5/5"),
        ('<span class="glyphicon glyphicon-plus-sign" title="positive"></span>', "positive"), ('<i class="fa fa-thumbs-down"></i>', "negative"), ('<i class="icon-neutral"></i>', "neutral"),
        ('<span itemprop="ratingValue" content="8"></span><span itemprop="bestRating" content="10"></span>', "8/10"), ('<b data-rating="3"></b>', "3/5"),
        (f'<div><span class="fa-stack">{FULL}{EMPTY}</span><span class="fa-stack">{EMPTY}</span><span class="fa-stack">{EMPTY}</span></div>', "1/5"),
        ('<div class="grade-stars" data-grade="4"></div>', "4/5"), ('<div class="star-content star-full-3"></div>', "3/5"),
        ('<div class="bar" style="width:80%"></div>', ""), ('<i class="fa fa-user"></i>', ""), ("<p>Five stars from me</p>", ""), ('<a title="4 replies"></a>', ""),
    ],
)  # fmt: skip
def test_what_elements_draw(markup: str, told: str) -> None:
    layout = lay_out(html.fromstring(f"<html><body><div>{markup}</div></body></html>"))
    found = drawn(layout.boxes)
    assert (found[0] if found else "") == told


@pytest.mark.parametrize(
    ("line", "told"),
    [("Оценка: 4,5 из 5", "4,5/5"), ("Bewertung: 5 von 5 Sternen", "5/5"), ("별점 5점", "5"), ("Rating: 4.5", "4.5"), ("Bewertung 3/5", "3/5"), ("оценка: 4", "4"), ("Posts: 12", ""), ("Rating of the year 2025", "")],
)  # fmt: skip
def test_a_word_for_rating_and_its_figure(line: str, told: str) -> None:
    assert labelled(line) == told


@pytest.mark.parametrize(
    ("text", "said"), [("★★★☆☆", 3), ("(5/5)", 5), ("★★★★★★★★☆☆", "8/10"), ("Positive", "Positive")]
)
def test_stars_are_counted_and_the_rest_kept(text: str, said: object) -> None:
    assert rating(stars(text)) == said


def test_a_figure_with_its_scale_within_a_line() -> None:
    assert (scaled_in("good tea (4/5) again"), scaled_in("[9/10]"), scaled_in("2/3 of it")) == ("4/5", "9/10", "")


@pytest.mark.parametrize(
    ("text", "value"),
    [("4 sao", 4), ("5 ดาว", 5), ("5점", 5), ("★ 4.8", 4.8), ("★★★★☆ (4)", 4), ("5つ星のうち4.0", 4), ("bintang 3", 3), ("👍", "positive"), ("👎", "negative"), ("4,8 de 5 (310 opiniones)", 4.8)],
)  # fmt: skip
def test_stars_that_words_and_signs_count(text: str, value: object) -> None:
    assert rating(stars(text)) == value


def test_a_figure_in_praise_is_no_mark() -> None:
    assert (scaled_in("rated 5/5 on 2025-01-02"), scaled_in("10/10, will order again")) == ("5/5", "")
