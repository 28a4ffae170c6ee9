"""Who may sign in: links, passwords, codes, sessions; what is refused, how long, and what the ledger says of it."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk.conftest import Command
from tidewaiter.desk import accounts, codes, passwords
from tidewaiter.desk.accounts import SignInRefused
from tidewaiter.desk.cli.setup import set_up
from tidewaiter.desk.session import Session
from tidewaiter.model.errors import NotAllowed, StoreFailed, WrongUse
from tidewaiter.model.person import Person, Role
from tidewaiter.store.database import accounts as kept
from tidewaiter.store.database import people

AT = datetime(2026, 11, 24, 9, tzinfo=timezone.utc)
PASSWORD = "lantern over harbour"
SECRET = bytes(range(20))
AS_SHIPPED = passwords.NOBODYS  # before the fixture that makes hashes quick
MINUTE = timedelta(minutes=1)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Session]:
    opened = Session(set_up(tmp_path / "home"))
    yield opened
    opened.close()


@pytest.fixture
def kim(here: Session) -> Session:
    """Kim, an analyst with a password."""
    root = here.acting(Person("root", Role.ADMIN), lambda words: None)
    accounts.enter(root, "root", Role.ADMIN)
    accounts.enter(root, "kim", Role.ANALYST)
    accounts.accept(here, accounts.link(root, "kim", at=AT), PASSWORD, at=AT)
    return here.acting(Person("kim", Role.ANALYST), lambda words: None)


def entries(here: Session, action: str) -> list[tuple[str, dict[str, Any]]]:
    return [(one.person, dict(one.facts)) for one in here.ledger.entries() if one.action == action]


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "94287082"), (1111111109, "07081804"), (1111111111, "14050471"), (1234567890, "89005924"),
        (2000000000, "69279037"), (20000000000, "65353130"),
    ],
)  # fmt: skip
def test_codes_are_those_of_rfc_6238(seconds: int, code: str) -> None:
    assert codes.code(b"12345678901234567890", seconds // codes.STEP, digits=8) == code


@given(st.integers(-3, 3), st.integers(0, 3))
def test_a_code_holds_for_its_step_and_its_neighbours_and_once(off: int, taken: int) -> None:
    now = codes.step_of(AT)
    typed = codes.code(SECRET, now + off)
    found = codes.matching_step(SECRET, f"{typed[:3]} {typed[3:]}", AT, after=now - 2 + taken)
    assert found == (now + off if abs(off) <= 1 and off > taken - 2 else None)


def test_what_is_no_code_at_all_is_none() -> None:
    for typed in ("", "abcdef", "1234567", "\u0661\u0662\u0663\u0664\u0665\u0666", "\ud800"):
        assert codes.matching_step(SECRET, typed, AT, after=0) is None


def test_a_sealed_secret_opens_with_its_key_for_its_name_alone() -> None:
    hidden = codes.sealed(bytes(32), SECRET, "kim")
    assert SECRET not in hidden
    assert codes.opened(bytes(32), hidden, "kim") == SECRET
    for key, name in ((bytes(31) + b"x", "kim"), (bytes(32), "lee")):
        with pytest.raises(StoreFailed, match="forget-code"):
            codes.opened(key, hidden, name)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "12 letters"),
        ("x" * 1025, "12 letters"),
        ("abababababab", "same few"),
        ("harbour-KIM-lantern", "name"),
    ],
    ids=["short", "long", "same", "name"],
)
def test_a_weak_password_is_refused_with_what_it_lacks(password: str, why: str) -> None:
    with pytest.raises(WrongUse, match=why):
        passwords.sound(password, "kim")


def test_hashes_cost_what_the_decision_says() -> None:
    assert AS_SHIPPED.startswith("scrypt$15$8$3$")


def test_a_hash_is_salted_and_of_its_password_alone() -> None:
    one = passwords.hashed(PASSWORD)
    assert one != passwords.hashed(PASSWORD)
    assert passwords.matches(PASSWORD, one)
    assert not passwords.matches(PASSWORD + " ", one)
    assert not passwords.matches("", passwords.NOBODYS)


def test_the_first_link_makes_this_user_an_administrator_and_works_once(here: Session) -> None:
    older, token = accounts.first_link(here, at=AT), accounts.first_link(here, at=AT)
    with pytest.raises(WrongUse, match="void"):
        accounts.accept(here, older, PASSWORD, at=AT)
    with pytest.raises(WrongUse, match="12 letters"):
        accounts.accept(here, token, "x", at=AT)
    assert accounts.accept(here, token, PASSWORD, at=AT) == Person(getpass.getuser(), Role.ADMIN)
    with pytest.raises(WrongUse, match="void"):
        accounts.accept(here, token, PASSWORD, at=AT)
    assert accounts.first_link(here, at=AT) == ""
    assert [facts["by"] for _, facts in entries(here, "password")] == ["link"]


def test_a_link_ends_after_a_day(here: Session) -> None:
    token = accounts.first_link(here, at=AT)
    with pytest.raises(WrongUse, match="too old"):
        accounts.invited(here, token, at=AT + accounts.LINK_LASTS)


def test_only_an_administrator_makes_links_and_first_links(here: Session, kim: Session) -> None:
    with pytest.raises(NotAllowed):
        accounts.link(kim, "kim", at=AT)
    with here.database.write() as rows:
        people.put_person(rows, Person("root", Role.VIEWER))
    assert accounts.first_link(here, at=AT) == ""  # kim has an account: nobody needs a first one


def test_signing_in_makes_a_new_session_and_ends_the_one_before(here: Session, kim: Session) -> None:
    first = accounts.sign_in(here, "kim", PASSWORD, at=AT)
    second = accounts.sign_in(here, "kim", PASSWORD, before=first.token, at=AT + MINUTE)
    assert second.token != first.token
    assert accounts.visit_of(here, first.token, at=AT + MINUTE) is None
    visit = accounts.visit_of(here, second.token, at=AT + MINUTE)
    assert visit is not None
    assert (visit.person, visit.since) == (Person("kim", Role.ANALYST), AT)
    assert [who for who, _ in entries(here, "sign-in")] == ["kim", "kim"]


def test_no_token_or_password_stands_in_database_or_ledger(here: Session, kim: Session) -> None:
    token = accounts.sign_in(here, "kim", PASSWORD, at=AT).token
    everything = b"".join(
        path.read_bytes() for path in here.workspace.home.rglob("*") if path.is_file() and path.name != "desk.key"
    )
    assert b"kim" in everything
    assert token.encode() not in everything
    assert PASSWORD.encode() not in everything


@pytest.mark.parametrize("later", [timedelta(minutes=60), timedelta(hours=12)], ids=["idle", "at-its-end"])
def test_a_session_ends_when_idle_and_in_any_case(here: Session, kim: Session, later: timedelta) -> None:
    token = accounts.sign_in(here, "kim", PASSWORD, at=AT).token
    at = AT
    while at + 30 * MINUTE < AT + later and later > timedelta(hours=1):  # never idle
        at += 30 * MINUTE
        assert accounts.visit_of(here, token, at=at) is not None
    assert accounts.visit_of(here, token, at=AT + later) is None


def test_a_role_that_is_taken_is_gone_at_the_next_act(here: Session, kim: Session) -> None:
    token = accounts.sign_in(here, "kim", PASSWORD, at=AT).token
    accounts.enter(here.acting(Person("root", Role.ADMIN), print), "kim", Role.VIEWER)
    visit = accounts.visit_of(here, token, at=AT)
    assert visit is not None
    assert visit.person.role is Role.VIEWER


@pytest.mark.parametrize("name", ["kim", "nobody", " KIM "])
def test_tries_without_end_are_made_to_wait_whoever_is_tried(here: Session, kim: Session, name: str) -> None:
    at = AT
    for number in range(accounts.FREE_TRIES):
        with pytest.raises(SignInRefused, match="not right"):
            accounts.sign_in(here, name, f"wrong {number}", at=at)
    with pytest.raises(SignInRefused, match=r"too often.*until 09:01 UTC"):
        accounts.sign_in(here, name, PASSWORD, at=at)
    with pytest.raises(SignInRefused, match="not right"):
        accounts.sign_in(here, name, "wrong", at=at + MINUTE)
    with pytest.raises(SignInRefused, match=r"too often.*until 09:03 UTC"):
        accounts.sign_in(here, name, PASSWORD, at=at + 2 * MINUTE)
    said = entries(here, "sign-in-refused")
    assert len(said) == accounts.FREE_TRIES + 1
    assert {who for who, _ in said} == (
        {"kim"} if name == "kim" else {"unknown"}
    )  # what was typed is no name: kept nowhere


def test_the_wait_grows_to_an_hour_and_never_overflows(here: Session) -> None:
    with here.database.write() as rows:
        for _ in range(2000):
            kept.count_refusal(rows, accounts._tried("kim"), at=AT)
    with pytest.raises(SignInRefused, match="until 10:00 UTC"):
        accounts.sign_in(here, "kim", PASSWORD, at=AT)


def test_a_second_factor_is_asked_for_taken_once_and_can_be_forgotten(here: Session, kim: Session) -> None:
    now = codes.step_of(AT)
    with pytest.raises(WrongUse, match="not the code of now"):
        accounts.set_code(kim, SECRET, codes.code(SECRET, now + 9), keep="", at=AT)
    mine, lost = (accounts.sign_in(here, "kim", PASSWORD, at=AT).token for _ in range(2))
    accounts.set_code(kim, SECRET, codes.code(SECRET, now), keep=mine, at=AT)
    assert accounts.visit_of(here, mine, at=AT) is not None
    assert accounts.visit_of(here, lost, at=AT) is None
    later, typed = AT + MINUTE, codes.code(SECRET, now + 2)
    for code in ("", codes.code(SECRET, now)):
        with pytest.raises(SignInRefused):
            accounts.sign_in(here, "kim", PASSWORD, code=code, at=later)
    token = accounts.sign_in(here, "kim", PASSWORD, code=typed, at=later).token
    with pytest.raises(SignInRefused):  # over a shoulder, or from a phished page: the same code again
        accounts.sign_in(here, "kim", PASSWORD, code=typed, at=later)
    with pytest.raises(NotAllowed):
        accounts.forget_code(kim, "kim", at=later)
    accounts.forget_code(here.acting(Person("root", Role.ADMIN), print), "kim", at=later)
    assert accounts.visit_of(here, token, at=later) is None
    accounts.sign_in(here, "kim", PASSWORD, at=later)
    assert [facts["turn"] for _, facts in entries(here, "second-factor")] == ["set", "forget"]


def test_a_changed_password_ends_the_other_sessions(here: Session, kim: Session) -> None:
    mine, lost = (accounts.sign_in(here, "kim", PASSWORD, at=AT).token for _ in range(2))
    with pytest.raises(WrongUse, match="is another"):
        accounts.change_password(kim, "guess", "another harbour lamp", keep=mine, at=AT)
    accounts.change_password(kim, PASSWORD, "another harbour lamp", keep=mine, at=AT)
    assert accounts.visit_of(here, mine, at=AT) is not None
    assert accounts.visit_of(here, lost, at=AT) is None
    with pytest.raises(SignInRefused):
        accounts.sign_in(here, "kim", PASSWORD, at=AT)


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Let something happen while the next password is being looked at."""
    looked, acts = passwords.matches, [act]

    def slow(password: str, hash_: str) -> bool:
        if acts:
            acts.pop()()
        return looked(password, hash_)

    monkeypatch.setattr(passwords, "matches", slow)


@pytest.mark.parametrize("what", ["link", "code", "forget"])
def test_what_changes_while_somebody_signs_in_holds(
    what: str, here: Session, kim: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, now = here.acting(Person("root", Role.ADMIN), print), codes.step_of(AT)
    token, typed = accounts.link(root, "kim", at=AT), codes.code(SECRET, now)
    if what == "forget":
        accounts.set_code(kim, SECRET, codes.code(SECRET, now - 1), keep="", at=AT)
    acts: dict[str, Callable[[], object]] = {
        "link": lambda: accounts.accept(here, token, "another harbour lamp", at=AT),
        "code": lambda: accounts.set_code(kim, SECRET, typed, keep="", at=AT),
        "forget": lambda: accounts.forget_code(root, "kim", at=AT),
    }
    meanwhile(monkeypatch, acts[what])
    with pytest.raises(SignInRefused, match="changed a moment ago"):
        accounts.sign_in(here, "kim", PASSWORD, code=typed, at=AT)
    assert not entries(here, "sign-in")
    assert accounts.has_code(kim) is (what == "code")
    accounts.sign_in(
        here, "kim", "another harbour lamp" if what == "link" else PASSWORD,
        code=codes.code(SECRET, now + 2) if what == "code" else "", at=AT + MINUTE,
    )  # fmt: skip


def test_a_second_factor_that_is_set_while_the_password_changes_stays(
    here: Session, kim: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = codes.code(SECRET, codes.step_of(AT))
    meanwhile(monkeypatch, lambda: accounts.set_code(kim, SECRET, typed, keep="", at=AT))
    accounts.change_password(kim, PASSWORD, "another harbour lamp", keep="", at=AT)
    assert accounts.has_code(kim)


def test_tries_that_are_under_way_at_once_count_like_one_after_the_other(
    here: Session, kim: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def slow(password: str, hash_: str) -> bool:
        looked.append(password)
        if len(looked) < 3 * accounts.FREE_TRIES:
            with pytest.raises(SignInRefused):
                accounts.sign_in(here, "kim", f"guess {len(looked)}", at=AT)
        return False

    monkeypatch.setattr(passwords, "matches", slow)
    with pytest.raises(SignInRefused):
        accounts.sign_in(here, "kim", "guess", at=AT)
    assert len(looked) == accounts.FREE_TRIES


def test_where_too_many_sign_in_at_once_the_next_is_told_to_try_again_and_loses_no_try(
    here: Session, kim: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "_PATIENCE", 0.01)
    with passwords._TURN, passwords._TURN:
        for _ in range(accounts.FREE_TRIES + 1):
            with pytest.raises(passwords.Busy, match="try again"):
                accounts.sign_in(here, "kim", PASSWORD, at=AT)
    accounts.sign_in(here, "kim", PASSWORD, at=AT)


def test_signing_out_ends_the_session_and_only_administrators_end_others(here: Session, kim: Session) -> None:
    token = accounts.sign_in(here, "kim", PASSWORD, at=AT).token
    accounts.sign_out(kim, token, at=AT)
    assert accounts.visit_of(here, token, at=AT) is None
    with pytest.raises(NotAllowed):
        accounts.sign_out_everywhere(kim, "root", at=AT)
    accounts.sign_in(here, "kim", PASSWORD, at=AT)
    assert accounts.sign_out_everywhere(kim, "kim", at=AT) == 1


@pytest.fixture
def say(home: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    monkeypatch.setattr(getpass, "getuser", lambda: "root")
    command("person", "add", "root", "--role", "admin", "--home", str(home))
    command("person", "add", "kim", "--home", str(home))
    return lambda *words: command(*words, "--home", str(home))


def test_the_commands_make_links_and_tell_who_may_sign_in(home: Path, say: Callable[..., Any]) -> None:
    address = say("person", "link", "kim").out.strip()
    assert address.startswith("http://127.0.0.1:8470/link/")
    opened = Session(set_up(home))
    accounts.accept(opened, address.rpartition("/")[2], PASSWORD, at=datetime.now(timezone.utc))
    accounts.sign_in(opened, "kim", PASSWORD, at=datetime.now(timezone.utc))
    opened.close()
    known = {one["name"]: one["password"] for one in json.loads(say("person", "list", "--json").out)}
    assert known == {"kim": True, "root": False}
    assert "1 session of kim ended" in say("person", "sign-out", "kim").out
    assert say("person", "forget-code", "kim").status == 2
    assert say("person", "link", "lee").status == 2
