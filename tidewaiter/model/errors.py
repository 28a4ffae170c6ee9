"""The short tree of errors; each says what happened, where, and what to do."""

from __future__ import annotations


class TidewaiterError(Exception):
    """A failure a person can act on. `status` is the exit status of a command it ends (contracts: JSON, §5)."""

    status = 1

    def __init__(self, what: str, *, where: str = "", todo: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.todo = what, where, todo

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        advice = f" - {self.todo}" if self.todo else ""
        return f"{self.what}{place}{advice}"


class WrongUse(TidewaiterError):
    """The request itself cannot be meant: an unknown name, an impossible value, a broken profile."""

    status = 2


class ProfileError(WrongUse):
    """A source's profile is not what the schema says; `where` is file:line:column."""


class NotAllowed(TidewaiterError):
    """No authority, or no right of this person, covers the act."""


class TorFailed(TidewaiterError):
    """Tor is missing, did not start, or stayed down."""


class StoreFailed(TidewaiterError):
    """The database, the disk or the index refused: locked, full, of another version."""


class StoreAway(StoreFailed):
    """The database's server does not answer just now: it may be starting again, and what can wait tries once more."""


class FellShort(TidewaiterError):
    """A run ended short, blocked, or waiting for a person."""

    status = 3


class EvidenceDamaged(TidewaiterError):
    """A capture, the ledger or a seal does not verify."""

    status = 4
