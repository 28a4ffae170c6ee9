"""The small parts that the steps stand on: folding, borders, numbers, nearness, the working sheet."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.language import guess
from nlp.near import Near
from nlp.numbers import amount, han, number
from nlp.shadow import disguised, shadow
from nlp.sheet import begin
from nlp.squeeze import squeeze

FOLDS = [
    ("MDMA", "mdma"),
    ("ＭＤＭＡ", "mdma"),
    ("５ｇ", "5g"),
    ("İx", "ix"),
    ("㎎", "㎎"),
    ("ﬁ", "ﬁ"),
    ("ß", "ß"),
    ("ЁЛКА", "ёлка"),
    ("아이스", "아이스"),
    ("Đá", "đá"),
]


@pytest.mark.parametrize(("text", "folded"), FOLDS)
def test_folding_keeps_the_length(text: str, folded: str) -> None:
    assert shadow(text) == folded
    assert len(shadow(text)) == len(text)


LOOK_ALIKES = [
    ("buy c0ke now", ["coke"]),
    ("h3r0in", ["heroin"]),
    ("$hrooms", ["shrooms"]),
    ("сосаine", ["cocaine"]),
    ("100mg tabs", []),
    ("plain words", []),
    ("1st 2nd 3rd", []),
    ("a" * 30 + "0" + "b" * 30, []),
]


@pytest.mark.parametrize(("text", "words"), LOOK_ALIKES)
def test_look_alikes_become_letters(text: str, words: list[str]) -> None:
    assert [plain for _, _, plain in disguised(shadow(text))] == words


SQUEEZED = [
    ("plain", None),
    ("a\u200bb", "ab"),
    ("작d대기", "작대기"),
    ("아ㅇㅣ스", "아이스"),
    ("co\u00adke", "coke"),
    ("한글 abc", None),
    ("\u1100\u1161", "가"),
    ("e\u0301", "é"),
]


@pytest.mark.parametrize(("text", "kept"), SQUEEZED)
def test_squeezing(text: str, kept: str | None) -> None:
    result = squeeze(text)
    assert (result[0] if result else None) == kept


NUMBERS = [
    ("5", 5),
    ("0,5", 0.5),
    ("1,000", 1000),
    ("1,000.5", 1000.5),
    ("1/2", 0.5),
    ("1 1/2", 1.5),
    ("½", 0.5),
    (".25", 0.25),
    ("1/0", None),
]


@pytest.mark.parametrize(("written", "value"), NUMBERS)
def test_numbers(written: str, value: float | None) -> None:
    assert number(written) == value


HAN_NUMBERS = [
    ("一", 1),
    ("两", 2),
    ("十", 10),
    ("十五", 15),
    ("二十", 20),
    ("两百五十", 250),
    ("半", 0.5),
    ("三千", 3000),
]


@pytest.mark.parametrize(("written", "value"), HAN_NUMBERS)
def test_chinese_numerals(written: str, value: float) -> None:
    assert han(written) == value


AMOUNTS = [
    ("1.250,50", False, 1250.5),
    ("1,250.50", False, 1250.5),
    ("1.000", False, 1000),
    ("1,000", False, 1000),
    ("0.004", False, 0.004),
    ("0.125", False, 0.125),
    ("12,50", False, 12.5),
    ("500.000", True, 500000),
    ("1.500.000", True, 1500000),
    ("10 000", False, 10000),
]


@pytest.mark.parametrize(("written", "whole", "value"), AMOUNTS)
def test_amounts_of_money(written: str, whole: bool, value: float) -> None:
    assert amount(written, whole=whole) == value


LANGUAGES = [
    ("오늘 택배 발송합니다", "ko"),
    ("今天现货发货", "zh"),
    ("郵送できます", "ja"),
    ("ส่งวันนี้", "th"),
    ("отправка сегодня", "ru"),
    ("hôm nay giao hàng được", "vi"),
    ("ready barang dari jakarta", "id"),
    ("meron ba kayo sa manila po", "tl"),
    ("shipped today from here", None),
    ("", None),
    ("5g", None),
    ("\ud800", None),
]


@pytest.mark.parametrize(("text", "language"), LANGUAGES)
def test_the_language_is_guessed_or_left_open(text: str, language: str | None) -> None:
    assert guess(text) == language


spans = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 9)).map(lambda pair: (pair[0], sum(pair))), max_size=7)


@given(spans, st.integers(0, 300), st.integers(1, 9), st.integers(0, 60))
def test_near_finds_what_a_plain_loop_finds(known: list[tuple[int, int]], start: int, size: int, reach: int) -> None:
    end = start + size
    expected = {
        span for span in known if start - reach <= span[0] <= end + reach and not (span[0] < end and start < span[1])
    }
    assert set(Near(known).within(start, end, reach)) == expected


@given(spans, st.integers(0, 300), st.integers(1, 9))
def test_over_finds_an_overlap_where_there_is_one(known: list[tuple[int, int]], start: int, size: int) -> None:
    found = Near(known).over(start, start + size)
    assert found is None or (found[0] < start + size and start < found[1])
    last = max((span for span in known if span[0] < start + size), default=None)
    if last and last[1] > start:
        assert found is not None


@settings(deadline=None)  # the first call reads the lexicons
@given(spans, st.integers(0, 300), st.integers(1, 9))
def test_a_masked_span_is_closed(known: list[tuple[int, int]], start: int, size: int) -> None:
    sheet = begin("x" * 320)
    free: list[tuple[int, int]] = []
    for low, high in known:
        if not any(low < other_high and other_low < high for other_low, other_high in free):
            sheet.mask(low, high)
            free.append((low, high))
    touched = any(low < start + size and start < high for low, high in free)
    assert sheet.is_masked(start, start + size) == touched


def test_a_clause_ends_before_the_next() -> None:
    sheet = begin("We do not ship there. To Germany we do; not to Spain")
    assert sheet.before(sheet.shade.index("germany"), 60) == " to "
    assert sheet.after(sheet.shade.index("germany"), 60) == "germany we do"
