"""Why a source may be watched: given and approved apart from its profile, asked on every request."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from tidewaiter.model.ids import digest
from tidewaiter.model.times import stamp


class Permission(StrEnum):
    """What goes beyond reading text with no account."""

    MEDIA = "media"
    SESSION = "session"
    ACCOUNT = "account"
    SENSITIVE = "sensitive"


FILES = "file:"  # the address by which an authority covers files that are handed over, in the place of a host
_ONION = re.compile(r"[a-z2-7]{56}\.onion")


def address_fault(address: str) -> str:
    """What is wrong with an address as an authority names it (a host, or an origin); "" where nothing is.

    A v3 onion is its server's public key: three of its letters are a checksum, so a mistyped one is found here.
    """
    if address == FILES:
        return ""
    parts = urlsplit(address if "//" in address else f"//{address}")
    host = (parts.hostname or "").lower()
    if not host or parts.path.strip("/") or parts.query or (parts.scheme and parts.scheme not in {"http", "https"}):
        return "not a host and not an origin"
    if not host.endswith(".onion"):
        return "" if "." in host and " " not in host else "not a host name"
    name = host.split(".")[-2]
    if not _ONION.fullmatch(f"{name}.onion"):
        return "not a v3 onion address"
    raw = base64.b32decode(name.upper())
    key, check, version = raw[:32], raw[32:34], raw[34:]
    good = hashlib.sha3_256(b".onion checksum" + key + version).digest()[:2]
    return "" if version == b"\x03" and check == good else "its checksum is wrong: a letter is mistyped"


def origin(url: str) -> str:
    """`scheme://host[:port]`, lower case, without the scheme's own port."""
    parts = urlsplit(url)
    own = {"http": 80, "https": 443}.get(parts.scheme.lower())
    port = f":{parts.port}" if parts.port and parts.port != own else ""
    return f"{parts.scheme.lower()}://{(parts.hostname or '').lower()}{port}"


@dataclass(frozen=True, slots=True)
class Authority:
    """Its facts. `addresses` are origins or bare host names; `approved_by` is another person than `asked_by`."""

    id: str
    legal_basis: str
    asked_by: str
    sources: tuple[str, ...]
    addresses: tuple[str, ...]
    asked_at: datetime
    expires_at: datetime
    permissions: frozenset[Permission] = frozenset()
    approved_by: str = ""
    approved_at: datetime | None = None
    revoked_by: str = ""
    revoked_at: datetime | None = None

    @property
    def digest(self) -> str:
        """Of the facts that decide what is allowed; it goes to the ledger and to each run."""
        return digest(
            "authority", self.id, self.legal_basis, self.asked_by, self.approved_by, stamp(self.expires_at),
            *sorted(self.sources), "|", *sorted(self.addresses), "|", *sorted(self.permissions),
        )  # fmt: skip

    def fault(self, at: datetime) -> str:
        """Why it gives no permission at this time; "" where it does."""
        if self.revoked_at is not None:
            return f"revoked by {self.revoked_by}"
        if not self.approved_by:
            return "not approved yet"
        if at >= self.expires_at:
            return f"expired at {stamp(self.expires_at)}"
        return ""

    def covers(self, url: str) -> bool:
        """Whether the address lies within it: a host listed, or a sub-domain of a listed onion host."""
        parts = urlsplit(url)
        if parts.scheme == "file":
            return FILES in self.addresses
        host = (parts.hostname or "").lower()
        for address in self.addresses:
            listed = urlsplit(address if "//" in address else f"//{address}")
            if listed.scheme and origin(url) == origin(address):
                return True
            name = (listed.hostname or "").lower()
            if not listed.scheme and (host == name or (name.endswith(".onion") and host.endswith("." + name))):
                return True
        return False


def refusal(authorities: Iterable[Authority], source: str, url: str, at: datetime) -> str:
    """Why this request has no authority; "" where one covers it. Asked on each request."""
    mine = [a for a in authorities if source in a.sources]
    if not mine:
        return f"no authority names the source {source}"
    faults = [a.fault(at) for a in mine]
    if all(faults):
        return f"authority {mine[-1].id} is {faults[-1]}"
    if not any(a.covers(url) for a, fault in zip(mine, faults, strict=True) if not fault):
        return f"no authority of {source} covers {origin(url)}"
    return ""
