"""What `verify` found: each fault by its place, and what was checked, explained, or could not be checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from tidewaiter.store.evidence.hiding import REQUEST_SECRETS, RESPONSE_SECRETS

_LISTED = 10_000  # a ledger that is gone makes a fault of every file; nobody reads more, and memory stays bounded

Progress = Callable[[int, int], None]
Tick = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """`kind` is a stable word; `where` names the file and the offset, line or entry; `what` says it in words."""

    kind: str
    where: str
    what: str


@dataclass(slots=True)
class Report:
    """Clean means: no fault. `explained` are places that are as the ledger says they are: orphans, torn ends, lawful
    deletions.

    `hidden` counts, by header, the records in which session secrets were hidden; `pending` the records of running
    crawls that have no entry yet; `sealed_to` is the last entry under a seal that holds. `unchecked` says what this
    verification cannot know.
    """

    faults: list[Fault] = field(default_factory=list)
    unlisted: int = 0
    explained: list[Fault] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)
    entries: int = 0
    head_seq: int = 0
    head: str = ""
    files: int = 0
    members: int = 0
    captures: int = 0
    size: int = 0
    orphans: int = 0
    hidden: dict[str, int] = field(default_factory=dict)
    deleted: int = 0
    pending: int = 0
    seals: int = 0
    sealed_to: int = 0
    signers: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        return not self.faults

    def fault(self, kind: str, where: str, what: str) -> None:
        if len(self.faults) < _LISTED:
            self.faults.append(Fault(kind, where, what))
        else:
            self.unlisted += 1

    def explain(self, kind: str, where: str, what: str) -> None:
        if len(self.explained) < _LISTED:
            self.explained.append(Fault(kind, where, what))

    def hid(self, names: str) -> None:
        """Count the headers that a record says were hidden in it; what it may not say counts as other."""
        for name in filter(None, names.split(", ")):
            known = name if name in REQUEST_SECRETS | RESPONSE_SECRETS else "other"
            self.hidden[known] = self.hidden.get(known, 0) + 1

    def as_json(self) -> dict[str, object]:
        return {"clean": self.clean} | asdict(self)
