"""Alerts reach their owners: by real mail and web servers, at least once, and only what may be sent where it may go."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.desk.conftest import Command, Said, command, filled, filled_once  # noqa: F401 - fixtures
from tests.desk.filled import SECOND, SOURCE, Filled, listing, run_of
from tests.schedule.delivery.receivers import Certified, Hook, Mailbox, certify, mail_server, web_server
from tidewaiter.desk.session import Session
from tidewaiter.model.errors import StoreFailed
from tidewaiter.model.ids import record_id
from tidewaiter.model.watch import Every, Sent
from tidewaiter.schedule.delivery import Delivered, Places, deliver, webhook
from tidewaiter.schedule.delivery.sending import later
from tidewaiter.store.database import deliveries, people
from tidewaiter.store.workspace import DeliverySettings, Workspace, find

Say = Callable[..., Said]
LATER = datetime(2027, 1, 1, tzinfo=timezone.utc)  # after every alert of these tests
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Certified:
    return certify(tmp_path_factory.mktemp("certified"))


@pytest.fixture
def box(certified: Certified) -> Iterator[Mailbox]:
    with mail_server(certified) as box:
        yield box


@pytest.fixture
def hook(certified: Certified) -> Iterator[Hook]:
    with web_server(certified) as hook:
        yield hook


@pytest.fixture
def here(filled: Filled, box: Mailbox, hook: Hook, certified: Certified) -> Iterator[Session]:  # noqa: F811
    """A workspace whose settings name both servers."""
    found = find(filled.home, {}, filled.home)
    said = DeliverySettings(
        mail=f"smtp://127.0.0.1:{box.port}", sender="tidewaiter@desk.example", ca=str(certified.ca),
        webhooks={"desk": f"https://127.0.0.1:{hook.port}/in"},
    )  # fmt: skip
    (filled.home / "tidewaiter.toml").write_text(
        f'[delivery]\nmail = "{said.mail}"\nsender = "{said.sender}"\nca = "{said.ca}"\n'
        f'webhooks = {{ desk = "{said.webhooks["desk"]}" }}\n'
    )
    (found.secrets / "webhook-desk.key").write_bytes(b"k" * 32)
    with closing(Session(Workspace(found.home, found.settings.model_copy(update={"delivery": said})))) as opened:
        yield opened


@pytest.fixture
def say(here: Session, command: Command) -> Say:  # noqa: F811
    return lambda *words: command(*words, "--home", str(here.workspace.home))


def crawled(here: Session, *titles: str, days: int = 1) -> None:
    pages = {f"/listing/{days}{number}": listing(title) for number, title in enumerate(titles)}
    run_of(here, SECOND + timedelta(days=days), pages)


def send(here: Session, at: datetime = LATER, note: Callable[..., object] | None = None) -> list[Delivered]:
    return deliver(
        here.database, Places.of(here.workspace), owner="test", at=at, head=lambda: ("7 abc", "the last seal"),
        note=note or here.note,
    )  # fmt: skip


def states(here: Session) -> list[tuple[str, Sent, int]]:
    with here.database.read() as rows:
        return [(one.to, one.state, one.attempts) for one in deliveries.listed(rows)]


def watched(say: Say, *to: str, every: Every = Every.NOW, question: str = "ketamine") -> None:
    options = [word for one in to for word in ("--to", one)]
    assert say("watch", "add", f"watch {question}", question, "--every", str(every), *options).status == 0


def test_an_alert_comes_by_mail_over_tls_with_what_proves_it(here: Session, say: Say, box: Mailbox) -> None:
    watched(say, "mail:kim@desk.example")
    crawled(here, "10g ketamine needles")
    assert [(one.alerts, one.fault) for one in send(here)] == [(1, "")]
    (letter,) = box.letters
    assert box.encrypted == [True]
    assert (letter["To"], letter["Subject"]) == ("kim@desk.example", "1 alert: watch ketamine")
    body = letter.get_content()
    record = record_id(SOURCE, "listing", "/listing/10")
    assert all(part in body for part in ("10g ketamine needles", record[:10], "sha256 ", "7 abc", "the last seal"))
    assert send(here) == []
    assert len(box.letters) == 1


def test_a_webhook_gets_json_whose_signature_holds(here: Session, say: Say, hook: Hook) -> None:
    watched(say, "webhook:desk")
    crawled(here, "10g ketamine needles", "5g ketamine")
    send(here)
    ((path, headers, body),) = hook.posted
    assert path == "/in"
    id_ = headers["X-Tidewaiter-Delivery"]
    expected = hmac.new(b"k" * 32, id_.encode() + b"." + body, hashlib.sha256).hexdigest()
    assert headers["X-Tidewaiter-Signature"] == f"sha256={expected}"
    assert webhook.signature(b"k" * 32, id_, body + b" ") != headers["X-Tidewaiter-Signature"]
    told = json.loads(body)
    assert (told["delivery"], told["count"], told["ledger_head"]) == (id_, 2, "7 abc")
    assert {one["title"] for one in told["alerts"]} == {"10g ketamine needles", "5g ketamine"}
    assert all(len(one["sha256"]) == 64 for one in told["alerts"])


def test_a_feed_grows_by_a_letter_at_a_time_and_repeats_none(here: Session, say: Say) -> None:
    watched(say, "feed:desk")
    crawled(here, "10g ketamine \x0b\ufffe<b>needles</b>")
    send(here)
    crawled(here, "more ketamine", days=2)
    send(here)
    path = here.workspace.feeds / "desk.xml"
    titles = [entry.findtext(f"{ATOM}content") or "" for entry in ElementTree.parse(path).iter(f"{ATOM}entry")]
    assert ["more ketamine" in title for title in titles] == [True, False]
    assert "<b>needles</b>" in titles[1]
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("status", "refuse"), [(500, "451 later"), (404, "550 no such user"), (302, "421 going away")],
    ids=["server-error", "not-found", "redirect"],
)  # fmt: skip
def test_what_does_not_arrive_is_tried_again_ever_later_until_it_does(
    status: int, refuse: str, here: Session, say: Say, box: Mailbox, hook: Hook
) -> None:
    watched(say, "mail:kim@desk.example", "webhook:desk")
    crawled(here, "10g ketamine needles")
    hook.status, box.refuse = status, refuse
    first = send(here)
    assert all(one.fault for one in first)
    assert send(here, LATER + timedelta(seconds=59)) == []
    assert all(one.fault for one in send(here, LATER + timedelta(seconds=61)))
    assert {attempts for _, _, attempts in states(here)} == {2}
    assert [path for path, _, _ in hook.posted] == ["/in", "/in"]  # no redirect was followed
    assert say("delivery", "list", "--waiting").out.count("again") == 2
    hook.status, box.refuse = 200, ""
    assert all(not one.fault for one in send(here, LATER + timedelta(days=1)))
    assert {state for _, state, _ in states(here)} == {Sent.DONE}
    ids = {headers["X-Tidewaiter-Delivery"] for _, headers, _ in hook.posted}
    assert len(ids) == 1  # the receiver can tell that it is the same letter


def test_the_wait_grows_to_six_hours() -> None:
    waits = [later(attempts) for attempts in range(12)]
    assert waits == sorted(waits)
    assert (waits[0], waits[3], waits[-1]) == (timedelta(minutes=1), timedelta(minutes=8), timedelta(hours=6))
    assert later(10_000) == timedelta(hours=6)


def test_a_slow_webhook_is_given_up_for_this_time(
    here: Session, say: Say, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "TIMEOUT", (1.0, 0.3))
    watched(say, "webhook:desk")
    crawled(here, "10g ketamine needles")
    hook.wait = 1.5
    (one,) = send(here)
    assert "timed out" in one.fault.lower()


def test_a_server_that_is_down_costs_nothing_but_time(here: Session, say: Say) -> None:
    watched(say, "webhook:desk")
    crawled(here, "10g ketamine needles")
    down = here.workspace.settings.delivery.model_copy(update={"webhooks": {"desk": "https://127.0.0.1:9/in"}})
    settings = here.workspace.settings.model_copy(update={"delivery": down})
    (one,) = deliver(
        here.database, Places.of(replace(here.workspace, settings=settings)), owner="test", at=LATER,
        head=lambda: ("", ""), note=here.note,
    )  # fmt: skip
    assert one.fault
    assert [not one.fault for one in send(here, LATER + timedelta(hours=1))] == [True]


def test_killed_between_sending_and_noting_it_the_letter_goes_out_again_under_the_same_id(
    here: Session, say: Say, hook: Hook
) -> None:
    watched(say, "webhook:desk")
    crawled(here, "10g ketamine needles")

    def dies(*args: object, **facts: object) -> object:
        raise StoreFailed("the disk is full")

    with pytest.raises(StoreFailed):
        send(here, note=dies)
    assert [not one.fault for one in send(here)] == [True]
    assert len({headers["X-Tidewaiter-Delivery"] for _, headers, _ in hook.posted}) == 1
    assert len(hook.posted) == 2


@pytest.mark.parametrize(("every", "length"), [(Every.HOUR, timedelta(hours=1)), (Every.DAY, timedelta(days=1))])
def test_a_digest_waits_for_the_end_of_its_hour_or_day(
    every: Every, length: timedelta, here: Session, say: Say, box: Mailbox
) -> None:
    watched(say, "mail:kim@desk.example", every=every)
    watched(say, "mail:kim@desk.example", every=every, question="nosuchword")
    crawled(here, "10g ketamine needles", "ketamine nosuchword")
    now = datetime.now(timezone.utc)
    closes = every.closes(now)
    assert closes - now <= length
    assert send(here, now) == []
    (one,) = send(here, closes + timedelta(seconds=1))
    assert one.alerts == 3
    (letter,) = box.letters
    assert letter["Subject"] in {f"3 alerts: watch {first} and 1 more" for first in ("ketamine", "nosuchword")}


def test_a_watch_that_matches_everything_sends_a_letter_that_says_what_it_leaves_out(
    here: Session, say: Say, box: Mailbox
) -> None:
    watched(say, "mail:kim@desk.example", question="kind:listing")
    crawled(here, *(f"thing {number}" for number in range(130)))
    send(here)
    body = box.letters[0].get_content()
    assert "30 more are not named here" in body
    assert body.count("  listing  ") == 100


def test_who_is_no_person_any_more_is_told_nothing(
    here: Session, say: Say, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    say("person", "add", "root", "--role", "admin")
    say("person", "add", "kim", "--role", "analyst")
    monkeypatch.setattr("getpass.getuser", lambda: "kim")
    watched(say, "mail:kim@desk.example")
    crawled(here, "10g ketamine needles")
    with here.database.write() as rows:
        rows.execute(people.person.delete().where(people.person.c.name == "kim"))
    monkeypatch.setattr("getpass.getuser", lambda: "root")
    assert send(here)[0].fault == "kim is no person of this workspace any more"
    assert box.letters == []
    assert {state for _, state, _ in states(here)} == {Sent.WITHHELD}
    assert send(here, LATER + timedelta(days=9)) == []


def test_mail_is_sent_only_to_a_server_whose_certificate_holds(
    here: Session, say: Say, box: Mailbox, hook: Hook
) -> None:
    """The same servers, without the authority that their certificates are of."""
    watched(say, "mail:kim@desk.example", "webhook:desk")
    crawled(here, "10g ketamine needles")
    strict = here.workspace.settings.delivery.model_copy(update={"ca": ""})
    settings = here.workspace.settings.model_copy(update={"delivery": strict})
    done = deliver(
        here.database, Places.of(replace(here.workspace, settings=settings)), owner="test", at=LATER,
        head=lambda: ("", ""), note=here.note,
    )  # fmt: skip
    assert len(done) == 2
    assert all("CERTIFICATE_VERIFY_FAILED" in one.fault or "certificate" in one.fault for one in done)
    assert (box.letters, hook.posted) == ([], [])


def test_one_signs_in_at_the_mail_server_with_the_secret_of_the_workspace(
    here: Session, say: Say, certified: Certified
) -> None:
    watched(say, "mail:kim@desk.example")
    crawled(here, "10g ketamine needles")
    with mail_server(certified, implicit=True, password="s3cret") as other:
        said = here.workspace.settings.delivery.model_copy(update={"mail": f"smtps://desk@127.0.0.1:{other.port}"})
        settings = here.workspace.settings.model_copy(update={"delivery": said})
        places = Places.of(replace(here.workspace, settings=settings))
        (here.workspace.secrets / "mail.password").write_text("wrong\n")
        (refused,) = deliver(here.database, places, owner="t", at=LATER, head=lambda: ("", ""), note=here.note)
        assert "535" in refused.fault
        assert "wrong" not in refused.fault
        (here.workspace.secrets / "mail.password").write_text("s3cret\n")
        again = LATER + timedelta(hours=1)
        (done,) = deliver(here.database, places, owner="t", at=again, head=lambda: ("", ""), note=here.note)
        assert (done.fault, len(other.letters)) == ("", 1)


@pytest.mark.parametrize(
    "to", ["mail:", "mail:kim", "mail:a@b\nBcc: c@d", "webhook:other", "webhook:https://x.example", "feed:../x", "fax:1", ""],
    ids=["no-address", "no-host", "two-headers", "unknown-hook", "an-address", "a-path", "no-kind", "nothing"],
)  # fmt: skip
def test_a_place_that_is_none_is_refused_when_the_watch_is_saved(to: str, here: Session, say: Say) -> None:
    refused = say("watch", "add", "x", "ketamine", "--to", to)
    assert (refused.status, "cannot be sent to" in refused.err) == (2, True), refused.err


@pytest.mark.parametrize(
    "address", ["http://hooks.example/x", "ftp://hooks.example/", "https://kim:pw@hooks.example/", "https:///x"],
    ids=["no-tls", "no-web", "password", "no-host"],
)  # fmt: skip
def test_settings_that_would_send_unsafely_are_refused(address: str, here: Session, say: Say) -> None:
    (here.workspace.home / "tidewaiter.toml").write_text(f'[delivery]\nwebhooks = {{ desk = "{address}" }}\n')
    assert say("watch", "add", "x", "ketamine", "--to", "webhook:desk").status == 2
    assert say("delivery", "send").status == 2


def test_a_letter_without_alerts_shows_whether_a_place_can_be_reached(here: Session, say: Say, box: Mailbox) -> None:
    assert say("delivery", "test", "mail:kim@desk.example").status == 0
    assert box.letters[0]["Subject"] == "0 alerts: none"
    box.refuse = "550 no"
    assert say("delivery", "test", "mail:kim@desk.example").status == 1


def test_no_password_and_no_key_reaches_ledger_or_lists(here: Session, say: Say, hook: Hook) -> None:
    secret = "CANARY" + "k" * 30
    (here.workspace.secrets / "webhook-desk.key").write_text(secret)
    watched(say, "webhook:desk")
    crawled(here, "10g ketamine needles")
    hook.status = 500
    send(here)
    told = say("delivery", "list", "--json").out + (here.workspace.ledger).read_text() + str(hook.posted)
    assert "CANARY" not in told
    assert (
        Path(here.workspace.ledger).read_text().count('"action":"delivery"') == 0
    )  # what did not arrive is no delivery
