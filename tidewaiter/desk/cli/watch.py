"""`tidewaiter watch` and `tidewaiter alerts`: saved questions, and what answered them."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from pipelines.extract import Extraction
from pipelines.index import entries
from pipelines.saving import Saved
from pipelines.watching import meant
from tidewaiter.desk import watching
from tidewaiter.desk.cli.completing import complete_watch
from tidewaiter.desk.cli.frame import HomeOption, JsonOption, err, out, print_json
from tidewaiter.desk.cli.lists import LimitOption
from tidewaiter.desk.cli.plain import line, plain
from tidewaiter.desk.cli.search import typed
from tidewaiter.desk.finding import read
from tidewaiter.desk.session import now, session
from tidewaiter.model.person import Act
from tidewaiter.model.times import stamp
from tidewaiter.model.watch import Alert, Every, Watch
from tidewaiter.search.question import Question, Range, Sort, echo
from tidewaiter.search.watches import Matcher
from tidewaiter.store.database import records, watches
from tidewaiter.store.database.records import Kept

watch = typer.Typer(no_args_is_help=True, help="Saved questions: each record that answers one is told once.")
NameArgument = Annotated[
    str, typer.Argument(metavar="WATCH", help="A watch's name or id.", autocompletion=complete_watch)
]
EveryOption = Annotated[Every | None, typer.Option(help="How often its alerts are sent: now, hour or day.")]
ToOption = Annotated[
    list[str] | None,
    typer.Option(help="Where they are sent: mail:ADDRESS, webhook:NAME or feed:NAME of the settings; repeatable."),
]
PriorityOption = Annotated[int | None, typer.Option(min=-100, max=100, help="The higher is listed first.")]
DaysOption = Annotated[int, typer.Option("--days", min=0, max=3650, help="Alert for the last so many days, too.")]
_DAYS = 30
_MOST = 1000


@watch.command("test", context_settings={"ignore_unknown_options": True})
def try_(
    question: Annotated[str, typer.Argument(help="The question to try.")],
    days: Annotated[int, typer.Option(min=1, max=3650, help="Records first seen within so many days.")] = _DAYS,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Show what a saved question would have matched: records of the last 30 days, through the watches' own matcher.

    Example:

      tidewaiter watch test "필로폰 to:KR"
    """
    words, notes = read(typed([question]))
    with session(home) as here:
        here.require(Act.READ)
        recent = Range("first_seen", now().replace(microsecond=0) - timedelta(days=days))
        asked = Question(words, ranges=(recent,), sort=Sort.APPEARED, facets=(), limit=_MOST)
        hits = here.index.search(asked)
        kept, batch = entries(here.database, [hit.id for hit in hits.hits], Extraction.ours().language)
        matched = {id_ for _, id_ in Matcher({"this": Question(words)}).matches(batch)}
        here.note("watch-test", question=echo(words), found=hits.total)
    shown = [one for one in kept if one.record.id in matched]
    if as_json:
        ids = [one.record.id for one in shown]
        print_json({"question": echo(words), "notes": notes, "total": hits.total, "records": ids})
        return
    _say_notes(notes)
    out.print(f"{hits.total} records of the last {days} days match {plain(echo(words)) or 'everything'}")
    for one in shown[:20]:
        out.print(Text.assemble((one.record.id[:10], "cyan"), "  ", line(one.columns.title or one.record.key, 80)))


@watch.command(context_settings={"ignore_unknown_options": True})
def add(
    name: Annotated[str, typer.Argument(help="What it is called.")],
    question: Annotated[str, typer.Argument(help="The question, as `tidewaiter search` takes it.")],
    *,
    every: EveryOption = Every.NOW,
    to: ToOption = None,
    priority: PriorityOption = 0,
    days: DaysOption = 0,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Save a question. It is silent about what is known already; --days asks for alerts about the last days, too.

    Examples:

      tidewaiter watch add "nitazenes to Korea" "drug:nitazene to:KR" --to mail:desk@customs.example --every day

      tidewaiter watch add "crystal by the kilo" "필로폰 grams:1000.." --days 30
    """
    with session(home) as here:
        _, notes = read(typed([question]))
        made, saved = watching.add(
            here, name, typed([question]), every=every or Every.NOW, to=to or (), priority=priority or 0, days=days
        )
    if as_json:
        print_json(_json(made) | {"past": saved.past, "alerts": saved.alerts, "notes": notes})
        return
    _say_notes(notes)
    _say_saved(made, saved)


@watch.command(context_settings={"ignore_unknown_options": True})
def change(
    name: NameArgument,
    question: Annotated[str | None, typer.Argument(help="Another question.")] = None,
    *,
    every: EveryOption = None,
    to: ToOption = None,
    priority: PriorityOption = None,
    days: DaysOption = 0,
    home: HomeOption = None,
) -> None:
    """Change a watch; another question is silent about the past, as a new watch is. `--to ""` sends it nowhere.

    Example:

      tidewaiter watch change "nitazenes to Korea" --every hour
    """
    with session(home) as here:
        asked = None if question is None else typed([question])
        where = None if to is None else [one for one in to if one]
        made, saved = watching.change(here, name, question=asked, every=every, to=where, priority=priority, days=days)
    _say_saved(made, saved)


@watch.command("on")
def on_(name: NameArgument, days: DaysOption = 0, home: HomeOption = None) -> None:
    """Let a watch match again. What came while it was off is the past, unless --days asks for it.

    Example:

      tidewaiter watch on "nitazenes to Korea"
    """
    with session(home) as here:
        _say_saved(*watching.change(here, name, on=True, days=days))


@watch.command()
def off(name: NameArgument, home: HomeOption = None) -> None:
    """Let a watch match nothing more; its alerts stay.

    Example:

      tidewaiter watch off "nitazenes to Korea"
    """
    with session(home) as here:
        made, _ = watching.change(here, name, on=False)
    out.print(f"{line(made.name, 60)} is off")


@watch.command("list")
def list_(as_json: JsonOption = False, home: HomeOption = None) -> None:
    """List all watches with their alerts.

    Example:

      tidewaiter watch list
    """
    with session(home) as here:
        here.require(Act.READ)
        with here.database.read() as rows:
            known = watches.listed(rows)
        here.note("list", what="watches", found=len(known))
    if as_json:
        print_json([_json(one.watch) | {"alerts": one.alerts, "unseen": one.unseen} for one in known])
        return
    table = Table("watch", "question", "owner", "alerts", "new", "sent", box=None, header_style="dim")
    for one in known:
        made = one.watch
        sent = f"{made.every}: {', '.join(made.to)}" if made.to else "-"
        name = Text(line(made.name, 30), "bold" if made.on else "dim strike")
        table.add_row(
            name, line(made.question, 40), line(made.owner, 16), str(one.alerts), str(one.unseen), line(sent, 40)
        )
    out.print(table)
    if not known:
        out.print('no watches yet: tidewaiter watch add NAME "QUESTION"')


def alerts(
    *,
    named: Annotated[str, typer.Option("--watch", help="Only of this watch.", autocompletion=complete_watch)] = "",
    every_one: Annotated[bool, typer.Option("--all", help="Also those that I have listed before.")] = False,
    limit: LimitOption = 50,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """List what answered my watches, the newest first; what I have listed is not shown again without --all.

    Examples:

      tidewaiter alerts

      tidewaiter alerts --watch "nitazenes to Korea" --all
    """
    with session(home) as here:
        person = here.require(Act.READ)
        with here.database.read() as rows:
            of = (
                [watches.find(rows, named)] if named else [one.watch for one in watches.listed(rows, owner=person.name)]
            )
            ids = [one.id for one in of]
            found = watches.alerts(rows, of=ids, unseen=not every_one, limit=limit) if ids else []
            kept = {one.record.id: one for one in records.load(rows, [one.record for one in found])}
        here.note("list", what="alerts", watches=ids, found=len(found))
        by_id = {one.id: one for one in of}
        mine = [one for one in found if by_id[one.watch].owner == person.name]
        with here.database.write() as rows:
            watches.seen(rows, mine, at=now())
    if as_json:
        print_json([_alert_json(one, by_id[one.watch], kept.get(one.record)) for one in found])
        return
    for one in found:
        told = kept.get(one.record)
        title = line(told.columns.title or told.record.key, 70) if told else "withdrawn"
        where = line(told.record.source, 16) if told else ""
        head = (f"{line(by_id[one.watch].name, 24):<24}", "bold yellow")
        out.print(
            Text.assemble((one.record[:10], "cyan"), f"  {stamp(one.found_at)[:16]}  ", head, f"  {where:<16}  {title}")
        )
    if not found:
        out.print("nothing new" if of else 'no watches of yours: tidewaiter watch add NAME "QUESTION"')


def _say_notes(notes: list[str]) -> None:
    for note in notes:
        err.print(Text(plain(note), style="yellow"))


def _say_saved(made: Watch, saved: Saved) -> None:
    out.print(
        Text.assemble(
            "watch ", (line(made.name, 60), "bold"), f": {line(echo(meant(made.question)), 100) or 'everything'}"
        )
    )
    if saved.past or saved.alerts:
        out.print(f"  {saved.past} records answer it already and are the past; alerts for {saved.alerts}")


def _json(one: Watch) -> dict[str, object]:
    return {
        "id": one.id, "name": one.name, "question": one.question, "owner": one.owner, "made_at": stamp(one.made_at),
        "every": str(one.every), "to": list(one.to), "priority": one.priority, "on": one.on, "version": one.version,
    }  # fmt: skip


def _alert_json(one: Alert, of: Watch, kept: Kept | None) -> dict[str, object]:
    return {
        "watch": of.name, "record": one.record, "found_at": stamp(one.found_at),
        "source": kept.record.source if kept else None, "kind": str(kept.record.kind) if kept else None,
        "title": kept.columns.title if kept else None,
    }  # fmt: skip
