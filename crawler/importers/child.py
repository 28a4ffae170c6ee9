"""The import child: `python -P -m crawler.importers.child SPOOL_FOLDER`. It reads `import.json` and the file beside it,
writes readings into the spool, and `ending.json`.

Jailed as a crawl is: the file is hostile, and nothing but the run's own folder is needed to read it. An import goes
on where it ended, since one file gives the same messages in the same order each time. Exit status: 0 when the file is
read, 3 when it ended before, 2 where the operator must say more, 1 when it failed.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from crawler.guard import lock, seal
from crawler.importers.mapping import write
from crawler.importers.message import Aside, Broken, Found, Message
from crawler.importers.opening import chat_name, opened
from crawler.importers.order import RECEIVED, ImportOrder
from crawler.importers.reading import mapping_of, read_export
from crawler.watched import die_with_whoever_started_us
from tidewaiter.model.errors import TidewaiterError, WrongUse
from tidewaiter.model.sighting import Page, Reading
from tidewaiter.store.spool import Spool
from tidewaiter.store.whole import write_whole

ENDING = "ending.json"
PART = 50  # messages of one reading: what the recorder takes in one transaction is some of these


def main(arguments: Sequence[str]) -> int:
    """Fail-closed layers first, then the file."""
    try:
        if len(arguments) != 1:
            raise WrongUse("the import child takes one argument, its run's spool folder")
        folder = Path(arguments[0]).resolve()
        order = ImportOrder.read(folder)
        os.umask(0o077)
        die_with_whoever_started_us()
        seal()
        lock([])
        return run(order, folder)
    except TidewaiterError as fault:
        print(f"import child: {fault}", file=sys.stderr)
        return fault.status


@dataclass(slots=True)
class Tally:
    """What became no post, by its reason, with the place of the first; and whether the file broke."""

    asides: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)
    broken: str = ""
    messages: int = 0
    stopped: bool = False

    def messages_of(self, found: Iterable[Found]) -> Iterator[Message]:
        for one in found:
            if self.stopped:
                return
            if isinstance(one, Message):
                self.messages += 1
                yield one
            elif isinstance(one, Aside):
                self.asides[one.reason] += 1
                self.first.setdefault(one.reason, one.place)
            elif isinstance(one, Broken):
                self.broken = f"{one.place or 'at its beginning'}: {one.reason}"


def run(order: ImportOrder, folder: Path) -> int:
    """Read the file to its end, part by part; the exit status."""
    tally = Tally()
    signal.signal(signal.SIGTERM, lambda *_: setattr(tally, "stopped", True))
    try:
        # What its name tells is told by the name that it had, not by the one under which it lies here.
        export = replace(opened(folder / RECEIVED, order.said_kind), path=Path(order.name), chat=chat_name(order.name))
        messages = tally.messages_of(read_export(export, order.wishes()))
        if order.look:
            suggested = write(mapping_of(export)) if order.propose else ""
            if not order.propose:
                next(messages, None)
            _tell(folder, {"why": "looked", "kind": str(export.kind), "member": export.member, "mapping": suggested})
            return 0
        spool = Spool(folder, run=order.run)
        spool.own()
        _read(messages, spool, order, tally)
    except WrongUse as fault:
        _tell(folder, {"why": "refused", "detail": fault.what, "todo": fault.todo})
        raise
    except (RuntimeError, NotImplementedError) as fault:  # zipfile's words for a password, and for a packing of its own
        _tell(folder, {"why": "refused", "detail": f"the archive does not open: {fault}",
                       "todo": "unpack it, and import the file from inside it"})  # fmt: skip
        return WrongUse.status
    why = "stopped" if tally.stopped else "damaged" if tally.broken else "finished"
    asides = [[reason, number, tally.first[reason]] for reason, number in tally.asides.most_common(100)]
    _tell(folder, {"why": why, "detail": tally.broken, "kind": str(export.kind), "member": export.member,
                   "messages": tally.messages, "asides": asides})  # fmt: skip
    spool.finish(why)
    spool.close()
    return 0 if why == "finished" else 3


def _read(messages: Iterator[Message], spool: Spool, order: ImportOrder, tally: Tally) -> None:
    kept = spool.counts()["readings"]
    for number in range(10**9):
        batch = list(islice(messages, PART))
        if tally.stopped or not batch:
            return  # a part that was broken off would be taken for a whole one when the import goes on
        if number >= kept:  # parts are kept in their order
            statements = tuple(one.statement() for one in batch)
            spool.part(Reading(order.capture, Page.POST, order.reader, statements, part=number))


def _tell(folder: Path, ending: dict[str, object]) -> None:
    with suppress(OSError):  # a full disk: the exit status says it too
        write_whole(folder / ENDING, json.dumps(ending, indent=1))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
