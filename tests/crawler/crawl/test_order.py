from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from crawler.order import Order
from tidewaiter.model.errors import WrongUse

from .conftest import MIRRORS, ROOT

PLAIN = {"run": "R1", "source": "pier", "mirrors": MIRRORS}


def test_an_order_comes_back_as_it_was(tmp_path):
    order = Order(
        **PLAIN, profile="source: pier\n", template="{}", start=(MIRRORS[0] + "/",), revisit=((MIRRORS[1] + "/x", 3),),
        socks="unix:/run/tor", ready="/run/ready", attempt_limit=4, politeness={"delay": 1.5}, session="/s.json",
        identity="ann", code_version="1", secret_salt="ab",
    )  # fmt: skip
    order.write(tmp_path / "R1")
    assert Order.read(tmp_path / "R1") == order
    assert ((tmp_path / "R1" / "order.json").stat().st_mode & 0o777) == 0o600


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"run": ""}, "names its run"),
        ({"mirrors": ()}, "at least one mirror"),
        ({"mirrors": ("http://x.onion/path",)}, "not an origin"),
        ({"mirrors": ("HTTP://X.onion",)}, "not an origin"),
        ({"start": ("http://elsewhere.onion/",)}, "outside the source"),
    ],
)
def test_an_order_that_cannot_be_meant(change, said):
    with pytest.raises(WrongUse, match=said):
        Order(**PLAIN | change)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"run": 1}', json.dumps(PLAIN | {"hurry": 1}), '{"revisit": [1]}'])
def test_a_file_that_is_no_order(tmp_path, text):
    (tmp_path / "order.json").write_text(text)
    with pytest.raises(WrongUse) as told:
        Order.read(tmp_path)
    assert "order.json" in told.value.where


def child(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The product's own child, as the parent starts it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SCRAPY_SETTINGS_MODULE": "crawler.settings"}
    command = [sys.executable, "-P", "-m", "crawler.child", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


def test_a_child_without_an_order_says_so(tmp_path):
    for ended in (child(), child(str(tmp_path))):
        assert ended.returncode == 2
        assert ended.stderr.startswith("crawl child: ")
        assert "Traceback" not in ended.stderr


def test_a_child_whose_tor_is_not_there_keeps_its_frontier(crawl, tmp_path):
    """Netlock, seal and the real handler are on here; only tor is missing."""
    crawl.order(socks=f"unix:{tmp_path}/none.socks")
    ended = child(str(crawl.folder))
    told = crawl.ending()
    assert (ended.returncode, told["why"], told["counts"]["queued"]) == (3, "tor-down", 1), ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_profile_that_does_not_load_is_told_to_the_parent_too(crawl):
    crawl.order(profile="source: pier\nhurry: yes\n")
    told = crawl.run(expect=2)
    assert "hurry" in told["detail"]
    assert "hurry" in crawl.errors
