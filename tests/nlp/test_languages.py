"""Invented posts and listings in nine languages and four European ones, each with what must be found in it."""

from __future__ import annotations

import pytest

import nlp

# Text, then what must be asserted, as kind=value.
CASES = """
en | 10g uncut peruvian cocaine, vac sealed | drug=cocaine quantity=10 origin_claim=PE concealment=vacuum_seal
en | Selling 3.5g of fishscale for $250, NDD UK to UK | drug=cocaine price=250 quantity=3.5 ship_method=next_day
en | got some m0lly and c0ke, dm me | drug=mdma drug=cocaine
en | 100x Xanax 2mg bars $180 shipped from Canada | drug=alprazolam quantity=100 quantity=2 price=180 ship_from=CA
en | Afghan heroin #3, 7g, tracked, EU only | drug=heroin origin_claim=AF ship_method=tracked ship_to=EU
en | isotonitazene powder 98% purity, worldwide shipping | drug=isotonitazene purity=98 ship_to=WW
en | 5F-ADB and MDMB-4en-PINACA 50g, not to USA | drug=5f-adb drug=mdmb-4en-pinaca ship_to_excluded=US
en | 2c-b pills 20mg, 50 pills for €150 | drug=2c-b quantity=20 quantity=50 price=150
en | Ketamine needlepoint 14g £220 | drug=ketamine quantity=14 price=220
en | 1L GBL 99.9% ships from NL to EU | drug=gbl quantity=1 purity=99.9 ship_from=NL ship_to=EU
en | PMK glycidate 28578-16-7 25kg China factory | drug=pmk quantity=25
en | half oz of weed 120 bucks, hand to hand in leeds | drug=cannabis price=120 ship_method=hand_delivery ship_to=GB
en | an eighth of shrooms please | drug=psilocybin mushrooms quantity=3.5
en | LSD blotters 200ug x 25, Canada Post, birthday card stealth | drug=lsd quantity=200 concealment=decoy
en | oxycodone 30mg blues, 100 count, no signature | drug=oxycodone ship_method=no_signature
en | Carfentanil! Not for sale to Australia | drug=carfentanil
en | 1oz gorilla glue, smell proof, express shipping within Australia | drug=cannabis quantity=1 concealment=odour_proof ship_to=AU
en | adderall 30mg x 60 wickr: pharmaboy22 | drug=amphetamine contact=pharmaboy22
en | 4-MMC crystals 25g DE->AT | drug=mephedrone ship_from=DE ship_to=AT
en | tren ace and sustanon 250, 10ml vials | drug=trenbolone drug=testosterone
en | We do not use decoys, everything is in mylar | concealment=decoy concealment=mylar
en | No tracking available, discreet packaging | ship_method=untracked concealment=discreet
en | 3 kilos of hash from Morocco, 80 kg in total | drug=hashish quantity=3 quantity=80
en | US to US only, priority mail, 28g | ship_from=US ship_to=US ship_method=priority quantity=28
en | Email me at top[at]proton[dot]me about tramadol 200mg | drug=tramadol contact=top@proton.me
en | signal: +1 202-555-0143 for the price list | contact=+12025550143
en | telegram @bluefish_77, session also | contact=bluefish_77
en | Dead drops in London, ket 1g 40 quid | ship_method=drop drug=ketamine price=40 ship_to=GB
en | 8ball of coke 200 USD, qp of mids 600 USD | quantity=3.5 drug=cocaine price=200 price=600 quantity=0.25
en | yaba 200 pills from Myanmar | drug=yaba quantity=200
ko | 아이스 1g 50만 선드랍 텔 @demo_bing1 | drug=methamphetamine quantity=1 price=500000 ship_method=drop contact=demo_bing1
ko | 떨 5그램 60만원 서울 던지기 가능 | drug=cannabis quantity=5 price=600000 ship_to=KR ship_method=drop
ko | 필로폰 0.5g 팝니다 위커 demoice9 | drug=methamphetamine quantity=0.5 contact=demoice9
ko | 캔디 5알 25만 부산 직거래 | drug=mdma quantity=5 price=250000 ship_to=KR ship_method=hand_delivery
ko | 케타민 3g 태국에서 한국으로 발송 진공포장 | drug=ketamine ship_from=TH ship_to=KR concealment=vacuum_seal
ko | 합성대마 액상 10ml 30만원 택배 | drug=synthetic cannabinoid quantity=10 price=300000 ship_method=courier
ko | 물뽕 한통 20만 문의 텔레 ghbdemo_1 | drug=ghb price=200000 contact=ghbdemo_1
ko | 북한산 빙두 순도 97% | drug=methamphetamine origin_claim=KP purity=97
ko | 졸피뎀 30정 12만 등기 발송 | drug=zolpidem quantity=30 price=120000 ship_method=registered
ko | 야바 100정 국제우편 | drug=yaba quantity=100 ship_method=airmail
ko | 펜타닐 패치 10장 구합니다 카톡 demo_fp | drug=fentanyl quantity=10 contact=demo_fp
ko | 대마초 반그램 15만 땅좌표 제로 | drug=cannabis quantity=0.5 price=150000 concealment=hidden_location
ko | 코카인 콜롬비아산 1g 60만 | drug=cocaine origin_claim=CO price=600000
ko | 작d대기 있나요 아이스 급구합니다 1g | drug=methamphetamine
ko | 엑스터시 10정 일본 제외 전세계 배송 | drug=mdma ship_to_excluded=JP ship_to=WW
ko | 러쉬 30ml 5만원 퀵 | drug=alkyl nitrites quantity=30 price=50000 ship_method=courier
zh | 冰毒 一克600 现货 同城埋包 飞机 @bingtest | drug=methamphetamine quantity=1 price=600 ship_method=drop contact=bingtest
zh | K粉 五克3000元 北京当面 | drug=ketamine quantity=5 price=3000 ship_to=CN ship_method=hand_delivery
zh | 摇头丸 100颗 8000块 真空包装 顺丰 | drug=mdma quantity=100 price=8000 concealment=vacuum_seal ship_method=courier
zh | 大麻花 10克 1500元 加微信 leaf_test8 | drug=cannabis quantity=10 price=1500 contact=leaf_test8
zh | 依托咪酯 烟油 500元 全国发货 | drug=etomidate price=500
zh | 麻古 50粒 缅甸发货 | drug=yaba quantity=50 ship_from=MM
zh | 海洛因 四号 一公斤 从泰国到香港 | drug=heroin quantity=1
zh | 氯胺酮 1公斤 中国发往韩国 | drug=ketamine quantity=1 ship_from=CN ship_to=KR
zh | 愷他命 2公克 台北面交 | drug=ketamine ship_to=TW ship_method=hand_delivery
zh | 可卡因 纯度90% 1克1000 | drug=cocaine purity=90 quantity=1 price=1000
zh | 芬太尼 不发美国 | drug=fentanyl ship_to_excluded=US
zh | 邮票 蘑菇 K粉 快递 隐蔽包装 | drug=lsd drug=ketamine ship_method=courier concealment=stealth
vi | ketamin 1g 1tr5 ship nội thành hà nội | drug=ketamine quantity=1 price=1500000 ship_to=VN
vi | kẹo thái 300k/viên tele @keodemo | drug=mdma price=300000 contact=keodemo
vi | cần sa 10g 2 triệu, giấu trong hộp bánh | drug=cannabis quantity=10 price=2000000 concealment=decoy
vi | hàng đá 1 chỉ 3tr bán uy tín | drug=methamphetamine quantity=1 price=3000000
vi | thuốc lắc 5 viên 1tr2 hỏa tốc | drug=mdma quantity=5 price=1200000 ship_method=express
vi | bùa lưỡi 2 tem 800k zalo bua_test | drug=lsd price=800000 contact=bua_test
vi | nấm thức thần 5g 900k hút chân không | drug=psilocybin mushrooms quantity=5 price=900000 concealment=vacuum_seal
vi | nước vui 10 gói 5tr giao tận tay sài gòn | drug=happy water price=5000000 ship_method=hand_delivery ship_to=VN
vi | bán heroin từ lào, grab giao hàng | drug=heroin ship_method=courier
vi | thuốc phiện 1kg 50 triệu | drug=opium quantity=1 price=50000000
th | ไอซ์ 1g 1500 บาท นัดรับ พัทยา | drug=methamphetamine quantity=1 price=1500 ship_method=hand_delivery ship_to=TH
th | ยาบ้า 200 เม็ด 4000 บาท ส่งทั่วไทย | drug=yaba quantity=200 price=4000 ship_to=TH
th | เคตามีน 5g 6000 บาท ไลน์ ketest_99 | drug=ketamine quantity=5 price=6000 contact=ketest_99
th | กัญชา 10 กรัม 800 บาท ไปรษณีย์ | drug=cannabis quantity=10 price=800 ship_method=regular_mail
th | ยาอี 10 เม็ด กรุงเทพ ซ่อนในตุ๊กตา | drug=mdma quantity=10 ship_to=TH concealment=decoy
th | โคเคน 1g 3500 บาท เทเลแกรม @cokedemo_th | drug=cocaine price=3500 contact=cokedemo_th
th | น้ำกระท่อม 1 ลิตร 200 บาท | drug=kratom quantity=1 price=200
th | เฮโรอีน จาก พม่า 1 กิโล | drug=heroin ship_from=MM quantity=1
id | sabu 1g 1,5jt ready jakarta sistem tempel | drug=methamphetamine quantity=1 price=1500000 ship_to=ID ship_method=drop
id | jual inex 5 butir 350rb/butir cod bandung | drug=mdma quantity=5 price=350000 ship_to=ID
id | ganja aceh 100 gram 900rb jne resi ada | drug=cannabis quantity=100 price=900000 ship_method=courier ship_method=tracked
id | tembakau gorilla 5g 250rb bungkus kopi | drug=synthetic cannabinoid quantity=5 price=250000 concealment=decoy
id | ketamin 2g 2 juta dari malaysia ke indonesia | drug=ketamine quantity=2 price=2000000 ship_from=MY ship_to=ID
id | ready sinte 10g 600rb tele @sintedemo | drug=synthetic cannabinoid quantity=10 price=600000 contact=sintedemo
id | kokain 1g 2,5jt vakum aman | drug=cocaine price=2500000 concealment=vacuum_seal
id | tramadol strip 50rb, hexymer 10 butir 40rb | drug=tramadol price=50000 quantity=10 price=40000
ms | syabu 1g RM150 cod kuala lumpur | drug=methamphetamine quantity=1 price=150 ship_to=MY
ms | air ketum 1 liter RM20 | drug=kratom quantity=1 price=20
ms | jual pil kuda 20 biji penang wasap | drug=yaba ship_to=MY
ja | 大麻リキッド 1g 15000円 手押し 新宿 | drug=cannabis quantity=1 price=15000 ship_method=hand_delivery ship_to=JP
ja | シャブ 0.5g 20000円 郵送 | drug=methamphetamine quantity=0.5 price=20000 ship_method=regular_mail
ja | コカイン 1g 25000円 都内 手渡し | drug=cocaine price=25000 ship_to=JP ship_method=hand_delivery
ja | LSD 5枚 15000円 テレグラム @kamidemo | drug=lsd quantity=5 price=15000 contact=kamidemo
ja | 野菜 極上 5g 3万円 レターパック 品名は雑貨 | drug=cannabis quantity=5 price=30000 ship_method=tracked concealment=mislabel
ja | MDMA 10錠 大阪 即日発送 真空パック | drug=mdma quantity=10 ship_to=JP concealment=vacuum_seal
ja | ケタミン 3g コインロッカー | drug=ketamine quantity=3 ship_method=drop
ru | мефедрон кристалл 2г 4500р клад прикоп спб | drug=mephedrone quantity=2 price=4500 ship_method=drop concealment=buried ship_to=RU
ru | шишки 5г 9000 руб мск моментальные клады | drug=cannabis quantity=5 price=9000 ship_to=RU ship_method=drop
ru | гашиш 10г 12000р почта россии с треком | drug=hashish quantity=10 price=12000 ship_method=regular_mail ship_method=tracked
ru | кокаин 1г 14000 руб чистота 90% | drug=cocaine quantity=1 price=14000 purity=90
ru | амфетамин 3г 3000р тайник магнит | drug=amphetamine quantity=3 price=3000 concealment=hidden_location concealment=magnet
ru | экстази 10 шт 7500р бот @xtcdemo_bot | drug=mdma quantity=10 price=7500 contact=xtcdemo_bot
ru | альфа-пвп 1г 2500р вакуумная упаковка | drug=a-pvp quantity=1 price=2500 concealment=vacuum_seal
ru | марки лсд 250мкг 5 шт доставка из нидерландов | drug=lsd quantity=250 quantity=5
ru | метадон 1г 5000р екатеринбург | drug=methadone price=5000
tl | shabu 1g 5000 php meet up sa cebu | drug=methamphetamine quantity=1 price=5000 ship_to=PH ship_method=hand_delivery
tl | damo kush 10g ₱3000 lalamove quezon city | drug=cannabis quantity=10 price=3000 ship_to=PH ship_method=courier
tl | ecstasy 5 tabs 1500 pesos pm sa telegram @tlparty1 | drug=mdma quantity=5 price=1500 contact=tlparty1
tl | chongke 2g legit sa manila pa-meet up | drug=cannabis quantity=2 ship_to=PH
de | 50g Amphetamin Paste, Versand aus Deutschland, vakuumiert | drug=amphetamine quantity=50 ship_from=DE concealment=vacuum_seal
de | 10 Gramm Haschisch 90 Euro per Einschreiben | drug=hashish quantity=10 price=90 ship_method=registered
de | Kokain 85% Reinheit, 5g, geruchsdicht | drug=cocaine purity=85 quantity=5 concealment=odour_proof
nl | 25 XTC pillen 200mg, verzending naar België | drug=mdma quantity=200 ship_to=BE
nl | 5 gram wiet, discreet verpakt, postnl | drug=cannabis quantity=5 concealment=discreet ship_method=regular_mail
es | 10 gramos de cocaína, envío desde España | drug=cocaine quantity=10 ship_from=ES
es | ketamina 5g 150€ sellado al vacío | drug=ketamine quantity=5 price=150 concealment=vacuum_seal
fr | 5g de cocaïne 350€ livraison en main propre Paris | drug=cocaine quantity=5 price=350 ship_method=hand_delivery ship_to=FR
fr | résine de cannabis 100g, expédition depuis la Belgique | drug=cannabis quantity=100 ship_from=BE
xx | MDMA кристаллы 5g 텔레그램 @mixdemo_1 | drug=mdma quantity=5 contact=mixdemo_1
xx | 🇳🇱→🇰🇷 ketamine 10g stealth | ship_from=NL ship_to=KR drug=ketamine quantity=10 concealment=stealth
"""


def table() -> list[tuple[str, str, str]]:
    rows = [tuple(part.strip() for part in line.split("|")) for line in CASES.strip().splitlines()]
    return [(row[0], row[1], row[2]) for row in rows]


def wanted(text: str) -> list[tuple[str, str]]:
    """`drug=psilocybin mushrooms quantity=3.5` to pairs; a value may hold spaces."""
    pairs: list[tuple[str, str]] = []
    for word in text.split(" "):
        if "=" in word:
            kind, _, value = word.partition("=")
            pairs.append((kind, value))
        else:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {word}")
    return pairs


@pytest.mark.parametrize(("language", "text", "expected"), table(), ids=lambda value: str(value)[:40])
def test_finds_what_the_text_says(language: str, text: str, expected: str) -> None:
    mentions = nlp.extract(text)
    found = {(str(mention.kind), str(mention.value)) for mention in mentions if mention.status == "asserted"}
    missing = [pair for pair in wanted(expected) if pair not in found]
    assert not missing, sorted(found)


def test_the_table_is_large_and_covers_the_languages() -> None:
    rows = table()
    assert {language for language, *_ in rows} >= set("en ko zh vi th id ms ja ru tl de nl es fr".split())
    assert len(rows) >= 115
