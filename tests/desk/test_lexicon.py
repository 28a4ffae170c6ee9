"""`tidewaiter lexicon`: rows checked, added whole, compared, suggested; nothing known twice, nothing lost."""

from __future__ import annotations

import json
import threading
from contextlib import closing
from pathlib import Path

import pytest

from nlp.lexicon.read import HEADER
from tests.desk.conftest import Command
from tests.desk.filled import ATTACK, FIRST, SOURCE, UNSAFE, listing, run_of, set_up
from tidewaiter.desk.lexicons import Row, add
from tidewaiter.desk.session import Session
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.sighting import Kind
from tidewaiter.store.database import captures, records
from tidewaiter.store.workspace import Workspace, find

HEAD = ",".join(HEADER) + "\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    set_up(tmp_path / "own")
    return find(tmp_path / "own", {}, tmp_path)


@pytest.fixture
def lexicon(command: Command, workspace: Workspace) -> Command:
    def runs(*arguments: str):  # type: ignore[no-untyped-def]
        return command("lexicon", *arguments, "--home", str(workspace.home))

    return runs


def write(workspace: Workspace, text: str, name: str = "drug.xx.csv") -> Path:
    workspace.lexicon.mkdir(exist_ok=True)
    file = workspace.lexicon / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_word_is_added_and_found_from_then_on(
    command: Command, lexicon: Command, workspace: Workspace, tmp_path: Path
) -> None:
    text = tmp_path / "text.txt"
    text.write_text("5g zazaquay $50", encoding="utf-8")
    assert "cannabis" not in command("extract", str(text), "--home", str(workspace.home)).out
    said = lexicon("add", "zazaquay", "cannabis", "--language", "en")
    assert said.status == 0
    assert "own/drug.en.csv:2" in said.out
    assert "cannabis" in command("extract", str(text), "--home", str(workspace.home)).out
    assert "zazaquay" in (workspace.lexicon / "drug.en.csv").read_text(encoding="utf-8")
    assert '"action":"lexicon"' in workspace.ledger.read_text(encoding="ascii")


def test_the_group_alone_shows_its_help_and_a_missing_file_is_named(command: Command, lexicon: Command) -> None:
    said = command("lexicon")
    assert said.status == 2
    assert said.err.lstrip().startswith("Usage: tidewaiter lexicon")
    assert "suggest" in said.err
    gone = lexicon("diff", "nosuch.csv", "other.csv")
    assert (gone.status, "does not open: No such file" in gone.err) == (2, True)


def test_a_word_is_told_with_its_meanings_and_what_its_substance_is(lexicon: Command, workspace: Workspace) -> None:
    said = lexicon("check", "speed", "nitazenes", "zazaquay").out
    assert "amphetamines, CAS 300-62-9, UN 1971-II" in said
    assert "a class of substances: butonitazene, clonitazene" in " ".join(said.split())
    assert "no row has it" in said
    write(workspace, HEAD + "zazaquay,isotonitazene,slang,1,me,own\n", "drug.en.csv")
    (word,) = json.loads(lexicon("check", "ZazaQuay", "--json").out)["words"]
    (meaning,) = word["meanings"]
    assert (meaning["canonical"], meaning["where"]) == ("isotonitazene", "own/drug.en.csv:2")
    assert (meaning["class"], meaning["cas"], meaning["schedules"]) == ("nitazenes", "14188-81-9", ["1961-I"])
    mixed = lexicon("check", "speed", str(workspace.lexicon / "drug.en.csv"))
    assert (mixed.status, "apart" in mixed.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("cocaine", "cocaine", "--kind", "name", "--ambiguity", "0"), "already known as cocaine"),
        (("zazaquay", "Cannabis"), "small letters"),
        (("zazaquay", "cannabis", "--kind", "fish"), "'fish' is not one of"),
        (("zazaquay", "cannabis", "--room", "fish"), "no lexicon of 'fish'"),
        (("zazaquay", "cannabis", "--language", "../x"), "no lexicon of 'drug' in"),
        (("zazaquay", "cannabis", "--ambiguity", "7"), "--ambiguity"),
        (("zaza\u202equay", "cannabis"), "mark of direction"),
        (("zaza\nquay", "cannabis"), "one line"),
        (("", "cannabis"), "must not be empty"),
        (("zazaquay", "cannabis", "--kind", "hidden"), "hides nothing"),
    ],
)
def test_what_is_known_or_wrong_is_refused_and_nothing_is_written(
    arguments: tuple[str, ...], what: str, lexicon: Command, workspace: Workspace
) -> None:
    said = lexicon("add", *arguments)
    assert said.status == 2
    assert what in " ".join(said.err.split())
    assert not list(workspace.lexicon.glob("*.csv"))


def test_a_word_of_the_workspace_is_not_added_twice_and_its_line_is_named(lexicon: Command) -> None:
    assert lexicon("add", "zazaquay", "cannabis").status == 0
    said = lexicon("add", "ZAZAQUAY", "cannabis", "--ambiguity", "2")
    assert said.status == 2
    assert "own/drug.xx.csv:2" in said.err
    assert lexicon("add", "zazaquay", "mdma").status == 0, "another meaning is another row"


def test_a_row_is_not_added_to_a_lexicon_with_a_fault(lexicon: Command, workspace: Workspace) -> None:
    file = write(workspace, HEAD + "quay,cannabis\n")
    said = lexicon("add", "zazaquay", "cannabis")
    assert said.status == 2
    assert "drug.xx.csv:2" in said.err
    assert file.read_text(encoding="utf-8") == HEAD + "quay,cannabis\n"


def test_a_term_with_a_comma_and_a_file_without_a_last_line_end(lexicon: Command, workspace: Workspace) -> None:
    write(workspace, HEAD + "quay,cannabis,slang,1,ahn,own")
    assert lexicon("add", 'zaza, "quay"', "cannabis").status == 0
    assert lexicon("check").status == 0
    assert json.loads(lexicon("check", "--json").out)["terms"] == 2


def test_many_may_add_at_once_and_no_row_is_lost(workspace: Workspace) -> None:
    rows = [Row("drug", "xx", (f"quay{at}fish", "cannabis", "slang", "1", "ahn", "own")) for at in range(12)]
    faults: list[Exception] = []

    def one(row: Row) -> None:
        try:
            add(workspace.lexicon, row)
        except WrongUse as fault:
            faults.append(fault)

    threads = [threading.Thread(target=one, args=(row,)) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not faults
    assert not any(thread.is_alive() for thread in threads)
    written = (workspace.lexicon / "drug.xx.csv").read_text(encoding="utf-8").splitlines()
    assert sorted(line.split(",")[0] for line in written[1:]) == sorted(row.term for row in rows)


def test_check_names_every_wrong_row(lexicon: Command, workspace: Workspace) -> None:
    write(workspace, HEAD + "quay,cannabis,slang,9,ahn,own\npier,cannabis,slang,1,ahn,own\ndock\n")
    said = lexicon("check")
    assert said.status == 1
    assert "drug.xx.csv:2" in said.out
    assert "drug.xx.csv:4" in said.out
    assert "what to do" in said.out
    whole = json.loads(lexicon("check", "--json").out)
    assert [fault["where"] for fault in whole["faults"]] == ["drug.xx.csv:2", "drug.xx.csv:4"]
    assert whole["terms"] == 1


def test_check_of_files_needs_no_workspace(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "drug.ko.csv").write_text(HEAD + "얼음물고기,methamphetamine,slang,1,ahn,own\n", encoding="utf-8")
    assert command("lexicon", "check", "drug.ko.csv").status == 0
    (tmp_path / "drug.ko.csv").write_bytes(b"\xff")
    assert command("lexicon", "check", "drug.ko.csv").status == 2
    assert command("lexicon", "check", "nosuch.csv").status == 2


def test_check_notes_what_is_seldom_meant(lexicon: Command, workspace: Workspace) -> None:
    write(workspace, HEAD + "qz,quayamine,slang,0,ahn,own\n")
    notes = json.loads(lexicon("check", "--json").out)["notes"]
    assert len(notes) == 2
    assert lexicon("check").status == 0


def test_hostile_words_do_not_reach_the_terminal(lexicon: Command, workspace: Workspace) -> None:
    write(workspace, HEAD + "\x1b[31mquay,cannabis,slang,1,ahn,own\n[red]pier[/red],cannabis,slang,1,ahn,own\n")
    said = lexicon("check")
    assert "\x1b" not in said.out + said.err
    write(workspace, HEAD + "[red]pier[/red],cannabis,slang,1,ahn,own\n")
    assert "[red]pier[/red]" in lexicon("diff").out


def test_a_broken_lexicon_stops_extraction_with_file_and_line(
    command: Command, workspace: Workspace, tmp_path: Path
) -> None:
    write(workspace, HEAD + "quay,cannabis,slang,9,ahn,own\n")
    text = tmp_path / "text.txt"
    text.write_text("5g MDMA", encoding="utf-8")
    said = command("extract", str(text), "--home", str(workspace.home))
    assert said.status == 2
    assert "drug.xx.csv:2" in said.err
    assert "Traceback" not in said.err
    assert "extraction" in command("doctor", "--home", str(workspace.home)).out


def test_diff_says_what_is_added_changed_and_hidden(lexicon: Command) -> None:
    for arguments in (
        ("zazaquay", "cannabis"),
        ("cocaine", "cocaine", "--kind", "name", "--ambiguity", "2"),
        ("heroin", "heroin", "--kind", "hidden", "--ambiguity", "0"),
    ):
        assert lexicon("add", *arguments).status == 0
    whole = json.loads(lexicon("diff", "--json").out)
    assert [(one["what"], (one["new"] or one["old"])["term"]) for one in whole["changes"]] == [
        ("added", "zazaquay"), ("changed", "cocaine"), ("hidden", "heroin"),
    ]  # fmt: skip
    assert whole["new"].startswith(whole["old"] + "+own-")
    said = lexicon("diff").out
    assert "+ zazaquay" in said
    assert "~ cocaine" in said
    assert "- heroin" in said


def test_diff_since_a_version(lexicon: Command, workspace: Workspace) -> None:
    assert lexicon("add", "zazaquay", "cannabis").status == 0
    first = json.loads(lexicon("diff", "--json").out)["new"]
    assert lexicon("add", "pierfish", "mdma").status == 0
    for since in (first, first.rpartition("+")[2], first.rpartition("+")[2][:10]):
        whole = json.loads(lexicon("diff", "--since", since, "--json").out)
        assert [(one["what"], one["new"]["term"]) for one in whole["changes"]] == [("added", "pierfish")]
    shipped = json.loads(lexicon("diff", "--json").out)["old"]
    assert len(json.loads(lexicon("diff", "--since", shipped, "--json").out)["changes"]) == 2
    old = "rules-1+lexicon-000000000000+" + first.rpartition("+")[2]
    assert "changed as well" in lexicon("diff", "--since", old).out
    for wrong in ("own-ffffffffffff", "yesterday"):
        said = lexicon("diff", "--since", wrong)
        assert said.status == 2
        assert "own-" in said.err


def test_diff_between_two_files(command: Command, tmp_path: Path) -> None:
    old, new = tmp_path / "drug.a.csv", tmp_path / "drug.b.csv"
    old.write_text(HEAD + "quay,cannabis,slang,1,a,b\n", encoding="utf-8")
    new.write_text(HEAD + "quay,cannabis,slang,2,a,b\npier,mdma,slang,1,a,b\n", encoding="utf-8")
    whole = json.loads(command("lexicon", "diff", str(old), str(new), "--json").out)
    assert {(one["what"], one["new"]["term"]) for one in whole["changes"]} == {("changed", "quay"), ("added", "pier")}
    assert command("lexicon", "diff", str(old)).status == 2


def test_reading_anew_finds_the_new_word_and_the_capture_tells_the_version(
    command: Command, lexicon: Command, workspace: Workspace
) -> None:
    from tidewaiter.desk.words import extraction_of

    before = extraction_of(workspace)
    assert lexicon("add", "zazaquay", "cannabis", "--ambiguity", "0").status == 0
    after = extraction_of(workspace)
    assert before.version != after.version
    assert [m.value for m in after.text("zazaquay")] == ["cannabis"]
    assert list(before.text("zazaquay")) == []
    kept = sorted(file.stem for file in (workspace.lexicon / "history").iterdir())
    assert kept == [after.version.rpartition("+")[2]]


def test_a_refused_word_is_remembered_once(lexicon: Command, workspace: Workspace) -> None:
    assert json.loads(lexicon("suggest", "--refuse", "Zipper  bag", "--json").out) == {
        "refused": "Zipper  bag",
        "new": True,
    }
    assert json.loads(lexicon("suggest", "--refuse", "zipper bag", "--json").out)["new"] is False
    assert (workspace.lexicon / "refused.txt").read_text(encoding="utf-8") == "zipper bag\n"
    assert lexicon("suggest", "--refuse", " ").status == 2


def test_suggest_in_an_empty_workspace_says_so(lexicon: Command) -> None:
    said = lexicon("suggest")
    assert said.status == 0
    assert "no unknown word" in said.out


def test_suggest_finds_new_slang_in_the_records_and_a_person_accepts_or_refuses_it(
    command: Command, lexicon: Command, workspace: Workspace
) -> None:
    sold = [
        "quazzle 5g tracked",
        "3.5g quazzle",
        "1g quazzle stealth",
        "quazzle 10g",
        "28g quazzle",
        "fresh quazzle 2g",
    ]
    known = [
        f"{name} {amount}" for name in ("MDMA", "cocaine", "ketamine") for amount in ("1g tracked", "2g", "5g stealth")
    ]
    with closing(Session(workspace)) as here:
        pages = {f"/listing/{at}": listing(title) for at, title in enumerate([*sold, *known, ATTACK], 1)}
        run_of(here, FIRST, pages)
    whole = json.loads(lexicon("suggest", "--json").out)
    first = whole["suggestions"][0]
    assert (first["term"], first["records"], first["of"]) == ("quazzle", 6, 6)
    assert len(first["examples"]) == 5
    said = lexicon("suggest")
    assert "quazzle" in said.out
    assert not set(UNSAFE) & set(said.out)
    assert json.loads(lexicon("suggest", "--source", "elsewhere", "--json").out)["suggestions"] == []
    assert lexicon("add", "quazzle", "mdma").status == 0
    assert "quazzle" not in {one["term"] for one in json.loads(lexicon("suggest", "--json").out)["suggestions"]}
    assert command("reread", SOURCE, "--home", str(workspace.home)).status == 0
    with closing(Session(workspace)) as here, here.database.read() as rows:
        kept = next(one for one in records.listed(rows, Kind.LISTING) if one.columns.title == sold[0])
        (offer,) = records.offers(rows, [kept])[kept.record.id]
        assert (offer.drug, str(offer.unit_price)) == ("mdma", "8")
        behind = captures.load(rows, kept.record.said_by.values()).values()
        assert {"+own-" in entered.lexicon for entered in behind} == {True}
    assert "for one g" in command("show", kept.record.id[:12], "--home", str(workspace.home)).out
    told = json.loads(command("show", kept.record.id[:12], "--json", "--home", str(workspace.home)).out)["offers"]
    assert [(one["drug"], one["price"], one["currency"], one["unit_price"]) for one in told] == [("mdma", 40, "EUR", 8)]
