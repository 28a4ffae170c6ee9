"""Wallet addresses, twins and look-alikes by bip-utils, read by us, iocsearcher and ioc-finder in one run."""

from __future__ import annotations

import json
import subprocess
import time
from typing import NamedTuple

import nlp
from benchmarks.apart import ROOT, rivals

NAMES = ("iocsearcher", "ioc-finder")
SEED, EACH = 7, 50
TEXTS = (
    "pay to {} please",
    "코인 {}로 입금 부탁",
    "打到{}，谢谢",
    "wallet:{}.",
    "кошелёк {} жду оплату",
    "amount {}\nthank you",
)


class Row(NamedTuple):
    verdict: str
    coin: str
    form: str
    address: str
    text: str


def run(*words: str, given: str = "") -> list[str]:
    done = subprocess.run(
        [str(rivals()), "-m", *words], input=given, capture_output=True, text=True, check=True, cwd=ROOT, timeout=3600
    )
    return done.stdout.splitlines()


def rows(each: int) -> list[Row]:
    made = [line.split("\t") for line in run("benchmarks.addresses", str(SEED), str(each))]
    return [
        Row(verdict, coin, form, address, ("SOL " if coin == "solana" else "") + TEXTS[at % len(TEXTS)].format(address))
        for at, (verdict, coin, form, address) in enumerate(made)
    ]


def ours(texts: list[str]) -> tuple[list[list[str]], float]:
    nlp.extract("load")
    start = time.process_time()
    found = [nlp.extract(text) for text in texts]
    seconds = time.process_time() - start
    return [[m.raw for m in one if m.kind == "wallet" and m.status == "asserted"] for one in found], seconds


def theirs(name: str, texts: list[str]) -> tuple[list[list[str]], float]:
    *lines, seconds = run("benchmarks.rivals", name, given="\n".join(map(json.dumps, texts)))
    return [json.loads(line) for line in lines], json.loads(seconds)


def score(table: list[Row], found: list[list[str]]) -> dict[str, float]:
    """Of addresses, without regard to the coin's name: rivals name coins in their own way."""
    right = sum(row.verdict == "valid" and _is_in(row.address, one) for row, one in zip(table, found, strict=True))
    told = sum(len(one) for one in found)
    valid = sum(row.verdict == "valid" for row in table)
    return {"precision": round(right / told, 3) if told else 0.0, "recall": round(right / valid, 3)}


def _is_in(address: str, found: list[str]) -> bool:
    """With or without the prefix that Bitcoin Cash may leave out, and in any case where the form has one case."""
    plain = {value.lower().rpartition(":")[2] for value in found}
    return address.lower().rpartition(":")[2] in plain


def measure(size: int) -> dict[str, object]:
    table = rows(max(1, size // 90) if size else EACH)
    texts = [row.text for row in table]
    own = [row for row in table if row.coin in ("bitcoin", "monero", "-")]
    figures: dict[str, object] = {"texts": len(table)}
    print(
        f"{len(table)} texts, {sum(row.verdict == 'valid' for row in table)} addresses of "
        f"{len({row.coin for row in table}) - 1} coins"
    )
    print(f"{'':<12} precision  recall  texts/s   precision and recall of Bitcoin and Monero alone")
    for name in ("tidewaiter", *NAMES):
        found, seconds = ours(texts) if name == "tidewaiter" else theirs(name, texts)
        all_coins = score(table, found)
        two = score(own, [one for row, one in zip(table, found, strict=True) if row in set(own)])
        rate = round(len(texts) / seconds)
        print(
            f"{name:<12} {all_coins['precision']:>9.3f} {all_coins['recall']:>7.3f} {rate:>8}   "
            f"{two['precision']:.3f} {two['recall']:.3f}"
        )
        figures[name] = all_coins | {"texts_per_second": rate, "bitcoin_and_monero": two}
    return figures
