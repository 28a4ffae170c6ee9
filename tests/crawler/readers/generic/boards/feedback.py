"""Pages of feedback, as markets write them: tables, cards, stars drawn in every way."""

from __future__ import annotations

from tests.crawler.readers.generic.boards.case import Review, Sheet, page

MENU = '<div class="top"><a href="/">Home</a> <a href="/orders">Orders</a> <a href="/wallet">Balance: 0.0100 BTC</a> <a href="/logout">Logout</a></div>'
FOOT = '<div class="foot">1 BTC = 61,234.50 USD | Server time 2025-02-01 12:00</div>'


def market(body: str, title: str, language: str = "en") -> str:
    return page(MENU + body + FOOT, title, language)


def _table_with_prices() -> Sheet:
    row = '<tr><td><span class="badge badge-{c}">{r}</span></td><td>{t}<br><small>Item: <a href="/listing/{n}">{s}</a></small></td><td>{a} <small>[12-25 deals]</small></td><td>${p}</td><td>{d}</td></tr>'
    rows = [
        (
            "success",
            "Positive",
            "Quick, and the tin was sealed.",
            11,
            "Smoked leaf 50g",
            "j***n",
            "45.00",
            "2025-01-02",
        ),
        ("danger", "Negative", "Nothing came after three weeks.", 12, "White tip 10g", "k***y", "18.50", "2025-01-05"),
        ("secondary", "Neutral", "Fine, but late.", 11, "Smoked leaf 50g", "a***0", "45.00", "2025-01-09"),
    ]
    table = "".join(row.format(c=c, r=r, t=t, n=n, s=s, a=a, p=p, d=d) for c, r, t, n, s, a, p, d in rows)
    body = f'<h2>Feedback of KettleHouse</h2><ul class="tabs"><li><a href="?f=all">All (3)</a></li><li><a href="?f=pos">Positive (1)</a></li></ul><table class="table"><thead><tr><th>Rating</th><th>Feedback</th><th>Buyer</th><th>Price</th><th>Date</th></tr></thead><tbody>{table}</tbody></table>'
    return Sheet("table with goods and prices", "/vendor/KettleHouse/feedback", market(body, "Feedback of KettleHouse"), reviews=[
        Review("j***n", "2025-01-02", "Quick, and the tin was sealed.", "Positive", "Smoked leaf 50g"),
        Review("k***y", "2025-01-05", "Nothing came after three weeks.", "Negative", "White tip 10g"), Review("a***0", "2025-01-09", "Fine, but late.", "Neutral", "Smoked leaf 50g")])  # fmt: skip


def _glyphs() -> Sheet:
    card = '<div class="fb"><div class="st">{r}</div><p>{t}</p><div class="m"><span>{a}</span> <span>{d}</span></div></div>'
    cards = [
        ("★★★★★", "Lovely smell, dry leaves.", "m**y", "02 Jan 2025"),
        ("★★☆☆☆", "Too much dust in the bag.", "t**m", "05 Jan 2025"),
        ("★★★★☆", "Would buy again.", "r**e", "11 Jan 2025"),
    ]
    body = "<h1>Smoked leaf 50g</h1><h3>Reviews (3)</h3>" + "".join(
        card.format(r=r, t=t, a=a, d=d) for r, t, a, d in cards
    )
    return Sheet("cards with stars", "/reviews?listing=11", market(body, "Reviews - Smoked leaf 50g"), reviews=[
        Review("m**y", "2025-01-02", "Lovely smell, dry leaves.", 5), Review("t**m", "2025-01-05", "Too much dust in the bag.", 2), Review("r**e", "2025-01-11", "Would buy again.", 4)])  # fmt: skip


def _classes() -> Sheet:
    def star(full: int) -> str:
        return '<i class="fa fa-star"></i>' * full + '<i class="fa fa-star-o"></i>' * (5 - full)

    card = '<li class="review-row"><div class="stars">{s}</div><div class="txt">{t}</div><div class="by">by <b>{a}</b> <time datetime="{d}">{d}</time></div></li>'
    cards = [
        (5, "Came in four days.", "b***r", "2025-01-02"),
        (1, "Empty envelope.", "o***a", "2025-01-03"),
        (4, "Good, small leaves.", "i***s", "2025-01-07"),
    ]
    body = (
        "<h2>Customer reviews</h2><ul>"
        + "".join(card.format(s=star(n), t=t, a=a, d=d) for n, t, a, d in cards)
        + "</ul>"
    )
    return Sheet("stars as classes", "/vendor/tin/reviews", market(body, "Reviews of tin"), reviews=[
        Review("b***r", "2025-01-02", "Came in four days.", 5), Review("o***a", "2025-01-03", "Empty envelope.", 1), Review("i***s", "2025-01-07", "Good, small leaves.", 4)])  # fmt: skip


def _pictures() -> Sheet:
    row = '<tr><td><img src="/img/stars/{n}.png" alt="{n} stars"></td><td>{t}</td><td>{a}</td><td>{d}</td></tr>'
    rows = [
        (5, "Dichte Blätter, gut verpackt.", "h***z", "02.01.2025"),
        (3, "Ganz ordentlich.", "f***e", "05.01.2025"),
        (5, "Immer wieder.", "g***t", "19.01.2025"),
    ]
    body = (
        "<h2>Bewertungen für Dampfross</h2><table><tr><th>Bewertung</th><th>Kommentar</th><th>Käufer</th><th>Datum</th></tr>"
        + "".join(row.format(n=n, t=t, a=a, d=d) for n, t, a, d in rows)
        + "</table>"
    )
    return Sheet("stars as pictures, German", "/bewertungen/dampfross", market(body, "Bewertungen für Dampfross", "de"), reviews=[
        Review("h***z", "2025-01-02", "Dichte Blätter, gut verpackt.", 5), Review("f***e", "2025-01-05", "Ganz ordentlich.", 3), Review("g***t", "2025-01-19", "Immer wieder.", 5)])  # fmt: skip


def _widths() -> Sheet:
    card = '<div class="item"><div class="rating-box"><div class="rating" style="width:{w}%"></div></div><p class="c">{t}</p><p class="w">{a}, {d}</p></div>'
    cards = [
        (100, "Llegó perfecto y a tiempo.", "l***a", "2 de enero de 2025"),
        (40, "Faltaba una bolsa.", "p***o", "5 de enero de 2025"),
        (80, "Muy buen aroma.", "s***l", "9 de enero de 2025"),
    ]
    body = "<h2>Opiniones de los compradores</h2>" + "".join(card.format(w=w, t=t, a=a, d=d) for w, t, a, d in cards)
    return Sheet("stars as widths, Spanish", "/vendedor/molino/opiniones", market(body, "Opiniones - molino", "es"), reviews=[
        Review("l***a", "2025-01-02", "Llegó perfecto y a tiempo.", 5), Review("p***o", "2025-01-05", "Faltaba una bolsa.", 2), Review("s***l", "2025-01-09", "Muy buen aroma.", 4)])  # fmt: skip


def _fractions() -> Sheet:
    row = "<tr><td>{d}</td><td>{s}</td><td>{r}</td><td>{t}</td><td>{a}</td></tr>"
    rows = [
        ("2025-01-02 10:30", "건조 쑥 30g", "5/5", "향이 정말 좋아요", "김**"),
        ("2025-01-03 20:05", "볶은 보리 1kg", "2/5", "포장이 뜯겨 있었습니다", "p*****7"),
        ("2025-01-09 08:00", "건조 쑥 30g", "4/5", "재구매 의사 있습니다", "이**"),
    ]
    body = (
        "<h3>구매 후기</h3><table><tr><th>작성일</th><th>상품명</th><th>평점</th><th>후기</th><th>구매자</th></tr>"
        + "".join(row.format(d=d, s=s, r=r, t=t, a=a) for d, s, r, t, a in rows)
        + '</table><div class="pg"><a href="?page=2">2</a> <a href="?page=3">다음</a></div>'
    )
    return Sheet("table of marks, Korean", "/shop/reviews", market(body, "구매 후기 - 쑥방", "ko"), reviews=[
        Review("김**", "2025-01-02T10:30", "향이 정말 좋아요", 5, "건조 쑥 30g"), Review("p*****7", "2025-01-03T20:05", "포장이 뜯겨 있었습니다", 2, "볶은 보리 1kg"),
        Review("이**", "2025-01-09T08:00", "재구매 의사 있습니다", 4, "건조 쑥 30g")])  # fmt: skip


def _with_replies() -> Sheet:
    def card(n: int, who: str, mark: str, date: str, body: str, reply: str = "") -> str:
        answer = (
            f'<div class="vendor-reply"><strong>Vendor response:</strong> <p>{reply}</p><small>2025-01-20</small></div>'
            if reply
            else ""
        )
        return f'<div class="panel" id="review-{n}"><div class="head"><span class="pct">{mark}</span> <span class="who">{who}</span> <span class="when">{date}</span></div><div class="said"><p>{body}</p></div>{answer}</div>'

    body = f"""<h2>Reviews</h2>{card(1, "q***w", "100 %", "2025-01-02", "Everything as told.")}{card(2, "e***r", "20 %", "2025-01-05", "The seal was broken.", "We are sorry and sent another one.")}{card(3, "t***y", "80 %", "2025-01-08", "Decent for the price.", "Thank you!")}"""
    return Sheet("replies of the vendor", "/seller/tinhouse?tab=reviews", market(body, "tinhouse - reviews"), reviews=[
        Review("q***w", "2025-01-02", "Everything as told.", 100), Review("e***r", "2025-01-05", "The seal was broken.", 20), Review("t***y", "2025-01-08", "Decent for the price.", 80)])  # fmt: skip


def _icons() -> Sheet:
    row = '<div class="feedback-line"><span class="glyphicon glyphicon-{c}" title="{r}"></span> <span class="txt">{t}</span> <span class="muted">~ {a} ({d})</span></div>'
    rows = [
        ("plus-sign", "positive", "好货，包装很好", "w***g", "2025-01-02"),
        ("minus-sign", "negative", "少了一包", "l***n", "2025-01-06"),
        ("plus-sign", "positive", "老客户了，放心", "z***o", "2025-01-07"),
    ]
    body = "<h3>买家评价</h3>" + "".join(row.format(c=c, r=r, t=t, a=a, d=d) for c, r, t, a, d in rows)
    return Sheet("marks as icons, Chinese", "/shop/3/feedback", market(body, "买家评价 - 山货", "zh"), reviews=[
        Review("w***g", "2025-01-02", "好货，包装很好", "positive"), Review("l***n", "2025-01-06", "少了一包", "negative"), Review("z***o", "2025-01-07", "老客户了，放心", "positive")])  # fmt: skip


def _on_a_listing() -> Sheet:
    card = '<div class="rv"><b>{a}</b> <span class="s">{r}</span> <em>{d}</em><div>{t}</div></div>'
    cards = [
        ("n***a", "4.5/5", "2025-01-02", "Отличный вкус, спасибо."),
        ("v***d", "3/5", "2025-01-04", "Доставка долгая."),
        ("o***g", "5/5", "2025-01-06", "Беру третий раз."),
    ]
    body = (
        '<h1>Иван-чай 100 г</h1><table><tr><th>Продавец</th><td><a href="/vendor/polyn">polyn</a></td></tr><tr><th>Цена</th><td>450 руб.</td></tr><tr><th>Откуда</th><td>Россия</td></tr><tr><th>Куда</th><td>Россия</td></tr></table><h3>Описание</h3><p>Собран вручную, сушка на солнце.</p><h3>Отзывы</h3>'
        + "".join(card.format(a=a, r=r, d=d, t=t) for a, r, d, t in cards)
    )
    return Sheet("below a listing, Russian", "/listing/77", market(body, "Иван-чай 100 г", "ru"), reviews=[
        Review("n***a", "2025-01-02", "Отличный вкус, спасибо.", 4.5), Review("v***d", "2025-01-04", "Доставка долгая.", 3), Review("o***g", "2025-01-06", "Беру третий раз.", 5)])  # fmt: skip


def _relative() -> Sheet:
    row = '<tr><td class="g"><b>+1</b></td><td>{t}</td><td>{s}</td><td>{d}</td><td>{a}</td></tr>'
    rows = [
        ("Hàng đúng như mô tả", "Trà sen 100g", "3 ngày trước", "t***n"),
        ("Giao nhanh, gói kỹ", "Trà lài 50g", "1 tuần trước", "h***g"),
        ("Sẽ mua lại", "Trà sen 100g", "2 tháng trước", "q***h"),
    ]
    body = (
        "<h3>Đánh giá của người mua</h3><table><tr><th>Đánh giá</th><th>Nhận xét</th><th>Sản phẩm</th><th>Thời gian</th><th>Người mua</th></tr>"
        + "".join(row.format(t=t, s=s, d=d, a=a) for t, s, d, a in rows)
        + "</table>"
    )
    return Sheet("ages, Vietnamese", "/nguoi-ban/sen/danh-gia", market(body, "Đánh giá - sen", "vi"), reviews=[
        Review("t***n", "3 ngày trước", "Hàng đúng như mô tả", 1, "Trà sen 100g"), Review("h***g", "1 tuần trước", "Giao nhanh, gói kỹ", 1, "Trà lài 50g"), Review("q***h", "2 tháng trước", "Sẽ mua lại", 1, "Trà sen 100g")])  # fmt: skip


def _microdata() -> Sheet:
    card = '<div itemprop="review" itemscope itemtype="http://schema.org/Review"><span itemprop="reviewRating" itemscope itemtype="http://schema.org/Rating"><meta itemprop="ratingValue" content="{r}"><meta itemprop="bestRating" content="5"></span><strong itemprop="author">{a}</strong> – <time itemprop="datePublished" datetime="{d}T00:00:00">{shown}</time><div itemprop="reviewBody"><p>{t}</p></div></div>'
    cards = [
        (5, "maree", "2025-01-02", "2 janvier 2025", "Parfait, comme toujours."),
        (3, "galet", "2025-01-05", "5 janvier 2025", "Un peu fade à mon goût."),
    ]
    body = "<h2>Avis clients</h2>" + "".join(
        card.format(r=r, a=a, d=d, shown=shown, t=t) for r, a, d, shown, t in cards
    )
    return Sheet("microdata, French", "/produit/verveine/avis", market(body, "Avis clients – Verveine", "fr"), reviews=[
        Review("maree", "2025-01-02", "Parfait, comme toujours.", 5), Review("galet", "2025-01-05", "Un peu fade à mon goût.", 3)])  # fmt: skip


def _lines() -> Sheet:
    line = "<p>[{d}] <b>{a}</b>: {t} ({r})</p>"
    lines = [
        ("2025-01-02", "a***m", "Barang bagus, wangi sekali.", "5/5"),
        ("2025-01-04", "d***i", "Pengiriman lambat.", "3/5"),
        ("2025-01-08", "s***o", "Pasti pesan lagi.", "5/5"),
    ]
    body = "<h3>Ulasan pembeli</h3><div>" + "".join(line.format(d=d, a=a, t=t, r=r) for d, a, t, r in lines) + "</div>"
    return Sheet("lines, Indonesian", "/toko/kebun/ulasan", market(body, "Ulasan pembeli - kebun", "id"), reviews=[
        Review("a***m", "2025-01-02", "Barang bagus, wangi sekali.", 5), Review("d***i", "2025-01-04", "Pengiriman lambat.", 3), Review("s***o", "2025-01-08", "Pasti pesan lagi.", 5)])  # fmt: skip


def _definition_list() -> Sheet:
    entry = '<dl class="rev"><dt>Buyer</dt><dd>{a}</dd><dt>Rating</dt><dd>{r}</dd><dt>Date</dt><dd>{d}</dd><dt>Comment</dt><dd>{t}</dd></dl>'
    entries = [
        ("x***z", "9/10", "Jan 2, 2025", "Stealth could be better, tea is great."),
        ("u***k", "10/10", "Jan 4, 2025", "A+ shop."),
        ("c***b", "1/10", "Jan 6, 2025", "Mouldy."),
    ]
    body = "<h2>Latest feedback</h2>" + "".join(entry.format(a=a, r=r, d=d, t=t) for a, r, d, t in entries)
    return Sheet("definition lists", "/feedback?vendor=9", market(body, "Latest feedback"), reviews=[
        Review("x***z", "2025-01-02", "Stealth could be better, tea is great.", "9/10"), Review("u***k", "2025-01-04", "A+ shop.", "10/10"), Review("c***b", "2025-01-06", "Mouldy.", "1/10")])  # fmt: skip


FEEDBACK = [
    _table_with_prices(),
    _glyphs(),
    _classes(),
    _pictures(),
    _widths(),
    _fractions(),
    _with_replies(),
    _icons(),
    _on_a_listing(),
    _relative(),
    _microdata(),
    _lines(),
    _definition_list(),
]
