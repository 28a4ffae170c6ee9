"""Pages that bar the way are known without a profile; pages of content are not taken for them."""

from __future__ import annotations

import pytest

from crawler.profiles import load
from crawler.readers import SavedPage, open_page, read
from crawler.readers.barriers import recognise
from tidewaiter.model.sighting import Page

LOGIN = '<form action="/login"><input name=user><input type=password name=pass><input type=submit value="{}"></form>'
LISTING = (
    "<h1>Blue Dream</h1><a href=/logout>Logout</a><p>"
    + "Strong and sweet, shipped in vacuum bags. " * 60
    + "</p><form><input type=password name=pin></form>"
)

PAGES = [
    ("This hidden site has been seized by the FBI", Page.SEIZURE),
    ("<h1>THIS DOMAIN HAS BEEN SEIZED</h1><p>as part of Operation Bayonet</p>", Page.SEIZURE),
    (LOGIN.format("Log in"), Page.LOGIN),
    (LOGIN.format("로그인"), Page.LOGIN),
    (LOGIN.format("Войти") + "<img src=/captcha.png>", Page.LOGIN),
    (LOGIN.format("登录"), Page.LOGIN),
    ('<form><img src="/captcha/1"><input name=code></form>', Page.CAPTCHA),
    ("<form>Prove you are human <input name=a></form>", Page.CAPTCHA),
    ("<form>验证码 <input name=a></form>", Page.CAPTCHA),
    ('<div class="g-recaptcha"></div><form></form>', Page.CAPTCHA),
    ("<p>You are in the queue. Please wait.</p>", Page.QUEUE),
    ("<p>대기열에서 기다리는 중</p>", Page.QUEUE),
    ("<p>Пожалуйста, подождите</p>", Page.QUEUE),
    ('<meta http-equiv="refresh" content="5; /x"><p>Redirecting</p>', Page.QUEUE),
    ("<title>404 Not Found</title><p>nginx</p>", Page.ERROR),
    ("<h1>502 Bad Gateway</h1>", Page.ERROR),
    ("<p>페이지를 찾을 수 없습니다</p>", Page.ERROR),
    (LISTING, None),
    ("<h1>Rules</h1><p>Please wait for shipping. Not found your size? Ask.</p>" + "<p>We ship daily.</p>" * 120, None),
    ("<h1>Capsules 500 mg</h1><p>" + "Sealed. " * 100 + "</p>", None),
    ("<p>My shop was seized by rivals, now it is back</p>", None),
]


@pytest.mark.parametrize(("body", "kind"), PAGES)
def test_barrier(body, kind):
    found = recognise(open_page(SavedPage("http://a.onion/x", f"<html><body>{body}</body></html>".encode())))
    assert (found and found.page) == kind


WAITS = [
    ('<meta http-equiv="refresh" content="30">', {}, 30),
    ('<META HTTP-EQUIV="Refresh" CONTENT="7; url=/next">', {}, 7),
    ("", {"Refresh": "12"}, 12),
    ('<meta http-equiv="refresh" content="soon">', {}, None),
    ('<meta http-equiv="refresh" content="999999">', {}, None),
    ("", {}, None),
]


@pytest.mark.parametrize(("head", "headers", "seconds"), WAITS)
def test_queue_says_when_to_come_again(head, headers, seconds):
    body = f"<html><head>{head}</head><body><p>You are in the queue</p></body></html>".encode()
    found = recognise(open_page(SavedPage("http://a.onion/", body, headers=headers)))
    assert found is not None
    assert (found.page, found.refresh) == (Page.QUEUE, seconds)


BY_ADDRESS = """\
source: s
title: S
kind: market
pages:
  - page: listing
    when: {url: ^/listing/}
    statements: [{kind: listing, fields: {title: h1}}]
  - page: queue
    when: {css: p.queue}
    refresh: {pattern: 'in ([0-9]+) s', clean: number}
"""


def test_a_rule_by_address_alone_yields_to_a_barrier():
    profile = load(BY_ADDRESS, "s.yaml")
    assert read(SavedPage("http://a.onion/listing/1", b"<h1>Tea</h1>"), "c", profile).page == Page.LISTING
    body = f"<h1>Login</h1>{LOGIN.format('Log in')}".encode()
    found = read(SavedPage("http://a.onion/listing/1", body), "c", profile)
    assert (found.page, found.statements, found.links) == (Page.LOGIN, (), ())


def test_the_profile_says_where_the_waiting_time_stands():
    body = b"<html><p class=queue>Number 12, your turn comes in 45 s</p></html>"
    assert read(SavedPage("http://a.onion/", body), "c", load(BY_ADDRESS, "s.yaml")).refresh == 45


def test_what_no_rule_knows_is_still_read():
    page = SavedPage("http://a.onion/other/9", b"<html><body><h1>Green tea</h1><p>Price: $5</p></body></html>")
    found = read(page, "c", load(BY_ADDRESS, "s.yaml"))
    assert "no page rule of the profile knows this page" in found.notes
    assert found.page not in (Page.LOGIN, Page.ERROR)


def test_bytes_that_are_no_page_are_an_error_with_a_note():
    found = read(SavedPage("http://a.onion/", b"\x89PNG....", "image/png"), "c", load(BY_ADDRESS, "s.yaml"))
    assert (found.page, found.notes) == (Page.ERROR, ("not HTML: image/png",))
