"""Quantities, prices and purity: values, units, what is a dose, and what only looks like one."""

from __future__ import annotations

import pytest

import nlp

QUANTITIES = [
    ("3.5g of ketamine", [(3.5, "g", "amount")]),
    ("0,5 г меф", [(0.5, "g", "amount")]),
    ("1/2 oz weed", [(0.5, "oz", "amount")]),
    ("1,000 pills mdma", [(1000, "pill", "amount")]),
    ("10k xanax pills 2mg", [(2, "mg", "dose")]),
    ("100 x 2mg alprazolam", [(100, "pill", "amount"), (2, "mg", "dose")]),
    ("valium 10mg x 28", [(10, "mg", "dose"), (28, "pill", "amount")]),
    ("10-100x xtc", [((10, 100), "pill", "amount")]),
    ("0.5g - 7g cocaine", [((0.5, 7), "g", "amount")]),
    ("lsd 100-110ug", [((100, 110), "ug", "dose")]),
    ("half gram of coke", [(0.5, "g", "amount")]),
    ("an eighth of weed", [(3.5, "g", "amount")]),
    ("8 ball of coke", [(3.5, "g", "amount")]),
    ("qp 600 and zip 180 of weed", [(0.25, "lb", "amount"), (1, "oz", "amount")]),
    ("two kilos of heroin", [(2, "kg", "amount")]),
    ("1.5 tons of hashish", [(1.5, "ton", "amount")]),
    ("아이스 반지 15, 일지 30", [(0.5, "g", "amount"), (1, "g", "amount")]),
    ("떨 10그램", [(10, "g", "amount")]),
    ("캔디 두알", [(2, "pill", "amount")]),
    ("冰 两克 半克", [(2, "g", "amount"), (0.5, "g", "amount")]),
    ("K粉 二十克", [(20, "g", "amount")]),
    ("大麻 3斤", [(3, "jin", "amount")]),
    ("đá nửa chỉ", [(0.5, "chi", "amount")]),
    ("กัญชา 10 กรัม", [(10, "g", "amount")]),
    ("ketamine 50mg/ml 10ml vial", [(10, "ml", "amount")]),
    ("½ gram", [(0.5, "g", "amount")]),
    ("5㎎ diazepam", [(5, "mg", "dose")]),
]


@pytest.mark.parametrize(("text", "expected"), QUANTITIES)
def test_quantities(text: str, expected: list[tuple[object, str, str]]) -> None:
    found = [
        (m.value, m.more["unit"], m.more["measure"])
        for m in nlp.extract(text)
        if m.kind == "quantity" and m.more["measure"] != "other"
    ]
    assert [
        (value, unit if unit != "chỉ" else "chi", measure)
        for value, unit, measure in found
        if (value, unit) != (10000, "pill")
    ] == expected


@pytest.mark.parametrize(
    "text", ["4G LTE router", "wait 1 x 24 hours", "call at 10 am", "iPhone 12", "room 5g network", "version 2.0.1"]
)
def test_what_is_no_quantity(text: str) -> None:
    assert not [m for m in nlp.extract(text) if m.kind == "quantity"]


def test_the_base_is_grams_millilitres_or_pieces() -> None:
    by_text = {text: nlp.extract(text)[0].more for text in ("2kg", "250ug", "1l", "5 tabs")}
    assert [(by_text[text]["base"], by_text[text]["base_unit"]) for text in by_text] == [
        (2000, "g"),
        (0.00025, "g"),
        (1000, "ml"),
        (5, "count"),
    ]


PRICES = [
    ("1g 50만", [(500000, "KRW")]),
    ("1만4천원", [(14000, "KRW")]),
    ("5천원", [(5000, "KRW")]),
    ("350,000원", [(350000, "KRW")]),
    ("1tr2", [(1200000, "VND")]),
    ("1.500.000 vnd", [(1500000, "VND")]),
    ("kẹo 350k", [(350000, "VND")]),
    ("1,2jt", [(1200000, "IDR")]),
    ("650rb", [(650000, "IDR")]),
    ("Rp 500.000", [(500000, "IDR")]),
    ("6500р", [(6500, "RUB")]),
    ("2 тыс за грамм", [(2000, "RUB")]),
    ("4000 บาท", [(4000, "THB")]),
    ("฿0.00387", [(0.00387, "BTC")]),
    ("10000円", [(10000, "JPY")]),
    ("3万円", [(30000, "JPY")]),
    ("800元", [(800, "CNY")]),
    ("¥800 冰毒", [(800, "CNY")]),
    ("€1.250,50", [(1250.5, "EUR")]),
    ("$1,106.71", [(1106.71, "USD")]),
    ("1.000 EUR", [(1000, "EUR")]),
    ("A$90", [(90, "AUD")]),
    ("$1k", [(1000, "USD")]),
    ("$450 + shipping", [(450, "USD")]),
    ("40 quid", [(40, "GBP")]),
    ("₱1500", [(1500, "PHP")]),
    ("RM150", [(150, "MYR")]),
    ("0.05 XMR", [(0.05, "XMR")]),
    ("100 usdt", [(100, "USDT")]),
    ("冰 一克800", [(800, "CNY")]),
    ("меф 3г 3500", [(3500, "RUB")]),
    ("떨 1그램 20", [(200000, "KRW")]),
    ("1.50 a gram of mdma", [(1.5, None)]),
]


@pytest.mark.parametrize(("text", "expected"), PRICES)
def test_prices(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(m.value, m.more["currency"]) for m in nlp.extract(text) if m.kind == "price"] == expected


@pytest.mark.parametrize(
    "text",
    ["EARN $30+ DAILY", "10% off", "shipping $5", "save $20 now", "월 1000 보장", "$50 discount", "Signed for £2.60"],
)
def test_what_is_no_price_of_goods(text: str) -> None:
    assert not [m for m in nlp.extract(text) if m.kind == "price"]


PURITIES = [
    ("cocaine 90%", [90]),
    ("purity 85-90%", [(85, 90)]),
    ("up to 96 percent THC", [96]),
    ("순도 97%", [97]),
    ("纯度90％", [90]),
    ("чистота 92,5%", [92.5]),
    ("MDMA 84% pure", [84]),
    ("99% success rate", []),
    ("100% refund on cocaine", []),
    ("20% off all cocaine", []),
    ("100% smell proof weed", []),
    ("we are 100% safe", []),
]


@pytest.mark.parametrize(("text", "expected"), PURITIES)
def test_purity(text: str, expected: list[object]) -> None:
    assert [m.value for m in nlp.extract(text) if m.kind == "purity"] == expected
