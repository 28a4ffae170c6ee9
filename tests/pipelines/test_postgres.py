"""The same pipeline on a team's PostgreSQL: recorded, read again, rebuilt, drained, with nothing lost in between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines import drain, rebuild, reread
from pipelines.prepare import Rules
from tests.pipelines.conftest import Home
from tests.store.database.conftest import postgres_address, postgres_server  # noqa: F401 - fixtures
from tidewaiter.model.record import fold
from tidewaiter.model.sighting import Kind, Page, Reading, Statement
from tidewaiter.store.database import captures, outbox, records

pytestmark = pytest.mark.postgres


@pytest.fixture
def team(tmp_path: Path, postgres_address: str) -> Iterator[Home]:  # noqa: F811 - the fixture
    made = Home(tmp_path, postgres_address)
    yield made
    made.close()


def test_record_reread_rebuild_drain(team: Home) -> None:
    child = team.child()
    for number in range(25):
        fields = {"title": f"MDMA {number}", "vendor": "Gull", "price": "4.50", "currency": "USD", "stock": number}
        child.page(f"/item/{number}", Statement(Kind.LISTING, f"/item/{number}", fields))
    child.page("/t/1", Statement(Kind.POST, "/t/1#1", {"author": "canary_buyer", "text": "한국어 글"}), page=Page.POST)
    run = team.record(child)
    assert run.counts["listing"] == 25
    with team.database.read() as rows:
        before = {one.record.id: one for kind in Kind for one in records.listed(rows, kind, limit=1000)}
        assert outbox.count(rows) == 0
        entered = list(captures.of_source(rows, "lanternfish"))
    assert team.index.count() == len(before) == 26
    assert not any("canary" in repr(one) for one in before.values())
    new = (Statement(Kind.LISTING, "/item/7", {"title": "again"}),)
    again = [
        (one, Reading(one.capture.id, Page.LISTING, "reader-2", new))
        for one in entered
        if one.capture.url.endswith("/item/7")
    ]
    rules = Rules(team.extraction, team.buyer_key)
    assert reread(team.database, again, rules, ledger=team.ledger, at=team.now, person="ahn") == 1
    assert rebuild(team.database, size=7) == len(before)
    with team.database.read() as rows:
        after = {one.record.id: one for kind in Kind for one in records.listed(rows, kind, limit=1000)}
        assert after.keys() == before.keys()
        changed = [id_ for id_ in after if after[id_].record != before[id_].record]
        assert [after[id_].record.fields for id_ in changed] == [{"title": "again"}]
        assert all(after[id_].revision > before[id_].revision for id_ in after)
        for one in after.values():
            assert one.record == fold(records.sightings(rows, one.record.id))
        assert outbox.count(rows) == len(after)
    team.index.adopt(team.index.beside())
    assert drain(team.database, team.index, owner="me", batch=10) == team.index.count() == len(after)
