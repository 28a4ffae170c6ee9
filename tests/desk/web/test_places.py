"""Every place of the console for every role: who may go there, what the ledger says of it, what a stranger gets."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk.web.conftest import Browser, Console
from tidewaiter.desk import triage
from tidewaiter.desk.web.places import PLACES
from tidewaiter.desk.web.shell import HEADERS
from tidewaiter.model.ids import record_id
from tidewaiter.model.person import Role
from tidewaiter.store.database import leads

RECORD = record_id("lanternfish", "listing", "/listing/1")
# Every place; what answers when each role asks, in the order viewer, analyst, supervisor, admin; the entry of a success.
TABLE: dict[tuple[str, str], tuple[tuple[int, int, int, int], str]] = {
    ("GET", "/sign-in"): ((303, 303, 303, 303), ""),
    ("POST", "/sign-in"): ((403, 403, 403, 403), "sign-in-refused"),
    ("GET", "/link/{token}"): ((404, 404, 404, 404), ""),
    ("POST", "/link/{token}"): ((400, 400, 400, 400), ""),
    ("POST", "/sign-out"): ((303, 303, 303, 303), "sign-out"),
    ("GET", "/account"): ((200, 200, 200, 200), ""),
    ("POST", "/account/password"): ((400, 400, 400, 400), ""),
    ("POST", "/account/code"): ((400, 400, 400, 400), ""),
    ("POST", "/account/sign-out"): ((303, 303, 303, 303), "sign-out"),
    ("GET", "/"): ((200, 200, 200, 200), "list"),
    ("GET", "/search"): ((200, 200, 200, 200), "search"),
    ("GET", "/records/{id}"): ((200, 200, 200, 200), "view"),
    ("POST", "/records/{id}/verify"): ((200, 200, 200, 200), "verify"),
    ("GET", "/captures/{id}"): ((200, 200, 200, 200), "view"),
    ("GET", "/leads"): ((200, 200, 200, 200), "list"),
    ("GET", "/leads/{id}"): ((200, 200, 200, 200), "view"),
    ("POST", "/leads/several"): ((403, 400, 400, 400), ""),
    ("POST", "/leads/{id}/judge"): ((403, 303, 303, 303), "judgement"),
    ("POST", "/leads/{id}/undo"): ((403, 400, 400, 400), ""),
}
ROLES = list(Role)


def way(console: Console, path: str) -> str:
    id_ = {"/records": RECORD, "/captures": console.filled.plain.id}.get(
        path.rpartition("/{id}")[0], console.filled.lead
    )
    return path.replace("{id}", id_).replace("{token}", "no-such-token")


def ask(console: Console, browser: Browser, method: str, path: str) -> Any:
    path = way(console, path)
    if method == "GET":
        return browser.get(path)
    with console.here.database.read() as rows:
        seen = triage.mark(leads.find(rows, console.filled.lead))
    fields = {"verdict": "note", "text": "looked", "name": "nobody", "password": "wrong", "seen": seen}
    return browser.post(path, fields, form_on="/account" if browser.person else "/sign-in")


def test_the_table_names_every_place() -> None:
    assert {(one.method, one.path) for one in PLACES} == set(TABLE)


@pytest.mark.parametrize("role", ROLES, ids=list(Role))
def test_each_place_answers_each_role_as_the_table_says(role: Role, console: Console) -> None:
    found, wrong = {}, []
    for (method, path), (expected, action) in TABLE.items():
        browser, before = console.browser(role), console.last()
        response = ask(console, browser, method, path)
        found[method, path] = response.status_code
        entries = [(who, what) for who, what, _ in console.since(before)]
        if found[method, path] == 403 and path.startswith("/leads"):
            assert (browser.person, "refused") in entries
        if action and found[method, path] in (200, 303) and not any(what == action for _, what in entries):
            wrong.append((method, path, entries))
        if found[method, path] != expected[ROLES.index(role)]:
            wrong.append((method, path, found[method, path]))
    assert wrong == []
    assert console.said == []  # no fault of ours met on the way


def test_a_stranger_gets_nowhere_and_comes_back_to_where_they_went(console: Console) -> None:
    stranger = console.stranger()
    for one in PLACES:
        if one.act is None:
            continue
        response = ask(console, stranger, one.method, one.path)
        assert response.status_code == 303, one.path
        assert response.headers["location"].startswith("/sign-in"), one.path
    sent = stranger.get("/search?q=mdma&drug=lsd").headers["location"]
    assert sent == "/sign-in?next=%2Fsearch%3Fq%3Dmdma%26drug%3Dlsd"
    part = stranger.get("/search?q=x", **{"hx-request": "true"})
    assert (part.status_code, part.headers["hx-redirect"]) == (401, "/sign-in?next=%2Fsearch%3Fq%3Dx")


def test_every_answer_has_the_headers_also_errors_and_files(console: Console, kim: Browser) -> None:
    answers = [
        kim.get("/"), kim.get("/nope"), kim.get("/records/zz"), kim.get("/static/desk.css"), kim.get("/static/none"),
        kim.get("/static/../app.py"), kim.get("/static/%2e%2e/app.py"), console.stranger().get("/"),
        kim.client.put("/leads"), kim.client.get("/", headers={"host": "evil.example"}),
        kim.client.post("/sign-in", content=b"x" * 70_000), kim.get("/search?sort=zz"), kim.get("/search?limit=zz"),
    ]  # fmt: skip
    assert [one.status_code for one in answers] == [200, 404, 404, 200, 404, 404, 404, 303, 405, 421, 413, 400, 400]
    for one in answers:
        assert {name: one.headers.get(name) for name in HEADERS} == HEADERS
    assert [one.headers["cache-control"] for one in answers[:3]] == ["no-store"] * 3
    assert "script-src 'self';" in HEADERS["Content-Security-Policy"]
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


def test_a_sealed_capture_opens_for_a_supervisor_alone_and_says_so(console: Console) -> None:
    path = f"/captures/{console.filled.sealed.id}"
    before = console.last()
    assert console.browser(Role.ANALYST).get(path).status_code == 403
    assert ("kim", "refused", console.filled.sealed.id) in [
        (who, what, facts.get("capture")) for who, what, facts in console.since(before)
    ]
    assert console.browser(Role.SUPERVISOR).get(path).status_code == 200
    assert ("sana", "view", {"capture": console.filled.sealed.id, "sealed": True}) in console.since(before)
