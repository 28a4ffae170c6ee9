"""What a crawl will do is decided before it starts: which mirrors, which run, what is asked again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.schedule.conftest import HOST, MIRROR, NOON, PROFILE, Harbour
from tidewaiter.model.errors import NotAllowed, ProfileError, WrongUse
from tidewaiter.model.run import Outcome, Run, State, Way
from tidewaiter.schedule.profiles import profile, profiles, shipped
from tidewaiter.store.database import journal

OTHER = f"http://{'m' * 56}.onion"
PAGES = ("page /listing/1 5g MDMA", "page /listing/2 3g ketamine", "end finished")


def test_a_first_run_begins_at_the_profiles_pages_on_the_first_mirror(harbour: Harbour) -> None:
    planned = harbour.plan()
    assert (planned.order.start, planned.order.mirrors) == ((MIRROR + "/", MIRROR + "/new"), (MIRROR,))
    assert (planned.order.revisit, planned.order.skip, planned.resumed) == ((), (), False)
    assert planned.folder == harbour.workspace.spool / planned.run.id
    assert planned.run.profile_digest == harbour.found.profile.digest
    assert planned.run.authority_digest == harbour.authorities()[0].digest


def test_an_import_that_was_cut_off_is_neither_gone_on_with_nor_ended_by_a_crawl(harbour: Harbour) -> None:
    digest = harbour.found.profile.digest
    folder = harbour.workspace.spool / "r0"
    folder.mkdir(parents=True)
    (folder / "spool.sqlite").write_bytes(b"x")
    with harbour.database.write() as rows:
        journal.start(rows, Run("r0", "pier", State.RUNNING, NOON, digest, "a", "0.1", "ahn", way=Way.IMPORT))
    planned = harbour.plan()
    assert (planned.run.id != "r0", planned.run.way, planned.resumed) == (True, Way.CRAWL, False)


def test_mirrors_of_a_person_stand_in_the_place_of_the_profiles_and_need_an_authority(harbour: Harbour) -> None:
    with pytest.raises(NotAllowed, match="covers"):
        harbour.plan(mirrors=(OTHER,))
    harbour.ask("A-2", approved_by="lee", addresses=(OTHER,))
    assert harbour.plan(mirrors=(OTHER + "/some/page",)).order.mirrors == (OTHER,)
    assert harbour.plan(mirrors=(OTHER, MIRROR)).order.mirrors == (OTHER, MIRROR)


def test_a_mirror_that_no_authority_covers_is_left_out(harbour: Harbour) -> None:
    assert harbour.plan(mirrors=(OTHER, MIRROR)).order.mirrors == (MIRROR,)


def test_a_source_without_mirrors_is_reached_where_its_authority_says(harbour: Harbour) -> None:
    (harbour.workspace.sources / "pier.yaml").write_text(PROFILE.replace(f"[{MIRROR}]", "[]"))
    assert harbour.plan().order.mirrors == (f"http://{HOST}",)


@pytest.mark.parametrize(
    ("later", "revoked", "says"),
    [(timedelta(days=30), False, "expired"), (timedelta(days=29), True, "revoked by lee")],
)
def test_nothing_is_planned_without_an_authority_in_force(
    later: timedelta, revoked: bool, says: str, harbour: Harbour
) -> None:
    if revoked:
        harbour.revoke()
    harbour.now = NOON + later
    with pytest.raises(NotAllowed, match=says):
        harbour.plan()


@pytest.mark.parametrize(
    ("hours", "revisited", "skipped"),
    [(23, 0, 2), (25, 2, 0)],
)
def test_pages_seen_lately_rest_and_those_of_age_are_asked_again(
    hours: int, revisited: int, skipped: int, harbour: Harbour
) -> None:
    harbour.pair(harbour.plan(), *PAGES).run()
    harbour.now = NOON + timedelta(hours=hours)
    again = harbour.plan()
    assert (len(again.order.revisit), len(again.order.skip)) == (revisited, skipped)
    assert harbour.plan(every_page=True).order.skip == ()


@pytest.mark.parametrize(
    ("first", "change", "fresh", "goes_on"),
    [
        ("waiting captcha", "", False, True),
        ("waiting captcha", "", True, False),
        ("waiting captcha", "profile", False, False),
        ("waiting captcha", "spool", False, False),
        ("finished", "", False, False),
        ("pages", "", False, False),
        ("unreachable", "", False, False),
    ],
)
def test_a_run_goes_on_only_where_its_work_is_left_here_under_the_same_profile(
    first: str, change: str, fresh: bool, goes_on: bool, harbour: Harbour
) -> None:
    before = harbour.plan()
    harbour.pair(before, PAGES[0], f"end {first}").run()
    if change == "profile":
        (harbour.workspace.sources / "pier.yaml").write_text(PROFILE.replace("Pier", "Wharf"))
    if change == "spool":
        (before.folder / "spool.sqlite").unlink()
    again = harbour.plan(fresh=fresh)
    assert (again.resumed, again.run.id == before.run.id) == (goes_on, goes_on)


@pytest.mark.parametrize(
    ("wishes", "name", "value"),
    [
        ({}, "concurrency", 6),
        ({"concurrency": 2}, "concurrency", 2),
        ({"concurrency": 60}, "concurrency", 32),
        ({"max_pages": 9}, "max_pages", 9),
        ({}, "max_pages", None),
        ({"manners": {"delay": 0.5}}, "delay", 0.5),
        ({"manners": {"concurrency": 64}, "concurrency": 2}, "concurrency", 2),
    ],
)
def test_wishes_never_exceed_the_workspaces_bound(
    wishes: dict[str, object], name: str, value: object, harbour: Harbour
) -> None:
    assert harbour.plan(**wishes).order.politeness.get(name) == value


def test_two_plans_are_two_runs_and_the_secret_salt_is_the_workspaces(harbour: Harbour) -> None:
    one, other = harbour.plan(), harbour.plan()
    assert one.run.id != other.run.id
    assert one.order.secret_salt == other.order.secret_salt == harbour.workspace.secret("salt.key").hex()


def test_a_run_cannot_begin_while_another_of_its_source_is_under_way(harbour: Harbour) -> None:
    first = harbour.plan()
    second = harbour.plan()

    def begin(_: object) -> None:
        with pytest.raises(WrongUse, match="under way"):
            harbour.pair(second, *PAGES, owner="here:2").run()
        harbour.revoke()

    harbour.on_show = begin
    assert harbour.pair(first, PAGES[0], "wait").run().outcome is Outcome.BLOCKED


def test_a_workspaces_own_profile_stands_in_the_place_of_a_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "lanternfish.yaml"
    own.write_text(PROFILE.replace("pier", "lanternfish"))
    assert profile("lanternfish", tmp_path).file == own
    assert profile("lanternfish", None).file == shipped() / "lanternfish.yaml"
    assert profile("dream", tmp_path).file == shipped() / "dream.yaml"
    assert [found.file for found in profiles(tmp_path)].count(own) == 1
    assert {found.profile.source for found in profiles(tmp_path)} == {file.stem for file in shipped().glob("*.yaml")}
    assert profile(str(own), None).profile.title == "Pier"


@pytest.mark.parametrize("name", ["nosuch", "", "../../etc/passwd", "nosuch.yaml", "folder.yaml", "binary.yaml"])
def test_a_profile_that_does_not_open_is_named(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(WrongUse):
        profile(name, tmp_path / "none")


def test_one_broken_profile_is_named_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text("source: odd\ncolour: red\n")
    with pytest.raises(ProfileError) as told:
        profiles(tmp_path)
    assert "odd.yaml" in told.value.where
