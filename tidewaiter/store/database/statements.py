"""The few shapes of statement that both databases and all modules here share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite

T = TypeVar("T")


def insert_for(rows: Connection, table: Table) -> Any:
    """The insert of this connection's database: only that knows `on conflict`."""
    return postgresql.insert(table) if rows.dialect.name == "postgresql" else sqlite.insert(table)


def insert_new(rows: Connection, table: Table, *unique: Any) -> Any:
    """Insert what is not there and leave what is."""
    return insert_for(rows, table).on_conflict_do_nothing(index_elements=list(unique))


def among(column: Column[Any]) -> ColumnElement[bool]:
    """Whether the column is one of the `ids` that the statement is executed with."""
    return column.in_(bindparam("ids", expanding=True))


def chunks(ids: Sequence[T], size: int = 500) -> Iterable[Sequence[T]]:
    """Few enough for the parameters of one statement on either database."""
    return (ids[at : at + size] for at in range(0, len(ids), size))
