"""`tidewaiter up`, `worker` and `schedule`: what runs by itself, and when."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Annotated

import structlog
import typer
from rich.table import Table
from rich.text import Text

from tidewaiter.desk.agreeing import require_agreement
from tidewaiter.desk.cli.desk import PortOption, greet, listening_at
from tidewaiter.desk.cli.due import source_json, sources_by_due, state_of, todo_of
from tidewaiter.desk.cli.frame import HomeOption, JsonOption, err, out, print_json
from tidewaiter.desk.cli.plain import line, plain
from tidewaiter.desk.scheduling import Upkeep
from tidewaiter.desk.session import Session, now, session
from tidewaiter.desk.status import gathered
from tidewaiter.model.errors import TidewaiterError
from tidewaiter.model.person import Act
from tidewaiter.model.run import Outcome, Run
from tidewaiter.model.times import stamp
from tidewaiter.schedule.cadence import cadence
from tidewaiter.schedule.profiles import profile
from tidewaiter.schedule.tick import ask
from tidewaiter.store.database import agenda

WorkersOption = Annotated[int, typer.Option(min=0, max=64, help="Crawls at once; 0 as the settings say.")]
SourceArgument = Annotated[str, typer.Argument(help="A source's name.")]
LogJsonOption = Annotated[bool, typer.Option("--log-json", help="What happens as JSON lines on standard error.")]

_ENDED = {"complete": "green", "short": "yellow", "blocked": "red", "failed": "red", "waiting": "yellow"}

schedule = typer.Typer(no_args_is_help=True, help="When each source is crawled, what waits, and for whom.")


def up(
    workers: WorkersOption = 0,
    *,
    desk: Annotated[bool, typer.Option(help="Serve the web desk too.")] = True,
    port: PortOption = 0,
    log_json: LogJsonOption = False,
    home: HomeOption = None,
) -> None:
    """Run everything that runs by itself: scheduler, workers, indexer and web desk, until Ctrl-C or SIGTERM.

    A crawl that is under way then stops in order and goes on at the next start; after kill -9 too. One process
    holds the schedule of a workspace; further machines with the same database and queue run `tidewaiter worker`.

    Examples:

      tidewaiter up

      tidewaiter up --workers 4 --log-json
    """
    with session(home) as here, _until_stopped() as stopping:
        here.require(Act.COLLECT)
        log = Log(log_json)
        upkeep = Upkeep(here, say=log.say, told=log, stopping=stopping)
        with upkeep.holding(), _figures(here):
            here.note("up", workers=workers)
            with upkeep.working(workers or here.workspace.settings.schedule.workers):
                _present(here, log_json=log_json)
                beside = [threading.Thread(target=work) for work in (upkeep.index, upkeep.deliver, upkeep.carry)]
                for thread in beside:
                    thread.start()
                with _desk(here, port, log=log) if desk else nullcontext():
                    upkeep.schedule()
                for thread in beside:
                    thread.join()
            here.note("down")


def worker(workers: WorkersOption = 0, log_json: LogJsonOption = False, home: HomeOption = None) -> None:
    """Crawl what a scheduler elsewhere finds due, until Ctrl-C or SIGTERM. It needs the same database and queue.

    A machine whose version, lexicon, buyer key or list of forbidden content is not that of the schedule refuses, says
    why, and ends with status 1: the same page must give the same record on each machine.

    Example:

      tidewaiter worker --workers 4
    """
    with session(home, migrate=False) as here, _until_stopped() as stopping:
        require_agreement(here)
        here.require(Act.COLLECT)
        upkeep = Upkeep(here, say=Log(log_json).say, told=Log(log_json), stopping=stopping)
        with upkeep.working(workers or here.workspace.settings.schedule.workers):
            carrying = threading.Thread(target=upkeep.carry)
            carrying.start()
            stopping.wait()
            carrying.join()
        if upkeep.refused:
            require_agreement(here)


@schedule.command("list")
def list_(as_json: JsonOption = False, home: HomeOption = None) -> None:
    """List sources by when they are due, with how their last run ended and what they wait for.

    Example:

      tidewaiter schedule list
    """
    with session(home) as here:
        here.require(Act.READ)
        known, broken = sources_by_due(here)
        for name, fault in broken.items():
            err.print(Text(f"{line(name, 40)} is left out: {plain(str(fault))}", style="yellow"))
    if as_json:
        print_json([source_json(*one) for one in known])
        return
    table = Table("source", "cadence", "due", "last run", "state", box=None, header_style="dim")
    for one, found, past in known:
        times = found.by(one)
        due = stamp(one.next_due)[:16] if one.next_due else "-"
        last = str(past[0].outcome or past[0].state) if past else "-"
        word, style = state_of(one, found, past)
        ended = Text(last, _ENDED.get(last, ""))
        table.add_row(Text(line(one.id, 24), "bold"), times.said, due, ended, Text(plain(word), style))
    out.print(table)
    asked: dict[str, list[str]] = {}
    for one, found, past in known:
        if todo := todo_of(one, found, past):
            asked.setdefault(todo, []).append(line(one.id, 24))
    for todo, names in asked.items():
        out.print(Text.assemble((", ".join(names), "bold"), f": {plain(todo)}"))


@schedule.command("set")
def set_(
    source: SourceArgument,
    *,
    every: Annotated[str, typer.Option(help="The time between two runs, as in 6h or 3d.")] = "",
    cron: Annotated[str, typer.Option(help='Five cron fields, UTC, as in "30 4 * * *".')] = "",
    priority: Annotated[int | None, typer.Option(help="Higher goes first where workers are few.")] = None,
    home: HomeOption = None,
) -> None:
    """Say when a source is crawled, in the place of its profile.

    Examples:

      tidewaiter schedule set lanternfish --every 6h

      tidewaiter schedule set lanternfish --cron "30 4 * * *" --priority 5
    """
    with session(home) as here:
        here.require(Act.COLLECT)
        name = profile(source, here.workspace.sources).profile.source
        said = cadence(cron or every).said if cron or every else None
        here.note("schedule", source=name, cadence=said, priority=priority)
        with here.database.write() as rows:
            # Due at once, and then by the new cadence: nobody waits a week for a change to be seen.
            agenda.change(rows, name, cron=said, priority=priority, next_due=now() if said else None)
    out.print(f"{plain(name)}: {said or 'cadence as before'}")


@schedule.command("on")
def on(source: SourceArgument, home: HomeOption = None) -> None:
    """Let a source be crawled when it is due.

    Example:

      tidewaiter schedule on lanternfish
    """
    _switch(source, home, enabled=True)


@schedule.command("off")
def off(source: SourceArgument, home: HomeOption = None) -> None:
    """Crawl a source no more until it is switched on again. A run under way goes on to its end.

    Example:

      tidewaiter schedule off lanternfish
    """
    _switch(source, home, enabled=False)


@schedule.command("now")
def now_(source: SourceArgument, home: HomeOption = None) -> None:
    """Let a source be due at once; also one that waited for a person, who has acted.

    Example:

      tidewaiter schedule now lanternfish
    """
    with session(home) as here:
        here.require(Act.COLLECT)
        name = profile(source, here.workspace.sources).profile.source
        here.note("schedule", source=name, due="now")
        at = now()
        with here.database.write() as rows:
            agenda.change(rows, name, next_due=at)
            made = ask(rows, name, at=at)
    out.print(f"{plain(name)} is due" if made else f"{plain(name)}: a run waits or is under way already")


class Log:
    """What a person sees of the work: a line for each thing that happens, or JSON."""

    def __init__(self, as_json: bool) -> None:
        self._json = as_json
        self._log = structlog.wrap_logger(
            structlog.PrintLogger(sys.stderr), processors=[structlog.processors.JSONRenderer()]
        )

    def __call__(self, run: Run, word: str) -> None:
        if self._json:
            self._log.info(word, at=stamp(now()), run=run.id, source=run.source, counts=dict(run.counts))
            return
        counts = run.counts
        read = ", ".join(
            f"{counts[kind]} {kind}s" for kind in ("listing", "vendor", "review", "post") if counts.get(kind)
        )
        style = {Outcome.COMPLETE: "green", Outcome.FAILED: "red"}.get(run.outcome or Outcome.SHORT, "cyan")
        err.print(Text.assemble(f"{now():%H:%M:%S}  ", (f"{line(run.source, 20):<20}", "bold"), "  ", (word, style),
                                f"  {read}"))  # fmt: skip
        for reason in run.reasons:
            err.print(Text(f"            {line(reason, 140)}", style="dim"))

    def say(self, words: str) -> None:
        if self._json:
            self._log.warning(words, at=stamp(now()))
        else:
            err.print(Text(f"{now():%H:%M:%S}  {line(words, 200)}", style="yellow"))


@contextmanager
def _until_stopped() -> Iterator[threading.Event]:
    """An event that Ctrl-C and SIGTERM set."""
    stopping = threading.Event()
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, lambda *_: stopping.set()) for number in numbers}
    try:
        yield stopping
    finally:
        for number, was in before.items():
            signal.signal(number, was)


@contextmanager
def _figures(here: Session) -> Iterator[None]:
    """The status for Prometheus, where the settings ask for it."""
    address = here.workspace.settings.schedule.figures
    if not address:
        yield
        return
    from tidewaiter.desk.gauges import served  # brings the library of Prometheus

    with served(address, lambda: gathered(here, now())) as port:
        err.print(f"figures for Prometheus: port {port} of this machine's loopback, /metrics")
        yield


@contextmanager
def _desk(here: Session, port: int, *, log: Log) -> Iterator[None]:
    """The web desk beside the rest. Where it cannot listen that is said, and crawling goes on without it."""
    from tidewaiter.desk.web import Desk, Serving  # brings Starlette, Jinja and uvicorn

    shown = Session(listening_at(here.workspace, "", port), aside=log.say, tells=False)
    try:
        serving = Serving(Desk(shown, say=log.say))
    except TidewaiterError as fault:
        log.say(str(fault))
        yield
        return
    serving.begin()
    # A service's log outlives the day and has other readers: the link that makes an administrator is no line of it.
    greet(shown, serving.address, watched=sys.stdout.isatty() and sys.stderr.isatty())
    try:
        yield
    finally:
        serving.end()
        shown.close()


def _switch(source: str, home: HomeOption, *, enabled: bool) -> None:
    with session(home) as here:
        here.require(Act.COLLECT)
        name = profile(source, here.workspace.sources).profile.source
        here.note("schedule", source=name, enabled=enabled)
        with here.database.write() as rows:
            agenda.change(rows, name, enabled=enabled)
    out.print(f"{plain(name)} is switched {'on' if enabled else 'off'}")


def _present(here: Session, *, log_json: bool) -> None:
    if log_json:
        return
    known, _ = sources_by_due(here)
    ready = [one for one in known if not one[1].held and one[0].enabled]
    err.print(f"up: {len(ready)} of {len(known)} sources are crawled when due; `tidewaiter schedule list` tells more")
