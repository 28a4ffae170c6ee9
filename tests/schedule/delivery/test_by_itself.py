"""With `tidewaiter up` running, what is committed is told without anybody at the keys; printed is how soon."""

from __future__ import annotations

import time
from contextlib import closing
from datetime import timedelta

import pytest

from tests.desk.conftest import Command, command, filled, filled_once  # noqa: F401 - fixtures
from tests.desk.filled import SECOND, Filled, listing, run_of
from tests.desk.test_schedule import begin_up, until_held
from tidewaiter.desk.session import Session
from tidewaiter.store.database import deliveries
from tidewaiter.store.workspace import find


def test_from_commit_to_the_letter(filled: Filled, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    home = str(filled.home)
    assert command("watch", "add", "ket", "ketamine", "--to", "feed:desk", "--home", home).status == 0
    monkeypatch.setattr("pipelines.recorder.drain", lambda *args, **more: 0)  # `up` alone tells the index
    up = begin_up(filled.home)
    try:
        until_held(filled.home)
        with closing(Session(find(filled.home, {}, filled.home))) as here:
            run_of(here, SECOND + timedelta(days=1), {"/listing/20": listing("10g ketamine needles")})
            committed = time.monotonic()
            while time.monotonic() < committed + 60:
                with here.database.read() as rows:
                    if any(one.sent_at for one in deliveries.listed(rows)):
                        break
                time.sleep(0.05)
        print(f"delivered {time.monotonic() - committed:.1f} s after the commit")
        assert "10g ketamine needles" in (filled.home / "feeds" / "desk.xml").read_text()
    finally:
        up.terminate()
        _, said = up.communicate(timeout=60)
    assert "1 alert to feed:desk delivered" in said
