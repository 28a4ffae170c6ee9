"""Leads judged in the browser: as by command, by row and by several, never over what another said meanwhile."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from tests.desk.web.conftest import Browser, Console
from tidewaiter.desk import triage
from tidewaiter.model.lead import Verdict
from tidewaiter.model.person import Role
from tidewaiter.store.database import leads
from tidewaiter.store.database.leads import Found


def standing(console: Console, id_: str = "") -> Found:
    with console.here.database.read() as rows:
        return leads.find(rows, id_ or console.filled.lead)


def post(console: Console, browser: Browser, fields: dict[str, str], *, part: bool = False, to: str = "judge") -> Any:
    heads = {"hx-request": "true"} if part else {}
    path = f"/leads/{console.filled.lead}/{to}"
    return browser.post(path, {"seen": triage.mark(standing(console)), **fields}, **heads)


@pytest.fixture
def second(console: Console) -> str:
    with console.here.database.write() as rows:
        other = replace(leads.find(rows, console.filled.lead).lead, pivot="another", members=())
        leads.add(rows, [other])
    return other.id


@pytest.mark.parametrize(
    ("verdict", "text", "state"),
    [("yes", "seen before", "confirmed"), ("no", "", "dismissed"), ("unsure", "", "unsure"), ("tag", "boat 7", "new"),
     ("note", "asked <them>", "new"), ("assign", "kim", "new")],
    ids=["confirm", "dismiss", "unsure", "tag", "note", "assign"],
)  # fmt: skip
def test_a_word_is_kept_once_on_the_ledger_and_shown(
    verdict: str, text: str, state: str, console: Console, kim: Browser
) -> None:
    before = console.last()
    assert post(console, kim, {"verdict": verdict, "text": text}).status_code == 303
    said = [facts for who, what, facts in console.since(before) if (who, what) == ("kim", "judgement")]
    assert [(one["verdict"], one["text"]) for one in said] == [(verdict, text)]
    found = standing(console)
    assert (found.triage.standing, found.judgements[-1].text, found.judgements[-1].person) == (state, text, "kim")
    page = kim.get(f"/leads/{console.filled.lead}").text
    assert text.replace("<", "&lt;").replace(">", "&gt;") in page


def test_a_row_answers_alone_with_how_it_stands_and_what_takes_it_back(console: Console, kim: Browser) -> None:
    row = post(console, kim, {"verdict": "yes", "back": "list"}, part=True)
    assert row.status_code == 200
    assert row.text.strip().startswith("<li")
    assert "confirmed" in row.text
    assert 'data-key="z"' in row.text
    undone = post(console, kim, {}, part=True, to="undo")
    assert standing(console).triage.standing == "new"
    assert len(standing(console).judgements) == 2  # what was said stays
    assert "confirmed" not in undone.text


def test_taking_back_restores_what_stood_before(console: Console, kim: Browser) -> None:
    for fields in ({"verdict": "yes"}, {"verdict": "no"}, {"verdict": "tag", "text": "boat"}):
        post(console, kim, fields)
    assert post(console, kim, {}, to="undo").status_code == 303
    assert standing(console).triage.tags == ()
    with console.here.database.read() as rows:
        assert [one.verdict for one in leads.find(rows, console.filled.lead).judgements][-1] is Verdict.UNTAG
    assert post(console, kim, {"verdict": "note", "text": "x"}).status_code == 303
    assert post(console, kim, {}, to="undo").status_code == 400  # a note stays


def test_nobody_takes_back_anothers_word(console: Console, kim: Browser) -> None:
    post(console, console.browser(Role.SUPERVISOR), {"verdict": "yes"})
    answer = post(console, kim, {}, to="undo")
    assert (answer.status_code, "is not yours" in answer.text) == (400, True)
    assert "Take your last word back" not in kim.get(f"/leads/{console.filled.lead}").text


def test_a_stale_page_is_told_what_changed_and_keeps_what_was_typed(console: Console, kim: Browser) -> None:
    seen = triage.mark(standing(console))
    post(console, console.browser(Role.SUPERVISOR), {"verdict": "no", "text": "the market's own test"})
    before = console.last()
    answer = post(console, kim, {"verdict": "yes", "seen": seen, "text": "my long reason"})
    assert answer.status_code == 409
    assert "sana said no the market&#39;s own test" in answer.text
    assert "my long reason" in answer.text
    row = post(console, kim, {"verdict": "yes", "seen": seen}, part=True)
    assert (row.status_code, "sana said no" in row.text, "dismissed" in row.text) == (409, True, True)
    assert not [what for _, what, _ in console.since(before) if what == "judgement"]
    fresh = re.search(r'name="seen" value="([^"]+)"', row.text)
    assert fresh
    assert post(console, kim, {"verdict": "yes", "seen": fresh[1]}).status_code == 303


def test_new_reasons_are_a_change_too(console: Console, kim: Browser) -> None:
    seen, found = triage.mark(standing(console)), standing(console)
    with console.here.database.write() as rows:
        leads.add(rows, [replace(found.lead, reasons=(*found.lead.reasons, "and a wallet"))])
    answer = post(console, kim, {"verdict": "no", "seen": seen})
    assert (answer.status_code, "its reasons are others now" in answer.text) == (409, True)


def test_several_are_judged_together_or_none_is(console: Console, kim: Browser, second: str) -> None:
    marks = {id_: triage.mark(standing(console, id_)) for id_ in (console.filled.lead, second)}
    picks = [("pick", f"{id_}:{mark}") for id_, mark in marks.items()]
    done = kim.post("/leads/several", [*picks, ("verdict", "tag"), ("text", "nitazene"), ("state", "all")])
    assert (done.status_code, done.headers["location"]) == (303, "/leads?state=all")
    assert [standing(console, id_).triage.tags for id_ in marks] == [("nitazene",)] * 2
    stale = kim.post("/leads/several", [*picks, ("verdict", "yes")])
    assert (stale.status_code, "kim said tag" in stale.text) == (409, True)
    assert [standing(console, id_).triage.standing for id_ in marks] == ["new"] * 2
    assert kim.post("/leads/several", {"verdict": "yes"}).status_code == 400


def test_filters_are_the_address_and_are_told(console: Console, kim: Browser) -> None:
    post(console, kim, {"verdict": "tag", "text": "boat 7"})
    path = f"/leads/{console.filled.lead}"
    assert path in kim.get("/leads?tag=Boat+7").text
    assert path not in kim.get("/leads?state=confirmed").text
    assert path not in kim.get("/leads?who=vera").text
    assert path in kim.get("/leads?rule=as-a-seller-wrote-it&state=all").text
    wrong = kim.get("/leads?state=zz")
    assert (wrong.status_code, "states are: open, all, new" in wrong.text) == (400, True)
    before = console.last()
    kim.get("/leads?tag=boat+7&who=kim")
    (entry,) = [facts for _, what, facts in console.since(before) if what == "list"]
    assert (entry["tag"], entry["of"]) == ("boat 7", "kim")


def test_a_viewer_sees_no_buttons_that_would_be_refused(console: Console) -> None:
    viewer = console.browser(Role.VIEWER)
    for path in ("/leads", f"/leads/{console.filled.lead}"):
        assert "verdict" not in viewer.get(path).text


def test_every_key_of_the_list_has_a_button_that_is_seen(console: Console, kim: Browser) -> None:
    post(console, kim, {"verdict": "unsure"})
    page = kim.get("/leads?state=all").text
    script = kim.get("/static/desk.js").text
    for key in "cduz?":
        assert f'data-key="{key}"' in page, key
    for key in "tan":
        assert f'data-say="{key}"' in page, key
    assert all(re.search(rf"\b{key}: \(\)", script) for key in "jkx")


def test_words_that_cannot_be_meant_are_said_on_a_page(console: Console, kim: Browser) -> None:
    for fields, why in (
        ({"verdict": "zz"}, "use the buttons"), ({"verdict": "tag", "text": " "}, "a tag has"),
        ({"verdict": "note", "text": ""}, "without words"), ({"verdict": "assign", "text": "lee"}, "no person"),
        ({"verdict": "merge", "text": "x"}, "use the buttons"),
    ):  # fmt: skip
        answer = post(console, kim, fields)
        assert (answer.status_code, why in answer.text) == (400, True), json.dumps(fields)
