"""What the desk works with, at a terminal or on the web: workspace, person, and what is opened when first asked for."""

from __future__ import annotations

import getpass
import os
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from functools import cached_property
from pathlib import Path

from pipelines.extract import Extraction
from pipelines.index import drain
from tidewaiter import __version__
from tidewaiter.desk.indexes import opened_index
from tidewaiter.model.errors import NotAllowed, StoreFailed
from tidewaiter.model.person import Act, Person, Role, may
from tidewaiter.model.plain import plain
from tidewaiter.search import Index
from tidewaiter.store.database import Database, people
from tidewaiter.store.evidence import Ledger
from tidewaiter.store.evidence.reading import Places
from tidewaiter.store.workspace import Workspace, find

LOCAL_ADMINISTRATOR = "local administrator"
TOOL = f"tidewaiter {__version__}"


def now() -> datetime:
    """The edge's clock: everything within gets its time from here."""
    return datetime.now(timezone.utc)


def host() -> str:
    return socket.gethostname() or "unnamed"


def owner() -> str:
    """This process, as leases name it."""
    return f"{host()}:{os.getpid()}"


def _murmur(words: str) -> None:
    print(plain(words), file=sys.stderr)


class _Opened:
    """What is open in a workspace; shared by all that act in it through one session."""

    def __init__(self) -> None:
        self.workspace: Workspace | None = None
        self.migrate = True
        self._leaving = ExitStack()

    @cached_property
    def database(self) -> Database:
        return self._leaving.enter_context(Database.open(self._within.database_url, migrate=self.migrate))

    @cached_property
    def ledger(self) -> Ledger:
        return self._leaving.enter_context(Ledger(self._within.ledger, host()))

    @cached_property
    def index(self) -> Index:
        opened = opened_index(self._within)
        self._leaving.callback(opened.close)
        return opened

    def close(self) -> None:
        self._leaving.close()

    @property
    def _within(self) -> Workspace:
        assert self.workspace is not None
        return self.workspace


@dataclass
class Session:
    """One act's view of a workspace; close it afterwards.

    `aside` takes what a person should hear although the act itself succeeded. `signed_in` is whoever a web request acts
    as; without one it is the operating system's user. `tells` says whether an act tells the index itself what it
    changed: not where an indexer runs beside it.
    """

    workspace: Workspace
    aside: Callable[[str], None] = _murmur
    migrate: bool = True  # False for a worker, which leaves it to whoever holds the schedule
    signed_in: Person | None = None
    tells: bool = True
    _opened: _Opened = field(default_factory=_Opened, repr=False)

    def __post_init__(self) -> None:
        self._opened.workspace, self._opened.migrate = self.workspace, self.migrate

    def acting(self, person: Person, aside: Callable[[str], None]) -> Session:
        """The same workspace, for an act of this person, with what is open here; it is closed here alone."""
        return replace(self, signed_in=person, aside=aside)

    @property
    def database(self) -> Database:
        return self._opened.database

    @property
    def ledger(self) -> Ledger:
        return self._opened.ledger

    @property
    def index(self) -> Index:
        return self._opened.index

    @cached_property
    def person(self) -> Person:
        """Who acts: whoever signed in, else the operating system's user as a person. Before anybody is entered, that
        is the local administrator."""
        if self.signed_in is not None:
            return self.signed_in
        name = getpass.getuser()
        with self.database.read() as rows:
            known = people.persons(rows)
        if not known:
            return Person(f"{name} ({LOCAL_ADMINISTRATOR})", Role.ADMIN)
        for one in known:
            if one.name == name:
                return one
        raise NotAllowed(
            f"the user {name} is no person of this workspace",
            where=str(self.workspace.home),
            todo="an administrator adds them: tidewaiter person add NAME --role analyst",
        )

    def require(self, act: Act) -> Person:
        """The person, who may do this. Raises NotAllowed."""
        person = self.person
        if not may(person, act):
            raise NotAllowed(f"{person.name} ({person.role}) may not: {act}", todo="ask an administrator")
        return person

    @property
    def places(self) -> Places:
        """Where a capture may lie: here, or in the store that the workspace shares with others."""
        return [*self.workspace.warc_folders(), *self._far]

    @cached_property
    def _far(self) -> Places:
        from tidewaiter.desk.sharing import shared_warc  # it works with a session itself

        return [shared_warc(self)] if self.workspace.settings.evidence.store else []

    def note(self, action: str, **facts: object) -> int:
        """Enter what the person does in the ledger; its sequence."""
        return self.ledger.append(action, now(), self.person.name, **facts).seq

    def close(self) -> None:
        self._opened.close()


def tell(here: Session) -> int:
    """Tell the index what waits; how many records it was told of. Raises StoreFailed where it does not take them.

    By an index opened for this alone: a console that ran for days would else keep all others from writing to it.
    """
    with closing(opened_index(here.workspace)) as index:
        return drain(here.database, index, owner=f"desk {owner()}", language=Extraction.ours().language)


def tell_soon(here: Session) -> None:
    """Tell the index what waits, if it can be told now; what the command did is kept in any case, and waits there."""
    if not here.tells:
        return
    try:
        tell(here)
    except StoreFailed as fault:
        here.aside(f"kept; the index will be told of it later: {fault}")


@contextmanager
def session(
    home: Path | None = None, environment: Mapping[str, str] = os.environ, *, migrate: bool = True
) -> Iterator[Session]:
    """A session in the workspace of `--home`, TIDEWAITER_HOME, or the folder we stand in."""
    opened = Session(find(home, environment, Path.cwd()), migrate=migrate)
    try:
        yield opened
    finally:
        opened.close()
