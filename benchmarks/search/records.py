"""Invented records: record number n is the same in every run, whatever the size and wherever one begins.

Shaped as crawled listings are: about eighty words by Zipf's law, a drug by one of its names, sometimes misspelt, six
languages, 24 sources, 30,000 vendors, several currencies. Drawn by numpy a thousand at a time, so that making a million
takes a small part of the time of indexing them.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
from itertools import accumulate
from typing import Any

import numpy

from tidewaiter.search import Entry

SEED = 7
TODAY = datetime(2026, 11, 20, tzinfo=timezone.utc)
FIRST_DAY = datetime(2020, 12, 1, tzinfo=timezone.utc)
_BLOCK = 1_000
_NAMING = 500  # records by which the generator is known from another
_WORDS = 80_000
_VENDORS = 30_000
_SYLLABLES = (
    "ba ke lo mi ra tu ven dor stra plen ix or an el qui zan mor fel gra nu shi tor ald ber cin dra eth fro gil "
    "hal isk jol kan lum nex opi per ris sul tha umb vor wex yal zor"
).split()
_MARKET = (
    "the and of to in for with is on we you our all from no are this your not order by will be or quality "
    "shipping pack product pure lab tested best price stealth discreet vacuum sealed bag track tracking days "
    "business dispute refund reship escrow finalize early feedback review message encrypt key monero bitcoin "
    "wallet ships worldwide domestic express sample bulk wholesale gram grams ounce kilo pill pills tablet powder "
    "crystal rock uncut import direct source trusted vendor new stock batch fresh grown indoor organic strong "
    "smooth clean effects dose blotter sheet liquid vial bottle capsule press stamp logo white brown pink blue "
    "yellow free today"
).split()
DRUGS = {
    "cocaine": ("cocaine", "coke", "peruvian flake", "cocane"), "heroin": ("heroin", "number four", "brown sugar"),
    "mdma": ("mdma", "molly", "ecstasy pills"), "methamphetamine": ("methamphetamine", "crystal meth", "ice"),
    "amphetamine": ("amphetamine", "speed paste"), "cannabis": ("cannabis", "weed", "amnesia haze"),
    "hashish": ("hashish", "moroccan hash"), "lsd": ("lsd", "acid blotter"),
    "ketamine": ("ketamine", "s isomer shards", "ketamin"), "fentanyl": ("fentanyl", "fent patches"),
    "oxycodone": ("oxycodone", "oxy blues"), "alprazolam": ("alprazolam", "xanax bars"),
    "2c-b": ("2c-b", "nexus pills"), "dmt": ("dmt", "changa"), "psilocybin": ("psilocybin", "magic mushrooms"),
    "ghb": ("ghb", "gbl cleaner"), "mephedrone": ("mephedrone", "4-mmc"),
    "tramadol": ("tramadol",), "nitazene": ("etonitazene", "metonitazene"),
}  # fmt: skip
PLACES = (
    "US NL DE GB FR ES IT PL BE CA AU CN IN KR JP RU UA BR CO PE MX TH VN MM AF PK TR GR CZ AT CH SE NO DK FI IE PT RO "
    "BG HU EU WW"
).split()
METHODS = "letter tracked express courier drop freight digital pickup".split()
_CONCEALMENTS = "vacuum_seal stealth mylar decoy".split()
# Share of all, and what is written: phrases of a script without spaces, or words.
FOREIGN = {
    "ru": (
        0.025,
        "Продам кокаин|высокого качества|Москва закладка|тайник"
        "|Мефедрон кристаллы|магнит прикоп|Гашиш евро|оплата биткоин",
    ),
    "ko": (
        0.015,
        "필로폰팝니다|1그램 50만|서울 강남|던지기 가능합니다"
        "|대마초 액상|텔레그램 문의|작대기 아이스|좌표 드랍|비트코인 결제만",
    ),
    "vi": (0.010, "bán thuốc lắc|giao hàng tận nơi|cần sa Đà Lạt|ma túy đá|Sài Gòn|uy tín"),
    "zh": (
        0.010,
        "出售冰毒纯度高|全国发货支持比特币付款|芬太尼前体|工厂直销"
        "|大麻花新鲜到货|香港自提电报联系|氯胺酮粉末现货",
    ),
    "ja": (0.005, "ヘロイン販売|純度高い|東京手渡し|コカイン入荷|郵送可能|覚醒剤"),
    "th": (0.005, "ขายยาบ้าราคาถูก|ส่งทั่วประเทศ|กรุงเทพ|ยาไอซ์|กัญชาเกรดดี"),
}  # fmt: skip
_CURRENCIES = (("USD", "1"), ("EUR", "1.1"), ("BTC", "64000"), ("KRW", "0.00072"), ("XYZ", ""))
_CURRENCY_SHARES = (0.70, 0.18, 0.07, 0.04, 0.01)
_WEIGHTS = ("0.5", "1", "2", "3.5", "5", "7", "10", "14", "28", "50", "100", "250", "500", "1000")


def entries(count: int, first: int = 0) -> Iterator[Entry]:
    """Records number `first` to `first + count`."""
    for block in range(first // _BLOCK, (first + count - 1) // _BLOCK + 1):
        drawn = _Drawn.of(block)
        begin, end = block * _BLOCK, (block + 1) * _BLOCK
        for number in range(max(begin, first), min(end, first + count)):
            yield _entry(number, drawn, number - begin)


@cache
def vocabulary() -> tuple[str, ...]:
    """The most frequent first."""
    chance = random.Random(SEED)
    made = dict.fromkeys(_MARKET)
    while len(made) < _WORDS:
        made["".join(chance.choices(_SYLLABLES, k=chance.choice((2, 2, 3, 3, 4))))] = None
    return tuple(made)


@cache
def version() -> str:
    """Names what is generated."""
    return hashlib.sha256(repr(list(entries(_NAMING))).encode()).hexdigest()[:8]


@cache
def _vendors() -> tuple[str, ...]:
    chance = random.Random(SEED + 1)
    ends = ("", "_uk", "NL", "420", "Express", "_shop")
    return tuple(
        "".join(chance.choices(_SYLLABLES, k=2)).title() + chance.choice(ends) + str(number)
        for number in range(_VENDORS)
    )


def _zipf(count: int, exponent: float) -> Any:
    """Shares by rank, summed up."""
    shares = 1 / numpy.arange(1, count + 1) ** exponent
    return numpy.cumsum(shares / shares.sum())


@cache
def _ranks() -> dict[str, Any]:
    return {
        "word": _zipf(_WORDS, 1.05), "drug": _zipf(len(DRUGS), 0.8), "source": _zipf(24, 1.0),
        "vendor": _zipf(_VENDORS, 0.9), "place": _zipf(len(PLACES), 0.9), "method": _zipf(len(METHODS), 0.7),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The chances of a block; `even` are numbers from 0 to 1, by record and use."""

    starts: Any
    words: Any
    even: Any
    drug: Any
    source: Any
    vendor: Any
    place: Any
    method: Any
    begun: Any
    lasted: Any
    gram_price: Any

    @classmethod
    def of(cls, block: int) -> _Drawn:
        chance = numpy.random.default_rng((SEED, block))

        def ranked(what: str, *shape: int) -> Any:
            return numpy.searchsorted(_ranks()[what], chance.random(shape)).clip(max=len(_ranks()[what]) - 1)

        lengths = numpy.clip(chance.lognormal(4.3, 0.35, _BLOCK).astype(int), 15, 400)
        span = int((TODAY - FIRST_DAY).total_seconds())
        return cls(
            starts=numpy.concatenate(([0], numpy.cumsum(lengths))), words=ranked("word", int(lengths.sum())),
            even=chance.random((_BLOCK, 14)), drug=ranked("drug", _BLOCK, 2), source=ranked("source", _BLOCK),
            vendor=ranked("vendor", _BLOCK), place=ranked("place", _BLOCK, 6), method=ranked("method", _BLOCK, 2),
            # More of them lately than long ago, as markets grow.
            begun=(span * numpy.sqrt(chance.random(_BLOCK))).astype(int),
            lasted=chance.integers(0, 90 * 86_400, _BLOCK),
            gram_price=chance.lognormal(3.6, 0.8, _BLOCK),
        )  # fmt: skip


def _entry(number: int, drawn: _Drawn, at: int) -> Entry:
    even = drawn.even[at].tolist()
    names = list(DRUGS)
    drugs = dict.fromkeys(names[rank] for rank in drawn.drug[at][: 2 if even[0] < 0.12 else 1])
    language, title, body = _text(drawn, at, next(iter(drugs)), even)
    first = FIRST_DAY + timedelta(seconds=int(drawn.begun[at]))
    vendor = int(drawn.vendor[at])
    grams = Decimal(_WEIGHTS[int(even[4] * len(_WEIGHTS))])
    froms, *tos = (PLACES[rank] for rank in drawn.place[at])
    money = _money(float(drawn.gram_price[at]) * float(grams), even[12])
    return Entry(
        id=hashlib.blake2b(number.to_bytes(8, "big"), digest_size=16).hexdigest(), revision=1,
        source=f"market-{drawn.source[at]:02}", kind="listing" if even[5] < 0.9 else "post", title=title, body=body,
        first_seen=first, last_seen=min(first + timedelta(seconds=int(drawn.lasted[at])), TODAY),
        vendor=_vendors()[vendor], language=language, drugs=tuple(drugs), froms=(froms,),
        tos=tuple(dict.fromkeys(tos[: 1 + int(even[6] * 5)])),
        methods=tuple(dict.fromkeys(METHODS[rank] for rank in drawn.method[at])),
        concealments=(_CONCEALMENTS[int(even[7] * 8)],) if even[7] < 0.5 else (),
        wallets=(f"bc1q{_sign('wallet', vendor, int(even[8] * 15))}",) if even[8] < 0.2 else (),
        contacts=(f"{_vendors()[vendor].lower()}_{int(even[9] * 20)}",) if even[9] < 0.1 else (),
        pgps=(_sign("pgp", vendor, 0).upper(),) if even[10] < 0.1 else (), tags=("watched",) if even[11] < 0.02 else (),
        grams=grams, unit_price=money["price"] / grams, **money,
    )  # fmt: skip


def _text(drawn: _Drawn, at: int, drug: str, even: list[float]) -> tuple[str, str, str]:
    """Language, title, body."""
    share = even[1]
    for language, (of_all, said) in FOREIGN.items():
        if share < of_all:
            parts = said.split("|")
            order = [
                parts[int(rank * 7.9) % len(parts)] for rank in drawn.words[drawn.starts[at] : drawn.starts[at] + 15]
            ]
            return language, order[0], ". ".join(" ".join(order[n : n + 5]) for n in range(0, 15, 5))
        share -= of_all
    known = vocabulary()
    words = [known[rank] for rank in drawn.words[drawn.starts[at] : drawn.starts[at + 1]]]
    called = DRUGS[drug][int(even[2] * len(DRUGS[drug]))]
    title = f"{_WEIGHTS[int(even[4] * len(_WEIGHTS))]}g {called} {' '.join(words[:3])}"
    place = int(even[3] * len(words))
    words[place:place] = called.split()
    return "en", title, ". ".join(" ".join(words[n : n + 12]).capitalize() for n in range(0, len(words), 12))


def _money(worth: float, share: float) -> dict[str, Any]:
    at = sum(share >= limit for limit in accumulate(_CURRENCY_SHARES[:-1]))
    currency, rate = _CURRENCIES[at]
    if not rate:
        return {"price": Decimal(int(worth)) + 1, "currency": currency}
    price = Decimal(max(worth / float(rate), 0.0001)).quantize(Decimal("0.0001"))
    return {"price": price, "currency": currency, "worth": price * Decimal(rate), "rate": "" if rate == "1" else "1"}


@cache
def _sign(what: str, vendor: int, number: int) -> str:
    return hashlib.sha256(f"{what} {vendor} {number}".encode()).hexdigest()[:40]
