"""Questions through the door of the embedded index, over a few records in the languages of our users."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from tidewaiter.model.errors import StoreFailed, WrongUse
from tidewaiter.search import EmbeddedIndex, Entry, Question
from tidewaiter.search.question import Range, Sort, parse

DAY = datetime(2026, 11, 1, tzinfo=timezone.utc)


def entry(name: str, title: str, body: str = "", **more: object) -> Entry:
    day = DAY + timedelta(days=len(name))
    made = Entry(
        id=name, revision=1, source="lanternfish", kind="listing", title=title, body=body, first_seen=day, last_seen=day
    )
    return replace(made, **more)  # type: ignore[arg-type]


RECORDS = [
    entry("a", "Pure MDMA crystal 5g", "Lab tested. Ships from NL, vacuum sealed.", drugs=("mdma",), froms=("NL",), tos=("EU",),
          price=Decimal("50.00"), currency="USD", vendor="Dutch Tulip"),
    entry("bb", "필로폰팝니다 1그램", "강남 던지기 좌표 텔레그램", drugs=("methamphetamine",), tos=("KR",), language="ko", vendor="seoulice"),
    entry("ccc", "出售冰毒 一克800", "担保 飞机联系", drugs=("methamphetamine",), tos=("CN",), language="zh"),
    entry("dddd", "ขายยาบ้าราคาถูก", "ส่งทั่วประเทศ", drugs=("yaba",), tos=("TH",), language="th"),
    entry("eeeee", "Bán thuốc lắc", "ship từ Sài Gòn", drugs=("mdma",), froms=("VN",), language="vi"),
    entry("ffffff", "2C-B tabs 20mg", "not MDMA, honest vendor; cocaine never", drugs=("2c-b",), price=Decimal("9.50"), currency="USD"),
    entry("ggggggg", "Colombian cocaine 1g", "pure cocaine, uncut", drugs=("cocaine",), froms=("DE",), tos=("WW",),
          price=Decimal("80.00"), currency="EUR"),
]  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedIndex]:
    made = EmbeddedIndex(tmp_path_factory.mktemp("index"))
    made.put(RECORDS)
    made.commit()
    yield made
    made.close()


def found(index: EmbeddedIndex, text: str, **more: object) -> set[str]:
    return {hit.id for hit in index.search(Question(parse(text), **more)).hits}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mdma", {"a", "ffffff"}),
        ("MDMA -honest", {"a"}),
        ("mdma NOT honest", {"a"}),
        ("-mdma -cocaine", {"bb", "ccc", "dddd", "eeeee"}),
        ("crystal OR tabs", {"a", "ffffff"}),
        ("(crystal OR tabs) honest", {"ffffff"}),
        ('"lab tested"', {"a"}),
        ('"tested lab"', set()),
        ('"vacuum ships"~5', {"a"}),
        ("cryst*", {"a"}),
        ("cocane~", {"ffffff", "ggggggg"}),
        ("cocaien~", {"ffffff", "ggggggg"}),
        ("필로폰", {"bb"}),
        ("강남던지기", {"bb"}),
        ("冰毒", {"ccc"}),
        ("ยาบ้า", {"dddd"}),
        ("thuoc lac", {"eeeee"}),
        ("thuốc", {"eeeee"}),
        ("2c-b", {"ffffff"}),
        ("title:cocaine", {"ggggggg"}),
        ("drug:mdma", {"a", "eeeee"}),
        ("drug:MDMA from:nl", {"a"}),
        ("vendor:dutch*", {"a"}),
        ('vendor:"dutch tulip"', {"a"}),
        ("(crystal", {"a"}),
        ("crystal)", {"a"}),
        ('"lab tested', {"a"}),
        ("nosuchfield:crystal", set()),
        ("***", {r.id for r in RECORDS}),
        ("", {r.id for r in RECORDS}),
    ],
)
def test_words(index: EmbeddedIndex, text: str, expected: set[str]) -> None:
    assert found(index, text) == expected


def test_fuzzy_takes_no_letter_of_a_spaceless_script_for_another(index: EmbeddedIndex) -> None:
    assert found(index, "강남던지개~") == set()


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"any_of": {"drug": ("mdma", "2c-b")}}, {"a", "eeeee", "ffffff"}),
        ({"any_of": {"drug": ("mdma",), "from": ("VN",)}}, {"eeeee"}),
        ({"any_of": {"from": ("vn",)}}, {"eeeee"}),
        ({"ranges": (Range("seen", DAY + timedelta(days=6)),)}, {"ffffff", "ggggggg"}),
        ({"ranges": (Range("seen", None, DAY + timedelta(days=2)),)}, {"a"}),
        ({"currency": "USD", "ranges": (Range("price", None, Decimal("9.50")),)}, {"ffffff"}),
        ({"currency": "USD", "ranges": (Range("price", Decimal(10)),)}, {"a"}),
    ],
)
def test_filters(index: EmbeddedIndex, more: dict[str, object], expected: set[str]) -> None:
    assert found(index, "", **more) == expected


def test_a_facet_is_counted_without_its_own_filter(index: EmbeddedIndex) -> None:
    hits = index.search(Question(any_of={"drug": ("mdma",)}, facets=("drug", "from")))
    assert hits.total == 2
    assert dict(hits.facets["drug"])["methamphetamine"] == 2
    assert dict(hits.facets["from"]) == {"NL": 1, "VN": 1}


@pytest.mark.parametrize(
    ("sort", "first"), [(Sort.NEWEST, "ggggggg"), (Sort.OLDEST, "a"), (Sort.CHEAPEST, "ffffff"), (Sort.DEAREST, "a")]
)
def test_sorts(index: EmbeddedIndex, sort: Sort, first: str) -> None:
    currency = "USD" if sort in {Sort.CHEAPEST, Sort.DEAREST} else ""
    assert index.search(Question(sort=sort, currency=currency)).hits[0].id == first


def test_pages_follow_each_other(index: EmbeddedIndex) -> None:
    pages, after = [], ""
    while not pages or after:
        hits = index.search(Question(sort=Sort.OLDEST, limit=3, after=after))
        pages.append(hits.hits)
        after = hits.next
    assert [hit.id for page in pages for hit in page] == [r.id for r in RECORDS]


def test_what_cannot_be_meant_says_so() -> None:
    with pytest.raises(WrongUse, match="no field colour"):
        Question(any_of={"colour": ("red",)})
    with pytest.raises(WrongUse, match="did you mean drug"):
        Question(facets=("drugs",))


def test_a_second_put_replaces(tmp_path: Path) -> None:
    index = EmbeddedIndex(tmp_path)
    index.put([RECORDS[0]])
    index.commit()
    index.put([replace(RECORDS[0], revision=2, title="ketamine")])
    index.commit()
    assert index.count() == 1
    assert found(index, "ketamine") == {"a"}
    index.delete(["a"])
    index.commit()
    assert index.count() == 0
    index.close()


def test_a_second_writer_is_refused_and_readers_see_commits(tmp_path: Path) -> None:
    writer, other = EmbeddedIndex(tmp_path), EmbeddedIndex(tmp_path)
    writer.put(RECORDS[:2])
    with pytest.raises(StoreFailed, match="another process"):
        other.put(RECORDS[2:])
    writer.commit()
    assert other.count() == 2
    writer.close()
    other.put(RECORDS[2:])
    other.commit()
    assert writer.count() == len(RECORDS)
    other.close()


@pytest.mark.parametrize(
    "text", ["x" * 10_000_000, "(" * 100_000, "\x00\u202e" * 100_000], ids=["word", "brackets", "controls"]
)
def test_a_record_of_any_text_is_taken_and_the_others_stay(tmp_path: Path, text: str) -> None:
    index = EmbeddedIndex(tmp_path)
    index.put([RECORDS[0], entry("long", text, text + " \u202eevil\ud800 (", vendor=text)])
    index.commit()
    assert found(index, "evil") == {"long"}
    assert found(index, "mdma") == {"a"}
    index.search(Question(parse(text)))
    index.close()
