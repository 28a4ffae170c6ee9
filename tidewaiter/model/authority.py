"""Why a source may be watched: given and approved apart from its profile, asked on every request."""

from __future__ import annotations

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
