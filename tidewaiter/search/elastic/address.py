"""Where the servers are and how they are trusted."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from tidewaiter.model.errors import WrongUse

_SETTING = "search.index"
_EXAMPLE = 'write index = "https://HOST:9200" under [search]'


@dataclass(frozen=True, slots=True)
class Server:
    """One cluster. `urls` are several of its nodes, so that one may die. The certificate is verified always.

    `name` begins every name of ours on the server: two workspaces on one cluster take two names, and the API key's
    rights end with it. Raises WrongUse for what would send collected text or the key unprotected.
    """

    urls: tuple[str, ...]
    ca: Path | None = None
    fingerprint: str = ""
    key: str = field(default="", repr=False)
    name: str = "tidewaiter"
    shards: int = 1
    replicas: int = 0
    patience: float = 30.0  # seconds for one request

    def __post_init__(self) -> None:
        if not self.urls:
            raise WrongUse("no address of Elasticsearch is given", where=_SETTING, todo=_EXAMPLE)
        for url in self.urls:
            _check(url)
        if self.ca is not None and not self.ca.is_file():
            raise WrongUse("the file of the certificate authority is not there", where=str(self.ca))
        if self.ca is not None and self.fingerprint:
            raise WrongUse("a CA file and a fingerprint are two ways to trust a server", where=_SETTING, todo="set one")
        if self.fingerprint and not re.fullmatch(r"[0-9a-f]{64}", self.fingerprint.replace(":", "").lower()):
            raise WrongUse("the fingerprint is not a SHA-256 of 64 hex digits", where="search.fingerprint")
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,40}", self.name):
            raise WrongUse(f"not a name for indexes: {self.name}", where="search.name", todo="use a-z, 0-9 and -")

    @property
    def alias(self) -> str:
        return f"{self.name}-records"

    def __str__(self) -> str:
        return ", ".join(self.urls)


def addresses(setting: str) -> tuple[str, ...]:
    """The addresses in a setting, separated by commas or spaces."""
    return tuple(part.rstrip("/") for part in re.split(r"[,\s]+", setting) if part)


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as fault:
        raise WrongUse(f"not an address: {url}", where=_SETTING, todo=_EXAMPLE) from fault
    if parts.username or parts.password:
        # The address is logged and shown; so it is left out of this message, too.
        raise WrongUse(
            "a name or password stands in the address", where=f"{_SETTING}, {host}",
            todo="take it out; give an API key in TIDEWAITER_SEARCH_API_KEY or secrets/elasticsearch.key",
        )  # fmt: skip
    if parts.scheme not in {"http", "https"} or not host or parts.query or parts.fragment:
        raise WrongUse(f"not an address: {url}", where=_SETTING, todo=_EXAMPLE)
    if port is None:
        raise WrongUse(f"the address has no port: {url}", where=_SETTING, todo=f"write {url}:9200, or its own port")
    if parts.scheme == "http" and not _local(host):
        raise WrongUse(
            f"{url} is another machine, without TLS", where=_SETTING,
            todo="use https: collected text and the key would cross the network readable",
        )  # fmt: skip


def _local(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
