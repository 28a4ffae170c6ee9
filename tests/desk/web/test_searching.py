"""Search and records in the browser: the address is the question, and every value leads back to its capture."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from tests.crawler.importers.exports import said, telegram_chat, written
from tests.desk.conftest import Command
from tests.desk.filled import ATTACK, UNSAFE, Filled
from tests.desk.web.conftest import Browser, Console
from tidewaiter.model.ids import record_id
from tidewaiter.model.person import Role

ONE, HOSTILE = (record_id("lanternfish", "listing", f"/listing/{n}") for n in (1, 2))


def hits(page: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'href="/records/([0-9a-f]+)" data-open', page)))


def test_the_address_asks_and_the_page_says_how_many_why_and_what_else(console: Console, kim: Browser) -> None:
    page = kim.get("/search?q=mdma&from=NL&sort=newest").text
    assert set(hits(page)) == {ONE, HOSTILE}
    assert "2 found" in page
    assert "<mark>MDMA</mark>" in page
    assert re.search(r'name="from" value="NL" checked', page)  # what holds is ticked, and one act drops it
    assert 'href="/search?q=mdma&amp;sort=newest"' in page
    assert 'value="newest" selected' in page
    assert re.search(r'name="drug" value="ketamine">.*?<span class="num">1</span>', page, re.DOTALL)
    assert 'class="bar"' in page
    assert "since=2026-11-03&amp;until=2026-11-04" in page  # a bar leads to its day


def test_a_search_is_on_the_ledger_before_it_is_answered(console: Console, kim: Browser) -> None:
    before = console.last()
    kim.get("/search?q=mdma&drug=ketamine")
    said = [(who, facts) for who, what, facts in console.since(before) if what == "search"]
    assert said == [("kim", {"question": "mdma", "filters": {"drug": ["ketamine"]}, "found": 1})]


def test_pages_follow_each_other_without_gap(console: Console, kim: Browser) -> None:
    seen, path = [], "/search?limit=1&sort=newest"
    for _ in range(4):
        page = kim.get(path).text
        seen += hits(page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        if following is None:
            break
        path = html.unescape(following[1])
    assert len(seen) == len(set(seen)) == 3


def test_a_table_shows_the_columns_that_are_asked_for(console: Console, kim: Browser) -> None:
    page = kim.get("/search?view=table&col=vendor&col=price").text
    assert re.findall(r'<th scope="col">([^<]+)</th>', page.partition('class="hits"')[2])[:3] == [
        "Title",
        "Vendor",
        "Price",
    ]
    assert set(hits(page)) >= {ONE, HOSTILE}


def test_korean_is_found_inside_running_text(console: Console, kim: Browser) -> None:
    assert ONE in hits(kim.get("/search?q=한국").text)


def test_what_cannot_be_meant_is_a_page_that_says_so(console: Console, kim: Browser) -> None:
    for path, why in (
        ("/search?since=yesterday", "since"), ("/search?sort=best", "orders are"), ("/search?limit=0", "number"),
        ("/search?after=forged", ""),
    ):  # fmt: skip
        answer = kim.get(path)
        assert (answer.status_code, why in answer.text) == (400, True), path
    assert "there is no such page" in kim.get("/nope").text
    assert "Nothing answers" in kim.get("/search?q=zzzzzz").text


def test_with_the_index_down_search_says_so_and_the_rest_opens(console: Console, kim: Browser) -> None:
    for path in sorted((console.filled.home / "index").rglob("*")):
        if path.is_file() and not path.is_symlink():
            path.write_bytes(b"damaged")
    answer = kim.get("/search?q=mdma")
    assert (answer.status_code, "index" in answer.text, 'value="mdma"' in answer.text) == (503, True, True)
    assert kim.get(f"/records/{ONE}").status_code == 200
    assert kim.get("/leads").status_code == 200
    assert console.said == []


def test_a_record_says_which_capture_said_what_and_what_changed(console: Console, kim: Browser) -> None:
    page = kim.get(f"/records/{ONE}").text
    assert f"/captures/{console.filled.plain.id}" in page
    assert console.filled.plain.payload_sha256 in page
    assert "<del>40</del>" in page.replace("\n", "")
    assert "<ins>90</ins>" in page.replace("\n", "")
    assert re.search(r'<mark class="k-drug"[^>]*data-reason="drug: mdma[^"]*">MDMA</mark>', page)
    assert ".onion</code>" in page
    assert not re.search(r'href="[^"]*onion', page)


def test_verifying_reads_the_evidence_again_and_names_what_is_damaged(console: Console, kim: Browser) -> None:
    before = console.last()
    assert "verified now" in kim.post(f"/records/{ONE}/verify", {}).text
    assert ("kim", "verify", {"record": ONE, "captures": 1, "faults": 0}) in console.since(before)
    for path in (console.filled.home / "evidence" / "warc").glob("*"):
        raw = bytearray(path.read_bytes())
        raw[len(raw) // 3 : len(raw) // 3 * 2] = bytes(len(raw) // 3 * 2 - len(raw) // 3)
        path.write_bytes(raw)
    page = kim.post(f"/records/{ONE}/verify", {}).text
    assert "verified now" not in page
    assert 'class="bad"' in page
    assert kim.get(f"/captures/{console.filled.plain.id}").status_code == 500


def test_a_capture_is_text_alone(console: Console, kim: Browser) -> None:
    page = kim.get(f"/captures/{console.filled.hostile.id}").text
    assert "<td" not in page
    raw = kim.get(f"/captures/{console.filled.hostile.id}?raw=1").text
    assert "&lt;td class=" in raw
    assert "digest verified now" in page


def test_no_page_lets_collected_text_hide_turn_or_become_markup(console: Console, kim: Browser) -> None:
    paths = [
        "/", "/search?q=mdma", "/search?view=table", f"/records/{HOSTILE}", f"/captures/{console.filled.hostile.id}",
        f"/captures/{console.filled.hostile.id}?raw=1", "/leads", f"/leads/{console.filled.lead}",
    ]  # fmt: skip
    for path in paths:
        page = kim.get(path).text
        shown = re.sub(r'value="[^"]*"', "", page)  # a form's value must come back as it was, and is never shown
        assert not set(UNSAFE) & set(shown), path
    assert "gnp.exe" in kim.get(f"/records/{HOSTILE}").text
    assert ATTACK.partition("[bold")[0] not in page


def test_what_is_typed_comes_back_as_typed_and_never_as_markup(console: Console, kim: Browser) -> None:
    wild = '"><script>alert(1)</script>\u200c'
    page = kim.get(f"/search?q={wild}").text
    assert "<script>alert" not in page
    assert 'value="&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\u200c"' in page


def test_today_says_what_waits(console: Console, kim: Browser) -> None:
    page = kim.get("/").text
    assert "as-a-seller-wrote-it" in page
    assert "Nothing new answered your watches" in page
    assert console.browser(Role.VIEWER).get("/").status_code == 200


def test_a_file_that_was_handed_over_is_shown_by_the_place_of_a_record_not_by_its_head(
    filled: Filled, command: Command, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    home = ("--home", str(filled.home))
    (filled.home / "sources" / "pier7.yaml").write_text("source: pier7\ntitle: Pier 7\nkind: channel\n")
    file = written(tmp_path, telegram_chat([said(1, "somebody else"), said(2, "Ice 5g 300 USDT, ships from NL")]))
    for words in (
        ("authority", "add", "A1", "--basis", "Customs Act", "--source", "pier7", "--address", "file:"),
        ("authority", "approve", "A1", "--own"),
        ("import", str(file), "--source", "pier7"),
    ):
        assert command(*words, *home).status == 0
    found = json.loads(command("search", "ice", "--json", *home).out)["hits"][0]["id"]
    kim = request.getfixturevalue("console").browser(Role.ANALYST)
    way = re.search(r'href="(/captures/[0-9a-f]+\?of=[0-9a-f]+)"', kim.get(f"/records/{found}").text)
    assert way
    page = kim.get(way[1]).text
    assert "messages[1]" in page
    bare = kim.get(way[1].partition("?")[0])
    assert (bare.status_code, "messages[1]" in bare.text) == (200, False)
    for text in (page, bare.text):
        assert "somebody else" not in text
        assert "digest verified now" in text
