"""A site that changes between two runs, on a real workspace: noticed, repaired by a person's word, nothing lost or gone."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import timedelta
from html import escape
from pathlib import Path

import pytest

from crawler.readers import SavedPage, read
from pipelines import Extraction, Recorder
from tests.crawler.repair.changes import changed
from tests.desk.conftest import Command
from tests.pipelines.conftest import FINISHED, MIRROR, NOON, Child
from tidewaiter.desk.crawling import expected_of, forbidden
from tidewaiter.desk.session import Session
from tidewaiter.model.lead import Judgement, Verdict
from tidewaiter.model.run import Outcome, Run, State
from tidewaiter.model.sighting import Kind
from tidewaiter.schedule.profiles import profile
from tidewaiter.store.database import journal, leads, records
from tidewaiter.store.workspace import BUYER_KEY, find

SOURCE = "quayside"
PROFILE = """\
source: quayside
title: Quayside
kind: market
# Written by hand, remarks and all.
pages:
  - page: listing
    when: {css: h1.title}
    statements:
      - kind: listing
        rows:
          - {each: table.facts tr, label: th, value: td}
        fields:
          title: h1.title
          vendor: a.vendor          # never the shop's name
          price: {row: Price}
          ships_from: {row: Ships from}
          description: div.description
        required: [title, price]
"""
WARES = ("MDMA crystals", "ketamine", "blue tablets", "speed paste", "hash plate", "LSD blotters", "2C-B pills", "oxy 80",
         "xanax bars", "weed buds")  # fmt: skip
FIRST = NOON - timedelta(days=30)  # a reread believes no capture of the future
LANDS = ("Germany", "Netherlands", "Canada")


def page(number: int, *, day: int) -> bytes:
    title, price = f"{number + 1}g {WARES[number]}", f"{20 + 3 * number + day}.50 EUR"
    facts = {"Price": price, "Ships from": LANDS[number % 3]}
    rows = "".join(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in facts.items())
    return (
        f'<html><head><meta charset="utf-8"><title>Quayside</title></head><body><main><h1 class="title">{escape(title)}</h1>'
        f'<p>by <a class="vendor" href="/vendor/{number % 4}">seller {number % 4}</a></p><table class="facts">{rows}</table>'
        f'<div class="description">{escape(WARES[number])} of good make, number {number}.</div></main></body></html>'
    ).encode()


def crawl(here: Session, day: int, pages: dict[str, bytes]) -> Run:
    at = FIRST + timedelta(days=day)
    found = profile(SOURCE, here.workspace.sources).profile
    run = f"{at:%Y%m%dT%H%M%SZ}-0a0b0c0d"
    with here.database.write() as rows:
        journal.start(rows, Run(run, SOURCE, State.RUNNING, at, found.digest, "authority", "0.1", "ahn"))
    child = Child(here.workspace.spool / run, run, source=SOURCE, at=at)
    for path, body in pages.items():
        _, capture = child.capture(path, body=body)
        child.spool.done(read(SavedPage(MIRROR + path, body, "text/html"), capture.id, found))
    child.end()
    ended = at + timedelta(hours=1)
    recorder = Recorder(
        spool=child.spool, database=here.database, ledger=here.ledger, evidence=here.workspace.warc,
        extract=Extraction.ours(), buyer_key=here.workspace.secret(BUYER_KEY), forbidden=forbidden(here.workspace),
        person="ahn", clock=lambda: ended, index=here.index, expected=expected_of(found),
    )  # fmt: skip
    finished = recorder.finish(FINISHED, at=ended)
    child.spool.close()
    return finished


def listings(here: Session) -> dict[str, dict[str, object]]:
    with here.database.read() as rows:
        return {one.record.id: dict(one.record.fields) for one in records.listed(rows, Kind.LISTING, source=SOURCE)}


@pytest.fixture
def quayside(home: Path) -> Path:
    (home / "sources" / f"{SOURCE}.yaml").write_text(PROFILE)
    return home


@pytest.mark.parametrize("change", ["labels translated", "classes renamed", "badges added"])
def test_from_the_change_to_whole_records(quayside: Path, command: Command, change: str) -> None:
    at = ("--home", str(quayside))
    with closing(Session(find(quayside, {}, quayside))) as here:
        first = crawl(here, 0, {f"/listing/{n}": page(n, day=0) for n in range(10)})
        assert first.outcome is Outcome.COMPLETE
        known = listings(here)
        with here.database.write() as rows:
            about = sorted(known)[0]
            leads.judge(rows, Judgement(1, about, Verdict.NOTE, "look", person="ahn", at=NOON), ledger="host")
        second = crawl(here, 1, {f"/listing/{n}": changed(change, page(n, day=1)) for n in range(10)})
        assert second.outcome is Outcome.SHORT
        assert listings(here).keys() == known.keys()
    told = " ".join(second.reasons)
    assert "listing" in told
    shown = json.loads(command("runs", "--json", "--source", SOURCE, *at).out)[0]
    assert shown["outcome"] == "short"
    assert all(one["captures"] for one in shown["health"]["unusual"] if one["name"].startswith("listing/"))
    assert "source repair quayside" in command("runs", *at).out

    made = command("source", "repair", SOURCE, "--json", *at)
    assert made.status == 0, made.err
    answer = json.loads(made.out)
    assert answer["diff"]
    assert {fix["sure"] for fix in answer["proposals"]} <= {True, False}
    assert all(fix["after"][0] == fix["after"][1] for fix in answer["proposals"] if fix["sure"])
    draft = quayside / "drafts" / f"{SOURCE}.yaml"
    assert "# never the shop's name" in draft.read_text()
    assert (quayside / "sources" / f"{SOURCE}.yaml").read_text() == PROFILE

    refused = command("source", "accept", SOURCE, *at)
    assert refused.status == 2
    assert "nobody has decided on" in refused.err
    assert (quayside / "sources" / f"{SOURCE}.yaml").read_text() == PROFILE
    proposed = draft.read_text()
    accepted = command("source", "accept", SOURCE, "--all", *at)
    assert accepted.status == 0, accepted.err
    assert (quayside / "sources" / f"{SOURCE}.yaml").read_text() == proposed
    assert [one.read_text() for one in (quayside / "sources" / "former").iterdir()] == [PROFILE]
    assert not draft.exists()
    assert command("reread", SOURCE, "--quiet", *at).status == 0
    with closing(Session(find(quayside, {}, quayside))) as here:
        now = listings(here)
        assert now.keys() == known.keys()
        wanted = {(f"{n + 1}g {WARES[n]}", f"seller {n % 4}", f"{21 + 3 * n}.50", LANDS[n % 3]) for n in range(10)}
        assert {(f["title"], f["vendor"], f["price"], f["ships_from"]) for f in now.values()} == wanted
        with here.database.read() as rows:
            assert not [one for one in leads.listed(rows) if one.lead.rule in ("vanished", "returned")]
        with here.database.read() as rows:
            said = leads.judgements(rows, [about])[about]
            assert [(one.verdict, one.person) for one in said] == [(Verdict.NOTE, "ahn")]
        third = crawl(here, 2, {f"/listing/{n}": changed(change, page(n, day=2)) for n in range(10)})
        assert (third.outcome, third.reasons) == (Outcome.COMPLETE, ())
        assert listings(here).keys() == known.keys()


def test_nothing_to_repair_says_so(quayside: Path, command: Command) -> None:
    at = ("--home", str(quayside))
    said = command("source", "repair", SOURCE, *at)
    assert said.status == 2
    assert "out of the usual" in said.err
    with closing(Session(find(quayside, {}, quayside))) as here:
        for day in (0, 1):
            run = crawl(here, day, {f"/listing/{n}": page(n, day=day) for n in range(5)})
    said = command("source", "repair", SOURCE, "--run", run.id, *at)
    assert (said.status, said.err) == (0, "")
    assert "nothing to propose" in said.out
    assert not (quayside / "drafts").exists()


def test_a_first_run_has_nothing_to_compare_with(quayside: Path, command: Command) -> None:
    with closing(Session(find(quayside, {}, quayside))) as here:
        run = crawl(here, 0, {f"/listing/{n}": page(n, day=0) for n in range(5)})
    said = command("source", "repair", SOURCE, "--run", run.id, "--home", str(quayside))
    assert said.status == 2
    assert "read by a healthy run before" in said.err


def test_a_person_can_call_it_the_usual(quayside: Path, command: Command) -> None:
    bare = b"<main><h1 class=title>Gone shopping</h1></main>"
    with closing(Session(find(quayside, {}, quayside))) as here:
        crawl(here, 0, {f"/listing/{n}": page(n, day=0) for n in range(6)})
        assert crawl(here, 1, {f"/listing/{n}": bare for n in range(6)}).outcome is Outcome.SHORT
    assert command("source", "usual", SOURCE, "--home", str(quayside)).status == 0
    with closing(Session(find(quayside, {}, quayside))) as here:
        assert crawl(here, 2, {f"/listing/{n}": bare for n in range(6)}).outcome is Outcome.COMPLETE
        assert [entry.facts["source"] for entry in here.ledger.entries() if entry.action == "usual"] == [SOURCE]
