"""A page that holds its reader costs bounded time, is named, and keeps no other page from being read."""

from __future__ import annotations

from crawler.readers.bounded import KILLED_BY

from .conftest import PROFILE, QUICK, Crawl, Site, listing, page

# Selectors and patterns as a person writes them who does not think of hostile pages.
NATIVE = PROFILE.replace(
    "title: h1.title,", "title: h1.title, stock: {xpath: '//i[count(//i[count(//i) > 1]) > 99999]'},"
)
REGULAR = PROFILE.replace("title: h1.title,", "title: h1.title, category: {css: .cat, pattern: '(a|a)*b'},")


def pier(site: Site, more: str) -> None:
    site.pages["/"] = page("/listing/1", "/listing/2", "/listing/3")
    for number in (1, 3):
        site.pages[f"/listing/{number}"] = listing(number)
    hostile = listing(2)
    hostile.body = hostile.body.replace(b"</body>", f"{more}</body>".encode())
    site.pages["/listing/2"] = hostile


def test_a_pattern_that_spins_is_interrupted_and_the_page_is_named(crawl: Crawl, site: Site) -> None:
    pier(site, f"<p class='cat'>{'a' * 60}</p>")
    crawl.order(profile=REGULAR, politeness=QUICK | {"reading": 0.3})
    assert crawl.run()["why"] == "finished"
    endings = crawl.endings()
    assert endings["/listing/2"] == ("failed", "its reader took more than 0.3 s")
    assert {endings[path][0] for path in ("/", "/listing/1", "/listing/3")} == {"done"}
    assert crawl.notes("held") == ["its reader took more than 0.3 s"]
    assert site.times("/listing/2") == 1, "the same page would hold it again"
    assert len(crawl.captures()) == 4, "its bytes are kept"


def test_a_selector_that_no_signal_interrupts_ends_two_processes_and_then_the_page(crawl: Crawl, site: Site) -> None:
    pier(site, "<i>x</i>" * 3000)
    crawl.order(profile=NATIVE, politeness=QUICK | {"reading": 0.3, "reading_killed": 0.8})
    for _ in range(2):
        child = crawl.start()
        child.communicate(timeout=120)
        assert child.returncode == -KILLED_BY
    assert crawl.run()["why"] == "finished"
    endings = crawl.endings()
    assert endings["/listing/2"] == ("failed", "its reader was ended 2 times, with the process")
    assert {endings[path][0] for path in ("/", "/listing/1", "/listing/3")} == {"done"}
    spool = crawl.spool()
    assert spool.held() == ["/listing/2"]
    spool.close()
    assert site.times("/listing/2") == 2
