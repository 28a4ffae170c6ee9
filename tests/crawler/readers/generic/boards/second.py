"""Feedback and empty pages of the second set, written before the reader was run on them."""

from __future__ import annotations

from tests.crawler.readers.generic.boards.case import Review, Sheet, page
from tests.crawler.readers.generic.boards.feedback import market


def _badges() -> Sheet:
    card = '<div class="card mb-2"><div class="card-header d-flex"><span class="badge bg-{c}">{r}</span><span class="ms-auto text-muted">{d}</span></div><div class="card-body"><p class="card-text">{t}</p><footer class="blockquote-footer">{a} · spent $100 - $250 · 1 × Oolong 25g</footer></div></div>'
    cards = [
        ("success", "5.00", "2025-01-02", "Arrived early, smells great.", "m***7"),
        ("warning", "3.50", "2025-01-05", "Crushed box but fine inside.", "z***a"),
        ("success", "4.75", "2025-01-11", "Second order, same joy.", "k***i"),
    ]
    body = "<h3>Feedback (3)</h3>" + "".join(card.format(c=c, r=r, d=d, t=t, a=a) for c, r, d, t, a in cards)
    return Sheet("cards with badges", "/store/hillside/feedback", market(body, "hillside feedback"), reviews=[
        Review("m***7", "2025-01-02", "Arrived early, smells great.", 5), Review("z***a", "2025-01-05", "Crushed box but fine inside.", 3.5), Review("k***i", "2025-01-11", "Second order, same joy.", 4.75)])  # fmt: skip


def _kinds() -> Sheet:
    row = '<tr><td><img src="/static/{i}.gif" alt=""></td><td>{t}</td><td>{s}</td><td>{a}</td><td>{p}</td><td>{d}</td></tr>'
    rows = [
        ("positive", "Товар отличный, упаковка целая", "Чабрец 50 г", "a***v", "350 ₽", "02.01.2025 10:30"),
        ("negative", "Не пришло", "Мята 20 г", "s***k", "120 ₽", "05.01.2025 08:05"),
        ("positive", "Спасибо, быстро", "Чабрец 50 г", "i***r", "350 ₽", "19.01.2025 21:40"),
    ]
    body = (
        "<h3>Отзывы о продавце</h3><table><thead><tr><th></th><th>Отзыв</th><th>Товар</th><th>Покупатель</th><th>Цена</th><th>Дата</th></tr></thead><tbody>"
        + "".join(row.format(i=i, t=t, s=s, a=a, p=p, d=d) for i, t, s, a, p, d in rows)
        + "</tbody></table>"
    )
    return Sheet("table with pictures of marks, Russian", "/seller/travnik/reviews", market(body, "Отзывы о продавце travnik", "ru"), reviews=[
        Review("a***v", "2025-01-02T10:30", "Товар отличный, упаковка целая", "positive", "Чабрец 50 г"), Review("s***k", "2025-01-05T08:05", "Не пришло", "negative", "Мята 20 г"), Review("i***r", "2025-01-19T21:40", "Спасибо, быстро", "positive", "Чабрец 50 г")])  # fmt: skip


def _spans() -> Sheet:
    card = '<article class="review"><header><span class="rating" aria-label="{n} out of 5 stars">{s}</span> <strong>{h}</strong></header><p>{t}</p><footer>Von <span class="reviewer">{a}</span> am <time datetime="{d}">{shown}</time> · Gekauft: <a href="/produkt/4">Kamille 100g</a></footer></article>'
    cards = [
        (4, "★★★★☆", "Gute Ware", "Nur der Versand dauerte.", "w***t", "2025-01-02", "2. Januar 2025"),
        (5, "★★★★★", "Top", "Ich komme wieder, ganz sicher.", "h***k", "2025-01-06", "6. Januar 2025"),
    ]
    body = (
        "<section><h2>Kundenrezensionen</h2>"
        + "".join(card.format(n=n, s=s, h=h, t=t, a=a, d=d, shown=shown) for n, s, h, t, a, d, shown in cards)
        + "</section>"
    )
    return Sheet("articles with headings, German", "/shop/kraut/rezensionen", market(body, "Kundenrezensionen – Kraut", "de"), reviews=[
        Review("w***t", "2025-01-02", "Gute Ware\nNur der Versand dauerte.", 4, "Kamille 100g"), Review("h***k", "2025-01-06", "Top\nIch komme wieder, ganz sicher.", 5, "Kamille 100g")])  # fmt: skip


def _chinese_cards() -> Sheet:
    card = '<li class="rate-item"><div class="rate-user">{a}</div><div class="rate-star star-{n}"></div><div class="rate-content">{t}</div><div class="rate-sku">规格：{s}</div><div class="rate-time">{d}</div>{r}</li>'
    cards = [
        ("茶***客", 5, "香气很足，会回购", "碧螺春 100克", "2025-01-02", ""),
        (
            "山***人",
            2,
            "碎叶太多了",
            "龙井 50克",
            "2025-01-04",
            '<div class="shop-reply">商家回复：非常抱歉，已补发</div>',
        ),
        ("月***光", 4, "包装不错", "碧螺春 100克", "2025-01-09", ""),
    ]
    body = (
        "<h2>商品评价</h2><ul>"
        + "".join(card.format(a=a, n=n, t=t, s=s, d=d, r=r) for a, n, t, s, d, r in cards)
        + "</ul>"
    )
    return Sheet("cards with classes of stars, Chinese", "/goods/88/reviews", market(body, "商品评价", "zh"), reviews=[
        Review("茶***客", "2025-01-02", "香气很足，会回购", 5, "碧螺春 100克"), Review("山***人", "2025-01-04", "碎叶太多了", 2, "龙井 50克"), Review("月***光", "2025-01-09", "包装不错", 4, "碧螺春 100克")])  # fmt: skip


def _japanese() -> Sheet:
    card = '<div class="rv"><p>{s} <b>{n}</b></p><p>{t}</p><p><small>投稿者：{a} 投稿日：{d}</small></p></div>'
    cards = [
        ("★★★★★", "5点", "香りが高くて満足です。", "た***う", "2025年1月2日"),
        ("★★★☆☆", "3点", "思ったより量が少ない。", "は***こ", "2025年1月5日"),
    ]
    body = "<h2>購入者レビュー</h2>" + "".join(card.format(s=s, n=n, t=t, a=a, d=d) for s, n, t, a, d in cards)
    return Sheet("labels below, Japanese", "/shop/7/review", market(body, "購入者レビュー", "ja"), reviews=[
        Review("た***う", "2025-01-02", "香りが高くて満足です。", 5), Review("は***こ", "2025-01-05", "思ったより量が少ない。", 3)])  # fmt: skip


def _single() -> Sheet:
    body = "<h2>Reviews of fennel (1)</h2><table><tr><th>Score</th><th>Review</th><th>From</th><th>When</th></tr><tr><td>4/5</td><td>Seeds were fresh, parcel was slow.</td><td>p***r</td><td>2 days ago</td></tr></table>"
    return Sheet("one review", "/vendor/fennel/ratings", market(body, "Reviews of fennel"), reviews=[Review("p***r", "2 days ago", "Seeds were fresh, parcel was slow.", 4)])  # fmt: skip


SECOND_FEEDBACK = [_badges(), _kinds(), _spans(), _chinese_cards(), _japanese(), _single()]


def _thread_list() -> Sheet:
    row = '<div class="structItem structItem--thread js-threadListItem-{n}"><div class="structItem-cell structItem-cell--main"><div class="structItem-title"><a href="/threads/{s}.{n}/">{t}</a></div><div class="structItem-minor"><ul class="structItem-parts"><li><a href="/members/{w}.{n}/" class="username">{w}</a></li><li class="structItem-startDate"><time datetime="2025-01-0{n}T10:30:00+0000">Jan {n}, 2025</time></li></ul></div></div><div class="structItem-cell structItem-cell--meta"><dl><dt>Replies</dt><dd>{n}</dd></dl><dl><dt>Views</dt><dd>{n}10</dd></dl></div><div class="structItem-cell structItem-cell--latest"><a href="/threads/{s}.{n}/latest"><time datetime="2025-01-09T10:30:00+0000">Yesterday at 3:15 PM</time></a><div class="structItem-minor"><a href="/members/last.9/" class="username">last</a></div></div></div>'
    body = "<h1>Pots</h1>" + "".join(
        row.format(n=n, s=s, t=t, w=w)
        for n, s, t, w in (
            (1, "blue", "Blue or red?", "dock"),
            (2, "lid", "Where is my lid", "quay"),
            (3, "rust", "Rust again, help please", "buoy"),
        )
    )
    return Sheet("list of threads of XenForo", "/forums/pots.3/", page(body, "Pots | Harbour Forum"))


def _front_page() -> Sheet:
    row = '<div class="item"><div class="votes">{n}</div><a class="title" href="/post/{s}">{t}</a><div class="author">submitted by <a href="/u/{w}">/u/{w}</a> in <a href="/d/{d}">/d/{d}</a> <span title="2025-01-0{n} 10:30:00">{n} days ago</span></div><a href="/post/{s}">{n} comments</a></div>'
    body = "<nav><a href='/'>All</a></nav>" + "".join(
        row.format(n=n, s=s, t=t, w=w, d=d)
        for n, s, t, w, d in (
            (3, "aa1", "My first pot broke", "dock", "Pots"),
            (4, "bb2", "Rules have changed, read them", "warden", "Meta"),
            (7, "cc3", "Does anyone sell moss?", "fern", "Moss"),
        )
    )
    return Sheet("front page of a board of links", "/", page(body, "Front page"))


def _profile_wall() -> Sheet:
    body = '<h1>Registration is closed</h1><p>New accounts open on 2025-03-01 and 2025-09-01.</p><p><a href="/login">Log in</a></p>'
    return Sheet("registration closed", "/register", page(body, "Harbour Forum"))


def _korean_door() -> Sheet:
    body = '<div class="alert"><p>글을 읽을 권한이 없습니다.</p><p>회원이시라면 로그인 후 이용해 보십시오.</p></div><form action="/bbs/login_check.php" method="post"><input name="mb_id"><input type="password" name="mb_password"><input type="submit" value="로그인"></form>'
    return Sheet("door, Korean", "/bbs/board.php?bo_table=vip&wr_id=3", page(body, "오류안내 페이지", "ko"))


def _empty_reviews() -> Sheet:
    body = '<h1>Отзывы</h1><div class="tabs"><a href="?t=1">Все (0)</a> <a href="?t=2">Положительные (0)</a></div><p>Отзывов пока нет.</p><p>Зарегистрирован: 02.01.2024</p>'
    return Sheet("no feedback, Russian", "/seller/pusto/reviews", page(body, "Отзывы - pusto", "ru"))


def _search_results() -> Sheet:
    row = '<li><a href="/viewtopic.php?p={n}#p{n}">Re: {t}</a> <span>by <a href="/memberlist.php?u={n}">{w}</a></span> <span>2025-01-0{n} 10:30</span> <span>Forum: <a href="/viewforum.php?f=2">Pots</a></span></li>'
    body = (
        "<h2>Search found 3 matches</h2><ul>"
        + "".join(
            row.format(n=n, t=t, w=w)
            for n, t, w in ((1, "Blue or red?", "dock"), (2, "Where is my lid", "quay"), (3, "Rust again", "buoy"))
        )
        + "</ul>"
    )
    return Sheet("results of a search", "/search.php?keywords=pot", page(body, "Harbour Forum - Search"))


def _calendar() -> Sheet:
    body = "<h2>January 2025</h2><table><tr><th>Mo</th><th>Tu</th><th>We</th></tr><tr><td>1</td><td>2 <a href='/event/1'>Tea fair</a></td><td>3</td></tr><tr><td>8</td><td>9</td><td>10 <a href='/event/2'>Pot swap</a></td></tr></table><p>Next: 2025-02-02 Open house. Last: 2024-12-01 Winter market.</p>"
    return Sheet("calendar", "/calendar", page(body, "Calendar - Harbour Forum"))


SECOND_WITHOUT = [
    _thread_list(),
    _front_page(),
    _profile_wall(),
    _korean_door(),
    _empty_reviews(),
    _search_results(),
    _calendar(),
]
