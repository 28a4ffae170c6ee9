"""What a view is asked and what it answers; views know nothing of HTTP beyond this."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote, urlencode

from tidewaiter.desk.session import Session
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.person import Act
from tidewaiter.store.database.accounts import Visit

Pairs = Sequence[tuple[str, str]]
_OWN = re.compile(r"/(?![/\\])[0-9A-Za-z/_.~%?&=+:,;@!$'()*\[\]-]*")


@dataclass(frozen=True, slots=True)
class Ask:
    """One request of a person who may make it. `here` acts as them; `fresh` is the token a browser has for forms."""

    here: Session
    at: datetime
    place: str = "/"
    path: Mapping[str, str] = field(default_factory=dict)
    query: Pairs = ()
    form: Pairs = ()
    token: str = ""
    fresh: str = ""
    visit: Visit | None = None
    part: bool = False
    asides: list[str] = field(default_factory=list)

    def one(self, name: str) -> str:
        """The last value of a name in the address; "" without one."""
        return _last(self.query, name)

    def many(self, name: str) -> list[str]:
        """All values of a name in the address, each once, in their order."""
        return list(dict.fromkeys(value for key, value in self.query if key == name and value))

    def typed(self, name: str) -> str:
        """The last value of a name in the form."""
        return _last(self.form, name)

    @property
    def address(self) -> str:
        return address(self.place, self.query)

    @property
    def form_token(self) -> str:
        return form_token(self.token or self.fresh)


@dataclass(frozen=True, slots=True)
class Page:
    """A template with what it shows."""

    template: str
    facts: Mapping[str, object] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Go:
    """Elsewhere in the console. `token` begins a session, or ends the one there is where it is ""."""

    to: str
    token: str | None = None


View = Callable[[Ask], Page | Go]


@dataclass(frozen=True, slots=True)
class Place:
    """An address of the console: `act` is what a person must be allowed to do there; None is open to everybody."""

    path: str
    view: View
    act: Act | None
    method: str = "GET"


def form_token(secret: str) -> str:
    """What a form must bring along: a foreign page can make a browser post here, but cannot read or guess this."""
    return hmac.new(secret.encode("utf-8"), b"form", hashlib.sha256).hexdigest()


def address(path: str, pairs: Pairs = ()) -> str:
    """An address within the console, with its values escaped."""
    text = urlencode([(name, value.encode("utf-8", "replace")) for name, value in pairs if value])
    return f"{quote(path)}?{text}" if text else quote(path)


def own_address(wanted: str, *, other: str = "/") -> str:
    """The address if it leads nowhere but into this console, else the other."""
    return wanted if _OWN.fullmatch(wanted) else other


def number(text: str, *, other: int, least: int, most: int) -> int:
    """A whole number of an address. Raises WrongUse."""
    if not text:
        return other
    if not (text.isascii() and text.isdecimal() and len(text) < 10) or not least <= int(text) <= most:
        raise WrongUse(f"not a number from {least} to {most}: {text!r}")
    return int(text)


def _last(pairs: Pairs, name: str) -> str:
    return next((value for key, value in reversed(pairs) if key == name), "")
