"""Pages that hold no content: a corner is passed by, a walled source waits for a person, a queue for its time."""

from __future__ import annotations

import pytest

from tidewaiter.model.sighting import Page

from .conftest import MIRRORS, QUICK, Answer, listing, page

FORM = '<form action="/in"><input type="password" name="p"></form>'
WALLS = {
    "login": page(title="sign in", more=FORM),
    "captcha": page(title="captcha", more=FORM),
    "seizure": page(title="seized"),
}


@pytest.mark.parametrize("kind", list(WALLS))
def test_a_walled_entrance_waits_for_a_person_and_goes_on_after(crawl, site, kind):
    site.pages["/"] = [WALLS[kind], page("/listing/1")]
    site.pages["/listing/1"] = listing(1)
    told = crawl.run(expect=3)
    assert told["why"] == "waiting"
    (capture,) = crawl.captures()
    assert told["barrier"] == {"page": kind, "url": MIRRORS[0] + "/", "capture": capture.id}
    assert crawl.notes("barrier") == [f"{kind}: the source waits for a person"]
    assert crawl.run()["why"] == "finished"
    assert crawl.endings() == {"/": ("done", ""), "/listing/1": ("done", "")}


def test_a_walled_corner_does_not_stop_the_crawl(crawl, site):
    site.pages["/"] = page("/vip", "/members", *(f"/listing/{n}" for n in range(9)))
    site.pages |= {f"/listing/{n}": listing(n) for n in range(9)}
    site.pages["/vip"] = WALLS["captcha"]
    site.pages["/members"] = Answer(status=302, headers={"Location": "/login"})
    site.pages["/login"] = WALLS["login"]
    told = crawl.run()
    assert (told["why"], told["counts"]["listing"], told["barrier"]) == ("finished", 9, None)
    endings = crawl.endings()
    assert endings["/vip"] == ("failed", "barrier: captcha")
    assert endings["/members"] == ("replaced", "redirected to /login")
    assert endings["/login"] == ("failed", "barrier: login")
    pages = [reading.page for reading in crawl.readings()]
    assert (pages.count(Page.CAPTCHA), pages.count(Page.LOGIN)) == (1, 1), "kept as captures, with their reading"


def test_a_session_that_ended_on_the_way_stops_the_crawl_with_nothing_lost(crawl, site):
    inside = {"now": True}
    names = [f"/listing/{n}" for n in range(60)]

    def guarded(asked):
        if site.times("/listing/20") and inside["now"]:
            inside["now"] = False
        if not inside["now"]:
            return Answer(status=302, headers={"Location": "/login"})
        return listing(int(asked.path.split("/")[-1]), *names)

    site.pages["/"] = page(*names[:3])
    site.pages |= dict.fromkeys(names, guarded)
    site.pages["/login"] = lambda asked: page() if inside["now"] else WALLS["login"]
    crawl.order(politeness={**QUICK, "walls_in_row": 4, "concurrency": 2})
    told = crawl.run(expect=3)
    assert (told["why"], told["barrier"]["page"]) == ("waiting", "login")
    assert told["counts"]["queued"] > 0
    site.pages |= {name: listing(n) for n, name in enumerate(names)}
    assert crawl.run()["why"] == "finished"
    endings = crawl.endings()
    assert {endings[name] for name in names} == {("done", "")}


def test_a_queue_is_waited_for_by_its_own_time_and_nothing_is_asked_meanwhile(crawl, site):
    waiting = Answer(page(title="queue").body, headers={"Refresh": "1"})
    site.pages["/"] = [waiting, waiting, page("/listing/1", "/listing/2")]
    site.pages |= {f"/listing/{n}": listing(n) for n in (1, 2)}
    told = crawl.run()
    assert told["why"] == "finished"
    assert [asked.path for asked in site.asked][:3] == ["/", "/", "/"]
    first, second, third = (c.captured_at for c in crawl.captures()[:3])
    assert (second - first).total_seconds() >= 1
    assert (third - second).total_seconds() >= 1
    assert crawl.endings()["/"] == ("done", "")


def test_an_endless_queue_in_a_corner_fails_its_page_and_holds_up_no_other(crawl, site):
    site.pages["/"] = page("/corner", *(f"/listing/{n}" for n in range(9)))
    site.pages["/corner"] = Answer(page(title="queue").body, headers={"Refresh": "1"})
    site.pages |= {f"/listing/{n}": listing(n) for n in range(9)}
    crawl.order(politeness={**QUICK, "queue_rounds": 3, "concurrency": 2})
    told = crawl.run()
    assert (told["why"], told["counts"]["listing"]) == ("finished", 9)
    assert crawl.endings()["/corner"] == ("failed", "barrier: queue, 3 times in a row")
    last = {asked.path: number for number, asked in enumerate(site.asked)}
    assert last["/corner"] == len(site.asked) - 1, "the others were asked while it waited"


def test_a_queue_before_the_whole_source_is_noticed_on_the_way(crawl, site):
    names = [f"/listing/{n}" for n in range(20)]
    site.pages["/"] = page(*names)
    full = Answer(page(title="queue").body, headers={"Refresh": "1"})
    site.pages |= {name: [full, listing(n)] for n, name in enumerate(names)}
    crawl.order(politeness={**QUICK, "concurrency": 2})
    told = crawl.run()
    assert (told["why"], told["counts"]["listing"]) == ("finished", 20)


def test_an_endless_queue_waits_for_a_person(crawl, site):
    site.pages["/"] = page(title="queue")
    crawl.order(politeness={**QUICK, "queue_rounds": 3, "queue_wait": 0.5})
    told = crawl.run(expect=3)
    assert (told["why"], told["barrier"]["page"]) == ("waiting", "queue")
    assert site.times("/") == 3
    site.pages["/"] = page()
    assert crawl.run()["why"] == "finished"


def test_a_login_page_that_the_profile_expects_is_a_page_like_any(crawl, site):
    follow = 'follow:\n  - {css: "a.in", expects: login}\n'
    from .conftest import PROFILE

    profile = PROFILE.replace("follow:\n", follow)
    site.pages["/"] = page("/listing/1", more='<a class="in" href="/login">in</a>')
    site.pages["/login"], site.pages["/listing/1"] = WALLS["login"], listing(1)
    crawl.order(profile=profile)
    assert crawl.run()["why"] == "finished"
    assert crawl.endings()["/login"] == ("done", "")
