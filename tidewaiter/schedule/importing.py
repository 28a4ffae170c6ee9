"""An import is a pair, as a crawl is: the jailed child that reads a file, and the recorder here."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection

from crawler.guard import Jail
from crawler.importers.child import ENDING
from crawler.importers.order import FILE, RECEIVED, ImportOrder
from crawler.profiles import Profile
from pipelines.recorder import Recorder
from tidewaiter import __version__
from tidewaiter.model.authority import Authority, refusal
from tidewaiter.model.capture import FILE_MIRROR, HANDED_OVER, Capture
from tidewaiter.model.errors import NotAllowed, StoreAway, StoreFailed, WrongUse
from tidewaiter.model.ids import run_id
from tidewaiter.model.run import Run, State, Way
from tidewaiter.schedule.child import LOG, STOP_WITHIN, Child
from tidewaiter.schedule.pair import AWAY_FOR, alone, clear, source_of
from tidewaiter.store.database import Database, agenda, captures, journal, people
from tidewaiter.store.evidence import WarcFiles
from tidewaiter.store.spool import Spool

_CHUNK = 1 << 20
_IDLE = 0.1  # seconds between looks at a spool that has nothing new
_TEND = 1.0  # seconds between looks at authority and lease
MODULE = "crawler.importers.child"
Show = Callable[[int], None]  # is told how many parts of the file are on record


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """One import as it will be done. `resumed` where an earlier attempt left its spool."""

    run: Run
    order: ImportOrder
    profile: Profile
    folder: Path
    received_at: datetime
    resumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportParts:
    """What an import works with. `owner` names this process in the run's lease; `note` enters that it has begun."""

    owner: str
    database: Database
    recorder: Recorder
    jail: Jail
    clock: Callable[[], datetime]
    show: Show
    note: Callable[[], object]


def sha256_of(file: Path) -> str:
    """Raises WrongUse where it cannot be read."""
    whole = hashlib.sha256()
    try:
        with file.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                whole.update(chunk)
    except OSError as fault:
        raise WrongUse(f"the file does not open: {fault.strerror}", where=str(file)) from fault
    return whole.hexdigest()


def allowed(authorities: list[Authority], source: str, at: datetime) -> Authority:
    """The authority under which files of this source are taken in. Raises NotAllowed."""
    if why := refusal(authorities, source, FILE_MIRROR, at):
        raise NotAllowed(why, where=source, todo="ask for one that covers files: tidewaiter authority add ID "
                         f"--source {source} --address file: --basis …")  # fmt: skip
    return next(one for one in authorities
                if source in one.sources and not one.fault(at) and one.covers(FILE_MIRROR))  # fmt: skip


def plan_import(
    database: Database, spools: Path, profile: Profile, order: ImportOrder, *, authority: Authority, person: str,
    at: datetime, received_at: datetime,
) -> ImportPlan:  # fmt: skip
    """A new run, or the one of this very file that was interrupted. Raises WrongUse where the file was imported."""
    with database.read() as rows:
        known = captures.load(rows, [order.capture]).get(order.capture)
        run = journal.get(rows, known.capture.run) if known else _interrupted(rows, spools, order)
    if known and run and run.state not in {State.RUNNING, State.QUEUED}:
        raise WrongUse(f"this file was imported already, into {known.capture.source}, by run {run.id}",
                       where=order.name, todo=f"see tidewaiter search '*' --source {known.capture.source}")  # fmt: skip
    resumed = run is not None
    if run is None:
        run = Run(
            id=run_id(at, secrets.token_bytes(4)), source=profile.source, state=State.RUNNING, started_at=at,
            profile_digest=profile.digest, authority_digest=authority.digest, code_version=__version__, person=person,
            way=Way.IMPORT,
        )  # fmt: skip
    folder = spools / run.id
    kept = ImportOrder.read(folder) if resumed else replace(order, run=run.id)
    if resumed and replace(order, run=run.id) != replace(kept, look=False):
        raise WrongUse("this file's import was begun with other words, and goes on only with them", where=order.name,
                       todo="give the options that it was begun with")  # fmt: skip
    return ImportPlan(run, kept, profile, folder, received_at, resumed)


def _interrupted(rows: Connection, spools: Path, order: ImportOrder) -> Run | None:
    for run in journal.runs(rows, source=order.source, way=Way.IMPORT, limit=50):
        left = run.state in {State.RUNNING, State.QUEUED} and (spools / run.id / FILE).exists()
        if left and ImportOrder.read(spools / run.id).capture == order.capture:
            return run
    return None


def receive(plan: ImportPlan, file: Path) -> None:
    """Copy the file into the run's folder. Raises WrongUse where it is not the one that was looked at before."""
    plan.order.write(plan.folder)
    whole, target = hashlib.sha256(), plan.folder / RECEIVED
    try:
        with file.open("rb") as from_, open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as to:
            while chunk := from_.read(_CHUNK):
                whole.update(chunk)
                to.write(chunk)
            to.flush()
            os.fsync(to.fileno())
    except OSError as fault:
        raise StoreFailed(f"the file cannot be taken in: {fault.strerror}", where=str(target),
                          todo="free some space, then import it again") from fault  # fmt: skip
    if whole.hexdigest() != plan.order.capture:
        raise WrongUse("the file changes while it is read", where=str(file), todo="import a copy that nobody writes to")


class Import:
    """Runs a plan. Whatever ends it, what was read is recorded or waits in the spool; kill -9 repeats one part."""

    def __init__(self, plan: ImportPlan, parts: ImportParts) -> None:
        self._plan, self._parts = plan, parts
        self._tended = self._patience_ends = self._away_since = 0.0
        self._recorded = 0
        self._why = ""

    def run(self, file: Path) -> tuple[Run, Mapping[str, Any]]:
        """The run with its outcome, and what the child says of the file.

        Raises WrongUse where the operator must say more, NotAllowed where the authority was revoked meanwhile,
        StoreFailed where the child or the database failed: the run waits, and goes on when the file is imported again.
        """
        plan, parts = self._plan, self._parts
        with alone(plan.folder, plan.run.source):
            self._begin(file)
            with ExitStack() as unfinished:  # whatever ends it, also a person who stops it: it goes on later
                unfinished.callback(self._put_back)
                self._keep()
                told = self._see_through()
                unfinished.pop_all()
            run = parts.recorder.finish(told, at=parts.clock())
            (plan.folder / RECEIVED).unlink(missing_ok=True)
            clear(plan.folder)
        return run, told

    def _begin(self, file: Path) -> None:
        """Take the file in, see whether it can be read, enter the run; what fails before that leaves nothing here."""
        plan, parts = self._plan, self._parts
        with ExitStack() as undo:
            if not plan.resumed:
                undo.callback(shutil.rmtree, plan.folder, ignore_errors=True)
                receive(plan, file)
                look(plan.folder, plan.order, parts.jail)
            (plan.folder / ENDING).unlink(missing_ok=True)
            with parts.database.write() as rows:
                journal.put_sources(rows, [source_of(plan.profile)])
                if plan.resumed:
                    journal.resume(rows, plan.run.id, parts.owner)
                else:
                    journal.start(rows, plan.run, owner=parts.owner)
            undo.pop_all()
        parts.note()

    def _put_back(self) -> None:
        with suppress(StoreFailed), self._parts.database.write() as rows:
            agenda.put_back(rows, self._plan.run.id, self._parts.owner)

    def _keep(self) -> None:
        """The file into the evidence, once, before anyone looks into it."""
        plan = self._plan
        spool = Spool(plan.folder, run=plan.run.id)
        try:
            if spool.counts()["captures"]:
                return
            with ThreadPoolExecutor(1) as packing:  # a file of gigabytes takes minutes, and the lease a minute
                kept = packing.submit(self._captured, WarcFiles(spool.warc, plan.run.id, code_version=__version__))
                while not wait([kept], _TEND).done:
                    with self._parts.database.write() as rows:
                        journal.beat(rows, plan.run.id, self._parts.owner)
            spool.captured(0, kept.result())
        finally:
            spool.close()

    def _captured(self, warc: WarcFiles) -> Capture:
        plan, received = self._plan, self._plan.folder / RECEIVED
        url, size = f"{FILE_MIRROR}/{quote(plan.order.name)}", received.stat().st_size
        heads = {"Tidewaiter-Run": plan.run.id, "Tidewaiter-Source": plan.run.source}
        with received.open("rb") as body, warc:
            member = warc.write_file(body, url=url, at=plan.received_at, size=size, heads=heads)
        return Capture(
            id=plan.order.capture, run=plan.run.id, source=plan.run.source, url=url, mirror=FILE_MIRROR, attempt=1,
            captured_at=plan.received_at, method=HANDED_OVER, status=0, media_type="application/octet-stream",
            payload_sha256=plan.order.capture, size=size, response=member, request=member,
        )  # fmt: skip

    def _see_through(self) -> Mapping[str, Any]:
        child = Child(self._plan.folder, jail=self._parts.jail, module=MODULE)
        try:
            while child.status is None:
                if not self._keep_up(child):
                    time.sleep(_IDLE)
                if self._why and time.monotonic() > self._patience_ends:
                    child.stop()  # it was asked and did not end: the file may hold it in a parser
        finally:
            child.stop()
        if self._why:
            raise NotAllowed(self._why, where=self._plan.run.id, todo="the import goes on when it is given again")
        told = told_by(self._plan.folder, child.status or 0)
        if told["why"] in {"crashed", "stopped"}:
            raise StoreFailed(str(told.get("detail") or "the import was stopped"), where=self._plan.run.id,
                              todo="give the command again: it goes on where it was")  # fmt: skip
        return told

    def _keep_up(self, child: Child) -> int:
        """Record what is new, and tend the child; a database that is away is waited for, as in a crawl."""
        try:
            done = self._parts.recorder.step()
            self._recorded += done
            self._tend(child)
        except StoreAway:
            self._away_since = self._away_since or time.monotonic()
            if time.monotonic() - self._away_since > AWAY_FOR:
                raise
            return 0
        self._away_since = 0.0
        return done

    def _tend(self, child: Child) -> None:
        """Each second: the authority as it stands now, the lease of the run, what a person sees."""
        now = time.monotonic()
        if now - self._tended < _TEND:
            return
        self._tended = now
        with self._parts.database.write() as rows:
            mine = journal.beat(rows, self._plan.run.id, self._parts.owner)
            known = people.authorities(rows, source=self._plan.run.source)
        refused = refusal(known, self._plan.run.source, FILE_MIRROR, self._parts.clock())
        if (refused or not mine) and not self._why:
            self._why = refused or "another process took the run over"
            self._patience_ends = now + STOP_WITHIN
            child.ask_to_stop()
        self._parts.show(self._recorded)


def look(folder: Path, order: ImportOrder, jail: Jail) -> dict[str, Any]:
    """What the jailed child says of the file in this folder before anything is kept of it. Raises WrongUse where it
    cannot be read with what the operator said."""
    replace(order, look=True).write(folder)
    child = Child(folder, jail=jail, module=MODULE)
    try:
        while child.status is None:
            time.sleep(_IDLE)
    finally:
        child.stop()
    told = told_by(folder, child.status or 0)
    order.write(folder)
    if told["why"] != "looked":
        raise WrongUse(str(told.get("detail")), where=order.name, todo=str(told.get("todo") or ""))
    return told


def proposed(file: Path, order: ImportOrder, jail: Jail) -> str:
    """The mapping that the columns of a table suggest, as YAML; only the jail opens the file. Raises WrongUse."""
    with tempfile.TemporaryDirectory(prefix="tidewaiter-") as made:
        shutil.copyfile(file, Path(made) / RECEIVED)
        told = look(Path(made), replace(order, propose=True), jail)
    return str(told.get("mapping") or "")


def told_by(folder: Path, status: int) -> dict[str, Any]:
    """What the child said of its end; where it said nothing, that, with the last words of its log."""
    with suppress(OSError, ValueError):
        told = json.loads((folder / ENDING).read_text(encoding="utf-8"))
        if isinstance(told, dict) and told.get("why"):
            return told
    said = ""
    with suppress(OSError, IndexError):
        said = (folder / LOG).read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1][:300]
    return {"why": "crashed", "detail": f"the import child ended with status {status}: {said or 'no word'}"}
