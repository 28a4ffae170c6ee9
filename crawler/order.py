"""What the parent tells a crawl child: `order.json` in the run's spool folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from tidewaiter.model.authority import origin
from tidewaiter.model.errors import WrongUse
from tidewaiter.store.spool import locate
from tidewaiter.store.whole import write_whole

FILE = "order.json"
AUTHORITY_FILE = "authority.json"  # beside it, replaced by the parent whenever an authority changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One run. Nothing in it is secret but `secret_salt`, which only keeps hidden cookies from being guessed.

    `profile` is YAML text, "" for a source that the generic reader reads; `template` its template as JSON, "" for none.
    `mirrors` are origins, the best first.
    `start`, `revisit` (with priorities) and `skip` (pages seen lately, not due) are addresses on a mirror; a revisit
    or skip that is none is left out. `socks` is unix:PATH, `ready` the path of tor's marker. `attempt_limit` 0 leaves
    it to the profile. `politeness` overrides the profile's (crawler.frontier.manners says what there is). `session` is
    the path of a file with a person's cookies, used only where the authority permits a session.
    """

    run: str
    source: str
    mirrors: tuple[str, ...]
    profile: str = ""
    template: str = ""
    start: tuple[str, ...] = ()
    revisit: tuple[tuple[str, int], ...] = ()
    skip: tuple[str, ...] = ()
    socks: str = ""
    ready: str = ""
    attempt_limit: int = 0
    politeness: Mapping[str, object] = field(default_factory=dict)
    session: str = ""
    identity: str = ""
    code_version: str = ""
    secret_salt: str = ""

    def __post_init__(self) -> None:
        if not self.run or not self.source or not self.mirrors:
            raise WrongUse("an order names its run, its source and at least one mirror", where=self.run)
        for mirror in self.mirrors:
            if origin(mirror) != mirror:
                raise WrongUse(f"not an origin: {mirror}", todo="write a mirror as scheme://host, without a path")
        for url in self.start:
            if locate(url, self.mirrors) is None:
                raise WrongUse(f"a start outside the source: {url}", todo="name pages on one of its mirrors")

    def write(self, folder: Path) -> None:
        """Into the run's folder (made when missing), whole or not at all, for its owner only."""
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / FILE, json.dumps(asdict(self), indent=1))

    @classmethod
    def read(cls, folder: Path) -> Order:
        """The order of this run. Raises WrongUse where there is none, or one of another shape."""
        file = folder / FILE
        try:
            plain = json.loads(file.read_text(encoding="utf-8"))
            names = {f.name for f in fields(cls)}
            if unknown := sorted(set(plain) - names):
                raise WrongUse(f"an order with unknown keys: {', '.join(unknown)}", where=str(file))
            lists = {name: tuple(plain.get(name, ())) for name in ("mirrors", "start", "skip")}
            revisit = tuple((str(url), int(priority)) for url, priority in plain.get("revisit", ()))
            return cls(**plain | lists | {"revisit": revisit})
        except (OSError, ValueError, TypeError, AttributeError) as fault:
            todo = "the child is started by `tidewaiter crawl`, which writes it"
            raise WrongUse(f"no order to crawl: {fault}", where=str(file), todo=todo) from fault
