"""Persons, the authorities they asked for and approved, and the addresses that wait for their word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select

from tidewaiter.model.authority import Authority, Permission
from tidewaiter.model.errors import NotAllowed, WrongUse
from tidewaiter.model.person import Person, Role
from tidewaiter.store.database.statements import insert_for, insert_new
from tidewaiter.store.database.tables import authority, candidate, person


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address found in a page. It is never fetched before a person has decided; `state` "" until then."""

    address: str
    found_in: str
    capture: str
    found_at: datetime
    state: str = ""
    decided_by: str = ""


def put_person(rows: Connection, one: Person) -> None:
    """Add a person, or change their role."""
    put = insert_for(rows, person)
    changes = {"role": put.excluded.role}
    values = [{"name": one.name, "role": str(one.role)}]
    rows.execute(put.on_conflict_do_update(index_elements=["name"], set_=changes), values)


def persons(rows: Connection) -> list[Person]:
    return [Person(row.name, Role(row.role)) for row in rows.execute(select(person).order_by(person.c.name))]


def add_authority(rows: Connection, one: Authority) -> None:
    """Enter what was asked for. Raises WrongUse where the id is taken: an authority is never rewritten."""
    values = {
        "id": one.id, "legal_basis": one.legal_basis, "asked_by": one.asked_by, "sources": sorted(one.sources),
        "addresses": sorted(one.addresses), "permissions": sorted(map(str, one.permissions)),
        "asked_at": one.asked_at, "expires_at": one.expires_at,
    }  # fmt: skip
    added = rows.execute(insert_new(rows, authority, authority.c.id).returning(authority.c.id), [values]).scalars()
    if not added.all():
        raise WrongUse(f"an authority {one.id} is there already", todo="give the new one another id")


def approve(rows: Connection, one: str, by: str, *, at: datetime, own: bool = False) -> Authority:
    """Approve what another person asked for. With `own` a person approves their own, as the demo does and says.

    Raises NotAllowed where it would be the same person, WrongUse where it cannot be approved any more.
    """
    asked = get_authority(rows, one)
    if asked.asked_by == by and not own:
        raise NotAllowed(f"{by} asked for authority {one}", todo="another person has to approve it")
    if asked.approved_by or asked.revoked_by:
        done = f"revoked by {asked.revoked_by}" if asked.revoked_by else f"approved by {asked.approved_by}"
        raise WrongUse(f"authority {one} is {done}", todo="ask for a new one")
    if at >= asked.expires_at:
        raise WrongUse(f"authority {one} has expired", todo="ask for a new one")
    rows.execute(authority.update().where(authority.c.id == one).values(approved_by=by, approved_at=at))
    return get_authority(rows, one)


def revoke(rows: Connection, one: str, by: str, *, at: datetime) -> Authority:
    """Take an authority back, now and for good. Revoking it again changes nothing."""
    if not get_authority(rows, one).revoked_by:
        rows.execute(authority.update().where(authority.c.id == one).values(revoked_by=by, revoked_at=at))
    return get_authority(rows, one)


def get_authority(rows: Connection, one: str) -> Authority:
    row = rows.execute(select(authority).where(authority.c.id == one)).mappings().one_or_none()
    if row is None:
        raise WrongUse(f"no authority {one!r}", todo="see `tidewaiter authority list`")
    return _authority(row)


def authorities(rows: Connection, *, source: str = "") -> list[Authority]:
    """All of them, or those that name the source, in the order in which they were asked for."""
    found = rows.execute(select(authority).order_by(authority.c.asked_at, authority.c.id)).mappings()
    return [one for one in map(_authority, found) if not source or source in one.sources]


def add_candidates(rows: Connection, found: Iterable[Candidate]) -> None:
    """Addresses seen before stay as they were first found and decided."""
    values = {
        one.address: {"address": one.address, "found_in": one.found_in, "capture": one.capture,
                      "found_at": one.found_at}
        for one in found
    }  # fmt: skip
    if values:
        rows.execute(insert_new(rows, candidate, candidate.c.address), [values[one] for one in sorted(values)])


def candidates(rows: Connection, *, decided: bool = False, limit: int = 500) -> list[Candidate]:
    """Those that wait for a person, or those that were decided; the newest first."""
    statement = select(candidate).where(candidate.c.state != "" if decided else candidate.c.state == "")
    found = rows.execute(statement.order_by(candidate.c.found_at.desc(), candidate.c.address).limit(limit))
    return [
        Candidate(row.address, row.found_in, row.capture, row.found_at, state=row.state, decided_by=row.decided_by)
        for row in found
    ]


def decide_candidate(rows: Connection, address: str, state: str, *, by: str, at: datetime) -> None:
    """`approved` or `dismissed`. Approving gives no authority: that is asked for and approved apart."""
    if state not in {"approved", "dismissed"}:
        raise WrongUse(f"a candidate cannot be {state!r}", todo="say approved or dismissed")
    change = candidate.update().where(candidate.c.address == address)
    if not rows.execute(change.values(state=state, decided_by=by, decided_at=at)).rowcount:
        raise WrongUse(f"no candidate {address!r}", todo="see `tidewaiter source candidates`")


def _authority(row: RowMapping) -> Authority:
    return Authority(
        id=row["id"], legal_basis=row["legal_basis"], asked_by=row["asked_by"], sources=tuple(row["sources"]),
        addresses=tuple(row["addresses"]), asked_at=row["asked_at"], expires_at=row["expires_at"],
        permissions=frozenset(map(Permission, row["permissions"])), approved_by=row["approved_by"],
        approved_at=row["approved_at"], revoked_by=row["revoked_by"], revoked_at=row["revoked_at"],
    )  # fmt: skip
