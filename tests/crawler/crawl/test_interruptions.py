"""Ended at any moment, by any signal or a full disk: nothing is lost, nothing is doubled, and the run goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest

from tidewaiter.store.evidence import read_capture
from tidewaiter.store.spool import Shelf

from .conftest import Answer, Crawl, Site, listing, page

PAGES = 400


def harbour(site: Site, pages: int = PAGES) -> None:
    """Each page leads to the next ones, and every fifth to one that fails, redirects or comes at the second time."""
    site.pages["/"] = page(*(f"/listing/{n}" for n in range(3)))
    for n in range(pages):
        odd = {0: f"/gone/{n}", 1: f"/moved/{n}", 2: f"/late/{n}"}.get(n % 15)
        nexts = [f"/listing/{m}" for m in range(n + 1, n + 4) if m < pages]
        site.pages[f"/listing/{n}"] = listing(n, "/", *nexts, *([odd] if odd else []))
        site.pages[f"/moved/{n}"] = Answer(status=302, headers={"Location": f"/listing/{n}"})
        site.pages[f"/late/{n}"] = [Answer(b"<title>x</title>busy", 503), page()]


def whole(crawl: Crawl, pages: int = PAGES) -> None:
    """Every page has ended as it must, each with one reading; all captures verify."""
    endings = crawl.endings()
    expected = {"/": "done"} | {f"/listing/{n}": "done" for n in range(pages)}
    expected |= {f"/gone/{n}": "failed" for n in range(pages) if n % 15 == 0}
    expected |= {f"/moved/{n}": "duplicate" for n in range(pages) if n % 15 == 1}
    expected |= {f"/late/{n}": "done" for n in range(pages) if n % 15 == 2}
    assert {path: ending for path, (ending, _) in endings.items()} == expected
    captures, readings = crawl.captures(), crawl.readings()
    assert len({c.id for c in captures}) == len(captures)
    assert max(Counter(r.capture for r in readings).values()) == 1
    by_id = {c.id: c for c in captures}
    read = Counter(by_id[r.capture].url.split(".onion")[1] for r in readings)
    assert read == Counter(path for path, ending in expected.items() if ending == "done")


@pytest.mark.slow
def test_killed_five_times_at_random_moments(crawl, site):
    harbour(site)
    chance, done = random.Random(11), [0]
    for _ in range(5):
        child, target = crawl.start(), done[-1] + chance.randint(5, 70)
        done.append(wait_for(crawl, child, target))
        time.sleep(chance.random() * 0.05)
        assert child.poll() is None, "it ended before it could be killed"
        child.send_signal(signal.SIGKILL)
        child.communicate(timeout=60)
    assert crawl.run()["why"] == "finished"
    whole(crawl)
    again = sum(times - 1 for path, times in Counter(a.path for a in site.asked).items() if "/late/" not in path)
    assert again <= 5 * 8, "only what was in flight is asked again"


def wait_for(crawl: Crawl, child, done: int) -> int:
    shelf = Shelf(crawl.folder)
    try:
        while (now := shelf.counts()["done"]) < done and child.poll() is None:
            time.sleep(0.01)
        return now
    finally:
        shelf.close()


@pytest.mark.slow
def test_asked_to_stop_it_stops_and_goes_on_later(crawl, site):
    harbour(site)
    child = crawl.start()
    wait_for(crawl, child, 60)
    child.send_signal(signal.SIGTERM)
    child.communicate(timeout=30)
    told = crawl.ending()
    assert (child.returncode, told["why"], told["counts"]["in-flight"]) == (3, "stopped", 0)
    assert told["counts"]["queued"] > 0
    before = Counter(asked.path for asked in site.asked)
    assert crawl.run()["why"] == "finished"
    whole(crawl)
    again = Counter(asked.path for asked in site.asked)
    assert all(again[path] == times for path, times in before.items() if "/late/" not in path), "nothing asked twice"


def test_an_answer_that_never_ends_does_not_hold_up_the_stop(crawl, site):
    """The child gives itself 15 s; here 1 s, so that the test need not wait."""
    site.pages["/"] = page("/hang")
    site.pages["/hang"] = Answer(b"", wait=60)
    crawl.order(politeness={"delay": 0, "timeout": 100})
    child = crawl.start(stop_within=1.0)
    while not site.times("/hang"):
        assert child.poll() is None, "it ended before it asked"
        time.sleep(0.02)
    child.send_signal(signal.SIGTERM)
    child.communicate(timeout=30)
    assert (child.returncode, crawl.ending()["why"]) == (3, "stopped")
    site.pages["/hang"] = page()
    assert crawl.run()["why"] == "finished"
    assert crawl.endings()["/hang"] == ("done", "")


@pytest.mark.slow
@pytest.mark.parametrize("limit", [120_000, 300_000])
def test_a_full_disk_stops_the_crawl_and_all_kept_so_far_verifies(crawl, site, limit):
    """A limit on the size of a file stands for the disk: writes end in the same way, at any byte."""
    pages = 150
    harbour(site, pages)
    for n in range(pages):
        noise = random.Random(n).randbytes(1_500).hex().encode()
        site.pages[f"/listing/{n}"].body += b"<!-- " + noise + b" -->"
    crawl.file_limit = limit
    told = crawl.run(expect=1)
    assert told["why"] == "store-failed"
    assert "space" in told["detail"]
    before = crawl.captures()
    assert before, "something was kept"
    crawl.file_limit = None
    assert crawl.run()["why"] == "finished"
    whole(crawl, pages)
    folders = [crawl.folder / "warc"]
    assert all(read_capture(folders, capture).status_line for capture in before)


CHILD = """
import os, signal, sys, time
from crawler.watched import die_with_parent
me, (heard, told) = os.getpid(), os.pipe()
if os.fork() == 0:
    if sys.argv[1] == "late":
        while os.getppid() == me:
            time.sleep(0.01)
    die_with_parent(me)
    os.write(told, b"x")
    signal.pause()
if sys.argv[1] == "in time":
    os.read(heard, 1)
    print("up", flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("when", ["in time", "late"])
def test_nothing_is_crawled_unwatched(crawl, when):
    """The child ends when the process that started it dies, and when that one died before the child could ask for it."""
    environment = {**os.environ, "PYTHONPATH": str(crawl.root)}
    parent = subprocess.Popen([sys.executable, "-c", CHILD, when], env=environment, stdout=subprocess.PIPE, text=True)
    if when == "in time":
        assert parent.stdout.readline() == "up\n"
        parent.kill()
    # The pipe is closed when nobody holds it any more: parent and child.
    assert parent.communicate(timeout=60)[0] == ""
