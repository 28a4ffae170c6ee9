"""What the parent tells an import child: `import.json` in the run's spool folder, beside the file itself."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from crawler.importers.mapping import load_mapping
from crawler.importers.moments import zone_named
from crawler.importers.opening import Kind
from crawler.importers.reading import VERSION, Wishes
from crawler.importers.whatsapp import Order
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.ids import digest
from tidewaiter.store.whole import write_whole

FILE = "import.json"
RECEIVED = "received"  # the file as it was handed over, while its run goes on


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOrder:
    """One import. `capture` is the file's SHA-256, `name` its own name, by which a chat may be told; the others are
    what the operator says of it, "" where nothing. With `look` the child only says whether the file can be read, with
    `propose` too which mapping its columns suggest.
    """

    run: str
    source: str
    capture: str
    name: str
    kind: str = ""
    zone: str = ""
    date_order: str = ""
    mapping: str = ""
    chats: tuple[str, ...] = ()
    chat: str = ""
    look: bool = False
    propose: bool = False

    @property
    def said_kind(self) -> Kind | None:
        return Kind(self.kind) if self.kind else None

    def wishes(self) -> Wishes:
        """Raises WrongUse for a zone or a mapping that cannot be meant."""
        return Wishes(
            zone=zone_named(self.zone) if self.zone else None,
            date_order=Order(self.date_order) if self.date_order else None,
            mapping=load_mapping(self.mapping, "the mapping") if self.mapping else None,
            chats=frozenset(self.chats),
            chat=self.chat,
        )

    @property
    def reader(self) -> str:
        """The digest of the importers' version and of what the operator says: what the readings depend on."""
        said = (self.kind, self.zone, self.date_order, self.mapping, *sorted(self.chats), self.chat, self.name)
        return digest("importer", str(VERSION), *said)

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / FILE, json.dumps(asdict(self), indent=1))

    @classmethod
    def read(cls, folder: Path) -> ImportOrder:
        """Raises WrongUse where there is none, or one of another shape."""
        file = folder / FILE
        try:
            plain = json.loads(file.read_text(encoding="utf-8"))
            known = {one.name: plain[one.name] for one in fields(cls)}
            return cls(**known | {"chats": tuple(plain["chats"])})
        except (OSError, ValueError, TypeError, KeyError) as fault:
            raise WrongUse(f"no order to import: {fault}", where=str(file),
                           todo="the child is started by `tidewaiter import`, which writes it") from fault  # fmt: skip
