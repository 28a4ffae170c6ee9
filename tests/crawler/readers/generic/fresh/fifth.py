"""A fifth set of shops and markets, held out: written with the fourth, not looked at while the reader was mended for it."""

from __future__ import annotations

from tests.crawler.readers.generic.cases import Case, framed
from tests.crawler.readers.generic.unseen.shelves import each, goods

INDONESIAN = """<html lang="id"><head><title>Jual Gula Aren 1 kg | Pasar Suar</title></head><body><header><a href="/">Pasar Suar</a></header><main><h1 data-testid="lblPDPDetailProductName">Gula Aren 1 kg</h1><div><span>Terjual 250+</span> <span>4.9 (120 rating)</span></div><div class="price" data-testid="lblPDPDetailProductPrice">Rp48.500</div><div><s>Rp60.000</s> <span>19%</span></div><div><p>Stok Total: <b>Sisa 37</b></p></div><div data-testid="lblPDPDescriptionProduk">Disadap pagi hari, dimasak di atas kayu.<br>Tahan enam bulan.</div><div><a href="/toko/nira_jaya"><h2>nira_jaya</h2></a><p>Online 10 menit lalu</p></div><div><h2>Pengiriman</h2><p>Dikirim dari <b>Kab. Lebak</b></p></div><button>Beli Langsung</button></main></body></html>"""

AMOUNTS = """<html><head><title>Honeycomb, cut | Hive Direct</title></head><body><div id="nav"><a href="/">Hive Direct</a> <a href="/basket">Basket (0)</a></div><div id="main"><h1>Honeycomb, cut</h1><p class="intro">Wild heather comb, cut to order and boxed.</p><form method="post" action="/basket/add"><ul class="amounts"><li><label><input type="radio" name="a"> 200 g - &euro;9.50</label></li><li><label><input type="radio" name="a"> 500 g - &euro;21.00</label></li><li><label><input type="radio" name="a"> 1 kg - &euro;38.00</label></li></ul><input type="submit" value="Add to basket"></form><p>Posted from: Ireland</p><p>We post to: Ireland, UK and the EU. Not to: USA</p></div></body></html>"""

THAI = """<html lang="th"><head><title>พริกแห้ง 500 กรัม - ตลาดประภาคาร</title></head><body><div class="nav"><a href="/">ตลาดประภาคาร</a></div><h1>พริกแห้ง 500 กรัม</h1><table class="t"><tr><td>ราคา</td><td>฿120.00</td></tr><tr><td>ผู้ขาย</td><td><a href="/seller/suanprik">suanprik</a> (98%)</td></tr><tr><td>ส่งจาก</td><td>ชัยภูมิ</td></tr><tr><td>ส่งไปยัง</td><td>ทั่วประเทศ</td></tr><tr><td>คงเหลือ</td><td>80 ถุง</td></tr><tr><td>ขายแล้ว</td><td>640</td></tr></table><h3>รายละเอียดสินค้า</h3><div>พริกจินดาตากแดดสามวัน เผ็ดปานกลาง</div><a href="/buy/5">สั่งซื้อ</a></body></html>"""

FRENCH_TABLE = """<html lang="fr"><head><title>Le Quai :: Noix de Grenoble 1 kg</title></head><body><table width="760" align="center"><tr><td colspan="2"><font size="5"><a href="/">Le Quai</a></font></td></tr><tr><td width="160" valign="top"><b>Rayons</b><br><a href="/rayon/1">Fruits secs</a><br><a href="/rayon/2">Miels</a></td><td valign="top"><font size="4"><b>Noix de Grenoble 1 kg</b></font><br><br><table><tr><td><b>Prix</b></td><td>13,80 &euro; / 0,00021 BTC</td></tr><tr><td><b>Vendeur</b></td><td><a href="/vendeur/cerneau">cerneau</a></td></tr><tr><td><b>Exp&eacute;di&eacute; depuis</b></td><td>France</td></tr><tr><td><b>Exp&eacute;di&eacute; vers</b></td><td>Union europ&eacute;enne, Suisse</td></tr><tr><td><b>Quantit&eacute; disponible</b></td><td>54</td></tr></table><p><b>Description</b></p><p>R&eacute;colte d'octobre, s&eacute;ch&eacute;es sur claies.</p><form action="/commander"><input type="submit" value="Commander"></form></td></tr></table></body></html>"""

CHINESE = """<html lang="zh"><head><title>枸杞 500克 - 夜市</title></head><body><div class="top"><a href="/">夜市</a></div><div class="goods-detail"><div class="tit">枸杞 500克</div><div class="pri"><em>¥</em><b>45</b><i>.80</i> <span>≈ 6.30 USDT</span></div><div class="row">商家：<a href="/shop/ningxia">宁夏红</a></div><div class="row">发货地：宁夏中卫</div><div class="row">可发往：中国大陆、香港、澳门</div><div class="row">库存：210 件</div><div class="row">已售：1,032</div><div class="row">担保交易：支持</div><a class="buy" href="/buy/9">立即购买</a><div class="hd">商品详情</div><div class="bd">头茬果，自然晾干，无硫。</div></div></body></html>"""

SPANISH = """<html lang="es"><head><title>Azafrán en hebra 5 g — Mercado del Puerto</title></head><body><header><a href="/inicio">Mercado del Puerto</a></header><section class="anuncio"><h2>Azafrán en hebra 5 g</h2><p>Publicado por <a href="/perfil/lamancha">lamancha</a> el 2 de enero de 2025</p><p class="precio">42,90 €</p><ul><li>Origen: España</li><li>Destinos: España, Andorra y Portugal</li><li>Unidades disponibles: 15</li><li>Categoría: Especias</li></ul><h3>Descripción</h3><p>Cosecha de octubre, tostado a mano. Se envía en sobre cerrado.</p><a href="/comprar/12">Comprar</a></section></body></html>"""

LISTINGS = [
    Case("cards of a phone, Indonesian", "/nira_jaya/gula-aren-1-kg", INDONESIAN, "listing", [("listing", "/nira_jaya/gula-aren-1-kg", {"title": "Gula Aren 1 kg", "vendor": "nira_jaya", "price": "48500", "currency": "IDR", "ships_from": "Kab. Lebak", "description": "Disadap pagi hari, dimasak di atas kayu.\nTahan enam bulan."})]),
    Case("amounts to choose", "/comb", AMOUNTS, "listing", [("listing", "/comb", {"title": "Honeycomb, cut", "price": "9.50", "currency": "EUR", "ships_from": "Ireland", "ships_to": ("Ireland", "UK", "the EU"), "ships_to_excluded": ("USA",), "description": "Wild heather comb, cut to order and boxed."})]),
    Case("table, Thai", "/item/5", THAI, "listing", [("listing", "/item/5", {"title": "พริกแห้ง 500 กรัม", "vendor": "suanprik", "price": "120.00", "currency": "THB", "ships_from": "ชัยภูมิ", "ships_to": ("ทั่วประเทศ",), "stock": "80 ถุง", "sold": 640, "description": "พริกจินดาตากแดดสามวัน เผ็ดปานกลาง"})]),
    Case("table of old, French", "/produit.php?id=12", FRENCH_TABLE, "listing", [("listing", "/produit.php?id=12", {"title": "Noix de Grenoble 1 kg", "vendor": "cerneau", "price": "13.80", "currency": "EUR", "ships_from": "France", "ships_to": ("Union européenne", "Suisse"), "stock": "54", "description": "Récolte d'octobre, séchées sur claies."})]),
    Case("rows with colons, Chinese", "/goods/9", CHINESE, "listing", [("listing", "/goods/9", {"title": "枸杞 500克", "vendor": "宁夏红", "price": "45.80", "currency": "CNY", "ships_from": "宁夏中卫", "ships_to": ("中国大陆", "香港", "澳门"), "stock": "210 件", "sold": 1032, "description": "头茬果，自然晾干，无硫。"})]),
    Case("advertisement, Spanish", "/anuncio/12", SPANISH, "listing", [("listing", "/anuncio/12", {"title": "Azafrán en hebra 5 g", "vendor": "lamancha", "price": "42.90", "currency": "EUR", "ships_from": "España", "ships_to": ("España", "Andorra", "Portugal"), "stock": "15", "category": "Especias", "description": "Cosecha de octubre, tostado a mano. Se envía en sobre cerrado."})]),
]  # fmt: skip

_PRESTA = '<article class="product-miniature js-product-miniature" data-id-product="{0}"><div class="thumbnail-container"><a href="/{0}-{1}.html" class="thumbnail"><img src="/{0}.jpg" alt="{2}"></a><div class="product-description"><h2 class="h3 product-title"><a href="/{0}-{1}.html">{2}</a></h2><div class="product-price-and-shipping">{3}</div></div><ul class="product-flags"><li class="product-flag new">Neu</li></ul></div></article>'
PRESTA_GERMAN = (
    '<html lang="de"><head><title>Öle - Kontor am Deich</title></head><body><header><a href="/">Kontor am Deich</a></header><section id="products"><p>Es gibt 3 Artikel.</p><div class="products">'
    + each(_PRESTA, (("8", "leinoel", "Leinöl 250 ml", '<span class="price" aria-label="Preis">6,90&nbsp;€</span>'), ("9", "mohnoel", "Mohnöl 100 ml", '<span class="regular-price" aria-label="Verkaufspreis">9,90&nbsp;€</span> <span class="discount-percentage">-20%</span> <span class="price" aria-label="Preis">7,92&nbsp;€</span>'), ("12", "hanfoel", "Hanföl 1 l", '<span class="price" aria-label="Preis">1.024,00&nbsp;€</span>')))
    + "</div></section></body></html>"
)  # fmt: skip

_LINE = '<div class="it"><div class="t"><a href="/hang/{0}">{1}</a></div><div class="m">Giá: <b>{2}</b> — Người bán: <a href="/nguoi-ban/{3}">{3}</a> — Gửi từ: {4}</div></div>'
LINES_VIETNAMESE = (
    '<html lang="vi"><head><title>Mật ong - Chợ Hải Đăng</title></head><body><a href="/">Chợ Hải Đăng</a><h2>Mật ong</h2>'
    + each(_LINE, (("31", "Mật ong rừng 500ml", "320.000đ", "ongrung", "Đắk Lắk"), ("34", "Mật ong bạc hà 1l", "750.000đ", "hagiang", "Hà Giang"), ("35", "Sáp ong 200g", "95.000đ", "ongrung", "Đắk Lắk")))
    + "</body></html>"
)  # fmt: skip

_CELL = '<td align="center"><a href="/shop/goods.php?no={0}"><img src="/g/{0}.jpg" border="0"></a><br><a href="/shop/goods.php?no={0}">{1}</a><br><font color="red"><b>{2}</b></font></td>'
GRID_JAPANESE = (
    '<html lang="ja"><head><title>乾物 | 灯台商店</title></head><body><table><tr><td><a href="/">灯台商店</a></td></tr></table><table width="600"><tr>'
    + each(_CELL, (("30", "干し柿 500g", "1,980円"), ("31", "切り干し大根 100g", "480円"), ("32", "干し椎茸 50g", "1,250円")))
    + "</tr><tr>"
    + each(_CELL, (("40", "昆布 200g", "2,300円"), ("41", "煮干し 1kg", "3,400円")))
    + "</tr></table></body></html>"
)  # fmt: skip

_TILE = '<a class="tile" href="/listing/{0}"><img src="/i/{0}"><span class="tile-title">{1}</span><span class="tile-vendor">{2}</span><span class="tile-price"><b>{3}</b> <small>XMR {4}</small></span><span class="tile-ship">{5}</span></a>'
TILES = (
    '<html><head><title>Abbot - Oils</title></head><body><nav><a href="/">Abbot</a></nav><div class="tiles">'
    + each(_TILE, (("a1", "Linseed oil 250ml", "millrace", "USD 7.20", "0.045", "Germany → EU"), ("a2", "Walnut oil 500ml", "cerneau", "USD 18.00", "0.112", "France → Worldwide"), ("b7", "Pumpkin seed oil 1l", "styria", "USD 31.50", "0.197", "Austria → EU")))
    + "</div></body></html>"
)  # fmt: skip

SHELVES = [
    Case("PrestaShop, German", "/3-oele", PRESTA_GERMAN, "category", goods("/", "EUR", (("8-leinoel.html", "Leinöl 250 ml", "6.90"), ("9-mohnoel.html", "Mohnöl 100 ml", "7.92"), ("12-hanfoel.html", "Hanföl 1 l", "1024.00")))),
    Case("lines with labels, Vietnamese", "/dm/1", LINES_VIETNAMESE, "category", goods("/hang/", "VND", (("31", "Mật ong rừng 500ml", "320000", "ongrung", "Đắk Lắk"), ("34", "Mật ong bạc hà 1l", "750000", "hagiang", "Hà Giang"), ("35", "Sáp ong 200g", "95000", "ongrung", "Đắk Lắk")), ("vendor", "ships_from"))),
    Case("grid of cells, Japanese", "/shop/list.php?c=2", GRID_JAPANESE, "category", goods("/shop/goods.php?no=", "JPY", (("30", "干し柿 500g", "1980"), ("31", "切り干し大根 100g", "480"), ("32", "干し椎茸 50g", "1250"), ("40", "昆布 200g", "2300"), ("41", "煮干し 1kg", "3400")))),
    Case("tiles that are links", "/category/oils", TILES, "category", goods("/listing/", "USD", (("a1", "Linseed oil 250ml", "7.20", "millrace", "Germany"), ("a2", "Walnut oil 500ml", "18.00", "cerneau", "France"), ("b7", "Pumpkin seed oil 1l", "31.50", "styria", "Austria")), ("vendor", "ships_from"))),
]  # fmt: skip

SELLER_VIETNAMESE = """<html lang="vi"><head><title>ongrung | Chợ Hải Đăng</title></head><body><a href="/">Chợ Hải Đăng</a><h1>Gian hàng: ongrung</h1><table><tr><td>Tham gia</td><td>15/03/2022</td></tr><tr><td>Hoạt động gần nhất</td><td>02/01/2025</td></tr><tr><td>Số đơn đã bán</td><td>2.310</td></tr><tr><td>Đánh giá</td><td>4,9/5</td></tr></table><h3>Giới thiệu</h3><p>Mật và sáp từ rừng khộp, mỗi năm một vụ.</p></body></html>"""
SELLER_RUSSIAN = """<html lang="ru"><head><title>Магазин Пчёлка — Ярмарка</title></head><body><div class="shapka"><a href="/">Ярмарка</a></div><div class="magazin"><h1>Пчёлка</h1><div>Рейтинг <b>4.93</b></div><div>Сделок <b>1 871</b></div><div>Зарегистрирован <b>14.02.2021</b></div><div>Последний визит <b>сегодня</b></div><h2>О магазине</h2><p>Мёд с собственной пасеки, отправка по вторникам.</p></div></body></html>"""
SELLER_CHINESE = """<html lang="zh"><head><title>宁夏红 - 夜市</title></head><body><div class="top"><a href="/">夜市</a></div><div class="shop"><h2>宁夏红</h2><span>信誉等级：五钻</span><p>入驻时间：2021-06-18　成交：5,210 笔　好评率：99.6%</p><p>最近在线：2025-01-02 21:40</p><div class="jj"><b>店铺简介</b><p>自家果园，当年新货。</p></div></div></body></html>"""
SELLERS = [
    Case("table, Vietnamese", "/nguoi-ban/ongrung", SELLER_VIETNAMESE, "vendor", [("vendor", "/nguoi-ban/ongrung", {"name": "ongrung", "sales": 2310, "rating": 4.9, "member_since": "2022-03-15", "last_online": "2025-01-02", "description": "Mật và sáp từ rừng khộp, mỗi năm một vụ."})]),
    Case("lines without colons, Russian", "/shop/pchelka", SELLER_RUSSIAN, "vendor", [("vendor", "/shop/pchelka", {"name": "Пчёлка", "sales": 1871, "rating": 4.93, "member_since": "2021-02-14", "last_online": "сегодня", "description": "Мёд с собственной пасеки, отправка по вторникам."})]),
    Case("lines, Chinese", "/shop/ningxia", SELLER_CHINESE, "vendor", [("vendor", "/shop/ningxia", {"name": "宁夏红", "sales": 5210, "rating": 99.6, "member_since": "2021-06-18", "last_online": "2025-01-02T21:40", "description": "自家果园，当年新货。"})]),
]  # fmt: skip

TRAPS = [
    Case("queue, Spanish", "/", "<html lang='es'><head><title>Espere</title><meta http-equiv='refresh' content='15'></head><body><h1>Está en la cola</h1><p>Posición 48. Tiempo estimado: 3 minutos. No recargue la página.</p></body></html>", "queue"),
    Case("captcha beside an offer", "/listing/a1", "<html><head><title>Abbot</title></head><body><h3>Are you human?</h3><form method='post'><img src='/captcha.png' alt='captcha'><input name='captcha' placeholder='Enter the characters'><input type='submit' value='Enter'></form><p>Linseed oil 250ml from USD 7.20 - only on Abbot!</p></body></html>", "captcha"),
    Case("seizure, English", "/", "<html><head><title>Seized</title></head><body><h1>THIS HIDDEN SITE HAS BEEN SEIZED</h1><p>by the authorities acting under a court order. Listing data, vendors and prices are in our hands.</p></body></html>", "seizure"),
    Case("500, Chinese", "/goods/9", "<html><head><title>服务器错误</title></head><body><h1>500 服务器内部错误</h1><p>请稍后再试。商品价格 ¥45.80 可能已变动。</p></body></html>", "error"),
    Case("no goods, Indonesian", "/cari?q=zzz", "<html lang='id'><head><title>Hasil pencarian</title></head><body><a href='/'>Pasar Suar</a><h1>Hasil pencarian untuk \"zzz\"</h1><p>Oops, produk tidak ditemukan.</p></body></html>", "category"),
    Case("deposit page, German", "/konto/einzahlung", framed("<h1>Einzahlung</h1><p>Mindestbetrag: 10,00 EUR. Guthaben: 0,00 EUR</p><table><tr><th>Datum</th><th>Betrag</th></tr><tr><td>02.01.2025</td><td>25,00 EUR</td></tr><tr><td>09.01.2025</td><td>40,00 EUR</td></tr></table>", "Einzahlung", "de"), "home"),
]  # fmt: skip
