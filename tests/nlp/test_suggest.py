"""New slang from texts: what stands where a drug's name must stand, and nothing else."""

from __future__ import annotations

import cProfile
import pstats

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.lexicon import shipped
from nlp.lexicon.laid import laid
from nlp.suggest import LEAST_G2, Said, Suggestion, likelihood, suggest

# Words that no lexicon holds, made up for these tests.
ENGLISH = [
    "{} 5g $150, tracked", "3.5g {} - $90", "1g {} $40 stealth", "{} 10g €200 ships from NL", "got {} 1g $45 dm me",
    "28g {} $600", "fresh {} 2g $70", "{} 7g £150",
]  # fmt: skip
COMPANY = [
    "MDMA 1g $50 tracked",
    "cocaine 3.5g $250 stealth",
    "Ketamine 1g $45 ships from NL",
    "5g speed paste €60 tracked",
]
CHATTER = [
    "please order with care",
    "we pack every parcel twice",
    "ask before you buy",
    "refund on lost parcels",
    "zipper bags, lanyards",
]
CHINESE = ["出{} 一克800", "{} 5克 3000", "有{} 1克 900元", "{} 10克 5000元 埋包", "新到{} 2克 1500"]


def said(*texts: str) -> list[Said]:
    return [Said(f"r{at}", f"seller{at % 3}", text) for at, text in enumerate(texts)]


def found(*texts: str, **more: object) -> list[Suggestion]:
    return suggest(said(*texts), shipped(), **more)  # type: ignore[arg-type]


def texts_with(word: str) -> list[str]:
    return [*(one.format(word) for one in ENGLISH), *COMPANY * 4, *CHATTER * 6]


def test_an_unknown_word_in_the_place_of_a_name_is_suggested_first() -> None:
    first, *_ = found(*texts_with("quazzle"))
    assert first.term == "quazzle"
    assert first.g2 >= LEAST_G2
    assert (first.texts, first.all_texts, first.sellers) == (8, 8, 3)
    assert first.examples[0][0] == "r0"
    assert "quazzle 5g $150" in first.examples[0][1]


def test_what_its_texts_also_name_is_told() -> None:
    texts = [f"{one}\nalso MDMA in stock" for one in texts_with("quazzle")[:8]] + COMPANY * 4 + CHATTER * 6
    assert found(*texts)[0].company == ("mdma",)


def test_words_of_selling_are_not_slang() -> None:
    terms = {one.term for one in found(*texts_with("quazzle"))}
    assert not terms & {"tracked", "stealth", "ships", "fresh", "care", "parcel", "dm", "zipper", "mdma", "g", "5g"}


def test_a_word_of_two_parts_is_one_suggestion() -> None:
    assert next(one.term for one in found(*texts_with("quazzle breeze"))) == "quazzle breeze"
    assert not {"quazzle", "breeze"} & {one.term for one in found(*texts_with("quazzle breeze"))}


def test_a_script_without_spaces() -> None:
    terms = [
        one.term
        for one in found(*(one.format("鸳翅") for one in CHINESE), *COMPANY * 4, *["请放心 大家好 谢谢老板"] * 20)
    ]
    assert "鸳翅" in terms


def test_a_korean_particle_is_no_part_of_the_word() -> None:
    texts = ["콰즐 1g 30만", "콰즐을 2g 50만", "콰즐은 3g 70만", "1g 콰즐 30만"]
    assert found(*texts, *COMPANY * 4, *CHATTER * 6)[0].term == "콰즐"


def test_a_refused_word_is_not_suggested_again() -> None:
    assert "quazzle" not in {one.term for one in found(*texts_with("quazzle"), refused=["QUAZZLE"])}


def test_a_known_word_is_not_suggested() -> None:
    files = {"drug.xx.csv": "term,canonical,kind,ambiguity,source,licence\nquazzle,cannabis,slang,1,ahn,own\n"}
    assert "quazzle" not in {one.term for one in suggest(said(*texts_with("quazzle")), laid(files))}


def test_too_few_texts_say_nothing() -> None:
    assert found("quazzle 5g $150", "quazzle 1g $40", *COMPANY, *CHATTER) == []
    assert found() == []
    assert found("quazzle " * 500 + "5g $1") == []


def test_no_more_than_is_asked_for() -> None:
    assert len(found(*texts_with("quazzle"), *(one.format("blimfish") for one in ENGLISH), most=1)) == 1


def test_the_order_of_the_texts_changes_only_the_examples() -> None:
    texts = texts_with("quazzle")
    one, other = suggest(said(*texts), shipped()), suggest(said(*texts)[::-1], shipped())
    assert [(s.term, s.g2, s.texts) for s in one] == [(s.term, s.g2, s.texts) for s in other]


@pytest.mark.parametrize(
    ("counts", "expected"),
    # Of a table worked by hand: 2 * (10 ln(10/5.5) + 1 ln(1/5.5)) with equal sizes.
    [
        ((10, 1, 100, 100), 8.55),
        ((1, 10, 100, 100), 0.0),
        ((5, 5, 100, 100), 0.0),
        ((3, 0, 0, 10), 0.0),
        ((10, 0, 100, 100), 13.86),
    ],
)
def test_likelihood(counts: tuple[int, int, int, int], expected: float) -> None:
    assert likelihood(*counts) == pytest.approx(expected, abs=0.01)


@given(st.integers(0, 500), st.integers(0, 500), st.integers(1, 5000), st.integers(1, 5000))
def test_likelihood_is_never_negative_and_grows_with_the_count(a: int, b: int, inside: int, outside: int) -> None:
    a, b = min(a, inside), min(b, outside)
    value = likelihood(a, b, inside, outside)
    assert value >= 0
    if a < inside and value > 0:
        assert likelihood(a + 1, b, inside, outside) > value


@pytest.mark.parametrize("unit", ["quazzle 5g $1 ", "quazzle 5g $1\n", "鸳翅一克", "a ", "鸳翅鸳", "\u202e5g "])
def test_work_grows_with_the_length(unit: str) -> None:
    def calls(text: str) -> int:
        profile = cProfile.Profile()
        profile.enable()
        suggest([Said("r", "s", text)], shipped())
        profile.disable()
        return int(pstats.Stats(profile).total_calls)

    calls("warm")
    short, long = calls(unit * (2_000 // len(unit))), calls(unit * (8_000 // len(unit)))
    assert long <= 5 * short + 2_000
