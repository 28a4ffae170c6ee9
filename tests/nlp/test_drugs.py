"""Drugs: canonical names, what kind of name it is, its role, and how evidence decides the ambiguous ones."""

from __future__ import annotations

import pytest

import nlp
from tidewaiter.model.mention import Mention

# A clear name in a plain line: no other evidence is there.
CLEAR = """
isotonitazene | isotonitazene
metonitazene | metonitazene
protonitazene | protonitazene
etonitazepyne | etonitazepyne
N-Desethyl isotonitazene | n-desethyl isotonitazene
carfentanil | carfentanil
para-fluorofentanyl | fluorofentanyl
acetyl fentanyl | acetylfentanyl
U-47700 | u-47700
bromazolam | bromazolam
flualprazolam | flualprazolam
clonazolam | clonazolam
etizolam | etizolam
MDMB-4en-PINACA | mdmb-4en-pinaca
ADB-BUTINACA | adb-butinaca
JWH-018 | jwh-018
5F-ADB | 5f-adb
3-MMC | 3-mmc
4-CMC | 4-cmc
alpha-PVP | a-pvp
a-PHP | a-php
eutylone | eutylone
MDPHP | mdphp
2-FDCK | 2-fdck
3-MeO-PCP | 3-meo-pcp
GBL | gbl
1,4-butanediol | 1,4-butanediol
PMK glycidate | pmk
BMK | bmk
4-ANPP | 4-anpp
pseudoephedrine | pseudoephedrine
safrole | safrole
acetic anhydride | acetic anhydride
2C-B | 2c-b
25I-NBOMe | 25i-nbome
4-AcO-DMT | 4-aco-dmt
5-MeO-DMT | 5-meo-dmt
1P-LSD | 1p-lsd
psilocybin | psilocybin mushrooms
mescaline | mescaline
ayahuasca | ayahuasca
kratom | kratom
khat | khat
Xanax | alprazolam
Rivotril | clonazepam
Valium | diazepam
Rohypnol | flunitrazepam
Stilnox | zolpidem
OxyContin | oxycodone
Dilaudid | hydromorphone
Subutex | buprenorphine
Lyrica | pregabalin
Ritalin | methylphenidate
Adderall | amphetamine
Captagon | captagon
Viagra | sildenafil
Cialis | tadalafil
ozempic | semaglutide
xylazine | xylazine
etomidate | etomidate
kpods | etomidate
tusi | tusi
captagon | captagon
quaaludes | methaqualone
dianabol | methandienone
trenbolone | trenbolone
poppers | alkyl nitrites
nitrous oxide | nitrous oxide
필로폰 | methamphetamine
대마초 | cannabis
합성대마 | synthetic cannabinoid
물뽕 | ghb
졸피뎀 | zolpidem
冰毒 | methamphetamine
氯胺酮 | ketamine
愷他命 | ketamine
摇头丸 | mdma
搖頭丸 | mdma
海洛因 | heroin
大麻 | cannabis
芬太尼 | fentanyl
麻古 | yaba
依托咪酯 | etomidate
cần sa | cannabis
thuốc lắc | mdma
thuốc phiện | opium
ยาบ้า | yaba
กัญชา | cannabis
เฮโรอีน | heroin
กระท่อม | kratom
sabu | methamphetamine
ganja | cannabis
tembakau gorilla | synthetic cannabinoid
putau | heroin
syabu | methamphetamine
覚醒剤 | methamphetamine
シャブ | methamphetamine
コカイン | cocaine
マジックマッシュルーム | psilocybin mushrooms
мефедрон | mephedrone
гашиш | hashish
героин | heroin
альфа-пвп | a-pvp
лсд | lsd
shabu | methamphetamine
chongke | cannabis
Haschisch | hashish
Kokain | cocaine
cocaína | cocaine
cocaïne | cocaine
heroína | heroin
hachís | hashish
paddos | psilocybin mushrooms
"""


def rows(table: str) -> list[tuple[str, str]]:
    return [
        (name.strip(), canonical.strip())
        for name, _, canonical in (line.partition("|") for line in table.strip().splitlines())
    ]


def drugs(text: str, **options: str) -> list[Mention]:
    return [mention for mention in nlp.extract(text, **options) if mention.kind == "drug"]


@pytest.mark.parametrize(("name", "canonical"), rows(CLEAR))
def test_a_clear_name_stands_alone(name: str, canonical: str) -> None:
    (mention,) = drugs(f"({name})")
    assert (mention.raw, mention.value, str(mention.status)) == (name, canonical, "asserted")


# Each line holds one ambiguous word; the first column says what must become of it.
WEIGHED = """
asserted | selling ice 1g $80, discreet
suspected | the ice was thin
asserted | coke 1g, uncut, wickr me
suspected | I drank some coke
asserted | weed 3.5g vacuum sealed
suspected | pull the weed by its root
asserted | molly and ketamine in stock
asserted | k 1g, also mdma
asserted | 아이스 1g 팝니다
suspected | 아이스 주세요
asserted | 술 1g 팝니다 던지기
asserted | 冰 一克 现货 埋包
suspected | 我要冰
asserted | đá 1g bán
asserted | ไอซ์ 5g พร้อมส่ง
asserted | соль 1г клад
asserted | アイス 0.5g 手押し
asserted | batu 1g ready tempel
asserted | bato 1g pm
asserted | шишки 5г клад
asserted | tabs and mdma for sale, 10 tabs $50, acid 200ug
"""


@pytest.mark.parametrize(("status", "text"), rows(WEIGHED))
def test_evidence_decides_an_ambiguous_word(status: str, text: str) -> None:
    found = drugs(text)
    assert found
    assert all(str(mention.status) == status for mention in found if "lexicon" in mention.rule), [
        (m.raw, m.score, m.evidence) for m in found
    ]


INNOCENT_COMPOUNDS = [
    "ice cream 1g", "diet coke 330ml", "speed limit 50", "아이스 아메리카노", "冰淇淋", "trà đá", "น้ำแข็งใส", "морская соль", "アイスコーヒー", "es batu 5kg",
]  # fmt: skip


@pytest.mark.parametrize("text", INNOCENT_COMPOUNDS)
def test_an_innocent_compound_outweighs_an_amount(text: str) -> None:
    assert not [mention for mention in drugs(text) if mention.status == "asserted"]


def test_everyday_goods_need_more_than_weight_and_price() -> None:
    assert not [m for m in drugs("고기 600g 2만원") if m.status == "asserted"]
    assert not [m for m in drugs("猪肉 一斤 28元 蘑菇 10元") if m.status == "asserted"]
    assert [m.value for m in drugs("冰毒 猪肉 现货 埋雷") if m.status == "asserted"] == [
        "methamphetamine",
        "methamphetamine",
    ]


def test_the_evidence_is_told() -> None:
    (mention,) = drugs("ice 1g $80 wickr")
    assert {word.split("+")[0] for word in mention.evidence} >= {"amount", "price", "sale"}
    assert mention.rule.startswith("rule:lexicon:drug.")


def test_a_listing_is_a_prior() -> None:
    plain, listed = drugs("speed delivered")[0], drugs("speed delivered", source_kind="listing")[0]
    assert listed.score > plain.score


SUBS = [
    ("Gorilla Glue #4 10g", "Gorilla Glue #4", "strain"),
    ("stiiizy pods 1g", "stiiizy", "brand"),
    ("live resin 1g", "live resin", "form"),
    ("cannabis 1g", "cannabis", None),
]


@pytest.mark.parametrize(("text", "raw", "sub"), SUBS)
def test_brand_strain_and_form_are_told_apart(text: str, raw: str, sub: str | None) -> None:
    (mention,) = [m for m in drugs(text) if m.status == "asserted"]
    assert (mention.raw, mention.value, mention.more["sub"]) == (raw, "cannabis", sub)


ROLES = [
    ("better than cocaine", "mention"),
    ("not suitable to make methamphetamine", "mention"),
    ("pure cocaine", "offered"),
    ("contains no fentanyl", "mention"),
]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_comparison_and_denial_are_mentions(text: str, role: str) -> None:
    assert [mention.more["role"] for mention in drugs(text)] == [role]


DISGUISED = [("c0ke", "cocaine"), ("h3roin", "heroin"), ("m3th", "methamphetamine"), ("сосаine", "cocaine"), ("C0CAINE", "cocaine"), ("ketam1ne", "ketamine"),
             ("ＭＤＭＡ", "mdma"), ("작d대기 1g", "methamphetamine"), ("필\u200b로폰", "methamphetamine"), ("fent\u00adanyl", "fentanyl")]  # fmt: skip


@pytest.mark.parametrize(("text", "canonical"), DISGUISED)
def test_disguised_spellings(text: str, canonical: str) -> None:
    assert canonical in [mention.value for mention in drugs(f"{text} 1g wickr")]


BORDERS = [
    ("메스암페타민을", True),
    ("대마도", False),
    ("떨어지다", False),
    ("떨이랑", True),
    ("sabut kelapa", False),
    ("sabu2", True),
    ("xmdma", False),
    ("5coke", True),
    ("@ketamine", False),
    ("ketamine_shop", False),
    ("гашиша", True),
    ("гашишный", False),
    ("コカインを", True),
    ("マリファナ好き", True),
    ("mdma's", True),
]


@pytest.mark.parametrize(("text", "found"), BORDERS)
def test_borders_by_script(text: str, found: bool) -> None:
    assert bool([m for m in drugs(text) if m.score > 0.4 or m.status == "asserted"]) == found or (
        found and bool(drugs(text))
    )
