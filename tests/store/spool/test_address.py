from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.store.spool import locate

FIRST, SECOND = f"http://{'a' * 56}.onion", f"http://{'b' * 56}.onion"
MIRRORS = (FIRST, SECOND)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/listing/7", "/listing/7#reviews"),
        ("/list?b=2&a=1", "/list?a=1&b=2"),
        ("/list?a=1", "/list?a=1&PHPSESSID=f00&utm_source=x"),
        ("", "/"),
        ("/männer", "/m%C3%A4nner"),
    ],
)
def test_one_page_under_two_addresses_on_any_mirror(one, other):
    assert locate(FIRST + one, MIRRORS).fingerprint == locate(SECOND + other, MIRRORS).fingerprint


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/list?page=1", "/list?page=2"),
        ("/a/b", "/a/b/"),
        ("/List", "/list"),
        ("/x?q=a&q=b", "/x?q=a"),
        ("/x?a=1&b=", "/x?a=1"),
    ],
)
def test_pages_that_differ(one, other):
    assert locate(FIRST + one, MIRRORS).fingerprint != locate(FIRST + other, MIRRORS).fingerprint


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/",
        f"http://{'c' * 56}.onion/",
        f"http://evil{'a' * 56}.onion/",
        f"http://{'a' * 56}.onion.example.com/",
        "ftp://" + FIRST.removeprefix("http://"),
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://[::1",
        "http://host:99999/",
        "",
        "http:///nowhere",
        FIRST + "/" + "a" * 2_000,
        "mailto:x@" + FIRST.removeprefix("http://"),
    ],
)
def test_outside_the_source(url):
    assert locate(url, MIRRORS) is None


@pytest.mark.parametrize(
    ("url", "site", "there"),
    [
        (FIRST + "/x", "", SECOND + "/x"),
        (FIRST.upper().replace("HTTP", "http") + "/x", "", SECOND + "/x"),
        (FIRST + ":80/x", "", SECOND + "/x"),
        (FIRST.replace("http://", "http://user:secret@") + "/x", "", SECOND + "/x"),
        (FIRST.replace("http://", "http://forum.") + "/x", "http://forum.*", SECOND.replace("//", "//forum.") + "/x"),
        (FIRST + ":8080/x", "http://*:8080", SECOND + ":8080/x"),
        (FIRST.replace("http:", "https:") + "/x", "https://*", SECOND.replace("http:", "https:") + "/x"),
    ],
)
def test_a_place_moves_to_another_mirror(url, site, there):
    place = locate(url, MIRRORS)
    assert (place.site, place.on(SECOND)) == (site, there)


def test_without_mirrors_each_origin_is_its_own_site():
    one, other = locate("http://x.onion/a", ()), locate("http://y.onion/a", ())
    assert one.fingerprint != other.fingerprint
    assert one.on("") == "http://x.onion/a"


@given(st.text(max_size=80), st.sampled_from(MIRRORS), st.sampled_from(MIRRORS))
def test_hostile_paths_stay_on_the_mirror_and_keep_their_identity(text, found_on, asked_on):
    place = locate(found_on + "/" + text, MIRRORS)
    if place is None:  # text that no URL parser takes, as in "http://host/[" with brackets in the wrong place
        return
    url = place.on(asked_on)
    assert url.isascii()
    assert not set(url) & set(' \r\n\t"<>\\^`{|}')
    assert locate(url, MIRRORS) == place
