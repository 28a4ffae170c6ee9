"""A workspace's words over the shipped ones: added, changed, hidden; each mention names the version that made it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nlp
from nlp.lexicon import of_folder, shipped
from nlp.lexicon.laid import between, changes, laid, own_terms, own_version
from nlp.lexicon.read import HEADER, survey
from tidewaiter.model.errors import WrongUse

HEAD = ",".join(HEADER) + "\n"


def own(*rows: str, name: str = "drug.xx.csv") -> dict[str, str]:
    return {name: HEAD + "".join(f"{row},ahn,own\n" for row in rows)}


def drugs(text: str, files: dict[str, str]) -> list[tuple[str, str]]:
    found = nlp.extract(text, lexicon=laid(files))
    return [(str(m.value), str(m.status)) for m in found if m.kind == "drug"]


def test_an_added_word_is_found_and_its_mention_names_the_row_and_the_version() -> None:
    files = own("zazaquay,cannabis,slang,0")
    (mention,) = [m for m in nlp.extract("5g zazaquay", lexicon=laid(files)) if m.kind == "drug"]
    assert mention.value == "cannabis"
    assert mention.rule == f"rule:lexicon:own/drug.xx.csv:2@{nlp.VERSION}+{own_version(files)}"
    assert drugs("5g zazaquay", {}) == []


def test_an_ambiguous_word_needs_evidence_as_a_shipped_one_does() -> None:
    files = own("quayfish,mdma,slang,2")
    assert drugs("I had quayfish for lunch", files) == [("mdma", "suspected")]
    assert drugs("quayfish 5g $50, dm me on wickr", files) == [("mdma", "asserted")]


def test_a_changed_word_has_one_meaning_less_sure() -> None:
    assert drugs("cocaine", {}) == [("cocaine", "asserted")]
    assert drugs("cocaine", own("cocaine,cocaine,name,2")) == [("cocaine", "suspected")]


@pytest.mark.parametrize("canonical", ["cocaine", "*"])
def test_a_hidden_word_is_not_searched_for(canonical: str) -> None:
    assert drugs("cocaine", own(f"cocaine,{canonical},hidden,0")) == []


def test_a_place_may_be_added() -> None:
    files = own("quayside,NL,city,0", name="place.xx.csv")
    found = nlp.extract("ships from quayside", lexicon=laid(files))
    assert [(str(m.kind), m.value) for m in found if m.kind == "ship_from"] == [("ship_from", "NL")]
    assert nlp.read_place("quayside", lexicon=laid(files)) == ["NL"]


def test_the_shipped_lexicon_stays_as_it_is() -> None:
    before = shipped().terms
    drugs("cocaine", own("cocaine,*,hidden,0"))
    assert shipped().terms is before
    assert laid({}) is shipped()
    assert drugs("cocaine", {}) == [("cocaine", "asserted")]


def test_names_to_search_by_know_the_workspaces_words() -> None:
    assert "zazaquay" in nlp.names(laid(own("zazaquay,cannabis,slang,0")))["cannabis"]
    assert "zazaquay" not in nlp.names()["cannabis"]


def test_the_version_changes_with_any_byte() -> None:
    one, other = own("zazaquay,cannabis,slang,0"), own("zazaquay,cannabis,slang,1")
    assert laid(one).version != laid(other).version
    assert laid(one).version.startswith(f"{nlp.VERSION}+own-")
    assert laid(one).version == laid(dict(one)).version


FAULTS = [
    (own("a b,c"), "drug.xx.csv:2", "4 fields"),
    (own("cocaine,heroin,hidden,0"), "own/drug.xx.csv:2", "hides nothing"),
    (own("quay,Cannabis,slang,0"), "drug.xx.csv:2", "small letters"),
    (own("quay\u202ex,cannabis,slang,0"), "drug.xx.csv:2", "mark of direction"),
    (own("quay,cannabis,slang,0") | own("QUAY,cannabis,slang,1", name="drug.en.csv"), "own/drug.xx.csv:2", "already at own/drug.en.csv:2"),
    ({"drug.xx.csv": "term,canonical\n"}, "drug.xx.csv:1", "first line"),
    ({"fish.csv": HEAD}, "fish.csv", "room"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "where", "what"), FAULTS, ids=[what for _, _, what in FAULTS])
def test_a_wrong_file_is_refused_with_its_line(files: dict[str, str], where: str, what: str) -> None:
    with pytest.raises(WrongUse) as caught:
        laid(files)
    assert caught.value.where == where
    assert what in caught.value.what
    assert caught.value.todo or what == "room"


def test_a_shipped_file_may_not_hide() -> None:
    _, faults = survey(HEAD + "weed,cannabis,hidden,0,a,b\n", "drug.xx.csv")
    assert "hidden" in faults[0].what


def test_every_fault_is_told_and_the_good_rows_are_read() -> None:
    terms, faults = own_terms(own("quay,cannabis,slang,7", "pier,cannabis,slang,0", "dock,cannabis,fish,0"))
    assert [term.term for term in terms] == ["pier"]
    assert [fault.where for fault in faults] == ["drug.xx.csv:2", "drug.xx.csv:4"]


def test_changes_say_what_is_added_changed_and_hidden() -> None:
    files = own("zazaquay,cannabis,slang,0", "cocaine,cocaine,name,2", "heroin,heroin,hidden,0", "mdma,mdma,name,0")
    assert [(c.what, (c.new or c.old).term) for c in changes(files)] == [  # type: ignore[union-attr]
        ("added", "zazaquay"), ("changed", "cocaine"), ("hidden", "heroin"),
    ]  # fmt: skip


def test_between_two_lists() -> None:
    old = own_terms(own("quay,cannabis,slang,0", "pier,cannabis,slang,0"))[0]
    new = own_terms(own("quay,cannabis,slang,1", "dock,mdma,slang,1"))[0]
    assert {(c.what, (c.new or c.old).term) for c in between(old, new)} == {  # type: ignore[union-attr]
        ("changed", "quay"), ("added", "dock"), ("hidden", "pier"),
    }  # fmt: skip
    assert between(old, old) == []


def test_a_folder_is_read_and_one_that_is_not_there_adds_nothing(tmp_path: Path) -> None:
    assert of_folder(tmp_path / "nosuch") is shipped()
    (tmp_path / "drug.xx.csv").write_text(HEAD + "zazaquay,cannabis,slang,0,ahn,own\n", encoding="utf-8")
    (tmp_path / "refused.txt").write_text("zipper\n", encoding="utf-8")
    assert of_folder(tmp_path).terms[-1].term == "zazaquay"


def test_a_file_that_is_not_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "drug.xx.csv").write_bytes(HEAD.encode() + b"a,b,slang,0,x,y\n\xff\n")
    with pytest.raises(WrongUse) as caught:
        of_folder(tmp_path)
    assert caught.value.where.endswith("drug.xx.csv:3")


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=200))
def test_any_text_as_a_file_is_terms_and_faults_and_never_an_exception(text: str) -> None:
    terms, faults = own_terms({"drug.xx.csv": text})
    assert all(term.where.startswith("own/drug.xx.csv:") for term in terms)
    assert all(fault.what for fault in faults)


@settings(deadline=None, max_examples=25)
@given(st.permutations(["zazaquay,cannabis,slang,0", "quay,mdma,slang,1", "pier,lsd,slang,0"]))
def test_the_order_of_rows_changes_no_mention(rows: list[str]) -> None:
    text = "5g zazaquay, pier 1g quay $5"
    found = nlp.extract(text, lexicon=laid(own(*rows)))
    plain = [(m.kind, m.start, m.end, m.value, m.score, m.status) for m in found]
    again = nlp.extract(text, lexicon=laid(own(*sorted(rows))))
    assert plain == [(m.kind, m.start, m.end, m.value, m.score, m.status) for m in again]
