"""Every failure ends in an acknowledged row with its exact reason; mirrors rest, and another takes over."""

from __future__ import annotations

import pytest

from .conftest import FIRST, MIRRORS, QUICK, SECOND, Answer, listing, page


def test_a_reader_that_raises_fails_its_page_and_keeps_the_capture(crawl, site):
    site.pages["/"] = page("/listing/1", "/cursed")
    site.pages["/listing/1"], site.pages["/cursed"] = listing(1), page("/never", title="Hex")
    assert crawl.run(reader_fault="Hex")["why"] == "finished"
    assert crawl.endings()["/cursed"] == ("failed", "reader raised RuntimeError")
    assert len(crawl.captures()) == 3
    assert len(crawl.readings()) == 2


def test_a_hand_over_that_raises_fails_its_page_and_keeps_the_capture(crawl, site):
    site.pages["/"] = page("/listing/7", "/listing/8")
    site.pages |= {f"/listing/{n}": listing(n) for n in (7, 8)}
    assert crawl.run(handover_fault="Thing 7")["why"] == "finished"
    endings = crawl.endings()
    assert endings["/listing/7"] == ("failed", "hand-over raised RuntimeError")
    assert endings["/listing/8"] == ("done", "")
    assert len(crawl.captures()) == 3


@pytest.mark.parametrize(
    ("code", "reason", "why"),
    [
        ("0xF0", "not-published", "unreachable"),
        ("0x01", "site-down", "unreachable"),
        ("0x05", "port-closed", "unreachable"),
        ("0xF4", "needs-authorisation", "unreachable"),
        ("0xF6", "malformed", "unreachable"),
        ("0x02", "refused-by-tor", "leak"),
    ],
)
def test_an_onion_that_tor_does_not_reach(crawl, site, code, reason, why):
    crawl.ports = {FIRST: code}
    crawl.order(mirrors=MIRRORS[:1])
    told = crawl.run(expect=1 if why == "leak" else 3)
    assert told["why"] == why
    assert reason in told["detail"]
    endings, lasting = crawl.endings(), code in ("0xF4", "0xF6")
    assert endings == ({"/": ("failed", reason)} if lasting else {})
    assert told["counts"]["queued"] == (0 if lasting else 1), "kept for a resumed run"


def test_another_mirror_takes_over_and_ids_stay(crawl, site):
    site.pages["/"] = page(*(f"/listing/{n}" for n in range(12)))
    site.pages |= {f"/listing/{n}": listing(n) for n in range(12)}
    crawl.ports = {FIRST: "0x01"}
    told = crawl.run()
    assert (told["why"], told["counts"]["listing"], told["counts"]["failed"]) == ("finished", 12, 0)
    assert {capture.mirror for capture in crawl.captures()} == {MIRRORS[1]}
    keys = {s.key for reading in crawl.readings() for s in reading.statements}
    assert keys == {f"/listing/{n}" for n in range(12)}
    crawl.ports = {}


def test_a_mirror_that_is_gone_for_good_is_dropped_at_once(crawl, site):
    site.pages["/"] = page("/listing/1")
    site.pages["/listing/1"] = listing(1)
    crawl.ports = {FIRST: "0xF4"}
    told = crawl.run()
    assert told["why"] == "finished"
    assert told["mirrors"] == {MIRRORS[0]: "needs-authorisation"}
    assert crawl.notes("mirror") == ["dropped: needs-authorisation"]
    assert crawl.endings() == {"/": ("done", ""), "/listing/1": ("done", "")}


def test_a_mirror_that_dies_on_the_way_is_rested(crawl, site):
    names = [f"/listing/{n}" for n in range(40)]
    site.pages["/"] = page(*names)

    def dying(asked):
        return Answer(drop=True) if FIRST in asked.host and len(site.asked) > 10 else listing(1)

    site.pages |= dict.fromkeys(names, dying)
    crawl.order(politeness={**QUICK, "rest": 60.0, "concurrency": 4})
    told = crawl.run()
    assert (told["why"], told["counts"]["done"]) == ("finished", 41)
    assert told["mirrors"] == {MIRRORS[0]: "connection-lost"}
    assert crawl.notes("mirror") == ["rested: connection-lost"]
    after = [asked.host.split(".")[0] for asked in site.asked[-20:]]
    assert after == [SECOND] * 20


def test_a_page_that_never_comes_does_not_take_the_mirror_with_it(crawl, site):
    site.pages["/"] = page(*(f"/listing/{n}" for n in range(30)), "/cut")
    site.pages |= {f"/listing/{n}": listing(n) for n in range(30)}
    site.pages["/cut"] = Answer(drop=True)
    crawl.order(mirrors=MIRRORS[:1], politeness={**QUICK, "rest": 60.0}, attempt_limit=4)
    told = crawl.run()
    assert (told["why"], told["counts"]["done"]) == ("finished", 31)
    assert crawl.endings()["/cut"] == ("failed", "connection-lost")
    assert told["errors"] == {"connection-lost": 4}, "Twisted itself asks again on a kept connection; we count ours"


def test_a_slow_answer_is_timed_out(crawl, site):
    site.pages["/"] = page("/slow", "/listing/1")
    site.pages["/slow"], site.pages["/listing/1"] = Answer(b"", wait=20), listing(1)
    crawl.order(politeness={**QUICK, "timeout": 0.5}, attempt_limit=2)
    crawl.run()
    assert crawl.endings()["/slow"] == ("failed", "timed-out")
    assert site.times("/slow") == 2
