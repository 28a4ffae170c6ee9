"""The main job, end to end on real Tor: exactly what the generator made, through either mirror, each fact with its
capture, nothing that must stay out anywhere."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from fixtures.site import CANARY_BUYER, CANARY_FORBIDDEN
from pipelines.extract import Extraction
from pipelines.prepare import Rules
from pipelines.rereading import rebuild
from tests.whole.conftest import SOURCE, Harbour
from tidewaiter.desk.crawling import forbidden
from tidewaiter.desk.demo.truth import compare
from tidewaiter.desk.session import Session, now
from tidewaiter.model.lead import Judgement, Verdict
from tidewaiter.model.mention import Mention, MentionKind, Status
from tidewaiter.model.sighting import Kind
from tidewaiter.schedule.profiles import profile, shipped
from tidewaiter.schedule.rereading import reread_source
from tidewaiter.store.database import captures, leads, records
from tidewaiter.store.evidence import read_capture
from tidewaiter.store.workspace import BUYER_KEY

pytestmark = [pytest.mark.tor, pytest.mark.xdist_group("crawled")]


def ids(here: Session) -> frozenset[str]:
    with here.database.read() as rows:
        return frozenset(k.record.id for kind in Kind for k in records.listed(rows, kind, limit=10_000))


def table(home: Path, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(f"file:{home / 'database.sqlite'}?mode=ro", uri=True) as rows:
        return rows.execute(sql).fetchall()


def test_exactly_what_the_generator_made(crawled: Harbour) -> None:
    with crawled.session() as here, here.database.read() as rows:
        for one in compare(rows, crawled.market.truth(), SOURCE):
            assert (one.missing, one.surplus, one.wrong) == ((), (), ()), one.kind
            assert one.made > 0


def test_the_other_mirror_shows_the_same_things(crawled: Harbour) -> None:
    with crawled.session() as here:
        before = ids(here)
    run = crawled.crawl(mirrors=crawled.mirrors[1:], fresh=True, every_page=True)
    assert str(run.outcome) == "complete", run.reasons
    with crawled.session() as here:
        assert ids(here) == before
        with here.database.read() as rows:
            mirrors = {m for k in records.listed(rows, Kind.VENDOR) for m in k.record.mirrors}
            assert mirrors == set(crawled.mirrors)
            assert all(one.exact for one in compare(rows, crawled.market.truth(), SOURCE))


def test_pages_seen_lately_are_not_asked_again(crawled: Harbour) -> None:
    run = crawled.crawl(mirrors=crawled.mirrors[:1], fresh=True)
    assert str(run.outcome) == "complete", run.reasons
    listings, vendors = len(crawled.market.truth().listings), len(crawled.market.truth().vendors)
    assert run.counts["known"] == listings + vendors - 1, "all but the one whose page is sealed off"
    assert run.counts["page.category"] > 0
    assert run.counts.get("page.listing", 0) <= 1


def test_every_fact_leads_to_a_capture_whose_digest_verifies(crawled: Harbour) -> None:
    with crawled.session() as here:
        with here.database.read() as rows:
            kept = [k for kind in Kind for k in records.listed(rows, kind, limit=10_000)]
            behind = captures.load(rows, {by for k in kept for by in k.record.said_by.values()})
            said = records.mentions(rows, kept)
            found = leads.listed(rows, limit=1000)
        for one in kept:
            assert set(one.record.said_by) == set(one.record.fields)
            assert set(one.record.said_by.values()) <= set(behind)
        folders = here.workspace.warc_folders()
        for entered in behind.values():
            assert len(read_capture(folders, entered.capture).body) == entered.capture.size
        assert sum(map(len, said.values())) > 100
        known = {k.record.id for k in kept}
        assert found
        assert all(set(one.lead.members) <= known for one in found)
    lost = "select count(*) from sighting s left join capture c on c.id = s.capture where c.id is null"
    assert table(crawled.home, lost) == [(0,)]
    assert table(
        crawled.home, "select count(*) from mention m left join sighting s on s.id = m.sighting where s.id is null"
    ) == [(0,)]


def test_commands_answer_from_what_was_crawled(crawled: Harbour) -> None:
    truth = crawled.market.truth()
    found = crawled.json("search", "--kind", "listing", "--limit", "1000")
    assert isinstance(found, dict)
    assert {hit["key"] for hit in found["hits"]} == set(truth.listings) - truth.forbidden
    (first, *_) = found["hits"]
    shown = crawled.json("show", first["id"])
    assert isinstance(shown, dict)
    assert shown["fields"] == first["fields"]
    assert set(shown["captures"]) == set(shown["said_by"].values())
    capture = crawled.json("show", first["id"], "--capture")
    assert isinstance(capture, dict)
    assert capture["verified"] is True
    assert first["fields"]["title"].split()[0] in capture["text"]
    vendors = crawled.json("vendors")
    assert isinstance(vendors, list)
    assert {v["name"] for v in vendors} == {f["name"] for f in truth.vendors.values()}
    runs = crawled.json("runs")
    assert isinstance(runs, list)
    assert runs[-1]["outcome"] == "complete"
    verified = crawled.json("verify", "--quiet")
    assert isinstance(verified, dict)
    assert verified["clean"] is True


def test_canaries_appear_nowhere(crawled: Harbour) -> None:
    """A buyer's name and a term of the quarantine list: not in the database, the index, the ledger, or any output.

    The evidence keeps the response as received, and is gzip: it is not searched here.
    """
    outputs = [
        crawled.command(*command, "--json").stdout
        for command in (["search", "--limit", "1000"], ["vendors"], ["leads", "--limit", "1000"], ["runs"])
    ]
    outputs += [crawled.command("search", canary).stdout for canary in (CANARY_BUYER, CANARY_FORBIDDEN)]
    assert "0 found" in outputs[-1]
    outputs[-2:] = [text.split("\n", 1)[1] for text in outputs[-2:]]
    kept = [
        p
        for p in crawled.home.rglob("*")
        if p.is_file() and p.name != "forbidden.txt" and not p.name.endswith(".warc.gz")
    ]
    # The searches for the canaries themselves are on the ledger, as every search is.
    ledger = [
        text for text in (crawled.home / "evidence" / "ledger.jsonl").read_text().splitlines() if '"search"' not in text
    ]
    for canary in (CANARY_BUYER, CANARY_FORBIDDEN):
        for text in (*outputs, *ledger):
            assert canary not in text
        for path in kept:
            if path.name != "ledger.jsonl":
                assert canary.encode() not in path.read_bytes(), path.name
    hidden = table(crawled.home, "select fields from record where kind='review'")
    assert hidden
    assert all(json.loads(str(fields))["author"].startswith("buyer:") for (fields,) in hidden)
    assert table(crawled.home, "select count(*) from quarantine") != [(0,)]


def test_a_changed_lexicon_changes_mentions_and_no_id_and_no_judgement(crawled: Harbour) -> None:
    with crawled.session() as here:
        before = ids(here)
        with here.database.write() as rows:
            about = leads.listed(rows)[0].lead.id
            said = Judgement(here.note("judgement", about=about), about, Verdict.YES, "seen", person="lee", at=now())
            leads.judge(rows, said, ledger=here.ledger.host)
        old = set(table(crawled.home, "select id from mention where not withdrawn"))
        _reread(here, Extraction(_every_word_is_a_drug, lambda text: [], version="other"))
        new = table(crawled.home, "select rule from mention where not withdrawn")
        assert new
        assert {rule for (rule,) in new} == {"test:every", "field:price@other"}, "a price of the page's own is one, too"
        assert ids(here) == before
        _reread(here, Extraction.ours())
        assert set(table(crawled.home, "select id from mention where not withdrawn")) == old
        assert ids(here) == before
        with here.database.read() as rows:
            assert [j.text for j in leads.find(rows, about).judgements] == ["seen"]
            assert leads.unsupported(rows) == []


def test_records_leads_and_index_are_rebuilt_with_the_same_ids(crawled: Harbour) -> None:
    question = ("search", "--limit", "1000")
    with crawled.session() as here:
        before = ids(here)
        with here.database.read() as rows:
            known = {one.lead.id for one in leads.listed(rows, limit=1000)}
    hits = crawled.json(*question)
    assert crawled.command("index", "rebuild", "--records").returncode == 0
    with crawled.session() as here:
        assert ids(here) == before
        with here.database.read() as rows:
            assert {one.lead.id for one in leads.listed(rows, limit=1000)} == known
    again = crawled.json(*question)
    assert isinstance(hits, dict)
    assert isinstance(again, dict)
    assert (again["total"], again["facets"]) == (hits["total"], hits["facets"])
    with crawled.session() as here:
        assert rebuild(here.database) > 0


def test_selectors_that_no_longer_match_make_the_run_short_and_are_named(crawled: Harbour, tmp_path: Path) -> None:
    text = (shipped() / f"{SOURCE}.yaml").read_text(encoding="utf-8")
    assert "price: {row: Price}" in text
    changed = text.replace("price: {row: Price}", "price: {row: Preis}", 1)
    (crawled.home / "sources" / f"{SOURCE}.yaml").write_text(changed, encoding="utf-8")
    try:
        said = crawled.command("crawl", SOURCE, "--mirror", crawled.mirrors[0], "--fresh", "--every-page", "--quiet")
    finally:
        (crawled.home / "sources" / f"{SOURCE}.yaml").unlink()
    assert said.returncode == 3, said.stderr
    assert "short" in said.stdout
    assert "listing.price filled in 0 %" in said.stdout


def _reread(here: Session, with_: Extraction) -> None:
    rules = Rules(with_, here.workspace.secret(BUYER_KEY), forbidden(here.workspace))
    found = profile(SOURCE, None).profile
    folders = here.workspace.warc_folders()
    done = reread_source(here.database, found, rules, ledger=here.ledger, folders=folders, at=now(), person="lee")
    assert done.captures > 0


def _every_word_is_a_drug(text: str) -> list[Mention]:
    return [
        Mention(MentionKind.DRUG, start, end, text[start:end], "word", 1.0, Status.ASSERTED, "test:every")
        for start, end in _words(text)
    ]


def _words(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for word in text.split(" "):
        if word:
            yield at, at + len(word)
        at += len(word) + 1
