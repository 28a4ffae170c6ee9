"""Verification of a whole evidence folder: every byte read again, nothing believed that a digest does not prove."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from tidewaiter.model.errors import StoreFailed
from tidewaiter.store.evidence.ledger import LEDGER
from tidewaiter.store.evidence.ledger_tail import damaged_parts, settled_size
from tidewaiter.store.evidence.proof.chain import Chain
from tidewaiter.store.evidence.proof.report import Progress, Report, Tick
from tidewaiter.store.evidence.proof.table import ClaimsTable
from tidewaiter.store.evidence.proof.walk import Walk
from tidewaiter.store.evidence.reading import open_file
from tidewaiter.store.evidence.seals import Seal, read_seal
from tidewaiter.store.evidence.warc_files import SUFFIX


class Far(Protocol):
    """WARC files elsewhere than in folders."""

    def open(self, name: str) -> BinaryIO: ...
    def sizes(self) -> Mapping[str, int]: ...


@dataclass(frozen=True, slots=True)
class Lying:
    """A WARC file wherever it lies."""

    size: int
    open: Callable[[], BinaryIO]
    there: os.stat_result | None = None
    folder: Path = Path()


Files = dict[str, Lying]


def verify(
    evidence: Path,
    spools: Sequence[Path] = (),
    *,
    seals: Iterable[str | bytes] = (),
    key: str = "",
    running: Collection[str] = (),
    far: Far | None = None,
    progress: Progress | None = None,
) -> Report:
    """Verify `ledger.jsonl`, `warc/` and `seals/` of the evidence folder, and the WARC folders of runs still in spools.

    `seals` are texts of seals from outside (a seal's file, or its printed form); `key` is the signer's public key
    (hex) where it is known otherwise than from the seals; `running` names runs that may be writing at this moment;
    `far` has files that are not here any more;
    `progress` is told bytes done and bytes in all. Needs no other part of the workspace.
    """
    report, table = Report(), ClaimsTable()
    try:
        _verify(_Asked(evidence, spools, list(seals), key, running, far, progress), report, table)
    except OSError as error:
        where = str(error.filename or evidence)
        raise StoreFailed(f"cannot read the evidence: {error.strerror}", where=where) from error
    finally:
        table.close()
    return report


@dataclass(frozen=True, slots=True)
class _Asked:
    evidence: Path
    spools: Sequence[Path]
    seals: Sequence[str | bytes]
    key: str
    running: Collection[str]
    far: Far | None
    progress: Progress | None


def _verify(asked: _Asked, report: Report, table: ClaimsTable) -> None:
    # The order matters beside a running crawl: a seal follows its entries, an entry its record, and a file moves from
    # spool to evidence. So seals are read first, then the ledger's end, then the files, spools before evidence.
    holding = _holding_seals(asked, report)
    ledger = asked.evidence / LEDGER
    stop = settled_size(ledger)
    folders = [*asked.spools, asked.evidence / "warc"]
    files = _files(folders, report)
    work = Work(_bytes_to_read(ledger, files, holding) + stop, asked.progress)
    Chain(report, table, seals=holding, tick=work.tick).read(ledger, stop)
    if asked.far is not None:
        files |= _elsewhere(asked.far, {*table.files(), *_sealed_names(holding)} - files.keys())
    walked(files, holding, table=table, report=report, tick=work.tick, running=asked.running)
    _unchecked(report, asked)


def walked(
    files: Files, seals: Sequence[Seal], *, table: ClaimsTable, report: Report, tick: Tick,
    running: Collection[str] = (),
) -> None:  # fmt: skip
    """Every file from its first byte to its last, as the entries in the table and the seals state it."""
    for name in sorted(files):
        with files[name].open() as file:
            Walk(name, file, table, report=report, running=_is_of(name, running), tick=tick).run()
    _missing_files(table, files, report)
    _sealed_files(seals, files, table=table, report=report, tick=tick)


def _elsewhere(far: Far, missing: Collection[str]) -> Files:
    sizes = far.sizes() if missing else {}
    return {name: lying(far, name, sizes[name]) for name in missing if name in sizes}


def lying(far: Far, name: str, size: int) -> Lying:
    return Lying(size, lambda: far.open(name))


def _sealed_names(seals: Sequence[Seal]) -> set[str]:
    return {file.name for seal in seals for file in seal.warc}


def _bytes_to_read(ledger: Path, files: Files, seals: Sequence[Seal]) -> int:
    twice = _sealed_names(seals)  # once for its members, once for the seals
    sizes = (file.size * (2 if name in twice else 1) for name, file in files.items())
    return sum(sizes) + sum(part.stat().st_size for part in damaged_parts(ledger))


class Work:
    """Counts bytes, and tells about each further MiB: more often would cost more than it tells."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done, self._told, self._total, self._progress = 0, -(1 << 20), total, progress

    def tick(self, count: int) -> None:
        self._done += count
        if self._progress and (self._done - self._told >= 1 << 20 or self._done >= self._total):
            self._told = self._done
            self._progress(min(self._done, self._total), self._total)


def _files(folders: Sequence[Path], report: Report) -> Files:
    found: Files = {}
    for folder in folders:
        for path in sorted(folder.glob(f"*{SUFFIX}")):
            with suppress(FileNotFoundError):  # moved on since the folder was listed, to one that comes later
                there, other = path.stat(), found.get(path.name)
                if other and other.there and not os.path.samestat(other.there, there):
                    report.fault("file-twice", str(path), f"a file of this name lies in {other.folder} too")
                found[path.name] = Lying(there.st_size, _opener(folders, path.name), there, folder)
    return found


def _opener(folders: Sequence[Path], name: str) -> Callable[[], BinaryIO]:
    """Looked for again when it is opened: a file moves from its spool to the evidence meanwhile."""
    return lambda: open_file(folders, name)


def _holding_seals(asked: _Asked, report: Report) -> list[Seal]:
    holding = holding_seals(asked.evidence / "seals", asked.seals, key=asked.key, report=report)
    report.seals = len(holding)
    report.signers = sorted({seal.key for seal in holding})
    return holding


def holding_seals(folder: Path, given: Sequence[str | bytes], *, key: str, report: Report) -> list[Seal]:
    """All seals whose signature holds, each once."""
    holding: dict[str, Seal] = {}
    texts: list[tuple[str, str | bytes]] = [
        (path.name, path.read_bytes()) for path in sorted(folder.glob("seal-*.json"))
    ]
    for where, text in [*texts, *(("the seal given", text) for text in given)]:
        try:
            seal = read_seal(text)
        except ValueError as error:
            report.fault("seal-unreadable", where, str(error))
            continue
        if not seal.holds():
            report.fault("seal-signature", where, "the signature is not that of the key it names: the seal was altered")
        elif key and seal.key != key:
            report.fault("seal-key", where, f"signed by {seal.key}, not by {key}")
        else:
            holding[seal.sha256] = seal
    return list(holding.values())


def _is_of(name: str, runs: Collection[str]) -> bool:
    return name.removesuffix(SUFFIX)[:-6] in runs


def _missing_files(table: ClaimsTable, files: Files, report: Report) -> None:
    for name in table.files():
        if name not in files:
            what = f"the ledger names {table.count(name)} members of it, and it is not there"
            report.fault("file-missing", name, what)


def _sealed_files(seals: Sequence[Seal], files: Files, *, table: ClaimsTable, report: Report, tick: Tick) -> None:
    """Each file as each seal states it, but where a later deletion explains the difference."""
    stated: dict[tuple[str, int, str], Seal] = {}
    for seal in sorted(seals, key=lambda seal: seal.seq):
        for file in seal.warc:
            stated.setdefault((file.name, file.size, file.sha256), seal)
    there: dict[str, tuple[int, str]] = {}
    for (name, size, sha256), seal in sorted(stated.items()):
        if name not in files:
            report.fault("file-missing", name, f"the seal of {seal.when} names it, and it is not there")
            continue
        if name not in there:
            with files[name].open() as opened:
                there[name] = (opened.seek(0, os.SEEK_END), _sha256(opened))
            tick(there[name][0])
        if there[name] != (size, sha256) and not table.deleted_after(name, seal.seq):
            report.fault("file-not-as-sealed", name, f"its size or SHA-256 is not that of the seal of {seal.when}")


def _sha256(file: BinaryIO) -> str:
    file.seek(0)
    whole = hashlib.sha256()
    while chunk := file.read(1 << 20):
        whole.update(chunk)
    return whole.hexdigest()


def _unchecked(report: Report, asked: _Asked) -> None:
    if not asked.seals:
        report.unchecked.append(
            "no seal from outside was given: whoever cut the ledger and its seals alike is not seen"
        )
    if report.head_seq > report.sealed_to:
        behind = report.head_seq - report.sealed_to
        report.unchecked.append(f"the last {behind} entries are under no seal: a cut among them is not seen")
    if report.seals and not asked.key:
        report.unchecked.append("the signer's key was taken from the seals: compare it with the one you know")
    report.unchecked.append("whether what a server said is true")
