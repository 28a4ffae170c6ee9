"""What must hold after a trial, from the journal, from the evidence, and from what the market saw."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from tests.schedule.trial.course import Course, by_source
from tests.schedule.trial.ground import UP, WORKER
from tidewaiter.model.ids import record_id
from tidewaiter.model.run import Outcome, Run
from tidewaiter.store.database import captures, records, watches
from tidewaiter.store.database.captures import Entered


@dataclass
class Proof:
    """Reads all once; each question gives the faults it found, in words."""

    course: Course

    def __post_init__(self) -> None:
        ground = self.course.ground
        self.runs = ground.runs() or []
        self.orders = by_source(self.course.orders)
        self.entries = [json.loads(line) for line in (ground.home / "evidence" / "ledger.jsonl").open()]
        self.ledger = Counter(one["facts"]["id"] for one in self.entries if one["action"] == "capture")
        self.lives: dict[str, list[float]] = defaultdict(list)  # by run, when each life of its crawl began
        for one in self.entries:
            if one["action"] == "crawl":
                self.lives[one["facts"]["run"]].append(datetime.fromisoformat(one["at"]).timestamp())
        with ground.database() as database, database.read() as rows:
            self.captures = {e.capture.id: e for e in captures.load(rows, self.ledger).values()}
            self.alerts = watches.alerts(rows, limit=100_000)
            self.records = records.load(rows, sorted({one.record for one in self.alerts}))

    def faults(self) -> list[str]:
        asked = (self.runs_done, self.overlaps, self.captures_lost, self.alerts_wrong, self.evidence, self.noise)
        return [fault for question in asked for fault in question()]

    def runs_done(self) -> Iterator[str]:
        """Each due run once, and to its end."""
        made = Counter(run.source for run in self.runs)
        for source, due in self.orders.items():
            if made[source] != len(due):
                yield f"{source} was due {len(due)} times and has {made[source]} runs"
        for run in self.runs:
            if run.outcome is not Outcome.COMPLETE:
                yield f"{run.source} {run.id} ended {run.outcome}: {'; '.join(run.reasons)}"

    def overlaps(self) -> Iterator[str]:
        """By the journal no run begins before the one before it has ended; the market never saw two crawls at once."""
        for source in self.orders:
            for one, other in pairwise(self._of(source)):
                if one.finished_at is None or other.started_at < one.finished_at:
                    yield f"{source}: {other.id} began before {one.id} had ended"
        seen: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
        for asked in self.course.ground.site.asked:
            seen[asked.source][asked.pid] += [asked.began, asked.ended]
        for source, crawls in seen.items():
            spans = sorted((min(times), max(times)) for times in crawls.values())
            for (_, end), (begin, _) in pairwise(spans):
                if begin < end:
                    yield f"{source}: two crawls asked at once, for {end - begin:.1f} s"

    def captures_lost(self) -> Iterator[str]:
        """Each page that a source had when it was due is kept as the market sent it, and all that a spool ever held."""
        kept: dict[str, dict[str, Entered]] = defaultdict(dict)
        for one in self.captures.values():
            kept[one.capture.run][_path(one)] = one
        sent = {(asked.source, asked.path, asked.sha256) for asked in self.course.ground.site.asked}
        for source, due in self.orders.items():
            for run, order in zip(self._of(source), due, strict=False):
                wanted = {"/", *(f"/listing/{n}" for n in range(1, order.listings + 1))}
                if lost := wanted - set(kept[run.id]):
                    yield f"{source} {run.id} has no capture of {', '.join(sorted(lost))}"
        for one in self.captures.values():
            if (one.capture.source, _path(one), one.capture.payload_sha256) not in sent:
                yield f"{one.capture.source}: what is kept of {one.capture.url} was never sent"
        if lost_ids := self.course.killer.held - set(self.ledger):
            yield f"{len(lost_ids)} captures that a spool held are not in the ledger"
        if twice := [id_ for id_, times in self.ledger.items() if times > 1]:
            yield f"{len(twice)} captures are entered twice"
        if missing := set(self.ledger) - set(self.captures):
            yield f"{len(missing)} captures of the ledger are not in the database"

    def alerts_wrong(self) -> Iterator[str]:
        """Each listing that was added is alerted of once, and told once: a letter that came twice has one id."""
        truth = {
            record_id(source, "listing", path): f"{source}{path}" for source, path in self.course.ground.site.added()
        }
        alerted = Counter(one.record for one in self.alerts)
        told = Counter(record for letter in self.letters().values() for record in letter)
        for name, found in (("alerted of", alerted), ("told", told)):
            for record, where in truth.items():
                if found[record] != 1:
                    yield f"{where} is {name} {found[record]} times"
            for record in set(found) - set(truth):
                yield f"{self.records[record].record.key if record in self.records else record} is {name} for no reason"

    def evidence(self) -> Iterator[str]:
        report = json.loads(self.course.ground.command("verify", "--json"))
        if not report["clean"]:
            yield from (f"verify: {fault}" for fault in report["faults"])

    def noise(self) -> Iterator[str]:
        """Whatever was killed, nobody meets a traceback, and what is down is said in few words."""
        for which in (UP, WORKER):
            lines = (self.course.ground.home / f"{which}.log").read_text().splitlines()
            if any("Traceback" in line for line in lines):
                yield f"{which}'s log holds a traceback"
            most = 20 * len(self.runs) + 40 * len(self.course.killer.struck)
            if len(lines) > most:
                yield f"{which}'s log holds {len(lines)} lines"

    def letters(self) -> dict[str, set[str]]:
        """What the webhook was sent, by the delivery's id: the records that each told of."""
        posted = [json.loads(body) for _, _, body in self.course.ground.hook.posted]
        return {one["delivery"]: {alert["record"] for alert in one["alerts"]} for one in posted}

    def waits(self) -> list[float]:
        """Seconds from when a source was due to the beginning of its crawl."""
        return [
            self.lives[run.id][0] - order.at.timestamp()
            for source, due in self.orders.items()
            for run, order in zip(self._of(source), due, strict=False)
            if self.lives[run.id]
        ]  # fmt: skip

    def pauses(self) -> list[float]:
        """Seconds from the last blow that hit a crawl to its next life."""
        struck = [(one.at, run) for one in self.course.killer.struck for run in one.runs]
        found = []
        for run, lives in self.lives.items():
            for before, life in pairwise(sorted(lives)):
                blows = [at for at, hit in struck if hit == run and before - 5 < at < life]
                if blows:
                    found.append(life - max(blows))
        return found

    def totals(self) -> list[float]:
        """Seconds from when a source was due to the end of its run."""
        return [
            (run.finished_at or run.started_at).timestamp() - order.at.timestamp()
            for source, due in self.orders.items()
            for run, order in zip(self._of(source), due, strict=False)
        ]  # fmt: skip

    def told_after(self) -> list[float]:
        """Seconds from an alert to its letter's arrival at the webhook, by the webhook's clock."""
        found = {one.record: one.found_at.timestamp() for one in self.alerts}
        told: dict[str, float] = {}
        for at, (_, _, body) in zip(self.course.ground.hook.at, self.course.ground.hook.posted, strict=True):
            for one in json.loads(body)["alerts"]:
                told.setdefault(one["record"], at)
        return [at - found[record] for record, at in told.items() if record in found]

    def again(self) -> int:
        """How often a page was asked for again within one run: what was in flight when its crawl was killed."""
        runs = len(self.course.ground.site.asked)
        return runs - sum(order.listings + 1 for order in self.course.orders)

    def _of(self, source: str) -> list[Run]:
        return [run for run in self.runs if run.source == source]


def _path(one: Entered) -> str:
    return "/" + one.capture.url.partition("//")[2].partition("/")[2]
