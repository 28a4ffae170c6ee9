"""Authorities as JSON text, for the file that the crawl child's gate reads on every request."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from tidewaiter.model.authority import Authority, Permission
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.times import moment, stamp


def authorities_text(authorities: Iterable[Authority]) -> str:
    return json.dumps([authority_json(authority) for authority in authorities], ensure_ascii=False, indent=1)


def authorities_of(text: str) -> list[Authority]:
    """Raises WrongUse where the text is not what `authorities_text` writes; a half-read authority allows nothing."""
    try:
        return [authority_of(plain) for plain in json.loads(text)]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise WrongUse(f"the authorities cannot be read: {error!r}", todo="write them again") from error


def authority_json(authority: Authority) -> dict[str, object]:
    return {
        "id": authority.id,
        "legal_basis": authority.legal_basis,
        "asked_by": authority.asked_by,
        "sources": list(authority.sources),
        "addresses": list(authority.addresses),
        "asked_at": stamp(authority.asked_at),
        "expires_at": stamp(authority.expires_at),
        "permissions": sorted(authority.permissions),
        "approved_by": authority.approved_by,
        "approved_at": _stamp(authority.approved_at),
        "revoked_by": authority.revoked_by,
        "revoked_at": _stamp(authority.revoked_at),
    }


def authority_of(plain: Mapping[str, object]) -> Authority:
    """The authority of its JSON; KeyError, TypeError or ValueError where a fact is missing or of another kind."""
    return Authority(
        id=_text(plain["id"]),
        legal_basis=_text(plain["legal_basis"]),
        asked_by=_text(plain["asked_by"]),
        sources=_texts(plain["sources"]),
        addresses=_texts(plain["addresses"]),
        asked_at=moment(_text(plain["asked_at"])),
        expires_at=moment(_text(plain["expires_at"])),
        permissions=frozenset(map(Permission, _texts(plain["permissions"]))),
        approved_by=_text(plain["approved_by"]),
        approved_at=_moment(plain["approved_at"]),
        revoked_by=_text(plain["revoked_by"]),
        revoked_at=_moment(plain["revoked_at"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is not a list of texts")
    return tuple(map(_text, value))


def _stamp(at: datetime | None) -> str | None:
    return None if at is None else stamp(at)


def _moment(value: object) -> datetime | None:
    return None if value is None else moment(_text(value))
