"""Names that no list holds: codes built by a family's rule, and names known by where they stand."""

import pytest

import nlp


def drugs(text, status="asserted", **more):
    return [(m.raw, m.value) for m in nlp.extract(text, **more) if m.kind == "drug" and m.status == status]


@pytest.mark.parametrize(
    ("code", "name"),
    {
        "MDMB-5en-PINACA": "mdmb-5en-pinaca", "5F-EDMB-PICA": "5f-edmb-pica", "ADB BUTINACA": "adb-butinaca",
        "JWH-250": "jwh-250", "JWH398": "jwh-398", "2C-T-21": "2c-t-21", "2C-P": "2c-p", "25E-NBOMe": "25e-nbome",
        "1H-LSD": "1h-lsd", "4-HO-PyR-T": "4-ho-pyr-t", "5-MeO-NiPT": "5-meo-nipt", "3-EMC": "3-emc", "α-PCYP": "a-pcyp",
        "4-F-PCP": "4-f-pcp", "N-desethyl protonitazene": "n-desethyl protonitazene",
    }.items(),
)  # fmt: skip
def test_a_code_of_a_family_is_a_name(code, name):
    assert (code, name) in drugs(f"Selling {code}, lab tested")


@pytest.mark.parametrize("text", [
    "The iPhone 25 is sold at 2 CD shops", "Am 2201 is a room number", "Radio AM 1080 and FM 98.5", "Section 2-C of the law",
    "Toronto ABICA meeting", "He scored 4 points, 3 assists",
])  # fmt: skip
def test_other_codes_are_no_names(text):
    assert not drugs(text.lower())
    assert not drugs(text) or "2201" in text


@pytest.mark.parametrize(
    ("text", "name", "substance"),
    [
        ("Frosty Lemur (sativa) 3.5g $40", "Frosty Lemur", "cannabis"),
        ("Weed menu: Weird Weasel carts 1g $20", "Weird Weasel", "cannabis"),
        ("MDMA and Walrus Dream strain in stock", "Walrus Dream", "cannabis"),
        ("Hash of the week, weed too: Atlas Thunder hash 10g", "Atlas Thunder", "hashish"),
        ("LSD news: Wombat Sunrise blotters 200ug", "Wombat Sunrise", "lsd"),
    ],
)
def test_a_name_is_known_by_the_word_beside_it(text, name, substance):
    assert (name, substance) in drugs(text)


def test_a_row_among_known_rows_is_asserted():
    menu = "Blue Dream - 3.5g $40\nFrosty Lemur - 3.5g $35\nOG Kush - 7g $60"
    assert ("Frosty Lemur", "cannabis") in drugs(menu)


def test_rows_among_unknown_rows_are_only_suspected():
    menu = "Frosty Lemur - 3.5g $35\nWalrus Dream - 7g $60"
    assert not drugs(menu)
    assert ("Frosty Lemur", "cannabis") in drugs(menu, "suspected")


@pytest.mark.parametrize(
    "text",
    ["Fresh Garden Mushrooms at the market", "Flour - 500g $2\nSugar - 1000g $3", "The Best Buds podcast is back",
     "Acme Corporation makes vapes for the stage"],
)  # fmt: skip
def test_shops_and_kitchens_raise_no_alarm(text):
    assert not drugs(text)


def test_a_short_word_of_another_language_is_weighed_down():
    assert not [
        name for name, value in drugs("jual sabu 1g, kirim ke jakarta dari medan, harga 1jt") if value == "ketamine"
    ]
    assert ("ke", "ketamine") in drugs("bán ke 1g 1tr2 giá tốt, hàng chuẩn ship nội thành")
