"""The hostile corner of the market: nothing leaves but through tor's socket, nothing hangs, nothing is lost."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.guard import Jail
from crawler.tor.network import JoinedNetwork
from fixtures.site import Market
from tests.whole.conftest import SOURCE, Harbour, harbour
from tidewaiter.desk.demo.truth import compare
from tidewaiter.desk.session import now
from tidewaiter.model.authority import Permission
from tidewaiter.model.errors import NotAllowed
from tidewaiter.store.database import people

pytestmark = [pytest.mark.tor, pytest.mark.slow]
CALL = re.compile(
    r"\b(connect|sendto|sendmsg|sendmmsg|bind)\(\d+, (?:\{msg_name=)?(?:\{sa_family=(\w+), (.*?)\}|(NULL)|(\"))"
)


@pytest.fixture
def corner(tor_network: JoinedNetwork, tmp_path: Path) -> Iterator[Harbour]:
    with harbour(tor_network, tmp_path / "home", Market("hostile", listings=10, vendors=4, hostile=True)) as made:
        made.manners |= {"timeout": 5.0, "retries": 0, "largest": 2_000_000}
        yield made


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_under_strace_nothing_is_asked_but_tor_and_all_content_is_read(corner: Harbour, tmp_path: Path) -> None:
    log = tmp_path / "strace.log"
    traced = Jail(("strace", "-f", "-qq", "-e", "trace=connect,sendto,sendmsg,sendmmsg,bind", "-o", str(log)))
    run = corner.crawl(jail=traced)
    assert run.counts["listing"] > 10, run
    reached = [found.groups() for found in map(CALL.search, log.read_text(errors="replace").splitlines()) if found]
    connects = {(family, where) for call, family, where, *_ in reached if call == "connect"}
    assert connects
    assert {family for family, _ in connects} == {"AF_UNIX"}
    assert all(where.endswith('/socks"') for _, where in connects), connects
    sends = [call for call in reached if call[0].startswith("send") and call[1]]
    assert not sends, "no datagram has an address"
    with corner.session() as here, here.database.read() as rows:
        for one in compare(rows, corner.market.truth(), SOURCE):
            assert (one.missing, one.surplus, one.wrong) == ((), (), ()), one.kind
        found = people.candidates(rows)
    assert any(".onion" in c.address for c in found)
    assert any("t.me" in c.address for c in found)
    asked = {
        line
        for line in (corner.home / "evidence" / "ledger.jsonl").read_text().splitlines()
        if '"action":"capture"' in line
    }
    assert not [line for line in asked if not any(mirror in line for mirror in corner.mirrors)]
    assert corner.command("verify", "--quiet").returncode == 0


def test_a_session_opens_the_login_wall_and_its_secret_is_nowhere(tor_network: JoinedNetwork, tmp_path: Path) -> None:
    market = Market("walls", listings=10, vendors=4, walls=True)
    permissions = frozenset({Permission.SESSION})
    with harbour(tor_network, tmp_path / "home", market, permissions=permissions) as port:
        first = port.crawl()
        assert any("behind a login page" in reason for reason in first.reasons), first.reasons
        session = tmp_path / "cookies.json"
        session.write_text(json.dumps({"cookies": dict(market.session)}))
        session.chmod(0o600)
        second = port.crawl(session=session)
        assert not any("behind a login page" in reason for reason in second.reasons), second.reasons
        with port.session() as here, here.database.read() as rows:
            compared = {one.kind: one for one in compare(rows, market.truth(session=True), SOURCE)}
            assert all(not one.missing and not one.wrong for one in compared.values()), compared
        (secret,) = market.session.values()
        for file in port.home.rglob("*"):
            if file.is_file():
                assert secret.encode() not in _unpacked(file), file.name
        assert secret not in port.command("runs", "--json").stdout


def test_a_session_without_permission_is_refused(tor_network: JoinedNetwork, tmp_path: Path) -> None:
    with harbour(tor_network, tmp_path / "home", Market("walls", listings=5, vendors=4, walls=True)) as port:
        session = tmp_path / "cookies.json"
        session.write_text(json.dumps({"cookies": {"a": "b"}}))
        session.chmod(0o600)
        with pytest.raises(NotAllowed, match="permits a session"):
            port.crawl(session=session)
        assert not list((port.home / "spool").iterdir()), "nothing was started"


def test_revoking_the_authority_stops_a_crawl(corner: Harbour) -> None:
    corner.manners |= {"delay": 0.3, "concurrency": 1}

    def revoke(progress: object) -> None:
        with corner.session() as here, here.database.write() as rows:
            people.revoke(rows, "TEST-1", "lee", at=now())

    run = corner.crawl(show=revoke)
    assert str(run.outcome) == "blocked", run
    assert "revoked by lee" in run.reasons[-1]
    assert run.counts["captures"] < 10
    with pytest.raises(Exception, match="revoked by lee"):
        corner.crawl()


def _unpacked(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes()) if file.name.endswith(".gz") else file.read_bytes()
