from __future__ import annotations

from datetime import datetime, timezone

import pytest
from scrapy.exceptions import DownloadCancelledError, DownloadFailedError, DownloadTimeoutError, IgnoreRequest

from crawler.capture.textonly import NotText, is_text
from crawler.frontier.verdict import Again, Content, Failed, Redirect, Refused, Returned, of_answer, of_failure
from crawler.guard.gate import Refused as GateRefused
from crawler.tor.reasons import CAUSES, Retry, TorUnavailableError, refusal_of
from tidewaiter.model.errors import StoreFailed

NOW = datetime(2026, 1, 1, 12, 0, 0, tzinfo=timezone.utc)
HERE = "http://x.onion/a/b"


@pytest.mark.parametrize(
    ("status", "headers", "verdict"),
    [
        (200, {}, Content()),
        (204, {}, Content()),
        (302, {"location": "/c"}, Redirect("http://x.onion/c")),
        (301, {"location": "c"}, Redirect("http://x.onion/a/c")),
        (308, {"location": "https://example.com"}, Redirect("https://example.com")),
        (303, {"location": "http://[::1"}, Redirect("http://[::1")),
        (302, {}, Content(Failed("status 302 Found"))),
        (304, {"location": "/c"}, Content(Failed("status 304 Not Modified"))),
        (404, {}, Content(Failed("status 404 Not Found"))),
        (451, {}, Content(Failed("status 451 Unavailable For Legal Reasons"))),
        (999, {}, Content(Failed("status 999"))),
        (503, {}, Content(Again("status 503 Service Unavailable"))),
        (522, {}, Content(Again("status 522"))),
        (429, {"retry-after": "7"}, Content(Again("status 429 Too Many Requests", after=7.0))),
        (429, {"retry-after": "Thu, 01 Jan 2026 12:01:00 GMT"}, Content(Again("status 429 Too Many Requests", after=60.0))),
        (503, {"retry-after": "999999"}, Content(Again("status 503 Service Unavailable", after=600.0))),
        (503, {"retry-after": "soon"}, Content(Again("status 503 Service Unavailable"))),
        (503, {"retry-after": "Thu, 01 Jan 1970 00:00:00 GMT"}, Content(Again("status 503 Service Unavailable", after=0.0))),
    ],
)  # fmt: skip
def test_answers(status, headers, verdict):
    assert of_answer(HERE, status, headers, at=NOW) == verdict


@pytest.mark.parametrize("code", list(CAUSES))
def test_each_of_tors_replies_ends_with_its_word(code):
    cause = CAUSES[code]
    verdict = of_failure(refusal_of(code, HERE), mirror=True)
    expected = {
        Retry.YES: Again(cause.word, mirror=True),
        Retry.SLOW: Again(cause.word, slow=True, mirror=True),
        Retry.NO: Failed(cause.word, gone=True),
    }
    if cause.retry is Retry.STOP:
        assert isinstance(verdict, Returned)
        assert verdict.why == "leak"
    else:
        assert verdict == expected[cause.retry]


@pytest.mark.parametrize(
    ("fault", "mirror", "verdict"),
    [
        (DownloadTimeoutError("x"), True, Again("timed-out")),
        (DownloadFailedError("x"), True, Again("connection-lost")),
        (DownloadCancelledError("x"), True, Failed("too-large")),
        (TorUnavailableError("x"), True, Returned("tor does not answer", "tor-down")),
        (StoreFailed("full", where="disk"), True, Returned("full (disk)", "store-failed")),
        (GateRefused("expired"), True, Returned("expired", "no-authority")),
        (GateRefused("not covered"), False, Refused("not covered")),
        (IgnoreRequest("bomb"), True, Failed("too-large when unpacked")),
        (NotText("image/png"), True, Refused("media: image/png is not text, and no authority permits media")),
        (KeyError("bug"), True, Failed("KeyError: 'bug'")),
    ],
)
def test_failures(fault, mirror, verdict):
    assert of_failure(fault, mirror=mirror) == verdict


@pytest.mark.parametrize(
    ("media", "text"),
    [
        ("text/html", True),
        ("", True),
        ("application/xhtml+xml", True),
        ("application/pgp-keys", True),
        ("text/javascript", False),
        ("text/css", False),
        ("image/svg+xml", False),
        ("application/octet-stream", False),
        ("application/pdf", False),
        ("video/mp4", False),
        ("nonsense", False),
    ],
)
def test_what_is_text(media, text):
    assert is_text(media) is text
