"""What a team's machines agree on: written by whoever holds the schedule, compared by every worker."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select

from tidewaiter.store.database.statements import insert_for
from tidewaiter.store.database.team_tables import term


def agree(rows: Connection, terms: Mapping[str, str]) -> None:
    """These are the terms from now on; what they do not name is agreed no more."""
    rows.execute(term.delete().where(term.c.name.not_in(list(terms))))
    put = insert_for(rows, term)
    changed = put.on_conflict_do_update(index_elements=["name"], set_={"value": put.excluded.value})
    rows.execute(changed, [{"name": name, "value": value} for name, value in sorted(terms.items())])


def agreed(rows: Connection) -> dict[str, str]:
    """Nothing before the first scheduler."""
    return {row.name: row.value for row in rows.execute(select(term))}
