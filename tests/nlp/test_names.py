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


LISTED = [
    ("Exotics:\nBlue Dream - 3.5g $40\nWalrus Jam - 3.5g $35\nOG Kush - 7g $60", "Walrus Jam", "cannabis"),
    ("White Widow, Walrus Jam, Jack Herer in stock", "Walrus Jam", "cannabis"),
    ("Strains: Walrus Jam 1g $12, Lemur Tart 1g $14. Best weed in town", "Lemur Tart", "cannabis"),
    ("월러스 잼(하이브리드) 1g 18만", "월러스 잼", "cannabis"),
    ("Экстази Моржик 250мг 3шт - 2900", "Моржик", "mdma"),
    ("piksy Walrus 5 szt 100 zł", "Walrus", "mdma"),
    ("Гашиш «Моржовый» 1г 1500", "Моржовый", "hashish"),
    ("到货大麻：海象 一克180，企鹅 一克200", "海象", "cannabis"),
    ("Xanax 2mg 10 pcs $20, Walruzolam 3mg 10 pcs $25, Valium 10mg 10 pcs $15", "Walruzolam", "walruzolam"),
    ("ketamine 1g $40\nMDMA 1g $30\ncocaine 1g $80\n7-WLR-X 1g $60", "7-WLR-X", "7-wlr-x"),
    ("Walrus Kush 3.5g $30", "Walrus Kush", "cannabis"),
]


@pytest.mark.parametrize(("text", "name", "substance"), LISTED, ids=[name for _, name, _ in LISTED])
def test_a_stranger_in_a_list_is_what_its_place_says(text: str, name: str, substance: str) -> None:
    assert (name, substance) in drugs(text)


@pytest.mark.parametrize("text", [
    "Weed carts 1g $20. Specs:\nVoltage - 3.3V\nThread - 510\nLeak proof - YES",
    "MDMA 1g $30, Express 5g, Tracking $10, Europe 2g",
    "Cocaine 1g 80. Delicious indeed. We pack with care, Monday to Friday",
    "Wiet Amnesia 5g 45 euro",
    "WE HAVE VAPE CARTRIDGES BEST PRICE IN TOWN, WEED TOO",
])  # fmt: skip
def test_other_words_of_a_list_are_no_names(text: str) -> None:
    assert not [m.raw for m in nlp.extract(text) if m.rule.startswith("rule:unnamed") and m.status == "asserted"]
