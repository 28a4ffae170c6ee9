"""Links, candidates and waiting times that a page names."""

from __future__ import annotations

import pytest

from crawler.readers import SavedPage
from crawler.readers.generic import read_generic
from crawler.readers.generic.door import READER
from tests.crawler.readers.generic.cases import HOST, framed
from tidewaiter.model.ids import digest
from tidewaiter.model.sighting import Page, Reading

# The address of the Tor Project's site, as its specification prints it: a valid v3 address that is nobody's market.
OTHER = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid"


def read(body: str, url: str = HOST + "/listing/5") -> Reading:
    return read_generic(SavedPage(url, framed(body).encode()), "capture")


def test_links_are_absolute_once_and_say_what_they_expect() -> None:
    links = {
        link.url: link.expects
        for link in read(
            "<a href='/listing/6?x=1#top'>Tea</a><a href='/listing/6?x=1'>again</a><a href='../vendor/leafyard'>leafyard</a>"
            "<a href='mailto:a@b.c'>mail</a><a href='javascript:x()'>x</a><a href='http://['>broken</a>"
        ).links
    }
    assert links[HOST + "/listing/6?x=1"] == Page.LISTING
    assert links[HOST + "/vendor/leafyard"] == Page.VENDOR
    assert links[HOST + "/category/1"] == Page.CATEGORY
    assert not any(word in url for url in links for word in ("mailto", "javascript", "["))


def test_links_that_act_are_left_out() -> None:
    urls = [
        link.url
        for link in read(
            "<a href='/cart/add/5'>Buy</a><a href='/report/5'>Report</a><a href='/order/5'>Order</a>"
        ).links
    ]
    assert not [url for url in urls if any(word in url for word in ("logout", "cart", "report", "order", "messages"))]


def test_hidden_links_are_no_links() -> None:
    body = "<div style='display:none'><a href='/trap/1'>x</a></div><p hidden><a href='/trap/2'>y</a></p>"
    assert not [link for link in read(body).links if "trap" in link.url]


def test_other_onions_and_channels_become_candidates_and_the_own_host_does_not() -> None:
    reading = read(f"<p>Our forum: {OTHER}.onion and t.me/lanternchannel</p><a href='{HOST}/x'>self</a>")
    assert f"http://{OTHER}.onion" in reading.candidates
    assert "https://t.me/lanternchannel" in reading.candidates
    assert not [c for c in reading.candidates if HOST in c]


def test_a_queue_says_how_long_it_waits() -> None:
    page = "<html><head><meta http-equiv=refresh content='15; url=/'></head><body><h1>You are in the queue</h1></body></html>"
    reading = read_generic(SavedPage(HOST + "/", page.encode()), "capture")
    assert (reading.page, reading.refresh) == (Page.QUEUE, 15)


def test_a_page_of_unknown_address_gives_no_links_of_its_own() -> None:
    reading = read("<a href='/listing/6'>Tea</a><a href='http://elsewhere.onion/a'>b</a>", url="")
    assert [link.url for link in reading.links] == ["http://elsewhere.onion/a"]


def test_what_is_no_html_is_an_error_page() -> None:
    for body in (b"", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, b"plain words"):
        reading = read_generic(SavedPage(HOST + "/", body), "capture")
        assert (reading.page, reading.statements) == (Page.ERROR, ())
        assert reading.notes


def test_the_reading_names_its_capture_and_reader() -> None:
    reading = read("<h1>Tea</h1>")
    assert (reading.capture, reading.reader) == ("capture", digest("reader", READER))


@pytest.mark.parametrize(
    ("refresh", "leads"),
    [
        ("0; url=/market/home", [HOST + "/market/home"]),
        ("0;URL='welcome'", [HOST + "/welcome"]),
        (f"3; {HOST}/listing/6", [HOST + "/listing/6"]),
        ("0; url=/", []),  # itself
        ("0; url=/logout", []),  # an act
        (f"0; url=http://{OTHER}.onion/", []),  # another host is for a person to approve
        ("0; url=http://clearnet.example/", []),
        ("0; url=http://[", []),
        ("soon; url=/x", []),
        ("0", []),
    ],
)
def test_where_a_page_has_moved_is_a_link_of_it(refresh: str, leads: list[str]) -> None:
    page = f'<html><head><meta http-equiv="Refresh" content="{refresh}"></head><body><p>Lantern</p></body></html>'
    assert [link.url for link in read_generic(SavedPage(HOST + "/", page.encode()), "capture").links] == leads
