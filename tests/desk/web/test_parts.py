"""What the console is made of: vendored files as listed, templates that escape, marks where the words stand."""

from __future__ import annotations

import hashlib
import json
import re
from html import unescape
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tidewaiter.desk.web.asking import address, own_address
from tidewaiter.desk.web.marking import pieces, words_changed
from tidewaiter.desk.web.pages import environment, marked
from tidewaiter.desk.web.shell import Door, Shell, host_of
from tidewaiter.model.mention import Mention, MentionKind, Status

WEB = files("tidewaiter.desk.web")
TEMPLATES = sorted(one.name for one in WEB.joinpath("templates").iterdir() if one.name.endswith(".html"))
FREE = {"MIT", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC"}


def source(name: str) -> str:
    return WEB.joinpath(f"templates/{name}").read_text(encoding="utf-8")


def test_vendored_files_are_as_listed_and_nothing_else_is_there() -> None:
    listed = json.loads(WEB.joinpath("static/vendored.json").read_text(encoding="utf-8"))
    for one in listed:
        raw = WEB.joinpath(f"static/{one['file']}").read_bytes()
        assert hashlib.sha256(raw).hexdigest() == one["sha256"]
        assert one["licence"] in FREE
        assert WEB.joinpath(f"static/{one['licence_file']}").read_text(encoding="utf-8")
        assert one["version"] in one["file"]
    own = {"desk.css", "desk.js", "mark.svg", "vendored.json"}
    vendored = {name for one in listed for name in (one["file"], one["licence_file"])}
    assert {one.name for one in WEB.joinpath("static").iterdir()} == own | vendored


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_marks_text_as_safe_or_has_script_or_style_of_its_own(name: str) -> None:
    text = source(name)
    assert not re.search(r"\|\s*safe\b|autoescape|Markup", text)
    assert not re.search(r"<style|style=|<script(?! src=\"/static/)|\son[a-z]+=|hx-on|javascript:|<iframe|<img", text)
    assert not re.search(r"(?:src|href|action)=\"https?:", text)
    posts = re.findall(r"<form[^>]*method=\"post\".*?</form>", text, re.DOTALL)
    assert all("_token.html" in form for form in posts)


def test_only_one_module_makes_markup() -> None:
    makers = [
        one.name for one in WEB.iterdir() if one.name.endswith(".py") and "Markup(" in one.read_text(encoding="utf-8")
    ]
    assert makers == ["pages.py"]


def test_our_script_never_writes_markup() -> None:
    text = WEB.joinpath("static/desk.js").read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", text)


@given(st.text())
def test_whatever_a_template_shows_is_escaped(text: str) -> None:
    shown = environment().from_string('<p title="{{ t }}">{{ t }}</p>').render(t=text)
    inside = shown.removeprefix('<p title="').removesuffix("</p>")
    assert not re.search(r"[<>\"'](?!>)", inside.replace('">', "", 1))


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=3))
def test_marked_text_is_the_text_whatever_it_holds(text: str, some: list[tuple[int, int]]) -> None:
    ends = sorted({edge for pair in some for edge in pair if edge <= len(text)})
    spans = list(zip(ends[::2], ends[1::2], strict=False))
    shown = str(marked(text, spans))
    plain = environment().from_string("{{ t }}").render(t=text)
    assert shown.replace("<mark>", "").replace("</mark>", "") == plain


def mention(text: str, start: int, end: int) -> Mention:
    return Mention(MentionKind.DRUG, start, end, text[start:end], "mdma", 1.0, Status.ASSERTED, "rule:x@1")


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5))
def test_pieces_are_the_text_and_cover_each_mention_exactly(text: str, some: list[tuple[int, int]]) -> None:
    said = [mention(text, a, b) for a, b in some if a < b <= len(text)]
    cut = pieces(text, said)
    assert "".join(piece.text for piece in cut) == text
    for one in set(map(id, said)):
        whole = next(m for m in said if id(m) == one)
        assert "".join(p.text for p in cut if any(m is whole for m in p.mentions)) == whole.raw


def test_a_mention_whose_words_do_not_stand_there_is_left_out() -> None:
    stale = Mention(MentionKind.DRUG, 0, 4, "lsd!", "lsd", 1.0, Status.ASSERTED, "rule:x@1")
    assert [piece.mentions for piece in pieces("mdma crystals", [stale])] == [()]


@given(
    st.lists(st.sampled_from("a b c d".split()), max_size=8), st.lists(st.sampled_from("a b c d".split()), max_size=8)
)
def test_a_change_tells_both_texts(before: list[str], after: list[str]) -> None:
    parts = words_changed(" ".join(before), " ".join(after))
    assert " ".join(words for kind, words in parts if kind != "new").split() == before
    assert " ".join(words for kind, words in parts if kind != "gone").split() == after


def test_long_texts_are_shown_one_after_the_other() -> None:
    assert [kind for kind, _ in words_changed("a " * 1000, "b " * 1000)] == ["gone", "new"]


@pytest.mark.parametrize(
    ("header", "host"),
    [("127.0.0.1:8470", "127.0.0.1"), ("LOCALHOST", "localhost"), ("[::1]:8470", "::1"), ("[::1]", "::1"), ("", ""),
     ("[::1]evil", ""), ("evil]:1", ""), ("a:b", ""), ("127.0.0.1:8470@evil", "")],
)  # fmt: skip
def test_the_host_is_read_as_it_is_written(header: str, host: str) -> None:
    assert host_of(header) == host


@given(st.text(max_size=30))
def test_an_own_address_never_leaves(text: str) -> None:
    kept = own_address(text)
    assert kept.startswith("/")
    assert not kept.startswith(("//", "/\\"))
    assert kept in (text, "/")


@given(st.text(max_size=20))
def test_an_address_brings_its_values_back(value: str) -> None:
    from urllib.parse import parse_qsl

    text = address("/search", [("q", value)])
    assert text.isascii()
    sound = value.encode("utf-8", "replace").decode()
    assert parse_qsl(text.partition("?")[2]) == ([("q", sound)] if value else [])
    assert unescape(text) == text or "&" in text


async def plain(scope: object, receive: object, send: object) -> None:
    assert isinstance(scope, dict)
    said = f"{scope['scheme']} {scope['client'][0]}".encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})  # type: ignore[operator]
    await send({"type": "http.response.body", "body": said})  # type: ignore[operator]


@pytest.mark.parametrize(
    ("peer", "heads", "status"),
    [
        ("10.0.0.5", {"x-forwarded-proto": "https", "x-forwarded-for": "6.6.6.6, 10.9.9.9"}, 200),
        ("10.0.0.5", {"x-forwarded-proto": "http"}, 403), ("10.0.0.5", {}, 403),
        ("10.0.0.6", {"x-forwarded-proto": "https"}, 403),
    ],
    ids=["through-it", "in-the-clear", "says-nothing", "past-it"],
)  # fmt: skip
def test_behind_a_proxy_nobody_else_is_answered(peer: str, heads: dict[str, str], status: int) -> None:
    shell = Shell(plain, Door(frozenset({"desk.example"}), frozenset({"10.0.0.5"})))  # type: ignore[arg-type]
    answer = TestClient(shell, base_url="http://desk.example", client=(peer, 1)).get("/", headers=heads)
    assert answer.status_code == status
    if status == 200:
        assert answer.text == "https 10.9.9.9"
