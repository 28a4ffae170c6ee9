"""Who passes the gate: a GET of a v3 onion inside the authority as it stands at that moment."""

from collections import Counter
from datetime import timedelta

import pytest
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.test import get_crawler

from crawler.guard.authority import write
from crawler.guard.gate import Gate, Refused, unfit
from tests.crawler.guard.conftest import NOW, ONION
from tidewaiter.model.errors import WrongUse

OTHER = "b" * 56 + ".onion"


@pytest.fixture
def path(tmp_path, authority):
    path = tmp_path / "authority.json"
    write(path, [authority()])
    return path


@pytest.fixture
def counted():
    return Counter()


@pytest.fixture
def gate(path, counted):
    return Gate("lanternfish", path, clock=lambda: NOW, count=lambda name: counted.update([name]))


@pytest.mark.parametrize(
    "url",
    [
        f"http://{ONION}/",
        f"http://{ONION.upper()}/listing?page=2#reviews",
        f"https://{ONION}:8443/x",
        f"http://www.{ONION}/robots.txt",
        f"http://a.b-c.{ONION}/",
    ],
)
def test_what_the_authority_covers_passes(gate, counted, url):
    assert gate.process_request(Request(url)) is None
    assert not counted


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://clearnet.test/", "not a v3 onion"),
        ("https://127.0.0.1:8080/", "not a v3 onion"),
        ("http://[::1]/", "not a v3 onion"),
        (f"http://{ONION}.clearnet.test/", "not a v3 onion"),
        (f"http://{ONION}./", "not a v3 onion"),
        ("http://facebookcorewwwi.onion/", "not a v3 onion"),  # v2
        (f"http://{'a' * 55}1.onion/", "not a v3 onion"),  # 1 is no letter of base32
        (f"http://clearnet.test%2f.{ONION}/", "not a v3 onion"),
        (f"http://user:secret@{ONION}/", "a user name"),
        (f"ftp://{ONION}/x", "scheme ftp"),
        ("file:///etc/passwd", "scheme file"),
        ("data:text/html,x", "scheme data"),
        (f"http://{OTHER}/", "no authority of lanternfish covers"),
        (f"http://{ONION}x/", "not a v3 onion"),
    ],
)
def test_everything_else_is_refused_with_its_reason(gate, counted, url, says):
    with pytest.raises(Refused, match=says) as refused:
        gate.process_request(Request(url))
    assert isinstance(refused.value, IgnoreRequest)
    assert refused.value.reason == str(refused.value)
    assert counted == {"gate/refused": 1}


@pytest.mark.parametrize("url", [f"http://{ONION}:99999/", f"http://{ONION}:x/", "http://[::1/"])
def test_what_is_no_address_is_refused_even_where_scrapy_would_let_it_be_made(url):
    assert unfit("GET", url, b"").startswith("not an address")


@pytest.mark.parametrize(
    ("method", "body", "says"),
    [
        ("POST", b"k=v", "method POST"),
        ("HEAD", b"", "method HEAD"),
        ("CONNECT", b"", "only GET"),
        ("GET", b"x", "body"),
    ],
)
def test_only_reading_passes(gate, method, body, says):
    with pytest.raises(Refused, match=says):
        gate.process_request(Request(f"http://{ONION}/", method=method, body=body))


def test_a_proxy_named_on_the_way_is_dropped(gate):
    request = Request(f"http://{ONION}/", meta={"proxy": "http://127.0.0.1:8118"})
    gate.process_request(request)
    assert "proxy" not in request.meta


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"revoked_by": "ben", "revoked_at": NOW}, "revoked by ben"),
        ({"expires_at": NOW}, "expired at"),
        ({"approved_by": ""}, "not approved yet"),
        ({"sources": ("another",)}, "no authority names the source"),
    ],
)
def test_the_authority_is_asked_at_each_request(gate, path, authority, change, says):
    request = Request(f"http://{ONION}/")
    gate.process_request(request)
    write(path, [authority(**change)])
    with pytest.raises(Refused, match=says):
        gate.process_request(request)
    write(path, [authority()])
    gate.process_request(request)


def test_an_authority_ends_while_the_crawl_runs(path, authority):
    times = iter([NOW, NOW + timedelta(days=1)])
    write(path, [authority(expires_at=NOW + timedelta(hours=1))])
    gate = Gate("lanternfish", path, clock=lambda: next(times), count=lambda name: None)
    gate.process_request(Request(f"http://{ONION}/"))
    with pytest.raises(Refused, match="expired"):
        gate.process_request(Request(f"http://{ONION}/"))


@pytest.mark.parametrize("text", [None, "", "[", "[]", "{}"])
def test_without_a_readable_authority_nothing_passes(gate, path, text):
    if text is None:
        path.unlink()
    else:
        path.write_text(text)
    with pytest.raises(Refused, match="authority"):
        gate.process_request(Request(f"http://{ONION}/"))


@pytest.mark.parametrize("missing", ["SOURCE", "AUTHORITY"])
def test_a_crawl_whose_gate_lacks_a_setting_does_not_start(path, missing):
    settings = {"SOURCE": "lanternfish", "AUTHORITY": str(path), "TELNETCONSOLE_ENABLED": False}
    crawler = get_crawler(settings_dict=settings | {missing: ""})
    with pytest.raises(WrongUse, match=missing):
        Gate.from_crawler(crawler)
