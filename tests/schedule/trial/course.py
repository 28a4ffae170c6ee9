"""The course of a trial: sources are due at random times, and something is killed every few seconds."""

from __future__ import annotations

import math
import random
import signal
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from tests.schedule.trial.ground import UP, WORKER, Ground, under_way
from tests.schedule.trial.strikes import Killer
from tidewaiter.model.watch import Sent
from tidewaiter.store.database import deliveries, outbox

OPEN_AT_ONCE = 12  # runs that are due or under way: thrice as many as there are workers, since some wait for a lease
_SETTLES_WITHIN = 240  # seconds, for index and deliveries once all is done


@dataclass(frozen=True, slots=True)
class Order:
    """One time at which a source was due, and how many listings it had then."""

    source: str
    at: datetime
    listings: int


@dataclass
class Course:
    ground: Ground
    killer: Killer
    orders: list[Order] = field(default_factory=list)
    took: float = 0.0

    def run(self, number: int, *, every: tuple[float, float], limit: float, last: float = math.inf) -> None:
        """So many due runs, with a kill after each pause of `every` seconds, until all have ended and all is told.

        After `last` seconds no source is due any more: a trial of fewer runs is a trial.
        """
        began, chance = time.monotonic(), self.killer.chance
        for which in (UP, WORKER):
            self.ground.start(which)
        killing = began + chance.uniform(*every)
        while not self._order_more(self._wanted(number) if time.monotonic() < began + last else len(self.orders)):
            assert time.monotonic() < began + limit, f"not over: {len(self.orders)} were due, {self._open()} are open"
            self.ground.keep_up()
            if time.monotonic() > killing:
                self.killer.strike()
                killing = time.monotonic() + chance.uniform(*every)
            time.sleep(0.1)
        self.took = time.monotonic() - began
        self._settle()
        ended = self.ground.stop()
        # One that was started a moment ago is ended by the signal before it has taken anything.
        assert set(ended.values()) <= {0, -signal.SIGTERM}, ended

    def _wanted(self, number: int) -> int:
        """More where something is still to be struck: it takes a crawl to hit one."""
        return max(number, len(self.orders) + 1) if self.killer.script else number

    def _order_more(self, number: int) -> bool:
        """Let sources be due; whether all that were to be are over."""
        runs = self.ground.runs()
        if runs is None:
            return False
        made, open_ = Counter(run.source for run in runs), {run.source for run in under_way(runs)}
        due = Counter(one.source for one in self.orders)
        busy = {name for name in due if made[name] < due[name]} | open_
        free = [name for name in self.ground.site.names.values() if name not in busy]
        room = min(OPEN_AT_ONCE - len(busy), number - len(self.orders))
        for name in self.killer.chance.sample(free, max(0, min(room, len(free), 2))):
            self.ground.site.add(name)
            listings = self.ground.site.listings[name]
            self.orders.append(Order(name, self.ground.order(name), listings))
            busy.add(name)
        return len(self.orders) == number and not busy

    def _open(self) -> list[str]:
        return [f"{run.source} {run.id} {run.state}" for run in under_way(self.ground.runs() or [])]

    def _settle(self) -> None:
        """Until the index has been told of all, and each alert is on its way no more."""
        deadline = time.monotonic() + _SETTLES_WITHIN
        while True:
            with self.ground.database() as database, database.read() as rows:
                waiting = outbox.count(rows)
                unsent = [one for one in deliveries.listed(rows, limit=10_000) if one.state is not Sent.DONE]
                told = sum(len(deliveries.alerts(rows, one.id)) for one in deliveries.listed(rows, limit=10_000))
            if not waiting and not unsent and told >= len(self.orders):
                return
            assert time.monotonic() < deadline, f"{waiting} wait for the index, {unsent} unsent, {told} alerts told"
            time.sleep(0.5)


def course(ground: Ground, *, seed: int, script: list[str] | None = None) -> Course:
    return Course(ground, Killer(ground, random.Random(seed), script))


def by_source(orders: list[Order]) -> dict[str, list[Order]]:
    found: dict[str, list[Order]] = defaultdict(list)
    for one in orders:
        found[one.source].append(one)
    return found
