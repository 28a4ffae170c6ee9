"""A workspace filled as a crawl fills it, but without Tor: real pages, WARC files, spool, recorder and seal."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from html import escape
from pathlib import Path

from crawler.readers import SavedPage, read
from fixtures.site import CANARY_FORBIDDEN
from pipelines import Extraction, Recorder
from tests.pipelines.conftest import FINISHED, MIRROR, Child
from tidewaiter.desk.cli.setup import set_up
from tidewaiter.desk.crawling import forbidden
from tidewaiter.desk.session import Session
from tidewaiter.model.capture import Capture
from tidewaiter.model.ids import lead_id, record_id
from tidewaiter.model.lead import Lead
from tidewaiter.model.run import Run, State
from tidewaiter.schedule.profiles import profile
from tidewaiter.store.database import journal, leads, people
from tidewaiter.store.evidence import seal
from tidewaiter.store.evidence.keys import load_key
from tidewaiter.store.workspace import BUYER_KEY, find

SOURCE = "lanternfish"
FIRST = datetime(2026, 11, 1, 12, tzinfo=timezone.utc)
SECOND = FIRST + timedelta(days=2)
ELSEWHERE = f"http://{'q' * 56}.onion"
# What a seller may write to harm whoever reads it: terminal codes, hidden direction, our own markup, a second line.
ATTACK = "\x1b[2J\x1b]0;owned\x07[bold red]gone[/] \u202egnp.exe\u2066 \u200bMDMA"
RULE = "as-a-seller-wrote-it"  # no rule of the product, so that no reread says it anew
LEAD = lead_id(RULE, record_id(SOURCE, "listing", "/listing/2"))
UNSAFE = "\x1b\x07\u202e\u2066\u200b"


def listing(title: str, *, vendor: str = "Blue Heron", price: str = "40 EUR", about: str = "Tested. 한국") -> bytes:
    rows = {"Price": f'<td class="price">{price}</td>', "Ships from": "<td>Netherlands</td>",
            "Ships to": "<td>South Korea</td>"}  # fmt: skip
    table = "".join(f"<tr><th>{name}</th>{cell}</tr>" for name, cell in rows.items())
    return (
        f'<html><head><meta charset="utf-8"></head><body><main><h1 class="title">{escape(title)}</h1>'
        f'<p><a class="vendor" href="/vendor/x">{escape(vendor)}</a></p><table class="facts">{table}</table>'
        f'<div class="description">{escape(about)}</div></main></body></html>'
    ).encode()


@dataclass(frozen=True)
class Filled:
    """What is in it. `sealed` is the capture that met the list of forbidden content."""

    home: Path
    plain: Capture
    hostile: Capture
    sealed: Capture
    lead: str
    runs: tuple[str, str]


def fill(home: Path) -> Filled:
    """Two runs: three listings, then one that costs more and one of a new vendor."""
    set_up(home)
    with closing(Session(find(home, {}, home))) as here:
        first = run_of(here, FIRST, {
            "/listing/1": listing("5g MDMA crystals"),
            "/listing/2": listing(ATTACK, vendor=ATTACK, about=f"{ATTACK}\nketamine {ELSEWHERE}/x"),
            "/listing/3": listing("Hidden", about=CANARY_FORBIDDEN),
        })  # fmt: skip
        second = run_of(here, SECOND, {
            "/listing/1": listing("5g MDMA crystals", price="90 EUR"),
            "/listing/4": listing("3g ketamine", vendor="Night Pier"),
        })  # fmt: skip
        _flag(here, first[1][1])
    captures = first[1]
    return Filled(home, second[1][0], captures[1], captures[2], LEAD, (first[0], second[0]))


def _flag(here: Session, behind: Capture) -> None:
    """A lead whose reason, and a candidate whose address, are what a seller wrote."""
    with here.database.write() as rows:
        member = record_id(SOURCE, "listing", "/listing/2")
        leads.add(rows, [Lead(RULE, member, (member,), (f"new: {ATTACK}",), score=0.5, found_at=FIRST)])
        found = [people.Candidate(address, SOURCE, behind.id, FIRST) for address in (ELSEWHERE, ATTACK)]
        people.add_candidates(rows, found)


def run_of(here: Session, at: datetime, pages: dict[str, bytes]) -> tuple[str, list[Capture]]:
    rules = profile(SOURCE, here.workspace.sources).profile
    run = f"{at:%Y%m%dT%H%M%SZ}-0a0b0c0d"
    with here.database.write() as rows:
        journal.start(rows, Run(run, SOURCE, State.RUNNING, at, rules.digest, "authority", "0.1", "ahn"))
    child = Child(here.workspace.spool / run, run, source=SOURCE, at=at)
    kept = []
    for path, body in pages.items():
        _, capture = child.capture(path, body=body)
        child.spool.done(read(SavedPage(MIRROR + path, body, "text/html"), capture.id, rules))
        kept.append(capture)
    child.end()
    ended = at + timedelta(hours=1)
    recorder = Recorder(
        spool=child.spool, database=here.database, ledger=here.ledger, evidence=here.workspace.warc,
        extract=Extraction.ours(), buyer_key=here.workspace.secret(BUYER_KEY), forbidden=forbidden(here.workspace),
        person="ahn", clock=lambda: ended, index=here.index,
        seal=lambda at: seal(here.ledger, load_key(here.workspace.seal_key), at=at, person="ahn", tool="test"),
    )  # fmt: skip
    recorder.finish(FINISHED, at=ended)
    child.spool.close()
    return run, kept
