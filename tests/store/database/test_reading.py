"""What the desk reads and writes beside the fold: vendors, current mentions, leads, persons, authorities, runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import insert, select, text

from tests.store.database.conftest import mentions_of
from tidewaiter.model.authority import Authority, Permission
from tidewaiter.model.errors import NotAllowed, WrongUse
from tidewaiter.model.lead import Judgement, Lead, Verdict
from tidewaiter.model.mention import Mention, MentionKind, Status
from tidewaiter.model.person import Person, Role
from tidewaiter.model.run import Outcome, Run, State
from tidewaiter.model.sighting import Kind, Sighting
from tidewaiter.store.database import Columns, Database, Derive, Seen, captures, journal, leads, outbox, people, records
from tidewaiter.store.database.captures import Position
from tidewaiter.store.database.folding import append
from tidewaiter.store.database.leads import Wanted
from tidewaiter.store.database.tables import rate, record

WHEN = datetime(2026, 11, 24, 5, 46, 18, tzinfo=timezone.utc)


def seen(capture: str, key: str, kind: Kind = Kind.LISTING, *said: Mention, days: int = 0, **fields: object) -> Seen:
    at = WHEN + timedelta(days=days)
    return Seen(Sighting("lanternfish", kind, key, capture, at, "http://one.onion", fields), said)  # type: ignore[arg-type]


def mention(start: int, value: str, place: str = "text") -> Mention:
    return Mention(MentionKind.DRUG, start, start + 2, "ab", value, 0.91, Status.ASSERTED, "r", {"n": 1}, ("e",), place)


@pytest.fixture
def stocked(database: Database, enter: Callable[..., None]) -> Database:
    with database.write() as rows:
        enter(rows, ["c1", "c2", "c3"])
    return database


def test_a_record_is_found_by_the_beginning_of_its_id(stocked: Database, plain: Derive) -> None:
    with stocked.write() as rows:
        append(rows, [seen("c1", f"/{n}", title=str(n)) for n in range(20)], plain)
        all_ = records.listed(rows, Kind.LISTING)
        one = all_[0].record.id
        assert records.find(rows, one).record.id == one
        short = next(one[:n] for n in range(1, 32) if sum(k.record.id.startswith(one[:n]) for k in all_) == 1)
        assert records.find(rows, short).record.id == one
        for start, said in (("", "no record"), ("zzz", "no record"), ("%", "no record"), ("_", "no record")):
            with pytest.raises(WrongUse, match=said):
                records.find(rows, start)
        double = next(k.record.id[0] for k in all_ if sum(o.record.id[0] == k.record.id[0] for o in all_) > 1)
        with pytest.raises(WrongUse, match="several records"):
            records.find(rows, double)


def test_lists_hold_the_last_seen_first(stocked: Database, plain: Derive) -> None:
    with stocked.write() as rows:
        append(rows, [seen("c1", f"/{n}", days=n, title=str(n)) for n in range(5)], plain)
        keys = [kept.record.key for kept in records.listed(rows, Kind.LISTING, limit=3)]
        assert keys == ["/4", "/3", "/2"]
        assert [k.record.key for k in records.listed(rows, Kind.LISTING, before=WHEN + timedelta(days=1))] == ["/0"]
        assert records.listed(rows, Kind.LISTING, source="other") == []
        assert records.counts(rows) == {("lanternfish", "listing"): 5}


def test_mentions_are_those_of_the_words_that_stand(stocked: Database, plain: Derive) -> None:
    page = seen("c1", "/a", Kind.LISTING, mention(0, "old"), mention(3, "kept"), mention(0, "DE", "ships_from"),
                title="ab", description="ab", ships_from="ab")  # fmt: skip
    card = seen("c2", "/a", Kind.LISTING, mention(0, "new"), days=1, title="ab")
    with stocked.write() as rows:
        append(rows, [page, card], plain)
        (kept,) = records.listed(rows, Kind.LISTING)
        found = records.mentions(rows, [kept])[kept.record.id]
        assert sorted(str(said.value) for said in found) == ["DE", "kept", "new"]
        of_page = mentions_of(rows, page.sighting.id)
        assert sorted(of_page, key=repr) == sorted(page.mentions, key=repr)


@pytest.mark.parametrize("value", ["mdma", 4, 2.5, (1.0, 2.0), "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"])
def test_a_mention_comes_back_as_it_was(stocked: Database, plain: Derive, value: object) -> None:
    said = replace(mention(0, ""), value=value)
    with stocked.write() as rows:
        append(rows, [seen("c1", "/a", Kind.LISTING, said, title="ab")], plain)
        assert mentions_of(rows, seen("c1", "/a").sighting.id) == [said]


def test_vendors_are_counted_by_name_however_it_is_cased(stocked: Database, plain: Derive) -> None:
    with stocked.write() as rows:
        append(rows, [
            seen("c1", "/v/gull", Kind.VENDOR, name="Gull"),
            seen("c1", "/1", vendor="Gull", title="a"), seen("c1", "/2", vendor="GULL", title="b", days=2),
            seen("c1", "/3", vendor="Tern", title="c"), seen("c1", "/4", title="no vendor"),
            seen("c1", "/v/new", Kind.VENDOR, name="Petrel"),
        ], plain)  # fmt: skip
        gull, *others = records.vendors(rows)
        assert (gull.name, gull.listings, gull.last_seen) == ("Gull", 2, WHEN + timedelta(days=2))
        assert records.find(rows, gull.record).record.key == "/v/gull"
        assert [(v.name, v.listings, bool(v.record)) for v in others] == [("Tern", 1, False), ("Petrel", 0, True)]
        assert records.vendors(rows, source="other") == []
        assert records.known_sellers(rows, "lanternfish", ["gull", "tern", "nobody", ""]) == {"gull", "tern"}


def test_amounts_keep_their_cents(stocked: Database) -> None:
    amount = Decimal("12345678901234567890.000000010")
    with stocked.write() as rows:
        append(rows, [seen("c1", "/a", title="a")], lambda kind, fields: Columns(price=amount))
        (kept,) = records.listed(rows, Kind.LISTING)
        assert str(kept.columns.price) == "12345678901234567890.000000010"
        with pytest.raises(Exception, match="not a finite decimal"):
            rows.execute(insert(rate), [{"id": "r", "on_day": WHEN, "currency": "BTC", "into": "USD", "rate": 1.5}])


def test_a_time_without_zone_is_refused(stocked: Database) -> None:
    with pytest.raises(Exception, match="without zone"), stocked.read() as rows:
        rows.execute(select(record).where(record.c.first_seen < WHEN.replace(tzinfo=None)))


def test_a_record_changed_while_it_was_put_is_put_again(stocked: Database, plain: Derive) -> None:
    with stocked.write() as rows:
        append(rows, [seen("c1", "/a", title="a"), seen("c1", "/b", title="b")], plain)
        (first, second) = outbox.waiting(rows)
        assert (outbox.count(rows), outbox.waiting(rows, 1)) == (2, [first])
        revisions = {kept.record.id: kept.revision for kept in records.load(rows, [first, second])}
        append(rows, [seen("c2", "/a", title="a2"), seen("c2", "/b", title="b2")], plain)
        outbox.put_done(rows, revisions)
        assert sorted(outbox.waiting(rows)) == sorted([first, second])
        outbox.put_done(rows, {first: 2})
        assert outbox.waiting(rows) == [second]
        assert outbox.queue_all(rows) == 2
        outbox.put_done(rows, {first: 2, second: 2})
        assert outbox.count(rows) == 0


def test_a_lead_is_found_once_and_says_what_its_rule_says_now(stocked: Database, plain: Derive) -> None:
    lead = Lead("known-vendor", "pgp:AA", ("r1",), ("because",), 0.9, WHEN)
    with stocked.write() as rows:
        assert leads.add(rows, [lead, lead]) == {lead.id}
        assert leads.add(rows, [replace(lead, members=("r2",), score=0.1, reasons=("more",))]) == frozenset()
        (found,) = leads.listed(rows)
        assert (found.lead.members, found.lead.score, found.lead.reasons) == (("r1", "r2"), 0.1, ("more",))
        assert leads.of_record(rows, "r2") == [found]
        assert leads.find(rows, lead.id[:8]) == found
        assert leads.listed(rows, Wanted(rule="other")) == []
        with pytest.raises(WrongUse, match="no lead begins"):
            leads.find(rows, "")


def test_judgements_grow_and_are_about_something(stocked: Database) -> None:
    lead = Lead("rule", "x", (), ("because",), 0.9, WHEN)
    with stocked.write() as rows:
        leads.add(rows, [lead])
        said = [Judgement(n, lead.id, verdict, "why", "ahn", WHEN) for n, verdict in enumerate(Verdict)]
        for one in [*said, said[0]]:
            leads.judge(rows, one, ledger="host")
        assert leads.listed(rows)[0].judgements == tuple(said)
        with pytest.raises(WrongUse, match="nothing to judge"):
            leads.judge(rows, replace(said[0], about="nothing"), ledger="host")


ASKED = Authority(
    id="a1", legal_basis="warrant 7", asked_by="ahn", sources=("lanternfish",), addresses=("http://a.onion",),
    asked_at=WHEN, expires_at=WHEN + timedelta(days=30), permissions=frozenset({Permission.SESSION}),
)  # fmt: skip


def test_an_authority_is_asked_for_approved_by_another_and_revoked(database: Database) -> None:
    with database.write() as rows:
        people.add_authority(rows, ASKED)
        assert people.authorities(rows) == [ASKED]
        with pytest.raises(NotAllowed, match="another person"):
            people.approve(rows, "a1", "ahn", at=WHEN)
        approved = people.approve(rows, "a1", "baek", at=WHEN)
        assert (approved.approved_by, approved.fault(WHEN), approved.digest != ASKED.digest) == ("baek", "", True)
        with pytest.raises(WrongUse, match="approved by baek"):
            people.approve(rows, "a1", "choi", at=WHEN)
        revoked = people.revoke(rows, "a1", "choi", at=WHEN)
        assert people.revoke(rows, "a1", "dang", at=WHEN) == revoked
        assert revoked.fault(WHEN) == "revoked by choi"
        assert people.authorities(rows, source="lanternfish") == [revoked]
        assert people.authorities(rows, source="other") == []
        with pytest.raises(WrongUse, match="there already"):
            people.add_authority(rows, ASKED)
        with pytest.raises(WrongUse, match="no authority 'a2'"):
            people.revoke(rows, "a2", "ahn", at=WHEN)


def test_one_may_approve_their_own_where_it_is_said_and_nobody_what_expired(database: Database) -> None:
    with database.write() as rows:
        people.add_authority(rows, ASKED)
        people.add_authority(rows, replace(ASKED, id="a2"))
        assert people.approve(rows, "a1", "ahn", at=WHEN, own=True).approved_by == "ahn"
        with pytest.raises(WrongUse, match="expired"):
            people.approve(rows, "a2", "baek", at=WHEN + timedelta(days=31))


def test_persons_and_their_roles(database: Database) -> None:
    with database.write() as rows:
        people.put_person(rows, Person("baek", Role.VIEWER))
        people.put_person(rows, Person("ahn", Role.ANALYST))
        people.put_person(rows, Person("baek", Role.ADMIN))
        assert people.persons(rows) == [Person("ahn", Role.ANALYST), Person("baek", Role.ADMIN)]


def test_candidates_are_decided_once_and_only_in_words_that_are_known(database: Database) -> None:
    one = people.Candidate("http://z.onion", "lanternfish", "c1", WHEN)
    with database.write() as rows:
        people.add_candidates(rows, [one, replace(one, found_in="other")])
        assert len(people.candidates(rows)) == 1
        for address, state, said in (
            (one.address, "maybe", "cannot be"),
            ("http://y.onion", "approved", "no candidate"),
        ):
            with pytest.raises(WrongUse, match=said):
                people.decide_candidate(rows, address, state, by="ahn", at=WHEN)
        people.decide_candidate(rows, one.address, "approved", by="ahn", at=WHEN)
        people.add_candidates(rows, [one])
        assert people.candidates(rows) == []
        assert people.candidates(rows, decided=True)[0].state == "approved"


def a_run(name: str, source: str = "lanternfish") -> Run:
    return Run(name, source, State.RUNNING, WHEN, "profile", "authority", "0.1", "ahn")


def test_the_journal_of_a_run(database: Database) -> None:
    with database.write() as rows:
        journal.put_sources(rows, [journal.Source("lanternfish", "Lanternfish", "market", ("ko", "en"))])
        journal.start(rows, a_run("r1"), owner="me")
        with pytest.raises(WrongUse, match="under way: r1"):
            journal.start(rows, a_run("r2"))
        assert journal.beat(rows, "r1", "me")
        assert not journal.beat(rows, "r1", "another")
        journal.finish(rows, "r1", Outcome.SHORT, at=WHEN, reasons=["too few"], counts={"listing": 3})
        journal.finish(rows, "r1", Outcome.COMPLETE, at=WHEN)  # a late finisher changes nothing
        run = journal.get(rows, "r1")
        assert (run.state, run.outcome, run.reasons, run.counts) == (
            State.DONE, Outcome.SHORT, ("too few",), {"listing": 3},
        )  # fmt: skip
        assert not journal.beat(rows, "r1", "me")
        with pytest.raises(WrongUse, match="has ended"):
            journal.resume(rows, "r1", "me")
        journal.start(rows, a_run("r2"))
        (source,) = journal.sources(rows)
        assert (source.title, source.languages, source.last and source.last.id) == ("Lanternfish", ("ko", "en"), "r2")
        assert [one.id for one in journal.runs(rows, source="lanternfish")] == ["r2", "r1"]
        with pytest.raises(WrongUse, match="several runs"):
            journal.get(rows, "r")


def test_a_killed_run_is_found_and_taken_over(database: Database) -> None:
    with database.write() as rows:
        journal.start(rows, a_run("r1"), owner="killed")
        assert journal.interrupted(rows, silent=timedelta(minutes=1)) == []
        rows.execute(text("update run set heartbeat_at = '2026-01-01 00:00:00'"))
        assert [run.id for run in journal.interrupted(rows, silent=timedelta(minutes=1))] == ["r1"]
        journal.resume(rows, "r1", "me")
        assert journal.interrupted(rows, silent=timedelta(minutes=1)) == []
        assert rows.execute(text("select owner, attempt from run")).one() == ("me", 2)
        assert not journal.beat(rows, "r1", "killed")


def test_a_waiting_run_goes_on_unless_another_is_under_way(database: Database) -> None:
    with database.write() as rows:
        journal.start(rows, a_run("r1"))
        journal.finish(rows, "r1", Outcome.WAITING, at=WHEN)
        journal.start(rows, a_run("r2"))
        with pytest.raises(WrongUse, match="under way: r2"):
            journal.resume(rows, "r1", "me")
        journal.finish(rows, "r2", Outcome.FAILED, at=WHEN)
        journal.resume(rows, "r1", "me")
        assert (journal.get(rows, "r1").state, journal.get(rows, "r2").state) == (State.RUNNING, State.FAILED)


def test_a_lease_is_held_by_one_until_it_ends(database: Database) -> None:
    length = timedelta(minutes=1)
    with database.write() as rows:
        assert journal.hold(rows, "drain", "me", length=length)
        assert journal.hold(rows, "drain", "me", length=length)
        assert not journal.hold(rows, "drain", "another", length=length)
        journal.release(rows, "drain", "another")
        assert not journal.hold(rows, "drain", "another", length=length)
        rows.execute(text("update lease set until = '2026-01-01 00:00:00'"))
        assert journal.hold(rows, "drain", "another", length=length)
        assert not journal.hold(rows, "drain", "me", length=length)


def test_the_databases_clock_is_in_utc(database: Database) -> None:
    with database.read() as rows:
        assert journal.clock(rows).utcoffset() == timedelta(0)


def test_a_position_never_goes_back(stocked: Database) -> None:
    with stocked.write() as rows:
        assert captures.position(rows, "run-lanternfish") == Position()
        captures.advance(rows, "run-lanternfish", Position(captures=5, readings=3))
        captures.advance(rows, "run-lanternfish", Position(captures=4, readings=6, notes=1))
        assert captures.position(rows, "run-lanternfish") == Position(5, 6, 1)


def test_captures_are_found_and_sealed(stocked: Database) -> None:
    with stocked.write() as rows:
        assert captures.find(rows, "c3").sequence == 2
        captures.mark_read(rows, {"c1": ("listing", "reader-1"), "c2": ("login", "reader-1")}, "lexicon-1")
        assert [one.capture.id for one in captures.of_source(rows, "lanternfish")] == ["c1", "c2"]
        assert [one.capture.id for one in captures.of_source(rows, "lanternfish", after="c1")] == ["c2"]
        captures.seal_off(rows, captures.find(rows, "c1").capture)
        one = captures.find(rows, "c1")
        assert (one.sealed, one.page, one.lexicon) == (True, "listing", "lexicon-1")
        assert one.capture.url == f"{one.capture.mirror}/"
        for start, said in (("c", "several captures"), ("", "no capture"), ("x", "no capture")):
            with pytest.raises(WrongUse, match=said):
                captures.find(rows, start)
