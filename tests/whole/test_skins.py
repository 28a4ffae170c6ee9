"""Markets of other software, in other languages and under other addresses, crawled through real Tor by their profiles."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.tor.network import JoinedNetwork
from fixtures.site import Market
from tests.whole.conftest import SOURCE, harbour
from tidewaiter.desk.demo.truth import compare

pytestmark = [pytest.mark.tor, pytest.mark.xdist_group("crawled")]
PROFILES = Path(__file__).parents[1] / "fixtures" / "profiles"


@pytest.mark.parametrize("skin", ["bazaar", "gallery"])
def test_exactly_what_the_generator_made(tor_network: JoinedNetwork, tmp_path: Path, skin: str) -> None:
    """The profile lies in the workspace under the name that the authority covers, as a person's own would."""
    market = Market(skin, listings=24, vendors=6, skin=skin)
    with harbour(tor_network, tmp_path / "home", market) as made:
        with made.session() as here:
            sources = here.workspace.sources
        sources.mkdir(exist_ok=True)
        said = (PROFILES / f"{skin}.yaml").read_text(encoding="utf-8")
        (sources / f"{SOURCE}.yaml").write_text(said.replace(f"source: {skin}", f"source: {SOURCE}"), encoding="utf-8")
        run = made.crawl()
        assert str(run.outcome) == "complete", run.reasons
        with made.session() as here, here.database.read() as rows:
            for one in compare(rows, market.truth(), SOURCE):
                assert (one.missing, one.surplus, one.wrong) == ((), (), ()), one.kind
                assert one.made > 0
