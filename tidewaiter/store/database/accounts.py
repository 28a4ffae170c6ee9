"""Accounts of persons at the web desk, their sessions, and what was tried in vain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select

from tidewaiter.model.person import Person, Role
from tidewaiter.store.database.account_tables import account, invitation, refused_sign_in, web_session
from tidewaiter.store.database.statements import insert_for
from tidewaiter.store.database.tables import person

_FORGOTTEN = timedelta(days=1)  # after so long without another try, refused ones no longer count


@dataclass(frozen=True, slots=True)
class Account:
    """`password` is a hash with its own parameters; `code_secret` the sealed secret of the second factor, if any."""

    person: str
    password: str
    changed_at: datetime
    code_secret: bytes | None = None
    code_step: int = 0


@dataclass(frozen=True, slots=True)
class Invitation:
    """By the digest of its token."""

    token: str
    person: Person
    made_by: str
    made_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """A session of a person who is signed in, with the role they have now, by the digest of its token."""

    token: str
    person: Person
    made_at: datetime
    seen_at: datetime
    ends_at: datetime
    since: datetime | None = None


def get(rows: Connection, name: str, *, hold: bool = False) -> Account | None:
    """The account, if there is one. With `hold`, nobody else changes it before this transaction ends."""
    found = select(account).where(account.c.person == name)
    row = rows.execute(found.with_for_update() if hold else found).mappings().one_or_none()
    return None if row is None else Account(**row)


def names(rows: Connection) -> frozenset[str]:
    """Who has an account."""
    return frozenset(rows.execute(select(account.c.person)).scalars())


def put(rows: Connection, one: Account) -> None:
    """Make an account, or change it. Its person is there already."""
    values = {name: getattr(one, name) for name in Account.__slots__}
    changes = {name: value for name, value in values.items() if name != "person"}
    rows.execute(insert_for(rows, account).values(values).on_conflict_do_update(["person"], set_=changes))


def invite(rows: Connection, one: Invitation) -> None:
    """An earlier invitation of the same person is void from now on."""
    rows.execute(delete(invitation).where(invitation.c.person == one.person.name))
    rows.execute(invitation.insert().values(
        token=one.token, person=one.person.name, role=str(one.person.role), made_by=one.made_by,
        made_at=one.made_at, ends_at=one.ends_at,
    ))  # fmt: skip


def invited(rows: Connection, token: str, *, at: datetime) -> Invitation | None:
    """The invitation of a token's digest, while it lasts."""
    row = rows.execute(select(invitation).where(invitation.c.token == token, invitation.c.ends_at > at)).one_or_none()
    if row is None:
        return None
    return Invitation(row.token, Person(row.person, Role(row.role)), row.made_by, row.made_at, row.ends_at)


def use(rows: Connection, one: Invitation) -> bool:
    """Take an invitation out of the world; whether it was still there. Of two who use it at once one is too late."""
    return bool(rows.execute(delete(invitation).where(invitation.c.token == one.token)).rowcount)


def begin(rows: Connection, one: Visit) -> None:
    """Keep a session, and forget those that ended."""
    rows.execute(delete(web_session).where(web_session.c.ends_at <= one.made_at))
    values = {name: getattr(one, name) for name in Visit.__slots__}
    rows.execute(web_session.insert().values(values | {"person": one.person.name}))


def visit(rows: Connection, token: str) -> Visit | None:
    """The session of a token's digest, whether or not it still lasts."""
    found = select(web_session, person.c.role).join(person).where(web_session.c.token == token)
    row = rows.execute(found).mappings().one_or_none()
    if row is None:
        return None
    values = {name: row[name] for name in Visit.__slots__}
    return Visit(**values | {"person": Person(row["person"], Role(row["role"]))})


def last_seen(rows: Connection, name: str) -> datetime | None:
    """When the person last did something in any session that is kept."""
    return rows.execute(select(func.max(web_session.c.seen_at)).where(web_session.c.person == name)).scalar()


def see(rows: Connection, token: str, *, at: datetime) -> None:
    rows.execute(web_session.update().where(web_session.c.token == token).values(seen_at=at))


def end(rows: Connection, tokens: Iterable[str]) -> None:
    for token in tokens:
        rows.execute(delete(web_session).where(web_session.c.token == token))


def end_all(rows: Connection, name: str, *, but: str = "") -> int:
    """End the person's sessions, all but one; how many."""
    theirs = (web_session.c.person == name, web_session.c.token != but)
    return rows.execute(delete(web_session).where(*theirs)).rowcount


def refused(rows: Connection, tried: str, *, at: datetime) -> tuple[int, datetime | None]:
    """How often in a row the name of this digest was refused, and when last; nobody else counts it meanwhile."""
    found = select(refused_sign_in).where(refused_sign_in.c.tried == tried, refused_sign_in.c.last_at > at - _FORGOTTEN)
    row = rows.execute(found.with_for_update()).one_or_none()
    return (row.times, row.last_at) if row else (0, None)


def count_refusal(rows: Connection, tried: str, *, at: datetime) -> int:
    """One more refusal; how many in a row."""
    rows.execute(delete(refused_sign_in).where(refused_sign_in.c.last_at <= at - _FORGOTTEN))
    counted = insert_for(rows, refused_sign_in).values(tried=tried, times=1, last_at=at)
    more = {"times": refused_sign_in.c.times + 1, "last_at": at}
    kept = counted.on_conflict_do_update(["tried"], set_=more).returning(refused_sign_in.c.times)
    return int(rows.execute(kept).scalar_one())


def take_back_refusal(rows: Connection, tried: str) -> None:
    """One refusal less: it was counted beforehand, and nothing was tried after all."""
    one = refused_sign_in.c
    rows.execute(refused_sign_in.update().where(one.tried == tried, one.times > 0).values(times=one.times - 1))


def forget_refusals(rows: Connection, tried: str) -> None:
    rows.execute(delete(refused_sign_in).where(refused_sign_in.c.tried == tried))
