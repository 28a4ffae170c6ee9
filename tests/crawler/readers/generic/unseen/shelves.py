"""Category, search and home pages as shop software and markets build them."""

from __future__ import annotations

from tests.crawler.readers.generic.cases import Case

Rows = tuple[tuple[str, ...], ...]


def each(template: str, rows: Rows) -> str:
    return "".join(template.format(*row) for row in rows)


WOO_FRENCH = (
    """<html lang="fr-FR"><head><title>Thés verts – La Bouilloire</title></head><body class="archive tax-product_cat woocommerce"><header><a href="/">La Bouilloire</a><a class="cart-contents" href="/panier/">0,00&nbsp;€ <span>0 article</span></a></header><nav class="woocommerce-breadcrumb"><a href="/">Accueil</a> / Thés verts</nav>
<main><h1 class="page-title">Thés verts</h1><p class="woocommerce-result-count">3 résultats affichés</p><form class="woocommerce-ordering"><select name="orderby"><option>Tri par défaut</option></select></form><ul class="products columns-4">"""
    + each(
        """<li class="product type-product instock"><a href="/produit/{0}/" class="woocommerce-LoopProduct-link"><img src="/{0}.jpg" alt=""><h2 class="woocommerce-loop-product__title">{1}</h2>{2}</a><a href="?add-to-cart={3}" class="button">Ajouter au panier</a></li>""",
        (
            (
                "sencha-doux",
                "Sencha doux",
                '<span class="price"><del><bdi>14,00&nbsp;€</bdi></del> <ins><bdi>11,50&nbsp;€</bdi></ins></span>',
                "1",
            ),
            ("bancha", "Bancha du soir", '<span class="price"><bdi>8,90&nbsp;€</bdi></span>', "2"),
            ("kukicha", "Kukicha grillé", '<span class="price"><bdi>12,00&nbsp;€</bdi></span>', "3"),
        ),
    )
    + """</ul></main>
<div id="secondary" class="widget-area"><h2 class="widget-title">Produits récemment consultés</h2><ul class="product_list_widget"><li><a href="/produit/theiere/"><span class="product-title">Théière noire</span></a> <bdi>45,00&nbsp;€</bdi></li></ul></div><footer>© La Bouilloire</footer></body></html>"""
)

OPENCART_RUSSIAN = (
    """<html lang="ru"><head><title>Чайники</title></head><body><nav id="top"><a href="/index.php?route=checkout/cart">Корзина</a></nav><div id="product-category" class="container"><ul class="breadcrumb"><li><a href="/">Главная</a></li></ul><div class="row"><column id="column-left" class="col-sm-3"><div class="list-group"><a href="/index.php?route=product/category&amp;path=20" class="list-group-item active">Чайники (3)</a><a href="/index.php?route=product/category&amp;path=24" class="list-group-item">Чашки (8)</a></div></column><div id="content" class="col-sm-9"><h2>Чайники</h2><div class="row">"""
    + each(
        """<div class="product-layout product-grid col-lg-4"><div class="product-thumb"><div class="image"><a href="/index.php?route=product/product&amp;path=20&amp;product_id={0}"><img alt="{1}" title="{1}"></a></div><div><div class="caption"><h4><a href="/index.php?route=product/product&amp;path=20&amp;product_id={0}">{1}</a></h4><p>{2}..</p><p class="price">{3}<span class="price-tax">Без НДС: {4}</span></p></div><div class="button-group"><button><span>В корзину</span></button></div></div></div></div>""",
        (
            (
                "42",
                "Чайник эмалированный 2 л",
                "Синий чайник на два литра, эмаль в три слоя",
                "1 250.00р.",
                "1 041.67р.",
            ),
            (
                "43",
                "Чайник стеклянный",
                "Жаропрочное стекло, бамбуковая ручка",
                '<span class="price-new">890.00р.</span> <span class="price-old">1 100.00р.</span>',
                "741.67р.",
            ),
            ("47", "Самовар угольный", "Латунь, пять литров", "14 900.00р.", "12 416.67р."),
        ),
    )
    + """</div><div class="row"><div class="col-sm-6">Показано с 1 по 3 из 3 (всего 1 страниц)</div></div></div></div></div></body></html>"""
)

MAGENTO_GERMAN = (
    """<html lang="de"><head><title>Teekannen</title></head><body class="catalog-category-view"><div class="page-wrapper"><header class="page-header"><a class="logo" href="/">Kannenhaus</a></header><main id="maincontent"><h1 class="page-title"><span>Teekannen</span></h1><div class="toolbar"><p class="toolbar-amount">2 Artikel</p></div><div class="products wrapper grid"><ol class="products list items product-items">"""
    + each(
        """<li class="item product product-item"><div class="product-item-info"><a href="/{0}.html" class="product photo"><img alt="{1}"></a><div class="product details"><strong class="product name product-item-name"><a class="product-item-link" href="/{0}.html"> {1} </a></strong><div class="price-box">{2}</div><div class="product actions"><button title="In den Warenkorb"><span>In den Warenkorb</span></button><a href="#" class="action towishlist"><span>Zur Wunschliste</span></a></div></div></div></li>""",
        (
            (
                "gusskanne-rot",
                "Gusskanne rot 0,8 l",
                '<span class="normal-price"><span class="price-label">Ab</span> <span class="price">69,00&nbsp;€</span></span>',
            ),
            (
                "glaskanne",
                "Glaskanne 1,5 l",
                '<span class="special-price"><span class="price-label">Sonderangebot</span> <span class="price">24,95&nbsp;€</span></span><span class="old-price"><span class="price-label">Normalpreis</span> <span class="price">29,95&nbsp;€</span></span>',
            ),
            ("steinkanne", "Steingutkanne grau", '<span class="price">34,50&nbsp;€</span>'),
        ),
    )
    + """</ol></div></main></div></body></html>"""
)

PRESTA_ITALIAN = (
    """<html lang="it"><head><title>Teiere</title></head><body id="category"><main><header id="header"><a href="/carrello">Carrello (0)</a></header><section id="wrapper"><div id="left-column"><div id="search_filters"><p class="h4">Filtra per</p><section class="facet"><p>Prezzo</p><p id="facet_label">12,00&nbsp;€ - 80,00&nbsp;€</p></section></div></div><div id="content-wrapper"><h1 class="h1">Teiere</h1><div id="js-product-list"><div class="products row">"""
    + each(
        """<div class="js-product product col-xs-12"><article class="product-miniature js-product-miniature" data-id-product="{0}"><div class="thumbnail-container"><a href="/teiere/{0}-{1}.html" class="thumbnail product-thumbnail"><img alt="{2}"></a></div><div class="product-description"><h2 class="h3 product-title"><a href="/teiere/{0}-{1}.html">{2}</a></h2><div class="product-price-and-shipping">{3}</div></div><ul class="product-flags"></ul></article></div>""",
        (
            ("4", "teiera-ghisa", "Teiera in ghisa", '<span class="price">49,90&nbsp;€</span>'),
            (
                "5",
                "teiera-vetro",
                "Teiera in vetro",
                '<span class="regular-price">30,00&nbsp;€</span> <span class="discount-percentage">-20%</span> <span class="price">24,00&nbsp;€</span>',
            ),
            ("9", "teiera-gres", "Teiera in gres", '<span class="price">1.150,00&nbsp;€</span>'),
        ),
    )
    + """</div></div></div></section></main></body></html>"""
)

SHOPIFY = (
    """<html lang="en"><head><title>Kettles – Pour &amp; Co</title></head><body><header class="header"><a href="/">Pour &amp; Co</a></header><main id="MainContent"><div class="collection-hero"><h1 class="collection-hero__title"><span class="visually-hidden">Collection: </span>Kettles</h1></div><div id="ProductGridContainer"><ul id="product-grid" class="grid product-grid">"""
    + each(
        """<li class="grid__item"><div class="card-wrapper"><div class="card card--standard"><div class="card__inner"><div class="card__content"><h3 class="card__heading"><a href="/products/{0}" class="full-unstyled-link">{1}</a></h3></div></div><div class="card__content"><div class="card__information"><h3 class="card__heading h5"><a href="/products/{0}" class="full-unstyled-link">{1}</a></h3><div class="card-information"><div class="price"><div class="price__regular"><span class="visually-hidden">Regular price</span><span class="price-item">{2}</span></div></div></div></div></div></div></div></li>""",
        (
            ("copper-gooseneck", "Copper Gooseneck Kettle", "$129.00 AUD"),
            ("steel-gooseneck", "Steel Gooseneck Kettle", "$79.00 AUD"),
            ("stovetop", "Stovetop Whistler", "From $55.00 AUD"),
        ),
    )
    + """</ul></div></main></body></html>"""
)

OSCOMMERCE = (
    """<html><head><title>Kettle Depot : Kettles</title></head><body><table width="100%"><tr><td><a href="index.php">Kettle Depot</a></td><td align="right"><a href="shopping_cart.php">Cart Contents</a></td></tr></table><table width="100%"><tr><td width="170" valign="top"><table><tr><td class="infoBoxHeading">Categories</td></tr><tr><td><a href="index.php?cPath=1">Kettles</a> (17)<br><a href="index.php?cPath=2">Pots</a> (4)</td></tr></table></td><td valign="top"><table width="100%"><tr><td class="pageHeading">Let's See What We Have Here</td></tr></table><table width="100%" class="productListing"><tr><td class="productListing-heading">&nbsp;</td><td class="productListing-heading"><a href="index.php?cPath=1&amp;sort=2a">Product Name</a>+</td><td class="productListing-heading" align="right"><a href="index.php?cPath=1&amp;sort=3a">Price</a></td><td class="productListing-heading" align="center">Buy Now</td></tr>"""
    + each(
        """<tr class="productListing-odd"><td align="center"><a href="product_info.php?cPath=1&amp;products_id={0}"><img src="i.gif" alt="{1}"></a></td><td><a href="product_info.php?cPath=1&amp;products_id={0}">{1}</a></td><td align="right">&nbsp;{2}&nbsp;</td><td align="center"><a href="index.php?action=buy_now&amp;products_id={0}"><img src="buy.gif" alt="Buy Now"></a></td></tr>""",
        (
            ("3", "Whistling Kettle 3 qt", "$45.00"),
            ("25", "Travel Kettle 0.5 qt", "$24.99"),
            ("26", "Samovar Kettle 6 qt", "<s>$1,299.00</s> <span class='productSpecialPrice'>$1,099.00</span>"),
        ),
    )
    + """</table></td></tr></table></body></html>"""
)

ALPHA = (
    """<html><head><title>Lampmarket - Search</title></head><body><div class="navbar"><ul><li><a href="index.php">HOME</a></li><li><a href="balance.php">BALANCE</a></li></ul></div><div class="left"><div class="boxhead">BROWSE CATEGORIES</div><ul><li><a href="search.php?frm_cat=1">Leaves</a> 4312</li><li><a href="search.php?frm_cat=2">Powders</a> 210</li></ul></div><div class="content1"><h1>Search Results</h1><p>Save Search | Results 1 - 3 of 210</p>"""
    + each(
        """<div class="listing"><div class="listimg"><a href="listing.php?id={0}"><img src="img.php?id={0}"></a></div><div class="listinf"><a href="listing.php?id={0}"><b>{1}</b></a> <span class="fe">[FE 100%]</span><br>Item # {0} - <a href="search.php?frm_cat=2">Powders</a> / {5} - <a href="user.php?id={2}">{2} ({3})</a><br>Views: 1204 / Bids: Fixed price<br>Quantity left: Unlimited</div><div class="listpr"><b>Buy price</b><br><span>USD {4}</span><br><small>(0.0036 BTC)</small></div></div>""",
        (
            ("77120", "Hojicha Powder 1KG", "kamado", "312", "220.00", "Roasted"),
            ("77121", "Matcha Culinary 500G", "stonemill", "1022", "95.50", "Green"),
            ("80007", "Cocoa Powder 2KG", "bean_counter", "17", "1,010.00", "Other"),
        ),
    )
    + """<div class="pager"><a href="search.php?pg=2">2</a> <a href="search.php?pg=3">3</a></div></div></body></html>"""
)

BOOTSTRAP4 = (
    """<html lang="en"><head><title>Lighthouse</title></head><body><nav class="navbar"><a class="navbar-brand" href="/">Lighthouse</a><a class="nav-link" href="/wallet">0.00000000</a></nav><div class="container-fluid"><div class="row"><div class="col-md-2"><div class="card"><div class="card-header">Categories</div><a class="list-group-item" href="/category/9">Green <span class="badge">310</span></a><a class="list-group-item" href="/category/10">Black <span class="badge">77</span></a></div><div class="card"><div class="card-header">Filter</div><form><label>Ships from</label><select><option>Any</option></select><label>Price</label><input name="min"><input name="max"><button>Apply</button></form></div></div><div class="col-md-10"><div class="row">"""
    + each(
        """<div class="col-md-4 mb-4"><div class="card h-100"><a href="/listing/{0}/{1}"><img class="card-img-top" src="/p/{1}.webp"></a><div class="card-body"><h6 class="card-title"><a href="/listing/{0}/{1}">{2}</a></h6><p class="mb-1"><a href="/profile/{3}">{3}</a> <span class="badge badge-success">Lvl 7</span> <small>98.7%</small></p><p class="mb-1"><i class="fa fa-plane"></i> {4} <i class="fa fa-arrow-right"></i> {5}</p></div><div class="card-footer"><span class="h5">${6}</span> <span class="text-muted">{7} XMR</span> <a href="/listing/{0}/{1}" class="btn btn-sm btn-primary">View</a></div></div></div>""",
        (
            ("gyokuro-reserve", "2291", "Gyokuro Reserve - 100g", "okumidori", "Japan", "Worldwide", "95.00", "0.6129"),
            ("tencha-flakes", "2292", "Tencha Flakes - 250g", "okumidori", "Japan", "Worldwide", "140.00", "0.9032"),
            ("keemun", "2310", "Keemun First Grade - 1kg", "anhui_house", "China", "Europe", "1,180.00", "7.6130"),
        ),
    )
    + """</div><ul class="pagination"><li class="page-item"><a class="page-link" href="?page=2">2</a></li></ul></div></div></div></body></html>"""
)

TAILWIND_PORTUGUESE = (
    """<html lang="pt-BR"><head><title>Chaleiras · Feira do Farol</title></head><body class="bg-gray-50"><header class="border-b"><a href="/">Feira do Farol</a><a href="/carteira">R$ 0,00</a></header><main class="mx-auto"><h2 class="text-2xl font-bold">Chaleiras</h2><div class="mt-6 grid grid-cols-2 gap-6 lg:grid-cols-4">"""
    + each(
        """<a href="/anuncio/{0}" class="group"><div class="aspect-square w-full overflow-hidden rounded-lg bg-gray-200"><img src="/{0}.webp" class="h-full"></div><h3 class="mt-4 text-sm text-gray-700">{1}</h3><p class="mt-1 text-lg font-medium text-gray-900">R$ {2}</p><p class="text-xs text-gray-500">por {3}</p></a>""",
        (
            ("91", "Chaleira de ferro 1L", "259,90", "fundicao"),
            ("92", "Chaleira esmaltada azul", "89,00", "casa_azul"),
            ("95", "Chaleira elétrica 127V", "1.149,90", "fundicao"),
        ),
    )
    + """</div></main></body></html>"""
)

REACT_KOREAN = (
    """<html lang="ko"><head><title>등불장터 - 주전자</title></head><body><div id="root"><div class="sc-aXZVg"><a href="/" class="sc-gEvEer">등불장터</a><a href="/cart" class="sc-gEvEer">장바구니</a></div><div class="sc-eqUAAy"><span class="sc-fqkvVR">전체 3개</span><div class="sc-dcJsrY">"""
    + each(
        """<div class="sc-iGgWBj"><a class="sc-kAyceB" href="/goods/{0}"><div class="sc-img"></div></a><div class="sc-imWYAI"><a class="sc-jXbUNg" href="/goods/{0}">{1}</a><div class="sc-dhKdcB"><em>{2}</em><span>원</span></div><div class="sc-kpDqfm">{3}</div><div class="sc-x">무료배송</div></div></div>""",
        (
            ("20031", "무쇠 주전자 1L", "128,000", "달빛대장간"),
            ("20032", "유리 주전자 600ml", "34,500", "맑은유리"),
            ("20040", "백자 다관", "210,000", "가마골"),
        ),
    )
    + """</div></div></div></body></html>"""
)

TABLE_CHINESE = (
    """<html><head><meta charset="utf-8"><title>灯火集市 - 茶具</title></head><body><div><a href="/">首页</a> <a href="/cat/1">茶叶</a> <a href="/cat/2">茶具</a> <a href="/wallet">充值</a></div><table border="1"><tr><td>编号</td><td>商品名称</td><td>卖家</td><td>价格</td><td>发货地</td><td>销量</td></tr>"""
    + each(
        """<tr><td>{0}</td><td><a href="/show/{0}.html">{1}</a></td><td><a href="/shop/{2}">{3}</a></td><td>￥{4}</td><td>{5}</td><td>{6}</td></tr>""",
        (
            ("10332", "紫砂壶 西施 200ml", "yxln", "宜兴老泥", "1,280.00", "江苏", "48"),
            ("10335", "白瓷盖碗", "jdz", "景德镇小窑", "168.00", "江西", "920"),
            ("10340", "玻璃公道杯", "blz", "琉璃盏", "45.50", "河北", "2011"),
        ),
    )
    + """</table><div><a href="/cat/2?p=1">1</a> <a href="/cat/2?p=2">2</a> <a href="/cat/2?p=3">下一页</a></div></body></html>"""
)

AUTOSHOP_RUSSIAN = (
    """<html lang="ru"><head><title>КлючМаг — магазин ключей</title></head><body><div class="header"><a href="/">Главная</a> <a href="/rules">Правила</a> <a href="/reviews">Отзывы</a></div><h2>Игры</h2><table class="goods"><thead><tr><th>Товар</th><th>Наличие</th><th>Цена</th><th></th></tr></thead><tbody>"""
    + each(
        """<tr><td><a href="/item/{0}">{1}</a></td><td>{2} шт.</td><td>{3} ₽</td><td><a class="btn" href="/buy/{0}">Купить</a></td></tr>""",
        (
            ("1", "Симулятор чайника 2 (Steam)", "132", "549"),
            ("2", "Самоварное поле (Steam, RU)", "18", "1 299"),
            ("3", "Чаепитие онлайн 30 дней", "5", "199.50"),
        ),
    )
    + """</tbody></table><div class="footer">Поддержка круглосуточно</div></body></html>"""
)

LIST_JAPANESE = (
    """<html lang="ja"><head><title>「急須」の検索結果｜灯市</title></head><body><div><a href="/">灯市</a></div><h1>「急須」の検索結果 3件</h1><ul class="r">"""
    + each(
        """<li><div class="n"><a href="/item.cgi?no={0}">{1}</a></div><div class="p">{2}円<span>（税込）</span></div><div class="s">出品者：<a href="/user.cgi?u={3}">{3}</a></div><div class="a">発送元：{4}</div></li>""",
        (
            ("801", "常滑焼 急須 朱泥 300cc", "6,800", "tokoname", "愛知県"),
            ("802", "萬古焼 急須 紫泥", "4,500", "banko", "三重県"),
            ("810", "銀瓶 手打ち", "248,000", "kinzoku", "東京都"),
        ),
    )
    + """</ul></body></html>"""
)

GRID_VIETNAMESE = (
    """<html lang="vi"><head><title>Ấm trà - Chợ Trà</title></head><body><div class="navbar"><a href="/">Chợ Trà</a><a href="/gio-hang">Giỏ hàng</a></div><div class="row"><div class="col-md-3"><h4>Danh mục</h4><ul><li><a href="/danh-muc/am">Ấm (3)</a></li><li><a href="/danh-muc/chen">Chén (12)</a></li></ul><h4>Xem nhiều</h4><div><a href="/san-pham/tra-sen-9">Trà sen Tây Hồ</a> <b>1.200.000₫</b></div></div><div class="col-md-9"><h1>Ấm trà</h1><div class="row">"""
    + each(
        """<div class="col-md-4"><div class="thumbnail"><img src="/{0}.jpg"><div class="caption"><h4><a href="/san-pham/{0}">{1}</a></h4><p class="text-danger">{2} ₫</p><p><small>Người bán: <a href="/nguoi-ban/{3}">{3}</a></small></p><a class="btn" href="/gio-hang/them/{0}">Thêm vào giỏ</a></div></div></div>""",
        (
            ("am-gang-nho-88", "Ấm gang nhỏ 0,8 lít", "850.000", "lo_ren"),
            ("am-bat-trang-90", "Ấm Bát Tràng men rạn", "320.000", "gom_viet"),
            ("am-tu-sa-91", "Ấm tử sa 200ml", "2.450.000", "gom_viet"),
        ),
    )
    + """</div></div></div></body></html>"""
)

HOME_THAI = (
    """<html lang="th"><head><title>ร้านกาน้ำชา</title></head><body><center><h1>ร้านกาน้ำชา</h1><p>ยินดีต้อนรับ ส่งทั่วประเทศ</p><table><tr>"""
    + each(
        """<td align="center"><a href="/p/{0}"><img src="p{0}.jpg"></a><br><a href="/p/{0}">{1}</a><br>{2} บาท</td>""",
        (("1", "กาดินเผา 500 มล.", "690"), ("2", "กาเคลือบลายคราม", "1,250"), ("3", "ชุดถ้วยชา 6 ใบ", "480")),
    )
    + """</tr></table><hr><small>© ร้านกาน้ำชา</small></center></body></html>"""
)

CARDS_POLISH = (
    """<html lang="pl"><head><title>Czajniki – Targ pod Latarnią</title></head><body><nav class="navbar"><a href="/">Targ pod Latarnią</a></nav><main class="container"><h1 class="h4">Czajniki <small class="text-muted">3 oferty</small></h1><div class="row row-cols-md-3 g-3">"""
    + each(
        """<div class="col"><div class="card"><div class="card-body"><a class="stretched-link fw-bold" href="/oferta/{0}">{1}</a><div class="d-flex justify-content-between"><span class="text-success">{2} zł</span><span class="text-muted">{3}</span></div><div class="small">Wysyłka z: {4}</div></div></div></div>""",
        (
            ("4410", "Czajnik miedziany 1,5 l", "349,99", "kotlarz", "Polska"),
            ("4411", "Czajnik turystyczny", "59,00", "szlak", "Czechy"),
            ("4500", "Samowar elektryczny", "1 899,00", "kotlarz", "Polska"),
        ),
    )
    + """</div></main></body></html>"""
)

LINES_DUTCH = (
    """<html lang="nl"><head><title>Lantaarnmarkt: stoven</title></head><body><h2>Stoven</h2>"""
    + each(
        """<p><a href="/artikel/{0}">{1}</a> - {2} - verkoper: <a href="/verkoper/{3}">{3}</a> - verzonden vanuit: {4}</p>""",
        (
            ("5", "Theestoof van koper", "€ 74,50", "koperslager", "Nederland"),
            ("6", "Theestoof van gietijzer", "€ 39,00", "gieterij", "België"),
            ("8", "Komfoor met lade", "€ 1.120,00", "koperslager", "Nederland"),
        ),
    )
    + """<p>Pagina 1 | <a href="/categorie/stoven?pagina=2">2</a></p></body></html>"""
)


def said(rows: list[tuple[str, dict[str, object]]]) -> list[tuple[str, str, dict[str, object]]]:
    return [("listing", key, fields) for key, fields in rows]


def goods(
    prefix: str, currency: str, rows: Rows, more: tuple[str, ...] = ()
) -> list[tuple[str, str, dict[str, object]]]:
    """Statements of (key, title, price, *more) rows."""
    return [
        (
            "listing",
            prefix + r[0],
            {"title": r[1], "price": r[2], "currency": currency, **dict(zip(more, r[3:], strict=True))},
        )
        for r in rows
    ]


SHELVES = [
    Case("WooCommerce archive, French", "/categorie-produit/verts/", WOO_FRENCH, "category", goods("/produit/", "EUR", (("sencha-doux", "Sencha doux", "11.50"), ("bancha", "Bancha du soir", "8.90"), ("kukicha", "Kukicha grillé", "12.00")))),
    Case("OpenCart category, Russian", "/index.php?route=product/category&path=20", OPENCART_RUSSIAN, "category", goods("/index.php?", "RUB", (("path=20&product_id=42&route=product%2Fproduct", "Чайник эмалированный 2 л", "1250.00"), ("path=20&product_id=43&route=product%2Fproduct", "Чайник стеклянный", "890.00"), ("path=20&product_id=47&route=product%2Fproduct", "Самовар угольный", "14900.00")))),
    Case("Magento grid, German", "/teekannen.html", MAGENTO_GERMAN, "category", goods("/", "EUR", (("gusskanne-rot.html", "Gusskanne rot 0,8 l", "69.00"), ("glaskanne.html", "Glaskanne 1,5 l", "24.95"), ("steinkanne.html", "Steingutkanne grau", "34.50")))),
    Case("PrestaShop grid, Italian", "/3-teiere", PRESTA_ITALIAN, "category", goods("/teiere/", "EUR", (("4-teiera-ghisa.html", "Teiera in ghisa", "49.90"), ("5-teiera-vetro.html", "Teiera in vetro", "24.00"), ("9-teiera-gres.html", "Teiera in gres", "1150.00")))),
    Case("Shopify collection", "/collections/kettles", SHOPIFY, "category", goods("/products/", "AUD", (("copper-gooseneck", "Copper Gooseneck Kettle", "129.00"), ("steel-gooseneck", "Steel Gooseneck Kettle", "79.00"), ("stovetop", "Stovetop Whistler", "55.00")))),
    Case("osCommerce listing", "/index.php?cPath=1", OSCOMMERCE, "category", goods("/product_info.php?cPath=1&products_id=", "USD", (("3", "Whistling Kettle 3 qt", "45.00"), ("25", "Travel Kettle 0.5 qt", "24.99"), ("26", "Samovar Kettle 6 qt", "1099.00")))),
    Case("AlphaBay-like search", "/search.php?frm_cat=2", ALPHA, "category", goods("/listing.php?id=", "USD", (("77120", "Hojicha Powder 1KG", "220.00", "kamado"), ("77121", "Matcha Culinary 500G", "95.50", "stonemill"), ("80007", "Cocoa Powder 2KG", "1010.00", "bean_counter")), ("vendor",))),
    Case("Bootstrap 4 cards", "/category/9", BOOTSTRAP4, "category", goods("/listing/", "USD", (("gyokuro-reserve/2291", "Gyokuro Reserve - 100g", "95.00", "okumidori"), ("tencha-flakes/2292", "Tencha Flakes - 250g", "140.00", "okumidori"), ("keemun/2310", "Keemun First Grade - 1kg", "1180.00", "anhui_house")), ("vendor",))),
    Case("Tailwind cards, Portuguese", "/categoria/chaleiras", TAILWIND_PORTUGUESE, "category", goods("/anuncio/", "BRL", (("91", "Chaleira de ferro 1L", "259.90", "fundicao"), ("92", "Chaleira esmaltada azul", "89.00", "casa_azul"), ("95", "Chaleira elétrica 127V", "1149.90", "fundicao")), ("vendor",))),
    Case("React grid, Korean", "/goods?c=12", REACT_KOREAN, "category", goods("/goods/", "KRW", (("20031", "무쇠 주전자 1L", "128000"), ("20032", "유리 주전자 600ml", "34500"), ("20040", "백자 다관", "210000")))),
    Case("table, Chinese", "/cat/2", TABLE_CHINESE, "category", goods("/show/", "CNY", (("10332.html", "紫砂壶 西施 200ml", "1280.00", "宜兴老泥", "江苏", 48), ("10335.html", "白瓷盖碗", "168.00", "景德镇小窑", "江西", 920), ("10340.html", "玻璃公道杯", "45.50", "琉璃盏", "河北", 2011)), ("vendor", "ships_from", "sold"))),
    Case("autoshop, Russian", "/shop", AUTOSHOP_RUSSIAN, "category", goods("/item/", "RUB", (("1", "Симулятор чайника 2 (Steam)", "549", "132 шт."), ("2", "Самоварное поле (Steam, RU)", "1299", "18 шт."), ("3", "Чаепитие онлайн 30 дней", "199.50", "5 шт.")), ("stock",))),
    Case("list of results, Japanese", "/search.cgi?q=%E6%80%A5%E9%A0%88", LIST_JAPANESE, "category", goods("/item.cgi?no=", "JPY", (("801", "常滑焼 急須 朱泥 300cc", "6800", "tokoname", "愛知県"), ("802", "萬古焼 急須 紫泥", "4500", "banko", "三重県"), ("810", "銀瓶 手打ち", "248000", "kinzoku", "東京都")), ("vendor", "ships_from"))),
    Case("Bootstrap 3 grid, Vietnamese", "/danh-muc/am", GRID_VIETNAMESE, "category", goods("/san-pham/", "VND", (("am-gang-nho-88", "Ấm gang nhỏ 0,8 lít", "850000", "lo_ren"), ("am-bat-trang-90", "Ấm Bát Tràng men rạn", "320000", "gom_viet"), ("am-tu-sa-91", "Ấm tử sa 200ml", "2450000", "gom_viet")), ("vendor",))),
    Case("home of a small shop, Thai", "/", HOME_THAI, "home", goods("/p/", "THB", (("1", "กาดินเผา 500 มล.", "690"), ("2", "กาเคลือบลายคราม", "1250"), ("3", "ชุดถ้วยชา 6 ใบ", "480")))),
    Case("Bootstrap 5 cards, Polish", "/kategoria/czajniki", CARDS_POLISH, "category", goods("/oferta/", "PLN", (("4410", "Czajnik miedziany 1,5 l", "349.99", "Polska"), ("4411", "Czajnik turystyczny", "59.00", "Czechy"), ("4500", "Samowar elektryczny", "1899.00", "Polska")), ("ships_from",))),
    Case("lines, Dutch", "/categorie/stoven", LINES_DUTCH, "category", goods("/artikel/", "EUR", (("5", "Theestoof van koper", "74.50", "koperslager", "Nederland"), ("6", "Theestoof van gietijzer", "39.00", "gieterij", "België"), ("8", "Komfoor met lade", "1120.00", "koperslager", "Nederland")), ("vendor", "ships_from"))),
]  # fmt: skip
