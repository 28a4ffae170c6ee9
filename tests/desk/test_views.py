"""What each command shows, to whom, and what it leaves on the ledger."""

from __future__ import annotations

import json
import subprocess
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from fixtures.site import CANARY_FORBIDDEN
from tests.desk.conftest import Command, Said
from tests.desk.filled import ELSEWHERE, SECOND, SOURCE, UNSAFE, Filled, run_of
from tidewaiter.desk.session import Session
from tidewaiter.model.ids import record_id
from tidewaiter.model.person import Role
from tidewaiter.model.sighting import Kind
from tidewaiter.store.database import captures, doubts, records
from tidewaiter.store.evidence.seals import read_seal
from tidewaiter.store.workspace import find

PLAIN, HOSTILE = record_id(SOURCE, "listing", "/listing/1"), record_id(SOURCE, "listing", "/listing/2")


def entries(home: Path) -> list[dict[str, Any]]:
    return [json.loads(text) for text in (home / "evidence" / "ledger.jsonl").read_text().splitlines()]


def named(part: str, filled: Filled) -> str:
    names = {"HOSTILE": HOSTILE, "LEAD": filled.lead, "PLAIN": PLAIN, "SEALED": filled.sealed.id,
             "SAW": filled.hostile.id, "ONION": ELSEWHERE}  # fmt: skip
    return names.get(part, part)


def ask(command: Command, filled: Filled, text: str) -> Said:
    return command(*[named(part, filled) for part in text.split()], "--home", str(filled.home))


VIEWS = (
    "vendors", "leads", "runs", "sources", "source candidates", "show HOSTILE", "show HOSTILE --capture",
    "show HOSTILE --capture --raw", "show SAW --capture", "authority list", "person list", "index status", "doctor",
)  # fmt: skip


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_lets_collected_text_act_on_the_terminal(view: str, filled: Filled, command: Command) -> None:
    said = ask(command, filled, view)
    assert said.status in (0, 1)
    assert not set(UNSAFE) & set(said.out + said.err)


@pytest.mark.parametrize("view", ["leads", "source candidates", "show HOSTILE", "show SAW --capture"])
def test_collected_text_is_shown_whole_with_marks_in_the_place_of_what_is_unsafe(
    view: str, filled: Filled, command: Command
) -> None:
    said = ask(command, filled, view)
    assert "\ufffd" in said.out
    assert "[bold red]gone[/]" in said.out


@pytest.mark.parametrize("view", ["vendors", "leads", "runs", "sources", "source candidates", "show HOSTILE",
                                  "show HOSTILE --capture", "authority list", "person list"])  # fmt: skip
def test_json_is_one_value_that_loses_nothing(view: str, filled: Filled, command: Command) -> None:
    said = ask(command, filled, f"{view} --json")
    assert said.status == 0
    answer = json.loads(said.out)
    if view in ("vendors", "leads", "source candidates", "show HOSTILE"):
        assert "\x1b[2J" in json.dumps(answer, ensure_ascii=False).replace("\\u001b", "\x1b")


def test_a_record_shows_each_value_with_the_capture_that_said_it(filled: Filled, command: Command) -> None:
    shown = json.loads(ask(command, filled, "show PLAIN --json").out)
    assert (shown["fields"]["price"], shown["sightings"]) == ("90", 2)
    assert set(shown["said_by"]) == set(shown["fields"])
    assert shown["said_by"]["price"] == filled.plain.id
    assert set(shown["said_by"].values()) <= set(shown["captures"])
    assert shown["captures"][filled.plain.id]["sha256"] == filled.plain.payload_sha256
    assert [v["value"] for v in shown["versions"] if v["field"] == "price"] == ["40", "90"]
    assert "price: 90" in ask(command, filled, "show PLAIN").out


def test_a_record_is_found_by_the_beginning_of_its_id_and_never_by_nothing(filled: Filled, command: Command) -> None:
    assert ask(command, filled, f"show {PLAIN[:8]}").status == 0
    for wrong in ("", "zz", "%", "_"):
        said = command("show", wrong, "--home", str(filled.home))
        assert (said.status, "begin" in said.err) == (2, True)


def test_a_capture_is_shown_as_received_and_proven(filled: Filled, command: Command) -> None:
    shown = json.loads(ask(command, filled, "show PLAIN --capture --json").out)
    assert (shown["id"], shown["verified"]) == (filled.plain.id, True)
    assert shown["payload_sha256"] == filled.plain.payload_sha256
    assert ["Content-Type", "text/html"] in [list(pair) for pair in shown["headers"]]
    assert "5g MDMA crystals" in shown["text"]
    assert "<h1" not in shown["text"]
    raw = json.loads(ask(command, filled, "show PLAIN --capture --raw --json").out)
    assert raw["text"].startswith("<html>")


def test_a_capture_whose_bytes_changed_is_never_shown(filled: Filled, command: Command) -> None:
    for file in filled.home.rglob("*.warc.gz"):
        content = bytearray(file.read_bytes())
        content[filled.plain.response.offset + 40] ^= 1
        file.write_bytes(content)
    said = ask(command, filled, "show PLAIN --capture")
    assert (said.status, "5g MDMA" in said.out) == (4, False)


@pytest.mark.parametrize("role", Role)
def test_a_sealed_capture_opens_for_those_who_may_approve(
    role: Role, filled: Filled, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    become(role, filled, command, monkeypatch)
    said = ask(command, filled, "show SEALED --capture")
    opens = role in (Role.SUPERVISOR, Role.ADMIN)
    assert (said.status, "Hidden" in said.out) == ((0, True) if opens else (1, False))
    assert opens or "sealed off" in said.err
    views = [entry for entry in entries(filled.home) if entry["action"] == "view"]
    assert [entry["facts"] for entry in views] == [{"capture": filled.sealed.id, "sealed": True}] * opens
    refused = [entry["facts"] for entry in entries(filled.home) if entry["action"] == "refused"]
    assert [one["capture"] for one in refused] == [filled.sealed.id] * (not opens)


def test_what_met_the_list_of_forbidden_content_is_in_no_view(filled: Filled, command: Command) -> None:
    hidden = record_id(SOURCE, "listing", "/listing/3")
    assert ask(command, filled, f"show {hidden}").status == 2
    for view in ("vendors --json", "leads --json", "runs --json", "source candidates --json"):
        assert "Hidden" not in ask(command, filled, view).out


def test_vendors_are_counted_by_listing(filled: Filled, command: Command) -> None:
    known = {one["name"]: one["listings"] for one in json.loads(ask(command, filled, "vendors --json").out)}
    assert (known["Blue Heron"], known["Night Pier"]) == (1, 1)
    assert json.loads(ask(command, filled, "vendors --json --source nosuch").out) == []
    assert len(json.loads(ask(command, filled, "vendors --json --limit 1").out)) == 1


def test_runs_are_listed_newest_first_with_their_counts(filled: Filled, command: Command) -> None:
    known = json.loads(ask(command, filled, "runs --json").out)
    assert [one["id"] for one in known] == list(reversed(filled.runs))
    assert [one["counts"]["captures"] for one in known] == [2, 3]
    assert {one["outcome"] for one in known} == {"complete"}
    assert "no runs yet" in ask(command, filled, "runs --source nosuch").out


def test_judgements_grow_and_outlive_a_rebuild_and_a_reread(filled: Filled, command: Command) -> None:
    for verb in ("unsure", "confirm"):
        ask(command, filled, f"lead {verb} LEAD")
    before = ask(command, filled, "leads --json").out
    assert ask(command, filled, "reread lanternfish --quiet").status == 0
    assert ask(command, filled, "index rebuild --records").status == 0
    assert ask(command, filled, "leads --json").out == before
    assert ask(command, filled, "verify --quiet").status == 0


@pytest.mark.parametrize(("act", "state"), [("approve", "approved"), ("dismiss", "dismissed")])
def test_a_candidate_is_decided_once_and_gains_no_authority(
    act: str, state: str, filled: Filled, command: Command
) -> None:
    left = json.loads(ask(command, filled, f"source candidates --{act} ONION --json").out)
    assert ELSEWHERE not in {one["address"] for one in left}
    assert [e["facts"] for e in entries(filled.home) if e["action"] == "candidate"] == [
        {"address": ELSEWHERE, "state": state}
    ]
    assert json.loads(ask(command, filled, "authority list --json").out) == []
    assert ask(command, filled, f"source candidates --{act} http://nosuch.onion").status == 2


def test_rereading_changes_no_id_and_opens_nothing_that_was_sealed(filled: Filled, command: Command) -> None:
    before = json.loads(ask(command, filled, "show PLAIN --json").out)
    assert json.loads(ask(command, filled, "reread lanternfish --json").out)["captures"] == 5
    after = json.loads(ask(command, filled, "show PLAIN --json").out)
    same = ("id", "fields", "said_by", "first_seen", "last_seen", "sightings", "captures", "leads")
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    assert ask(command, filled, f"show {record_id(SOURCE, 'listing', '/listing/3')}").status == 2


def test_what_else_a_sealed_page_says_keeps_its_id_when_read_again(filled: Filled, command: Command) -> None:
    """The database no longer knows the page's address, of which the keys of its reviews are made."""
    said = "".join(
        f'<div class="review"><span class="author">ann</span><time class="date">2026-11-01</time>'
        f"<blockquote>{text}</blockquote></div>"
        for text in ("Came fast.", CANARY_FORBIDDEN)
    )
    page = f'<html><body><div class="feedback">{said}</div></body></html>'.encode()
    with closing(Session(find(filled.home, {}, filled.home))) as here:
        _, (capture,) = run_of(here, SECOND + timedelta(days=1), {"/listing/1/reviews": page})
        with here.database.read() as rows:
            before = [one.record.id for one in records.listed(rows, Kind.REVIEW)]
            assert captures.find(rows, capture.id).sealed
    assert len(before) == 1
    assert ask(command, filled, "reread lanternfish --json").status == 0
    with closing(Session(find(filled.home, {}, filled.home))) as here, here.database.read() as rows:
        assert [one.record.id for one in records.listed(rows, Kind.REVIEW)] == before


def test_what_was_not_believed_is_listed_with_its_reason(filled: Filled, command: Command) -> None:
    assert "everything was believed" in ask(command, filled, "doubts").out
    with closing(Session(find(filled.home, {}, filled.home))) as here, here.database.write() as rows:
        doubts.reject(rows, [doubts.Rejection(filled.plain.id, "r" * 32, f"price: {UNSAFE}not a number", SECOND)])
    (one,) = json.loads(ask(command, filled, "doubts --json").out)
    assert (one["capture"], one["record"], one["found_at"][:10]) == (filled.plain.id, "r" * 32, "2026-11-03")
    said = ask(command, filled, "doubts").out
    assert "price: " in said
    assert not set(said) & set(UNSAFE)


def test_the_public_key_is_written_as_openssl_takes_it(filled: Filled, command: Command, tmp_path: Path) -> None:
    assert ask(command, filled, f"seal --public-key {tmp_path}/key.pem --to {tmp_path}/seal.txt").status == 0
    seal = read_seal((tmp_path / "seal.txt").read_text())
    (tmp_path / "signed").write_bytes(seal.signed)
    (tmp_path / "sig").write_bytes(bytes.fromhex(seal.signature))
    proof = [
        "openssl",
        "pkeyutl",
        "-verify",
        "-pubin",
        "-inkey",
        "key.pem",
        "-rawin",
        "-in",
        "signed",
        "-sigfile",
        "sig",
    ]
    assert subprocess.run(proof, cwd=tmp_path, capture_output=True, timeout=60, check=False).returncode == 0
    (tmp_path / "signed").write_bytes(seal.signed + b" ")
    assert subprocess.run(proof, cwd=tmp_path, capture_output=True, timeout=60, check=False).returncode != 0


def test_a_seal_kept_elsewhere_finds_a_cut_tail(filled: Filled, command: Command, tmp_path: Path) -> None:
    ask(command, filled, "show PLAIN")
    assert ask(command, filled, f"seal --to {tmp_path}/seal.txt").status == 0
    assert ask(command, filled, f"verify --quiet --seal {tmp_path}/seal.txt").status == 0
    ledger = filled.home / "evidence" / "ledger.jsonl"
    ledger.write_text("".join(ledger.read_text().splitlines(keepends=True)[:-4]))
    said = ask(command, filled, f"verify --quiet --seal {tmp_path}/seal.txt")
    assert said.status == 4


# Every command that opens a workspace, and the least role that may run it.
LEAST = {
    "doubts": Role.VIEWER, "vendors": Role.VIEWER, "leads": Role.VIEWER, "runs": Role.VIEWER, "sources": Role.VIEWER,
    "source candidates": Role.VIEWER, "show PLAIN": Role.VIEWER, "show PLAIN --capture": Role.VIEWER,
    "authority list": Role.VIEWER, "person list": Role.VIEWER, "index status": Role.VIEWER,
    "verify --quiet": Role.VIEWER, "lead note LEAD seen": Role.ANALYST, "lead confirm LEAD": Role.ANALYST,
    "lead show LEAD": Role.VIEWER, "case list": Role.VIEWER, "case new Parcels": Role.ANALYST, "seal": Role.ANALYST,
    "reread lanternfish --quiet": Role.ANALYST, "index catch-up": Role.ANALYST,
    "authority add A-1 --basis law --source dream --address example.org": Role.ANALYST,
    "source candidates --approve ONION": Role.SUPERVISOR, "source candidates --dismiss ONION": Role.SUPERVISOR,
    "authority approve A-0": Role.SUPERVISOR, "authority revoke A-0": Role.SUPERVISOR,
    "person add lee": Role.ADMIN,
}  # fmt: skip
ROLES = list(Role)
# The least role, and the one below it; that each role may what those below may is the model's own promise.
EDGES = [
    (text, role) for text, least in LEAST.items() for role in ROLES if 0 <= ROLES.index(least) - ROLES.index(role) < 2
]


def become(role: Role, filled: Filled, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on the user is kim in this role; authority A-0 was asked for by whoever set the workspace up."""
    ask(command, filled, "authority add A-0 --basis law --source dream --address example.org")
    ask(command, filled, f"person add kim --role {role}")
    monkeypatch.setattr("getpass.getuser", lambda: "kim")


@pytest.mark.parametrize(("text", "role"), EDGES)
def test_each_command_is_open_to_its_role_and_to_nobody_below(
    text: str, role: Role, filled: Filled, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    become(role, filled, command, monkeypatch)
    before = entries(filled.home)
    said = ask(command, filled, text)
    if role is LEAST[text]:
        assert said.status == 0, said.err
    else:
        assert (said.status, "may not" in said.err) == (1, True)
        assert entries(filled.home) == before


@pytest.mark.parametrize(
    ("text", "action", "facts"),
    [
        ("show PLAIN", "view", {"record": PLAIN}),
        ("verify --quiet", "verify", {"clean": True, "faults": 0}),
        ("person add lee --role viewer", "role", {"name": "lee", "role": "viewer"}),
        ("source candidates --dismiss ONION", "candidate", {"address": ELSEWHERE, "state": "dismissed"}),
        (
            "authority add A-2 --basis law --source dream --address example.org",
            "authority",
            {"act": "add", "id": "A-2"},
        ),
        ("reread lanternfish --quiet", "reread", {"source": SOURCE, "captures": 5}),
        ("index rebuild --records", "rebuild", {"records": True}),
    ],
)
def test_what_a_person_does_is_on_the_ledger_under_their_name(
    text: str, action: str, facts: dict[str, object], filled: Filled, command: Command,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("getpass.getuser", lambda: "kim")
    before = len(entries(filled.home))
    assert ask(command, filled, text).status == 0
    (entry,) = [one for one in entries(filled.home)[before:] if one["action"] == action]
    assert facts.items() <= entry["facts"].items()
    assert entry["person"].startswith("kim")


def test_progress_as_json_lines_names_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    from types import SimpleNamespace

    from tidewaiter.desk.cli.crawl import Display
    from tidewaiter.schedule.pair import Progress

    planned: Any = SimpleNamespace(run=SimpleNamespace(id="R1"))
    show = Display(planned, log_json=True)
    show(Progress("crawling", {"captures": 3}, 7, rate=1.5, recorded=2))
    (said,) = [json.loads(text) for text in capsys.readouterr().err.splitlines()]
    assert (said["event"], said["run"], said["counts"], said["queue"]) == ("progress", "R1", {"captures": 3}, 7)
