"""All commands, by what they are for."""

from __future__ import annotations

from typing import Annotated

import typer

from tidewaiter import __version__
from tidewaiter.desk.cli import (
    audit,
    authority,
    cases,
    corridor,
    crawl,
    delivery,
    demo,
    desk,
    drafts,
    evaluate,
    evidence,
    extract,
    health,
    history,
    importing,
    index,
    leads,
    lexicon,
    links,
    lists,
    persons,
    rates,
    reading,
    repair,
    reviewing,
    schedule,
    search,
    setup,
    show,
    sources,
    status,
    trends,
    watch,
)

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Watch dark-web markets and channels: read-only, through Tor, under an authority, on the record.",
    epilog="First steps: tidewaiter demo; tidewaiter init DIR; tidewaiter doctor. The manual is in docs/.",
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"tidewaiter {__version__}")
        raise typer.Exit


@app.callback()
def begin(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Nothing happens before a command is named."""


_SET_UP, _COLLECT, _FIND, _PROVE = "Set up", "Collect", "Find and judge", "Prove and keep"

app.command("init", rich_help_panel=_SET_UP)(setup.init)
app.command("doctor", rich_help_panel=_SET_UP)(setup.doctor)
app.command("demo", rich_help_panel=_SET_UP)(demo.demo)
app.add_typer(authority.authority, name="authority", rich_help_panel=_SET_UP)
app.add_typer(persons.person, name="person", rich_help_panel=_SET_UP)
app.command("sources", rich_help_panel=_COLLECT)(sources.sources)
sources.source.command("draft")(drafts.draft_)
sources.source.command("check")(drafts.check_)
sources.source.command("review")(reviewing.review)
sources.source.command("accept")(drafts.accept)
app.add_typer(sources.source, name="source", rich_help_panel=_COLLECT)
sources.source.command("usual")(health.usual)
sources.source.command("repair")(repair.repair)
app.command("crawl", rich_help_panel=_COLLECT)(crawl.crawl)
app.command("import", rich_help_panel=_COLLECT)(importing.import_)
app.command("up", rich_help_panel=_COLLECT)(schedule.up)
app.command("worker", rich_help_panel=_COLLECT)(schedule.worker)
app.add_typer(schedule.schedule, name="schedule", rich_help_panel=_COLLECT)
app.command("status", rich_help_panel=_COLLECT)(status.status)
app.command("runs", rich_help_panel=_COLLECT)(lists.runs)
app.command("read", rich_help_panel=_COLLECT)(reading.read_)
app.command("reread", rich_help_panel=_COLLECT)(index.reread)
# So that -word may begin a question; what looks like a long option and is none is refused all the same.
app.command("search", rich_help_panel=_FIND, context_settings={"ignore_unknown_options": True})(search.search)
app.command("show", rich_help_panel=_FIND)(show.show)
app.command("vendors", rich_help_panel=_FIND)(lists.vendors)
app.command("corridor", rich_help_panel=_FIND)(corridor.corridor)
app.add_typer(trends.trends, name="trends", rich_help_panel=_FIND)
app.command("history", rich_help_panel=_FIND)(history.history)
app.command("leads", rich_help_panel=_FIND)(leads.leads_)
app.add_typer(leads.lead, name="lead", rich_help_panel=_FIND)
app.command("links", rich_help_panel=_FIND)(links.links)
app.add_typer(cases.case, name="case", rich_help_panel=_FIND)
app.command("quarantine", rich_help_panel=_FIND)(lists.quarantine)
app.command("doubts", rich_help_panel=_FIND)(lists.doubts_)
app.command("extract", rich_help_panel=_FIND)(extract.extract)
app.add_typer(lexicon.lexicon, name="lexicon", rich_help_panel=_FIND)
app.command("evaluate", rich_help_panel=_FIND)(evaluate.evaluate)
app.command("verify", rich_help_panel=_PROVE)(evidence.verify)
app.command("audit", rich_help_panel=_PROVE)(audit.audit)
app.add_typer(evidence.evidence, name="evidence", rich_help_panel=_PROVE)
app.command("seal", rich_help_panel=_PROVE)(evidence.seal)
app.command("desk", rich_help_panel=_FIND)(desk.desk)
app.add_typer(index.index, name="index", rich_help_panel=_PROVE)
app.add_typer(watch.watch, name="watch", rich_help_panel=_FIND)
app.command("alerts", rich_help_panel=_FIND)(watch.alerts)
app.add_typer(delivery.delivery, name="delivery", rich_help_panel=_FIND)
app.add_typer(rates.rates, name="rates", rich_help_panel=_SET_UP)
