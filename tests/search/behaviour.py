"""What every index does. A test module names an index by the fixture `factory` and takes all of this with an import of *.

from tests.search.behaviour import *

@pytest.fixture(scope="module")
def factory(): ...   # a callable without arguments: each call makes another index, ready and empty
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from itertools import islice, pairwise
from statistics import fmean
from typing import Any

import pytest

from tests.search.asking import MONTHS, questions
from tests.search.corpus import DAY, FEW, entry, generated
from tests.search.judge import answers, judged
from tidewaiter.model.errors import WrongUse
from tidewaiter.search import Entry, Index, Question, cursor
from tidewaiter.search.entry import place_of
from tidewaiter.search.question import Histogram, Range, Sort, parse
from tidewaiter.search.question.asked import ORDERS
from tidewaiter.search.question.tree import Both, Word
from tidewaiter.search.suggest import alike

MANY = generated(5_000)
EVERY = {one.id for one in FEW}
ALL = " ".join(one.id for one in FEW)
Factory = Callable[[], Index]


def filled_with(factory: Factory, entries: list[Entry]) -> Index:
    index = factory()
    assert not index.put(entries)
    index.commit()
    return index


@pytest.fixture(scope="module")
def few(factory: Factory) -> Iterator[Index]:
    index = filled_with(factory, FEW)
    yield index
    index.close()


@pytest.fixture(scope="module")
def many(factory: Factory) -> Iterator[Index]:
    index = filled_with(factory, MANY)
    yield index
    index.close()


@pytest.fixture
def empty(factory: Factory) -> Iterator[Index]:
    index = factory()
    yield index
    index.close()


def found(index: Index, text: str = "", **more: object) -> set[str]:
    return {hit.id for hit in index.search(Question(parse(text), limit=1000, **more)).hits}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mdma", "a ffffff"), ("MDMA -honest", "a"), ("mdma NOT honest", "a"), ("mdma AND tabs", "ffffff"),
        ("-mdma -cocaine -кокаин", "bb ccc dddd eeeee hhhhhhhh jjjjjjjjjj"), ("crystal OR tabs", "a ffffff"),
        ("(crystal OR tabs) honest", "ffffff"), ("(mdma OR cocaine) -(honest OR uncut)", "a"), ("+mdma", "a ffffff"),
        ('"lab tested"', "a"), ('"tested lab"', ""), ('"vacuum ships"~5', "a"), ('"ships sealed"~1', ""), ('"lab vacuum"~9', "a"),
        ("cryst*", "a"), ("CRYST*", "a"), ("cocain*", "ffffff ggggggg"), ('title:cocain*', "ggggggg"), ("pure cocain*", "ggggggg"),
        ("cocane~", "ffffff ggggggg"), ("cocaien~", "ffffff ggggggg"), ("cocaine~", "ffffff ggggggg"), ("kocaine~", "ffffff ggggggg"),
        ("mdm~", ""), ("2c-c~", ""), ("필로폰", "bb"), ("필로", "bb"), ("강남던지기", "bb"), ("던지기 -필로폰", ""), ("강남던지개~", ""),
        ("冰毒", "ccc"), ("毒", "ccc"), ("毒冰", ""), ("ยาบ้า", "dddd"), ("ราคา", "dddd"), ("ヘロイン", "hhhhhhhh"), ("東京", "hhhhhhhh"),
        ("кокаин", "iiiiiiiii"), ("КОКАИН", "iiiiiiiii"), ("заклад*", "iiiiiiiii"), ("кокаен~", "iiiiiiiii"), ("sabu", "jjjjjjjjjj"),
        ("thuoc lac", "eeeee"), ("thuốc", "eeeee"), ("Sai Gon", "eeeee"), ("thuo\u0302\u0301c", "eeeee"), ("don't", "jjjjjjjjjj"), ("a.onion", "jjjjjjjjjj"),
        ("2c-b", "ffffff"), ("2C b", "ffffff"), ("2c*", "ffffff"), ('"2c b tabs"', "ffffff"), ("title:cocaine", "ggggggg"), ("body:mdma", "ffffff"),
        ("title:mdma body:sealed", "a"), ("drug:mdma", "a eeeee"), ("drug:MDMA from:nl", "a"), ("drug:(mdma OR 2c-b)", "a eeeee ffffff"),
        ("-drug:mdma drug:*", "".join(f"{one.id} " for one in FEW if "mdma" not in one.drugs)), ("vendor:dutch*", "a"), ('vendor:"dutch tulip"', "a"),
        ("vendor:tulip", ""), ("from:NL OR from:DE", "a ggggggg"), ("to:KR", "bb"), ("to:ww", "ggggggg"), ("method:drop", "bb iiiiiiiii"),
        ("concealment:vacuum_seal", "a"), ("wallet:bc1qinvented", "ggggggg"), ("wallet:BC1QINVENTED", "ggggggg"), ("wallet:bc1q*", "ggggggg"),
        ("contact:ice_77", "bb"), ("pgp:" + "ab" * 20, "ggggggg"), ("source:moray", "ffffff"), ("kind:post", "eeeee"), ("language:ko", "bb"),
        ("currency:usd", "a ffffff"), ('tag:"seen at sea"', "a"), ("tag:seen*", "a"), ("price:10..60", "a"), ("price:..60", "a ffffff"),
        ("price:9.5", "ffffff"), ("price:>50", "ccc ggggggg"), ("price:>=50", "a ccc ggggggg"), ("price:<50", "ffffff"), ("price:<=50", "a ffffff"),
        ("price:80EUR", "ggggggg"), ("price:>100cny", "ccc"), ("price:1..5DOGE", "hhhhhhhh"), ("price:..5", ""), ("-price:0..", "bb dddd eeeee hhhhhhhh iiiiiiiii jjjjjjjjjj"),
        ("grams:1", "ccc ggggggg"), ("grams:>1", "a"), ("grams:500mg..1g", "ccc ggggggg hhhhhhhh"), ("grams:<1kg", "a ccc ggggggg hhhhhhhh"),
        ("unit_price:10", "a"), ("unit_price:>10", "ccc ggggggg"), ("unit_price:..6DOGE", "hhhhhhhh"), ("seen:2026-11-02", "a"),
        ("seen:2026-11-03..2026-11-04", "bb ccc"), ("seen:>2026-11-10", "jjjjjjjjjj"), ("seen:..2026-11-02", "a"), ("seen:2025", ""),
        ("seen:2026", ALL), ("first_seen:>=2026-11-10", "iiiiiiiii jjjjjjjjjj"), ("first_seen:2026-11-02T00:00", "a"),
        ("seen:<2026-11-03 OR drug:heroin", "a hhhhhhhh"), ("(crystal", "a"), ("crystal)", "a"), ('"lab tested', "a"), ("nosuchfield:crystal", ""),
        ("seen:2026-99", ""), ("***", ALL), ("", ALL), ("OR", ALL), ("a\x00b", ""), ("\u202emdma", "a ffffff"),
        ("!!!", ""), ("-!!!", ALL), ("crystal OR !!!", "a"), (".*", ""), ("[a-z]+", ""), ("_exists_:price", ""),
        ('{"match_all": {}}', ""), ("ａ", ""), ("x" * 5000, ""),
    ],
)  # fmt: skip
def test_words(few: Index, text: str, expected: str) -> None:
    hits = few.search(Question(parse(text), limit=100))
    assert {hit.id for hit in hits.hits} == set(expected.split())
    assert hits.total == len(set(expected.split()))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"any_of": {"drug": ("mdma", "2c-b")}}, "a eeeee ffffff"),
        ({"any_of": {"drug": ("mdma",), "from": ("VN",)}}, "eeeee"),
        ({"any_of": {"from": ("vn",)}}, "eeeee"),
        ({"any_of": {"drug": ()}}, ALL),
        ({"any_of": {"drug": ("nosuch",)}}, ""),
        ({"any_of": {"vendor": ("DUTCH TULIP ",)}}, "a"),
        ({"any_of": {"tag": ("seen at sea",)}}, "a"),
        ({"ranges": (Range("seen", DAY + timedelta(days=9)),)}, "iiiiiiiii jjjjjjjjjj"),
        ({"ranges": (Range("seen", None, DAY + timedelta(days=2)),)}, "a"),
        ({"ranges": (Range("seen", DAY + timedelta(days=2), DAY + timedelta(days=3)),)}, "bb"),
        ({"ranges": (Range("price", Decimal(10)),)}, "a ccc ggggggg"),
        ({"ranges": (Range("price", Decimal(10)), Range("grams", None, Decimal(1)))}, "ccc ggggggg"),
        ({"ranges": (Range("price", Decimal(50), above=True),)}, "ccc ggggggg"),
        ({"currency": "USD", "ranges": (Range("price", None, Decimal("9.50")),)}, "ffffff"),
        ({"currency": "usd"}, "a ffffff"),
        ({"currency": "EUR", "ranges": (Range("price", Decimal(81)),)}, ""),
        ({"currency": "DOGE", "ranges": (Range("unit_price", Decimal(6)),)}, "hhhhhhhh"),
        ({"only": ("a", "bb", "nosuch")}, "a bb"),
        ({"only": ()}, ""),
        ({"never": tuple(EVERY - {"a"})}, "a"),
        ({"only": ("a", "bb"), "never": ("a",)}, "bb"),
    ],
)  # fmt: skip
def test_filters(few: Index, more: dict[str, object], expected: str) -> None:
    assert found(few, "", **more) == set(expected.split())


@pytest.mark.parametrize("question", questions(220), ids=lambda one: "")
def test_hits_are_those_of_the_judge(many: Index, question: Question) -> None:
    expected = judged(question, MANY)
    hits = many.search(replace(question, limit=1000, sort=Sort.RELEVANCE))
    assert hits.total == len(expected)
    assert {hit.id for hit in hits.hits} <= expected
    assert len({hit.id for hit in hits.hits}) == min(len(expected), 1000)


@pytest.mark.parametrize("question", questions(40, seed=5), ids=lambda one: "")
def test_counts_are_those_of_the_judge(many: Index, question: Question) -> None:
    hits = many.search(question)
    expected = judged(question, MANY)
    answering = [one for one in MANY if one.id in expected]
    for name, attribute in (("drug", "drugs"), ("to", "tos"), ("source", "source"), ("vendor", "vendor")):
        free = judged(replace(question, any_of={k: v for k, v in question.any_of.items() if k != name}), MANY)
        values = [getattr(one, attribute) for one in MANY if one.id in free]
        counted = Counter(
            v.upper() if name == "to" else v.casefold()
            for one in values
            for v in ((one,) if isinstance(one, str) else one)
        )
        assert hits.facets[name] == tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:10])
    seen = [one.last_seen if question.histogram.field == "seen" else one.first_seen for one in answering]  # type: ignore[union-attr]
    assert hits.histogram == tuple(sum(a <= at < b for at in seen) for a, b in pairwise(MONTHS))
    for name in ("price", "unit_price", "grams"):
        own = name if question.currency or name == "grams" else name.replace("price", "worth")
        amounts = [float(value) for one in answering if (value := getattr(one, own)) is not None]
        assert hits.stats[name].count == len(amounts)
        if amounts:
            assert (hits.stats[name].least, hits.stats[name].most) == (min(amounts), max(amounts))
            assert hits.stats[name].mean == pytest.approx(fmean(amounts))


@pytest.mark.parametrize("sort", [sort for sort in Sort if sort in ORDERS])
@pytest.mark.parametrize("currency", ["", "EUR"])
def test_pages_by_a_sort_hold_every_hit_once_in_order(many: Index, sort: Sort, currency: str) -> None:
    question = Question(parse("pure OR 필로폰 OR кокаин"), sort=sort, currency=currency, limit=37, facets=())
    ids, pages = [], 0
    while not pages or question.after:
        hits = many.search(question)
        ids += [hit.id for hit in hits.hits]
        question, pages = replace(question, after=hits.next), pages + 1
    by_id = {one.id: one for one in MANY}
    field, descending = ORDERS[sort]
    money = {"price": "worth", "unit_price": "unit_worth"} if not currency else {}
    name = {"seen": "last_seen", **money}.get(field, field)

    def key(id_: str) -> tuple[bool, float, int]:
        value = getattr(by_id[id_], name)
        number = value.timestamp() if isinstance(value, datetime) else float(value or 0)
        return value is None, -number if descending else number, place_of(id_)

    assert set(ids) == judged(question, MANY)
    assert ids == sorted(set(ids), key=key)


def test_pages_by_relevance_hold_every_hit_once(many: Index) -> None:
    question = Question(parse("pure OR tested OR seal*"), limit=90, facets=())
    ids, scores, pages = [], [], 0
    while not pages or question.after:
        hits = many.search(question)
        ids += [hit.id for hit in hits.hits]
        scores += [hit.score for hit in hits.hits]
        question, pages = replace(question, after=hits.next), pages + 1
    assert len(ids) == len(set(ids))
    assert set(ids) == judged(question, MANY)
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST, Sort.CHEAPEST, Sort.RELEVANCE])
def test_pages_stay_while_records_come_and_go(factory: Factory, sort: Sort) -> None:
    index = filled_with(factory, MANY[:300])
    question = Question(parse("-nosuchword pure" if sort is Sort.RELEVANCE else ""), sort=sort, limit=25, facets=())
    page = index.search(question)
    ids = [hit.id for hit in page.hits]
    before = set(ids)
    number = 0
    while page.next:
        new = [replace(one, id=f"new{number}-{one.id}") for one in MANY[:30]]
        index.put(new)
        index.delete([ids[0]])
        index.commit()
        number += 1
        page = index.search(replace(question, after=page.next))
        ids += [hit.id for hit in page.hits]
    assert len(ids) == len(set(ids)), "no hit twice"
    assert {id_ for id_ in ids if not id_.startswith("new")} == judged(question, MANY[:300]) | before
    index.close()


@pytest.mark.parametrize("after", ["nothing", "!!", "bm90aGluZw", "W10", "WyJ4Il0", "x" * 10_000, "\u202e"])
def test_a_foreign_token_is_refused(few: Index, after: str) -> None:
    with pytest.raises(WrongUse, match="token"):
        few.search(Question(parse("mdma"), after=after))


FORGED = [
    ("x", "y"), (1,), (), (None,), (10**30, "x"), (-5, "x"), ("", 1, 2, 3), (True, 1), ([1], {"a": 1}), (1, 10**30), (1, None), (-(10**18), 5),
    ("x", 10**400, 1), ("", "x", 1), (float("inf"), 1), (float("nan"), 1),
]  # fmt: skip


@pytest.mark.parametrize("said", FORGED, ids=repr)
@pytest.mark.parametrize("sort", [Sort.RELEVANCE, Sort.NEWEST, Sort.CHEAPEST])
def test_a_forged_token_of_the_right_question_is_refused_or_gives_a_page(
    few: Index, sort: Sort, said: tuple[Any]
) -> None:
    """Whoever knows the program can make one: it opens nothing, and no fault of the index is told."""
    question = Question(parse("mdma OR cocaine"), sort=sort, limit=2)
    try:
        hits = few.search(replace(question, after=cursor.token(question, *said)))
    except WrongUse:
        return
    assert {hit.id for hit in hits.hits} <= {"a", "ffffff", "ggggggg"}


def test_a_token_of_another_question_is_refused(many: Index) -> None:
    first = many.search(Question(parse("pure"), limit=2))
    with pytest.raises(WrongUse, match="another question"):
        many.search(Question(parse("tested"), limit=2, after=first.next))


def test_a_facet_is_counted_without_its_own_filter(few: Index) -> None:
    hits = few.search(Question(any_of={"drug": ("mdma",)}, facets=("drug", "from", "tag")))
    assert hits.total == 2
    assert dict(hits.facets["drug"])["methamphetamine"] == 3
    assert hits.facets["from"] == (("NL", 1), ("VN", 1))
    assert hits.facets["tag"] == (("seen at sea", 1),)


def test_two_filters_are_each_left_out_of_their_own_count_alone(few: Index) -> None:
    hits = few.search(Question(any_of={"drug": ("cocaine",), "to": ("WW",)}, facets=("drug", "to")))
    assert hits.facets["drug"] == (("cocaine", 1),)
    assert hits.facets["to"] == (("RU", 1), ("WW", 1))


def test_a_histogram_counts_from_an_edge_up_to_the_next(few: Index) -> None:
    edges = tuple(DAY + timedelta(days=n) for n in (0, 1, 2, 5, 40))
    assert few.search(Question(histogram=Histogram("seen", edges))).histogram == (0, 1, 3, 6)
    assert few.search(Question(parse("mdma"), histogram=Histogram("first_seen", edges))).histogram == (0, 1, 0, 1)


def test_statistics(few: Index) -> None:
    stats = few.search(Question(stats=("price", "grams", "seen"))).stats
    assert (stats["price"].count, stats["price"].least, stats["price"].most) == (4, 9.5, 112.0)
    assert stats["price"].mean == pytest.approx(64.875)
    assert stats["price"].percentiles.keys() == {5, 25, 50, 75, 95}
    assert stats["seen"].moments() == (DAY + timedelta(days=1), DAY + timedelta(days=10))
    assert few.search(Question(stats=("price",), currency="CNY")).stats["price"].most == 800.0
    none = few.search(Question(parse("nosuchword"), stats=("price", "seen"))).stats
    assert (none["price"].count, none["price"].least, none["seen"].moments()) == (0, None, None)


def test_a_title_weighs_more_than_a_body_and_filters_weigh_nothing(few: Index) -> None:
    assert [hit.id for hit in few.search(Question(parse("mdma"))).hits] == ["a", "ffffff"]
    assert few.search(Question(parse("mdma* OR mdma~"))).hits[0].id == "a"
    plain = few.search(Question(parse("mdma"))).hits[0].score
    filtered = few.search(Question(parse("mdma drug:mdma price:0.. seen:2026"), any_of={"from": ("NL",)})).hits[0].score
    assert filtered == pytest.approx(plain)


def test_without_words_the_newest_come_first(few: Index) -> None:
    assert [hit.id for hit in few.search(Question(parse("drug:mdma"))).hits] == ["eeeee", "a"]


@pytest.mark.parametrize("limit", [0, 1, 1000])
def test_a_page_holds_as_many_as_asked(few: Index, limit: int) -> None:
    hits = few.search(Question(limit=limit))
    assert (hits.total, len(hits.hits)) == (len(FEW), min(limit, len(FEW)))


def test_an_empty_index_answers(empty: Index) -> None:
    hits = empty.search(
        Question(parse("x OR y*"), stats=("price",), histogram=Histogram("seen", MONTHS), sort=Sort.CHEAPEST)
    )
    assert (hits.total, hits.hits, hits.next, sum(hits.histogram)) == (0, (), "", 0)
    assert (empty.count(), list(empty.held()), list(empty.near("cocane"))) == (0, [], [])
    empty.delete(["nosuch"])
    empty.commit()


def test_a_put_replaces_and_an_older_revision_changes_nothing(empty: Index) -> None:
    empty.put([replace(FEW[0], revision=3)])
    empty.commit()
    empty.put([replace(FEW[0], revision=5, title="ketamine")])
    empty.put([replace(FEW[0], revision=4, title="heroin")])
    empty.commit()
    empty.put([replace(FEW[0], revision=2, title="lsd")])
    empty.commit()
    assert [(found(empty, word), empty.count()) for word in ("ketamine", "heroin", "lsd")] == [
        ({"a"}, 1),
        (set(), 1),
        (set(), 1),
    ]
    assert [(id_, revision) for _, id_, revision in empty.held()] == [("a", 5)]


def test_the_last_of_several_puts_of_one_record_in_a_batch_holds(empty: Index) -> None:
    empty.put([replace(FEW[0], revision=n, title=f"version{n}") for n in (1, 2, 3)])
    empty.commit()
    assert (empty.count(), found(empty, "version3")) == (1, {"a"})


def test_a_deleted_record_is_gone(empty: Index) -> None:
    empty.put(FEW)
    empty.commit()
    empty.delete(["a", "bb", "nosuch"])
    empty.commit()
    assert found(empty) == EVERY - {"a", "bb"}


def test_what_is_held_comes_in_the_order_of_place(many: Index) -> None:
    held, after = [], -1
    while some := many.held(after, 600):
        held += some
        after = some[-1][0]
    assert held == sorted((place_of(one.id), one.id, one.revision) for one in MANY)


def test_an_explanation_is_of_a_hit_alone(few: Index) -> None:
    assert "mdma" in few.explain(Question(parse("mdma")), "a").lower()
    assert few.explain(Question(parse("mdma")), "bb") == ""


@pytest.mark.parametrize(
    ("word", "first"),
    [("cocane", "cocaine"), ("cocaien", "cocaine"), ("kocaine", "cocaine"), ("cocainee", "cocaine"), ("crystl", "crystal"),
     ("кокаен", "кокаин"), ("xyzzyx", None), ("mdm", None), ("필로폴", None)],
)  # fmt: skip
def test_near_words(few: Index, word: str, first: str | None) -> None:
    assert next((near for near, _ in few.near(word)), None) == first


def test_frequencies(few: Index) -> None:
    counts = few.frequencies(["cocaine", "mdma", "crystal", "필로", "로필", "lab tested", "nosuch", "!!!"])
    assert dict(counts) == {
        "cocaine": 2, "mdma": 2, "crystal": 1, "필로": 1, "로필": 0, "lab tested": 1, "nosuch": 0, "!!!": 0,
    }  # fmt: skip


def test_frequencies_forget_what_was_deleted(empty: Index) -> None:
    empty.put(FEW)
    empty.commit()
    empty.delete(["ggggggg"])
    empty.commit()
    assert dict(empty.frequencies(["cocaine"])) == {"cocaine": 1}


@pytest.mark.parametrize("least", [1, 2, 3])
def test_at_least_so_many_words(few: Index, least: int) -> None:
    parts = (Word("mdma"), Word("tabs"), Word("honest"), Word("drop", field="method"))
    expected = {1: {"a", "bb", "ffffff", "iiiiiiiii"}, 2: {"ffffff"}, 3: {"ffffff"}}[least]
    assert {hit.id for hit in few.search(Question(Both(should=parts, least=least))).hits} == expected


@pytest.mark.parametrize("language", ["en", "ko", "zh", "ja", "th", "ru", "vi", "id", "tl"])
def test_records_alike_hold_a_third_of_the_telling_words(many: Index, language: str) -> None:
    for one in [one for one in MANY if one.language == language][:1]:
        question = alike(many, one, limit=50)
        expected = judged(question, MANY)
        hits = many.search(question)
        assert one.id not in expected
        assert (hits.total, {hit.id for hit in hits.hits} <= expected) == (len(expected), True)
        parts = question.words.should if isinstance(question.words, Both) else (question.words,)
        assert 1 <= len(parts) <= 25
        for part in parts:
            others = islice((other for other in MANY if answers(Question(part), other)), 2)
            assert len(list(others)) == 2, "a word that no other record holds tells nothing"


def test_a_copy_of_a_record_is_the_first_alike(factory: Factory) -> None:
    one = next(one for one in MANY if one.language == "en" and len(one.body.split()) > 30)
    copy = replace(one, id="copy", source="elsewhere", body=one.body + " changed")
    index = filled_with(factory, [*MANY[:300], one, copy])
    assert index.search(alike(index, one)).hits[0].id == "copy"
    index.close()


def test_records_without_words_are_like_nothing(few: Index) -> None:
    assert few.search(alike(few, entry("empty", "", ""))).total == 0
    assert few.search(alike(few, entry("odd", "!!! ***", "\u202e"))).total == 0


def test_a_rebuild_is_not_seen_before_it_is_adopted(factory: Factory) -> None:
    index = filled_with(factory, FEW[:3])
    left = index.beside()
    left.put(FEW)
    left.close()  # an interrupted rebuild
    fresh = index.beside()
    fresh.put(FEW[3:])
    fresh.commit()
    assert index.count() == 3
    index.adopt(fresh)
    assert index.count() == len(FEW) - 3
    index.put(FEW[:3])
    index.commit()
    assert found(index) == EVERY
    index.close()


HOSTILE = [
    "x" * 100_000, "(" * 50_000, "\x00\x01\x1b[31m" * 50, "\u202e\u2066evil\u2069 " * 500, "\ud800 lone", "a." * 30_000, "é" * 70_000, "漢" * 50_000,
    "'" * 9_000, "İ" * 500, "\U0010ffff" * 100, " \t\r\n" * 1000, "e\u0301" * 40_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:6]))
def test_hostile_text_is_taken_and_changes_nothing_else(empty: Index, text: str) -> None:
    bad = entry("bad", text, text + " findable", vendor=text, wallets=(text,), drugs=(text[:300],), language=text[:9])
    assert not empty.put([FEW[0], bad, FEW[1]])
    empty.commit()
    assert found(empty, "findable") == {"bad"}
    assert found(empty, "mdma") == {"a"}
    assert len(empty.search(Question(parse(text))).hits) <= 3


@pytest.mark.parametrize(
    "at", [datetime(1970, 1, 1, tzinfo=timezone.utc), datetime(2199, 12, 31, 23, 59, 59, 999999, tzinfo=timezone.utc)]
)
def test_dates_at_the_edges(empty: Index, at: datetime) -> None:
    empty.put([replace(FEW[0], first_seen=at, last_seen=at)])
    empty.commit()
    assert found(empty, f"seen:{at:%Y-%m-%dT%H:%M:%S}") == {"a"}


@pytest.mark.parametrize("amount", ["0", "0.00000001", "999999999999999", "0.1"])
def test_amounts_at_the_edges(empty: Index, amount: str) -> None:
    empty.put(
        [replace(FEW[0], worth=Decimal(amount), price=Decimal(amount), currency="USD", grams=None, unit_price=None)]
    )
    empty.commit()
    assert found(empty, f"price:{amount}") == {"a"}
    assert found(empty, f"price:>{amount}") == set()
    assert found(empty, f"price:{amount}..{amount}USD") == {"a"}
