"""A board's page says the same in the encoding of its country, rightly declared, not declared, and wrongly declared."""

from __future__ import annotations

import pytest

from crawler.readers import SavedPage
from crawler.readers.generic import read_generic
from tests.crawler.readers.generic.boards.case import Sheet
from tests.crawler.readers.generic.boards.sheets import FEEDBACK, THREADS
from tidewaiter.model.sighting import Reading

SHEETS = {sheet.name: sheet for sheet in (*THREADS, *FEEDBACK)}
# Which page, its encoding, and the label that pages of its country declare.
PAGES = [
    ("board with today's hours, Korean", "cp949", "euc-kr"),
    ("table of marks, Korean", "cp949", "ks_c_5601-1987"),
    ("phpBB 3 subsilver2, Russian", "cp1251", "windows-1251"),
    ("two columns, Russian", "koi8-r", "koi8-r"),
    ("Discuz, Chinese", "gb18030", "gbk"),
    ("bar of posts, Chinese", "gb18030", "gb2312"),
    ("board in traditional Chinese", "big5hkscs", "big5"),
    ("futaba, Japanese", "cp932", "Shift_JIS"),
    ("2channel, Japanese", "cp932", "x-sjis"),
    ("board, Japanese", "euc_jp", "euc-jp"),
    ("guest book, Thai", "cp874", "tis-620"),
    ("XenForo 1, German", "cp1252", "iso-8859-1"),
    ("MyBB, Turkish", "cp1254", "iso-8859-9"),
]
IDS = [f"{name.split(',')[-1].strip()} {label}" for name, _, label in PAGES]


def encoded(sheet: Sheet, encoding: str, *, meta: str) -> bytes:
    html = str(sheet.html).replace('<meta charset="utf-8">', f'<meta charset="{meta}">' if meta else "")
    return html.encode(encoding, "xmlcharrefreplace")


def read(sheet: Sheet, body: bytes, media: str = "text/html") -> Reading:
    return read_generic(SavedPage(sheet.url, body, media), "capture")


def said(reading: Reading) -> list[tuple[str, object]]:
    return [(one.key, one.fields) for one in reading.statements]


@pytest.mark.parametrize(("name", "encoding", "label"), PAGES, ids=IDS)
def test_declared_in_the_page_or_in_its_head(name: str, encoding: str, label: str) -> None:
    sheet = SHEETS[name]
    wanted = said(read(sheet, sheet.body))
    assert wanted
    assert said(read(sheet, encoded(sheet, encoding, meta=label))) == wanted
    assert said(read(sheet, encoded(sheet, encoding, meta=""), f"text/html; charset={label}")) == wanted


@pytest.mark.parametrize(("name", "encoding", "label"), PAGES, ids=IDS)
def test_declared_as_utf8_which_it_is_not(name: str, encoding: str, label: str) -> None:
    sheet = SHEETS[name]
    reading = read(sheet, encoded(sheet, encoding, meta="utf-8"))
    assert said(reading) == said(read(sheet, sheet.body))
    assert any("declared as utf-8" in note for note in reading.notes)


@pytest.mark.parametrize(("name", "encoding", "label"), PAGES, ids=IDS)
def test_not_declared_at_all(name: str, encoding: str, label: str) -> None:
    sheet = SHEETS[name]
    assert said(read(sheet, encoded(sheet, encoding, meta=""))) == said(read(sheet, sheet.body))


@pytest.mark.parametrize(
    ("name", "encoding", "label"), [p for p in PAGES if p[1] not in ("cp1252", "cp1254")], ids=IDS[:-2]
)
def test_declared_as_latin_by_a_server_that_never_looked(name: str, encoding: str, label: str) -> None:
    sheet = SHEETS[name]
    reading = read(sheet, encoded(sheet, encoding, meta=""), "text/html; charset=ISO-8859-1")
    assert said(reading) == said(read(sheet, sheet.body))
    assert any("declared as cp1252" in note for note in reading.notes)
