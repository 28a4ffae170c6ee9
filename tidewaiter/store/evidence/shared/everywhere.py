"""The shared store proven as a whole: every station's ledger and seals, and every WARC file that any of them names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tidewaiter.store.evidence.ledger import LEDGER
from tidewaiter.store.evidence.proof.chain import Chain
from tidewaiter.store.evidence.proof.report import Fault, Progress, Report
from tidewaiter.store.evidence.proof.table import ClaimsTable
from tidewaiter.store.evidence.proof.verify import Files, Work, holding_seals, lying, walked
from tidewaiter.store.evidence.seals import Seal, read_seal
from tidewaiter.store.evidence.shared.record import LEDGERS, SEALS, fetch_record, is_station
from tidewaiter.store.evidence.shared.shelf import SharedWarc
from tidewaiter.store.evidence.shared.store import SharedStore


def verify_everywhere(
    store: SharedStore, *, seals: Iterable[str | bytes] = (), progress: Progress | None = None
) -> Report:
    """Read all that the store holds again; needs neither database nor any station.

    `seals` are texts of seals kept elsewhere. A fault's place begins with its station, where it is of one.
    """
    report, table, far = Report(), ClaimsTable(), SharedWarc(store)
    given = list(seals)
    held: list[Seal] = []
    try:
        sizes = far.sizes()
        with TemporaryDirectory() as folder:
            known, strange = stations(store)
            for name in strange:
                report.fault("station", name, "no station is named so: whoever put it there is none of ours")
            for station in known:
                held += _one(store, station, Path(folder) / station, given=given, table=table, report=report)
        claimed = {*table.files(), *(file.name for seal in held for file in seal.warc)}
        files: Files = {name: lying(far, name, size) for name, size in sizes.items() if name in claimed}
        work = Work(sum(file.size for file in files.values()), progress)
        walked(files, held, table=table, report=report, tick=work.tick)
        _unchecked(report, given, sorted(sizes.keys() - claimed))
    finally:
        table.close()
    return report


def stations(store: SharedStore) -> tuple[list[str], list[str]]:
    """Every station that has brought anything of its record; and what stands among them and is named as none is."""
    found = sorted({f"{name}/".split("/")[1] for kind in (LEDGERS, SEALS) for name in store.names(kind)})
    return [name for name in found if is_station(name)], [name for name in found if not is_station(name)]


def _one(
    store: SharedStore, station: str, folder: Path, *, given: Sequence[str | bytes], table: ClaimsTable, report: Report
) -> list[Seal]:  # fmt: skip
    """Read one station's chain; its seals that hold.

    Its name ends with its key's first letters, so that one station's seals are not taken for another's by mistake. Who
    means to can make a key that begins alike: only a seal from outside proves a station against that.
    """
    own = Report()
    for fault in fetch_record(store, station, folder):
        own.fault("ledger-piece", LEDGER, fault)
    held = holding_seals(folder / "seals", [seal for seal in given if _signed_by(seal, station)], key="", report=own)
    mine = [seal for seal in held if seal.key[:8] == station.rsplit("-", 1)[1]]
    for seal in held:
        if seal not in mine:
            own.fault("seal-key", f"seal of {seal.when}", f"signed by {seal.key}, which is not this station's")
    ledger = folder / LEDGER
    stop = ledger.stat().st_size if ledger.exists() else 0
    Chain(own, table, seals=mine, tick=lambda done: None).read(ledger, stop)
    _take(report, own, station)
    report.seals += len(mine)
    report.signers = sorted({*report.signers, *(seal.key for seal in mine)})
    return mine


def _signed_by(text: str | bytes, station: str) -> bool:
    try:
        return read_seal(text).key[:8] == station.rsplit("-", 1)[1]
    except ValueError:
        return True  # whoever reads it next says what is wrong with it


def _take(report: Report, own: Report, station: str) -> None:
    for fault in own.faults:
        report.fault(fault.kind, f"{station}: {fault.where}", fault.what)
    report.explained += [Fault(one.kind, f"{station}: {one.where}", one.what) for one in own.explained]
    report.entries += own.entries
    report.captures += own.captures
    report.orphans += own.orphans
    if own.head_seq > own.sealed_to:
        behind = own.head_seq - own.sealed_to
        report.unchecked.append(f"{station}: the last {behind} entries are under no seal: a cut among them is not seen")
    report.head = own.head
    report.head_seq += own.head_seq
    report.sealed_to += own.sealed_to


def _unchecked(report: Report, given: Sequence[str | bytes], unclaimed: Sequence[str]) -> None:
    if unclaimed:
        some = ", ".join(unclaimed[:3])
        report.unchecked.append(
            f"{len(unclaimed)} files that no ledger here names yet ({some}): the ledger of their station has not come"
        )
    if not given:
        report.unchecked.append("no seal from outside was given: a station that was removed as a whole is not seen")
    report.unchecked.append("what stations have not brought yet, and whether what a server said is true")
