"""`tidewaiter crawl`: crawl one source, with a display while it works, or log lines."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import structlog
import typer
from rich.live import Live
from rich.table import Table
from rich.text import Text

from crawler.guard import layers
from crawler.watched import die_with_whoever_started_us
from tidewaiter.desk.agreeing import require_agreement
from tidewaiter.desk.cli.frame import HomeOption, JsonOption, err, out, print_json
from tidewaiter.desk.cli.lists import run_json
from tidewaiter.desk.cli.plain import line, plain
from tidewaiter.desk.crawling import crawl as crawl_source
from tidewaiter.desk.crawling import prepare, put_back
from tidewaiter.desk.session import now, session
from tidewaiter.model.errors import StoreAway
from tidewaiter.model.run import EXIT_STATUS, Outcome, Run
from tidewaiter.model.times import stamp
from tidewaiter.schedule.child import jail_for
from tidewaiter.schedule.pair import CrawledNow, Progress
from tidewaiter.schedule.plan import Plan, Wishes
from tidewaiter.schedule.profiles import profile
from tidewaiter.schedule.worker import AWAY, HELD
from tidewaiter.store.database import doubts


def crawl(
    source: Annotated[str, typer.Argument(help="A source's name, or the path of its profile.")],
    *,
    mirror: Annotated[list[str] | None, typer.Option(help="Its addresses, instead of the profile's.")] = None,
    session_file: Annotated[
        Path | None, typer.Option("--session", help="A person's cookies (JSON, mode 0600).")
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin a new run where an earlier one could go on.")] = False,
    every_page: Annotated[bool, typer.Option("--every-page", help="Ask also for pages that are not due yet.")] = False,
    max_pages: Annotated[int, typer.Option(min=0, help="End after so many pages; 0 as the profile says.")] = 0,
    quiet: Annotated[bool, typer.Option("--quiet", help="Nothing but the outcome.")] = False,
    log_json: Annotated[bool, typer.Option("--log-json", help="Progress as JSON lines on standard error.")] = False,
    scheduled: Annotated[str, typer.Option("--scheduled", hidden=True, help="A waiting run; given by a worker.")] = "",
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Crawl a source through Tor, under its authority, and record what it says.

    A run that was interrupted, or waits for a person, goes on where it stopped. A listing or vendor seen lately is
    asked again when it is due, by its age and how often it changed. The exit status is 0 when the run is complete, 3
    when it ended short, blocked or waiting, 1 when it failed.

    Examples:

      tidewaiter crawl lanternfish

      tidewaiter crawl dream --session cookies.json --log-json
    """
    wishes = Wishes(
        run=scheduled,
        mirrors=tuple(mirror or ()),
        session=session_file.resolve() if session_file else None,
        fresh=fresh,
        every_page=every_page,
        max_pages=max_pages,
    )
    with _watched(scheduled), session(home, migrate=not scheduled) as here:
        if scheduled:
            require_agreement(here)
        planned = prepare(here, profile(source, here.workspace.sources), wishes)
        show = Display(planned, quiet=quiet or as_json, log_json=log_json)
        show.begin(here.workspace.settings.crawl.jail)
        try:
            with show:
                run = crawl_source(here, planned, show=show)
        except KeyboardInterrupt:
            if scheduled:
                put_back(here, planned.run)
            err.print(f"stopped; `tidewaiter crawl {plain(source)}` goes on where it was")
            raise
        with here.database.read() as rows:
            sealed_off = doubts.put_away_by(rows, run.id)
    if as_json:
        print_json(run_json(run))
    else:
        conclude(run, sealed_off=sealed_off)
    raise typer.Exit(EXIT_STATUS[run.outcome or Outcome.FAILED])


@contextmanager
def _watched(scheduled: str) -> Iterator[None]:
    """As a person's command, or as a worker's."""
    with _told_to_the_worker(scheduled), _ended_in_order(watched=bool(scheduled)):
        yield


@contextmanager
def _told_to_the_worker(scheduled: str) -> Iterator[None]:
    """What is no fault of the run, and passes, the worker learns by the exit status: the run waits."""
    try:
        yield
    except (StoreAway, CrawledNow) as fault:
        if not scheduled:
            raise
        raise typer.Exit(AWAY if isinstance(fault, StoreAway) else HELD) from fault


@contextmanager
def _ended_in_order(*, watched: bool) -> Iterator[None]:
    """Let SIGTERM end us as Ctrl-C does. With `watched`, the death of the worker that started us does the same."""
    if watched:
        die_with_whoever_started_us()

    def stop(number: int, frame: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once: what is in flight is given its time to end
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class Display:
    """What a person sees while a crawl works: a live table on a terminal, one JSON line a second, or nothing."""

    def __init__(self, planned: Plan, *, quiet: bool = False, log_json: bool = False) -> None:
        self._plan, self._quiet, self._log_json = planned, quiet, log_json
        self._log = structlog.wrap_logger(
            structlog.PrintLogger(sys.stderr), processors=[structlog.processors.JSONRenderer()]
        )
        self._live = Live(console=err, refresh_per_second=4, transient=True) if self._draws else None

    @property
    def _draws(self) -> bool:
        return not self._quiet and not self._log_json and err.is_terminal

    def begin(self, jail: str) -> None:
        """Say which run this is, and what stands between it and the open web."""
        if self._quiet or self._log_json:
            return
        run = self._plan.run
        again = "going on with" if self._plan.resumed else "run"
        err.print(
            Text.assemble(
                f"{again} ", (run.id, "bold"), f" of {line(run.source)} under authority {self._plan.authority[:10]}"
            )
        )
        held = [layer.name for layer in layers(jail_for(jail)) if layer.active]
        err.print(Text(f"closed by: {', '.join(held)}", style="dim"))

    def __enter__(self) -> Display:
        if self._live:
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live:
            self._live.stop()

    def __call__(self, progress: Progress) -> None:
        if self._live:
            self._live.update(drawn(progress))
        elif self._log_json:
            self._log.info(
                "progress", at=stamp(now()), run=self._plan.run.id, state=progress.state, counts=progress.counts,
                queue=progress.queue, rate=progress.rate, errors=progress.errors, recorded=progress.recorded,
                tor=progress.tor,
            )  # fmt: skip


def drawn(progress: Progress) -> Table:
    """The live table."""
    counts = progress.counts
    table = Table(box=None, show_header=False, padding=(0, 2))
    for name in ("captures", "listing", "vendor", "review", "post"):
        if name in counts:
            table.add_row(Text("pages" if name == "captures" else f"{name}s", style="dim"), f"{counts[name]}")
    table.add_row(Text("queue", style="dim"), f"{progress.queue}")
    table.add_row(Text("rate", style="dim"), f"{progress.rate:.1f} pages a second")
    table.add_row(Text("recorded", style="dim"), f"{progress.recorded}")
    if progress.errors:
        said = ", ".join(f"{n} {plain(reason)}" for reason, n in sorted(progress.errors.items()))
        table.add_row(Text("errors", style="dim"), Text(said, style="yellow"))
    table.add_row(Text("state", style="dim"), Text(plain(progress.tor or progress.state), style="cyan"))
    return table


def conclude(run: Run, *, sealed_off: int = 0) -> None:
    """How the run ended, and why; and whether a supervisor has something to look at."""
    outcome = run.outcome or Outcome.FAILED
    style = {Outcome.COMPLETE: "bold green", Outcome.FAILED: "bold red"}.get(outcome, "bold yellow")
    took = f" in {(run.finished_at - run.started_at).total_seconds():.1f} s" if run.finished_at else ""
    counts = run.counts
    read = ", ".join(
        f"{counts.get(kind, 0)} {kind}s" for kind in ("listing", "vendor", "review", "post") if counts.get(kind)
    )
    out.print(
        Text.assemble((str(outcome), style), f"  {counts.get('captures', 0)} pages{took}: {read or 'nothing read'}")
    )
    for reason in run.reasons:
        out.print(Text(f"  {plain(reason)}"))
    if sealed_off:
        told = f"  {sealed_off} captures met the list of forbidden content and are sealed off"
        out.print(Text(f"{told}: a supervisor looks with `tidewaiter quarantine`", style="bold yellow"))
    todo = {
        Outcome.WAITING: "do what the page asks in a browser, give the session with --session, and crawl again",
        Outcome.SHORT: "crawl again; where fields are missing, see what a page says with `tidewaiter read`",
        Outcome.BLOCKED: "check the mirrors and the authority",
        Outcome.FAILED: f"the log is spool/{run.id}/child.log",
    }.get(outcome)
    if todo:
        out.print(Text(f"  what to do: {todo}", style="dim"))
