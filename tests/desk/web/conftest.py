"""The real application over a filled workspace, asked as a browser asks: with cookies, and forms taken from its pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from tests.desk.filled import Filled
from tidewaiter.desk import accounts
from tidewaiter.desk.session import Session
from tidewaiter.desk.web import Desk, application
from tidewaiter.model.person import Person, Role
from tidewaiter.store.database import accounts as kept
from tidewaiter.store.database import people
from tidewaiter.store.database.accounts import Visit
from tidewaiter.store.workspace import find

ADDRESS = "http://127.0.0.1:8470"
SAME = {"sec-fetch-site": "same-origin"}
NAMES = {Role.VIEWER: "vera", Role.ANALYST: "kim", Role.SUPERVISOR: "sana", Role.ADMIN: "root"}


@dataclass
class Browser:
    """One person's browser: `get` and `post` as pages and their forms would."""

    client: TestClient
    person: str = ""

    def get(self, path: str, **heads: str) -> Any:
        return self.client.get(path, headers=heads, follow_redirects=False)

    def post(
        self, path: str, fields: dict[str, str] | list[tuple[str, str]], *, form_on: str = "/", **heads: str
    ) -> Any:
        token = form_token(self.get(form_on).text)
        pairs = [("form_token", token), *(fields.items() if isinstance(fields, dict) else fields)]
        return self.client.post(path, content=encoded(pairs), headers={**FORM, **SAME, **heads}, follow_redirects=False)


FORM = {"content-type": "application/x-www-form-urlencoded"}


def encoded(pairs: list[tuple[str, str]]) -> str:
    return urlencode(pairs)


def form_token(page: str) -> str:
    found = re.search(r'name="form_token" value="([0-9a-f]{64})"', page)
    assert found, page[:500]
    return found[1]


@dataclass
class Console:
    """The application with its workspace, a clock that a test moves, and browsers of persons of each role."""

    here: Session
    filled: Filled
    at: datetime = datetime(2026, 11, 24, 9, tzinfo=timezone.utc)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.app = application(Desk(self.here, clock=lambda: self.at, say=self.said.append))
        with self.here.database.write() as rows:
            for role, name in NAMES.items():
                people.put_person(rows, Person(name, role))

    def stranger(self) -> Browser:
        return Browser(TestClient(self.app, base_url=ADDRESS))

    def browser(self, role: Role) -> Browser:
        """Signed in, without the time that a password takes."""
        name, token = NAMES[role], f"token-of-{role}"
        with self.here.database.write() as rows:
            kept.end(rows, [accounts.digest_of(token)])
            kept.begin(
                rows,
                Visit(accounts.digest_of(token), Person(name, role), self.at, self.at, self.at + timedelta(hours=12)),
            )
        browser = self.stranger()
        browser.client.cookies.set("tidewaiter", token)
        browser.person = name
        return browser

    def entries(self) -> list[dict[str, Any]]:
        lines = (self.filled.home / "evidence" / "ledger.jsonl").read_text().splitlines()
        return [json.loads(line) for line in lines]

    def since(self, seq: int) -> list[tuple[str, str, dict[str, Any]]]:
        return [(one["person"], one["action"], one["facts"]) for one in self.entries() if one["seq"] > seq]

    def last(self) -> int:
        return int(self.entries()[-1]["seq"])


@pytest.fixture
def console(filled: Filled) -> Iterator[Console]:
    here = Session(find(filled.home, {}, filled.home))
    yield Console(here, filled)
    here.close()


@pytest.fixture
def kim(console: Console) -> Browser:
    """An analyst's browser."""
    return console.browser(Role.ANALYST)
