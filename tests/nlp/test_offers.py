"""Offers: which price is for which amount of which drug, in the layouts that vendors write."""

from __future__ import annotations

import cProfile
import pstats
import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nlp
from nlp.lexicon import Lexicon, shipped
from nlp.offers import link
from tidewaiter.model.mention import Mention, MentionKind, Status
from tidewaiter.model.offer import Offer, trimmed


def offers(text: str) -> list[Offer]:
    return link(text, nlp.extract(text))


def told(text: str) -> list[tuple[object, ...]]:
    return [
        (
            o.drug,
            o.amount if isinstance(o.amount, tuple) else str(o.amount.normalize()),
            o.unit,
            str(o.price),
            o.currency,
        )
        for o in offers(text)
    ]


ROWS = [
    # side by side
    ("MDMA 5g $200", [("mdma", "5", "g", "200", "USD")]),
    ("$200 for 5g of MDMA", [("mdma", "5", "g", "200", "USD")]),
    ("5g MDMA $200, 2g ketamine $80", [("mdma", "5", "g", "200", "USD"), ("ketamine", "2", "g", "80", "USD")]),
    ("$50 1g MDMA, $40 1g ketamine", [("mdma", "1", "g", "50", "USD"), ("ketamine", "1", "g", "40", "USD")]),
    # bulk tiers
    ("MDMA 1g $50 / 3.5g $150", [("mdma", "1", "g", "50", "USD"), ("mdma", "3.5", "g", "150", "USD")]),
    ("Speed 1g/€10, 5g/€40", [("amphetamine", "1", "g", "10", "EUR"), ("amphetamine", "5", "g", "40", "EUR")]),
    ("아이스 1g 50만 / 3g 140만", [("methamphetamine", "1", "g", "500000", "KRW"), ("methamphetamine", "3", "g", "1400000", "KRW")]),
    ("冰毒 一克500 五克2000", [("methamphetamine", "1", "g", "500", "CNY"), ("methamphetamine", "5", "g", "2000", "CNY")]),
    ("меф 1г 3000р, 2г 5000р", [("mephedrone", "1", "g", "3000", "RUB"), ("mephedrone", "2", "g", "5000", "RUB")]),
    ("sabu 1g 1,2jt / 0,5g 650rb", [("methamphetamine", "1", "g", "1200000", "IDR"), ("methamphetamine", "0.5", "g", "650000", "IDR")]),
    ("GHB 100ml $60, 500 ml $200", [("ghb", "1E+2", "ml", "60", "USD"), ("ghb", "5E+2", "ml", "200", "USD")]),
    # for one unit
    ("Ketamine: $45/g or $400 for 10g", [("ketamine", "1", "g", "45", "USD"), ("ketamine", "1E+1", "g", "400", "USD")]),
    ("speed 45 per gram", [("amphetamine", "1", "g", "45", None)]),
    ("개당 5만 엑스터시", [("mdma", "1", "count", "50000", "KRW")]),
    ("그램당 45만 필로폰", [("methamphetamine", "1", "g", "450000", "KRW")]),
    ("500元一克 冰毒", [("methamphetamine", "1", "g", "500", "CNY")]),
    ("мефедрон 3000р за грамм", [("mephedrone", "1", "g", "3000", "RUB")]),
    ("ยาบ้า เม็ดละ 50 บาท", [("yaba", "1", "count", "50", "THB")]),
    ("大麻 1gあたり5000円", [("cannabis", "1", "g", "5000", "JPY")]),
    ("kẹo 350k/viên", [("mdma", "1", "count", "350000", "VND")]),
    ("sabu 1jt per gram", [("methamphetamine", "1", "g", "1000000", "IDR")]),
    ("Kokain €70 pro Gramm", [("cocaine", "1", "g", "70", "EUR")]),
    ("€8 each, blue punisher XTC", [("mdma", "1", "count", "8", "EUR")]),
    ("5 tabs LSD $10 each", [("lsd", "1", "count", "10", "USD")]),
    ("1-9g: $45/g, 10g+: $40/g cocaine", [("cocaine", "1", "g", "45", "USD"), ("cocaine", "1", "g", "40", "USD")]),
    ("10g MDMA - $400 ($40/g)", [("mdma", "1E+1", "g", "400", "USD"), ("mdma", "1", "g", "40", "USD")]),
    ("weed $10/g, min order 10g", [("cannabis", "1", "g", "10", "USD")]),
    # count and mass
    ("10 x 200mg XTC pills €80", [("mdma", "1E+1", "count", "80", "EUR")]),
    ("LSD 250ug 10 tabs - $60", [("lsd", "1E+1", "count", "60", "USD")]),
    ("XTC 10 pills (200mg) €40", [("mdma", "1E+1", "count", "40", "EUR")]),
    ("100x 1g cocaine $5000", [("cocaine", "1E+2", "g", "5000", "USD")]),
    ("2 packs of 3.5g weed $60", [("cannabis", "7", "g", "60", "USD")]),
    ("500mg MDMA $30", [("mdma", "0.5", "g", "30", "USD")]),
    ("10 pieces of weed carts 1.1g $200", [("cannabis", "1E+1", "count", "200", "USD")]),
    ("(10x) DMT vape cart (1ml) $999", [("dmt", "1E+1", "count", "999", "USD")]),
    ("5g MDMA $200, 10g $350", [("mdma", "5", "g", "200", "USD"), ("mdma", "1E+1", "g", "350", "USD")]),
    ("Xanax 2mg bars 50 for $100", [("alprazolam", "5E+1", "count", "100", "USD")]),
    ("Fentanyl patches 100mcg/h box of 5 $250", [("fentanyl", "5", "count", "250", "USD")]),
    ("Sheet of 100 LSD tabs - 380 USD", [("lsd", "1E+2", "count", "380", "USD")]),
    # a bundle
    ("0.5g cocaine + 0.5g ketamine $60, 1g cocaine $80", [("cocaine", "1", "g", "80", "USD")]),
    ("10g MDMA + 1g free $250", [("mdma", "1E+1", "g", "250", "USD")]),
    ("Pure MDMA crystals 1g $45", [("mdma", "1", "g", "45", "USD")]),
    # a label, a range, a figure that is no name
    ("MDMA 5g $200\nPostage $4", [("mdma", "5", "g", "200", "USD")]),
    ("물뽕 20ml 50만원 배송비 1만원", [("ghb", "2E+1", "ml", "500000", "KRW")]),
    ("LSD 10장 120만원 택배 무료", [("lsd", "1E+1", "count", "1200000", "KRW")]),
    ("$200 - 1 oz weed\n$380 - 2 oz weed", [("cannabis", "28.349523125", "g", "200", "USD"), ("cannabis", "56.69904625", "g", "380", "USD")]),
    ("$45 - 100 pills XTC", [("mdma", "1E+2", "count", "45", "USD")]),
    ("100 tabs LSD = £420", [("lsd", "1E+2", "count", "420", "GBP")]),
    ("摇头丸10颗1000元，100颗8000元", [("mdma", "1E+1", "count", "1000", "CNY"), ("mdma", "1E+2", "count", "8000", "CNY")]),
    ("大麻 一两 4500元", [("cannabis", "5E+1", "g", "4500", "CNY")]),
    ("shabu 1 gram P6,000", [("methamphetamine", "1", "g", "6000", "PHP")]),
    ("반지 35 일지 60 아이스", [("methamphetamine", "0.5", "g", "350000", "KRW"), ("methamphetamine", "1", "g", "600000", "KRW")]),
    ("marihuana a 6 euros el gramo", [("cannabis", "1", "g", "6", "EUR")]),
    ("떨 5g 이상은 g당 10만원", [("cannabis", "1", "g", "100000", "KRW")]),
    ("5 pills of quayfish $20, 1g MDMA $50", [(None, "5", "count", "20", "USD"), ("mdma", "1", "g", "50", "USD")]),
    # ranges keep both ends and have no price of one gram
    ("cocaine 1-2g $100", [("cocaine", (Decimal(1), Decimal(2)), "g", "100", "USD")]),
    # lists, tables, headings
    (
        "Cocaine\n1g - 80€\n5g - 350€\n\nKetamine\n1g - 30€",
        [("cocaine", "1", "g", "80", "EUR"), ("cocaine", "5", "g", "350", "EUR"), ("ketamine", "1", "g", "30", "EUR")],
    ),
    ("MDMA menu\n1g\n$50\n3.5g\n$150", [("mdma", "1", "g", "50", "USD"), ("mdma", "3.5", "g", "150", "USD")]),
    (
        "      1g   3.5g\nMDMA $50 $150\nKetamine $40 $120",
        [("mdma", "1", "g", "50", "USD"), ("mdma", "3.5", "g", "150", "USD"),
         ("ketamine", "1", "g", "40", "USD"), ("ketamine", "3.5", "g", "120", "USD")],
    ),
    ("Blue Dream 3.5g $30\nOG Kush 3.5g $35", [("cannabis", "3.5", "g", "30", "USD"), ("cannabis", "3.5", "g", "35", "USD")]),
    ("1g | $50\n3.5g | $150 MDMA", [("mdma", "1", "g", "50", "USD"), ("mdma", "3.5", "g", "150", "USD")]),
    # several drugs, and no telling which
    ("MDMA, cocaine, ketamine: 1g $50", [(None, "1", "g", "50", "USD")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text for text, _ in ROWS])
def test_layouts(text: str, expected: list[tuple[object, ...]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "MDMA 5g $200 + $10 shipping",
        "MDMA 5g $200. Shipping: $15",
        "Shipping is $15\nMDMA 5g $200",
        "5g MDMA $200 (delivery to EU €9)",
        "MDMA 5g $200, $12 express shipping",
        "MDMA 5g $200 shipping included",
    ],
)
def test_the_cost_of_sending_stays_out_of_the_price(text: str) -> None:
    assert told(text) == [("mdma", "5", "g", "200", "USD")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "MDMA for sale",
        "5g MDMA",
        "MDMA $200",
        "shipping $20",
        "1g 1g 1g",
        "1 gram 710 king pen carts, mdma",
    ],
)
def test_no_offer_without_a_price_and_its_amount(text: str) -> None:
    assert offers(text) == []


def test_the_price_of_one_unit() -> None:
    by_text = {
        text: offers(text)[0].unit_price for text in ("MDMA 3.5g $150", "10 x 200mg XTC €80", "cocaine 1-2g $100")
    }
    assert by_text == {
        "MDMA 3.5g $150": Decimal("42.85714286"),
        "10 x 200mg XTC €80": Decimal(8),
        "cocaine 1-2g $100": None,
    }


def test_an_offer_says_what_it_links_and_why() -> None:
    (offer,) = offers("10 x 200mg XTC €80")
    assert [(part.role, part.raw) for part in offer.parts] == [
        ("drug", "XTC"), ("count", "10 x"), ("dose", "200mg"), ("price", "€80"),
    ]  # fmt: skip
    assert any("count of pieces" in says for says in offer.evidence)
    assert any("XTC" in says for says in offer.evidence)
    assert offer.as_json()["mentions"][0] == {"role": "drug", "kind": "drug", "start": 11, "end": 14, "raw": "XTC"}  # type: ignore[index]


def test_the_score_is_no_better_than_the_weakest_mention_and_a_doubted_drug_makes_a_doubted_offer() -> None:
    text = "고기 600g 2만원"
    (offer,) = offers(text)
    assert offer.status is Status.SUSPECTED
    assert offer.score <= min(mention.score for mention in nlp.extract(text))


def test_what_is_only_compared_with_is_not_offered() -> None:
    assert [offer.drug for offer in offers("better than cocaine. MDMA 1g $50")] == ["mdma"]


def priced(title: str, amount: str = "200", currency: str = "EUR") -> list[Offer]:
    """As a page states it: the title, and the price in a field of its own."""
    field = Mention(
        MentionKind.PRICE, 0, len(amount), amount, amount, 0.95, Status.ASSERTED, "field:price",
        {"currency": currency}, place="price",
    )  # fmt: skip
    return link(title, [*nlp.extract(title), field])


def test_a_pages_own_price_is_for_the_amount_of_the_title() -> None:
    (offer,) = priced("5g MDMA champagne\nUncut, tested.")
    assert (offer.drug, offer.amount, offer.price, offer.currency, offer.unit_price) == (
        "mdma", Decimal(5), Decimal(200), "EUR", Decimal(40),
    )  # fmt: skip
    assert offer.told_by.place == "price"


@pytest.mark.parametrize("title", ["MDMA", "MDMA 1g 5g 10g", "MDMA 1-10g", "MDMA\n5g in the text only"])
def test_a_title_without_one_amount_gives_no_offer_of_the_page(title: str) -> None:
    assert priced(title) == []


def test_tiers_in_the_text_stand_beside_the_pages_own_price() -> None:
    found = priced("MDMA 1g\n5g - €150\n10g - €280", "40")
    assert [(offer.told_by.place, str(offer.price)) for offer in found] == [
        ("text", "150"),
        ("text", "280"),
        ("price", "40"),
    ]


PIECES = st.lists(
    st.sampled_from(
        ["MDMA", "ketamine", "아이스", "1g", "3.5g", "10 x", "200mg", "100ml", "$50", "€120", "50만", "/g", " each", "\n", ", ",
         " / ", " | ", " - ", "shipping $5", "x10", "一克", "500", "per gram ", "\u202e", "고기", "not ", "5", ".", "1-5g"]
    ),
    max_size=40,
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(PIECES)
def test_an_offers_spans_are_spans_of_mentions_of_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    mentions = nlp.extract(text)
    spans = {(mention.kind, mention.start, mention.end) for mention in mentions}
    for offer in link(text, mentions):
        for part in offer.parts:
            assert (part.kind, part.start, part.end) in spans
            assert text[part.start : part.end] == part.raw
        assert len({(part.role, part.start) for part in offer.parts}) == len(offer.parts)
        assert 0 < offer.score <= 1
        assert offer.evidence


@settings(deadline=None, max_examples=100)
@given(PIECES)
def test_a_price_is_in_one_offer_and_mentions_may_come_in_any_order(pieces: list[str]) -> None:
    text = " ".join(pieces)
    mentions = nlp.extract(text)
    found = link(text, mentions)
    assert len({offer.told_by.start for offer in found}) == len(found)
    assert found == link(text, mentions[::-1])


def test_the_order_of_the_lexicons_files_changes_no_offer() -> None:
    texts = [text for text, _ in ROWS]
    before = [[offer.as_json() for offer in offers(text)] for text in texts]
    terms = list(shipped().terms)
    random.Random(5).shuffle(terms)
    mixed = Lexicon(tuple(terms), "mixed")
    after = [[offer.as_json() for offer in link(text, nlp.extract(text, lexicon=mixed))] for text in texts]
    assert after == before


def calls(text: str) -> int:
    mentions = nlp.extract(text)
    profile = cProfile.Profile()
    profile.enable()
    link(text, mentions)
    profile.disable()
    return int(pstats.Stats(profile).total_calls)


@pytest.mark.parametrize(
    "unit",
    [
        "MDMA 1g $50, ",
        "MDMA 1g $50\n",
        "$50 ",
        "1g ",
        "1g\n",
        "$5/g ",
        "MDMA ",
        "10 x 200mg ",
        "1g 5g\n$5 $9\n",
        "a MDMA\n1g $5\n",
    ],
)
def test_work_grows_with_the_length(unit: str) -> None:
    few, many = calls(unit * 250), calls(unit * 1000)
    assert many <= 5 * few + 2_000


def test_ten_thousand_prices_in_one_text() -> None:
    found = offers("MDMA 1g $50, " * 10_000)
    assert len(found) == 10_000
    assert {offer.drug for offer in found} == {"mdma"}


@given(st.decimals("0.00000001", "1e12", allow_nan=False, allow_infinity=False))
def test_a_unit_price_is_trimmed_to_ten_digits_and_no_further(value: Decimal) -> None:
    once = trimmed(value)
    assert abs(once - value) <= abs(value) * Decimal("1e-9")
    assert trimmed(once) == once
    assert replace(offers("MDMA 3g $1")[0], price=once, amount=Decimal(1)).unit_price == once
