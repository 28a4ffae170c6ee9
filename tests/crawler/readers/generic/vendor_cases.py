"""Vendors' own pages."""

from __future__ import annotations

from tests.crawler.readers.generic.cases import Case, framed

KEY = """-----BEGIN PGP PUBLIC KEY BLOCK-----

mDMEZbLanternExampleKeyThatIsNoKeyAtAllButLooksLikeOneInItsShapeOnly
AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHHIIIIJJJJKKKKLLLLMMMMNNNNOOOOPPPP
=abcd
-----END PGP PUBLIC KEY BLOCK-----"""

VENDORS = [
    Case(
        "definition list with key",
        "/vendor/KettleHouse",
        framed(
            f"""<div><h1>KettleHouse</h1><dl><dt>Member since</dt><dd>March 3, 2023</dd><dt>Last online</dt><dd>2025-03-01</dd><dt>Total sales</dt>
            <dd>1,204</dd><dt>Rating</dt><dd>4.87</dd></dl><h3>About</h3><p>Tea from a small garden. Orders leave on Mondays and Thursdays.</p>
            <h3>PGP key</h3><pre>{KEY}</pre></div>""",
            "KettleHouse - Lantern Market",
        ),
        "vendor",
        [("vendor", "/vendor/KettleHouse", {
            "name": "KettleHouse", "member_since": "2023-03-03", "last_online": "2025-03-01", "sales": 1204, "rating": 4.87, "pgp": KEY,
            "description": "Tea from a small garden. Orders leave on Mondays and Thursdays.",
        })],
    ),
    Case(
        "Chinese table",
        "/user/18",
        framed(
            """<h2>云顶茶行</h2><table><tr><td>注册时间</td><td>2023年3月3日</td></tr><tr><td>最后在线</td><td>3小时前</td></tr>
            <tr><td>成交量</td><td>530</td></tr><tr><td>好评率</td><td>98.5%</td></tr></table><h3>详情</h3><p>小茶园手工采摘，周一和周四发货。</p>""",
            "云顶茶行 - 灯笼市场", "zh",
        ),
        "vendor",
        [("vendor", "/user/18", {
            "name": "云顶茶行", "member_since": "2023-03-03", "last_online": "3小时前", "sales": 530, "rating": 98.5,
            "description": "小茶园手工采摘，周一和周四发货。",
        })],
    ),
    Case(
        "profile with its listings",
        "/profile?user=leafyard",
        framed(
            """<h1>leafyard's profile</h1><p>Joined: 12.05.2022</p><p>Sales: 88</p><p>Last seen: yesterday</p>
            <h2>Listings</h2><div><div><a href="/listing?id=1">Green Kettle Tea</a> <b>$12.50</b></div><div><a href="/listing?id=2">White Kettle Tea</a> <b>$22.50</b></div></div>""",
            "leafyard",
        ),
        "vendor",
        [
            ("vendor", "/profile?user=leafyard", {"name": "leafyard", "member_since": "2022-05-12", "sales": 88, "last_online": "yesterday"}),
            ("listing", "/listing?id=1", {"title": "Green Kettle Tea", "price": "12.50", "currency": "USD"}),
            ("listing", "/listing?id=2", {"title": "White Kettle Tea", "price": "22.50", "currency": "USD"}),
        ],
    ),
    Case(
        "Russian profile with reviews",
        "/user/chajnik",
        framed(
            """<h1>Продавец chajnik</h1><p>Зарегистрирован: 3 марта 2023</p><p>Сделок: 210</p><p>Рейтинг: 4.9</p><h3>Отзывы</h3>
            <table><tr><th>Покупатель</th><th>Отзыв</th><th>Оценка</th><th>Дата</th></tr><tr><td>м***а</td><td>Всё пришло за три дня.</td><td>5/5</td><td>01.02.2025</td></tr>
            <tr><td>к***в</td><td>Хороший чай, спасибо.</td><td>4/5</td><td>11.02.2025</td></tr></table>""",
            "chajnik", "ru",
        ),
        "vendor",
        [
            ("vendor", "/user/chajnik", {"name": "chajnik", "member_since": "2023-03-03", "sales": 210, "rating": 4.9}),
            ("review", "*", {"author": "м***а", "text": "Всё пришло за три дня.", "rating": 5, "date": "2025-02-01"}),
            ("review", "*", {"author": "к***в", "text": "Хороший чай, спасибо.", "rating": 4, "date": "2025-02-11"}),
        ],
    ),
    Case(
        "no heading, many listings, named by a row and the page's title",
        "/contact?v=31",
        framed(
            """<table><tr><td>Username</td><td>leafyard (280) (4.96)</td></tr><tr><td>Join date</td><td>10/12/2017</td></tr>
            <tr><td>Last active</td><td>01/03/2018</td></tr></table><div>"""
            + "".join(
                f"""<div class="c"><a href="/listing/{n}">Kettle number {n}</a><b>${n}.50</b></div>""" for n in range(21, 28)
            )
            + "</div>",
            "Contact leafyard",
        ),
        "vendor",
        [
            ("vendor", "/contact?v=31", {"name": "leafyard", "member_since": "10/12/2017", "last_online": "01/03/2018"}),
            *(("listing", f"/listing/{n}", {"title": f"Kettle number {n}", "price": f"{n}.50", "currency": "USD"}) for n in range(21, 28)),
        ],
    ),
    Case(
        "search results beside the reader's own account",
        "/results?q=kettle",
        framed(
            """<div><p>Username: watcher7</p><p>Member since: 2020-01-02</p><p>Last online: 2025-03-04</p></div><div>"""
            + "".join(
                f"""<div class="c"><a href="/listing/{n}">Kettle number {n}</a><b>${n}.50</b></div>""" for n in range(21, 28)
            )
            + "</div>",
            "Search for kettle",
        ),
        "category",
        [("listing", f"/listing/{n}", {"title": f"Kettle number {n}", "price": f"{n}.50", "currency": "USD"}) for n in range(21, 28)],
    ),
]  # fmt: skip
