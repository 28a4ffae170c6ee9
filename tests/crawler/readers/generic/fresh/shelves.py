"""More category, vendor and contentless pages, of other builds."""

from __future__ import annotations

from tests.crawler.readers.generic.cases import Case, framed
from tests.crawler.readers.generic.unseen.shelves import each, goods

YOUNGCART = (
    """<html lang="ko"><head><title>차 > 등대상회</title></head><body><div id="hd"><a href="/">등대상회</a></div><div id="sct"><h1>차</h1><ul class="sct sct_10">"""
    + each(
        """<li class="sct_li"><div class="sct_img"><a href="/shop/item.php?it_id={0}"><img src="/d/{0}.jpg" alt="{1}"></a></div><div class="sct_txt"><a href="/shop/item.php?it_id={0}">{1}</a></div><div class="sct_basic">{3}</div><div class="sct_cost">{2}</div></li>""",
        (
            ("1500", "유자차 1kg", "<span class='sct_dict'><strike>32,000원</strike></span>24,000원", "남해 유자"),
            ("1501", "모과차 500g", "18,000원", "울산 모과"),
            ("1502", "생강차 1kg", "1만 5천원", "서산 생강"),
        ),
    )
    + """</ul></div></body></html>"""
)

OFFERS_RUSSIAN = (
    """<html lang="ru"><head><title>Травы — Маяк</title></head><body><div class="header"><a href="/">Маяк</a><a href="/balance">0 ₽</a></div><div class="catalog">"""
    + each(
        """<div class="catalog_item"><div class="title"><a href="/product/{0}">{1}</a></div><div class="shop_name"><a href="/shop/{2}">{3}</a></div><div class="prices"><div>{4}</div></div><div class="bottom">Отправка из: {5}</div></div>""",
        (
            ("77", "Иван-чай ферментированный", "travnik", "Травник", "50 г — 350 ₽", "Татарстан"),
            ("78", "Чабрец горный", "travnik", "Травник", "100 г — 420 ₽", "Дагестан"),
            ("90", "Облепиховый сбор", "altai", "Алтайский двор", "200 г — 1 100 ₽", "Алтай"),
        ),
    )
    + """</div></body></html>"""
)

NO_HEADS_SPANISH = (
    """<html lang="es"><head><title>Mercado del Puerto</title></head><body><div><a href="/inicio">Inicio</a> | <a href="/carrito">Carrito</a></div><table width="100%">"""
    + each(
        """<tr><td><img src="{0}.jpg"></td><td><b><a href="/producto/{0}">{1}</a></b><br><small>Vendedor: <a href="/perfil/{2}">{2}</a></small></td><td>{3} €</td><td>{4}</td><td><a href="/comprar/{0}">Comprar</a></td></tr>""",
        (
            ("5521", "Yerba mate 1 kg", "el_gaucho", "18,75", "Argentina"),
            ("5530", "Café de finca 500 g", "cafetal", "12,00", "Colombia"),
            ("5531", "Cacao en grano 2 kg", "cafetal", "1.040,00", "Ecuador"),
        ),
    )
    + """</table></body></html>"""
)

ROWS = (
    """<!DOCTYPE html><html lang="en"><head><title>Browse | Archway</title></head><body><main><aside><h2>Filters</h2><ul><li><a href="/browse?c=tea">Tea</a></li></ul></aside><section><h1>Browse</h1>"""
    + each(
        """<article class="row"><a class="row-link" href="/listing/{0}"><header>{1}</header></a><div class="row-meta"><a href="/vendor/{2}">@{2}</a> · {3} → {4}</div><div class="row-price">from <strong>${5}</strong> / g</div></article>""",
        (
            ("a8f1", "Silver Needle, spring", "cloudpeak", "CN", "EU", "0.90"),
            ("b770", "Milk Oolong", "cloudpeak", "TW", "WW", "0.45"),
            ("c001", "Aged Pu-erh cake", "oldstore", "CN", "US, CA", "1.20"),
        ),
    )
    + """</section></main></body></html>"""
)

LIST_TAIWAN = (
    """<html lang="zh-TW"><head><title>茶葉｜夜市攤位</title></head><body><div class="nav"><a href="/">夜市攤位</a></div><ul class="list">"""
    + each(
        """<li><a href="/goods/{0}"><span class="nm">{1}</span></a><span class="pr">NT$ {2}</span><span class="sl">賣家：{3}</span><span class="st">已售 {4}</span></li>""",
        (
            ("881", "高山烏龍 150g", "1,200", "阿里山茶農", "310"),
            ("882", "東方美人 75g", "1,850", "北埔茶行", "88"),
            ("890", "凍頂紅茶 100g", "650", "鹿谷老店", "1022"),
        ),
    )
    + """</ul></body></html>"""
)

CARDS_FRENCH = (
    """<html lang="fr"><head><title>Le Quai - Infusions</title></head><body><div class="top"><a href="/">Le Quai</a></div><h1>Infusions</h1><div class="grille">"""
    + each(
        """<div class="vignette" data-id="{0}"><a class="vignette-lien" href="/produit/{0}" title="{1}"><img alt="{1}"></a><p class="vignette-nom">{1}</p><p class="vignette-prix" aria-label="prix">{2}&nbsp;€</p><p class="vignette-vendeur">par <a href="/vendeur/{3}">{3}</a></p></div>""",
        (
            ("8", "Infusion de verveine 80 g", "9,80", "jardin_sud"),
            ("9", "Tilleul des Baronnies", "7,20", "jardin_sud"),
            ("12", "Camomille entière 1 kg", "1 045,00", "herboriste"),
        ),
    )
    + """</div></body></html>"""
)

SHELVES = [
    Case("Youngcart list, Korean", "/shop/list.php?ca_id=10", YOUNGCART, "category", goods("/shop/item.php?it_id=", "KRW", (("1500", "유자차 1kg", "24000"), ("1501", "모과차 500g", "18000"), ("1502", "생강차 1kg", "15000")))),
    Case("offers, Russian", "/catalog/4", OFFERS_RUSSIAN, "category", goods("/product/", "RUB", (("77", "Иван-чай ферментированный", "350", "Травник", "Татарстан"), ("78", "Чабрец горный", "420", "Травник", "Дагестан"), ("90", "Облепиховый сбор", "1100", "Алтайский двор", "Алтай")), ("vendor", "ships_from"))),
    Case("table without heads, Spanish", "/categoria/3", NO_HEADS_SPANISH, "category", goods("/producto/", "EUR", (("5521", "Yerba mate 1 kg", "18.75", "el_gaucho"), ("5530", "Café de finca 500 g", "12.00", "cafetal"), ("5531", "Cacao en grano 2 kg", "1040.00", "cafetal")), ("vendor",))),
    Case("rows with routes", "/browse", ROWS, "category", goods("/listing/", "USD", (("a8f1", "Silver Needle, spring", "0.90", "cloudpeak", "CN"), ("b770", "Milk Oolong", "0.45", "cloudpeak", "TW"), ("c001", "Aged Pu-erh cake", "1.20", "oldstore", "CN")), ("vendor", "ships_from"))),
    Case("list, traditional Chinese", "/category/5", LIST_TAIWAN, "category", goods("/goods/", "TWD", (("881", "高山烏龍 150g", "1200", "阿里山茶農"), ("882", "東方美人 75g", "1850", "北埔茶行"), ("890", "凍頂紅茶 100g", "650", "鹿谷老店")), ("vendor",))),
    Case("cards named by pictures, French", "/rayon/infusions", CARDS_FRENCH, "category", goods("/produit/", "EUR", (("8", "Infusion de verveine 80 g", "9.80", "jardin_sud"), ("9", "Tilleul des Baronnies", "7.20", "jardin_sud"), ("12", "Camomille entière 1 kg", "1045.00", "herboriste")), ("vendor",))),
]  # fmt: skip

VENDOR_KOREAN = """<html lang="ko"><head><title>달빛대장간님의 상점 - 등불장터</title></head><body><a href="/">등불장터</a><h2>달빛대장간님의 상점</h2><dl><dt>가입일</dt><dd>2022.05.01</dd><dt>최근 접속</dt><dd>2025.03.02</dd><dt>거래 건수</dt><dd>1,340건</dd><dt>만족도</dt><dd>4.9 / 5</dd></dl><h3>판매자 소개</h3><p>쇠를 두드린 지 스무 해 되었습니다.</p></body></html>"""
VENDOR_FRENCH = """<html lang="fr"><head><title>Le Quai - profil de jardin_sud</title></head><body><div class="top"><a href="/">Le Quai</a></div><div class="profil"><h1>jardin_sud</h1><ul><li><b>Inscrit le :</b> 12/06/2021</li><li><b>Dernière activité :</b> 2025-03-01</li><li><b>Ventes :</b> 2 310</li><li><b>Note moyenne :</b> 4,9/5</li></ul><h2>À propos du vendeur</h2><p>Herbes du jardin, séchées et triées à la main.</p></div></body></html>"""
VENDOR_STATS = """<html><head><title>cloudpeak | Archway</title></head><body><main><header><h1>@cloudpeak</h1><p>Joined March 2022 · 1,904 sales · ★ 4.95</p></header><section><h2>About</h2><p>Buds and leaves from one mountain. No decoys, no mess.</p></section></main></body></html>"""

SELLERS = [
    Case("definition list, Korean", "/store/dalbit", VENDOR_KOREAN, "vendor", [("vendor", "/store/dalbit", {"name": "달빛대장간", "member_since": "2022-05-01", "last_online": "2025-03-02", "sales": 1340, "rating": 4.9, "description": "쇠를 두드린 지 스무 해 되었습니다."})]),
    Case("list, French", "/vendeur/jardin_sud", VENDOR_FRENCH, "vendor", [("vendor", "/vendeur/jardin_sud", {"name": "jardin_sud", "last_online": "2025-03-01", "sales": 2310, "rating": 4.9, "description": "Herbes du jardin, séchées et triées à la main."})]),
    Case("figures in one line", "/vendor/cloudpeak", VENDOR_STATS, "vendor", [("vendor", "/vendor/cloudpeak", {"name": "cloudpeak", "sales": 1904, "description": "Buds and leaves from one mountain. No decoys, no mess."})]),
]  # fmt: skip

FAQ_RUSSIAN = framed(
    "<h1>Вопросы и ответы</h1><p><b>Сколько стоит открыть магазин?</b><br>Залог 50 000 ₽, комиссия 4%.</p><p><b>Цена доставки?</b><br>От 350 ₽.</p>",
    "Вопросы и ответы — Маяк",
    "ru",
)
CART_KOREAN = framed(
    "<h1>장바구니</h1><table><tr><th>상품</th><th>가격</th><th>수량</th></tr><tr><td><a href='/goods/1'>유자차 1kg</a></td><td>24,000원</td><td>1</td></tr><tr><td><a href='/goods/2'>모과차 500g</a></td><td>18,000원</td><td>2</td></tr></table><p>합계 60,000원</p>",
    "장바구니 - 등대상회",
    "ko",
)
LOGIN_CHINESE = """<html lang="zh"><head><title>灯火集市</title></head><body><h1>欢迎来到灯火集市</h1><p>今日特价：紫砂壶 ￥1,280，白瓷盖碗 ￥168。登录后查看卖家与发货地。</p><form action="/signin"><input name="u" placeholder="用户名"><input type="password" name="p" placeholder="密码"><button>登录</button></form></body></html>"""
DISPUTE = framed(
    "<h2>Dispute #311</h2><p>Order: Blue Kettle Tea, 45.00 USD, vendor KettleHouse</p><div><b>watcher7</b> 2025-03-01: It never came.</div><div><b>KettleHouse</b> 2025-03-02: It was sent on Monday.</div><p>Status: waiting for a moderator</p>",
    "Dispute #311 - Lantern Market",
)
FEES_GERMAN = framed(
    "<h1>Gebühren</h1><table><tr><th>Leistung</th><th>Preis</th></tr><tr><td>Händlerkonto</td><td>500,00 €</td></tr><tr><td>Werbebanner, eine Woche</td><td>120,00 €</td></tr><tr><td>Provision</td><td>4 %</td></tr></table>",
    "Gebühren - Laternenmarkt",
    "de",
)
NEWS = framed(
    "<h1>News</h1><div class='n'><h3>New mirrors</h3><small>2025-02-20 by admin</small><p>Two mirrors were added, please check their signature before you enter a password.</p></div><div class='n'><h3>Vendor bond lowered</h3><small>2025-02-11 by admin</small><p>The bond is now 250.00 USD for sellers with a history elsewhere.</p></div>",
    "News - Lantern Market",
)

TRAPS = [
    Case("questions, Russian", "/pages/5", FAQ_RUSSIAN, "home"), Case("cart, Korean", "/shop/mybag", CART_KOREAN, "home"), Case("login with prices, Chinese", "/", LOGIN_CHINESE, "login"),
    Case("dispute", "/orders/311/dispute", DISPUTE, "home"), Case("fees, German", "/gebuehren", FEES_GERMAN, "home"), Case("news", "/news", NEWS, "home"),
]  # fmt: skip
