"""`read --explain`: why the generic reader says what it says, for a person and for a program."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

PAGE = """<html><title>Blue Kettle Tea - Lantern</title><body><h1>Blue Kettle Tea</h1><p>Seller: KettleHouse</p>
<p>Take two, pay only 12.00 USD for the first</p><p>Ships from: Spain</p><p>Ships to: Worldwide</p>
<p>Stock: 4</p><button>Buy now</button></body></html>"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "listing.html"
    path.write_text(PAGE)
    return path


def test_each_field_comes_with_its_reasons(page: Path, command: Callable) -> None:
    url = "http://lantern.onion/listing/5"
    said = json.loads(command("read", str(page), "--url", url, "--explain", "--json").out)
    plain = json.loads(command("read", str(page), "--url", url, "--json").out)
    (thing,) = said["sightings"]
    assert (thing["kind"], thing["key"], thing["block"]) == ("listing", "/listing/5", "")
    assert {name: one["value"] for name, one in thing["fields"].items()} == plain["sightings"][0]["fields"]
    vendor = thing["fields"]["vendor"]
    assert vendor == {"value": "KettleHouse", "confidence": 0.95, "path": "/html/body/p[1]", "how": "a label before it"}
    assert said["notes"] == plain["notes"]
    assert said["notes"][0] == "listing.price is a guess, by an amount within a text"


def test_a_person_sees_what_is_a_guess(page: Path, command: Callable) -> None:
    lines = command("read", str(page), "--url", "http://lantern.onion/listing/5", "--explain").out.splitlines()
    price = next(at for at, line in enumerate(lines) if line.strip().startswith("price"))
    assert "a guess" in lines[price]
    assert "/html/body/p[2]" in lines[price + 1]
    assert not any("a guess" in line for line in lines if line.strip().startswith("vendor"))


def test_a_profile_has_its_selectors_for_reasons(page: Path, command: Callable) -> None:
    said = command("read", str(page), "--source", "dream", "--explain")
    assert said.status == 2
    assert "--explain" in said.err
