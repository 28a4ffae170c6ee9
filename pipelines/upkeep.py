"""The index made anew beside the one that is searched, and the index held against the database, record by record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipelines.index import LEASE, LEASE_LENGTH, entries, keep_worths
from tidewaiter.model.errors import StoreFailed
from tidewaiter.search import Index
from tidewaiter.store.database import Database, journal, letters, outbox
from tidewaiter.store.database.letters import Letter

_BATCH = 500
_PAGE = 10_000
_COMMITTED = 10_000  # records between commits of a rebuild: what is not committed takes memory


@dataclass(frozen=True, slots=True)
class Compared:
    """Ids by what is wrong with them; what waits in the outbox or lies among the dead letters is not wrong."""

    records: int
    missing: tuple[str, ...] = ()
    surplus: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        return not (self.missing or self.surplus or self.stale or self.doubled)


def rebuild(
    database: Database, index: Index, *, owner: str, language: Callable[[str], str | None] = lambda text: None,
    told: Callable[[int], None] = lambda count: None,
) -> int:  # fmt: skip
    """Fill a new index from the database and let searches go over to it; returns how many records it holds.

    Searches go on in the old one meanwhile. What changes meanwhile waits in the outbox for the next `drain`, also what
    somebody told the old index while this machine slept. Raises StoreFailed where another process is telling the index.
    """
    _hold(database, owner)
    try:
        fresh = index.beside()
        filled = committed = 0
        for some in _pages(database, _BATCH):
            filled += _fill(database, fresh, some, language)
            if filled - committed >= _COMMITTED:
                fresh.commit()
                committed = filled
            told(filled)
            _hold(database, owner)
        fresh.commit()
        _hold(database, owner)
        _tell_again(database, fresh)
        index.adopt(fresh)
    finally:
        with database.write() as rows:
            journal.release(rows, LEASE, owner)
    return filled


def check(database: Database, index: Index) -> Compared:
    """Every record against what the index holds of it. Nothing is changed."""
    held: dict[str, int] = {}
    doubled: list[str] = []
    after = -1
    while some := index.held(after, _PAGE):
        counted = Counter(id_ for _, id_, _ in some)
        doubled += [id_ for id_, count in counted.items() if count > 1 or id_ in held]
        held |= {id_: revision for _, id_, revision in some}
        after = some[-1][0]
    with database.read() as rows:
        excused = outbox.all_waiting(rows) | {one.record for one in letters.listed(rows, limit=1_000_000)}
    missing: list[str] = []
    stale: list[str] = []
    records = 0
    for page in _pages(database, _PAGE):
        for id_, revision, stands in page:
            records += stands
            known = held.pop(id_, None)
            if id_ in excused:
                continue
            if stands and known is None:
                missing.append(id_)
            elif known is not None and (not stands or known != revision):
                stale.append(id_)
    return Compared(records, tuple(missing), tuple(sorted(held.keys() - excused)), tuple(stale), tuple(doubled))


def _pages(database: Database, size: int) -> Iterator[list[tuple[str, int, bool]]]:
    after = ""
    while True:
        with database.read() as rows:
            some = outbox.revisions(rows, after, size)
        if not some:
            return
        yield some
        after = some[-1][0]


def _tell_again(database: Database, fresh: Index) -> None:
    """Let all wait that the new index does not hold as it is now and that waits nowhere."""
    now = check(database, fresh)
    with database.write() as rows:
        outbox.touch(rows, (*now.missing, *now.stale, *now.surplus))


def _fill(
    database: Database, fresh: Index, some: list[tuple[str, int, bool]], language: Callable[[str], str | None]
) -> int:
    _, standing = entries(database, [id_ for id_, _, stands in some if stands], language)
    refused = fresh.put(standing)
    with database.write() as rows:
        letters.taken(rows, {one.id: one.revision for one in standing})
        letters.add(rows, (Letter(one.id, one.revision, one.reason) for one in refused))
        keep_worths(rows, standing)
    return len(standing) - len(refused)


def _hold(database: Database, owner: str) -> None:
    with database.write() as rows:
        if not journal.hold(rows, LEASE, owner, length=LEASE_LENGTH):
            raise StoreFailed("another process is telling the index", todo="let it finish, and ask again")
