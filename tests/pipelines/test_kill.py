"""kill -9 of the recorder at random moments: no sighting lost, none doubled, each capture once on the ledger."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from tidewaiter.model.record import fold
from tidewaiter.model.sighting import Kind, Page, Statement
from tidewaiter.store.database import captures, outbox, records
from tidewaiter.store.database.tables import capture, sighting
from tidewaiter.store.evidence import verify

ROOT = Path(__file__).parents[2]
PAGES, CARDS = 60, 4
RECORDER = textwrap.dedent(
    """
    import sys
    from datetime import datetime, timezone
    from pathlib import Path
    from pipelines import Extraction, Recorder
    from tidewaiter.search import EmbeddedIndex
    from tidewaiter.store.database import Database, sqlite_address
    from tidewaiter.store.evidence import Ledger
    from tidewaiter.store.spool import Shelf

    NOW = datetime(2026, 11, 24, 13, tzinfo=timezone.utc)
    home, run = Path(sys.argv[1]), sys.argv[2]
    recorder = Recorder(
        spool=Shelf(home / "spool" / run), database=Database.open(sqlite_address(home / "database.sqlite")),
        ledger=Ledger(home / "evidence" / "ledger.jsonl", "host-one"), evidence=home / "evidence" / "warc",
        extract=Extraction(lambda text: (), lambda text: (), "none"), buyer_key=b"k" * 32, person="ahn",
        clock=lambda: NOW, index=EmbeddedIndex(home / "index"), batch=3,
    )
    print("ready", flush=True)
    while recorder.step():
        pass
    recorder.finish({"why": "finished"}, at=NOW)
    """
)


def start(home: Path, run: str) -> subprocess.Popen[bytes]:
    began = subprocess.Popen(
        [sys.executable, "-c", RECORDER, str(home), run], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert began.stdout is not None
    assert began.stdout.readline() == b"ready\n", began.stderr and began.stderr.read().decode()
    return began


@pytest.mark.slow
@pytest.mark.parametrize("seed", [7, 2026])
def test_a_recorder_killed_again_and_again_loses_and_doubles_nothing(home, seed):
    chance = random.Random(seed)
    child = home.child()
    for page in range(PAGES):
        cards = [Statement(Kind.LISTING, f"/item/{(page + card) % 20}", {"title": f"{page}"}) for card in range(CARDS)]
        child.page(f"/page/{page}", *cards, page=Page.CATEGORY)
    child.end()
    home.index.close()
    kills = 0
    while True:
        recorder = start(home.path, child.run)
        # The first rounds are killed early, at any moment; then rounds may come to their end.
        time.sleep(chance.uniform(0, 0.08) if kills < 6 else chance.uniform(0.1, 1.0))
        if recorder.poll() is None:
            recorder.send_signal(signal.SIGKILL)
        status = recorder.wait(timeout=60)
        if status == 0:
            break
        assert status == -signal.SIGKILL, recorder.stderr and recorder.stderr.read().decode()
        kills += 1
        assert kills < 60
    assert kills >= 3
    expected = {c.id for _, c in child.spool.captures(limit=1000)}
    entered = Counter(e.facts["id"] for e in home.ledger.entries() if e.action == "capture")
    assert entered == dict.fromkeys(expected, 1)
    with home.database.read() as rows:
        assert set(rows.execute(select(capture.c.id)).scalars()) == expected
        assert len(rows.execute(select(sighting)).all()) == PAGES * CARDS
        sequences = {e.facts["id"]: e.seq for e in home.ledger.entries() if e.action == "capture"}
        assert {id_: one.sequence for id_, one in captures.load(rows, expected).items()} == sequences
        kept = records.listed(rows, Kind.LISTING)
        assert len(kept) == 20
        for one in kept:
            assert one.record == fold(records.sightings(rows, one.record.id))
        assert outbox.count(rows) == 0
    assert verify(home.ledger.path.parent).faults == []
