"""One circuit a run, mirror and identity; new circuits for one without touching another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.tor.isolation import isolation_token
from tests.crawler.tor.crawling import crawl

MIRROR = "http://" + "a" * 56 + ".onion"
PARTS = st.text(min_size=1)


@given(st.tuples(PARTS, PARTS, st.text()), st.tuples(PARTS, PARTS, st.text()))
def test_tokens_are_equal_where_all_parts_are(one, other):
    assert (isolation_token(*one) == isolation_token(*other)) == (one == other)


@given(PARTS, PARTS, st.text())
def test_a_token_fits_into_socks(run, mirror, identity):
    assert 0 < len(isolation_token(run, mirror, identity).encode("ascii")) <= 255


@pytest.mark.parametrize(("run", "mirror"), [("", MIRROR), ("run", "")])
def test_a_token_needs_a_run_and_a_mirror(run, mirror):
    with pytest.raises(ValueError, match="needs a run and a mirror"):
        isolation_token(run, mirror)


@pytest.mark.tor
def test_each_identity_and_each_mirror_has_circuits_of_its_own(tor_network, tor_process, site, settings, tmp_path):
    one, two = tor_network.publish(site.http).url, tor_network.publish(site.http).url
    # As a chain, so that a shared connection would be free to be taken.
    asks = [
        ("first", one, {"mirror": one, "identity": "anna"}),
        ("again", one, {"mirror": one, "identity": "anna"}),
        ("subdomain", one.replace("//", "//www."), {"mirror": one, "identity": "anna"}),
        ("other", one, {"mirror": one, "identity": "ben"}),
        ("elsewhere", two, {"mirror": two, "identity": "anna"}),
    ]
    chain = []
    for name, url, meta in reversed(asks):
        chain = [{"name": name, "url": f"{url}/p/1", "meta": meta, "then": chain}]
    done = crawl(tmp_path, {"settings": settings(tor_process.socks, RUN="isolated"), "requests": chain})
    assert {name: got.get("status") for name, got in done.results.items()} == {name: 200 for name, _, _ in asks}

    anna, ben = isolation_token("isolated", one, "anna"), isolation_token("isolated", one, "ben")
    elsewhere = isolation_token("isolated", two, "anna")
    before = tor_process.circuits()
    assert {anna, ben, elsewhere} <= set(before)
    assert not set(before[anna]) & set(before[ben])
    assert len(before[anna]) == 1  # three requests, one of them to the sub-domain
    assert site.connections == 4  # anna's keep-alive, her sub-domain, ben, the other mirror

    assert tor_process.new_circuits(anna) == 1
    after = tor_process.circuits()
    assert anna not in after
    assert (after[ben], after[elsewhere]) == (before[ben], before[elsewhere])
    again = {"settings": settings(tor_process.socks, RUN="isolated"), "requests": [chain[0] | {"then": []}]}
    assert crawl(tmp_path, again).results["first"]["status"] == 200
    renewed = tor_process.circuits()
    assert not set(renewed[anna]) & set(before[anna])
    assert renewed[ben] == before[ben]


@pytest.mark.tor
def test_the_pool_keeps_connections_instead_of_opening_one_a_page(tor_network, tor_process, site, settings, tmp_path):
    url = tor_network.publish(site.http).url
    limits = {"CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 8}
    job = {"settings": settings(tor_process.socks, **limits), "requests": [{"name": "0", "url": f"{url}/p/0"}]}
    done = crawl(tmp_path, job | {"follow": True})
    assert sum(got.get("status") == 200 for got in done.results.values()) == 200
    assert sum(site.hits.values()) == 200
    assert site.connections <= 16  # twice the limit of eight; Scrapy as shipped opens one for every tenth page
