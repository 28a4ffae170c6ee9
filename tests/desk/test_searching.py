"""`tidewaiter search` over a workspace filled as a crawl fills it: each option, text and JSON, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.desk.conftest import Command
from tests.desk.filled import UNSAFE, Filled
from tidewaiter.desk.cli import answering
from tidewaiter.search.embedded import paging

Ask = Callable[..., Any]


@pytest.fixture
def ask(filled: Filled, command: Command) -> Ask:
    """The JSON of a search that goes well."""

    def asked(*words: str) -> Any:
        said = command("search", *words, "--json", "--home", str(filled.home))
        assert said.status == 0, said.err
        return json.loads(said.out)

    return asked


@pytest.fixture
def said(filled: Filled, command: Command) -> Ask:
    return lambda *words: command(*words, "--home", str(filled.home))


def keys(found: Any) -> list[str]:
    return [hit["key"] for hit in found["hits"]]


def test_json_holds_all_of_an_answer(ask: Ask, filled: Filled) -> None:
    found = ask("crystals")
    assert found.keys() == {
        "question", "total", "facets", "histogram", "hits", "next", "explanations", "notes", "waiting", "did_you_mean",
    }  # fmt: skip
    assert (found["question"], found["total"], found["next"], found["waiting"]) == ("crystals", 1, "", 0)
    (hit,) = found["hits"]
    assert (hit["key"], hit["fields"]["price"], hit["captures"]) == ("/listing/1", "90", [filled.plain.id])
    assert hit["money"] == {
        "price": "90", "worth": None, "grams": "5", "unit_price": "18", "unit_worth": None, "currency": "EUR",
        "worth_in": "USD", "rate": "",
    }  # fmt: skip
    assert {"value": "mdma", "count": 1} in found["facets"]["drug"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["ketamine"], {"/listing/2", "/listing/4"}), (["ketamine", "-gone"], {"/listing/4"}), (["--drug", "ketamine"], {"/listing/2", "/listing/4"}),
        (["--from", "NL", "--to", "kr", "crystals"], {"/listing/1"}), (["--from", "DE"], set()), (["--vendor", "night pier"], {"/listing/4"}),
        (["--kind", "vendor"], set()), (["--source", "lanternfish", "crystals"], {"/listing/1"}), (["--since", "2026-11-03"], {"/listing/1", "/listing/4"}),
        (["--until", "2026-11-03"], {"/listing/2"}), (["--currency", "EUR", "--cheaper-than", "40"], {"/listing/2", "/listing/4"}),
        (["--cheaper-than", "40"], set()), (["--cheaper-than", "40EUR"], {"/listing/2", "/listing/4"}), (["--since", "2026-11"], {"/listing/1", "/listing/2", "/listing/4"}), (["--until", "2026-11"], set()),
        (["price:..40EUR"], {"/listing/2", "/listing/4"}), (["grams:3"], {"/listing/4"}),
    ],
)  # fmt: skip
def test_options_filter(ask: Ask, words: list[str], expected: set[str]) -> None:
    assert set(keys(ask(*words))) == expected


@pytest.mark.parametrize(
    ("sort", "order"),
    [("newest", ["/listing/4", "/listing/1"]), ("cheapest", ["/listing/4", "/listing/1"]), ("dearest", ["/listing/1", "/listing/4"]),
     ("cheapest-gram", ["/listing/4", "/listing/1"]), ("dearest-gram", ["/listing/1", "/listing/4"])],
)  # fmt: skip
def test_sorts(ask: Ask, sort: str, order: list[str]) -> None:
    assert keys(ask("--sort", sort, "--currency", "EUR", "--since", "2026-11-03")) == order


def test_a_word_of_a_field_is_marked_in_that_field(said: Ask) -> None:
    pier = ("--vendor", "night pier")
    assert "why: 3g ketamine" in said("search", "title:ketamine", *pier).out
    answer = said("search", 'body:ketamine OR vendor:"night pier"', *pier)
    assert ("1 found" in answer.out, "why:" in answer.out) == (True, False)


def test_count_prints_the_number_alone(said: Ask) -> None:
    assert said("search", "ketamine", "--count").out == "2\n"
    assert said("search", "nosuchword", "--count").out == "0\n"


def test_facets_are_the_ones_asked_for(ask: Ask) -> None:
    found = ask("--facet", "vendor", "--facet", "currency")
    assert found["facets"].keys() == {"vendor", "currency"}
    assert found["facets"]["currency"] == [{"value": "EUR", "count": 3}]


@pytest.mark.parametrize(("unit", "counts"), [("month", [3]), ("week", [1, 2]), ("day", [1, 0, 2])])
def test_histogram_steps(ask: Ask, said: Ask, unit: str, counts: list[int]) -> None:
    steps = ask("--histogram", unit)["histogram"]
    assert [step["count"] for step in steps] == counts
    assert all(one["until"] == other["from"] for one, other in pairwise(steps))
    assert steps[0]["from"][:10] in said("search", "--histogram", unit).out


def test_expand_adds_names_and_shows_them(ask: Ask, said: Ask) -> None:
    assert ask("필로폰")["total"] == 0
    found = ask("엠디엠에이", "--expand")
    assert found["total"] == ask("엠디엠에이 expand:yes")["total"]
    wide = said("search", "ketamine", "--expand")
    assert "ketamine: also" in wide.err
    assert "ketamine OR" in wide.out


def test_explain_says_why_each_hit_has_its_score(ask: Ask, said: Ask) -> None:
    found = ask("ketamine", "--explain")
    assert found["explanations"].keys() == {hit["id"] for hit in found["hits"]}
    assert all("ketamine" in why.lower() or "score" in why.lower() for why in found["explanations"].values())
    assert "BM25" in said("search", "ketamine", "--explain").out or "idf" in said("search", "ketamine", "--explain").out


@pytest.mark.parametrize("sort", ["relevance", "newest"])
def test_pages_follow_each_other(ask: Ask, said: Ask, sort: str) -> None:
    seen: list[str] = []
    after: list[str] = []
    for _ in range(3):
        page = ask("tested OR ketamine OR gone", "--limit", "1", "--sort", sort, *after)
        assert page["total"] == 3
        seen += keys(page)
        after = ["--after", page["next"]]
    assert page["next"] == ""
    assert sorted(seen) == ["/listing/1", "/listing/2", "/listing/4"]
    assert "next page: --after" in said("search", "tested", "--limit", "1").out


def test_where_pages_by_relevance_end_is_told(ask: Ask, said: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (paging, answering):
        monkeypatch.setattr(module, "DEEPEST_RELEVANCE", 2)
    words = "tested OR ketamine OR gone"
    first = ask(words, "--limit", "1")
    assert first["notes"] == []
    last = ask(words, "--limit", "1", "--after", first["next"])
    assert (len(last["hits"]), last["next"]) == (1, "")
    assert any("end after 2 of 3 hits: sort by date to go on" in note for note in last["notes"])
    assert "sort by date" in said("search", words, "--limit", "2").err
    dated = ask(words, "--limit", "3", "--sort", "newest")
    assert (len(dated["hits"]), dated["notes"]) == (3, [])


def test_a_page_token_of_another_question_or_of_nobody_is_refused(ask: Ask, said: Ask) -> None:
    token = ask("tested", "--limit", "1")["next"]
    for words in (["ketamine", "--after", token], ["tested", "--after", "forged"], ["tested", "--after", token[:-4]]):
        answer = said("search", *words)
        assert (answer.status, "token" in answer.err) == (2, True)


def test_no_hits_bring_a_nearer_spelling(ask: Ask, said: Ask) -> None:
    assert ask("crystels")["did_you_mean"] == "crystals"
    assert "did you mean: crystals" in said("search", "crystels").out
    assert ask("crystals")["did_you_mean"] is None


def test_the_question_is_echoed_as_understood(ask: Ask, said: Ask) -> None:
    assert ask('(crystals "tested')["question"] == "crystals tested"
    assert "for crystals -gone drug:mdma" in said("search", "-gone crystals", "--drug", "mdma").out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["colour:red"], "there is no field colour"), (["seller:gull"], "did you mean vendor"), (["seen:2026-13"], "2026-13 is no date"),
        (["price:cheap"], "cheap is no number"), (["x " * 300], "first 200 words"),
    ],
)  # fmt: skip
def test_what_was_not_read_as_meant_is_told_beside_the_answer(ask: Ask, said: Ask, words: list[str], says: str) -> None:
    assert any(says in note for note in ask(*words)["notes"])
    answer = said("search", *words)
    assert (answer.status, says in answer.err) == (0, True)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--facet", "colour"], "there is no field colour"), (["--facet", "drugs"], "did you mean drug"), (["--since", "soon"], "--since: soon is no date"),
        (["--until", "2026-13-01"], "--until: 2026-13-01 is no date"), (["--cheaper-than", "x"], "--cheaper-than: x is no number"), (["--sort", "colour"], "colour"),
        (["--limit", "5000"], "limit"), (["--colour", "red"], "No such option: --colour"), (["--like", "nosuch"], "no record begins"), (["--copies-of", "nosuch"], "no record begins"),
        (["--like", "a", "--copies-of", "b"], "two things"), (["--since", "0001-01-01"], "years go from 1970 to 2199"), (["--until", "9999-12-31"], "years go from 1970 to 2199"),
        (["--cheaper-than", "nan"], "nan is no number"), (["--cheaper-than", "1e400"], "1e400 is no number"), (["--cheaper-than", "9" * 16], "is no number"),
    ],
)  # fmt: skip
def test_wrong_use_is_refused(said: Ask, words: list[str], says: str) -> None:
    answer = said("search", *words)
    assert (answer.status, says in answer.err, answer.out) == (2, True, "")


def test_hostile_questions_and_records_do_no_harm(ask: Ask, said: Ask) -> None:
    for hostile in ("\x1b[2J\u202e crystals", "(" * 5_000, "a" * 50_000, '"' * 999, "\x00", "[bold red]x[/]"):
        answer = said("search", hostile)
        assert answer.status == 0
        assert not set(UNSAFE) & set(answer.out + answer.err)
    assert not set(UNSAFE) & set(said("search", "ketamine").out)


def test_records_like_another(ask: Ask, said: Ask) -> None:
    this = ask("crystals")["hits"][0]["id"]
    found = ask("--like", this[:12])
    assert found["question"] == f"like {this[:10]}"
    assert this not in {hit["id"] for hit in found["hits"]}
    assert set(keys(found)) == {"/listing/2", "/listing/4"}
    assert any(f"like {this[:10]}, by: " in note for note in found["notes"])
    assert keys(ask("gone", "--like", this)) == ["/listing/2"]
    assert keys(ask("--like", this, "--vendor", "Night Pier")) == ["/listing/4"]
    assert said("search", "--like", this, "--count").out == "2\n"


def test_near_duplicates_of_a_record(ask: Ask, said: Ask, twins: tuple[str, str]) -> None:
    one, other = twins
    found = ask("--copies-of", one[:12])
    assert [hit["id"] for hit in found["hits"]] == [other]
    (hit,) = found["hits"]
    assert (hit["similarity"], hit["fingerprint_bits"]) == (1.0, 0)
    assert "100% of the wording shared, 0 of 64 bits differ" in said("search", "--copies-of", one).out
    assert said("search", "--copies-of", one, "--count").out == "1\n"
    assert ask("--copies-of", one, "--vendor", "nobody")["hits"] == []
    for more in (["--sort", "newest"], ["--histogram", "day"], ["--after", "x"]):
        assert said("search", "--copies-of", one, *more).status == 2


@pytest.fixture
def twins(filled: Filled) -> tuple[str, str]:
    """Two listings of one text."""
    from contextlib import closing

    from tests.desk.filled import SECOND, SOURCE, listing, run_of
    from tidewaiter.desk.session import Session
    from tidewaiter.model.ids import record_id
    from tidewaiter.store.workspace import find

    about = "The whole batch was pressed this week and tested twice, ships on Monday inside a birthday card. " * 2
    with closing(Session(find(filled.home, {}, filled.home))) as here:
        pages = {f"/listing/{n}": listing("Twin tabs", about=about) for n in (71, 72)}
        run_of(here, SECOND.replace(hour=20), pages)
    return record_id(SOURCE, "listing", "/listing/71"), record_id(SOURCE, "listing", "/listing/72")


def test_searches_go_to_the_ledger_as_understood(ask: Ask, filled: Filled) -> None:
    ask("(crystals", "--drug", "mdma")
    last = json.loads((filled.home / "evidence" / "ledger.jsonl").read_text().splitlines()[-1])
    assert last["action"] == "search"
    assert last["facts"] == {"question": "crystals", "filters": {"drug": ["mdma"]}, "found": 1}


def test_what_waits_for_the_index_is_said(ask: Ask, said: Ask, filled: Filled) -> None:
    (filled.home / "index" / "current").unlink()
    (filled.home / "index" / "current").mkdir()
    judged = said("lead", "tag", filled.lead, "boat 7")
    assert (judged.status, "will be told of it later" in judged.err) == (0, True)
    refused = said("search", "crystals")
    assert (refused.status, "is no link" in refused.err, "index rebuild" in refused.err) == (1, True, True)
    (filled.home / "index" / "current").rmdir()
    assert ask("crystals")["waiting"] == 1
    assert "1 records wait for the index" in said("search", "crystals").err


def test_a_tag_on_a_lead_is_found_at_once(ask: Ask, said: Ask, filled: Filled) -> None:
    assert ask('tag:"boat 7"')["total"] == 0
    assert said("lead", "note", filled.lead, "boat 7").status == 0
    assert ask('tag:"boat 7"')["total"] == 0
    assert said("lead", "tag", filled.lead, "Boat 7").status == 0
    assert keys(ask('tag:"boat 7"')) == ["/listing/2"]
    assert ask("--facet", "tag")["facets"]["tag"] == [{"value": "boat 7", "count": 1}]
    assert said("lead", "tag", filled.lead, "Boat 7", "--remove").status == 0
    assert ask('tag:"boat 7"')["total"] == 0


def test_money_of_several_currencies_is_shown_as_reckoned(ask: Ask, said: Ask, tmp_path: Path) -> None:
    assert keys(ask("price:..50")) == []
    table = tmp_path / "rates.csv"
    table.write_text("day,currency,rate\n2026-01-01,EUR,1.1\n")
    assert said("rates", "import", str(table)).status == 0
    found = ask("price:..50", "--sort", "cheapest-gram")
    assert keys(found) == ["/listing/4", "/listing/2"]
    money = found["hits"][0]["money"]
    assert (money["worth"], money["worth_in"], money["price"]) == ("44.0", "USD", "40")
    assert money["rate"]
    assert "40 EUR = 44.00 USD, 14.67 USD a gram" in said("search", "price:..50").out
