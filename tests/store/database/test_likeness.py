"""Looking for like texts asks the texts' bands, and never walks what is known besides."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import event

from tidewaiter.store.database import Database, likeness, sqlite_address


def test_the_way_to_candidates_begins_at_their_bands(tmp_path: Path) -> None:
    asked: list[str] = []
    with Database.open(sqlite_address(tmp_path / "database.sqlite")) as database, database.read() as rows:
        event.listen(
            rows.engine, "before_cursor_execute", lambda c, cursor, sql, values, *_: asked.append((sql, values))
        )
        assert likeness.candidates(rows, ["a", "b"], kind="listing") == []
        ((sql, values),) = asked
        ways = [row[3] for row in rows.exec_driver_sql(f"explain query plan {sql}", values)]
    assert any("ix_band_value" in way for way in ways), ways
    assert not any("ix_record_kind_last_seen" in way for way in ways), ways
