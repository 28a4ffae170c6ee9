"""Who may sign in at the web desk: links, passwords, second factors, sessions. Each act is on the ledger.

Tokens are random and kept as digests alone. Times are given by whoever calls, so that nothing here reads a clock.
"""

from __future__ import annotations

import getpass
import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from tidewaiter.desk import codes, passwords
from tidewaiter.desk.passwords import Busy
from tidewaiter.desk.session import Session
from tidewaiter.model.errors import NotAllowed, WrongUse
from tidewaiter.model.person import Act, Person, Role
from tidewaiter.store.database import accounts, people
from tidewaiter.store.database.accounts import Account, Invitation, Visit
from tidewaiter.store.workspace import DESK_KEY

LINK_LASTS = timedelta(hours=24)
FREE_TRIES = 5  # wrong ones in a row that cost nothing
LONGEST_WAIT = timedelta(hours=1)
_UNKNOWN = "unknown"  # on the ledger instead of a name that nobody has: it may be a password typed in the wrong place


class SignInRefused(NotAllowed):
    """Name, password or code are not right, or were tried too often. Never says which."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """`token` is for the browser alone: it is kept nowhere."""

    token: str
    visit: Visit


def digest_of(token: str) -> str:
    """How a token is kept."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def enter(here: Session, name: str, role: Role) -> Person:
    """Enter a person, or change their role; it holds from their next act on, also where they are signed in."""
    here.require(Act.SET_UP)
    person = Person(name, role)
    with here.database.write() as rows:
        people.put_person(rows, person)
        here.note("role", name=name, role=str(role))
    return person


def anybody(here: Session) -> bool:
    """Whether anybody has an account."""
    with here.database.read() as rows:
        return bool(accounts.names(rows))


def first_link(here: Session, *, at: datetime) -> str:
    """The token that makes the operating system's user an administrator; "" once somebody has an account.

    Raises NotAllowed where persons are entered and this user is no administrator of them.
    """
    with here.database.read() as rows:
        if accounts.names(rows):
            return ""
        known = people.persons(rows)
    me = Person(getpass.getuser(), Role.ADMIN)
    if known and here.person.role is not Role.ADMIN:
        raise NotAllowed("nobody can sign in yet, and only an administrator can change that",
                         todo="an administrator starts the desk, or: tidewaiter person link NAME")  # fmt: skip
    return _invite(here, me, at=at)


def link(here: Session, name: str, *, at: datetime) -> str:
    """The token of a link by which this person sets a password, once; an earlier one is void."""
    here.require(Act.SET_UP)
    with here.database.read() as rows:
        person = _known(rows, name)
    return _invite(here, person, at=at)


def invited(here: Session, token: str, *, at: datetime) -> Invitation:
    """What a link is for. Raises WrongUse where it was used, has expired or never was."""
    with here.database.read() as rows:
        found = accounts.invited(rows, digest_of(token), at=at)
    if found is None:
        raise WrongUse("this link is void: it was used, or is too old",
                       todo="an administrator makes another: tidewaiter person link NAME")  # fmt: skip
    return found


def accept(here: Session, token: str, password: str, *, at: datetime) -> Person:
    """Set the password that a link is for. Whoever was signed in under that name is signed out.

    Raises WrongUse where the link is void or the password not good enough; then the link stays as it was.
    """
    found = invited(here, token, at=at)
    hash_ = passwords.hashed(passwords.sound(password, found.person.name))
    with here.database.write() as rows:
        if not accounts.use(rows, found):
            raise WrongUse("this link was used a moment ago", todo="sign in, or ask for another link")
        known = {one.name: one for one in people.persons(rows)}
        person = known.get(found.person.name, found.person)
        _note(here, person.name, "password", at, by="link", of=found.made_by)
        if person.name not in known:
            people.put_person(rows, person)
            _note(here, person.name, "role", at, name=person.name, role=str(person.role))
        kept = accounts.get(rows, person.name, hold=True) or Account(person.name, "", at)
        accounts.put(rows, replace(kept, password=hash_, changed_at=at))
        accounts.end_all(rows, person.name)
        accounts.forget_refusals(rows, _tried(person.name))
    return person


def sign_in(here: Session, name: str, password: str, *, code: str = "", before: str = "", at: datetime) -> SignedIn:
    """A new session, with a token that nobody had before; the session of token `before` is ended.

    Raises SignInRefused, after as much work for a name that nobody has as for one with a wrong password.
    """
    tried = _tried(name)
    kept, times = _count(here, name, at=at)
    with _counted(here, tried):
        step = _right(here, kept, password, code=code, at=at)
    if kept is None or step is None:
        _note(here, kept.person if kept else _UNKNOWN, "sign-in-refused", at, times=times)
        raise SignInRefused(
            "name, password or code is not right", todo="try again; an administrator can send a new link"
        )
    return _begin(here, kept, step, before=before, at=at)


def visit_of(here: Session, token: str, *, at: datetime) -> Visit | None:
    """The session of a browser's token, while it lasts. That it was used is kept, once a minute."""
    if not token:
        return None
    key, idle = digest_of(token), timedelta(minutes=here.workspace.settings.desk.idle_minutes)
    with here.database.read() as rows:
        found = accounts.visit(rows, key)
    if found is None or at >= found.ends_at or at >= found.seen_at + idle:
        return None
    if at >= found.seen_at + timedelta(minutes=1):
        with here.database.write() as rows:
            accounts.see(rows, key, at=at)
    return found


def sign_out(here: Session, token: str, *, at: datetime) -> None:
    """End this session."""
    with here.database.write() as rows:
        accounts.end(rows, [digest_of(token)])
        _note(here, here.person.name, "sign-out", at)


def sign_out_everywhere(here: Session, name: str, *, at: datetime) -> int:
    """End all sessions of a person, who has lost a machine or left; how many."""
    if name != here.person.name:
        here.require(Act.SET_UP)
    with here.database.write() as rows:
        _known(rows, name)
        ended = accounts.end_all(rows, name)
        _note(here, here.person.name, "sign-out", at, name=name, sessions=ended)
    return ended


def change_password(here: Session, was: str, password: str, *, keep: str, at: datetime) -> None:
    """Change one's own password, with the one it was; all sessions but that of token `keep` end."""
    name, tried = here.person.name, _tried(here.person.name)
    passwords.sound(password, name)
    kept, _ = _count(here, name, at=at)
    with _counted(here, tried):
        if kept is None or not passwords.matches(was, kept.password):
            raise WrongUse("the password you have now is another", todo="type it once more")
        hash_ = passwords.hashed(password)
    with here.database.write() as rows:
        latest = accounts.get(rows, name, hold=True)
        if latest is None or latest.password != kept.password:
            raise WrongUse("the password was changed a moment ago", todo="sign in with the new one")
        _note(here, name, "password", at, by="change")
        accounts.put(rows, replace(latest, password=hash_, changed_at=at))
        accounts.end_all(rows, name, but=digest_of(keep))
        accounts.forget_refusals(rows, tried)


def set_code(here: Session, secret: bytes, typed: str, *, keep: str, at: datetime) -> None:
    """From now on a code of this secret is asked for at sign-in; all sessions but that of token `keep` end.

    Raises WrongUse where the typed code is none of it.
    """
    name = here.person.name
    step = codes.matching_step(secret, typed, at, after=0)
    if step is None:
        raise WrongUse("this is not the code of now", todo="look whether the clocks of both machines are right")
    hidden = codes.sealed(here.workspace.secret(DESK_KEY), secret, name)
    with here.database.write() as rows:
        kept = accounts.get(rows, name, hold=True)
        if kept is None:
            raise WrongUse("a second factor goes with a password", todo="set a password first")
        _note(here, name, "second-factor", at, turn="set")
        accounts.put(rows, replace(kept, code_secret=hidden, code_step=step, changed_at=at))
        accounts.end_all(rows, name, but=digest_of(keep))


def forget_code(here: Session, name: str, *, at: datetime) -> None:
    """Let a person sign in without a code, who has lost what makes it; their sessions end."""
    here.require(Act.SET_UP)
    with here.database.write() as rows:
        kept = accounts.get(rows, _known(rows, name).name, hold=True)
        if kept is None or kept.code_secret is None:
            raise WrongUse(f"{name} has no second factor", todo="see `tidewaiter person list`")
        _note(here, here.person.name, "second-factor", at, turn="forget", name=name)
        accounts.put(rows, replace(kept, code_secret=None, changed_at=at))
        accounts.end_all(rows, name)


def has_code(here: Session) -> bool:
    """Whether whoever acts has a second factor."""
    with here.database.read() as rows:
        kept = accounts.get(rows, here.person.name)
    return kept is not None and kept.code_secret is not None


def _invite(here: Session, person: Person, *, at: datetime) -> str:
    token = secrets.token_urlsafe(32)
    with here.database.write() as rows:
        _note(here, here.person.name, "link", at, name=person.name, role=str(person.role))
        accounts.invite(
            rows, Invitation(digest_of(token), person, here.person.name, made_at=at, ends_at=at + LINK_LASTS)
        )
    return token


def _begin(here: Session, kept: Account, step: int, *, before: str, at: datetime) -> SignedIn:
    """The session of an account that was found right; what changed while it was looked at holds."""
    token = secrets.token_urlsafe(32)
    with here.database.write() as rows:
        latest = accounts.get(rows, kept.person, hold=True)
        if latest is None or (latest.password, latest.code_secret) != (kept.password, kept.code_secret):
            raise SignInRefused("password or second factor changed a moment ago", todo="sign in with the new one")
        if kept.code_secret and latest.code_step >= step:
            raise SignInRefused("this code was taken a moment ago", todo="wait for the next one")
        person = _known(rows, kept.person)
        accounts.put(rows, replace(latest, code_step=step))
        since = accounts.last_seen(rows, kept.person)
        accounts.end(rows, [digest_of(before)] if before else [])
        ends = at + timedelta(hours=here.workspace.settings.desk.session_hours)
        made = Visit(digest_of(token), person, at, seen_at=at, ends_at=ends, since=since)
        accounts.begin(rows, made)
        accounts.forget_refusals(rows, _tried(kept.person))
        _note(here, kept.person, "sign-in", at, session=made.token[:12], code=kept.code_secret is not None)
    return SignedIn(token, made)


def _count(here: Session, name: str, *, at: datetime) -> tuple[Account | None, int]:
    """The account, and how often in a row its name was tried with this try: counted first, as many may be under way."""
    tried = _tried(name)
    with here.database.write() as rows:
        _not_too_often(rows, tried, at)
        return accounts.get(rows, name), accounts.count_refusal(rows, tried, at=at)


@contextmanager
def _counted(here: Session, tried: str) -> Iterator[None]:
    """A try that was counted, and is not where nothing could be tried."""
    try:
        yield
    except Busy:
        with here.database.write() as rows:
            accounts.take_back_refusal(rows, tried)
        raise


def _right(here: Session, kept: Account | None, password: str, *, code: str, at: datetime) -> int | None:
    """The last step of codes that is used up after this sign-in; None where something is not right."""
    if not passwords.matches(password, kept.password if kept and kept.password else passwords.NOBODYS) or kept is None:
        return None
    if kept.code_secret is None:
        return kept.code_step
    secret = codes.opened(here.workspace.secret(DESK_KEY), kept.code_secret, kept.person)
    return codes.matching_step(secret, code, at, after=kept.code_step)


def _not_too_often(rows: Connection, tried: str, at: datetime) -> None:
    times, last = accounts.refused(rows, tried, at=at)
    if last is None or times < FREE_TRIES:
        return
    wait = min(LONGEST_WAIT, timedelta(minutes=1) * 2 ** min(times - FREE_TRIES, 10))
    if at < last + wait:
        raise SignInRefused(
            "this was tried too often", todo=f"wait until {last + wait:%H:%M} UTC; an administrator can send a new link"
        )


def _tried(name: str) -> str:
    return hashlib.sha256(name.strip().casefold().encode("utf-8", "replace")).hexdigest()


def _known(rows: Connection, name: str) -> Person:
    for one in people.persons(rows):
        if one.name == name:
            return one
    raise WrongUse(
        f"{name} is no person of this workspace", todo="enter them first: tidewaiter person add NAME --role analyst"
    )


def _note(here: Session, person: str, action: str, at: datetime, **facts: object) -> None:
    """By name: at a sign-in nobody acts yet."""
    here.ledger.append(action, at, person, **facts)
