"""A workspace is private, found by name before place, and never half believed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tidewaiter.model.errors import WrongUse
from tidewaiter.store.workspace import BUYER_KEY, SALT, SETTINGS_FILE, Workspace, create, find


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def loose_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def test_others_can_enter_neither_the_folder_nor_its_secrets(tmp_path: Path, loose_umask: None) -> None:
    made = create(tmp_path / "deep" / "home")
    assert (mode(made.home), mode(made.secrets), mode(made.secrets / BUYER_KEY)) == (0o700, 0o700, 0o600)


def test_an_open_folder_that_is_taken_is_closed(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir(mode=0o755)
    assert mode(create(tmp_path / "home").home) == 0o700


def test_every_place_of_a_workspace_lies_inside_it(tmp_path: Path) -> None:
    made = create(tmp_path / "home")
    places = (made.sources, made.evidence, made.warc, made.ledger, made.seals, made.spool, made.index, made.secrets,
              made.seal_key, made.tor, made.forbidden)  # fmt: skip
    assert all(place.is_relative_to(made.home) for place in places)
    assert made.database_url == f"sqlite:///{made.home}/database.sqlite"


@pytest.mark.parametrize("lost", ["sources", "evidence/warc", "evidence/seals", "spool", "index", "tor", "secrets"])
def test_what_a_half_made_workspace_lacks_is_made_and_what_it_has_stays(lost: str, tmp_path: Path) -> None:
    made = create(tmp_path / "home")
    (made.home / SETTINGS_FILE).write_text("[crawl]\nconcurrency = 3\n")
    (made.home / "evidence" / "ledger.jsonl").write_text("kept")
    key = made.secret(BUYER_KEY)
    for file in (made.home / lost).iterdir():
        file.unlink()
    (made.home / lost).rmdir()
    again = create(made.home)
    assert (made.home / lost).is_dir()
    assert again.settings.crawl.concurrency == 3
    assert again.ledger.read_text() == "kept"
    assert (again.secret(BUYER_KEY) == key) is (lost != "secrets")


def test_secrets_are_made_by_create_alone_once_and_each_is_another(tmp_path: Path) -> None:
    made = create(tmp_path / "home")
    one, other = made.secret(BUYER_KEY), made.secret(SALT)
    assert (len(one), one == other) == (32, False)
    assert create(tmp_path / "home").secret(BUYER_KEY) == one
    assert create(tmp_path / "second").secret(BUYER_KEY) != one
    (made.secrets / BUYER_KEY).unlink()
    with pytest.raises(WrongUse, match=r"the secret buyer\.key is gone"):
        made.secret(BUYER_KEY)


def test_a_secret_that_cannot_be_read_is_not_made_anew(tmp_path: Path) -> None:
    made = create(tmp_path / "home")
    (made.secrets / "odd.key").mkdir()
    with pytest.raises(OSError, match=r"odd\.key"):
        made.secret("odd.key")


@pytest.mark.parametrize(("name", "says"), [("letter.txt", "not a folder"), ("full", "holds other files")])
def test_what_is_not_a_workspace_is_left_as_it_is(name: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    with pytest.raises(WrongUse, match=says):
        create(tmp_path / name)
    assert (tmp_path / "letter.txt").read_text() == (tmp_path / "full" / "letter.txt").read_text() == "mine"
    assert len(list((tmp_path / "full").iterdir())) == 1


@pytest.mark.parametrize(
    ("named", "variable", "here", "found"),
    [
        ("a", "b", "c", "a"),
        (None, "b", "c", "b"),
        (None, "", "c", "c"),
        (None, None, "c", "c"),
        (None, None, "c/spool", "c"),
        (None, None, "c/evidence/warc", "c"),
    ],
)
def test_home_before_variable_before_the_folder_we_stand_in(
    named: str | None, variable: str | None, here: str, found: str, tmp_path: Path
) -> None:
    for name in "abc":
        create(tmp_path / name)
    environment = {} if variable is None else {"TIDEWAITER_HOME": variable and str(tmp_path / variable)}
    workspace = find(tmp_path / named if named else None, environment, tmp_path / here)
    assert workspace.home == (tmp_path / found).resolve()


@pytest.mark.parametrize(
    ("named", "variable", "says"),
    [("x", "a", "not a workspace"), (None, "x", "not a workspace"), (None, "", "no workspace here")],
)
def test_a_name_that_is_wrong_is_never_replaced_by_a_guess(
    named: str | None, variable: str, says: str, tmp_path: Path
) -> None:
    create(tmp_path / "a")
    here = tmp_path / "a" if named or variable else tmp_path
    environment = {"TIDEWAITER_HOME": variable and str(tmp_path / variable)}
    with pytest.raises(WrongUse, match=says) as told:
        find(tmp_path / named if named else None, environment, here)
    assert "tidewaiter init" in told.value.todo


def settings(tmp_path: Path, text: str, environment: Mapping[str, str] | None = None) -> Workspace:
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    (home / SETTINGS_FILE).write_text(text)
    return find(home, environment or {}, tmp_path)


def test_the_first_settings_are_the_defaults(tmp_path: Path) -> None:
    made = create(tmp_path / "made")
    assert find(made.home, {}, tmp_path).settings == settings(tmp_path, "").settings
    crawl = made.settings.crawl
    assert (crawl.jail, crawl.tor_lines, made.settings.search.index) == ("auto", (), "embedded")


@pytest.mark.parametrize(
    ("variable", "value", "read"),
    [
        ("TIDEWAITER_DATABASE_URL", "postgresql://db/x", lambda w: w.database_url == "postgresql://db/x"),
        ("TIDEWAITER_CRAWL_JAIL", "require", lambda w: w.settings.crawl.jail == "require"),
        ("TIDEWAITER_CRAWL_CONCURRENCY", "5", lambda w: w.settings.crawl.concurrency == 5),
        ("tidewaiter_crawl_jail", "off", lambda w: w.settings.crawl.jail == "auto"),
        ("TIDEWAITER_COLOUR", "red", lambda w: w.settings.crawl.jail == "auto"),
    ],
)
@pytest.mark.parametrize("written", ["", '[database]\nurl = "sqlite:////x"\n[crawl]\njail = "auto"\nconcurrency = 9\n'])
def test_the_environment_goes_before_the_file(variable: str, value: str, read: object, written: str,
                                              tmp_path: Path) -> None:  # fmt: skip
    assert read(settings(tmp_path, written, {variable: value}))  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "environment", "says"),
    [
        ("[crawl", {}, "not TOML"),
        ("[crawl]\njail = 'maybe'", {}, "crawl.jail"),
        ("[crawl]\njail = 'offline'", {}, "crawl.jail"),
        ("[crawl]\nconcurrency = 0", {}, "crawl.concurrency"),
        ("[crawl]\nconcurrency = 65", {}, "crawl.concurrency"),
        ("[crawl]\nconcurency = 3", {}, "crawl.concurency"),
        ("[crawll]\n", {}, "crawll"),
        ("[database]\nurl = 7", {}, "database.url"),
        ("[search]\nindex = 'other'", {}, "search.index"),
        ("crawl = 'x'", {}, "crawl"),
        ("", {"TIDEWAITER_CRAWL_JAIL": "maybe"}, "crawl.jail"),
        ("", {"TIDEWAITER_CRAWL_JAIL": ""}, "crawl.jail"),
        ("", {"TIDEWAITER_CRAWL_CONCURRENCY": "many"}, "crawl.concurrency"),
        ("crawl = 'x'", {"TIDEWAITER_CRAWL_JAIL": "off"}, "crawl"),
        ("crawl = [1]", {"TIDEWAITER_CRAWL_JAIL": "off"}, "crawl"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_named_and_never_ignored(
    text: str, environment: dict[str, str], says: str, tmp_path: Path
) -> None:
    with pytest.raises(WrongUse) as told:
        settings(tmp_path, text, environment)
    assert says in told.value.what
    assert told.value.where.endswith(SETTINGS_FILE)


def test_settings_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / SETTINGS_FILE).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(WrongUse, match="not TOML"):
        find(tmp_path, {}, tmp_path)


def test_a_capture_is_looked_for_in_the_evidence_first_then_in_every_spool(tmp_path: Path) -> None:
    made = create(tmp_path / "home")
    for run in ("2", "1"):
        (made.spool / run / "warc").mkdir(parents=True)
    (made.spool / "3").mkdir()
    assert made.warc_folders() == [made.warc, made.spool / "1" / "warc", made.spool / "2" / "warc"]
