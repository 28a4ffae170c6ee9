"""`tidewaiter import`, from a file to posts that can be found, each leading to its place in it."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.crawler.importers.exports import as_bytes, said, telegram_chat, written, zipped
from tests.desk.conftest import Command
from tests.desk.filled import SECOND, Filled, listing, run_of
from tidewaiter.desk.session import Session
from tidewaiter.schedule.importing import sha256_of
from tidewaiter.store.database import Database, captures, journal, records
from tidewaiter.store.evidence.proof import verify
from tidewaiter.store.spool import Shelf
from tidewaiter.store.workspace import Workspace, find

REPOSITORY = Path(__file__).parents[2]
WAIT = 120


class Place:
    """A workspace with a source for what is handed over, and the command line in it."""

    def __init__(self, home: Path, files: Path, command: Command) -> None:
        self.home, self.files, self._command = home, files, command

    def run(self, *words: str, status: int = 0) -> str:
        said = self._command(*words, "--home", str(self.home))
        assert said.status == status, (said.out[-2000:], said.err[-2000:])
        return said.out + said.err

    @property
    def workspace(self) -> Workspace:
        return find(self.home, {}, self.home)

    def posts(self) -> dict[str, dict[str, object]]:
        """By key, the fields of every post on record."""
        with closing(Database.open(self.workspace.database_url)) as database, database.read() as rows:
            every = [one.record for one in records.listed(rows, kind="post", limit=100_000)]
        return {one.key: dict(one.fields) for one in every}


@pytest.fixture
def place(home: Path, tmp_path: Path, command: Command) -> Place:
    found = Place(home, tmp_path, command)
    (home / "sources" / "pier7.yaml").write_text("source: pier7\ntitle: Pier 7\nkind: channel\n")
    found.run("authority", "add", "A1", "--basis", "Customs Act", "--source", "pier7", "--address", "file:")
    found.run("authority", "approve", "A1", "--own")
    return found


OFFER = "Ice 5g 300 USDT, ships from NL to Korea, t.me/harbour_goods_demo"


def test_a_post_is_found_and_leads_to_its_place_in_the_file_that_verifies(place):
    file = written(
        place.files, telegram_chat([said(1, "good morning", **{"from": "Ann"}, from_id="user5"), said(2, OFFER)])
    )
    told = json.loads(place.run("import", str(file), "--source", "pier7", "--json"))
    assert (told["kind"], told["messages"], told["outcome"]) == ("telegram", 2, "complete")
    found = json.loads(place.run("search", "ice", "--json"))
    assert [one["kind"] for one in found["hits"]] == ["post"]
    record = found["hits"][0]["id"]
    behind = json.loads(place.run("show", record, "--capture", "--json"))
    assert (behind["places"], behind["verified"], behind["url"]) == (["messages[1]"], True, "file:///result.json")
    assert OFFER in behind["text"]
    assert "everything verifies" in place.run("verify")
    assert "import" in place.run("audit")
    assert not list((place.home / "spool").glob("*/received"))


def test_who_does_not_sell_is_named_nowhere_but_in_the_capture(place):
    chat = telegram_chat(
        [said(1, "good morning all", **{"from": "Ann Example"}, from_id="user5550101"),
         said(2, OFFER, **{"from": "Harbour", "forwarded_from": "Bo Example"}, from_id="user7", forwarded_from_id="user8")],
        kind="private_supergroup",
    )  # fmt: skip
    place.run("import", str(written(place.files, chat)), "--source", "pier7")
    posts = place.posts()
    assert str(posts["/c/1591537674#1"]["author"]).startswith("buyer:")
    assert posts["/c/1591537674#2"]["author"] == "Harbour"
    for name in ("Ann Example", "user5550101", "Bo Example", "user8"):
        assert name not in json.dumps(posts, ensure_ascii=False)
        for stored in (*place.home.glob("database.sqlite*"), *(place.home / "index").rglob("*")):
            assert not stored.is_file() or name.encode() not in stored.read_bytes()


def test_without_an_authority_that_covers_files_nothing_is_taken_in(place):
    place.run("authority", "revoke", "A1")
    file = written(place.files, telegram_chat([said(1, OFFER)]))
    assert "revoked" in place.run("import", str(file), "--source", "pier7", status=1)
    assert place.posts() == {}
    assert list((place.home / "evidence" / "warc").glob("*")) == []


def test_what_the_operator_must_say_is_asked_before_anything_is_kept(place):
    file = place.files / "WhatsApp Chat with Pier.txt"
    file.write_text("01/02/2026, 12:00 - Ann: " + OFFER + "\n")
    asked = place.run("import", str(file), "--source", "pier7", status=2)
    assert "dmy or mdy" in asked
    assert "--date-order" in asked
    assert not list((place.home / "spool").glob("*"))
    place.run("import", str(file), "--source", "pier7", "--date-order", "dmy", "--zone", "Asia/Seoul")
    assert [one["date"] for one in place.posts().values()] == ["2026-02-01T03:00:00+00:00"]


def test_a_file_imported_twice_is_told_and_adds_nothing(place):
    file = written(place.files, telegram_chat([said(1, OFFER)]))
    place.run("import", str(file), "--source", "pier7")
    assert "imported already" in place.run("import", str(file), "--source", "pier7", status=2)
    assert len(place.posts()) == 1


def test_a_damaged_file_keeps_what_was_read_and_the_run_is_short(place):
    whole = json.dumps(telegram_chat([said(number, f"{OFFER} {number}") for number in range(1, 40)]))
    file = place.files / "result.json"
    file.write_text(whole[: len(whole) // 2])
    shown = place.run("import", str(file), "--source", "pier7", status=3)
    assert "the file is damaged" in shown
    assert "messages[" in shown
    assert 10 < len(place.posts()) < 39
    assert "everything verifies" in place.run("verify")


def test_an_import_whose_authority_is_revoked_waits_and_goes_on_without_losing_a_message(place, monkeypatch):
    """Stopped in the midst of a part: what is told as a whole part must be one."""
    from tidewaiter.schedule import importing

    file = written(place.files, telegram_chat([said(number, f"{OFFER} {number}") for number in range(1, 401)]))
    monkeypatch.setattr(importing, "_TEND", 0.0)
    asked = iter([""] * 2 + ["revoked by ahn"] * 1000)
    real = importing.refusal
    monkeypatch.setattr(importing, "refusal", lambda *words: real(*words) or next(asked))
    stopped = place.run("import", str(file), "--source", "pier7", status=1)
    assert "revoked by ahn" in stopped
    monkeypatch.undo()
    assert "other words" in place.run("import", str(file), "--source", "pier7", "--zone", "Asia/Seoul", status=2)
    place.run("import", str(file), "--source", "pier7")
    assert {int(key.rpartition("#")[2]) for key in place.posts()} == set(range(1, 401))
    assert "everything verifies" in place.run("verify")


def test_a_chat_with_one_person_is_not_named_after_them(place):
    chat = telegram_chat([said(1, OFFER)], number=5550101, name="John Example", kind="personal_chat")
    place.run("import", str(written(place.files, chat)), "--source", "pier7")
    [(key, fields)] = place.posts().items()
    assert "5550101" not in key
    assert str(fields["channel"]).startswith("buyer:")
    assert "John Example" not in json.dumps(place.posts())


@pytest.mark.parametrize("received", ["2999-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "yesterday"], ids=range(3))
def test_a_time_of_receipt_that_cannot_be_is_refused_and_nothing_is_spent(place, received):
    file = written(place.files, telegram_chat([said(1, OFFER)]))
    place.run("import", str(file), "--source", "pier7", "--received", received, status=2)
    assert not list((place.home / "spool").glob("*"))
    place.run("import", str(file), "--source", "pier7")
    assert len(place.posts()) == 1


def test_a_table_whose_columns_are_not_known_gets_a_mapping(place):
    table = place.files / "chat.csv"
    table.write_text("Sent At,From,Body\n2026-09-01T12:00:00+09:00,Harbour," + OFFER.replace(",", ";") + "\n")
    mapping = place.files / "columns.yaml"
    mapping.write_text(place.run("import", str(table), "--propose-mapping"))
    assert "time: Sent At" in mapping.read_text()
    place.run("import", str(table), "--source", "pier7", "--mapping", str(mapping))
    assert [one["author"] for one in place.posts().values()] == ["Harbour"]


def test_overlapping_exports_in_any_order_give_the_same_records(place, tmp_path, command):
    """Each export was made at its own time, whenever it is imported: the later one's text stands."""
    at = datetime(2026, 9, 1, tzinfo=timezone.utc)
    parts = [(1, 12, "first"), (8, 24, "edited"), (20, 32, "last")]
    outcomes = []
    for order in [(0, 1, 2), (2, 0, 1), (1, 2, 0)]:
        home = Place(tmp_path / f"home{order[0]}", tmp_path, command)
        shutil.copytree(place.home, home.home, symlinks=True)
        for number in order:
            start, stop, word = parts[number]
            chat = telegram_chat([said(one, f"{OFFER} {word} {one}") for one in range(start, stop)])
            received = (at + timedelta(days=number)).isoformat()
            home.run(
                "import",
                str(written(tmp_path, chat, f"part{number}.json")),
                "--source",
                "pier7",
                "--received",
                received,
            )
        outcomes.append(home.posts())
    assert len(outcomes[0]) == 31
    assert "edited" in str(outcomes[0]["/c/1591537674#10"]["text"])
    assert all(one == outcomes[0] for one in outcomes)


@pytest.mark.slow
def test_an_import_that_is_killed_goes_on_and_keeps_every_post_once(place):
    """The whole process group is killed, three times: while the file is read, and while what was read is recorded."""
    chance = random.Random(7)
    file = zipped(place.files, {"ChatExport/result.json": as_bytes(
        telegram_chat([said(number, f"{OFFER} {number}") for number in range(1, 1001)]))})  # fmt: skip
    words = [sys.executable, "-m", "tidewaiter", "import", str(file), "--source", "pier7", "--home", str(place.home)]
    for _ in range(3):
        begun = subprocess.Popen(words, cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                 start_new_session=True)  # fmt: skip
        try:
            _wait_for_a_part(place, begun)
            time.sleep(chance.uniform(0.0, 0.5))
        finally:
            os.killpg(begun.pid, signal.SIGKILL)
            begun.wait(timeout=WAIT)
        assert _open_run(place), "the import had ended before it was killed: give it a longer file"
    deadline = time.monotonic() + WAIT
    while "imported already" not in (done := _again(words)).stderr and done.returncode:
        assert time.monotonic() < deadline, done.stderr[-2000:]
        time.sleep(1)  # until the killed one's child has ended too
    assert {int(key.rpartition("#")[2]) for key in place.posts()} == set(range(1, 1001))
    with closing(Database.open(place.workspace.database_url)) as database, database.read() as rows:
        assert set(captures.load(rows, [sha256_of(file)])) == {sha256_of(file)}
    report = verify(place.home / "evidence", sorted((place.home / "spool").glob("*/warc")))
    assert report.clean, report.faults


def _wait_for_a_part(place: Place, begun: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + WAIT
    while time.monotonic() < deadline and begun.poll() is None:
        for found in (place.home / "spool").glob("*/spool.sqlite"):
            with closing(Shelf(found.parent)) as shelf:
                if shelf.counts()["readings"]:
                    return
        time.sleep(0.02)
    raise AssertionError("the import has read no part in time")


def _open_run(place: Place) -> bool:
    with closing(Database.open(place.workspace.database_url)) as database, database.read() as rows:
        return any(run.finished_at is None for run in journal.runs(rows))


def _again(words: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=REPOSITORY, capture_output=True, text=True, timeout=WAIT)


VENDOR = (
    b'<html><body><main><h1 class="vendor-name">Night Pier</h1><table class="facts"><tr><th>Member since</th><td>2026-01-02</td></tr>'
    b'</table><div class="about">Reship once.</div></main></body></html>'
)


def test_an_import_says_nothing_of_what_is_gone_and_nothing_of_the_usual(
    filled: Filled, command: Command, tmp_path: Path
):
    """A source that is crawled too: its vendors are not absent because a file does not name them."""
    place = Place(filled.home, tmp_path, command)
    source = "lanternfish"
    place.run("authority", "add", "files", "--basis", "Customs Act", "--source", source, "--address", "file:")
    place.run("authority", "approve", "files", "--own")
    with closing(Session(find(filled.home, {}, filled.home))) as here:
        run_of(
            here,
            SECOND + timedelta(days=2),
            {"/vendor/night-pier": VENDOR, "/listing/4": listing("3g ketamine", vendor="Night Pier")},
        )
    for number in range(3):
        file = written(tmp_path, telegram_chat([said(number + 1, f"{OFFER} {number}")]), f"part{number}.json")
        told = json.loads(place.run("import", str(file), "--source", source, "--json"))
        assert (told["outcome"], told["reasons"]) == ("complete", [])
    assert _leads_of(place, "vanished") == []


def _leads_of(place: Place, rule: str) -> list[str]:
    return sorted(one["id"] for one in json.loads(place.run("leads", "--rule", rule, "--json")))
