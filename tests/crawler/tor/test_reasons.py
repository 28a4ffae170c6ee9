"""Why a request failed, in words that stay."""

import pytest
from scrapy.exceptions import (
    DownloadCancelledError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from crawler.tor.reasons import Retry, TorConnectError, TorPermanentError, TorUnavailableError, cause_of, refusal_of


@pytest.mark.parametrize(
    ("failure", "word", "retry"),
    [
        (refusal_of(0xF0, "x"), "not-published", Retry.SLOW),
        (refusal_of(0xF4, "x"), "needs-authorisation", Retry.NO),
        (refusal_of(0xF6, "x"), "malformed", Retry.NO),
        (refusal_of(0x05, "x"), "port-closed", Retry.YES),
        (refusal_of(0x01, "x"), "site-down", Retry.YES),
        (refusal_of(0x02, "x"), "refused-by-tor", Retry.STOP),
        (refusal_of(0xF7, "x"), "timed-out", Retry.YES),
        (refusal_of(0xEE, "x"), "unknown-reply", Retry.YES),
        (TorUnavailableError("gone"), "tor-down", Retry.SLOW),
        (DownloadTimeoutError("long"), "timed-out", Retry.YES),
        (ResponseDataLossError("cut"), "cut-short", Retry.YES),
        (DownloadCancelledError("big"), "too-large", Retry.NO),
        (DownloadFailedError("rst"), "connection-lost", Retry.YES),
    ],
)
def test_each_failure_has_one_word_and_says_whether_to_ask_again(failure, word, retry):
    cause = cause_of(failure)
    assert (cause.word, cause.retry) == (word, retry)


@pytest.mark.parametrize("failure", [IgnoreRequest("by the gate"), KeyError("a bug")])
def test_what_is_not_a_failed_download_has_no_cause(failure):
    assert cause_of(failure) is None


def test_scrapy_retries_what_may_help_and_nothing_else():
    assert isinstance(refusal_of(0x01, "x"), DownloadFailedError)
    assert isinstance(refusal_of(0xF0, "x"), TorConnectError)
    for code in (0x02, 0x07, 0xF1, 0xF4, 0xF5, 0xF6):
        assert isinstance(refusal_of(code, "x"), TorPermanentError)
        assert not isinstance(refusal_of(code, "x"), DownloadFailedError)
