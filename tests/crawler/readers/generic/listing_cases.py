"""Listing pages in many software styles and languages."""

from __future__ import annotations

from tests.crawler.readers.generic.cases import Case, framed

LISTINGS = [
    Case(
        "two-column table",
        "/listing/4711",
        framed(
            """<div class="w"><h1>Blue Kettle Tea 50g</h1><table>
            <tr><th>Vendor</th><td><a href="/vendor/KettleHouse">KettleHouse</a> (312)</td></tr>
            <tr><th>Price</th><td>USD 1,234.50</td></tr><tr><th>Ships from</th><td>Netherlands</td></tr>
            <tr><th>Ships to</th><td>Germany, Austria, Belgium</td></tr><tr><th>Stock</th><td>12</td></tr>
            <tr><th>Sold</th><td>88</td></tr><tr><th>Category</th><td>Tea</td></tr></table>
            <h2>Description</h2><p>Dried leaves from a small garden, packed in two bags.</p><p>Best before next winter.</p></div>""",
            "Lantern Market - Blue Kettle Tea 50g",
        ),
        "listing",
        [("listing", "/listing/4711", {
            "title": "Blue Kettle Tea 50g", "vendor": "KettleHouse", "price": "1234.50", "currency": "USD",
            "ships_from": "Netherlands", "ships_to": ("Germany", "Austria", "Belgium"), "stock": "12", "sold": 88,
            "category": "Tea",
            "description": "Dried leaves from a small garden, packed in two bags.\nBest before next winter.",
        })],
    ),
    Case(
        "definition list, Korean",
        "/item.php?id=88",
        framed(
            """<section><h2>푸른 찻잎 10g</h2><dl><dt>판매자</dt><dd><a href="/seller.php?id=5">달빛상점</a></dd><dt>가격</dt><dd>15만원</dd>
            <dt>발송지</dt><dd>대한민국</dd><dt>배송지역</dt><dd>대한민국, 일본</dd><dt>재고</dt><dd>30</dd></dl>
            <h3>상품 설명</h3><div>작은 밭에서 딴 찻잎입니다. 두 봉지로 포장합니다.</div></section>""",
            "푸른 찻잎 10g | 달빛장터", "ko",
        ),
        "listing",
        [("listing", "/item.php?id=88", {
            "title": "푸른 찻잎 10g", "vendor": "달빛상점", "price": "150000", "currency": "KRW", "ships_from": "대한민국",
            "ships_to": ("대한민국", "일본"), "stock": "30", "description": "작은 밭에서 딴 찻잎입니다. 두 봉지로 포장합니다.",
        })],
    ),
    Case(
        "label: value lines with breaks, Chinese",
        "/goods/301",
        framed(
            """<div><h1>蓝壶茶叶 50克</h1><div>卖家：<a href="/shop/yunding">云顶茶行</a><br>价格：¥ 680.00<br>发货地：云南<br>
            配送范围：中国、日本、韩国<br>库存：15<br>销量：230</div><h4>商品描述</h4><div>小茶园手工采摘，分装两袋，密封避光保存。</div></div>""",
            "蓝壶茶叶 50克 - 灯笼市场", "zh",
        ),
        "listing",
        [("listing", "/goods/301", {
            "title": "蓝壶茶叶 50克", "vendor": "云顶茶行", "price": "680.00", "currency": "CNY", "ships_from": "云南",
            "ships_to": ("中国", "日本", "韩国"), "stock": "15", "sold": 230, "description": "小茶园手工采摘，分装两袋，密封避光保存。",
        })],
    ),
    Case(
        "paragraphs with bold labels, Russian",
        "/product/55-sinij-chaj",
        framed(
            """<div><h1>Синий чай 50 г</h1><p><b>Продавец:</b> <a href="/user/chajnik">chajnik</a></p><p><b>Цена:</b> 12 500,00 руб.</p>
            <p><b>Откуда:</b> Россия</p><p><b>Куда:</b> Россия, Казахстан</p><p><b>В наличии:</b> 8 шт.</p>
            <p><b>Описание:</b></p><p>Листья с маленького огорода, в двух пакетах.</p></div>""",
            "Синий чай 50 г", "ru",
        ),
        "listing",
        [("listing", "/product/55-sinij-chaj", {
            "title": "Синий чай 50 г", "vendor": "chajnik", "price": "12500.00", "currency": "RUB", "ships_from": "Россия",
            "ships_to": ("Россия", "Казахстан"), "stock": "8 шт.", "description": "Листья с маленького огорода, в двух пакетах.",
        })],
    ),
    Case(
        "divs with span labels, Vietnamese",
        "/san-pham/77",
        framed(
            """<main><h1>Trà xanh ấm lam 50g</h1><div class="r"><span>Người bán</span><span><a href="/nguoi-ban/tra_nha">tra_nha</a></span></div>
            <div class="r"><span>Giá</span><span>1.500.000đ</span></div><div class="r"><span>Gửi từ</span><span>Hà Nội</span></div>
            <div class="r"><span>Gửi đến</span><span>Việt Nam, Thái Lan</span></div><div class="r"><span>Đã bán</span><span>41</span></div>
            <h3>Mô tả</h3><p>Lá trà từ vườn nhỏ, đóng trong hai túi.</p></main>""",
            "Trà xanh ấm lam 50g - Chợ Đèn Lồng", "vi",
        ),
        "listing",
        [("listing", "/san-pham/77", {
            "title": "Trà xanh ấm lam 50g", "vendor": "tra_nha", "price": "1500000", "currency": "VND", "ships_from": "Hà Nội",
            "ships_to": ("Việt Nam", "Thái Lan"), "sold": 41, "description": "Lá trà từ vườn nhỏ, đóng trong hai túi.",
        })],
    ),
    Case(
        "list of labelled lines, Thai",
        "/product/9001",
        framed(
            """<div><h1>ชาใบเขียว 50 กรัม</h1><ul><li>ผู้ขาย: <a href="/user/baansuan">baansuan</a></li><li>ราคา: ฿1,500</li><li>ส่งจาก: เชียงใหม่</li>
            <li>จัดส่งถึง: ไทย, ลาว</li><li>คงเหลือ: 20</li></ul><h3>รายละเอียดสินค้า</h3><p>ใบชาจากสวนเล็ก ๆ บรรจุสองถุงอย่างดี</p></div>""",
            "ชาใบเขียว 50 กรัม", "th",
        ),
        "listing",
        [("listing", "/product/9001", {
            "title": "ชาใบเขียว 50 กรัม", "vendor": "baansuan", "price": "1500", "currency": "THB", "ships_from": "เชียงใหม่",
            "ships_to": ("ไทย", "ลาว"), "stock": "20", "description": "ใบชาจากสวนเล็ก ๆ บรรจุสองถุงอย่างดี",
        })],
    ),
    Case(
        "table without th, Indonesian",
        "/produk/12",
        framed(
            """<h2>Teh Ketel Biru 50g</h2><table><tr><td>Penjual</td><td>:</td><td><a href="/penjual/rumahteh">rumahteh</a></td></tr>
            <tr><td>Harga</td><td>:</td><td>Rp 1.250.000</td></tr><tr><td>Dikirim dari</td><td>:</td><td>Indonesia</td></tr>
            <tr><td>Dikirim ke</td><td>:</td><td>Indonesia, Malaysia</td></tr><tr><td>Stok</td><td>:</td><td>7</td></tr></table>
            <h3>Deskripsi</h3><p>Daun teh dari kebun kecil, dikemas dalam dua kantong.</p>""",
            "Teh Ketel Biru 50g", "id",
        ),
        "listing",
        [("listing", "/produk/12", {
            "title": "Teh Ketel Biru 50g", "vendor": "rumahteh", "price": "1250000", "currency": "IDR", "ships_from": "Indonesia",
            "ships_to": ("Indonesia", "Malaysia"), "stock": "7", "description": "Daun teh dari kebun kecil, dikemas dalam dua kantong.",
        })],
    ),
    Case(
        "definition list in divs, Japanese",
        "/items/2002",
        framed(
            """<article><h1>青いやかん茶 50g</h1><dl><div><dt>出品者</dt><dd>茶屋灯</dd></div><div><dt>価格</dt><dd>12,000円</dd></div>
            <div><dt>発送元</dt><dd>日本</dd></div><div><dt>発送先</dt><dd>日本、韓国</dd></div><div><dt>在庫</dt><dd>4</dd></div></dl>
            <h2>商品説明</h2><p>小さな畑の茶葉を二袋に詰めました。</p></article>""",
            "青いやかん茶 50g", "ja",
        ),
        "listing",
        [("listing", "/items/2002", {
            "title": "青いやかん茶 50g", "vendor": "茶屋灯", "price": "12000", "currency": "JPY", "ships_from": "日本",
            "ships_to": ("日本", "韓国"), "stock": "4", "description": "小さな畑の茶葉を二袋に詰めました。",
        })],
    ),
    Case(
        "Tagalog lines",
        "/listing/31",
        framed(
            """<div><h1>Asul na Tsaa 50g</h1><p>Nagbebenta: <a href="/vendor/tsaahan">tsaahan</a></p><p>Presyo: ₱2,500.00</p>
            <p>Ipinapadala mula sa: Pilipinas</p><p>Ipinapadala sa: Pilipinas, Hong Kong</p>
            <p>Paglalarawan: Mga dahon mula sa maliit na hardin, nasa dalawang supot.</p></div>""",
            "Asul na Tsaa 50g", "tl",
        ),
        "listing",
        [("listing", "/listing/31", {
            "title": "Asul na Tsaa 50g", "vendor": "tsaahan", "price": "2500.00", "currency": "PHP", "ships_from": "Pilipinas",
            "ships_to": ("Pilipinas", "Hong Kong"), "description": "Mga dahon mula sa maliit na hardin, nasa dalawang supot.",
        })],
    ),
    Case(
        "German, decimal comma, excluded countries",
        "/artikel/640",
        framed(
            """<div id="c"><h1>Blauer Kesseltee 50g</h1><div class="kv"><label>Verkäufer</label> <a href="/haendler/teehaus">teehaus</a></div>
            <div class="kv"><label>Preis</label> 1.234,50 €</div><div class="kv"><label>Versand aus</label> Deutschland</div>
            <div class="kv"><label>Versand nach</label> Weltweit außer Australien und Japan</div>
            <div class="kv"><label>Auf Lager</label> 3</div><h2>Beschreibung</h2><p>Blätter aus einem kleinen Garten, in zwei Beuteln.</p></div>""",
            "Blauer Kesseltee 50g – Laternenmarkt", "de",
        ),
        "listing",
        [("listing", "/artikel/640", {
            "title": "Blauer Kesseltee 50g", "vendor": "teehaus", "price": "1234.50", "currency": "EUR", "ships_from": "Deutschland",
            "ships_to": ("Weltweit",), "ships_to_excluded": ("Australien", "Japan"), "stock": "3",
            "description": "Blätter aus einem kleinen Garten, in zwei Beuteln.",
        })],
    ),
    Case(
        "French table",
        "/produit/21",
        framed(
            """<h1>Thé de la bouilloire bleue 50g</h1><table><tr><td><b>Vendeur</b></td><td><a href="/vendeur/lamaison">lamaison</a></td></tr>
            <tr><td><b>Prix</b></td><td>49,90 €</td></tr><tr><td><b>Expédié de</b></td><td>France</td></tr><tr><td><b>Expédié vers</b></td>
            <td>France, Belgique, Suisse</td></tr></table><h2>Description</h2><p>Feuilles d'un petit jardin, en deux sachets.</p>""",
            "Thé de la bouilloire bleue 50g", "fr",
        ),
        "listing",
        [("listing", "/produit/21", {
            "title": "Thé de la bouilloire bleue 50g", "vendor": "lamaison", "price": "49.90", "currency": "EUR", "ships_from": "France",
            "ships_to": ("France", "Belgique", "Suisse"), "description": "Feuilles d'un petit jardin, en deux sachets.",
        })],
    ),
    Case(
        "JSON-LD alone",
        "/p/5520",
        framed(
            """<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Blue Kettle Tea 50g",
            "description":"Leaves from a small garden, in two bags.","category":"Tea","offers":{"@type":"Offer","price":"75.00",
            "priceCurrency":"EUR","seller":{"@type":"Organization","name":"KettleHouse"}}}</script>
            <div><div class="t">Blue Kettle Tea 50g</div><div class="amount">75.00 EUR</div><button>Buy now</button></div>""",
            "Blue Kettle Tea 50g | Lantern",
        ),
        "listing",
        [("listing", "/p/5520", {
            "title": "Blue Kettle Tea 50g", "vendor": "KettleHouse", "price": "75.00", "currency": "EUR", "category": "Tea",
            "description": "Leaves from a small garden, in two bags.",
        })],
    ),
    Case(
        "microdata with reviews beside it",
        "/item/77",
        framed(
            """<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Blue Kettle Tea 50g</h1>
            <div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><span itemprop="price" content="0.0150">0.0150</span>
            <span itemprop="priceCurrency" content="BTC">BTC</span></div><div itemprop="description">Leaves from a small garden, in two bags.</div></div>
            <p>Sold by <a href="/user/KettleHouse">KettleHouse</a></p>
            <h3>Reviews</h3><ul><li><b>a***b</b> <i>2025-01-02</i> <span>★★★★☆</span><p>Came in four days, tastes fine.</p></li>
            <li><b>q***7</b> <i>2025-01-09</i> <span>★★★★★</span><p>As described, will come again.</p></li></ul>""",
            "Blue Kettle Tea 50g",
        ),
        "listing",
        [
            ("listing", "/item/77", {
                "title": "Blue Kettle Tea 50g", "vendor": "KettleHouse", "price": "0.0150", "currency": "BTC",
                "description": "Leaves from a small garden, in two bags.",
            }),
            ("review", "*", {"author": "a***b", "date": "2025-01-02", "rating": 4, "text": "Came in four days, tastes fine."}),
            ("review", "*", {"author": "q***7", "date": "2025-01-09", "rating": 5, "text": "As described, will come again."}),
        ],
    ),
    Case(
        "decoys: hidden price, struck price, sidebar of other listings",
        "/listing/90",
        framed(
            """<style>.hp{display:none}</style><div class="row"><div><h1>Blue Kettle Tea 50g</h1>
            <p style="display:none">Price: 1.00 USD</p><p class="hp">Vendor: trap</p><p>Vendor: <a href="/vendor/KettleHouse">KettleHouse</a></p>
            <p>Price: <del>99.00 USD</del> 79.00 USD</p><p>Ships from: Spain</p><p>Ships to: Worldwide</p>
            <h3>Description</h3><p>Leaves from a small garden, in two bags.</p></div>
            <aside><h3>Similar listings</h3><div><a href="/listing/91">Red Kettle Tea</a> 12.00 USD</div>
            <div><a href="/listing/92">Green Kettle Tea</a> 13.00 USD</div></aside></div>""",
            "Blue Kettle Tea 50g",
        ),
        "listing",
        [("listing", "/listing/90", {
            "title": "Blue Kettle Tea 50g", "vendor": "KettleHouse", "price": "79.00", "currency": "USD", "ships_from": "Spain",
            "ships_to": ("Worldwide",), "description": "Leaves from a small garden, in two bags.",
        })],
    ),
    Case(
        "definition table in one row, route arrow, Monero",
        "/offer/3",
        framed(
            """<h2>Blue Kettle Tea 50g</h2><table><thead><tr><th>Vendor</th><th>Price</th><th>Ships from</th><th>Ships to</th></tr></thead>
            <tbody><tr><td><a href="/u/KettleHouse">KettleHouse</a></td><td>0.42 XMR</td><td>Poland</td><td>EU, UK</td></tr></tbody></table>
            <h3>About this item</h3><p>Leaves from a small garden, in two bags.</p>""",
        ),
        "listing",
        [("listing", "/offer/3", {
            "title": "Blue Kettle Tea 50g", "vendor": "KettleHouse", "price": "0.42", "currency": "XMR", "ships_from": "Poland",
            "ships_to": ("EU", "UK"), "description": "Leaves from a small garden, in two bags.",
        })],
    ),
]  # fmt: skip
