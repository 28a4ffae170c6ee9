"""Values in text: money, dates, places, labels. Tables of strings as sites write them."""

from __future__ import annotations

import pytest

from crawler.readers.generic.dates import date_in, is_date
from crawler.readers.generic.labels import field_of
from crawler.readers.generic.money import amounts, currency_in, first_amount
from crawler.readers.generic.offers import is_rating
from crawler.readers.generic.places import route_in, split_excluded, split_places, split_route


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("USD 1,106.71", "1106.71", "USD"), ("$50.96", "50.96", "USD"), ("US$ 20", "20", "USD"), ("AUD $5", "5", "AUD"),
        ("485.00 USD/112g (0.05199685 BTC/112g)", "485.00", "USD"), ("₿0.0021", "0.0021", "BTC"), ("0,015 BTC", "0.015", "BTC"),
        ("฿0.000787 (€7.28)", "0.000787", "BTC"), ("฿1,500", "1500", "THB"), ("๕๐๐ บาท", "500", "THB"), ("1.234,50 €", "1234.50", "EUR"),
        ("1.500 €", "1500", "EUR"), ("49,90 €", "49.90", "EUR"), ("1 234,50 руб.", "1234.50", "RUB"), ("1'200 CHF", "1200", "CHF"),
        ("₩150,000", "150000", "KRW"), ("15만원", "150000", "KRW"), ("1.5만원", "15000", "KRW"), ("3万円", "30000", "JPY"), ("12,000円", "12000", "JPY"),
        ("200 元", "200", "CNY"), ("1.500.000đ", "1500000", "VND"), ("150k VND", "150000", "VND"), ("1.5 triệu đồng", "1500000", "VND"),
        ("Rp 1.500.000", "1500000", "IDR"), ("250 ribu rupiah", "250000", "IDR"), ("RM 50", "50", "MYR"), ("₱2,500.00", "2500.00", "PHP"),
        ("R$ 1.234,56", "1234.56", "BRL"), ("0.42 XMR", "0.42", "XMR"), ("EUR + 9.50 / item", "9.50", "EUR"), ("1,5 XMR", "1.5", "XMR"),
        ("12 500,00 ₽", "12500.00", "RUB"), ("$3.1096000000000004", "3.1096000000000004", "USD"), ("price: 50", None, ""), ("75", "75", ""),
        ("4.00 dari 5 Rp90.000", "90000", "IDR"), ("5 $12.00", "12.00", "USD"), ("45,- €", "45", "EUR"), ("฿0.03", "0.03", "BTC"),
        ("9" * 40 + " USD", None, ""), ("5g", None, ""), ("call me", None, ""), ("", None, ""),
    ],
)  # fmt: skip
def test_first_amount(text: str, amount: str | None, currency: str) -> None:
    found = first_amount(text)
    assert (found.amount if found else None, found.currency if found else "") == (amount, currency)


def test_the_yen_sign_is_settled_by_the_language_of_the_page() -> None:
    assert [m.currency for language in ("zh", "ja", "") for m in amounts("¥680", language)] == ["CNY", "JPY", "JPY"]


@pytest.mark.parametrize(
    ("text", "language", "amount"),
    [
        ("1.080 CNY", "vi", "1080"), ("1.080 CNY", "en", "1.080"), ("1.080 CNY", "", "1.080"), ("1,080 CNY", "", "1080"),
        ("$2.500", "de", "2500"), ("0.250 USD", "vi", "0.250"), ("1.080 XMR", "vi", "1.080"), ("12.5 USD", "id", "12.5"),
    ],
)  # fmt: skip
def test_a_point_before_three_digits_is_read_as_the_page_s_language_writes_it(
    text: str, language: str, amount: str
) -> None:
    assert [m.amount for m in amounts(text, language)] == [amount]


def test_amounts_stand_where_they_say() -> None:
    text = "was $80.00, now $60.00 or 0.001 BTC"
    assert [text[m.start : m.end].strip() for m in amounts(text)] == ["$80.00", "$60.00", "0.001 BTC"]


@pytest.mark.parametrize(
    ("label", "currency"), [("Price (USD)", "USD"), ("Preis in €", "EUR"), ("Price", ""), ("USD or EUR", "")]
)
def test_a_label_may_name_the_currency(label: str, currency: str) -> None:
    assert currency_in(label) == currency


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("2025-01-02", "2025-01-02"), ("2025-01-02 10:30:11", "2025-01-02 10:30"), ("2025-01-02T10:30:00+0000", "2025-01-02 10:30"),
        ("Nov 17, 2019 21:24", "2019-11-17 21:24"), ("17 November 2019", "2019-11-17"), ("July 28, 2019", "2019-07-28"),
        ("12.05.2022", "2022-05-12"), ("2019년 11월 17일", "2019-11-17"), ("2019年11月17日 08:05", "2019-11-17 08:05"),
        ("3 марта 2023", "2023-03-03"), ("17. März 2019", "2019-03-17"), ("17 de marzo de 2019", "2019-03-17"), ("Jan 2, 2025 1:05 PM", "2025-01-02 13:05"),
        ("03/04/2021", "03/04/2021"), ("2 days ago", "2 days ago"), ("3일 전", "3일 전"), ("3小时前", "3小时前"), ("2 дня назад", "2 дня назад"),
        ("5 giờ trước", "5 giờ trước"), ("3 hari yang lalu", "3 hari yang lalu"), ("vor 3 Tagen", "vor 3 Tagen"),
        ("2025년 1월 2일 (목) 오후 9:05", "2025-01-02 21:05"), ("Jan 2 nd , 2025 at 10:30am", "2025-01-02 10:30"), ("02/ene/2025", "2025-01-02"),
        ("2. Januar 2025, 10.30 Uhr", "2025-01-02 10:30"), ("5d", "5d"), ("1d 22h", "1d 22h"), ("5g", None),
        ("2025-13-45", None), ("31.02.2020", None), ("version 1.2.3", None), ("5/5", None),
    ],
)  # fmt: skip
def test_dates_become_iso_only_where_certain(text: str, stated: str | None) -> None:
    found = date_in(text)
    assert (found[0] if found else None) == stated


def test_a_sentence_with_a_date_is_no_date() -> None:
    assert is_date("on 2025-01-02 at noon")
    assert not is_date("We moved here on 2025-01-02 and stayed for good.")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Germany, Austria; Belgium", ("Germany", "Austria", "Belgium")),
        ("中国、日本、韩国", ("中国", "日本", "韩国")),
        ("World Wide, Asia, Antarctica(c)", ("World Wide", "Asia", "Antarctica(c)")),
        ("EU, EU, UK.", ("EU", "UK")),
        ("Deutschland, Österreich und Schweiz", ("Deutschland", "Österreich", "Schweiz")),
        ("USA and Canada", ("USA", "Canada")),
        ("Croatia, Bosnia and Herzegovina", ("Croatia", "Bosnia and Herzegovina")),
        ("Trinidad and Tobago", ("Trinidad and Tobago",)),
        ("Spain\nPortugal", ("Spain", "Portugal")),
        ("", ()),
        ("x" * 100, ()),
    ],
)
def test_places(text: str, places: tuple[str, ...]) -> None:
    assert split_places(text) == places


@pytest.mark.parametrize(
    ("text", "kept", "excluded"),
    [
        ("Worldwide except Australia, Japan", "Worldwide", ("Australia", "Japan")),
        ("Worldwide (excluding USA)", "Worldwide", ("USA",)),
        ("Weltweit außer Australien und Japan", "Weltweit", ("Australien", "Japan")),
        ("Весь мир кроме США", "Весь мир", ("США",)),
        ("전국 (제주 제외)", "전국", ("제주",)),
        ("日本国内（沖縄を除く）", "日本国内", ("沖縄",)),
        ("Worldwide", "Worldwide", ()),
    ],
)
def test_exclusions(text: str, kept: str, excluded: tuple[str, ...]) -> None:
    assert split_excluded(text) == (kept, excluded)


def test_routes() -> None:
    assert split_route("United States → United Kingdom") == ("United States", "United Kingdom")
    assert split_route("Spain") == ("Spain", "")
    assert route_in("DE → AT, BE") == ("DE", ("AT", "BE"))
    assert route_in("Home » Tea » Green") is None
    assert route_in("a long sentence -> with an arrow in it") is None


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Ships from:", "ships_from"), ("SHIPS TO", "ships_to"), ("Origin Country", "ships_from"), ("Sold by", "vendor"), ("판매자", "vendor"),
        ("배송지역 :", "ships_to"), ("发货地：", "ships_from"), ("价格", "price"), ("Giá", "price"), ("Gửi từ", "ships_from"), ("ราคา", "price"), ("ส่งจาก", "ships_from"),
        ("Harga", "price"), ("Dikirim ke", "ships_to"), ("発送元", "ships_from"), ("出品者", "vendor"), ("Цена:", "price"), ("Куда", "ships_to"),
        ("Presyo", "price"), ("Versand nach", "ships_to"), ("Prix", "price"), ("Envío desde", "ships_from"), ("Verzonden vanuit", "ships_from"),
        ("Spedito da", "ships_from"), ("Preço", "price"), ("Price (USD)", "price"), ("Member since", "member_since"), ("가입일", "member_since"),
        ("Qty", "other"), ("the price of tea in this village", ""), ("", ""), ("x" * 500, ""),
    ],
)  # fmt: skip
def test_labels(label: str, name: str) -> None:
    assert field_of(label) == name


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("99.3%", True),
        ("4.87", True),
        ("5/5", True),
        ("★★★★☆", True),
        ("22", False),
        ("2 weeks", False),
        ("none", False),
    ],
)
def test_a_rating_is_a_mark_not_a_count(text: str, mark: bool) -> None:
    assert is_rating(text) is mark
