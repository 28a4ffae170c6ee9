"""What `doctor` looks at, one finding a thing."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from crawler.guard import Jail
from tidewaiter.desk.indexes import opened_index
from tidewaiter.model.errors import TidewaiterError, WrongUse
from tidewaiter.store.database import Database, doubts, journal, kept, outbox, records
from tidewaiter.store.evidence.keys import load_key
from tidewaiter.store.evidence.shared import Location, SharedStore
from tidewaiter.store.workspace import Workspace

LEAST_FREE = 2 << 30  # bytes; a run of 20,000 pages keeps about 0.4 GB
_CLOCK_STATE = Path("/run/systemd/timesync/synchronized")


@dataclass(frozen=True, slots=True)
class Finding:
    """`good`, a `note` to think of, or `bad`: a crawl would be unsafe or impossible."""

    what: str
    state: Literal["good", "note", "bad"]
    says: str
    todo: str = ""


def examine(workspace: Workspace, database: Database) -> Iterator[Finding]:
    """All findings, in the order in which a person would mend them."""
    yield _tor()
    yield _jail(workspace)
    yield _clock()
    yield _disk(workspace)
    yield _secrets(workspace)
    yield _forbidden(workspace, database)
    yield _database(database)
    yield _index(workspace, database)
    if workspace.settings.evidence.store:
        yield _store(workspace, database)
    yield _extraction(workspace)


def _tor() -> Finding:
    from crawler.tor.launch import installed  # brings stem

    try:
        return Finding("tor", "good", f"{installed()}")
    except TidewaiterError as fault:
        return Finding("tor", "bad", fault.what, fault.todo)


def _jail(workspace: Workspace) -> Finding:
    jail = Jail.find()
    if jail.works:
        return Finding("namespace", "good", "the crawl runs without any network but tor's socket")
    state: Literal["note", "bad"] = "bad" if workspace.settings.crawl.jail == "require" else "note"
    todo = "allow unprivileged user namespaces, or run in a container without network; four layers remain"
    return Finding("namespace", state, f"not to be had here: {jail.why}", todo)


def _clock() -> Finding:
    if time.time() < 1_760_000_000:
        return Finding("clock", "bad", "the clock is years behind", "set it: times of evidence come from it")
    if _CLOCK_STATE.exists():
        return Finding("clock", "good", "kept by the network time service")
    todo = "run a time service (systemd-timesyncd, chrony): times of evidence come from this clock"
    return Finding("clock", "note", "nothing here says that it is kept right", todo)


def _disk(workspace: Workspace) -> Finding:
    free = shutil.disk_usage(workspace.home).free
    says = f"{free / (1 << 30):.1f} GiB free"
    if free < LEAST_FREE:
        return Finding("disk", "bad", says, "make room: a crawl stops when the disk is full")
    return Finding("disk", "good", says)


def _secrets(workspace: Workspace) -> Finding:
    try:
        load_key(workspace.seal_key)
    except TidewaiterError as fault:
        return Finding("secrets", "bad", fault.what, fault.todo)
    if workspace.secrets.stat().st_mode & 0o077:
        return Finding("secrets", "bad", "others can enter the folder", f"chmod 700 {workspace.secrets}")
    return Finding("secrets", "good", "readable by their owner alone")


def _forbidden(workspace: Workspace, database: Database) -> Finding:
    if not workspace.forbidden.is_file():
        todo = "put forbidden.txt back from the backup; an empty file means that nothing is forbidden"
        return Finding(
            "quarantine", "bad", "the list of forbidden content is gone: nothing is crawled without it", todo
        )
    with database.read() as rows:
        met = len(doubts.put_away_list(rows, limit=1000))
    if met:
        return Finding("quarantine", "note", f"{met} captures are sealed off", "a supervisor: tidewaiter quarantine")
    return Finding("quarantine", "good", "nothing met the list of forbidden content")


def _database(database: Database) -> Finding:
    with database.read() as rows:
        journal.clock(rows)
    return Finding("database", "good", database.address)


def _index(workspace: Workspace, database: Database) -> Finding:
    with database.read() as rows:
        behind, there = outbox.count(rows), sum(records.counts(rows).values())
    try:
        held = opened_index(workspace).count()
    except TidewaiterError as fault:
        return Finding("index", "note", f"{fault.what}; crawling goes on, {behind} records wait", fault.todo)
    says = f"{held} records, {behind} wait to be indexed"
    if behind:
        return Finding("index", "note", says, "tidewaiter index catch-up")
    if held < there:
        # An index of another version of ours begins empty, and nothing waits for it.
        return Finding("index", "note", f"{says}; the database has {there}", "tidewaiter index rebuild")
    return Finding("index", "good", says)


def _store(workspace: Workspace, database: Database) -> Finding:
    asked = workspace.settings.evidence
    with database.read() as rows:
        waiting = sum(one.files for one in kept.behind(rows))
    try:
        place = Location.parse(asked.store, home=workspace.home, endpoint=asked.endpoint, ca=asked.ca)
        SharedStore(place).names("seals")
    except TidewaiterError as fault:
        return Finding("evidence store", "bad" if isinstance(fault, WrongUse) else "note", fault.what, fault.todo)
    if waiting:
        todo = "a running `up` or `worker` brings them; else `tidewaiter evidence bring` on each machine"
        return Finding("evidence store", "note", f"{waiting} files are on one machine alone", todo)
    return Finding("evidence store", "good", f"{place} has all that is finished")


def _extraction(workspace: Workspace) -> Finding:
    import nlp
    from nlp.lexicon import of_folder

    try:
        lexicon = of_folder(workspace.lexicon)
    except TidewaiterError as fault:
        return Finding("extraction", "bad", f"{fault.what} ({fault.where})", fault.todo or "tidewaiter lexicon check")
    if not nlp.extract("5g MDMA, ships from NL", lexicon=lexicon):
        return Finding("extraction", "bad", "finds nothing in a plain sentence", "tidewaiter lexicon diff")
    return Finding("extraction", "good", f"lexicon {lexicon.version}")
