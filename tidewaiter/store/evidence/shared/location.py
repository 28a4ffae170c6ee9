"""Where the shared store is, as the workspace's settings say it: a folder, or a bucket by its address."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tidewaiter.model.errors import WrongUse

KEY, SECRET, TOKEN = "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"
_SETTING = "evidence.store"
_EXAMPLE = 'write store = "s3://BUCKET/FOLDER", or the path of a folder that all machines reach'


@dataclass(frozen=True, slots=True)
class Location:
    """`root` is the path within; `endpoint` and `ca` are of a bucket that is not Amazon's own. It holds no secret."""

    scheme: str
    root: str
    endpoint: str = ""
    ca: str = ""

    @classmethod
    def parse(cls, store: str, *, home: Path, endpoint: str = "", ca: str = "") -> Location:
        """Raises WrongUse for an address that names credentials, another kind of store, or a server without TLS."""
        parts = urlsplit(store)
        if parts.username or parts.password or "@" in parts.netloc:
            # Settings are shown and copied, so the address is left out of this message, too.
            todo = f"take it out; give {KEY} and {SECRET} in the environment"
            raise WrongUse("a name or password stands in the address", where=_SETTING, todo=todo)
        if parts.scheme in {"", "file"}:
            folder = Path(parts.path).expanduser()
            return cls("file", str(folder if folder.is_absolute() else home / folder))
        if parts.scheme != "s3" or not parts.netloc or parts.query or parts.fragment:
            raise WrongUse(f"no store of a kind that this program knows: {store}", where=_SETTING, todo=_EXAMPLE)
        root = f"{parts.netloc}{parts.path}".rstrip("/")
        return cls("s3", root, _checked(endpoint), str(home / ca) if ca else "")

    def __str__(self) -> str:
        """For a person, the ledger, and messages."""
        where = f" at {self.endpoint}" if self.endpoint else ""
        return self.root if self.scheme == "file" else f"s3://{self.root}{where}"

    def options(self, environment: Mapping[str, str]) -> dict[str, object]:
        """What fsspec is opened with. Raises WrongUse where the environment has no credentials: nothing else is asked
        for them, no file of the user's home and no address of a cloud's own."""
        if self.scheme == "file":
            return {}
        lacking = [name for name in (KEY, SECRET) if not environment.get(name)]
        if lacking:
            todo = f"set {' and '.join(lacking)} where this program is started, as in a unit's EnvironmentFile"
            raise WrongUse("the store's credentials are not in the environment", where=str(self), todo=todo)
        verify = {"verify": self.ca} if self.ca else {}
        return {
            "key": environment[KEY], "secret": environment[SECRET], "token": environment.get(TOKEN) or None,
            "endpoint_url": self.endpoint or None, "client_kwargs": verify, "use_listings_cache": False,
            "skip_instance_cache": True, "max_concurrency": _AT_ONCE,
            # A server that says nothing for half a minute is down: the run that waits for it keeps its lease meanwhile.
            "config_kwargs": {"connect_timeout": 5, "read_timeout": 30, "retries": {"max_attempts": 2}},
        }  # fmt: skip


_AT_ONCE = 4  # parts of one file under way; each holds up to 50 MB in memory


def _checked(endpoint: str) -> str:
    if not endpoint:
        return ""
    parts, where = urlsplit(endpoint), "evidence.endpoint"
    if parts.username or parts.password:
        raise WrongUse("a name or password stands in the address", where=where, todo=f"give {KEY} and {SECRET}")
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise WrongUse(f"not an address: {endpoint}", where=where, todo="write https://HOST:PORT")
    if parts.scheme == "http" and not _local(parts.hostname):
        todo = "use https: evidence and its keys would cross the network readable"
        raise WrongUse(f"{endpoint} is another machine, without TLS", where=where, todo=todo)
    return endpoint.rstrip("/")


def _local(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
