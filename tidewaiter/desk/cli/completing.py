"""What the shell completes: ids, tags and persons of the workspace that the environment names, or we stand in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Connection

from tidewaiter.desk.triage import known_tags
from tidewaiter.model.errors import TidewaiterError
from tidewaiter.store.database import Database, cases, leads, people, watches
from tidewaiter.store.workspace import find

_MOST = 200
Choices = Iterator[tuple[str, str]]  # what is completed, and what is said beside it


def complete_lead(incomplete: str) -> list[tuple[str, str]]:
    return _of(lambda rows: ((f.lead.id[:10], f.lead.rule) for f in leads.listed(rows, limit=_MOST)), incomplete)


def complete_tag(incomplete: str) -> list[tuple[str, str]]:
    return _of(lambda rows: ((tag, "") for tag in known_tags(rows)), incomplete)


def complete_person(incomplete: str) -> list[tuple[str, str]]:
    return _of(lambda rows: ((person.name, str(person.role)) for person in people.persons(rows)), incomplete)


def complete_case(incomplete: str) -> list[tuple[str, str]]:
    return _of(lambda rows: ((case.id[:8], case.title) for case in cases.listed(rows, limit=_MOST)), incomplete)


def complete_watch(incomplete: str) -> list[tuple[str, str]]:
    return _of(lambda rows: ((one.watch.name, one.watch.question) for one in watches.listed(rows)), incomplete)


def _of(choices: Callable[[Connection], Choices], incomplete: str) -> list[tuple[str, str]]:
    """Those that begin so; none where no workspace can be opened, since a shell has no place for complaints."""
    try:
        workspace = find(None, os.environ, Path.cwd())
        with Database.open(workspace.database_url) as database, database.read() as rows:
            return [one for one in choices(rows) if one[0].casefold().startswith(incomplete.casefold())]
    except TidewaiterError:
        return []
