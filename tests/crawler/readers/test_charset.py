"""Bytes to text: what is declared, what the bytes are, and what happens where both make no sense."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.readers import SavedPage, open_page
from crawler.readers.charset import MAX_BYTES, decode, encoding_of

TEXTS = {
    "ko": "대마초와 케타민을 판매합니다. 서울과 부산에서 배송 가능하며 가격은 그램당 이십만원입니다. 문의는 텔레그램으로 주세요.",
    "zh": "我们出售高品质的产品，从中国发货到全世界，隐蔽包装，价格优惠，欢迎联系我们了解更多的信息和最新的价格。",
    "zh-tw": "我們出售高品質的產品，從台灣發貨到全世界，隱蔽包裝，價格優惠，歡迎聯繫我們了解更多資訊。",
    "ja": "高品質の商品を販売しています。日本国内への発送は三日以内です。ご注文の前にメッセージをお送りください。",
    "ru": "Продаём качественный товар с доставкой по России и Казахстану, закладки в Москве и Санкт-Петербурге, пишите в личку.",
    "th": "จำหน่ายสินค้าคุณภาพสูง จัดส่งทั่วประเทศไทย บรรจุหีบห่ออย่างดี ราคาเป็นกันเอง ติดต่อสอบถามได้ตลอดเวลา",
}
LEGACY = [("ko", "euc-kr"), ("zh", "gb18030"), ("zh-tw", "big5"), ("ja", "shift_jis"), ("ja", "euc_jp"),
          ("ru", "windows-1251"), ("ru", "koi8-r"), ("th", "tis-620")]  # fmt: skip


def page(body: bytes, media_type: str = "text/html") -> SavedPage:
    return SavedPage("http://a.onion/", body, media_type)


def html(text: str, head: str = "") -> str:
    return f"<html><head>{head}<title>x</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(("language", "charset"), LEGACY)
def test_declared_in_the_header(language, charset):
    found = decode(page(html(TEXTS[language]).encode(charset), f"text/html; charset={charset}"))
    assert TEXTS[language] in found.text
    assert found.notes == ()


@pytest.mark.parametrize(("language", "charset"), LEGACY)
def test_declared_in_the_page(language, charset):
    for head in (
        f'<meta charset="{charset}">',
        f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">',
    ):
        assert TEXTS[language] in decode(page(html(TEXTS[language], head).encode(charset))).text


@pytest.mark.parametrize(("language", "charset"), LEGACY)
def test_not_declared(language, charset):
    found = decode(page(html(TEXTS[language]).encode(charset)))
    assert TEXTS[language] in found.text
    assert "which its bytes look like" in found.notes[0]


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("wrong", ["iso-8859-1", "euc-kr", "windows-1251", "shift_jis", "utf-7"])
def test_utf8_wins_over_a_wrong_declaration(language, wrong):
    found = decode(page(html(TEXTS[language]).encode(), f"text/html; charset={wrong}"))
    assert (found.encoding, TEXTS[language] in found.text) == ("utf-8", True)
    assert len(found.notes) == 1


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_wins(codec):
    assert TEXTS["ja"] in decode(page(html(TEXTS["ja"]).encode(codec), "text/html; charset=koi8-r")).text


def test_utf16_without_mark_if_declared():
    assert TEXTS["ko"] in decode(page(html(TEXTS["ko"]).encode("utf-16-le"), "text/html; charset=utf-16")).text


def test_seven_bit_japanese():
    body = html(TEXTS["ja"], "<meta charset=iso-2022-jp>").encode("iso2022_jp")
    assert TEXTS["ja"] in decode(page(body)).text


def test_a_wrong_declaration_gives_way_to_likeness():
    found = decode(page(html(TEXTS["ko"]).encode("euc-kr"), "text/html; charset=utf-8"))
    assert TEXTS["ko"] in found.text
    assert found.notes[0] == "declared as utf-8, but its bytes are not"


def test_mostly_utf8_stays_utf8():
    found = decode(page(html(TEXTS["th"]).encode() + b"\xff\xfe broken", "text/html; charset=utf-8"))
    assert TEXTS["th"] in found.text
    assert "UTF-8 with 2 broken places" in found.notes


@pytest.mark.parametrize("label", ["utf-99", "martian", "rot13", "zip", "unicode_escape", "x" * 40, "\x00", "idna"])
def test_impossible_charset_is_named_and_read_all_the_same(label):
    assert encoding_of(label) is None
    found = decode(page(html("caf\u00e9").encode(), f"text/html; charset={label}"))
    assert "caf\u00e9" in found.text
    assert label == "\x00" or f"impossible charset {label!r}" in found.notes


MEANT = [("ISO-8859-1", "cp1252"), ("latin1", "cp1252"), ("GB2312", "gb18030"), ("ks_c_5601-1987", "cp949"),
         ("Shift-JIS", "cp932"), ("x-sjis", "cp932"), ("Big5", "big5hkscs"), ("TIS-620", "cp874"),
         ("windows-874", "cp874"), ("UTF8", "utf-8")]  # fmt: skip


@pytest.mark.parametrize(("label", "codec"), MEANT)
def test_what_pages_mean_by_a_label(label, codec):
    assert encoding_of(label) == codec


def test_a_letter_cut_by_the_size_limit_is_forgiven():
    body = b"<p>" + "가".encode() * (MAX_BYTES // 3 + 2)
    found = decode(page(body))
    assert found.encoding == "utf-8"
    assert f"only the first {MAX_BYTES} were read" in found.notes[0]


@given(body=st.binary(max_size=400), media_type=st.text(max_size=30).map("text/html; charset={}".format))
def test_decoding_never_raises_and_loses_nothing_to_an_exception(body, media_type):
    assert isinstance(decode(page(body, media_type)).text, str)


@given(text=st.text(st.characters(codec="utf-8"), min_size=1, max_size=100))
def test_utf8_comes_back_as_it_was(text):
    assert decode(page(b"<p>" + text.encode())).text == "<p>" + text


NO_HTML = [
    (b"", "text/html", "no bytes in the body"),
    (b"  \n ", "text/html", "nothing but blanks"),
    (b"\x00\x00\x00\x00" * 50, "text/html", "many zero bytes"),
    (b"\x89PNG\r\n\x1a\n<html>", "text/html", "begin as a binary file's do"),
    (b"%PDF-1.7 <p>", "", "begin as a binary file's do"),
    (b"<html><p>x</p></html>", "image/png", "not HTML: image/png"),
    (b'{"error": "no"}', "application/json", "not HTML: application/json"),
    (b'{"error": "no"}', "text/html", "no tag in it"),
    (b"just words", "text/plain", "no tag in it"),
]


@pytest.mark.parametrize(("body", "media_type", "why"), NO_HTML)
def test_what_is_no_html_says_what_it_is(body, media_type, why):
    opened = open_page(page(body, media_type))
    assert opened.root is None
    assert any(why in note for note in opened.notes)


# Of these languages nothing but windows-1252 is declared, rightly.
WESTERN = {
    "fr": "Été à l'hôtel: nous préférons des crêpes brûlées, déjà prêtes, près de la forêt où naïveté et goût se mêlent.",
    "de": "Größe, Füße, Übergrößen und süße Äpfel für müde Käufer; schöne Grüße aus Köln, Österreich und Zürich.",
    "es": "¿Qué pasó? El niño soñó con piñatas, jamón ibérico y corazón; ¡envío rápido a España y Perú!",
    "pt": "Não há opções: informações, promoções e condições de proteção são só até amanhã, João; coração, mãe e pão.",
    "sv": "Så här går det: på ön får man åka båt, äta rökt ål och köpa ägg på återförsäljarens gård i Västerås.",
    "a few accents": "à é où ça été",
}
UNASKED = ["iso-8859-1", "latin1", "windows-1252", "us-ascii"]


@pytest.mark.parametrize("unasked", UNASKED)
@pytest.mark.parametrize(("language", "charset"), LEGACY)
def test_a_western_declaration_that_a_server_adds_unasked_gives_way(language: str, charset: str, unasked: str) -> None:
    found = decode(page(html(TEXTS[language]).encode(charset), f"text/html; charset={unasked}"))
    assert TEXTS[language] in found.text
    assert found.notes[0].startswith("declared as cp1252, but its bytes ")


@pytest.mark.parametrize("unasked", UNASKED)
@pytest.mark.parametrize("language", WESTERN)
def test_western_text_stays_what_it_is_declared_as(language: str, unasked: str) -> None:
    found = decode(page(html(WESTERN[language]).encode("cp1252"), f"text/html; charset={unasked}"))
    assert (WESTERN[language] in found.text, found.encoding, found.notes) == (True, "cp1252", ())


@pytest.mark.parametrize(("language", "charset"), LEGACY)
def test_menus_in_plain_letters_do_not_hide_what_the_text_is(language: str, charset: str) -> None:
    """Most bytes of a page are tags and English words."""
    menu = "<a href='/category/stimulants'>Stimulants</a> <a href='/faq'>Frequently asked questions</a>" * 40
    found = decode(page(html(menu + TEXTS[language]).encode(charset), "text/html; charset=ISO-8859-1"))
    assert TEXTS[language] in found.text
