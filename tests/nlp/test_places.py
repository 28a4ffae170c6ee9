"""Routes in text, and place fields of pages."""

from __future__ import annotations

import pytest

import nlp

ROUTES = [
    ("Ships from: Netherlands. Ships to: Worldwide", {("ship_from", "NL"), ("ship_to", "WW")}),
    ("NL->KR 5 days", {("ship_from", "NL"), ("ship_to", "KR")}),
    ("[NL > EU] xtc", {("ship_from", "NL"), ("ship_to", "EU")}),
    ("🇳🇱→🇦🇺 stealth", {("ship_from", "NL"), ("ship_to", "AU")}),
    ("UK-UK next day delivery", {("ship_from", "GB"), ("ship_to", "GB")}),
    ("EU only", {("ship_to", "EU")}),
    ("We ship to USA, UK and Australia", {("ship_to", "US"), ("ship_to", "GB"), ("ship_to", "AU")}),
    ("No orders to Finland or Sweden", {("ship_to_excluded", "FI"), ("ship_to_excluded", "SE")}),
    ("EU only, NO USA NO AUS", {("ship_to", "EU"), ("ship_to_excluded", "US"), ("ship_to_excluded", "AU")}),
    ("worldwide except Japan", {("ship_to", "WW"), ("ship_to_excluded", "JP")}),
    ("Shipping from Germany to EU", {("ship_from", "DE"), ("ship_to", "EU")}),
    ("UK vendor, Germany 2-4 days", {("ship_from", "GB"), ("ship_to", "DE")}),
    ("Free UK shipping", {("ship_to", "GB")}),
    ("CA -> all 50 states", {("ship_from", "US"), ("ship_to", "US")}),
    ("한국 배송 가능", {("ship_to", "KR")}),
    ("네덜란드에서 한국으로 발송", {("ship_from", "NL"), ("ship_to", "KR")}),
    ("태국발", {("ship_from", "TH")}),
    ("中国发往韩国", {("ship_from", "CN"), ("ship_to", "KR")}),
    ("缅甸直发", {("ship_from", "MM")}),
    ("dari Malaysia ke Indonesia", {("ship_from", "MY"), ("ship_to", "ID")}),
    ("ส่งจาก ไทย", {("ship_from", "TH")}),
    ("Versand aus Deutschland", {("ship_from", "DE")}),
    ("Turkish heroin, Dutch MDMA", {("origin_claim", "TR"), ("origin_claim", "NL")}),
    ("Colombian cocaine comes from Colombia", {("origin_claim", "CO")}),
    ("북한산 필로폰", {("origin_claim", "KP")}),
    ("ships from DE, delivery to ES", {("ship_from", "DE"), ("ship_to", "ES")}),
    ("SHIPS TO ME", set()),
    ("From: United Kingdom To: Spain, Europe", {("ship_from", "GB"), ("ship_to", "ES"), ("ship_to", "EUROPE")}),
    ("Versand aus DE nach EU", {("ship_from", "DE"), ("ship_to", "EU")}),
    ("Signature Pregabalin from UK seller", {("ship_from", "GB")}),
    ("It is in my bag to go", set()),
    ("IT support AT all times, no scams", set()),
    ("china white heroin and a turkey sandwich", set()),
    ("contact US for PG-VG liquids", set()),
    ("I travelled from Spain last year", set()),
]
GRAMMAR = [
    ("wysyłamy z Polski do Niemiec i na Słowację", {("ship_from", "PL"), ("ship_to", "DE"), ("ship_to", "SK")}),
    ("Envío desde España a Portugal e Italia", {("ship_from", "ES"), ("ship_to", "PT"), ("ship_to", "IT")}),
    ("Spediamo dalla Spagna in Italia", {("ship_from", "ES"), ("ship_to", "IT")}),
    ("Só enviamos dentro de Portugal", {("ship_to", "PT")}),
    ("Everything leaves Oregon on Monday", {("ship_from", "US")}),
    ("Our warehouse is in Poland", {("ship_from", "PL")}),
    ("Где делаем: склад в Латвии", {("ship_from", "LV")}),
    ("No enviamos a Reino Unido ni a Suiza", {("ship_to_excluded", "GB"), ("ship_to_excluded", "CH")}),
    ("Nous n'expédions pas aux États-Unis", {("ship_to_excluded", "US")}),
    ("В Казахстан и Украину не отправляем", {("ship_to_excluded", "KZ"), ("ship_to_excluded", "UA")}),
    ("일본과 중국으로는 보내지 않습니다", {("ship_to_excluded", "JP"), ("ship_to_excluded", "CN")}),
    ("韓国・中国への発送は行っておりません", {("ship_to_excluded", "KR"), ("ship_to_excluded", "CN")}),
    ("Not available for: Japan, Singapore", {("ship_to_excluded", "JP"), ("ship_to_excluded", "SG")}),
    ("Where do you ship from? Austria.", {("ship_from", "AT")}),
    ("Lieferzeiten: Deutschland 1-2 Werktage, Österreich 3-4 Werktage", {("ship_to", "DE"), ("ship_to", "AT")}),
    ("Shipping costs: UK free, EU £8", {("ship_to", "GB"), ("ship_to", "EU")}),
    ("Ships from Ireland, domestic orders only", {("ship_from", "IE"), ("ship_to", "IE")}),
    ("İstanbul'dan gönderim, Kıbrıs'a gönderim yok", {("ship_from", "TR"), ("ship_to_excluded", "CY")}),
    ("Kokain aus Peru", {("origin_claim", "PE")}),
    ("кокаин из Колумбии", {("origin_claim", "CO")}),
    ("fumo marocchino", {("origin_claim", "MA")}),
    ("缅甸产海洛因", {("origin_claim", "MM")}),
    ("Amfetamina holenderska", {("origin_claim", "NL")}),
    ("Ich fahre am Freitag von Berlin nach Amsterdam", set()),
    ("从北京到上海的高铁票", set()),
    ("コロンビア産のコーヒー豆", set()),
]
KINDS = {"ship_from", "ship_to", "ship_to_excluded", "origin_claim"}


@pytest.mark.parametrize(("text", "expected"), ROUTES + GRAMMAR, ids=range(len(ROUTES) + len(GRAMMAR)))
def test_routes(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(str(m.kind), m.value) for m in nlp.extract(text) if m.kind in KINDS} == expected


FIELDS = [
    ("Netherlands", ["NL"]),
    ("Worldwide", ["WW"]),
    ("World Wide", ["WW"]),
    ("CHINA", ["CN"]),
    ("United States, Canada", ["US", "CA"]),
    ("NL", ["NL"]),
    ("uk", ["GB"]),
    ("Worldwide, except USA", ["WW"]),
    ("European Union", ["EU"]),
    ("대한민국", ["KR"]),
    ("日本", ["JP"]),
    ("Việt Nam", ["VN"]),
    ("ประเทศไทย", ["TH"]),
    ("Россия", ["RU"]),
    ("Deutschland", ["DE"]),
    ("Mali", ["ML"]),
    ("", []),
    ("anonymous", []),
    ("Unknown", []),
]


@pytest.mark.parametrize(("text", "expected"), FIELDS)
def test_reads_the_place_field_of_a_page(text: str, expected: list[str]) -> None:
    assert nlp.read_place(text) == expected


def test_the_origins_that_pages_state(shared: object) -> None:
    import json
    from pathlib import Path

    lines = (Path(str(shared)) / "market_html" / "pages_truth.jsonl").read_text(encoding="utf-8").splitlines()
    stated = [row["ships_from"] for row in map(json.loads, lines) if row["ships_from"]]
    assert all(nlp.read_place(text) for text in stated)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Không gửi đến Singapore", "SG"), ("중국 배송 불가", "CN"), ("не отправляем в Украину", "UA"), ("ไม่ส่งไปจีน", "CN"),
        ("Tidak kirim ke Australia", "AU"), ("中国への発送は不可", "CN"), ("Hindi kami nagpapadala sa China", "CN"),
        ("kein Versand nach Österreich", "AT"), ("不发往美国", "US"), ("nie wysyłamy do Norway", "NO"),
    ],
)  # fmt: skip
def test_places_a_vendor_refuses_in_other_languages(text, place):
    found = [(str(m.kind), m.value) for m in nlp.extract(text)]
    assert ("ship_to_excluded", place) in found
    assert ("ship_to", place) not in found
