"""What the machines of a team must have alike, so that the same page gives the same record on each of them."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

from crawler.readers.generic.door import readers_of
from crawler.readers.profiled import READER
from nlp.lexicon import of_folder
from tidewaiter import __version__
from tidewaiter.desk.session import Session
from tidewaiter.model.errors import StoreFailed
from tidewaiter.model.ids import digest
from tidewaiter.store.database import terms
from tidewaiter.store.database.migrate import newest
from tidewaiter.store.workspace import BUYER_KEY, Workspace

_MENDS = {
    "program": "install the version that holds the schedule, or start the new `tidewaiter up` first",
    "database": "install the version that holds the schedule, or start the new `tidewaiter up` first",
    "readers": "install the version that holds the schedule, or start the new `tidewaiter up` first",
    "lexicon": "copy lexicon/ from the workspace of the schedule",
    "buyer key": "copy secrets/buyer.key from the workspace of the schedule: with another key a buyer is two persons",
    "forbidden list": "copy forbidden.txt from the workspace of the schedule",
    "lead settings": "copy [leads] from the settings of the schedule's workspace",
}


def terms_of(workspace: Workspace) -> dict[str, str]:
    """By name what this program and workspace work with; of secrets no more than a keyed digest."""
    key = workspace.secret(BUYER_KEY)
    forbidden = workspace.forbidden.read_bytes() if workspace.forbidden.is_file() else b""
    return {
        "program": __version__,
        "database": newest(),
        "readers": digest("readers", READER, *sorted(readers_of(())))[:16],
        "lexicon": of_folder(workspace.lexicon).version,
        "buyer key": hmac.new(key, b"tidewaiter team", hashlib.sha256).hexdigest()[:16],
        "forbidden list": hmac.new(key, forbidden, hashlib.sha256).hexdigest()[:16],
        "lead settings": digest("leads", workspace.settings.leads.model_dump_json())[:16],
    }


def differing(agreed: Mapping[str, str], ours: Mapping[str, str]) -> str:
    """In words what is not as whoever holds the schedule has it; "" where all is, or nobody ever held it."""
    other = [name for name in agreed if agreed[name] != ours.get(name)]
    return "; ".join(
        f"its {name} is {ours.get(name, 'none')}, the schedule's is {agreed[name]}" for name in sorted(other)
    )


def require_agreement(here: Session) -> None:
    """Raises StoreFailed where this machine would record otherwise than the team."""
    with here.database.read() as rows:
        agreed, ours = terms.agreed(rows), terms_of(here.workspace)
    if why := differing(agreed, ours):
        first = next(name for name in _MENDS if name in agreed and agreed[name] != ours.get(name))
        raise StoreFailed(f"this machine is not as its team: {why}", where=here.database.address, todo=_MENDS[first])
