"""No authority, no fetch: what covers a request, and what refuses it, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from tidewaiter.model.authority import Authority, Permission, origin, refusal
from tidewaiter.model.person import Act, Person, Role, may

NOW = datetime(2026, 11, 24, tzinfo=timezone.utc)
ONION = "a" * 56 + ".onion"
GOOD = Authority(
    id="A-1",
    legal_basis="Customs Act s. 12",
    asked_by="kim",
    sources=("lanternfish",),
    addresses=(ONION,),
    asked_at=NOW - timedelta(days=1),
    expires_at=NOW + timedelta(days=1),
    approved_by="lee",
    approved_at=NOW,
)


@pytest.mark.parametrize(
    ("authority", "source", "url", "says"),
    [
        (GOOD, "lanternfish", f"http://{ONION}/x", ""),
        (GOOD, "lanternfish", f"http://www.{ONION}/x", ""),
        (GOOD, "lanternfish", f"http://{ONION.upper()}/x", ""),
        (GOOD, "other", f"http://{ONION}/x", "no authority names"),
        (GOOD, "lanternfish", "http://example.com/", "covers http://example.com"),
        (GOOD, "lanternfish", f"http://evil{ONION}/", "covers"),
        (GOOD, "lanternfish", f"http://{ONION}.example.com/", "covers"),
        (replace(GOOD, approved_by=""), "lanternfish", f"http://{ONION}/", "not approved"),
        (replace(GOOD, expires_at=NOW), "lanternfish", f"http://{ONION}/", "expired at 2026-11-24"),
        (replace(GOOD, revoked_by="lee", revoked_at=NOW), "lanternfish", f"http://{ONION}/", "revoked by lee"),
        (replace(GOOD, addresses=(f"http://{ONION}",)), "lanternfish", f"http://{ONION}/x", ""),
        (replace(GOOD, addresses=(f"http://{ONION}",)), "lanternfish", f"https://{ONION}/x", "covers"),
        (replace(GOOD, addresses=("t.me",)), "lanternfish", "https://evil.t.me/x", "covers"),
    ],
)
def test_refusal(authority: Authority, source: str, url: str, says: str) -> None:
    said = refusal([authority], source, url, NOW)
    assert (says in said) if says else said == ""


def test_one_of_several_is_enough_and_none_is_not() -> None:
    expired = replace(GOOD, id="A-0", expires_at=NOW)
    assert refusal([expired, GOOD], "lanternfish", f"http://{ONION}/", NOW) == ""
    assert refusal([], "lanternfish", f"http://{ONION}/", NOW) != ""


def test_the_digest_names_what_is_allowed() -> None:
    assert GOOD.digest == replace(GOOD, approved_at=None).digest
    assert GOOD.digest != replace(GOOD, permissions=frozenset({Permission.SESSION})).digest
    assert GOOD.digest != replace(GOOD, addresses=(ONION, "b" * 56 + ".onion")).digest


@pytest.mark.parametrize(
    ("url", "expected"),
    [("HTTP://A.onion:80/x", "http://a.onion"), ("https://a.onion:80/", "https://a.onion:80"), ("//a", "://a")],
)
def test_origin(url: str, expected: str) -> None:
    assert origin(url) == expected


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("act", list(Act))
def test_may(role: Role, act: Act) -> None:
    allowed = {
        Role.VIEWER: {Act.READ},
        Role.ANALYST: {Act.READ, Act.JUDGE, Act.COLLECT, Act.ASK_AUTHORITY},
        Role.SUPERVISOR: {Act.READ, Act.JUDGE, Act.COLLECT, Act.ASK_AUTHORITY, Act.APPROVE},
        Role.ADMIN: set(Act),
    }
    assert may(Person("kim", role), act) == (act in allowed[role])
