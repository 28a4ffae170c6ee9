"""What holds for every text."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
import operator
import random
from itertools import groupby
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import nlp
from nlp.evaluate.marked import read_marked
from nlp.lexicon import Lexicon, shipped
from nlp.numbers import plain
from nlp.shadow import shadow
from nlp.squeeze import squeeze

PIECES = [
    "아이스", "冰毒", "ยาบ้า", "кокаин", "c0ke", "MDMA", "1g", "50만", "$20", "1tr2", "½", "㎎", "İ", "NL->KR", "🇳🇱", "ships to EU", "not to USA",
    "telegram: @fish_77", "a@b.example", "+1 202 555 0143", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "stealth", "던지기", "90%",
    "-----BEGIN PGP PUBLIC KEY BLOCK-----", "\u200b", "\ud800", "\u202e", "&amp;", "10 x 2mg", "t.me/fish", "\n", ". ", ", ",
]  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=14).map(" ".join) | st.text(
    max_size=120
)


@given(texts)
@settings(max_examples=250, deadline=None)
def test_offsets_slice_back_to_the_raw_text(text: str) -> None:
    for mention in nlp.extract(text):
        assert text[mention.start : mention.end] == mention.raw
        assert mention.raw
        assert 0 <= mention.score <= 1
        assert (mention.status == "asserted") == (mention.score >= 0.5)


@given(texts)
@settings(max_examples=100, deadline=None)
def test_the_same_text_gives_the_same_mentions_as_plain_json(text: str) -> None:
    first = [mention.as_json() for mention in nlp.extract(text)]
    assert first == [mention.as_json() for mention in nlp.extract(text)]
    assert json.loads(json.dumps(first)) == json.loads(json.dumps(first))


@given(st.text())
def test_the_shadow_has_the_length_of_the_text_and_is_its_own_shadow(text: str) -> None:
    folded = shadow(text)
    assert len(folded) == len(text)
    assert shadow(folded) == folded


@given(st.text())
def test_squeezing_twice_changes_nothing_more(text: str) -> None:
    squeezed = squeeze(text)
    if squeezed:
        kept, origin = squeezed
        assert len(origin) == len(kept) + 1
        assert origin == sorted(origin)
        assert origin[-1] == len(text)


@given(texts)
@settings(max_examples=100, deadline=None)
def test_one_kind_never_overlaps_itself(text: str) -> None:
    last: dict[str, int] = {}
    for mention in sorted(nlp.extract(text), key=lambda mention: mention.start):
        assert mention.start >= last.get(mention.kind, 0)
        last[mention.kind] = mention.end


@given(st.floats(min_value=0, max_value=1e9))
def test_writing_a_number_plainly_is_idempotent(value: float) -> None:
    assert plain(float(plain(value))) == plain(value)


WRITTEN = Path(__file__).parent / "written" / "first.txt"


def test_the_order_in_which_lexicon_files_are_read_changes_no_mention() -> None:
    """Hundreds of words have two meanings; which is taken where nothing tells them apart hangs on no order."""
    files = [list(rows) for _, rows in groupby(shipped().terms, lambda term: term.where.partition(":")[0])]
    assert len(files) > 20
    random.Random(1).shuffle(files)
    other = Lexicon(tuple(term for rows in files for term in rows), shipped().version)
    for gold in read_marked(WRITTEN.read_text(encoding="utf-8").split("\n"), "first.txt"):
        one, two = nlp.extract(gold.text), nlp.extract(gold.text, lexicon=other)
        assert [mention.as_json() for mention in one] == [mention.as_json() for mention in two]


def onion_of(key: bytes) -> str:
    """A version 3 onion address (rend-spec-v3, 6): key, two bytes of SHA3-256 over label, key and version, version."""
    check = hashlib.sha3_256(b".onion checksum" + key + b"\x03").digest()[:2]
    return base64.b32encode(key + check + b"\x03").decode("ascii").lower()


def tox_of(key: bytes) -> str:
    """A Tox id: 36 bytes, then the XOR of its even and of its odd bytes."""
    even, odd = (functools.reduce(operator.xor, key[at::2]) for at in (0, 1))
    return (key + bytes((even, odd))).hex().upper()


def contacts(text: str) -> set[tuple[str, str]]:
    return {
        (str(m.more["service"]), str(m.value).lower())
        for m in nlp.extract(text)
        if m.kind == "contact" and m.status == "asserted"
    }


@given(st.binary(min_size=32, max_size=32), st.data())
@settings(max_examples=60, deadline=None)
def test_an_onion_with_one_changed_character_is_none(key: bytes, data: st.DataObject) -> None:
    host = onion_of(key)
    assert ("onion", f"{host}.onion") in contacts(f"see {host}.onion now")
    at = data.draw(st.integers(0, len(host) - 1))
    other = data.draw(st.sampled_from(sorted(set("abcdefghijklmnopqrstuvwxyz234567") - {host[at]})))
    wrong = f"{host[:at]}{other}{host[at + 1 :]}"
    assert ("onion", f"{wrong}.onion") not in contacts(f"see {wrong}.onion now")


@given(st.binary(min_size=36, max_size=36), st.data())
@settings(max_examples=60, deadline=None)
def test_a_tox_id_with_one_changed_character_is_none(key: bytes, data: st.DataObject) -> None:
    id_ = tox_of(key)
    assert ("tox", id_.lower()) in contacts(f"tox: {id_}")
    at = data.draw(st.integers(0, len(id_) - 1))
    other = data.draw(st.sampled_from(sorted(set("0123456789ABCDEF") - {id_[at]})))
    wrong = f"{id_[:at]}{other}{id_[at + 1 :]}"
    assert ("tox", wrong.lower()) not in contacts(f"tox: {wrong}")
