"""A person's session: cookies from a file, for the source's mirrors only, and only under an authority for it."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tidewaiter.model.authority import Authority, Permission
from tidewaiter.model.errors import NotAllowed, WrongUse


@dataclass(slots=True)
class Session:
    """Gives its cookies once to each mirror; from then on the cookie jar follows what the site sets.

    Its secrets are in no text of it, so that no log or traceback can show them.
    """

    cookies: Mapping[str, str] = field(default_factory=dict, repr=False)
    _given: set[str] = field(default_factory=set, repr=False)

    def __bool__(self) -> bool:
        return bool(self.cookies)

    def cookies_for(self, mirror: str) -> dict[str | bytes, str | bytes | bool | float | int]:
        if mirror in self._given:
            return {}
        self._given.add(mirror)
        return dict(self.cookies.items())


def load(path: str, source: str, *, authorities: Iterable[Authority], at: datetime) -> Session:
    """The session of a file `{"cookies": {name: value}}`; an empty one without a path.

    Raises NotAllowed where no authority in force permits a session of the source, WrongUse for a file that others may
    read or of another shape.
    """
    if not path:
        return Session()
    mine = [a for a in authorities if source in a.sources and not a.fault(at)]
    if not any(Permission.SESSION in a.permissions for a in mine):
        raise NotAllowed(
            f"no authority of {source} permits a session",
            todo="ask for one with the permission `session`, or crawl without",
        )
    file = Path(path)
    try:
        if file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise WrongUse("others may read the session's file", where=path, todo=f"chmod 600 {path}")
        plain = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise WrongUse(f"the session's file does not read: {type(fault).__name__}", where=path) from None
    cookies = plain.get("cookies") if isinstance(plain, dict) else None
    if not isinstance(cookies, dict) or not all(isinstance(value, str) for value in cookies.values()):
        raise WrongUse("a session's file is not of the form", where=path, todo='write {"cookies": {"name": "value"}}')
    return Session(cookies)
