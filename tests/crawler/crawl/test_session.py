"""A person's session: to the mirrors only, under an authority only, and its secrets nowhere on the disk."""

from __future__ import annotations

import gzip
import json
from datetime import datetime, timedelta, timezone

import pytest

from crawler.session import load
from tidewaiter.model.authority import Authority, Permission
from tidewaiter.model.errors import NotAllowed, WrongUse
from tidewaiter.store.evidence import read_capture

from .conftest import FIRST, MIRRORS, Answer, page

CANARY = "CANARY0f5e55105ec4e7"
ROTATED = "CANARY4074710n"
NOW = datetime(2026, 1, 1, tzinfo=timezone.utc)


@pytest.fixture
def cookies(tmp_path):
    file = tmp_path / "session.json"
    file.write_text(json.dumps({"cookies": {"sid": CANARY}}))
    file.chmod(0o600)
    return file


def authority(*permissions, **more):
    told = {
        "id": "A1", "legal_basis": "x", "asked_by": "ann", "sources": ("pier",), "addresses": MIRRORS, "asked_at": NOW,
        "expires_at": NOW + timedelta(days=1), "permissions": frozenset(permissions), "approved_by": "bob",
        "approved_at": NOW,
    }  # fmt: skip
    return Authority(**told | more)


def test_it_goes_to_the_mirrors_and_its_secret_to_no_file(crawl, site, cookies):
    beside = f"http://forum.{FIRST}.onion/x"
    site.pages["/"] = Answer(page("/in", beside, "/late").body, headers={"Set-Cookie": f"sid={ROTATED}; HttpOnly"})
    site.pages["/in"] = page()
    site.pages["/late"] = [Answer(b"<title>x</title>busy", 503), page()]
    site.pages["/x"] = page()
    crawl.permit(Permission.SESSION, addresses=(f"{FIRST}.onion",))
    crawl.order(session=str(cookies), mirrors=MIRRORS[:1])
    assert crawl.run()["why"] == "finished"
    sent = {asked.path: asked.headers.get("Cookie", "") for asked in site.asked}
    assert sent["/"] == f"sid={CANARY}"
    assert sent["/in"] == f"sid={ROTATED}", "the site's own change of the session is followed"
    assert CANARY not in sent["/x"], "a sub-domain is no mirror"
    files = [file for file in crawl.folder.rglob("*") if file.is_file()]
    assert any(file.suffixes[-2:] == [".warc", ".gz"] for file in files)
    for file in files:
        raw = file.read_bytes()
        raw += gzip.decompress(raw) if file.suffix == ".gz" else b""
        assert CANARY.encode() not in raw, file.name
        assert ROTATED.encode() not in raw, file.name
    assert CANARY not in crawl.errors
    assert ROTATED not in crawl.errors
    kept = read_capture([crawl.folder / "warc"], crawl.captures()[0])
    assert set(kept.hidden) == {"cookie", "set-cookie"}


def test_a_session_without_its_permission_is_no_crawl(crawl, site, cookies):
    crawl.order(session=str(cookies))
    told = crawl.run(expect=1)
    assert "no authority of pier permits a session" in crawl.errors
    assert "no authority of pier permits a session" in told["detail"]
    assert site.asked == []


@pytest.mark.parametrize(
    "given",
    [
        [],
        [authority()],
        [authority(Permission.MEDIA)],
        [authority(Permission.SESSION, sources=("other",))],
        [authority(Permission.SESSION, approved_by="")],
        [authority(Permission.SESSION, expires_at=NOW)],
        [authority(), authority(Permission.SESSION, id="A2", revoked_at=NOW, revoked_by="bob")],
    ],
)
def test_which_authorities_do_not_permit_it(cookies, given):
    with pytest.raises(NotAllowed):
        load(str(cookies), "pier", authorities=given, at=NOW)


def test_given_once_to_each_mirror(cookies):
    session = load(str(cookies), "pier", authorities=[authority(Permission.SESSION)], at=NOW)
    assert session.cookies_for("http://one") == {"sid": CANARY}
    assert session.cookies_for("http://two") == {"sid": CANARY}
    assert session.cookies_for("http://one") == {}
    assert CANARY not in repr(session)


def test_without_a_path_there_is_none():
    assert not load("", "pier", authorities=[], at=NOW)


@pytest.mark.parametrize(
    ("text", "mode", "said"),
    [
        ('{"cookies": {"sid": "CANARY"}}', 0o644, "others may read"),
        ('{"cookies": {"sid": 5}}', 0o600, "not of the form"),
        ('["CANARY"]', 0o600, "not of the form"),
        ('{"cookies": CANARY}', 0o600, "does not read"),
        (None, 0o600, "does not read"),
    ],
)
def test_a_file_that_will_not_do_is_refused_without_showing_it(tmp_path, text, mode, said):
    file = tmp_path / "session.json"
    if text is not None:
        file.write_text(text)
        file.chmod(mode)
    with pytest.raises(WrongUse, match=said) as told:
        load(str(file), "pier", authorities=[authority(Permission.SESSION)], at=NOW)
    assert "CANARY" not in str(told.value)
    assert told.value.__cause__ is None
