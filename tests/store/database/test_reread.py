"""A new reading replaces an old one: ids stay, judgements stay and point at what is there, records follow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import Connection, select, text

from tests.store.database.conftest import mentions_of
from tidewaiter.model.lead import Judgement, Lead, Verdict
from tidewaiter.model.mention import Mention, MentionKind, Status
from tidewaiter.model.offer import Offer, Part
from tidewaiter.model.record import fold
from tidewaiter.model.sighting import Kind, Sighting
from tidewaiter.store.database import Database, Derive, Seen, captures, leads, outbox, pivots, records, reread
from tidewaiter.store.database.folding import append
from tidewaiter.store.database.tables import mention, record, sighting

WHEN = datetime(2026, 11, 24, 5, 46, 18, tzinfo=timezone.utc)


def seen(capture: str, key: str = "/a", *said: Mention, days: int = 0, **fields: object) -> Seen:
    at = WHEN + timedelta(days=days)
    return Seen(Sighting("lanternfish", Kind.LISTING, key, capture, at, "http://one.onion", fields), said)  # type: ignore[arg-type]


def drug(value: str, start: int = 0, *, kind: MentionKind = MentionKind.DRUG, **more: object) -> Mention:
    return Mention(kind, start, start + 4, "MDMA", value, 0.9, Status.ASSERTED, "lexicon@1", more)


@pytest.fixture
def stocked(database: Database, enter: Callable[..., None], plain: Derive) -> Database:
    with database.write() as rows:
        enter(rows, ["c1", "c2"])
        append(rows, [seen("c1", "/a", drug("mdma"), title="MDMA", price="5"), seen("c1", "/b", title="B")], plain)
        append(rows, [seen("c2", "/a", days=1, title="MDMA now")], plain)
    return database


def again(rows: Connection, plain: Derive, *new: Seen, capture: str = "c1") -> frozenset[str]:
    return reread.replace(rows, capture, new, page="listing", reader="reader-2", lexicon="lexicon-2", derive=plain)


def judge(rows: Connection, about: str, sequence: int = 1) -> None:
    leads.judge(rows, Judgement(sequence, about, Verdict.YES, "", "ahn", WHEN), ledger="host")


def ids(rows: Connection) -> set[str]:
    return set(rows.execute(select(record.c.id)).scalars())


def test_fields_and_mentions_change_and_no_id_does(stocked: Database, plain: Derive) -> None:
    with stocked.write() as rows:
        before = ids(rows)
        seen_before = set(rows.execute(select(sighting.c.id)).scalars())
        (old,) = [kept for kept in records.listed(rows, Kind.LISTING) if kept.record.key == "/a"]
        again(rows, plain, seen("c1", "/a", drug("mda"), title="MDMA", stock=3), seen("c1", "/b", title="B2"))
        assert ids(rows) == before
        assert set(rows.execute(select(sighting.c.id)).scalars()) == seen_before
        new = records.find(rows, old.record.id)
        assert new.record.fields == {"title": "MDMA now", "stock": 3}
        assert new.record == fold(records.sightings(rows, new.record.id))
        assert new.revision == old.revision + 1
        assert [said.value for said in mentions_of(rows, seen("c1").sighting.id)] == ["mda"]
        entered = captures.find(rows, "c1")
        assert (entered.reader, entered.lexicon, entered.page) == ("reader-2", "lexicon-2", "listing")
        assert new.record.id in outbox.waiting(rows)


def test_the_same_reading_again_says_the_same(stocked: Database, plain: Derive) -> None:
    with stocked.write() as rows:
        one = [seen("c1", "/a", drug("mdma"), title="MDMA", price="5"), seen("c1", "/b", title="B")]
        before = [(kept.record, kept.columns) for kept in records.listed(rows, Kind.LISTING)]
        again(rows, plain, *one)
        again(rows, plain, *one)
        assert [(kept.record, kept.columns) for kept in records.listed(rows, Kind.LISTING)] == before


def test_a_record_that_no_capture_supports_leaves_the_lists_and_stays_for_its_judgement(
    stocked: Database, plain: Derive
) -> None:
    with stocked.write() as rows:
        (gone,) = [kept for kept in records.listed(rows, Kind.LISTING) if kept.record.key == "/b"]
        judge(rows, gone.record.id)
        again(rows, plain, seen("c1", "/a", title="MDMA"))
        assert [kept.record.key for kept in records.listed(rows, Kind.LISTING)] == ["/a"]
        left = records.find(rows, gone.record.id)
        assert (left.record.sightings, left.record.fields, left.revision) == (0, {}, gone.revision + 1)
        assert left.record.first_seen == gone.record.first_seen
        assert leads.unsupported(rows) == []
        again(rows, plain, seen("c1", "/b", title="back"))
        assert records.find(rows, gone.record.id).record == fold([seen("c1", "/b", title="back").sighting])


def test_a_judged_mention_stays_as_it_was_judged(stocked: Database, plain: Derive) -> None:
    with stocked.write() as rows:
        judged, other = drug("mdma").id(seen("c1").sighting.id), drug("mdma", 9)
        judge(rows, judged)
        again(rows, plain, seen("c1", "/b", title="B"))  # the sighting itself is gone
        assert leads.unsupported(rows) == []
        assert rows.execute(select(mention.c.withdrawn).where(mention.c.id == judged)).scalars().all() == [True]
        assert [s.capture for s in records.sightings(rows, records.listed(rows, Kind.LISTING)[0].record.id)] == ["c2"]
        again(rows, plain, seen("c1", "/a", other, title="MDMA"))
        assert [said.start for said in mentions_of(rows, seen("c1").sighting.id)] == [9]
        again(rows, plain, seen("c1", "/a", drug("mdma"), title="MDMA"))
        assert [said.start for said in mentions_of(rows, seen("c1").sighting.id)] == [0]
        assert len(leads.judgements(rows, [judged])[judged]) == 1


def test_pivots_follow_the_mentions(stocked: Database, plain: Derive) -> None:
    with stocked.write() as rows:
        wallet = drug("1BoatSLRHtKNngkdXEeobR76b53LETtpyT", kind=MentionKind.WALLET)
        again(rows, plain, seen("c1", "/a", wallet, title="MDMA"))
        (holder,) = pivots.holders(rows, [("wallet", str(wallet.value))])["wallet", str(wallet.value)]
        assert holder.title == "MDMA now"
        again(rows, plain, seen("c1", "/a", title="MDMA"))
        assert pivots.holders(rows, [("wallet", str(wallet.value))]) == {}


def test_one_span_may_name_several_values(stocked: Database, plain: Derive) -> None:
    with stocked.write() as rows:
        said = [drug(code, kind=MentionKind.SHIP_TO) for code in ("BE", "NL", "LU")]
        again(rows, plain, seen("c1", "/a", *said, title="MDMA"))
        found = mentions_of(rows, seen("c1").sighting.id)
        assert [one.value for one in found] == ["BE", "LU", "NL"]
        assert len({one.id("x") for one in found}) == 1


def test_everything_folded_can_be_dropped_and_made_again(stocked: Database, plain: Derive) -> None:
    with stocked.write() as rows:
        before = {kept.record.id: kept for kept in records.listed(rows, Kind.LISTING)}
        judge(rows, next(iter(before)))
        rows.execute(text("delete from outbox"))
    assert reread.rebuild(stocked, plain, size=1) == 2
    with stocked.write() as rows:
        kept = {one.record.id: one for one in records.listed(rows, Kind.LISTING)}
        assert {id_: one.record for id_, one in kept.items()} == {id_: one.record for id_, one in before.items()}
        assert {id_: one.revision - 1 for id_, one in kept.items()} == {
            id_: one.revision for id_, one in before.items()
        }
        assert sorted(outbox.waiting(rows)) == sorted(before)
        for table in ("outbox", "pivot", "record_mirror", "record_text", "record"):
            rows.execute(text(f"delete from {table}"))
    assert reread.rebuild(stocked, plain) == 2
    with stocked.read() as rows:
        after = {one.record.id: one for one in records.listed(rows, Kind.LISTING)}
        assert {id_: (one.record, one.columns) for id_, one in after.items()} == {
            id_: (one.record, one.columns) for id_, one in before.items()
        }
        assert leads.unsupported(rows) == []


def test_leads_are_dropped_but_for_those_that_were_judged(stocked: Database) -> None:
    with stocked.write() as rows:
        members = tuple(sorted(ids(rows)))
        judged, other = (Lead(rule, "x", members, ("because",), 0.5, WHEN) for rule in ("one", "two"))
        assert leads.add(rows, [judged, other]) == {judged.id, other.id}
        judge(rows, judged.id)
        reread.drop_leads(rows)
        (left,) = leads.listed(rows)
        assert left.lead == judged
        assert leads.unsupported(rows) == []
        assert leads.add(rows, [judged, other]) == {other.id}


def told(price: str, *, place: str = "price", amount: str = "5") -> Offer:
    price_part = Part("price", MentionKind.PRICE, 0, len(price), price, place)
    drug_part = Part("drug", MentionKind.DRUG, 0, 4, "MDMA")
    return Offer(
        "mdma", Decimal(amount), "g", Decimal(price), "EUR", (drug_part, price_part), ("the page's own price",), 0.8,
        Status.ASSERTED,
    )  # fmt: skip


def test_offers_come_back_as_they_were_and_a_new_reading_replaces_them(
    database: Database, enter: Callable[..., None], plain: Derive
) -> None:
    first = replace(seen("c1", "/a", title="MDMA 5g", price="200.50"), offers=(told("200.50"),))
    range_ = replace(told("3", place="text"), amount=(Decimal(1), Decimal("2.5")), currency=None, drug=None)
    with database.write() as rows:
        enter(rows, ["c1"])
        append(rows, [first], plain)
        append(rows, [first], plain)
        (kept,) = records.listed(rows, Kind.LISTING)
        assert records.offers(rows, [kept]) == {kept.record.id: [told("200.50")]}
        again(rows, plain, replace(first, offers=(told("200.50", amount="10"), range_)))
        (kept,) = records.listed(rows, Kind.LISTING)
        assert records.offers(rows, [kept])[kept.record.id] == [told("200.50", amount="10"), range_]
        again(rows, plain, seen("c1", "/b", title="another"))
        assert not any(records.offers(rows, records.load(rows, [kept.record.id])).values())


def test_the_offers_that_stand_are_those_of_the_latest_price(
    database: Database, enter: Callable[..., None], plain: Derive
) -> None:
    with database.write() as rows:
        enter(rows, ["c1", "c2"])
        append(rows, [replace(seen("c1", "/a", title="MDMA 5g", price="200"), offers=(told("200"),))], plain)
        append(rows, [replace(seen("c2", "/a", days=1, title="MDMA 5g", price="180"), offers=(told("180"),))], plain)
        (kept,) = records.listed(rows, Kind.LISTING)
        assert [one.price for one in records.offers(rows, [kept])[kept.record.id]] == [Decimal(180)]
