"""The local list: whole words, any script, hashes; told by line and never by word."""

from __future__ import annotations

import hashlib

import pytest

from pipelines.forbidden import Forbidden, texts_of
from tidewaiter.model.errors import WrongUse

LIST = Forbidden.parse(
    "# comments and empty lines are passed over\n"
    "\n"
    "canary term   # of the shipped list\n"
    "카나리아\n"
    "禁止物\n"
    f"sha256:{hashlib.sha256(b'hashed phrase').hexdigest()}\n"
    f"SHA256:{hashlib.sha256(b'a body').hexdigest().upper()}\n"
)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a canary term here", "line 3"),
        ("A CANARY   TERM", "line 3"),
        ("canary-term", "line 3"),
        ("canary_term.", "line 3"),
        ("/item/canary-term-5g", "line 3"),
        ("ｃａｎａｒｙ ｔｅｒｍ", "line 3"),
        ("cana\u200bry term", "line 3"),
        ("canary\nterm", "line 3"),
        ("canary terms", ""),
        ("a canary in terms", ""),
        ("여기 카나리아 있다", "line 4"),
        ("这是禁止物品", "line 5"),
        ("It is a Hashed, phrase!", "line 6"),
        ("hashed", ""),
        ("", ""),
    ],
)
def test_words(text: str, rule: str) -> None:
    assert LIST.words(["nothing here", text]) == rule


def test_payloads_are_met_by_their_digest() -> None:
    assert LIST.payload(hashlib.sha256(b"a body").hexdigest()) == "line 7"
    assert LIST.payload(hashlib.sha256(b"another").hexdigest()) == ""


def test_an_empty_list_forbids_nothing() -> None:
    assert Forbidden.parse("# nothing\n").words(["anything"]) == ""


def test_every_text_of_a_sighting_is_looked_at() -> None:
    fields = {"title": "ok", "tags": ("ok", "canary term"), "price": 4}
    assert LIST.words(texts_of("/key", fields)) == "line 3"
    assert LIST.words(texts_of("/canary-term", {})) == "line 3"


@pytest.mark.parametrize("line", ["sha256:", "sha256:abc", "sha256:" + "g" * 64])
def test_a_hash_that_is_none_is_named_by_its_line_alone(line: str) -> None:
    with pytest.raises(WrongUse, match=r"forbidden\.txt:2") as fault:
        Forbidden.parse(f"fine\n{line}\n")
    assert line.removeprefix("sha256:") == "" or line.removeprefix("sha256:") not in str(fault.value)


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("http://a.onion/item/canary-term-5g", "line 3"),
        ("http://a.onion/Canary_Term/", "line 3"),
        ("http://a.onion/s?q=canary+term", "line 3"),
        ("http://a.onion/s?q=canary%20term", "line 3"),
        ("http://a.onion/s?q=%63anary%2520term", "line 3"),
        ("http://a.onion/" + "%EC%B9%B4%EB%82%98%EB%A6%AC%EC%95%84", "line 4"),
        ("http://a.onion/禁止物品", "line 5"),
        ("http://a.onion/hashed-phrase.html", "line 6"),
        ("https://t.me/canary_term", "line 3"),
        ("http://a.onion/canaryterm", ""),
        ("http://a.onion/item/5", ""),
        ("", ""),
    ],
)
def test_an_address_is_looked_at_as_it_stands_and_as_it_reads(url: str, rule: str) -> None:
    assert LIST.address(url) == rule
