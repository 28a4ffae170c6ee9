"""Nearer spellings, time lines, more of the same, and names added to a word: over any index, here the embedded one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone

import pytest

from nlp import names as shipped
from tests.search.corpus import DAY, FEW, generated
from tidewaiter.model.errors import WrongUse
from tidewaiter.search import EmbeddedIndex, Question
from tidewaiter.search.question import echo, parse, understand
from tidewaiter.search.question.calendar import Unit, edges
from tidewaiter.search.question.expansion import MOST_WIDENED, Widened, with_members, with_names
from tidewaiter.search.question.tree import Both, Node
from tidewaiter.search.suggest import did_you_mean, timeline


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedIndex]:
    made = EmbeddedIndex(tmp_path_factory.mktemp("index"))
    made.put([*FEW, *generated(200)])
    made.commit()
    yield made
    made.close()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Colombian cocayne", "Colombian cocaine"), ("(cocayne OR heroin)", "cocaine OR heroin"), ("cocaine", None), ("xyzzyxyz", None),
        ("cocayne drug:mdna", None), ("cocayne drug:cocaine", "cocaine drug:cocaine"), ("", None), ("-cocayne", None), ("cocayn*", None),
    ],
)  # fmt: skip
def test_did_you_mean(index: EmbeddedIndex, typed: str, meant: str | None) -> None:
    found = did_you_mean(index, Question(parse(typed)))
    assert (echo(found) if found is not None else None) == meant


def test_a_timeline_spans_the_hits_and_loses_none(index: EmbeddedIndex) -> None:
    for unit in Unit:
        question = timeline(index, Question(parse("pure")), unit=unit)
        hits = index.search(question)
        assert sum(hits.histogram) == hits.total
        assert hits.histogram[0]
        assert hits.histogram[-1]
    assert timeline(index, Question(parse("nosuchword")), unit=Unit.DAY).histogram is None


@pytest.mark.parametrize(
    ("unit", "first", "last", "starts"),
    [
        (Unit.MONTH, "2025-12-31", "2026-02-01", ["2025-12-01", "2026-01-01", "2026-02-01", "2026-03-01"]),
        (Unit.WEEK, "2026-11-24", "2026-11-30", ["2026-11-23", "2026-11-30", "2026-12-07"]),
        (Unit.DAY, "2024-02-28", "2024-02-29", ["2024-02-28", "2024-02-29", "2024-03-01"]),
    ],
)
def test_edges(unit: Unit, first: str, last: str, starts: list[str]) -> None:
    ends = (datetime.fromisoformat(at).replace(tzinfo=timezone.utc) for at in (first, last))
    assert [f"{at:%Y-%m-%d}" for at in edges(unit, *ends)] == starts


def test_too_many_steps_are_refused() -> None:
    with pytest.raises(WrongUse, match="longer steps"):
        edges(Unit.DAY, DAY, DAY.replace(year=2100))


def test_names_are_added_to_plain_words_and_shown(index: EmbeddedIndex) -> None:
    names = {"methamphetamine": ("shabu", "필로폰", "冰毒")}
    wide = with_names(parse("필로폰 -to:KR title:shabu"), names)
    assert wide.added == {"필로폰": ("methamphetamine", "shabu", "冰毒")}
    assert echo(wide.words) == "(필로폰 OR methamphetamine OR shabu OR 冰毒) title:shabu -to:KR"
    words = with_names(parse("Shabu"), names).words
    assert {hit.id for hit in index.search(Question(words, limit=1000)).hits} >= {"bb", "ccc"}
    assert with_names(parse("pure"), names) == Widened(parse("pure"))
    assert with_names(None, names) == Widened(None)


def test_a_word_of_one_language_finds_records_of_the_others(index: EmbeddedIndex) -> None:
    """By the shipped names, of which methamphetamine has more than four hundred."""
    wide = with_names(parse("冰毒"), shipped())
    assert {"필로폰", "覚醒剤", "ยาไอซ์", "shabu"} <= set(wide.added["冰毒"])
    assert not wide.left
    assert "bb" not in {hit.id for hit in index.search(Question(parse("冰毒"), limit=1000)).hits}
    assert "bb" in {hit.id for hit in index.search(Question(wide.words, limit=1000)).hits}


def test_names_stay_below_what_an_index_takes_and_what_is_cut_is_told() -> None:
    known = {"meth": (*(f"name{n}" for n in range(5_000)), "필로폰", "覚醒剤", "ยาไอซ์"), "lsd": ("acid", "산")}
    wide = with_names(parse("meth (lsd OR x) -acid"), known)
    assert sum(1 for _ in leaves_of(wide.words)) <= MOST_WIDENED
    assert {"필로폰", "覚醒剤", "ยาไอซ์"} <= set(wide.added["meth"])
    assert wide.added["lsd"] == ("acid", "산")
    assert wide.left == {"meth": 5_003 - len(wide.added["meth"])}
    assert any(f"and {wide.left['meth']} more left out" in note for note in wide.notes)
    many = with_names(parse(" ".join(f"(a OR (b meth{' x' * (n % 3)}))" for n in range(60))), known)
    assert sum(1 for _ in leaves_of(many.words)) <= MOST_WIDENED


def test_a_word_that_is_said_again_is_widened_once() -> None:
    known = {"meth": ("ice", "필로폰")}
    assert with_names(parse("meth " * 200), known).words == Both(must=(with_names(parse("meth"), known).words,))
    assert echo(with_names(parse("meth (a OR meth OR meth)"), known).words).count("ice") == 2


def test_a_class_becomes_its_substances_in_its_own_field_alone() -> None:
    groups = {"nitazenes": ("isotonitazene", "metonitazene")}
    wide = with_members(parse("drug:Nitazenes -drug:mdma nitazenes"), "drug", groups)
    assert echo(wide.words) == "(drug:Nitazenes OR drug:isotonitazene OR drug:metonitazene) nitazenes -drug:mdma"
    assert wide.notes == ("drug:Nitazenes: also isotonitazene, metonitazene",)
    assert with_members(None, "drug", groups) == Widened(None)
    never = with_members(parse("pure -drug:nitazenes"), "drug", groups)
    assert echo(never.words) == "pure -(drug:nitazenes OR drug:isotonitazene OR drug:metonitazene)"


def test_what_is_listed_under_a_name_keeps_it() -> None:
    names = {"nitazenes": ("isotonitazene",), "nitazene": ("nitazenes", "zenes"), "isotonitazene": ("iso",)}
    assert with_names(parse("nitazenes"), names).added == {"nitazenes": ("isotonitazene",)}
    assert with_names(parse("isotonitazene zenes"), names).added == {
        "isotonitazene": ("iso",), "zenes": ("nitazene", "nitazenes"),
    }  # fmt: skip


def leaves_of(node: Node | None) -> Iterator[Node]:
    if isinstance(node, Both):
        for part in (*node.must, *node.should, *node.never):
            yield from leaves_of(part)
    elif node is not None:
        yield node


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("colour:red", "there is no field colour"), ("seller:gull", "did you mean vendor"), ("vendr:gull", "did you mean vendor"),
        ("seen:2026-13", "2026-13 is no date"), ("seen:1200", "years go from"), ("price:cheap", "cheap is no number"),
        ("grams:5oz", "oz is no unit"), ("price:5EUR..9USD", "two currencies"), ("x " * 201, "first 200 words"),
        ("x" * 4001, "first 4000 letters"), ("(" * 30 + "x", "brackets deeper"), ("a*", "a beginning needs 2 letters"),
        ("mdma~2", "it was searched as mdma~"), ("mdm~", "needs 4 letters"), ("drug:ketamin~", "not searched misspelt"), ("md*ma", "only at its end"),
        ("*ine", "only at its end"), ('"lab test*"', "stands for itself"), ("drug:", "no value follows"), ("drug: mdma", "no value follows"), ('drug:""', "no value is given"),
        ("sellr:x", "did you mean vendor"), ("vendor:x*y", "only at its end"),
    ],
)  # fmt: skip
def test_what_was_not_read_as_meant_is_told(typed: str, note: str) -> None:
    assert any(note in said for said in understand(typed).notes)


@pytest.mark.parametrize(
    "typed", ["http://abc.onion/x", "mdma drug:mdma price:..5 seen:2026", '"lab tested', "expand:yes mdma", ""]
)
def test_plain_questions_have_nothing_to_tell(typed: str) -> None:
    assert understand(typed).notes == ()


def test_the_switch_in_a_question() -> None:
    assert understand("mdma expand:yes").expand
    assert not understand("mdma").expand
