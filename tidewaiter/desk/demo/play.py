"""The demo as a play: each step says what it does and how long it took."""

from __future__ import annotations

import time
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from fixtures.site import Market
from fixtures.site.days import What
from pipelines.leads.newcomers import NEW_VENDOR
from pipelines.leads.renames import RENAMED
from tidewaiter.desk.cli import answering, corridor, evidence, show
from tidewaiter.desk.cli import authority as authorities
from tidewaiter.desk.cli import leads as leads_
from tidewaiter.desk.cli.crawl import Display, conclude
from tidewaiter.desk.cli.figures import end_of_today
from tidewaiter.desk.cli.frame import out
from tidewaiter.desk.cli.plain import plain
from tidewaiter.desk.cli.setup import set_up
from tidewaiter.desk.corridors import asked, corridor_of, period_of
from tidewaiter.desk.crawling import crawl, prepare
from tidewaiter.desk.demo.stage import SOURCE, Clock, Stage, market_behind, tor_network
from tidewaiter.desk.demo.truth import Comparison, compare
from tidewaiter.desk.session import Session, now
from tidewaiter.model.authority import Authority
from tidewaiter.model.ids import record_id
from tidewaiter.model.run import Outcome, Run
from tidewaiter.model.sighting import Kind
from tidewaiter.schedule.plan import Wishes
from tidewaiter.schedule.profiles import profile
from tidewaiter.search import Question
from tidewaiter.search.question import parse
from tidewaiter.store.database import doubts, leads, people, records

QUESTIONS: tuple[tuple[str, dict[str, tuple[str, ...]], str], ...] = (
    ("", {"drug": ("methamphetamine",), "to": ("KR",)}, "methamphetamine that ships to Korea, in whatever words"),
    ("필로폰", {}, "a Korean word, found inside running text"),
    ('tracked OR "vacuum sealed"', {"from": ("NL",)}, "how it travels from the Netherlands"),
)
_RULES = {What.NEW_VENDOR: NEW_VENDOR, What.RENAMED: RENAMED}
# A private network's first look for an onion may come too early; a real one is given a minute, ours two seconds.
MANNERS: dict[str, object] = {"backoff": 1.0, "slow_backoff": 2.0}


class Play:
    """Sets the stage, performs, and clears it away."""

    def __init__(self, home: Path, *, stage: Path, listings: int, seed: str) -> None:
        self._home, self._folder = home, stage
        self._market, self._tomorrow = (
            Market(seed, listings=listings, vendors=max(4, listings // 10), day=day) for day in (0, 1)
        )
        self._running = ExitStack()
        self._clock = Clock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._running.close()

    def perform(self) -> bool:
        """All acts; whether what was found is exactly what the generator made."""
        stage = self._set_stage()
        here = self._workspace(stage)
        self._crawl(here, stage, mirrors=stage.mirrors, title="Crawl it through Tor, read-only, keeping every response")
        first = self._ids(here)
        self._crawl(here, stage, mirrors=stage.mirrors[::-1], title="Again through the other mirror: the same things")
        out.print(f"the same {len(first)} records: {'yes' if self._ids(here) == first else 'NO'}")
        comparisons = self._compare(here)
        for words, filters, why in QUESTIONS:
            self._act(f"Search: {why}")
            question = Question(parse(words), any_of=filters, facets=("drug", "from", "to"), limit=2)
            answering.answer(
                here,
                question,
                here.index.search(question),
                answering.Shown(paged=False),
            )
            self._took()
        self._vendor(here)
        self._corridor(here)
        same = self._ids(here) == first
        noticed = self._next_day(here, stage)
        clean = self._verify(here)
        out.print(Text(f"\nall of it took {self._clock.total():.0f} s", style="bold"))
        return clean and same and noticed and all(one.exact for one in comparisons)

    def stay_up(self) -> None:
        """Keep the market and its onions up until a key ends it."""
        out.print("\nlook around in another terminal:")
        out.print(f"  .venv/bin/tidewaiter search cocaine --home {self._home}")
        out.print("Ctrl-C ends it")
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return

    def _set_stage(self) -> Stage:
        self._act("Start a private Tor network: one authority, four relays, real v3 onions, all on this machine")
        network = self._running.enter_context(tor_network(self._folder / "tor"))
        stage = self._running.enter_context(market_behind(network, self._market))
        for mirror in stage.mirrors:
            out.print(Text(f"  the invented market at {mirror}"))
        self._took()
        return stage

    def _workspace(self, stage: Stage) -> Session:
        self._act("Make a workspace, and give it an authority to watch this market")
        here = Session(set_up(self._home))
        self._running.callback(here.close)
        me = here.person.name
        asked = Authority(
            id=f"DEMO-{now():%H%M%S}", legal_basis="none is needed: the market and all it sells are invented",
            asked_by=me, sources=(SOURCE,), addresses=stage.mirrors, asked_at=now(),
            expires_at=now() + timedelta(days=1),
        )  # fmt: skip
        authorities.enter(here, asked)
        with here.database.write() as rows:
            people.approve(rows, asked.id, me, at=now(), own=True)
            here.note("authority", act="approve", id=asked.id, own=True)
        out.print(f"  {asked.id} covers both mirrors for a day. The demo approves its own; else another person must")
        self._took()
        return here

    def _crawl(
        self, here: Session, stage: Stage, *, mirrors: tuple[str, ...], title: str, every_page: bool = True
    ) -> Run:
        self._act(title)
        wishes = Wishes(mirrors=mirrors, fresh=True, every_page=every_page, manners=MANNERS)
        planned = prepare(here, profile(SOURCE, here.workspace.sources), wishes)
        display = Display(planned)
        display.begin(here.workspace.settings.crawl.jail)
        with display:
            run = crawl(here, planned, show=display, tor_lines=stage.client)
        conclude(run)
        if run.outcome is not Outcome.COMPLETE:
            out.print(Text(f"see {here.workspace.spool / run.id / 'child.log'}", style="red"))
        self._took()
        return run

    def _compare(self, here: Session) -> list[Comparison]:
        self._act("Hold what was found against what the generator made")
        with here.database.read() as rows:
            comparisons = compare(rows, self._market.truth(), SOURCE)
        table = Table("", "made", "found", "missing", "too many", "wrong fields", box=None, header_style="dim")
        for one in comparisons:
            counts = (one.made, one.found, len(one.missing), len(one.surplus), len(one.wrong))
            table.add_row(f"{one.kind}s", *map(str, counts), style="green" if one.exact else "bold red")
        out.print(table)
        for one in comparisons:
            for fault in (*one.missing, *one.surplus, *one.wrong)[:5]:
                out.print(Text(f"  {plain(fault)}", style="red"))
        with here.database.read() as rows:
            held = {one.record for one in doubts.put_away_list(rows, limit=1000)}
        forbidden = {record_id(SOURCE, Kind.LISTING, key) for key in self._market.truth().forbidden}
        said = "was sealed off, as it must be" if forbidden <= held else "was NOT sealed off"
        out.print(Text(f"  {len(forbidden)} listing met the list of forbidden content and {said}", style="dim"))
        self._took()
        return comparisons

    def _vendor(self, here: Session) -> None:
        self._act("One vendor, and the capture behind what is said of them")
        with here.database.read() as rows:
            vendor = next(v for v in records.vendors(rows, source=SOURCE) if v.record)
        show.present(here, vendor.record)
        out.print()
        show.present_capture(here, vendor.record, letters=600)
        self._act("What deserves eyes: leads, each with its reasons")
        leads_.present_leads(here, limit=3)
        self._took()

    def _corridor(self, here: Session) -> None:
        self._act("The customs corridor: what goes to Korea, from where, how, how much")
        ask = asked(period_of("30d", end_of_today(now())), to=("KR",))
        corridor.show(corridor_of(here.database, ask), ask, top=6)
        self._took()

    def _next_day(self, here: Session, stage: Stage) -> bool:
        """Whether those who opened overnight, or took another name, are leads once their pages have been read."""
        stage.turn(self._tomorrow)
        title = "The market's next day: what is new or due, as the schedule crawls it"
        run = self._crawl(here, stage, mirrors=stage.mirrors[::-1], title=title, every_page=False)
        self._act("Who is new since yesterday, and who only says so")
        with here.database.read() as rows:
            fresh = [one.lead for one in leads.listed(rows, limit=1000) if one.lead.found_at >= run.started_at]
        missed = [
            change.key
            for change in self._tomorrow.changes(1)
            if change.kind is Kind.VENDOR and change.before is None
            if not any(
                lead.rule == _RULES[change.what] and record_id(SOURCE, Kind.VENDOR, change.key) in lead.members
                for lead in fresh
            )
        ]
        for lead in fresh:
            leads_.present_lead(lead)
        out.print(
            Text("  the generator says the same" if not missed else f"  MISSED: {', '.join(missed)}", style="dim")
        )
        self._took()
        return not missed

    def _verify(self, here: Session) -> bool:
        self._act("Read all evidence again: every byte, digest, ledger entry and seal")
        report = evidence.examine(here, [], show=False)
        evidence.show(report)
        self._took()
        return report.clean

    def _ids(self, here: Session) -> frozenset[str]:
        with here.database.read() as rows:
            return frozenset(
                kept.record.id for kind in Kind for kept in records.listed(rows, kind, source=SOURCE, limit=1_000_000)
            )

    def _act(self, title: str) -> None:
        out.print()
        out.print(Rule(Text(title, style="bold"), align="left", style="dim"))

    def _took(self) -> None:
        out.print(Text(f"  {self._clock.lap():.1f} s", style="dim"))
