"""More software styles and languages: boards, imageboards, shops."""

from __future__ import annotations

from tests.crawler.readers.generic.cases import Case, framed

MORE = [
    Case(
        "MyBB style",
        "/showthread.php?tid=9",
        framed(
            "<h1>Water from the well</h1>"
            + "".join(
                f"""<div class="post" id="post_{n}"><div class="post_author"><strong><a href="/member.php?action=profile&amp;uid={n}">{who}</a></strong>
                <div>Posts: 12<br>Joined: Mar 2020</div></div><div class="post_content"><div class="post_head"><span>{date}</span></div>
                <div class="post_body" id="pid_{n}">{text}</div><div class="signature">-- {who}</div></div></div>"""
                for n, who, date, text in (
                    (7, "steamboat", "01-02-2025, 10:30 AM", "Boil it twice."),
                    (8, "leafyard", "01-03-2025, 08:05 AM", "Once is enough here, the well is deep."),
                )
            ),
            "Water from the well",
        ),
        "post",
        [
            ("post", "/showthread.php?tid=9#7", {"author": "steamboat", "date": "01-02-2025, 10:30 AM", "title": "Water from the well", "text": "Boil it twice."}),
            ("post", "/showthread.php?tid=9#8", {"author": "leafyard", "date": "01-03-2025, 08:05 AM", "title": "Water from the well",
                                                 "text": "Once is enough here, the well is deep."}),
        ],
    ),
    Case(
        "SMF style, Russian",
        "/index.php?topic=31.0",
        framed(
            "<h2>Вода из колодца</h2><form>"
            + "".join(
                f"""<div class="windowbg" id="msg{n}"><div class="poster"><h4><a href="/index.php?action=profile;u={n}">{who}</a></h4><ul><li>Сообщений: 12</li></ul></div>
                <div class="postarea"><div class="smalltext">« Ответ #{n} : {date} »</div><div class="post"><div class="inner">{text}</div></div></div></div>"""
                for n, who, date, text in (
                    (4, "chajnik", "2 января 2025 10:30", "Кипятить надо дважды."),
                    (5, "listok", "3 января 2025 08:05", "Хватит и одного раза, колодец глубокий."),
                )
            )
            + "</form>",
            "Вода из колодца", "ru",
        ),
        "post",
        [
            ("post", "/index.php?topic=31.0#4", {"author": "chajnik", "date": "2025-01-02T10:30", "title": "Вода из колодца", "text": "Кипятить надо дважды."}),
            ("post", "/index.php?topic=31.0#5", {"author": "listok", "date": "2025-01-03T08:05", "title": "Вода из колодца",
                                                 "text": "Хватит и одного раза, колодец глубокий."}),
        ],
    ),
    Case(
        "imageboard",
        "/tea/res/100.html",
        framed(
            """<h1>/tea/ - Leaves</h1><div class="thread"><div class="post op" id="p100"><p class="intro"><span class="name">Anonymous</span>
            <time datetime="2025-01-02T10:30:00Z">01/02/25</time> <a href="/tea/res/100.html#100">No.100</a></p><div class="body">Show your kettles.</div></div>
            <div class="post reply" id="p101"><p class="intro"><span class="name">Anonymous</span> <time datetime="2025-01-02T10:45:00Z">01/02/25</time>
            <a href="/tea/res/100.html#101">No.101</a></p><div class="body">No kettle here, only a pot.</div></div></div>""",
            "/tea/ - Leaves",
        ),
        "post",
        [
            ("post", "/tea/res/100.html#100", {"author": "Anonymous", "date": "2025-01-02T10:30", "title": "/tea/ - Leaves", "text": "Show your kettles."}),
            ("post", "/tea/res/100.html#101", {"author": "Anonymous", "date": "2025-01-02T10:45", "title": "/tea/ - Leaves", "text": "No kettle here, only a pot."}),
        ],
    ),
    Case(
        "Spanish list",
        "/producto/14",
        framed(
            """<article><h1>Té de tetera azul 50g</h1><ul><li><strong>Vendedor:</strong> <a href="/vendedor/lacasa">lacasa</a></li><li><strong>Precio:</strong> 1.234,50 €</li>
            <li><strong>Envío desde:</strong> España</li><li><strong>Envía a:</strong> España, Portugal y Francia</li></ul>
            <h2>Descripción</h2><p>Hojas de un huerto pequeño, en dos bolsas.</p></article>""",
            "Té de tetera azul 50g", "es",
        ),
        "listing",
        [("listing", "/producto/14", {
            "title": "Té de tetera azul 50g", "vendor": "lacasa", "price": "1234.50", "currency": "EUR", "ships_from": "España",
            "ships_to": ("España", "Portugal", "Francia"), "description": "Hojas de un huerto pequeño, en dos bolsas.",
        })],
    ),
    Case(
        "Dutch lines in one paragraph",
        "/product/61",
        framed(
            """<div><h1>Blauwe ketelthee 50g</h1><p>Verkoper: <a href="/verkoper/theehuis">theehuis</a> | Prijs: € 45,00 | Verzonden vanuit: Nederland | Verzending naar: Europa</p>
            <h3>Omschrijving</h3><p>Bladeren uit een kleine tuin, in twee zakjes.</p></div>""",
            "Blauwe ketelthee 50g", "nl",
        ),
        "listing",
        [("listing", "/product/61", {
            "title": "Blauwe ketelthee 50g", "vendor": "theehuis", "price": "45.00", "currency": "EUR", "ships_from": "Nederland",
            "ships_to": ("Europa",), "description": "Bladeren uit een kleine tuin, in twee zakjes.",
        })],
    ),
    Case(
        "Italian and a tab strip",
        "/prodotto/70",
        framed(
            """<div><h1>Tè del bollitore blu 50g</h1><table><tr><td>Venditore</td><td>lacasa</td></tr><tr><td>Prezzo</td><td>0,0021 BTC</td></tr><tr><td>Spedito da</td><td>Italia</td></tr>
            <tr><td>Spedisce in</td><td>Italia, Svizzera</td></tr></table>
            <div class="tabs"><a href="#d">Descrizione</a> <a href="#t">Termini</a> <a href="#r">Recensioni</a></div>
            <div id="d"><p>Foglie di un piccolo orto, in due sacchetti.</p></div><div id="t"><p>Nessun rimborso dopo la consegna, salvo che il pacco sia vuoto o bagnato dalla pioggia.</p></div>
            <div id="r"><p>Nessuna recensione.</p></div></div>""",
            "Tè del bollitore blu 50g", "it",
        ),
        "listing",
        [("listing", "/prodotto/70", {
            "title": "Tè del bollitore blu 50g", "vendor": "lacasa", "price": "0.0021", "currency": "BTC", "ships_from": "Italia",
            "ships_to": ("Italia", "Svizzera"), "description": "Foglie di un piccolo orto, in due sacchetti.",
        })],
    ),
    Case(
        "Portuguese, no labels but price",
        "/produto/33",
        framed(
            """<div><h1>Chá da chaleira azul 50g</h1><p>Vendedor: casa_do_cha</p><div><span>R$ 1.234,56</span></div><p>Envio de: Brasil</p><p>Envia para: Brasil</p>
            <button>Comprar</button><h2>Descrição</h2><p>Folhas de uma horta pequena, em dois sacos.</p></div>""",
            "Chá da chaleira azul 50g", "pt",
        ),
        "listing",
        [("listing", "/produto/33", {
            "title": "Chá da chaleira azul 50g", "vendor": "casa_do_cha", "price": "1234.56", "currency": "BRL", "ships_from": "Brasil",
            "ships_to": ("Brasil",), "description": "Folhas de uma horta pequena, em dois sacos.",
        })],
    ),
    Case(
        "Japanese cards",
        "/category/5",
        framed(
            "<ul>"
            + "".join(
                f'<li><a href="/items/{n}"><img src="/i{n}.png" alt=""></a><p><a href="/items/{n}">{name}</a></p><p>{price}</p><p>出品者：<a href="/user/{who}">{who}</a></p><p>発送元：{where}</p></li>'
                for n, name, price, who, where in (
                    (1, "青いやかん茶", "12,000円", "chaya", "日本"), (2, "赤いやかん茶", "¥8,500", "chaya", "日本"), (3, "緑のやかん茶", "3万円", "hatake", "韓国"),
                )
            )
            + "</ul>",
            "灯市場", "ja",
        ),
        "category",
        [
            ("listing", "/items/1", {"title": "青いやかん茶", "price": "12000", "currency": "JPY", "vendor": "chaya", "ships_from": "日本"}),
            ("listing", "/items/2", {"title": "赤いやかん茶", "price": "8500", "currency": "JPY", "vendor": "chaya", "ships_from": "日本"}),
            ("listing", "/items/3", {"title": "緑のやかん茶", "price": "30000", "currency": "JPY", "vendor": "hatake", "ships_from": "韓国"}),
        ],
    ),
    Case(
        "vendor, Korean definition list",
        "/seller/dalbit",
        framed(
            """<div><h1>달빛상점</h1><dl><dt>가입일</dt><dd>2023년 3월 3일</dd><dt>최근 접속</dt><dd>2일 전</dd><dt>거래수</dt><dd>1,204</dd><dt>평점</dt><dd>4.9/5</dd></dl>
            <h3>소개</h3><p>작은 밭에서 딴 찻잎을 월요일과 목요일에 보냅니다. 궁금한 점은 쪽지로 물어보세요.</p></div>""",
            "달빛상점 - 달빛장터", "ko",
        ),
        "vendor",
        [("vendor", "/seller/dalbit", {
            "name": "달빛상점", "member_since": "2023-03-03", "last_online": "2일 전", "sales": 1204, "rating": 4.9,
            "description": "작은 밭에서 딴 찻잎을 월요일과 목요일에 보냅니다. 궁금한 점은 쪽지로 물어보세요.",
        })],
    ),
    Case(
        "reviews as cards, Chinese",
        "/review/yunding",
        framed(
            """<h2>买家评价</h2><div><div><b>李***</b><span>★★★★★</span><time>2025-01-02</time><p>茶叶很香，包装仔细。</p></div>
            <div><b>王***</b><span>★★★☆☆</span><time>2025-01-08</time><p>到得有点慢，味道不错。</p></div></div>""",
            "买家评价", "zh",
        ),
        "review",
        [
            ("review", "*", {"author": "李***", "rating": 5, "date": "2025-01-02", "text": "茶叶很香，包装仔细。"}),
            ("review", "*", {"author": "王***", "rating": 3, "date": "2025-01-08", "text": "到得有点慢，味道不错。"}),
        ],
    ),
    Case("captcha, Russian", "/", "<title>Проверка</title><h1>Докажите, что вы не робот</h1><form><img src=c.png><input name=a><button>Далее</button></form>", "captcha"),
    Case("queue, Chinese", "/", "<title>请稍候</title><p>您正在排队，预计等待3分钟。</p>", "queue"),
    Case("seizure, Russian", "/", "<title>Сайт изъят</title><h1>Этот сайт конфискован</h1><p>По решению суда.</p>", "seizure"),
    Case("403", "/x", "<html><head><title>403 Forbidden</title></head><body><h1>Forbidden</h1><p>You have no access to this.</p></body></html>", "error"),
    Case("login, Vietnamese", "/dang-nhap", framed("<h1>Đăng nhập</h1><form><input name=u><input type=password name=p><button>OK</button></form>", "Đăng nhập", "vi"), "login"),
]  # fmt: skip

MORE += [
    Case(
        "gnuboard style",
        "/bbs/board.php?bo_table=free&wr_id=3",
        framed(
            """<article id="bo_v"><header><h2 id="bo_v_title">주전자 추천</h2></header><section id="bo_v_info"><h2>페이지 정보</h2>작성자 <strong><span>물곰</span></strong>
            댓글 <strong>1건</strong> 조회 <strong>55회</strong> 작성일 <strong>2025-01-02 10:30</strong></section>
            <section id="bo_v_atc"><h2>본문</h2><div id="bo_v_con">파란 주전자가 좋은가요? 오래 쓰신 분의 말씀을 듣고 싶습니다.</div></section></article>
            <section id="bo_vc"><h2>댓글목록</h2><article id="c_4"><header>찻잎님의 댓글 <span>찻잎</span> 작성일 <time datetime="2025-01-02T11:00:00+09:00">25-01-02 11:00</time></header>
            <div><p>빨간 것이 더 좋습니다.</p></div></article></section>""",
            "주전자 추천 > 자유게시판", "ko",
        ),
        "post",
        [
            ("post", "*", {"author": "물곰", "date": "2025-01-02T10:30", "title": "주전자 추천", "text": "파란 주전자가 좋은가요? 오래 쓰신 분의 말씀을 듣고 싶습니다."}),
            ("post", "*", {"author": "찻잎", "date": "2025-01-02T11:00", "title": "주전자 추천", "text": "빨간 것이 더 좋습니다."}),
        ],
    ),
    Case(
        "Discourse style",
        "/t/about-tea/55",
        framed(
            "<h1>About tea</h1>"
            + "".join(
                f"""<div itemscope itemtype="http://schema.org/DiscussionForumPosting" id="post_{n}"><span itemprop="author"><a href="/u/{who}">{who}</a></span>
                <time datetime="2025-01-0{n}T10:30:00Z">Jan {n}</time><div itemprop="text"><p>{text}</p><p>More of it.</p></div></div>"""
                for n, who, text in ((1, "steamboat", "Rain is good."), (2, "leafyard", "So is sun."))
            ),
            "About tea - Lantern Forum",
        ),
        "post",
        [
            ("post", "/t/about-tea/55#1", {"author": "steamboat", "date": "2025-01-01T10:30", "title": "About tea", "text": "Rain is good.\nMore of it."}),
            ("post", "/t/about-tea/55#2", {"author": "leafyard", "date": "2025-01-02T10:30", "title": "About tea", "text": "So is sun.\nMore of it."}),
        ],
    ),
    Case(
        "index of a forum: no posts in it",
        "/viewforum.php?f=2",
        framed(
            "<h2>Tea</h2><table><tr><th>Topics</th><th>Replies</th><th>Last post</th></tr>"
            + "".join(
                f"<tr><td><a href='/viewtopic.php?t={n}'>Topic {n} about tea</a> by <a href='/memberlist.php?u={n}'>user{n}</a></td><td>{n}</td><td>2025-01-0{n} 10:30</td></tr>"
                for n in range(1, 8)
            )
            + "</table>"
        ),
        "category",
    ),
    Case(
        "news on a home page: no reviews in it", "/",
        framed("<h2>News</h2>" + "".join(f"<div><b>2025-01-0{n}</b><p>We changed lamp {n} in the hall today.</p></div>" for n in (1, 2, 3))), "home",
    ),
    Case(
        "thread with a guest's login form", "/viewtopic.php?t=3",
        framed("<form><input name=username><input type=password name=password><input type=submit value=Login></form><h2>About tea</h2>"
               "<div id='p1'><a href='/memberlist.php?u=1'>steamboat</a> 2025-01-01 10:30<div>Rain is good for the leaves.</div></div>"
               "<div id='p2'><a href='/memberlist.php?u=2'>leafyard</a> 2025-01-02 10:30<div>So is sun, in spring.</div></div>", "About tea"), "post",
        [
            ("post", "/viewtopic.php?t=3#1", {"author": "steamboat", "date": "2025-01-01T10:30", "title": "About tea", "text": "Rain is good for the leaves."}),
            ("post", "/viewtopic.php?t=3#2", {"author": "leafyard", "date": "2025-01-02T10:30", "title": "About tea", "text": "So is sun, in spring."}),
        ],
    ),
    Case(
        "quantity tiers: the first price", "/product/5",
        framed("<h1>Blue Kettle Tea</h1><p>Vendor: <a href='/vendor/leafyard'>leafyard</a></p><table><tr><th>Quantity</th><th>Price</th></tr><tr><td>1g</td><td>$10.00</td></tr>"
               "<tr><td>5g</td><td>$45.00</td></tr></table><p>Ships from: Spain</p><p>Ships to: EU</p><h3>Description</h3><p>Leaves from a small garden.</p>", "Blue Kettle Tea"),
        "listing",
        [("listing", "/product/5", {"title": "Blue Kettle Tea", "vendor": "leafyard", "price": "10.00", "currency": "USD", "ships_from": "Spain", "ships_to": ("EU",),
                                    "description": "Leaves from a small garden."})],
    ),
]  # fmt: skip

_RATES = "".join(
    f"<tr><td><a href='./?currency={code}&k=1'>{code}</a></td><td>{rate} {code}</td></tr>"
    for code, rate in (("USD", "1.00"), ("EUR", "0.92"), ("BTC", "0.00001"))
)
MORE += [
    Case(
        "listing gone beside a table of rates",
        "/listing/12",
        framed(f"<table>{_RATES}</table><p>It may have been removed.</p>", "Listing not found"),
        "error",
    ),
    Case(
        "rates are no cards", "/about", framed(f"<h2>About us</h2><table>{_RATES}</table><p>We sell tea.</p>"), "home"
    ),
    Case(
        "places drawn as boxes, no sign between them",
        "/san-pham/tra-7",
        framed(
            "<h1>Trà xanh 10g</h1><dl><div><dt>Người bán</dt><dd><a href='/vendor/leafyard'>leafyard</a></dd></div>"
            "<div><dt>Giá</dt><dd>1.080 CNY</dd></div><div><dt>Gửi từ</dt><dd>Indonesia</dd></div>"
            "<div><dt>Gửi đến</dt><dd><span class='c'>Malaysia</span><span class='c'>Hàn Quốc</span></dd></div></dl>",
            "Trà xanh 10g",
            "vi",
        ),
        "listing",
        [
            (
                "listing",
                "/san-pham/tra-7",
                {
                    "title": "Trà xanh 10g",
                    "vendor": "leafyard",
                    "price": "1080",
                    "currency": "CNY",
                    "ships_from": "Indonesia",
                    "ships_to": ("Malaysia", "Hàn Quốc"),
                },
            )
        ],
    ),
]
