"""Tables of real texts, what the cleaners make of them, and laws that hold for any text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.profiles.cleaners import CLEANERS, DEFAULTS, cleaner, money

# text as pages state it, currency meant, amount and currency
PRICES = [
    ("$50.96", "", ("50.96", "USD")),
    ("฿0.000787 (€7.28)", "BTC", ("0.000787", "BTC")),
    ("฿ 1,500", "", ("1500", "THB")),
    ("Purchase price: USD 1,106.71", "", ("1106.71", "USD")),
    ("Sale Price : 193.92 USD / 0.02099346 BTC", "", ("193.92", "USD")),
    ("485.00 USD/112g (0.05199685 BTC/112g)", "", ("485.00", "USD")),
    ("100.00 USD/$400", "", ("100.00", "USD")),
    ("650.00 USD/1/4pound (0.0738 BTC/1/4pound)", "", ("650.00", "USD")),
    ("1.234,56 €", "", ("1234.56", "EUR")),
    ("1.500 €", "", ("1500", "EUR")),
    ("1.500 BTC", "", ("1.500", "BTC")),
    ("€ 9,99", "", ("9.99", "EUR")),
    ("1 250,00 руб", "", ("1250.00", "RUB")),
    ("15 000 ₽", "", ("15000", "RUB")),
    ("1'200.50 CHF", "", ("1200.50", "CHF")),
    ("A$ 120", "", ("120", "AUD")),
    ("HK$1,200", "", ("1200", "HKD")),
    ("NT$ 3,000", "", ("3000", "TWD")),
    ("₩250,000", "", ("250000", "KRW")),
    ("250,000원", "", ("250000", "KRW")),
    ("¥3,500", "CNY", ("3500", "CNY")),
    ("¥3,500", "", ("3500", "JPY")),
    ("350元", "", ("350", "CNY")),
    ("Rp 1.500.000", "", ("1500000", "IDR")),
    ("1.500.000 VND", "", ("1500000", "VND")),
    ("1.500.000₫", "", ("1500000", "VND")),
    ("RM 45.50", "", ("45.50", "MYR")),
    ("₱2,500.00", "", ("2500.00", "PHP")),
    ("1,200 บาท", "", ("1200", "THB")),
    ("5 mBTC", "", ("0.005", "BTC")),
    ("0.1 XMR", "", ("0.1", "XMR")),
    ("BTC 0.00941200", "", ("0.00941200", "BTC")),
    ("from 2 pieces: $30", "", ("30", "USD")),
    ("120", "EUR", ("120", "EUR")),
    ("120", "", None),
    ("ask me", "USD", None),
    ("", "USD", None),
    ("3.5g of MDMA", "", None),
    ("1.2.3 USD", "", None),
    ("norm 5 dollars", "", None),
]


@pytest.mark.parametrize(("said", "meant", "wanted"), PRICES)
def test_price(said, meant, wanted):
    assert money(said, meant) == wanted


# cleaner, texts, what remains
CASES = [
    ("text", ["  a \n\t b\u00a0c "], ["a b c"]),
    ("text", ["\u200bx\ufeff"], ["x"]),
    ("lines", [" a \n\n\n\n b\r\n c "], ["a\n\nb\nc"]),
    ("join", ["a", " ", "b"], ["a\nb"]),
    ("last", ["a", "b", " "], ["b"]),
    ("lower", ["ÄB"], ["äb"]),
    ("split", ["United States, Worldwide"], ["United States", "Worldwide"]),
    ("split", ["Europe; Asia | Africa\nOceania"], ["Europe", "Asia", "Africa", "Oceania"]),
    ("split", ["한국、日本，中国"], ["한국", "日本", "中国"]),
    ("split", ["US / EU", "AU/NZ"], ["US", "EU", "AU/NZ"]),
    ("split", [" , Europe", ", Europe "], ["Europe"]),
    ({"split": "→"}, ["DE → WW"], ["DE", "WW"]),
    ({"after": "ships from"}, ["Ships From: Germany", "no label"], ["Germany"]),
    ({"after": "→"}, ["US → EU, UK"], ["EU, UK"]),
    ({"before": "("}, ["18/11/2018 (today)", "whole"], ["18/11/2018", "whole"]),
    ({"drop": "n/a"}, ["N/A", " n/a ", "Peru"], ["Peru"]),
    ({"remove": r"\s*\(\d+%\)$"}, ["NDD-DMT (77%)"], ["NDD-DMT"]),
    ("number", ["(1000)", "none", "4.88\u00a0", "1,250 sold", "-3", "−2.5"], [1000, 4.88, 1250, -3, -2.5]),
    ("number", ["1.2.3"], []),
    ("count", ["", "", ""], [3]),
    ("flag", ["Yes", "no", "예", "否", "maybe"], [True, False, True, False]),
    ("flag", ["Có", "không", "Да", "нет", "tidak", "ใช่"], [True, False, True, False, False, True]),
    ("price", ["$5", "free"], ["5 USD"]),
    ("date", ["May 19, 2019"], ["2019-05-19"]),
    ("date", ["19 May 2019"], ["2019-05-19"]),
    ("date", ["19th of May"], ["19th of May"]),
    ("date", ["Nov 17, 2019 21:24"], ["2019-11-17T21:24"]),
    ("date", ["2019-10-28 12:43:10"], ["2019-10-28T12:43"]),
    ("date", ["Nov 17, 2019 9:05 pm"], ["2019-11-17T21:05"]),
    ("date", ["Nov 17, 2019 12:05 am"], ["2019-11-17T00:05"]),
    ("date", ["2019年5月19日", "2019년 5월 9일", "2019. 5. 9."], ["2019-05-19", "2019-05-09", "2019-05-09"]),
    ("date", ["19.05.2019", "25/12/2019", "12/25/2019"], ["2019-05-19", "2019-12-25", "2019-12-25"]),
    ("date", ["03/04/2019"], ["03/04/2019"]),
    ({"date": "dmy"}, ["03/04/2019"], ["2019-04-03"]),
    (
        "date",
        ["7 марта 2024 г.", "31 мая 2025, 18:40", "31 июня 2024"],
        ["2024-03-07", "2025-05-31T18:40", "31 июня 2024"],
    ),
    ({"date": "mdy"}, ["03/04/2019"], ["2019-03-04"]),
    ("date", ["2019-02-30", "2 days ago", "31/31/2019"], ["2019-02-30", "2 days ago", "31/31/2019"]),
]


@pytest.mark.parametrize(("said", "texts", "wanted"), CASES)
def test_cleaner(said, texts, wanted):
    assert list(cleaner(said)(texts)) == wanted


ARGUMENTS = {"after": "x", "before": "x", "drop": "x", "remove": "x+"}


@pytest.mark.parametrize("name", sorted(CLEANERS))
@given(texts=st.lists(st.text(max_size=80), max_size=5))
def test_no_cleaner_raises(name, texts):
    found = list(cleaner({name: ARGUMENTS[name]} if name in ARGUMENTS else name)(texts))
    assert all(isinstance(value, str | int | float | bool) for value in found)


@pytest.mark.parametrize("name", ["text", "lines", "lower"])
@given(texts=st.lists(st.text(max_size=80), max_size=5))
def test_cleaning_twice_changes_nothing(name, texts):
    once = list(cleaner(name)(texts))
    assert list(cleaner(name)(once)) == once


@given(
    amount=st.decimals(min_value=0, max_value=10**9, places=2), currency=st.sampled_from(["USD", "EUR", "KRW", "BTC"])
)
def test_what_is_written_plainly_comes_back_exactly(amount, currency):
    """With two decimals nothing is ambiguous, in either style of separators."""
    wanted = (str(amount), currency)
    assert money(f"{amount} {currency}") == wanted
    assert money(f"{currency} {amount:,}") == wanted
    assert money(f"{amount:,}".translate(str.maketrans(",.", ".,")) + f" {currency}") == wanted


@given(said=st.text(alphabet="0123456789., '$€USD฿kr원\u00a0", max_size=40))
def test_any_amount_found_is_a_number(said):
    found = money(said, "USD")
    assert found is None or Decimal(found[0]) >= 0


def test_fields_with_cleaners_of_their_own_exist():
    from tidewaiter.model.sighting import FIELDS

    assert set(DEFAULTS) <= {name for names in FIELDS.values() for name in names}
