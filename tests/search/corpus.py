"""Invented records: a few in the languages of our users, each there for a question, and as many generated as asked for."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal

from tidewaiter.search import Entry

DAY = datetime(2026, 11, 1, tzinfo=timezone.utc)


def entry(name: str, title: str, body: str = "", **more: object) -> Entry:
    """Seen a day later for each letter of its name."""
    day = DAY + timedelta(days=len(name))
    made = Entry(
        id=name, revision=1, source="lanternfish", kind="listing", title=title, body=body, first_seen=day, last_seen=day
    )
    return replace(made, **more)  # type: ignore[arg-type]


def money(price: str, currency: str, worth: str | None, grams: str | None = None) -> dict[str, object]:
    return {
        "price": Decimal(price), "currency": currency, "worth": None if worth is None else Decimal(worth),
        "grams": None if grams is None else Decimal(grams),
        "unit_price": None if grams is None else Decimal(price) / Decimal(grams),
    }  # fmt: skip


FEW = [
    entry("a", "Pure MDMA crystal 5g", "Lab tested. Ships from NL, vacuum sealed.", drugs=("mdma",), froms=("NL",), tos=("EU",),
          vendor="Dutch Tulip", methods=("tracked",), concealments=("vacuum_seal",), tags=("seen at sea",),
          **money("50.00", "USD", "50.00", "5")),
    entry("bb", "필로폰팝니다 1그램", "강남 던지기 좌표 텔레그램", drugs=("methamphetamine",), tos=("KR",), language="ko", vendor="seoulice",
          methods=("drop",), contacts=("ice_77",)),
    entry("ccc", "出售冰毒 一克800", "担保 飞机联系", drugs=("methamphetamine",), tos=("CN",), language="zh", **money("800", "CNY", "112", "1")),
    entry("dddd", "ขายยาบ้าราคาถูก", "ส่งทั่วประเทศ", drugs=("yaba",), tos=("TH",), language="th"),
    entry("eeeee", "Bán thuốc lắc", "ship từ Sài Gòn", drugs=("mdma",), froms=("VN",), language="vi", kind="post"),
    entry("ffffff", "2C-B tabs 20mg", "not MDMA, honest vendor; cocaine never", drugs=("2c-b",), source="moray",
          **money("9.50", "USD", "9.50")),
    entry("ggggggg", "Colombian cocaine 1g", "pure cocaine, uncut", drugs=("cocaine",), froms=("DE",), tos=("WW",),
          wallets=("bc1qinvented",), pgps=("ab" * 20,), **money("80.00", "EUR", "88.00", "1")),
    entry("hhhhhhhh", "ヘロイン 販売", "純度高い 東京 手渡し", drugs=("heroin",), tos=("JP",), language="ja", **money("3", "DOGE", None, "0.5")),
    entry("iiiiiiiii", "Продам кокаин", "Москва закладка, магнит. Ёлка", drugs=("cocaine",), tos=("RU",), language="ru", methods=("drop",)),
    entry("jjjjjjjjjj", "Jual sabu murah", "kirim Jakarta; don't ask. a.onion", drugs=("methamphetamine",), tos=("ID",), language="id"),
]  # fmt: skip

_SYLLABLES = "ba ke lo mi ra tu ven dor stra plen ix or an el qui zan mor fel gra nu shi tor".split()
_COMMON = "pure lab tested best price stealth vacuum sealed tracking express shipping refund escrow pgp monero".split()
_FOREIGN = {
    "ko": ["필로폰", "1그램", "서울", "강남", "던지기", "가능합니다", "대마초", "텔레그램", "문의"],
    "zh": ["出售冰毒纯度高", "全国发货", "支持比特币付款", "芬太尼", "香港自提"],
    "ja": ["ヘロイン", "コカイン販売", "東京", "手渡し", "純度高い"],
    "th": ["ขายยาบ้า", "ราคาถูก", "ส่งทั่วประเทศ", "กรุงเทพ"],
    "ru": ["Продам", "кокаин", "Москва", "закладка", "мефедрон", "гашиш", "магнит"],
    "vi": ["thuốc", "lắc", "giao", "hàng", "Sài", "Gòn", "cần", "sa"],
    "id": ["jual", "sabu", "murah", "kirim", "Jakarta", "ganja"],
    "tl": ["shabú", "bili", "tawag", "Maynila", "damo"],
}
DRUGS = "cocaine heroin mdma methamphetamine ketamine fentanyl lsd 2c-b cannabis".split()
PLACES = "US NL DE GB KR JP CN TH VN AU EU WW".split()
METHODS = "tracked express drop courier letter".split()
SOURCES = "lanternfish moray gulper viperfish".split()
_NAMES = ["".join(pair) for pair in zip(_SYLLABLES, _SYLLABLES[3:], strict=False)]
_RATES = {"USD": Decimal(1), "EUR": Decimal("1.1"), "KRW": Decimal("0.00072"), "BTC": Decimal(64000), "XYZ": None}


def vocabulary(chance: random.Random, size: int = 600) -> list[str]:
    made = dict.fromkeys(_COMMON)
    while len(made) < size:
        made["".join(chance.choice(_SYLLABLES) for _ in range(chance.choice([2, 2, 3])))] = None
    return list(made)


def generated(count: int, seed: int = 7) -> list[Entry]:
    """The same for the same count and seed."""
    chance = random.Random(seed)
    words = vocabulary(random.Random(1))
    weights = [1 / (rank + 1) for rank in range(len(words))]
    return [_one(chance, number, words, weights) for number in range(count)]


def _one(chance: random.Random, number: int, words: list[str], weights: list[float]) -> Entry:
    language = chance.choice(["en"] * 5 + list(_FOREIGN))
    said = _FOREIGN.get(language, words)
    text = chance.choices(said, weights if said is words else None, k=chance.randint(3, 40))
    drugs = chance.sample(DRUGS, chance.choice([1, 1, 1, 2]))
    if chance.random() < 0.5:
        text.insert(chance.randrange(len(text)), drugs[0])
    currency = chance.choice(list(_RATES)) if chance.random() < 0.8 else ""
    price = Decimal(chance.randrange(1, 400)) / 2 if currency else None
    rate = _RATES.get(currency)
    first = datetime(2025, 1, 1, tzinfo=timezone.utc) + timedelta(hours=chance.randrange(24 * 600))
    made = Entry(
        id=f"r{number:06d}", revision=1, source=chance.choice(SOURCES), kind=chance.choice(["listing", "listing", "post"]),
        title=" ".join(text[:3]).title(), body=". ".join(" ".join(text[at : at + 7]) for at in range(0, len(text), 7)),
        first_seen=first, last_seen=first + timedelta(days=chance.randrange(60)), vendor=chance.choice(_NAMES).title(),
        language=language, drugs=tuple(drugs), froms=tuple(chance.sample(PLACES, 1)), tos=tuple(chance.sample(PLACES, 3)),
        methods=tuple(chance.sample(METHODS, chance.choice([0, 1, 2]))), tags=("watched",) if chance.random() < 0.1 else (),
        price=price, currency=currency, worth=price * rate if price is not None and rate is not None else None,
        grams=Decimal(chance.choice(["0.5", "1", "3.5", "28", "1000"])) if chance.random() < 0.7 else None,
    )  # fmt: skip
    each = None if made.price is None or made.grams is None else made.price / made.grams
    return replace(made, unit_price=each)
