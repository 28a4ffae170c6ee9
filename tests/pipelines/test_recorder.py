"""From spool to record: the ledger first, every sighting once, buyers hidden, the forbidden put away, the index told."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

import pipelines
import pipelines.recorder as recording
from pipelines import Forbidden, drain
from tidewaiter.model.errors import StoreAway, StoreFailed
from tidewaiter.model.run import Expectations, Outcome, State
from tidewaiter.model.sighting import Kind, Page, Statement
from tidewaiter.search import Question
from tidewaiter.search.question import parse
from tidewaiter.store.database import captures, doubts, journal, leads, outbox, people, records
from tidewaiter.store.database.leads import Wanted
from tidewaiter.store.database.tables import mention, sighting
from tidewaiter.store.evidence import verify
from tidewaiter.store.evidence.reading import read_capture

LISTING = {
    "title": "MDMA crystal 5g", "vendor": "Gull", "price": "120.50", "currency": "usd", "ships_from": "Germany",
    "ships_to": "South Korea, Japan", "description": "Pure MDMA from Rotterdam, hidden in a book.",
}  # fmt: skip


def entries(home, action):
    return [entry for entry in home.ledger.entries() if entry.action == action]


def test_a_page_becomes_a_record_in_database_and_index(home, statement):
    child = home.child()
    kept = child.page("/item/1", statement("/item/1", **LISTING))
    run = home.record(child)
    assert (run.outcome, run.reasons, run.state) == (Outcome.COMPLETE, (), State.DONE)
    with home.database.read() as rows:
        (record,) = records.listed(rows, Kind.LISTING)
        entered = captures.find(rows, kept.id)
        said = records.mentions(rows, [record])[record.record.id]
        assert outbox.count(rows) == 0
    assert record.record.fields == LISTING
    assert (record.columns.title, record.columns.vendor, str(record.columns.price), record.columns.currency) == (
        "MDMA crystal 5g", "Gull", "120.50", "USD",
    )  # fmt: skip
    assert (entered.page, entered.reader, entered.sealed) == ("listing", "reader-1", False)
    (entry,) = entries(home, "capture")
    assert (entry.seq, entry.facts["id"]) == (entered.sequence, kept.id)
    # Every mention stands where it says, and leads back to bytes whose digest holds.
    texts = {"text": "MDMA crystal 5g\nPure MDMA from Rotterdam, hidden in a book."}
    assert said
    for one in said:
        text = texts.get(one.place) or LISTING[one.place]
        assert text[one.start : one.end] == one.raw
    assert read_capture([home.warc], entered.capture).body == b"<p>a page</p>"
    assert verify(home.ledger.path.parent).faults == []
    hits = home.index.search(Question(parse("mdma")))
    assert [hit.id for hit in hits.hits] == [record.record.id]


def test_one_listing_on_two_mirrors_is_one_record(home, statement):
    child = home.child()
    for mirror in child.mirrors:
        child.page(f"/item/1?at={mirror[7]}", statement("/item/1", **LISTING), mirror=mirror)
    home.record(child)
    with home.database.read() as rows:
        (record,) = records.listed(rows, Kind.LISTING)
    assert (record.record.sightings, record.record.mirrors) == (2, tuple(sorted(child.mirrors)))


def test_a_card_never_erases_a_description(home, statement):
    child = home.child()
    child.page("/item/1", statement("/item/1", **LISTING))
    child.page("/cards", statement("/item/1", title="MDMA crystal 5g", price="99"), page=Page.CATEGORY)
    home.record(child)
    with home.database.read() as rows:
        (record,) = records.listed(rows, Kind.LISTING)
    assert record.record.fields == LISTING | {"price": "99"}


def test_everything_recorded_twice_is_recorded_once(home, statement):
    child = home.child()
    for number in range(7):
        child.page(f"/item/{number}", statement(f"/item/{number}", **LISTING))
    recorder = home.recorder(child, batch=3)
    while recorder.step():
        pass
    with home.database.write() as rows:  # as if the transactions that moved the position had been lost
        rows.exec_driver_sql("update spool_position set captures=0, readings=0, notes=0")
        before = records.listed(rows, Kind.LISTING)
    again = home.recorder(child, batch=2)
    assert again.step() > 0
    while again.step():
        pass
    with home.database.read() as rows:
        assert records.listed(rows, Kind.LISTING) == before
        assert rows.execute(select(func.count()).select_from(sighting)).scalar() == 7
    assert len(entries(home, "capture")) == 7


def test_a_capture_entered_by_a_killed_recorder_is_not_entered_again(home, statement, monkeypatch):
    child = home.child()
    child.page("/item/1", statement("/item/1", **LISTING))
    broken = home.recorder(child)
    monkeypatch.setattr(captures, "add", lambda *_: (_ for _ in ()).throw(StoreFailed("killed here")))
    with pytest.raises(StoreFailed):
        broken.step()
    monkeypatch.undo()
    assert len(entries(home, "capture")) == 1
    home.record(child)
    (entry,) = entries(home, "capture")
    with home.database.read() as rows:
        assert captures.find(rows, entry.facts["id"]).sequence == entry.seq


def test_a_database_that_is_away_for_a_while_doubles_nothing_on_the_ledger(home, statement, monkeypatch):
    home.forbidden = Forbidden.parse("canary-forbidden thing\n")
    child = home.child()
    child.page("/canary-forbidden-thing", statement("/item/1", **LISTING))
    child.page("/item/2", statement("/item/2", title="Canary Forbidden THING"))
    row, _ = child.capture("/away")
    child.spool.ended(row, "refused", "outside the authority")
    child.end()
    recorder, away = home.recorder(child), []

    def once(owner, name):
        """The server goes away in this transaction, twice."""
        whole, left = getattr(owner, name), [1, 1]

        def done(*arguments, **named):
            if left:
                away.append((name, left.pop()))
                raise StoreAway("the server starts again")
            return whole(*arguments, **named)

        monkeypatch.setattr(owner, name, done)

    for owner, name in (
        (doubts, "put_away"), (recording, "record"), (people, "add_candidates"), (journal, "finish"),
    ):  # fmt: skip
        once(owner, name)
    for _ in range(12):
        with suppress(StoreAway):
            run = recorder.finish({"why": "finished"}, at=home.now)
            break
    else:
        pytest.fail("it never came to its end")
    assert len(away) == 8
    assert run.state is State.DONE
    assert len({entry.facts["capture"] for entry in entries(home, "quarantine")}) == 2
    assert [len(entries(home, action)) for action in ("quarantine", "refusal", "run-end")] == [2, 1, 1]
    with home.database.read() as rows:
        noted = {away.sequence for away in doubts.put_away_list(rows)}
    assert noted <= {entry.seq for entry in entries(home, "quarantine")}
    assert verify(home.ledger.path.parent).faults == []


def test_a_locked_database_loses_nothing(home, statement, monkeypatch):
    child = home.child()
    child.page("/item/1", statement("/item/1", **LISTING))
    recorder = home.recorder(child)
    with monkeypatch.context() as patch:
        patch.setattr(home.database, "write", lambda: (_ for _ in ()).throw(StoreFailed("the database is locked")))
        for _ in range(2):
            with pytest.raises(StoreFailed, match="locked"):
                recorder.step()
    while recorder.step():
        pass
    with home.database.read() as rows:
        assert len(records.listed(rows, Kind.LISTING)) == 1


def test_an_index_that_is_down_stops_nothing_and_loses_nothing(home, statement):
    class Down:
        def put(self, entries):
            raise StoreFailed("the index does not answer")

    child = home.child()
    child.page("/item/1", statement("/item/1", **LISTING))
    child.end()
    recorder = home.recorder(child, index=Down())
    assert recorder.finish({"why": "finished"}, at=home.now).outcome is Outcome.COMPLETE
    assert recorder.index_fault == "the index does not answer"
    with home.database.read() as rows:
        assert outbox.count(rows) == 1
    assert drain(home.database, home.index, owner="later") == 1
    assert home.index.count() == 1
    with home.database.read() as rows:
        assert outbox.count(rows) == 0


def test_the_lease_lets_one_drainer_at_a_time(home, statement):
    child = home.child()
    child.page("/item/1", statement("/item/1", **LISTING))
    child.end()
    home.recorder(child, index=None).finish({"why": "finished"}, at=home.now)
    with home.database.write() as rows:
        assert journal.hold(rows, "drain", "another", length=timedelta(minutes=2))
    assert drain(home.database, home.index, owner="me") == 0
    with home.database.write() as rows:
        journal.release(rows, "drain", "another")
    assert drain(home.database, home.index, owner="me") == 1


def test_names_of_buyers_are_nowhere(home, statement):
    child = home.child()
    review = {"author": "canary_buyer", "text": "Came fast, stealth was great.", "rating": 5}
    child.page("/item/1", statement("/item/1#r1", Kind.REVIEW, **review), page=Page.REVIEW)
    child.page("/t/1", statement("/t/1#1", Kind.POST, author="canary_buyer", text="Is Gull safe?"), page=Page.POST)
    sale = "Selling MDMA 5g for $120, ships from Germany. Contact me."
    child.page("/t/2", statement("/t/2#1", Kind.POST, author="Gull_Sales", text=sale), page=Page.POST)
    home.record(child)
    with home.database.read() as rows:
        (reviewed,) = records.listed(rows, Kind.REVIEW)
        posts = {kept.record.key: kept for kept in records.listed(rows, Kind.POST)}
    assert reviewed.record.fields["author"].startswith("buyer:")
    assert posts["/t/1#1"].record.fields["author"] == reviewed.record.fields["author"]
    assert posts["/t/1#1"].columns.vendor == ""
    assert posts["/t/2#1"].record.fields["author"] == "Gull_Sales"
    home.close()
    for file in [home.path / "database.sqlite", *(home.path / "index").rglob("*"), home.ledger.path]:
        assert not file.is_file() or b"canary_buyer" not in file.read_bytes()


def test_a_known_vendor_may_post_under_their_name(home, statement):
    child = home.child()
    child.page("/item/1", statement("/item/1", **LISTING))
    home.record(child)
    later = home.child(at=child.at + timedelta(minutes=5))
    later.page("/t/1", statement("/t/1#1", Kind.POST, author="GULL", text="I am away until Monday."), page=Page.POST)
    home.record(later)
    with home.database.read() as rows:
        (post,) = records.listed(rows, Kind.POST)
    assert post.record.fields["author"] == "GULL"


def test_forbidden_content_is_put_away_and_its_words_are_nowhere(home, statement):
    home.forbidden = Forbidden.parse("# local list\ncanary-forbidden thing\n")
    child = home.child()
    bad = child.page("/canary-forbidden-thing", statement("/canary-forbidden-thing", title="Canary Forbidden THING"))
    child.page("/item/1", statement("/item/1", **LISTING))
    home.record(child)
    with home.database.read() as rows:
        (kept,) = records.listed(rows, Kind.LISTING)
        (away,) = doubts.put_away_list(rows)
        sealed = captures.find(rows, bad.id)
        assert rows.execute(select(func.count()).select_from(sighting)).scalar() == 1
    assert kept.record.key == "/item/1"
    assert (away.capture, away.rule) == (bad.id, "line 2")
    assert (sealed.sealed, sealed.capture.url) == (True, f"{sealed.capture.mirror}/")
    (entry,) = entries(home, "quarantine")
    assert (entry.seq, entry.facts) == (away.sequence, {"capture": bad.id, "rules": ["line 2"]})
    assert home.index.count() == 1
    home.close()
    for file in [home.path / "database.sqlite", *(home.path / "index").rglob("*")]:
        if file.is_file():
            assert b"forbidden thing" not in file.read_bytes().lower().replace(b"-", b" ")


def test_what_is_not_believed_is_kept_apart_with_its_reason(home, statement):
    child = home.child()
    bad = child.page("/item/1", statement("/item/1", title="x", price=float("nan")), statement(" ", title="y"))
    home.record(child)
    with home.database.read() as rows:
        (kept,) = records.listed(rows, Kind.LISTING)
        reasons = {one.reason for one in doubts.rejections(rows)}
        assert {one.capture for one in doubts.rejections(rows)} == {bad.id}
    assert kept.record.fields == {"title": "x"}
    assert reasons == {"price: not a finite number", "no key"}


def test_candidates_wait_for_a_person_and_refusals_are_on_the_ledger(home, statement):
    child = home.child()
    found = f"http://{'z' * 56}.onion"
    child.page("/item/1", statement("/item/1", **LISTING), candidates=(found,))
    row, _ = child.capture("/away")
    child.spool.ended(row, "refused", "outside the authority")
    home.record(child)
    with home.database.write() as rows:
        (candidate,) = people.candidates(rows)
        assert (candidate.address, candidate.found_in, candidate.state) == (found, "lanternfish", "")
        people.decide_candidate(rows, found, "dismissed", by="ahn", at=home.now)
        assert people.candidates(rows) == []
        assert people.candidates(rows, decided=True)[0].decided_by == "ahn"
    (refusal,) = entries(home, "refusal")
    assert refusal.facts == {"run": child.run, "url": "/away", "reason": "outside the authority"}


def test_a_short_run_names_what_it_lacks(home, statement):
    child = home.child()
    child.page("/item/1", statement("/item/1", title="a"))
    child.end()
    expected = Expectations({"listing": 5}, {"listing.price": 90})
    run = home.recorder(child, expected=expected).finish({"why": "finished"}, at=home.now)
    assert run.outcome is Outcome.SHORT
    assert run.reasons == (
        "1 listing read, at least 5 expected", "listing.price filled in 0 % of 1 pages, 90 % expected",
    )  # fmt: skip
    assert run.counts["listing"] == 1
    assert not list((home.path / "spool").rglob("*.warc.gz"))


def test_a_waiting_run_keeps_its_spool_and_goes_on(home, statement):
    child = home.child()
    child.page("/item/1", statement("/item/1", **LISTING))
    run = home.record(child, why="waiting", barrier={"page": "login", "url": "/login", "capture": "x"})
    assert (run.outcome, run.reasons) == (Outcome.WAITING, ("a person has to act: a login page",))
    assert list((home.path / "spool").rglob("*.warc.gz"))
    with home.database.write() as rows:
        journal.resume(rows, run.id, "me")
    child.page("/item/2", statement("/item/2", **LISTING))
    run = home.record(child)
    assert (run.outcome, run.counts["listing"]) == (Outcome.COMPLETE, 2)
    with home.database.read() as rows:
        assert len(records.listed(rows, Kind.LISTING)) == 2


def test_a_run_that_another_took_over_is_not_finished_here(home, statement):
    child = home.child()
    child.page("/item/1", statement("/item/1", **LISTING))
    child.end()
    with home.database.write() as rows:
        journal.resume(rows, child.run, "another")
    with pytest.raises(StoreFailed, match="taken the run over"):
        home.recorder(child, owner="late").finish({"why": "finished"}, at=home.now)
    assert list((home.path / "spool").rglob("*.warc.gz"))
    run = home.recorder(child, owner="another").finish({"why": "finished"}, at=home.now)
    assert (run.outcome, run.state) == (Outcome.COMPLETE, State.DONE)


def test_what_a_run_left_unrecorded_is_recorded_though_it_has_its_end(home, statement):
    """Another host gave it up, or it could not be begun again: its end stands, and nothing it captured is lost."""
    child = home.child()
    kept = child.page("/item/1", statement("/item/1", **LISTING))
    child.capture("/gone")
    child.end()
    with home.database.write() as rows:
        journal.finish(rows, child.run, Outcome.FAILED, at=home.now, reasons=("given up",))
    home.recorder(child).take_rest(home.now)
    with home.database.read() as rows:
        assert [one.record.key for one in records.listed(rows, Kind.LISTING)] == ["/item/1"]
        assert captures.find(rows, kept.id).page == "listing"
        assert journal.get(rows, child.run).reasons == ("given up",)
    assert len(entries(home, "capture")) == 2
    assert entries(home, "run-end") == []


def test_the_seal_comes_last(home, statement):
    child = home.child()
    child.page("/item/1", statement("/item/1", **LISTING))
    child.end()
    seen = []
    run = home.recorder(child, seal=lambda at: seen.append([e.action for e in home.ledger.entries()])).finish(
        {"why": "finished"}, at=home.now
    )
    assert seen == [["warc", "capture", "run-end"]]
    assert json.loads(json.dumps(entries(home, "run-end")[0].facts))["outcome"] == str(run.outcome)


def test_a_vendor_who_comes_to_another_market_is_a_lead(home, statement):
    contact = "Write to me on Wickr: gull_trade or Telegram @gulltrade"
    first = home.child("lanternfish")
    first.page(
        "/vendor/gull", statement("/vendor/gull", Kind.VENDOR, name="Gull", description=contact), page=Page.VENDOR
    )
    home.record(first)
    second = home.child("anglerfish", at=first.at + timedelta(days=1))
    home.now += timedelta(days=1)
    second.page("/v/7", statement("/v/7", Kind.VENDOR, name="SeaBird", description=contact), page=Page.VENDOR)
    home.record(second)
    with home.database.read() as rows:
        found = {(lead.lead.rule, lead.lead.pivot): lead.lead for lead in leads.listed(rows)}
        assert rows.execute(select(func.count()).select_from(mention)).scalar() > 0
    assert [rule for rule, _ in found].count("new-vendor") == 2
    linked = [
        lead
        for (rule, pivot), lead in found.items()
        if rule == "known-vendor-new-market" and not pivot.startswith("text:")
    ]
    assert linked
    assert all(len(lead.members) == 2 for lead in linked)
    assert all("SeaBird" in lead.reasons[1] and "Gull" in lead.reasons[0] for lead in linked)


def test_a_vendor_whom_only_a_listing_or_a_selling_post_names_is_a_lead_and_in_the_list(home, statement):
    first = home.child()
    first.page("/item/1", statement("/item/1", title="5g MDMA", vendor="Gull"))
    home.record(first)
    later = home.child(at=first.at + timedelta(days=1))
    home.now += timedelta(days=1)
    later.page("/item/2", statement("/item/2", title="3g ketamine", vendor="Tern"))
    later.page("/item/3", statement("/item/3", title="4g ketamine", vendor="TERN"))
    offer = "Selling ketamine 5g for 90 EUR, ships from NL. Wickr: nightpier"
    later.page("/t/1", statement("/t/1#1", Kind.POST, author="Night Pier", text=offer), page=Page.POST)
    later.page("/t/2", statement("/t/2#1", Kind.POST, author="a_buyer", text="Is Tern safe?"), page=Page.POST)
    home.record(later)
    with home.database.read() as rows:
        found = {
            lead.lead.reasons[0].split(" was")[0]: lead.lead for lead in leads.listed(rows, Wanted(rule="new-vendor"))
        }
        named = {vendor.name: (vendor.record, vendor.listings) for vendor in records.vendors(rows)}
        assert records.listed(rows, Kind.VENDOR) == [], "a name alone is no key"
    assert set(found) == {"Gull", "Tern", "Night Pier"}
    assert (found["Gull"].score, found["Tern"].score, found["Night Pier"].score) == (0.3, 0.7, 0.7)
    assert {name.lower(): said for name, said in named.items()} == {
        "gull": ("", 1), "tern": ("", 2), "night pier": ("", 0),
    }  # fmt: skip


def test_the_leads_of_names_are_the_same_when_they_are_made_anew(home, statement):
    for day, (path, said) in enumerate([
        ("/item/2", statement("/item/2", title="3g ketamine", vendor="Tern")),
        ("/vendor/tern", statement("/vendor/tern", Kind.VENDOR, name="Tern")),
        ("/item/9", statement("/item/9", title="9g", vendor="tern")),
    ]):  # fmt: skip
        child = home.child(at=home.now + timedelta(days=day))
        home.now = child.at + timedelta(hours=1)
        child.page(path, said, page=Page.LISTING)
        home.record(child)
    with home.database.read() as rows:
        before = [one.lead for one in leads.listed(rows)]
    assert len(before) == 1
    assert len(before[0].members) == 2, "the listing that named them first, and their page"
    pipelines.rebuild(home.database, size=1)
    with home.database.read() as rows:
        assert [one.lead for one in leads.listed(rows)] == before


def test_a_text_that_breaks_the_extraction_is_kept_without_mentions(home, statement):
    def broken(text):
        if "poison" in text:
            raise RecursionError("a fault of ours")
        return home.extraction.text(text)

    child = home.child()
    bad = child.page("/item/1", statement("/item/1", title="poison", price="1"))
    child.page("/item/2", statement("/item/2", **LISTING))
    child.end()
    extraction = replace(home.extraction, text=broken)
    assert home.recorder(child, extract=extraction).finish({"why": "finished"}, at=home.now).outcome is Outcome.COMPLETE
    with home.database.read() as rows:
        kept = {one.record.key: one for one in records.listed(rows, Kind.LISTING)}
        said = records.mentions(rows, list(kept.values()))
        (doubt,) = doubts.rejections(rows)
    assert kept["/item/1"].record.fields == {"title": "poison", "price": "1"}
    assert (said[kept["/item/1"].record.id], doubt.capture) == ([], bad.id)
    assert doubt.reason == "not extracted: RecursionError"
    assert said[kept["/item/2"].record.id]


def test_the_crawl_child_loads_no_database_with_the_hand_over():
    code = "import sys, pipelines.handover; print(sorted({'sqlalchemy', 'alembic', 'tantivy', 'psycopg'} & set(sys.modules)))"
    root = Path(__file__).parents[2]
    said = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"


def test_every_name_of_the_door_opens():
    assert all(getattr(pipelines, name) is not None for name in pipelines.__all__)
    with pytest.raises(AttributeError):
        pipelines.nothing  # noqa: B018 - the look-up is the test


def test_any_hostile_page_is_recorded_or_refused_and_never_stops_the_run(home):
    hostile = [
        "\x00" * 50, "\ud800\udfff", "<script>" * 2_000, "𝕬" * 5_000, "a" * 200_000, "\u202e\u200b\ufeff", "-----BEGIN PGP",
        "'; drop table record; --", "%s %(x)s {0}", "\r\n\r\nHTTP/1.1 200", "1" * 10_000, "؁" * 500, "e\u0301" * 3_000,
    ]  # fmt: skip
    child = home.child()
    for number, text in enumerate(hostile):
        fields = {"title": text, "description": text, "vendor": text, "price": text, "ships_from": text, text: text}
        said = [Statement(kind, f"/k/{number}", fields | {"name": text, "author": text, "text": text}) for kind in Kind]
        child.page(f"/item/{number}", *said, Statement(Kind.LISTING, text, fields), page=Page.POST)
    run = home.record(child)
    assert run.outcome is Outcome.COMPLETE
    with home.database.read() as rows:
        for kind in Kind:
            for number in range(len(hostile)):
                assert any(one.record.key == f"/k/{number}" for one in records.listed(rows, kind))
        assert outbox.count(rows) == 0
    assert home.index.count() > 4 * len(hostile) - 1
    assert verify(home.ledger.path.parent).faults == []
