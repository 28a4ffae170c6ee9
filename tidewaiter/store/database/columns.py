"""Column types that lose nothing: times with their zone, amounts to the last digit, JSON as it was written."""

from __future__ import annotations

from datetime import datetime, timezone
from decimal import Decimal

from sqlalchemy import JSON, BigInteger, Column, DateTime, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

# Not JSONB, which keeps numbers by value: 1.8e16 went in as a float and came out as an integer.
Json = JSON()

# SQLite gives its own row numbers only to a column declared INTEGER.
Sequence = BigInteger().with_variant(Integer(), "sqlite")


class Moment(TypeDecorator[datetime]):
    """A time that is aware going in and aware, in UTC, coming out. SQLite by itself drops the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without zone: {value.isoformat()}")
        in_utc = value.astimezone(timezone.utc)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value.astimezone(timezone.utc)


class Amount(TypeDecorator[Decimal]):
    """A decimal kept as text. A float is refused: it has already lost its cents."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if not isinstance(value, Decimal) or not value.is_finite():
            raise ValueError(f"not a finite decimal: {value!r}")
        return format(value, "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


def text(name: str, *, empty: bool = False, key: bool = False) -> Column[str]:
    """A text column that is never null; with `empty`, "" where nothing is given."""
    return Column(name, Text, primary_key=key, nullable=False, server_default="" if empty else None)
