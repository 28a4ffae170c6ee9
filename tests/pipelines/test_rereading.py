"""Reread and rebuild through the whole pipeline: ids stay, judgements stay, leads and index come out the same."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pipelines import Extraction, Forbidden, drain, rebuild, reread
from pipelines.prepare import Rules
from tidewaiter.model.lead import Judgement, Verdict
from tidewaiter.model.mention import Mention, MentionKind, Status
from tidewaiter.model.sighting import Kind, Page, Reading, Statement
from tidewaiter.search import EmbeddedIndex, Question
from tidewaiter.search.question import parse
from tidewaiter.store.database import captures, doubts, leads, outbox, records


def lexicon(*names: str, version: str) -> Extraction:
    """A lexicon that knows these drugs, and contacts after "@"."""

    def text(said: str) -> list[Mention]:
        known = [(MentionKind.DRUG, name, name.lower()) for name in names]
        known += [(MentionKind.CONTACT, word, word[1:]) for word in said.split() if word.startswith("@")]
        return [
            Mention(kind, at, at + len(raw), raw, value, 0.9, Status.ASSERTED, f"test@{version}")
            for kind, raw, value in known
            if (at := said.find(raw)) >= 0
        ]

    return Extraction(text, lambda text: [text] if len(text) == 2 else [], version)


@pytest.fixture
def market(home, statement):
    """Two sources that a vendor is on, recorded with a first lexicon."""
    home.extraction = lexicon("MDMA", version="1")
    for number, source in enumerate(("lanternfish", "anglerfish")):
        child = home.child(source, at=home.now - timedelta(hours=1) + timedelta(minutes=number))
        child.page("/v", statement("/v", Kind.VENDOR, name=f"Gull {number}", description="@gull"), page=Page.VENDOR)
        listing = {"title": "MDMA and Ketamine", "vendor": f"Gull {number}", "ships_from": "DE", "description": "both"}
        child.page("/1", statement("/1", **listing))
        home.record(child)
    return home


def state(home):
    """All that may be rebuilt, but for revisions."""
    with home.database.read() as rows:
        kept = [one for kind in Kind for one in records.listed(rows, kind)]
        said = records.mentions(rows, kept)
        found = {one.lead.id: (one.lead, one.judgements) for one in leads.listed(rows)}
    return {one.record.id: (one.record, one.columns, said[one.record.id]) for one in kept}, found


def readings(home, source, **fields):
    """New readings of the source's listing pages, which say the same but for these fields."""
    with home.database.read() as rows:
        entered = [one for one in captures.of_source(rows, source) if one.page == "listing"]
        old = records.listed(rows, Kind.LISTING, source=source)[0].record.fields
    return [
        (one, Reading(one.capture.id, Page.LISTING, "reader-2", (Statement(Kind.LISTING, "/1", old | fields),)))
        for one in entered
    ]


def rules(home, extraction):
    return Rules(extraction, home.buyer_key, home.forbidden)


def test_a_new_lexicon_changes_mentions_and_no_id(market):
    before, found = state(market)
    extraction = lexicon("MDMA", "Ketamine", version="2")
    again = readings(market, "lanternfish")
    done = reread(market.database, again, rules(market, extraction), ledger=market.ledger, at=market.now, person="ahn")
    assert done == 1
    after, found_after = state(market)
    assert (after.keys(), found_after) == (before.keys(), found)
    changed = [id_ for id_ in after if after[id_] != before[id_]]
    assert len(changed) == 1
    assert after[changed[0]][:2] == before[changed[0]][:2]
    assert sorted(str(said.value) for said in after[changed[0]][2]) == ["DE", "ketamine", "mdma"]
    drain(market.database, market.index, owner="me")
    hits = market.index.search(Question(parse(""), any_of={"drug": ("ketamine",)}))
    assert [hit.id for hit in hits.hits] == changed
    with market.database.read() as rows:
        assert captures.find(rows, again[0][0].capture.id).lexicon == "2"


def test_a_new_reader_changes_fields_and_no_judgement(market):
    with market.database.write() as rows:
        lead = leads.listed(rows)[0].lead
        listing = records.listed(rows, Kind.LISTING, source="lanternfish")[0].record.id
        for number, about in enumerate((lead.id, listing)):
            leads.judge(rows, Judgement(number, about, Verdict.NO, "", "ahn", market.now), ledger="host-one")
    new = readings(market, "lanternfish", title="Ketamine only", price="9.50")
    reread(market.database, new, rules(market, market.extraction), ledger=market.ledger, at=market.now, person="ahn")
    with market.database.read() as rows:
        assert records.find(rows, listing).record.fields["title"] == "Ketamine only"
        assert leads.unsupported(rows) == []
        assert [len(said) for said in leads.judgements(rows, [lead.id, listing]).values()] == [1, 1]


def test_what_a_new_list_forbids_goes_by_rereading_and_does_not_come_back(market):
    market.forbidden = Forbidden.parse("ketamine")
    new = readings(market, "lanternfish")
    reread(market.database, new, rules(market, market.extraction), ledger=market.ledger, at=market.now, person="ahn")
    with market.database.read() as rows:
        assert records.listed(rows, Kind.LISTING, source="lanternfish") == []
        assert len(records.listed(rows, Kind.LISTING, source="anglerfish")) == 1
        (away,) = doubts.put_away_list(rows)
        sealed = captures.find(rows, away.capture)
    drain(market.database, market.index, owner="me")
    assert market.index.count() == 3
    market.forbidden = Forbidden()
    again = [(sealed, reading) for _, reading in new]
    extraction = rules(market, market.extraction)
    assert reread(market.database, again, extraction, ledger=market.ledger, at=market.now, person="ahn") == 1
    with market.database.read() as rows:
        assert records.listed(rows, Kind.LISTING, source="lanternfish") == []


def test_records_leads_and_index_can_be_dropped_and_made_again(market, tmp_path):
    before, found = state(market)
    assert {lead.rule for lead, _ in found.values()} == {"new-vendor", "known-vendor-new-market"}
    with market.database.write() as rows:
        about = next(iter(found))
        leads.judge(rows, Judgement(1, about, Verdict.YES, "", "ahn", market.now), ledger="host-one")
        for table in ("outbox", "pivot", "record_mirror", "record_text", "record"):
            rows.exec_driver_sql(f"delete from {table}")
        rows.exec_driver_sql(f"delete from lead_member where lead <> '{about}'")
        rows.exec_driver_sql(f"delete from lead where id <> '{about}'")
    assert rebuild(market.database, size=1) == len(before)
    after, found_after = state(market)
    assert after == before
    assert {id_: lead for id_, (lead, _) in found_after.items()} == {id_: lead for id_, (lead, _) in found.items()}
    assert len(found_after[about][1]) == 1
    with market.database.read() as rows:
        assert outbox.count(rows) == len(before)
    new = EmbeddedIndex(tmp_path / "new-index")
    assert drain(market.database, new, owner="me") == len(before)
    question = Question(parse("ketamine"))
    assert (
        {hit.id for hit in new.search(question).hits} == {hit.id for hit in market.index.search(question).hits} != set()
    )
    new.close()
