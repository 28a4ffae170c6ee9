"""Why a request failed, as stable words that a monitor can report: `cause_of` is the one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from scrapy.exceptions import (
    DownloadCancelledError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)


class Retry(StrEnum):
    """Whether asking again can help. `STOP`: tor was asked for what it must never be asked: end the run."""

    YES = "yes"
    SLOW = "slow"
    NO = "no"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Cause:
    word: str
    meaning: str
    retry: Retry


# Codes of RFC 1928 and, from 0xF0, of Tor's proposal 304 (SocksPort ... ExtendedErrors). 0x01, 0x02, 0x05, 0xF0, 0xF4
# and 0xF6 were provoked and are tested; the others are mapped from their definition.
CAUSES: Mapping[int, Cause] = {
    0x01: Cause("site-down", "the onion is up, nothing answers behind it", Retry.YES),
    0x02: Cause("refused-by-tor", "tor was asked for something other than an onion", Retry.STOP),
    0x03: Cause("network-unreachable", "tor reaches no network", Retry.YES),
    0x04: Cause("host-unreachable", "tor cannot reach the host", Retry.YES),
    0x05: Cause("port-closed", "the onion does not offer this port", Retry.YES),
    0x06: Cause("timed-out", "the circuit timed out", Retry.YES),
    0x07: Cause("command-refused", "tor does not know the SOCKS command", Retry.NO),
    0x08: Cause("address-type-refused", "tor does not know the kind of address", Retry.NO),
    0xF0: Cause("not-published", "no descriptor is published: the onion is down", Retry.SLOW),
    0xF1: Cause("descriptor-invalid", "the descriptor cannot be read", Retry.NO),
    0xF2: Cause("introduction-failed", "no introduction point answered", Retry.YES),
    0xF3: Cause("rendezvous-failed", "the onion did not come to the meeting point", Retry.YES),
    0xF4: Cause("needs-authorisation", "the onion has gone private: it asks for a client's key", Retry.NO),
    0xF5: Cause("authorisation-wrong", "the client's key is not the one the onion knows", Retry.NO),
    0xF6: Cause("malformed", "not a valid v3 onion address", Retry.NO),
    0xF7: Cause("timed-out", "the introduction timed out", Retry.YES),
}
UNKNOWN = Cause("unknown-reply", "tor answered with a code that no table knows", Retry.YES)
TOR_DOWN = Cause("tor-down", "tor itself does not answer", Retry.SLOW)

_WITHOUT_CODE: tuple[tuple[type[Exception], Cause], ...] = (
    (DownloadTimeoutError, Cause("timed-out", "the answer took longer than allowed", Retry.YES)),
    (ResponseDataLossError, Cause("cut-short", "the answer ended before its end", Retry.YES)),
    (DownloadCancelledError, Cause("too-large", "the answer is larger than allowed", Retry.NO)),
    (DownloadFailedError, Cause("connection-lost", "the connection ended without an answer", Retry.YES)),
)


class _Coded(Exception):
    """A failure that carries tor's reply `code` and the `cause` it stands for."""

    def __init__(self, code: int, where: str) -> None:
        self.code, self.cause = code, CAUSES.get(code, UNKNOWN)
        self.reason = self.cause.word
        super().__init__(f"{where}: {self.cause.meaning} (SOCKS 0x{code:02X}, {self.reason})")


class TorConnectError(_Coded, DownloadFailedError):
    """Tor could not reach the site; asking again may help (Scrapy's own retry counts it as a failed download)."""


class TorPermanentError(_Coded):
    """Tor will never reach this address as things stand; never retried."""


class TorUnavailableError(DownloadFailedError):
    """Tor itself does not answer: not the site's fault, so no retry is spent on it."""

    code = 0
    cause = TOR_DOWN
    reason = TOR_DOWN.word


def refusal_of(code: int, where: str) -> TorConnectError | TorPermanentError:
    """The exception that stands for a SOCKS reply other than 0."""
    again = CAUSES.get(code, UNKNOWN).retry in (Retry.YES, Retry.SLOW)
    return TorConnectError(code, where) if again else TorPermanentError(code, where)


def cause_of(failure: BaseException) -> Cause | None:
    """Why a download failed; None where the failure is of another kind (a refusal of the gate, a bug)."""
    cause = getattr(failure, "cause", None)
    if isinstance(cause, Cause):
        return cause
    return next((known for kind, known in _WITHOUT_CODE if isinstance(failure, kind)), None)
