"""The store that a workspace shares with other machines: opened as its settings say, or not at all."""

from __future__ import annotations

from functools import partial

from tidewaiter.desk.session import Session, host, now
from tidewaiter.model.errors import WrongUse
from tidewaiter.store.carrying import Carrier
from tidewaiter.store.database import journal, kept
from tidewaiter.store.evidence.keys import load_key, public_hex
from tidewaiter.store.evidence.shared import Location, SharedStore, SharedWarc, station_of
from tidewaiter.store.evidence.warc_files import SUFFIX


def shared_store(here: Session) -> SharedStore:
    """Raises WrongUse where the settings name none, or one that cannot be meant."""
    asked = here.workspace.settings.evidence
    if not asked.store:
        todo = 'set store = "s3://BUCKET/FOLDER", or a folder, under [evidence]'
        raise WrongUse("this workspace shares its evidence with nobody", where=str(here.workspace.home), todo=todo)
    return SharedStore(Location.parse(asked.store, home=here.workspace.home, endpoint=asked.endpoint, ca=asked.ca))


def station(here: Session) -> str:
    """This workspace on this machine, as the store knows it."""
    return station_of(host(), public_hex(load_key(here.workspace.seal_key)))


def carrier(here: Session) -> Carrier | None:
    """What brings this workspace's evidence to the store; None where there is none."""
    if not here.workspace.settings.evidence.store:
        return None
    return Carrier(
        shared_store(here), here.database, here.ledger, station=station(here), folders=here.workspace.warc_folders,
        person=here.person.name, clock=now,
    )  # fmt: skip


def shared_warc(here: Session) -> SharedWarc:
    """The store's WARC files, for whoever reads a capture."""
    return SharedWarc(shared_store(here), partial(_holder, here))


def _holder(here: Session, name: str) -> str:
    """The station that has a file alone; of a run that is not over, the host that crawls it."""
    with here.database.read() as rows:
        if one := kept.find(rows, name):
            return one.station
        owners = journal.owners(rows, [name.removesuffix(SUFFIX)[:-6]])
    return next(iter(owners), "").rpartition(":")[0]
