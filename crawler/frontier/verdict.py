"""What an answer or a failure means for its page: pure, decided before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urljoin

from scrapy.exceptions import IgnoreRequest, StopDownload

from crawler.tor.reasons import Retry, TorUnavailableError, cause_of
from tidewaiter.model.errors import StoreFailed

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Answers that say "not now". 520-524 are those of front servers that do not reach the site behind them.
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
LONGEST_RETRY_AFTER = 600.0


@dataclass(frozen=True, slots=True)
class Redirect:
    url: str


@dataclass(frozen=True, slots=True)
class Content:
    """To be read. `otherwise` is what becomes of a page that is no barrier; None where the status is good."""

    otherwise: Again | Failed | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """Asking again may help. `after` is how long the site asks to wait. With `mirror` it is the mirror that was not
    reached, whatever the page; else it may be the page's own fault."""

    reason: str
    slow: bool = False
    after: float | None = None
    mirror: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """Asking again cannot help. With `gone` this mirror will not answer anybody."""

    reason: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    reason: str


@dataclass(frozen=True, slots=True)
class Returned:
    """Not the page's fault: it goes back to the queue and the crawl ends."""

    reason: str
    why: str  # a value of Halt


Verdict = Redirect | Content | Again | Failed | Refused | Returned


def of_answer(url: str, status: int, headers: Mapping[str, str], *, at: datetime) -> Redirect | Content:
    """`headers` have lower-case names. A page with an error's status is read too: it may be a queue or a CAPTCHA."""
    where = headers.get("location", "")
    if status in _REDIRECTS and where:
        return Redirect(_joined(url, where))
    if 200 <= status < 300:
        return Content()
    reason = f"status {status}{_phrase(status)}"
    if status in _AGAIN:
        return Content(Again(reason, after=_retry_after(headers.get("retry-after", ""), at)))
    return Content(Failed(reason))


def of_failure(fault: BaseException, *, mirror: bool) -> Verdict:
    """`mirror` says whether the request asked a mirror itself, not another host or port of the source."""
    if isinstance(fault, StoreFailed):
        return Returned(str(fault), "store-failed")
    if isinstance(fault, TorUnavailableError):
        return Returned("tor does not answer", "tor-down")
    if isinstance(fault, StopDownload):
        return Refused(getattr(fault, "reason", "the download was stopped"))
    if isinstance(fault, IgnoreRequest):
        return _of_refusal(fault, mirror=mirror)
    cause = cause_of(fault)
    if cause is None:
        return Failed(f"{type(fault).__name__}: {fault}")
    if cause.retry is Retry.STOP:
        return Returned(f"{cause.word}: {fault}", "leak")
    if cause.retry is Retry.NO:
        return Failed(cause.word, gone=hasattr(fault, "code"))
    return Again(cause.word, slow=cause.retry is Retry.SLOW, mirror=hasattr(fault, "code"))


def _of_refusal(fault: IgnoreRequest, *, mirror: bool) -> Verdict:
    reason = getattr(fault, "reason", "")
    if not reason:  # Scrapy's own, of the one middleware that raises it: a body that unpacks to more than is allowed
        return Failed("too-large when unpacked")
    # The order's mirrors lay within the authority when the run began: so it has changed, and no page is at fault.
    return Returned(reason, "no-authority") if mirror else Refused(reason)


def _phrase(status: int) -> str:
    try:
        return f" {HTTPStatus(status).phrase}"
    except ValueError:
        return ""


def _joined(url: str, where: str) -> str:
    try:
        return urljoin(url, where.strip())
    except ValueError:
        return where


def _retry_after(said: str, at: datetime) -> float | None:
    """Seconds of a Retry-After header, which is a number or a date."""
    said = said.strip()
    if not said:
        return None
    try:
        wait = float(said) if said.isdecimal() else (parsedate_to_datetime(said) - at).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(wait, 0.0), LONGEST_RETRY_AFTER)
