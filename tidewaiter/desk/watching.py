"""What the desk does with watches, whoever asks: each act is on the ledger."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from pipelines.saving import Saved, save
from tidewaiter.desk.session import Session, now, owner
from tidewaiter.model.errors import NotAllowed, WrongUse
from tidewaiter.model.ids import digest
from tidewaiter.model.person import Act, Role
from tidewaiter.model.watch import Every, Watch
from tidewaiter.schedule.delivery import Places
from tidewaiter.search.question import echo, understand
from tidewaiter.store.database import watches

_NAME = re.compile(r"\S(.{0,78}\S)?")


def add(
    here: Session, name: str, question: str, *, every: Every = Every.NOW, to: Sequence[str] = (), priority: int = 0,
    days: int = 0,
) -> tuple[Watch, Saved]:  # fmt: skip
    """Save a question under a name; with `days` what appeared within so many days makes alerts at once."""
    person, at = here.require(Act.JUDGE), now()
    if not _NAME.fullmatch(name):
        raise WrongUse("a watch's name has 1 to 80 letters", todo='tidewaiter watch add "nitazenes to Korea" "..."')
    _check(here, to)
    with here.database.read() as rows:
        if name in {kept.watch.name for kept in watches.listed(rows)}:
            raise WrongUse(f"a watch is called {name!r} already", todo="choose another name, or change that one")
    watch = Watch(
        digest("watch", here.ledger.host, name, at.isoformat()), name, sound(question), person.name, at,
        every=every, to=tuple(to), priority=priority,
    )  # fmt: skip
    return watch, _save(here, watch, "new", days)


def change(
    here: Session, named: str, *, question: str | None = None, every: Every | None = None,
    to: Sequence[str] | None = None, priority: int | None = None, on: bool | None = None, days: int = 0,
) -> tuple[Watch, Saved]:  # fmt: skip
    """Change what is given. A changed question is silent about the past, as a new one is."""
    here.require(Act.JUDGE)
    with here.database.read() as rows:
        known = watches.find(rows, named)
    own(here, known)
    _check(here, to or ())
    asked = known.question if question is None else sound(question)
    changed = replace(
        known, question=asked, every=every or known.every, to=known.to if to is None else tuple(to),
        priority=known.priority if priority is None else priority, on=known.on if on is None else on,
        version=known.version + (asked != known.question),
    )  # fmt: skip
    # One that was off was silent: what came meanwhile is the past, unless it is asked for.
    if asked != known.question or days or (changed.on and not known.on):
        return changed, _save(here, changed, "change", days)
    _note(here, changed, "change")
    with here.database.write() as rows:
        watches.put(rows, changed)
    return changed, Saved(0, 0)


def sound(question: str) -> str:
    """The question, if it can be asked. A question for everything is allowed: a digest says when it is cut."""
    understood = understand(question)
    if question.strip() and understood.words is None:
        raise WrongUse("the question asks for nothing", where=question, todo="see docs/search.md")
    return question.strip()


def own(here: Session, watch: Watch) -> None:
    """A watch is its owner's, and a supervisor's. Raises NotAllowed."""
    person = here.person
    if person.name != watch.owner and person.role not in (Role.SUPERVISOR, Role.ADMIN):
        raise NotAllowed(f"the watch is {watch.owner}'s", todo="ask them, or a supervisor")


def _check(here: Session, to: Sequence[str]) -> None:
    """Raises WrongUse where alerts cannot be sent to one of these."""
    places = Places.of(here.workspace)
    for one in to:
        places.check(one)


def _save(here: Session, watch: Watch, turn: str, days: int) -> Saved:
    since: datetime | None = now().replace(microsecond=0) - timedelta(days=days) if days else None
    saved = save(here.database, here.index, watch, owner=f"watch {owner()}", at=now(), since=since)
    _note(here, watch, turn, past=saved.past, alerts=saved.alerts)
    return saved


def _note(here: Session, watch: Watch, turn: str, **more: object) -> None:
    here.note(
        "watch", turn=turn, watch=watch.id, name=watch.name, question=echo(understand(watch.question).words),
        version=watch.version, every=str(watch.every), to=list(watch.to), on=watch.on, **more,
    )  # fmt: skip
