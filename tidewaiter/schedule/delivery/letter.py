"""What a delivery says. Pure: no clock, no network. All that was collected is made safe to show."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from tidewaiter.model.plain import line
from tidewaiter.model.times import stamp
from tidewaiter.model.watch import Alert, Delivery

MOST_TOLD = 100  # alerts named one by one; a watch that matches everything must not send a book
_TITLE = 120


@dataclass(frozen=True, slots=True)
class Told:
    """One alert with what is known of its record; `capture` and `sha256` are of the page that said its title."""

    alert: Alert
    watch: str
    title: str
    kind: str
    source: str
    capture: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """`seal` is the last seal in its printed form and `head` the ledger's newest entry: a copy leaves the machine."""

    delivery: Delivery
    told: tuple[Told, ...]
    count: int
    head: str
    seal: str = ""

    @property
    def left_out(self) -> int:
        return self.count - len(self.told)

    @property
    def subject(self) -> str:
        names = list(dict.fromkeys(line(one.watch, 60) for one in self.told))
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        return f"{self.count} alert{'s' if self.count != 1 else ''}: {names[0] if names else 'none'}{more}"

    @property
    def text(self) -> str:
        """For a person, as plain text."""
        parts = [self.subject, ""]
        for name, some in _by_watch(self.told):
            parts += [line(name, 80), *(f"  {self._row(one)}" for one in some), ""]
        if self.left_out:
            parts += [f"{self.left_out} more are not named here: `tidewaiter alerts --all` lists them.", ""]
        parts += [f"delivery {self.delivery.id}", f"ledger head {self.head}", ""]
        return "\n".join([*parts, self.seal] if self.seal else parts)

    @property
    def json(self) -> bytes:
        """For a program."""
        return json.dumps(
            {
                "delivery": self.delivery.id, "owner": self.delivery.owner, "made_at": stamp(self.delivery.made_at),
                "count": self.count, "left_out": self.left_out, "alerts": [_facts(one) for one in self.told],
                "ledger_head": self.head, "seal": self.seal,
            },
            ensure_ascii=True,
        ).encode()  # fmt: skip

    @staticmethod
    def _row(one: Told) -> str:
        found = f"{stamp(one.alert.found_at)[:16]}  {line(one.source, 24)}  {one.kind}  {line(one.title, _TITLE)}"
        proof = f"  capture {one.capture[:10]} sha256 {one.sha256}" if one.capture else ""
        return f"{found}  record {one.alert.record[:10]}{proof}"


def _by_watch(told: Sequence[Told]) -> list[tuple[str, list[Told]]]:
    names = dict.fromkeys(one.watch for one in told)
    return [(name, [one for one in told if one.watch == name]) for name in names]


def _facts(one: Told) -> dict[str, str]:
    return {
        "watch": one.watch, "record": one.alert.record, "found_at": stamp(one.alert.found_at), "kind": one.kind,
        "source": one.source, "title": line(one.title, 500), "capture": one.capture, "sha256": one.sha256,
    }  # fmt: skip
