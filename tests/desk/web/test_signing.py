"""Signing in by the real forms: sessions that are new, forms that are ours, guesses that are slowed down."""

from __future__ import annotations

import base64
import re
from datetime import timedelta
from typing import Any

import pytest

from tests.desk.web.conftest import FORM, SAME, Browser, Console, encoded, form_token
from tidewaiter.desk import accounts, codes, passwords
from tidewaiter.model.person import Person, Role

PASSWORD = "lantern over harbour"


@pytest.fixture
def vera(console: Console) -> Browser:
    """A stranger's browser, and an account for it to sign in to."""
    root = console.here.acting(Person("root", Role.ADMIN), lambda words: None)
    token = accounts.link(root, "vera", at=console.at)
    browser = console.stranger()
    page = browser.get(f"/link/{token}")
    assert "vera" in page.text
    short = browser.post(f"/link/{token}", {"password": "x", "again": "x"}, form_on=f"/link/{token}")
    assert (short.status_code, "12 letters" in short.text) == (400, True)
    done = browser.post(f"/link/{token}", {"password": PASSWORD, "again": PASSWORD}, form_on=f"/link/{token}")
    assert (done.status_code, done.headers["location"]) == (303, "/sign-in")
    assert browser.get(f"/link/{token}").status_code == 404
    return browser


def sign_in(browser: Browser, password: str = PASSWORD, *, to: str = "", **more: str) -> Any:
    return browser.post("/sign-in", {"name": "vera", "password": password, "next": to, **more}, form_on="/sign-in")


def test_a_session_is_new_at_sign_in_hidden_from_scripts_and_ended_by_signing_out(
    console: Console, vera: Browser
) -> None:
    vera.client.cookies.set("tidewaiter", "planted-by-somebody")  # fixation: a token that an attacker knows
    done = sign_in(vera, to="/leads?state=all")
    assert (done.status_code, done.headers["location"]) == (303, "/leads?state=all")
    set_ = done.headers["set-cookie"]
    token = re.search(r"tidewaiter=([^;]+)", set_)[1]
    assert token != "planted-by-somebody"
    assert {"HttpOnly", "Path=/", "SameSite=strict"} <= set(set_.split("; "))
    vera.client.cookies.clear()
    vera.client.cookies.set("tidewaiter", token)
    assert vera.get("/").status_code == 200
    assert vera.post("/sign-out", {}).status_code == 303
    vera.client.cookies.set("tidewaiter", token)  # whoever copied the cookie has nothing
    assert vera.get("/").status_code == 303


@pytest.mark.parametrize(
    "to",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/x\r\nSet-Cookie: a=b",
        "",
        "x",
    ],
    ids=["two-slashes", "scheme", "backslash", "script", "header", "none", "relative"],
)
def test_signing_in_leads_nowhere_but_into_the_console(to: str, vera: Browser) -> None:
    assert sign_in(vera, to=to).headers["location"] == "/"


def test_guesses_are_slowed_down_and_never_say_what_was_wrong(console: Console, vera: Browser) -> None:
    told = {sign_in(vera, f"guess {n}").text.partition('role="alert"')[2][:160] for n in range(accounts.FREE_TRIES)}
    unknown = vera.post("/sign-in", {"name": "nobody", "password": "guess"}, form_on="/sign-in")
    assert told == {unknown.text.partition('role="alert"')[2][:160]}
    late = sign_in(vera)
    assert (late.status_code, "too often" in late.text) == (403, True)
    console.at += timedelta(minutes=1)
    assert sign_in(vera).status_code == 303


def test_a_second_factor_is_set_up_on_the_page_and_asked_for(console: Console, vera: Browser) -> None:
    assert sign_in(vera).status_code == 303
    page = vera.get("/account").text
    secret = re.search(r'name="secret" value="([A-Z2-7]{32})"', page)[1]
    wrong = vera.post("/account/code", {"secret": secret, "code": "000000"}, form_on="/account")
    assert (wrong.status_code, secret in wrong.text) == (400, True)  # what is in the authenticator already stays
    code = codes.code(base64.b32decode(secret), codes.step_of(console.at))
    assert vera.post("/account/code", {"secret": secret, "code": code}, form_on="/account").status_code == 200
    vera.post("/sign-out", {})
    console.at += timedelta(minutes=2)
    assert sign_in(vera).status_code == 403
    code = codes.code(base64.b32decode(secret), codes.step_of(console.at))
    assert sign_in(vera, code=code).status_code == 303


def test_a_sign_in_that_gets_no_turn_is_answered_with_a_page_that_says_so(
    vera: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "_PATIENCE", 0.01)
    with passwords._TURN, passwords._TURN:
        told = sign_in(vera)
    assert (told.status_code, "try again in a moment" in told.text) == (503, True)


def test_a_session_ends_by_itself(console: Console, kim: Browser) -> None:
    assert kim.get("/").status_code == 200
    console.at += timedelta(minutes=61)
    assert kim.get("/").status_code == 303


@pytest.mark.parametrize(
    ("token", "heads"),
    [
        ("", SAME), ("0" * 64, SAME), ("own", {"sec-fetch-site": "cross-site"}), ("own", {"sec-fetch-site": "same-site"}),
        ("own", {"sec-fetch-site": "none"}), ("own", {"origin": "http://evil.example"}), ("other", SAME),
    ],
    ids=["no-token", "forged", "cross-site", "same-site", "none", "foreign-origin", "anothers"],
)  # fmt: skip
def test_a_form_that_is_not_ours_changes_nothing(
    token: str, heads: dict[str, str], console: Console, kim: Browser
) -> None:
    others = form_token(console.browser(Role.SUPERVISOR).get("/").text)
    said = {"own": form_token(kim.get("/").text), "other": others}.get(token, token)
    body = encoded([("form_token", said), ("verdict", "yes"), ("seen", "")])
    before = console.last()
    answer = kim.client.post(f"/leads/{console.filled.lead}/judge", content=body, headers={**FORM, **heads})
    assert answer.status_code == 403
    assert not [what for _, what, _ in console.since(before) if what == "judgement"]


def test_an_older_browser_without_fetch_headers_is_known_by_its_token(console: Console, kim: Browser) -> None:
    body = encoded([("form_token", form_token(kim.get("/").text)), ("verdict", "unsure")])
    path = f"/leads/{console.filled.lead}/judge"
    seen = re.search(r'name="seen" value="([^"]+)"', kim.get(f"/leads/{console.filled.lead}").text)[1]
    sent = kim.client.post(
        path, content=f"{body}&seen={seen}", headers={**FORM, "origin": "null"}, follow_redirects=False
    )
    assert sent.status_code == 303


def test_what_is_no_form_of_ours_is_refused_before_it_is_read(console: Console, kim: Browser) -> None:
    path = f"/leads/{console.filled.lead}/judge"
    json = kim.client.post(path, content=b'{"verdict":"yes"}', headers={"content-type": "application/json", **SAME})
    many = kim.client.post(path, content="&".join(f"a{n}=1" for n in range(1001)), headers={**FORM, **SAME})
    assert (json.status_code, many.status_code) == (400, 400)
