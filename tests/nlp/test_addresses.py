"""3,500 addresses, corrupted twins and look-alikes by bip-utils, each in a text: all found, nothing else.

`addresses.tsv` was written by `python -m benchmarks.addresses 20261124 36` (bip-utils 2.12.3); our code had no part in it.
`script/bench wallets` does the same with fresh ones.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nlp
from nlp.coins import prove

ROWS = [line.split("\t") for line in (Path(__file__).parent / "addresses.tsv").read_text("utf-8").splitlines()]
TEXTS = (
    "pay to {} please",
    "코인 {}로 입금 부탁",
    "打到{}，谢谢",
    "wallet:{}.",
    "кошелёк {} жду оплату",
    "ที่อยู่ {} ครับ",
    "ví:{}\nxong",
    "アドレス「{}」へ",
)


def text_of(at: int, address: str, coin: str) -> str:
    """Solana's addresses prove nothing, so the text must name the chain."""
    return ("SOL " if coin == "solana" else "") + TEXTS[at % len(TEXTS)].format(address)


def wallets(text: str) -> list[tuple[str, object, object]]:
    found = [m for m in nlp.extract(text) if m.kind == "wallet" and m.status == "asserted"]
    assert all(text[m.start : m.end] == m.raw == m.value for m in found)
    return [(m.raw, m.more["coin"], m.more["form"]) for m in found]


@pytest.mark.parametrize("part", range(4))
def test_every_valid_address_is_found_and_nothing_else_is(part: int) -> None:
    wrong = []
    for at, (verdict, coin, form, address) in enumerate(ROWS):
        if at % 4 == part:
            expected = [(address, coin, form)] if verdict == "valid" else []
            found = wallets(text_of(at, address, coin))
            if found != expected:
                wrong.append((verdict, coin, form, address, found))
    assert not wrong


def test_the_set_is_as_large_as_promised() -> None:
    count = Counter(verdict for verdict, *_ in ROWS)
    assert len(ROWS) >= 3_000
    assert min(count["valid"], count["decoy"]) >= 1_200
    assert count["twin"] >= 700
    assert len({coin for verdict, coin, *_ in ROWS if verdict == "valid"}) >= 20


PROVEN = [
    (coin, form, address)
    for verdict, coin, form, address in ROWS
    if verdict == "valid" and (coin, form) not in {("ethereum", "one-case"), ("solana", "pubkey")}
]


@settings(deadline=None)
@given(st.data())
def test_one_changed_character_is_refused(data: st.DataObject) -> None:
    """By every checksum there is: the new letter is of the address's own alphabet, its case counts where case is read."""
    coin, form, address = data.draw(st.sampled_from(PROVEN))
    head = address.find(":") + 1
    at = data.draw(st.integers(head, len(address) - 1))
    char = data.draw(st.sampled_from(sorted(set(address[head:]) - {address[at]})))
    other = address[:at] + char + address[at + 1 :]
    found = prove(other, solana_named=False)
    assert found is None or not found.proven, (coin, form, other)


@settings(deadline=None)
@given(st.sampled_from(ROWS), st.text(max_size=30), st.text(max_size=30))
def test_whatever_stands_around_an_address_its_offsets_are_right(row: list[str], before: str, after: str) -> None:
    text = f"{before} {row[3]} {after}"
    for mention in nlp.extract(text):
        assert text[mention.start : mention.end] == mention.raw
