"""Records like another, and near-duplicates of it: candidates from the index, nearness from the database's text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipelines.copies import copies, like
from pipelines.derive import NEAR, distance, fingerprint, similarity
from pipelines.index import drain
from tests.pipelines.conftest import Home
from tests.search.corpus import generated
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.ids import record_id
from tidewaiter.model.sighting import Statement
from tidewaiter.search.question.tree import Word, leaves

TEXT = (
    "Pure crystal from our own lab, tested by three of you and never cut. Ships on Monday in a vacuum sealed bag inside "
    "a birthday card, with tracking on request. No orders below five grams, escrow only, ask before you order more."
)
OTHERS = [one for one in generated(60) if one.language == "en"]
KOREAN = "필로폰 팝니다 강남 던지기 당일 가능 순도 높은 물건만 취급합니다 텔레그램 문의 주세요 사기 아닙니다"


@pytest.fixture
def market(home: Home, statement: Callable[..., Statement]) -> Home:
    child = home.child()

    def put(key: str, title: str, text: str) -> None:
        child.page(key, statement(key, title=title, description=text, vendor=f"vendor of {key}"))

    put("/first", "Crystal", TEXT)
    put("/again", "Crystal", TEXT)
    put("/edited", "Crystal!", TEXT.replace("Monday", "Friday").replace("five", "ten"))
    put("/ko", "필로폰", KOREAN)
    put("/ko-again", "필로폰", KOREAN.replace("당일", "오늘"))
    put("/short", "Gift", "one gram")
    put("/short-again", "Gift", "one gram")
    put("/short-other", "Gift", "two gram")
    for number, one in enumerate(OTHERS):
        put(f"/other{number}", one.title, one.body)
    home.record(child)
    drain(home.database, home.index, owner="me")
    return home


def ids(*keys: str) -> list[str]:
    return [record_id("lanternfish", "listing", key) for key in keys]


def near(home: Home, key: str) -> dict[str, float]:
    found = copies(home.database, home.index, like(home.database, home.index, ids(key)[0]))
    return {copy.id: copy.similarity for copy in found}


def test_an_exact_copy_comes_before_an_edited_one(market: Home) -> None:
    found = near(market, "/first")
    assert list(found) == ids("/again", "/edited")
    again, edited = found.values()
    assert again == 1.0
    assert 0.7 < edited < 1.0


def test_words_of_scripts_without_spaces_are_compared_too(market: Home) -> None:
    assert list(near(market, "/ko")) == ids("/ko-again")


def test_short_texts_are_near_only_where_they_are_the_same(market: Home) -> None:
    assert near(market, "/short") == {ids("/short-again")[0]: 1.0}


def test_a_question_filters_further(market: Home) -> None:
    wanted = like(market.database, market.index, ids("/first")[0])
    kept = replace(wanted, any_of={"vendor": ("vendor of /edited",)})
    assert [copy.id for copy in copies(market.database, market.index, kept)] == ids("/edited")


def test_the_question_is_made_of_words_that_others_hold_too(market: Home) -> None:
    wanted = like(market.database, market.index, ids("/first")[0][:12])
    assert wanted.never == tuple(ids("/first"))
    words = {leaf.text for leaf in leaves(wanted.words) if isinstance(leaf, Word)}
    assert words
    assert all(count > 1 for count in market.index.frequencies(words).values())
    assert market.index.search(wanted).hits[0].id in ids("/again", "/edited")


def test_a_record_that_is_not_there_is_said(market: Home) -> None:
    with pytest.raises(WrongUse, match="no record begins"):
        like(market.database, market.index, "nosuch")


def test_fingerprints_and_similarity_tell_the_same_story() -> None:
    edited = TEXT.replace("Monday", "Friday")
    assert distance(fingerprint(TEXT), fingerprint(edited)) <= NEAR
    assert similarity(TEXT, edited) > 0.8
    assert all(distance(fingerprint(TEXT), fingerprint(one.body)) > NEAR for one in OTHERS if fingerprint(one.body))
    assert all(similarity(TEXT, one.body) < 0.3 for one in OTHERS)
    assert similarity(TEXT, TEXT) == 1.0
    assert similarity("", "") == similarity("a", "") == 0.0
