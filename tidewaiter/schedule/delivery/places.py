"""Where alerts can be sent: a mail server, webhooks and feeds that the settings name, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from tidewaiter.model.errors import WrongUse
from tidewaiter.schedule.delivery.letter import Letter
from tidewaiter.store.workspace import Workspace

_ADDRESS = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")
Send = Callable[[Letter], None]


@dataclass(frozen=True, slots=True)
class Places:
    """By the settings. `ca` is a file of the only certificate authorities to believe, "" for the usual ones."""

    mail: str
    sender: str
    webhooks: Mapping[str, str]
    ca: str
    secrets: Path
    feeds: Path

    @classmethod
    def of(cls, workspace: Workspace) -> Places:
        """Raises WrongUse where the settings name what cannot be sent to safely."""
        said = workspace.settings.delivery
        ca = str(workspace.home / said.ca) if said.ca else ""
        for name, address in said.webhooks.items():
            _safe(name, address)
        return cls(said.mail, said.sender, said.webhooks, ca, workspace.secrets, workspace.feeds)

    def check(self, to: str) -> None:
        """Raises WrongUse unless `to` names a place that there is."""
        self.sender_to(to)

    def sender_to(self, to: str) -> Send:
        """What sends a letter there; it raises DeliveryFailed. Raises WrongUse where there is no such place."""
        from tidewaiter.schedule.delivery import feed, mail, webhook  # requests and smtplib: no command needs them else

        kind, _, name = to.partition(":")
        if kind == "mail" and _ADDRESS.fullmatch(name):
            if not (self.mail and self.sender):
                raise WrongUse("no mail server is set", where=to, todo="set mail and sender under [delivery]")
            return lambda letter: mail.send(letter, self, to=name)
        if kind == "webhook" and name in self.webhooks:
            key = self.secrets / f"webhook-{name}.key"
            if not key.is_file():
                todo = f"put 32 random bytes or more there, mode 0600, and give them to the receiver: {key.name}"
                raise WrongUse(f"the webhook {name} has no key", where=str(self.secrets), todo=todo)
            return lambda letter: webhook.send(letter, self, address=self.webhooks[name], key=key)
        if kind == "feed" and _NAME.fullmatch(name):
            return lambda letter: feed.send(letter, self.feeds / f"{name}.xml")
        known = ", ".join(["mail:ADDRESS", *(f"webhook:{one}" for one in self.webhooks), "feed:NAME"])
        raise WrongUse(f"alerts cannot be sent to {to!r}", todo=f"places are: {known}")


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _safe(name: str, address: str) -> None:
    parts = urlsplit(address)
    if not _NAME.fullmatch(name) or not parts.hostname or parts.username or parts.password:
        raise WrongUse(f"the webhook {name!r} is none", where=address, todo='desk = "https://host/path", no password')
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(parts.hostname)):
        raise WrongUse(f"the webhook {name} is not https", where=address, todo="alerts leave only over TLS")
