"""Ordinary sentences that share words with the trade: no drug may be asserted in them."""

from __future__ import annotations

import pytest

import nlp

SENTENCES = """
The ice cream shop next to the station closes at nine.
He ordered a large diet coke with extra ice and a burger.
The speed limit here is 50, and the internet speed is terrible.
Heavy snow closed the pass, so we went snowboarding near the hotel.
Charlie said he would pick up the grass seeds and pull the weeds in the garden.
My grandmother keeps fresh herbs in a pot on the balcony.
The rock band played all night and the crowd was high on music.
Add two cups of brown sugar and a pinch of salt, then shake well.
She bought a crystal glass vase for $40 at the flea market.
Our company ships laptops worldwide with tracking, free delivery over $50.
I need a new acid battery for the car, the old one is dead.
Molly and Tina went to the candy store to buy chocolate bars.
Selling my old iPhone 12, 64GB, €250, pickup in Berlin or DHL.
The price of gas went up again, 2 dollars per gallon.
Netflix accounts with lifetime warranty, instant delivery by email.
Passport template PSD, driver licence scans, utility bills.
The horse won the race by a length, and the girl in white cheered.
Please find attached the paper on mushroom cultivation in wood chips.
5G network coverage, 100 mbps speed, unlimited data for $30.
Bake 200g flour, 100g butter and 2 eggs for 30 minutes.
오늘 아이스 아메리카노 두 잔 마시고 케이크도 먹었어
술 한잔 하자 친구야 시원한 맥주도 좋고
고기 2근 사왔어 삼겹살 600g 만원
대마도 여행 다녀왔는데 정말 좋았어요
작업 좌표 보내주시면 택배로 발송할게요
러시아 여행 가고 싶다 눈이 많이 온대
버섯전골 2인분 주세요 소주도 한 병
엘리베이터가 고장나서 케이블카를 탔다
今天好热，来一杯冰美式，多加冰
超市猪肉打折，十五块一斤，买了三斤
我喜欢喝可口可乐，不喜欢喝茶
周末去采蘑菇，做了小鸡炖蘑菇
飞机晚点了，我们在北京机场等了三个小时
这件衣服一百块，裤子八十，包邮
trời nóng quá uống trà đá đi mọi người
mẹ mua kẹo dừa và bánh cho các con
đội bóng đá việt nam thắng hai không
cần mua nhà ở quận 7, liên hệ zalo
วันนี้ร้อนมาก กินน้ำแข็งใสกันไหม
ขนมปังกับกาแฟใส่น้ำแข็งหนึ่งแก้ว
ไปดูม้าแข่งกับเพื่อนที่สนามหลวง
เนื้อย่างร้านนี้อร่อยมาก ราคา 200 บาท
beli es batu dan sayur di pasar pagi ini
anak saya suka melihat gorila di kebun binatang
harga batu bata naik lagi bulan ini
makan nasi goreng sama es teh manis
アイスコーヒーと野菜サラダをください
氷を買ってきて、かき氷を作ろう
週末は子供とチャリで公園に行きます
折り紙の紙を百枚買いました
スノーボードとスキーどちらが好きですか
добавьте соль и перец, немного муки
скорость интернета у нас плохая, план дорогой
купила фен для волос и новый чай
в лесу собирали белые грибы и шишки на костёр
магазин магнит закрывается в девять вечера
kain tayo ng bulalo sa tagaytay bukas
ang daming damo sa bakuran, linisin natin
bili ka ng yelo at ice cream sa tindahan
Der Schnee fällt seit Stunden, wir fahren mit der Bahn.
Ik weet niet hoe laat de trein vertrekt naar Utrecht.
La nieve cubre la sierra y hace mucho frío en Madrid.
Il neige depuis ce matin, le train pour Lyon est en retard.
"""


@pytest.mark.parametrize("sentence", SENTENCES.strip().splitlines(), ids=lambda value: value[:30])
def test_no_drug_wallet_or_key_is_asserted(sentence: str) -> None:
    asserted = [
        m
        for m in nlp.extract(sentence)
        if m.status == "asserted" and m.kind in ("drug", "wallet", "pgp", "concealment")
    ]
    assert not asserted


def test_what_falls_below_the_threshold_is_kept_as_suspected() -> None:
    (mention,) = [m for m in nlp.extract("need some speed") if m.kind == "drug"]
    assert (mention.value, str(mention.status)) == ("amphetamine", "suspected")
    assert 0 < mention.score < 0.5
