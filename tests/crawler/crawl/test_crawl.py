"""A whole crawl by the product's child of a site on loopback. The way there is the tests' own (see direct_child.py)."""

from __future__ import annotations

import gzip
import json

from tidewaiter.model.sighting import Kind
from tidewaiter.store.evidence import read_capture

from .conftest import ELSEWHERE, FIRST, MIRRORS, Answer, listing, page


def test_every_page_is_captured_read_and_acknowledged(crawl, site):
    site.pages["/"] = page("/listing/1", "/listing/2", "/far")
    site.pages["/listing/1"] = listing(1, "/", "/listing/2")
    site.pages["/listing/2"] = listing(2, "/listing/1#reviews")
    site.pages["/far"] = page("/listing/3")
    site.pages["/listing/3"] = listing(3)
    told = crawl.run()
    assert told["why"] == "finished"
    assert crawl.endings() == dict.fromkeys(site.pages, ("done", ""))
    assert [site.times(path) for path in site.pages] == [1] * 5
    captures, readings = crawl.captures(), crawl.readings()
    assert {c.id for c in captures} == {r.capture for r in readings}
    titles = {s.key: s.fields["title"] for r in readings for s in r.statements if s.kind is Kind.LISTING}
    assert titles == {f"/listing/{n}": f"Thing {n}" for n in (1, 2, 3)}
    assert (told["counts"]["listing"], told["filled"]["listing.title"]) == (3, [3, 3])


def test_the_capture_holds_the_bytes_as_sent(crawl, site):
    """Packed, as the server sent them; and the head as Tor Browser would have it."""
    body = gzip.compress(page("/x").body)
    site.pages["/"] = Answer(body, headers={"Content-Encoding": "gzip", "Set-Cookie": "a=1"})
    site.pages["/x"] = page()
    crawl.run()
    first, second = crawl.captures()
    kept = read_capture([crawl.folder / "warc"], first)
    assert kept.body == body
    assert (first.run, first.source, first.mirror, first.url) == ("R1", "pier", MIRRORS[0], MIRRORS[0] + "/")
    assert (first.method, first.status, first.media_type) == ("GET", 200, "text/html; charset=utf-8")
    heads = {name.lower() for name, _ in kept.request_headers}
    assert heads == {"host", "accept", "accept-language", "accept-encoding", "user-agent"}
    assert crawl.endings()["/x"] == ("done", ""), "links of a packed page are followed"
    asked = {name.lower(): value for name, value in site.asked[1].headers.items()}
    assert asked["cookie"] == "a=1"
    assert asked["user-agent"].startswith("Mozilla/5.0 (Windows NT 10.0; rv:")
    assert second.attempt == 1


def test_redirects_are_captures_of_their_own_and_their_targets_rows(crawl, site):
    site.pages["/"] = page("/old", "/known", "/out", "/itself", "/circle")
    site.pages["/old"] = Answer(status=301, headers={"Location": "/new"})
    site.pages["/new"] = page()
    site.pages["/known"] = Answer(status=302, headers={"Location": f"{MIRRORS[1]}/"})
    site.pages["/out"] = Answer(status=302, headers={"Location": "https://example.com/trap"})
    site.pages["/itself"] = [Answer(status=303, headers={"Location": "/itself", "Set-Cookie": "in=1"}), page()]
    site.pages["/circle"] = [Answer(status=307, headers={"Location": "/check"}), page()]
    site.pages["/check"] = Answer(status=307, headers={"Location": "/circle", "Set-Cookie": "seen=1"})
    crawl.run()
    assert crawl.endings() == {
        "/": ("done", ""),
        "/old": ("replaced", "redirected to /new"),
        "/new": ("done", ""),
        "/known": ("duplicate", "redirected to /, which is known"),
        "/out": ("refused", "redirected out of the source, to https://example.com/trap"),
        "/itself": ("done", ""),
        "/circle": ("done", ""),
        "/check": ("replaced", "redirected back to /circle"),
    }
    assert sorted(c.status for c in crawl.captures()) == [200] * 4 + [301, 302, 302, 303, 307, 307]
    assert crawl.notes("candidate") == ["https://example.com/trap"]


def test_failed_pages_say_why_and_keep_their_captures(crawl, site):
    site.pages["/"] = page("/missing", "/busy", "/broken", "/soon")
    site.pages["/busy"] = [Answer(b"<title>x</title>later", 503)] * 2 + [page()]
    site.pages["/broken"] = Answer(b"<title>x</title>fault", 500)
    site.pages["/soon"] = [Answer(b"<title>x</title>hush", 429, {"Retry-After": "1"}), page()]
    crawl.order(attempt_limit=3)
    told = crawl.run()
    assert crawl.endings() == {
        "/": ("done", ""),
        "/missing": ("failed", "status 404 Not Found"),
        "/busy": ("done", ""),
        "/broken": ("failed", "status 500 Internal Server Error"),
        "/soon": ("done", ""),
    }
    assert (site.times("/broken"), site.times("/busy"), site.times("/missing")) == (3, 3, 1)
    by_page = [(c.url.removeprefix(MIRRORS[0]).removeprefix(MIRRORS[1]), c.attempt) for c in crawl.captures()]
    assert sorted(a for p, a in by_page if p == "/broken") == [1, 2, 3]
    assert told["errors"] == {
        "status 404 Not Found": 1, "status 503 Service Unavailable": 2, "status 500 Internal Server Error": 3,
        "status 429 Too Many Requests": 1,
    }  # fmt: skip


def test_foreign_onions_and_channels_are_noted_never_asked(crawl, site):
    other = f"http://{ELSEWHERE}.onion/shop"
    site.pages["/"] = page(other, "https://example.com/", "ftp://example.com/x", "file:///etc/passwd", "/logo.png")
    crawl.run()
    assert list(crawl.endings()) == ["/"]
    assert {asked.path for asked in site.asked} == {"/"}
    assert any(ELSEWHERE in text for text in crawl.notes("candidate"))


def test_what_is_no_text_is_refused_at_its_head(crawl, site):
    site.pages["/"] = page("/photo", "/plain", "/unsaid")
    site.pages["/photo"] = Answer(b"\x89PNG" * 99, headers={"Content-Type": "image/png"})
    site.pages["/plain"] = Answer(b"a text", headers={"Content-Type": "text/plain"})
    site.pages["/unsaid"] = Answer(page().body, headers={"Content-Type": ""})
    crawl.run()
    endings = crawl.endings()
    assert endings["/photo"] == ("refused", "media: image/png is not text, and no authority permits media")
    assert (endings["/plain"][0], endings["/unsaid"][0]) == ("done", "done")
    assert b"PNG" not in b"".join(read_capture([crawl.folder / "warc"], c).body for c in crawl.captures())


def test_sizes_are_limited_packed_and_unpacked(crawl, site):
    site.pages["/"] = page("/big", "/bomb")
    site.pages["/big"] = Answer(b"x" * 300_000)
    site.pages["/bomb"] = Answer(gzip.compress(b"\0" * 3_000_000), headers={"Content-Encoding": "gzip"})
    crawl.order(politeness={"delay": 0, "largest": 200_000})
    crawl.run()
    endings = crawl.endings()
    assert endings["/big"] == ("failed", "too-large")
    assert endings["/bomb"] == ("failed", "too-large when unpacked")
    assert [c.url for c in crawl.captures()] == [MIRRORS[0] + "/", MIRRORS[0] + "/bomb"]


def test_a_page_outside_the_authority_is_refused_on_the_record(crawl, site):
    beside = f"http://forum.{FIRST}.onion:81/x"
    site.pages["/"] = page(beside)
    crawl.permit(addresses=MIRRORS)
    told = crawl.run()
    assert told["why"] == "finished"
    ending, reason = crawl.endings()["http://forum.*:81/x"]
    assert ending == "refused"
    assert reason == f"no authority of pier covers http://forum.{FIRST}.onion:81"
    assert crawl.notes("refused") == [reason]


def test_without_an_authority_nothing_is_asked_and_the_frontier_is_kept(crawl, site):
    crawl.permit(addresses=(MIRRORS[0],))
    site.pages["/"] = page("/x")
    (crawl.folder / "authority.json").write_text("[]")
    told = crawl.run(expect=3)
    assert (told["why"], told["detail"]) == ("no-authority", "no authority names the source pier")
    assert site.asked == []
    crawl.permit()
    assert crawl.run()["why"] == "finished"
    assert site.times("/") == 1


def test_depth_pages_and_seeds(crawl, site):
    for number in range(30):
        site.pages[f"/p{number}"] = page(f"/p{number + 1}")
    start, again = (MIRRORS[0] + "/p0",), ((MIRRORS[1] + "/p20", 5), ("https://elsewhere.example/", 1))
    crawl.order(start=start, revisit=again, politeness={"delay": 0, "max_depth": 3, "concurrency": 1})
    assert crawl.run()["why"] == "finished"
    assert list(crawl.endings()) == ["/p0", "/p20", "/p1", "/p21", "/p2", "/p22", "/p3"]


def test_a_page_budget_ends_the_run_with_its_frontier_kept(crawl, site):
    for number in range(30):
        site.pages[f"/p{number}"] = page(f"/p{number + 1}")
    crawl.order(start=(MIRRORS[0] + "/p0",), politeness={"delay": 0, "max_pages": 5, "concurrency": 2})
    told = crawl.run(expect=3)
    assert (told["why"], len(site.asked), told["counts"]["queued"]) == ("pages", 5, 1)


def test_progress_is_told_while_it_works(crawl, site):
    site.pages["/"] = page("/listing/1", "/missing")
    site.pages["/listing/1"] = listing(1)
    crawl.run()
    told = json.loads((crawl.folder / "progress.json").read_text())
    assert set(told) == {"at", "state", "counts", "queue", "rate", "errors", "mirrors"}
    assert (told["counts"]["captures"], told["counts"]["listing"], told["queue"]) == (3, 1, 0)
    assert told["errors"] == {"status 404 Not Found": 1}


def test_two_children_do_not_crawl_one_run(crawl, site):
    site.pages["/"] = page()
    spool = crawl.spool()
    spool.own()
    child = crawl.start()
    _, errors = child.communicate(timeout=60)
    assert child.returncode == 1
    assert "another process crawls this run" in errors
    spool.close()
