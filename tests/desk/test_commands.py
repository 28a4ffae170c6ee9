"""Every command has help with an example and is documented; wrong use says what, where and what to do."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from crawler.tor.network import never_published
from fixtures.site import CANARY_FORBIDDEN
from tests.desk.conftest import Command
from tidewaiter.desk.cli.app import app
from tidewaiter.desk.cli.setup import _FIRST_FORBIDDEN

ROOT = Path(__file__).parents[2]


ONION = never_published()


def commands() -> Iterator[tuple[str, Any]]:
    """Each command by its whole name; a group is what holds commands."""

    def walk(prefix: str, group: Any) -> Iterator[tuple[str, Any]]:
        for name, one in group.commands.items():
            path = f"{prefix} {name}".strip()
            if hasattr(one, "commands"):
                yield from walk(path, one)
            else:
                yield path, one

    yield from walk("", typer.main.get_command(app))


ALL = dict(commands())


@pytest.mark.parametrize("name", ALL)
def test_help_has_an_example(name: str, command: Command) -> None:
    said = command(*name.split(), "--help")
    assert said.status == 0
    assert re.search(rf"tidewaiter {name}\b", said.out), "an example to copy"
    assert all(parameter.help for parameter in ALL[name].params if parameter.param_type_name == "option")


@pytest.mark.parametrize("name", ALL)
def test_every_command_is_documented(name: str) -> None:
    assert f"tidewaiter {name}" in (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def test_documents_name_no_command_that_is_not_there() -> None:
    for page in [*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "SECURITY.md"]:
        for used in re.findall(r"^tidewaiter ([a-z]+(?: [a-z-]+)?)", page.read_text(encoding="utf-8"), re.MULTILINE):
            words = used.split()
            assert words[0] in ALL or " ".join(words[:2]) in ALL, f"{page.name}: tidewaiter {used}"


def test_init_makes_a_private_workspace(home: Path) -> None:
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert {stat.S_IMODE(p.stat().st_mode) for p in (home / "secrets").iterdir()} == {0o600}
    assert CANARY_FORBIDDEN in _FIRST_FORBIDDEN


def test_init_again_changes_nothing_and_other_folders_are_left_alone(
    home: Path, tmp_path: Path, command: Command
) -> None:
    before = {p: p.read_bytes() for p in (home / "secrets").iterdir()}
    assert command("init", str(home)).status == 0
    assert {p: p.read_bytes() for p in (home / "secrets").iterdir()} == before
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    said = command("init", str(tmp_path / "full"))
    assert (said.status, "holds other files" in said.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["search", "x"], 2, "no workspace here"),
        (["search", "--home", "HOME", "--since", "soon"], 2, "soon is no date"),
        (["search", "--home", "HOME", "--after", "nothing"], 2, "not the token of a page"),
        (["search", "--home", "HOME", "--sort", "sideways"], 2, "sideways"),
        (["show", "zz", "--home", "HOME"], 2, "no record begins"),
        (["crawl", "nosuch", "--home", "HOME"], 2, "no source is called nosuch"),
        (["crawl", "lanternfish", "--home", "HOME"], 1, "no address of lanternfish"),
        (["crawl", "lanternfish", "--mirror", "http://x.onion", "--home", "HOME"], 1, "no authority names"),
        (["authority", "approve", "A-9", "--home", "HOME"], 2, "no authority 'A-9'"),
        (["read", "nosuch.html"], 2, "does not open"),
        (["extract", "nosuch.txt"], 2, "does not open"),
        (["verify", "--seal", "nosuch", "--home", "HOME"], 2, "does not open"),
        (["reread", "nosuch", "--home", "HOME"], 2, "no source is called"),
        (
            [
                "authority",
                "add",
                "A",
                "--basis",
                "b",
                "--source",
                "dream",
                "--address",
                "not an address",
                "--home",
                "HOME",
            ],
            2,
            "not a host name",
        ),
        (
            [
                "authority",
                "add",
                "A",
                "--basis",
                "b",
                "--source",
                "dream",
                "--address",
                "a" * 56 + ".onion",
                "--home",
                "HOME",
            ],
            2,
            "mistyped",
        ),
        (
            ["authority", "add", "A", "--basis", "b", "--source", "nosuch", "--address", ONION, "--home", "HOME"],
            2,
            "no source is called",
        ),
        (["seal", "--to", "/nonexistent/x", "--home", "HOME"], 1, "the system refused"),
        (["init", "/dev/null/x"], 1, "the system refused"),
        (["nosuch"], 2, "No such command"),
        (["search", "--nosuch", "--home", "HOME"], 2, "No such option"),
    ],
)
def test_wrong_use(
    arguments: list[str], status: int, says: str, home: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home.parent)
    monkeypatch.delenv("TIDEWAITER_HOME", raising=False)
    said = command(*[str(home) if part == "HOME" else part for part in arguments])
    assert (said.status, says in said.err) == (status, True), said.err
    assert "Traceback" not in said.err


def test_a_broken_profile_is_named_by_line(home: Path, command: Command) -> None:
    (home / "sources" / "odd.yaml").write_text("source: odd\ntitle: Odd\nkind: market\ncolour: red\npages: []\n")
    said = command("crawl", "odd", "--home", str(home))
    assert said.status == 2
    assert "odd.yaml:" in said.err
    assert "colour" in said.err


def test_a_broken_setting_names_the_settings_there_are(home: Path, command: Command) -> None:
    (home / "tidewaiter.toml").write_text("[crawl]\njail = 'maybe'\n")
    said = command("runs", "--home", str(home))
    assert (said.status, "crawl.jail" in said.err) == (2, True)


def test_an_authority_is_asked_for_approved_by_another_and_revoked(home: Path, command: Command) -> None:
    at = ["--home", str(home)]
    added = command("authority", "add", "A-1", "--basis", "Customs Act", "--source", "dream", "--address", ONION, *at)
    assert added.status == 0
    own = command("authority", "approve", "A-1", *at)
    assert (own.status, "another person has to" in own.err) == (1, True)
    assert command("authority", "approve", "A-1", "--own", *at).status == 0
    assert command("authority", "revoke", "A-1", *at).status == 0
    (listed,) = json.loads(command("authority", "list", "--json", *at).out)
    assert listed["id"] == "A-1"
    assert listed["revoked_by"]
    ledger = [json.loads(text) for text in (home / "evidence" / "ledger.jsonl").read_text().splitlines()]
    acts = [
        entry["facts"]["act"] if "facts" in entry else entry.get("act")
        for entry in ledger
        if entry["action"] == "authority"
    ]
    assert acts == ["add", "approve", "revoke"]


def test_own_approval_ends_with_the_first_person(home: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "kim")
    at = ["--home", str(home)]
    command("person", "add", "kim", "--role", "admin", *at)
    command("authority", "add", "A-1", "--basis", "Customs Act", "--source", "dream", "--address", ONION, *at)
    said = command("authority", "approve", "A-1", "--own", *at)
    assert (said.status, "another one has to approve" in said.err) == (1, True)


def test_a_missing_list_or_secret_is_said_and_never_made_anew(home: Path, command: Command) -> None:
    at = ["--home", str(home)]
    command("authority", "add", "A-1", "--basis", "b", "--source", "lanternfish", "--address", ONION, *at)
    command("authority", "approve", "A-1", "--own", *at)
    (home / "secrets" / "salt.key").unlink()
    said = command("crawl", "lanternfish", "--mirror", f"http://{ONION}", "--quiet", *at)
    assert (said.status, "salt.key is gone" in said.err) == (2, True)
    assert not (home / "secrets" / "salt.key").exists()
    (home / "forbidden.txt").unlink()
    said = command("doctor", *at)
    assert (said.status, "nothing is crawled without it" in said.out) == (1, True)
    assert not list((home / "spool").iterdir())


def test_a_session_file_is_looked_at_before_anything_starts(home: Path, command: Command, tmp_path: Path) -> None:
    at = ["--home", str(home)]
    asked = ["authority", "add", "A-1", "--basis", "b", "--source", "lanternfish", "--address", ONION]
    command(*asked, "--permission", "session", *at)
    command("authority", "approve", "A-1", "--own", *at)
    (tmp_path / "open.json").write_text('{"cookies": {"a": "b"}}')
    (tmp_path / "open.json").chmod(0o644)
    said = command("crawl", "lanternfish", "--mirror", f"http://{ONION}", "--session", str(tmp_path / "open.json"), *at)
    assert (said.status, "others may read" in said.err) == (2, True)
    assert not list((home / "spool").iterdir())


def test_from_the_first_person_on_others_may_do_nothing(
    home: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "kim")
    assert command("person", "add", "kim", "--role", "viewer", "--home", str(home)).status == 0
    assert command("search", "x", "--home", str(home)).status == 0
    said = command("lead", "confirm", "0", "--home", str(home))
    assert (said.status, "may not: judge" in said.err) == (1, True)
    monkeypatch.setattr("getpass.getuser", lambda: "mallory")
    said = command("search", "x", "--home", str(home))
    assert (said.status, "no person of this workspace" in said.err) == (1, True)


def test_doctor_names_what_is_missing(home: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    said = command("doctor", "--json", "--home", str(home))
    found = {one["what"]: one for one in json.loads(said.out)}
    assert set(found) == {
        "tor",
        "namespace",
        "clock",
        "disk",
        "secrets",
        "quarantine",
        "database",
        "index",
        "extraction",
    }
    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.setattr("crawler.tor.launch.shutil.which", lambda *_, **__: None)
    said = command("doctor", "--home", str(home))
    assert (said.status, "apt install tor" in said.out) == (1, True)


def test_extract_answers_each_line_and_names_bad_ones(tmp_path: Path, command: Command) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_text('{"id": 1, "text": "5g MDMA"}\nnot json\n{"id": 2, "text": "hello"}\n')
    said = command("extract", str(file), "--json")
    answers = [json.loads(text) for text in said.out.splitlines()]
    assert said.status == 1
    assert [a.get("id") for a in answers] == [1, None, 2]
    assert "texts.jsonl:2" in answers[1]["error"]
    assert {m["kind"] for m in answers[0]["mentions"]} >= {"drug", "quantity"}


def test_read_says_what_a_page_is_without_a_workspace(tmp_path: Path, command: Command) -> None:
    page = tmp_path / "login.html"
    page.write_text("<html><title>Login</title><form><input name=u><input type=password name=p></form></html>")
    assert json.loads(command("read", str(page), "--json").out) == {"page": "login", "sightings": []}


def test_searches_are_on_the_ledger(home: Path, command: Command) -> None:
    command("search", "필로폰", "--drug", "mdma", "--home", str(home))
    assert '"search"' in (home / "evidence" / "ledger.jsonl").read_text()
    assert command("verify", "--quiet", "--home", str(home)).status == 0


def test_damage_ends_with_status_4_and_its_place(home: Path, command: Command) -> None:
    ledger = home / "evidence" / "ledger.jsonl"
    command("search", "x", "--home", str(home))
    text = ledger.read_text()
    ledger.write_text(text.replace('"init"', '"exit"', 1))
    said = command("verify", "--quiet", "--home", str(home))
    assert said.status == 4
    assert "ledger" in said.err
