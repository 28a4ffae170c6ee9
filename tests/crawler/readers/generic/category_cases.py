"""Category, search and home pages: cards in several builds."""

from __future__ import annotations

from tests.crawler.readers.generic.cases import Case, framed

CATEGORIES = [
    Case(
        "cards of divs",
        "/category/3",
        framed(
            "<h1>Tea</h1><div class='g'>"
            + "".join(
                f"""<div class="card"><a href="/listing/{n}"><img src="/i/{n}.jpg" alt=""></a><h3><a href="/listing/{n}">{name}</a></h3>
                <div>by <a href="/vendor/{who}">{who}</a></div><div><b>{price}</b></div><div>Ships from: {where}</div>
                <a href="/cart/add/{n}">Add to cart</a></div>"""
                for n, name, who, price, where in (
                    (11, "Blue Kettle Tea", "KettleHouse", "$45.00", "Spain"),
                    (12, "Red Kettle Tea", "KettleHouse", "$1,050.00", "Spain"),
                    (13, "Green Kettle Tea", "leafyard", "$12.50", "Poland"),
                )
            )
            + "</div><div><a href='/category/3?page=2'>2</a> <a href='/category/3?page=3'>3</a></div>",
        ),
        "category",
        [
            ("listing", "/listing/11", {"title": "Blue Kettle Tea", "vendor": "KettleHouse", "price": "45.00", "currency": "USD", "ships_from": "Spain"}),
            ("listing", "/listing/12", {"title": "Red Kettle Tea", "vendor": "KettleHouse", "price": "1050.00", "currency": "USD", "ships_from": "Spain"}),
            ("listing", "/listing/13", {"title": "Green Kettle Tea", "vendor": "leafyard", "price": "12.50", "currency": "USD", "ships_from": "Poland"}),
        ],
    ),
    Case(
        "table of results, German",
        "/suche?q=tee",
        framed(
            """<h2>Suchergebnisse</h2><table><tr><th>Artikel</th><th>Preis</th><th>Verkäufer</th><th>Versand aus</th></tr>
            <tr><td><a href="/artikel?id=5">Blauer Kesseltee</a></td><td>45,00 €</td><td><a href="/haendler?name=teehaus">teehaus</a></td><td>Deutschland</td></tr>
            <tr><td><a href="/artikel?id=6">Roter Kesseltee</a></td><td>1.050,00 €</td><td><a href="/haendler?name=teehaus">teehaus</a></td><td>Deutschland</td></tr>
            <tr><td><a href="/artikel?id=9">Grüner Kesseltee</a></td><td>12,50 €</td><td><a href="/haendler?name=blattgold">blattgold</a></td><td>Polen</td></tr></table>""",
            "Laternenmarkt", "de",
        ),
        "category",
        [
            ("listing", "/artikel?id=5", {"title": "Blauer Kesseltee", "vendor": "teehaus", "price": "45.00", "currency": "EUR", "ships_from": "Deutschland"}),
            ("listing", "/artikel?id=6", {"title": "Roter Kesseltee", "vendor": "teehaus", "price": "1050.00", "currency": "EUR", "ships_from": "Deutschland"}),
            ("listing", "/artikel?id=9", {"title": "Grüner Kesseltee", "vendor": "blattgold", "price": "12.50", "currency": "EUR", "ships_from": "Polen"}),
        ],
    ),
    Case(
        "whole cards as links, Korean",
        "/list/2",
        framed(
            "<ul>"
            + "".join(
                f'<li><a href="/item/{n}"><strong>{name}</strong><span>{price}</span><em>판매자: {who}</em></a></li>'
                for n, name, price, who in (
                    (1, "푸른 찻잎", "150,000원", "달빛상점"), (2, "붉은 찻잎", "8만원", "달빛상점"), (3, "초록 찻잎", "45,000원", "잎마당"),
                )
            )
            + "</ul>",
            "달빛장터", "ko",
        ),
        "category",
        [
            ("listing", "/item/1", {"title": "푸른 찻잎", "vendor": "달빛상점", "price": "150000", "currency": "KRW"}),
            ("listing", "/item/2", {"title": "붉은 찻잎", "vendor": "달빛상점", "price": "80000", "currency": "KRW"}),
            ("listing", "/item/3", {"title": "초록 찻잎", "vendor": "잎마당", "price": "45000", "currency": "KRW"}),
        ],
    ),
    Case(
        "headings and paragraphs without boxes",
        "/browse/tea",
        framed(
            """<div><h3><a href="/product/1">Blue Kettle Tea</a></h3><p>0.0021 BTC</p><p>US → GB</p><hr>
            <h3><a href="/product/2">Red Kettle Tea</a></h3><p>0.0034 BTC</p><p>DE → WW</p><hr>
            <h3><a href="/product/3">Green Kettle Tea</a></h3><p>0.0002 BTC</p><p>CN → US, CA</p></div>"""
        ),
        "category",
        [
            ("listing", "/product/1", {"title": "Blue Kettle Tea", "price": "0.0021", "currency": "BTC", "ships_from": "US", "ships_to": ("GB",)}),
            ("listing", "/product/2", {"title": "Red Kettle Tea", "price": "0.0034", "currency": "BTC", "ships_from": "DE", "ships_to": ("WW",)}),
            ("listing", "/product/3", {"title": "Green Kettle Tea", "price": "0.0002", "currency": "BTC", "ships_from": "CN", "ships_to": ("US", "CA")}),
        ],
    ),
    Case(
        "home with featured listings",
        "/",
        framed(
            "<h2>Featured</h2><div>"
            + "".join(
                f'<div><a href="/product/{n}">{name}</a><span>{price}</span></div>'
                for n, name, price in ((5, "Blue Kettle Tea", "£45.00"), (6, "Red Kettle Tea", "£50.00"))
            )
            + "</div>"
        ),
        "home",
        [
            ("listing", "/product/5", {"title": "Blue Kettle Tea", "price": "45.00", "currency": "GBP"}),
            ("listing", "/product/6", {"title": "Red Kettle Tea", "price": "50.00", "currency": "GBP"}),
        ],
    ),
    Case("empty search", "/search?q=nothing", framed("<h2>Search results</h2><p>No results found for your search.</p>"), "category"),
    Case("empty search, Russian", "/search?q=x", framed("<h2>Поиск</h2><p>Ничего не найдено.</p>", language="ru"), "category"),
]  # fmt: skip
