"""Invented texts to measure with: the same number gives the same texts."""

from __future__ import annotations

import random

_GOODS = (
    "MDMA crystals", "Amphetamine paste", "Ketamine needles", "Blue Punisher XTC 250mg", "LSD blotters 120ug",
    "Lemon Haze", "Moroccan hash", "Cocaine fishscale", "Xanax bars 2mg", "Psilocybin mushrooms", "2C-B pills 20mg",
    "Oxycodone 30mg", "Netflix account lifetime", "Passport scan", "Guide to anonymous mail", "Gift card 50 EUR",
)  # fmt: skip
_SENTENCES = (
    "Ships from NL to EU, tracked, in a double vacuum sealed bag.",
    "We ship worldwide except USA and Australia within 24 hours.",
    "Purity was tested at 84% by an independent lab.",
    "Every order is packed with care; please read our terms before you order.",
    "5g $150, 10g $260, 28g $600, more on request.",
    "Contact us on wickr fishdemo_{n} or telegram @demo_shop_{n} for bulk prices.",
    "No refunds for addresses written wrongly, no reship without tracking.",
    "Our support answers within two days, at weekends it may take longer.",
    "Delivery takes 2-4 days in Germany and 4-10 days in the rest of Europe.",
    "New customers start with a small sample, later there is free shipping.",
    "The batch came in on Monday and we have kept it dry and cool since then.",
    "Leave feedback after the parcel has arrived and keep your details encrypted.",
)
_POSTS = (
    "아이스 1g 50만 / 3g 140만, 선드랍 서울 부산, 텔 @demo_ice_{n}",
    "떨 5그램 60만 가능합니다 던지기 강남",
    "冰 猪肉 现货 1克 800 飞机 @demo_{n} 包邮",
    "đá 1 chỉ 2tr5, kẹo 350k/viên, giao nội thành SG, zalo",
    "ยาไอซ์ 1g 1200 บาท ส่งด่วน กทม ไลน์ demo{n}",
    "ready sabu 1g 1,2jt tempel jaksel tele @demo_{n}",
    "アイス 1g 2万 手押し 新宿 テレグラム demo_{n}",
    "меф 2 г 3900 руб клад мск, тг @demo_{n}",
    "may bato kami, 1 sachet 500, meetup QC",
    "anyone got bars or zips in leeds? dm me",
    "did you see the match last night, what a goal",
    "got coke 1g 80 and ket 30, meet or post, signal demo.{n}",
)


def listings(count: int, *, seed: int = 1) -> list[str]:
    """Titles and descriptions of about 550 characters, as markets show them."""
    chance = random.Random(seed)
    found = []
    for _ in range(count):
        text = f"{chance.randint(1, 100)}x {chance.choice(_GOODS)} €{chance.randint(10, 900)}\n"
        while len(text) < 520:
            text += chance.choice(_SENTENCES).format(n=chance.randint(1, 9999)) + " "
        found.append(text.strip())
    return found


def chats(count: int, *, seed: int = 2) -> list[str]:
    chance = random.Random(seed)
    return [chance.choice(_POSTS).format(n=chance.randint(1, 9999)) for _ in range(count)]


def long_texts(count: int, *, seed: int = 3) -> list[str]:
    """Texts of 100 KB: terms, listings and posts one after another."""
    return ["\n\n".join(listings(140, seed=seed + at) + chats(400, seed=seed + at))[:100_000] for at in range(count)]
