"""A third set of threads, feedback and empty pages, written before the reader was run on them: names that tell little."""

from __future__ import annotations

from tests.crawler.readers.generic.boards.case import Post, Review, Sheet, page
from tests.crawler.readers.generic.boards.feedback import market


def _tailwind() -> Sheet:
    card = '<div class="flex gap-4 p-4 border-b border-gray-200"><div class="w-12 shrink-0"><img class="rounded-full" src="/a.png"></div><div class="flex-1"><div class="flex items-center gap-2 text-sm"><a class="font-semibold hover:underline" href="/@{a}">{a}</a><span class="text-gray-500">{d}</span><span class="text-gray-400">#{n}</span></div><div class="mt-2 leading-relaxed">{t}</div><div class="mt-2 text-xs text-gray-500"><a href="/p/{n}/like">Like</a> · <a href="/p/{n}/reply">Reply</a></div></div></div>'
    cards = [
        (1, "driftwood", "2 Jan 2025, 10:30", "<p>My kettle hums before it whistles.</p><p>Is that usual?</p>"),
        (2, "oarlock", "2 Jan 2025, 11:00", "<p>Lime in the spout.</p>"),
        (3, "driftwood", "3 Jan 2025, 08:05", "<p>Vinegar cured it, many thanks.</p>"),
    ]
    body = (
        '<nav class="flex"><a href="/">Pier</a></nav><h1 class="text-2xl font-bold">Humming kettle</h1><div class="divide-y">'
        + "".join(card.format(n=n, a=a, d=d, t=t) for n, a, d, t in cards)
        + "</div>"
    )
    return Sheet("classes of layout only", "/thread/humming-kettle", page(body, "Humming kettle — Pier"), "Humming kettle", [
        Post("driftwood", "2025-01-02T10:30", "My kettle hums before it whistles.\nIs that usual?"), Post("oarlock", "2025-01-02T11:00", "Lime in the spout."), Post("driftwood", "2025-01-03T08:05", "Vinegar cured it, many thanks.")])  # fmt: skip


def _german_names() -> Sheet:
    card = '<div class="beitrag" id="beitrag-{n}"><div class="kopf"><span class="verfasser"><a href="/nutzer/{a}">{a}</a></span> <span class="rang">Stammgast</span> schrieb am <span class="datum">{d}</span></div><div class="inhalt">{t}</div><div class="fuss">Beiträge: 120 | <a href="/melden/{n}">Melden</a> | <a href="/zitieren/{n}">Zitieren</a></div></div>'
    cards = [
        (12, "Teichrohr", "02.01.2025, 10:30 Uhr", "Woran merkt man, dass der Tee gut ist?"),
        (
            13,
            "Schilf",
            "03.01.2025, 08:05 Uhr",
            '<div class="zitat"><b>Teichrohr:</b> Woran merkt man, dass der Tee gut ist?</div>Am Geruch der nassen Blätter.',
        ),
        (14, "Teichrohr", "heute, 07:00 Uhr", "Das probiere ich morgen früh."),
    ]
    body = "<h1>Guter Tee</h1>" + "".join(card.format(n=n, a=a, d=d, t=t) for n, a, d, t in cards)
    return Sheet("names in German", "/forum/thema/guter-tee", page(body, "Guter Tee | Teichforum", "de"), "Guter Tee", [
        Post("Teichrohr", "2025-01-02T10:30", "Woran merkt man, dass der Tee gut ist?"), Post("Schilf", "2025-01-03T08:05", "Am Geruch der nassen Blätter."), Post("Teichrohr", "heute, 07:00", "Das probiere ich morgen früh.")])  # fmt: skip


def _onion_forum() -> Sheet:
    card = '<table class="post" id="pid{n}"><tr><td class="left" rowspan="2"><b>{a}</b><br>Newbie<br>Karma: +3/-0<br>PGP: yes</td><td class="top"><span>Posted: {d}</span> <a href="#pid{n}">link</a></td></tr><tr><td class="msg">{t}<br><br>-----------------<br>Boil, then think.</td></tr></table>'
    cards = [
        (5, "nettle_1", "March 02, 2025, 10:30:11 pm", "Has anybody dried nettles at home?<br>Mine went black."),
        (
            6,
            "sorrel",
            "March 03, 2025, 08:05:00 am",
            '<div class="quote"><div class="by">Quote from: nettle_1</div>Mine went black.</div>Too much sun, hang them in the attic.',
        ),
        (7, "nettle_1", "March 04, 2025, 07:00:00 am", "Attic it is."),
    ]
    body = (
        '<div class="nav"><a href="/">Board index</a> » <a href="/f/3">Herbs</a></div><h2>Drying nettles</h2><div class="pages">Pages: [1]</div>'
        + "".join(card.format(n=n, a=a, d=d, t=t) for n, a, d, t in cards)
        + '<div class="login">You must <a href="/login">log in</a> to reply.</div>'
    )
    return Sheet("table for each post", "/t/771", page(body, "Drying nettles - Herbs - Hollow"), "Drying nettles", [
        Post("nettle_1", "2025-03-02T22:30", "Has anybody dried nettles at home?\nMine went black.", "5"), Post("sorrel", "2025-03-03T08:05", "Too much sun, hang them in the attic.", "6"), Post("nettle_1", "2025-03-04T07:00", "Attic it is.", "7")])  # fmt: skip


def _japanese_board() -> Sheet:
    card = '<div class="res" id="res{n}"><p class="res-head"><span class="no">{n}</span> <span class="namae">{a}</span> <span class="hizuke">{d}</span></p><p class="res-body">{t}</p></div>'
    cards = [
        (1, "湯けむり", "2025年1月2日 10:30", "急須の茶渋はどう落としますか？<br>重曹でしょうか。"),
        (2, "茶柱", "2025年1月2日 11:00", "重曹で十分です。"),
        (3, "湯けむり", "昨日 21:40", "きれいになりました！"),
    ]
    body = "<h1>急須の手入れ</h1>" + "".join(card.format(n=n, a=a, d=d, t=t) for n, a, d, t in cards)
    return Sheet("board, Japanese", "/keijiban/12", page(body, "急須の手入れ - お茶掲示板", "ja"), "急須の手入れ", [
        Post("湯けむり", "2025-01-02T10:30", "急須の茶渋はどう落としますか？\n重曹でしょうか。", "1"), Post("茶柱", "2025-01-02T11:00", "重曹で十分です。", "2"), Post("湯けむり", "昨日 21:40", "きれいになりました！", "3")])  # fmt: skip


def _russian_div() -> Sheet:
    card = '<div class="msg"><div class="msg_l"><div class="nick">{a}</div><div>Сообщений: 45</div><div>Регистрация: 11.02.2020</div></div><div class="msg_r"><div class="dt">{d}</div><div class="tx">{t}</div></div></div>'
    cards = [
        ("Костёр", "02.01.2025 в 10:30", "Кто пил чай с дымком?"),
        (
            "зола",
            "03.01.2025 в 08:05",
            "<blockquote><b>Костёр писал(а):</b><br>Кто пил чай с дымком?</blockquote>На рыбалке всегда такой.",
        ),
        (
            "Костёр",
            "2 часа назад",
            "Завидую, сто лет не рыбачил.<br><br>[i]Сообщение отредактировал Костёр: 05.01.2025[/i]",
        ),
    ]
    body = '<div class="path"><a href="/">Форум</a> / <a href="/r/2">Курилка</a></div><h1>Чай с дымком</h1>' + "".join(
        card.format(a=a, d=d, t=t) for a, d, t in cards
    )
    return Sheet("two columns, Russian", "/topic/5120-chai-s-dymkom", page(body, "Чай с дымком - Курилка - Форум у костра", "ru"), "Чай с дымком", [
        Post("Костёр", "2025-01-02T10:30", "Кто пил чай с дымком?"), Post("зола", "2025-01-03T08:05", "На рыбалке всегда такой."), Post("Костёр", "2 часа назад", "Завидую, сто лет не рыбачил.")])  # fmt: skip


def _chinese_simple() -> Sheet:
    card = '<li class="floor"><div class="u"><a href="/user/{n}">{a}</a><em>Lv.7</em></div><div class="c"><div class="t">{t}</div><div class="i"><span>{f}楼</span><span>{d}</span><a href="#">回复({n})</a></div></div></li>'
    cards = [
        (1, 1, "竹影", "2025-01-02 10:30", "宜兴买壶要注意什么？<br>怕买到假的。"),
        (2, 2, "砂砾", "2025-01-02 12:15", "看泥料，听声音。"),
        (3, 3, "竹影", "今天 07:00", "谢谢，学到了。"),
    ]
    body = (
        '<div class="hd"><a href="/">首页</a><a href="/login">登录</a></div><h1 class="tt">宜兴买壶</h1><ul class="floors">'
        + "".join(card.format(n=n, f=f, a=a, d=d, t=t) for n, f, a, d, t in cards)
        + '</ul><div class="pager"><a href="?pn=2">下一页</a></div>'
    )
    return Sheet("bar of posts, Chinese", "/p/882211", page(body, "宜兴买壶_紫砂吧", "zh"), "宜兴买壶", [
        Post("竹影", "2025-01-02T10:30", "宜兴买壶要注意什么？\n怕买到假的。"), Post("砂砾", "2025-01-02T12:15", "看泥料，听声音。"), Post("竹影", "今天 07:00", "谢谢，学到了。")])  # fmt: skip


def _telegram_export() -> Sheet:
    def message(n: int, who: str, title: str, body: str) -> str:
        return f'<div class="message default clearfix" id="message{n}"><div class="pull_left userpic_wrap"><div class="userpic"><div class="initials">{who[0]}</div></div></div><div class="body"><div class="pull_right date details" title="{title} UTC+03:00">{title[11:16]}</div><div class="from_name">{who}</div><div class="text">{body}</div></div></div>'

    joined = '<div class="message default clearfix joined" id="message33"><div class="body"><div class="pull_right date details" title="03.01.2025 08:06:00 UTC+03:00">08:06</div><div class="text">And bring the small pot.</div></div></div>'
    body = f'<div class="page_header"><div class="content"><div class="text bold">Tea on the roof</div></div></div><div class="page_body chat_page"><div class="history"><div class="message service" id="message-1"><div class="body details">2 January 2025</div></div>{message(31, "Mira", "02.01.2025 10:30:11", "Who brings water tonight?<br>I have the leaves.")}{message(32, "Tomas", "03.01.2025 08:05:00", "I do.")}{joined}</div></div>'
    return Sheet("export of a chat", "/export/messages.html", page(body, "Exported Data"), "Tea on the roof", [
        Post("Mira", "2025-01-02T10:30", "Who brings water tonight?\nI have the leaves.", "31"), Post("Tomas", "2025-01-03T08:05", "I do.", "32"), Post("", "2025-01-03T08:06", "And bring the small pot.", "33")])  # fmt: skip


def _lynxchan() -> Sheet:
    def post(n: int, who: str, iso: str, body: str, kind: str = "postCell") -> str:
        return f'<div id="{n}" class="{kind}"><div class="innerPost"><div class="postInfo title"><input type="checkbox" class="deletionCheckBox" name="tea-300-{n}"> <a class="linkName noEmailName">{who}</a> <span class="labelCreated">{iso}</span> <a class="linkSelf" href="/tea/res/300.html#{n}">No.</a> <a class="linkQuote" href="/tea/res/300.html#q{n}">{n}</a></div><div class="divMessage">{body}</div></div></div>'

    body = f'<nav><a href="/tea/">/tea/</a></nav><header id="boardHeader"><p id="labelName">/tea/ - Tea</p></header><div id="divThreads"><div class="opCell" id="300"><div class="innerOP"><div class="opHead title"><span class="labelSubject">Smoke in the leaves</span> <a class="linkName noEmailName">Anonymous</a> <span class="labelCreated">01/02/2025 (Thu) 10:30:11</span> <a class="linkSelf" href="#300">No.</a> <a class="linkQuote" href="#q300">300</a></div><div class="divMessage">Pine smoke or none?<br>Speak.</div></div><div class="divPosts">{post(301, "Anonymous", "01/02/2025 (Thu) 10:45:20", "Pine, always.")}{post(305, "coal", "01/03/2025 (Fri) 08:05:00", "<a class=quoteLink href=#301>&gt;&gt;301</a><br>None for me.")}</div></div></div>'
    return Sheet("LynxChan", "/tea/res/300.html", page(body, "/tea/ - Smoke in the leaves"), "Smoke in the leaves", [
        Post("Anonymous", "2025-01-02T10:30", "Pine smoke or none?\nSpeak.", "300"), Post("Anonymous", "2025-01-02T10:45", "Pine, always.", "301"), Post("coal", "2025-01-03T08:05", "None for me.", "305")])  # fmt: skip


def _thai_board() -> Sheet:
    card = '<div class="comment-box"><div class="comment-no">ความคิดเห็นที่ {n}</div><div class="comment-msg">{t}</div><div class="comment-by"><a href="/profile/{n}">{a}</a> <abbr title="{iso}">{d}</abbr></div></div>'
    cards = [
        (1, "ชาใบไผ่", "01/02/2025 10:30:11", "2 กุมภาพันธ์ เวลา 10:30 น.", "ชาอู่หลงดอยไหนหอมสุดคะ"),
        (2, "หมอกเช้า", "02/02/2025 08:05:00", "3 กุมภาพันธ์ เวลา 08:05 น.", "ดอยแม่สลองครับ"),
    ]
    body = '<div class="topic"><h2 class="topic-title">ถามเรื่องชาอู่หลง</h2></div>' + "".join(
        card.format(n=n, a=a, iso=iso, d=d, t=t) for n, a, iso, d, t in cards
    )
    return Sheet("board, Thai", "/topic/40912", page(body, "ถามเรื่องชาอู่หลง - กระทู้", "th"), "ถามเรื่องชาอู่หลง", [
        Post("ชาใบไผ่", "2025-02-01T10:30", "ชาอู่หลงดอยไหนหอมสุดคะ"), Post("หมอกเช้า", "2025-02-02T08:05", "ดอยแม่สลองครับ")])  # fmt: skip


THIRD_THREADS = [
    _tailwind(),
    _german_names(),
    _onion_forum(),
    _japanese_board(),
    _russian_div(),
    _chinese_simple(),
    _telegram_export(),
    _lynxchan(),
    _thai_board(),
]


def _tail_reviews() -> Sheet:
    card = '<div class="p-3 border rounded"><div class="flex justify-between"><span class="font-medium">{a}</span><span class="text-xs">{d}</span></div><div class="text-yellow-500">{s}</div><p class="mt-1">{t}</p></div>'
    cards = [
        ("b***h", "Jan 2, 2025", "★★★★★", "Best smoked leaf on here."),
        ("c***9", "Jan 4, 2025", "★☆☆☆☆", "Empty parcel, no answer."),
        ("q***e", "Jan 7, 2025", "★★★☆☆", "Okay, nothing more."),
    ]
    body = (
        '<h2 class="text-lg">Customer feedback</h2><div class="grid">'
        + "".join(card.format(a=a, d=d, s=s, t=t) for a, d, s, t in cards)
        + "</div>"
    )
    return Sheet("feedback with classes of layout", "/v/smokehouse/feedback", market(body, "smokehouse"), reviews=[Review("b***h", "2025-01-02", "Best smoked leaf on here.", 5), Review("c***9", "2025-01-04", "Empty parcel, no answer.", 1), Review("q***e", "2025-01-07", "Okay, nothing more.", 3)])  # fmt: skip


def _french_table() -> Sheet:
    row = "<tr><td>{d}</td><td>{a}</td><td>{r}</td><td>{t}</td></tr>"
    rows = [
        ("02/01/2025", "l***e", "10/10", "Colis discret et rapide."),
        ("15/01/2025", "m***n", "4/10", "Feuilles cassées."),
        ("20/01/2025", "r***t", "9/10", "Je reviendrai."),
    ]
    body = (
        "<h2>Avis des acheteurs</h2><table><thead><tr><th>Date</th><th>Acheteur</th><th>Note</th><th>Commentaire</th></tr></thead><tbody>"
        + "".join(row.format(d=d, a=a, r=r, t=t) for d, a, r, t in rows)
        + "</tbody></table>"
    )
    return Sheet("marks of ten, French", "/vendeur/feuille/avis", market(body, "Avis - feuille", "fr"), reviews=[Review("l***e", "2025-01-02", "Colis discret et rapide.", "10/10"), Review("m***n", "2025-01-15", "Feuilles cassées.", "4/10"), Review("r***t", "2025-01-20", "Je reviendrai.", "9/10")])  # fmt: skip


def _by_listing() -> Sheet:
    body = '<div class="listing"><h1>Roasted barley 500g</h1><div>Vendor: <a href="/vendor/barn">barn</a></div><div>Price: $12.00</div><div>Ships from: Canada</div><div>Ships to: Worldwide</div><h3>Description</h3><p>Roasted slowly over beech wood.</p></div><div class="reviews"><h3>Feedback (2)</h3><div class="rev"><span class="pos">Positive</span> Nice and dark. <span class="who">a***e</span> <span class="when">2 days ago</span></div><div class="rev"><span class="neg">Negative</span> Tasted of ash. <span class="who">f***l</span> <span class="when">1 week ago</span></div></div>'
    return Sheet("lines below a listing", "/listing/5512", market(body, "Roasted barley 500g"), reviews=[Review("a***e", "2 days ago", "Nice and dark.", "Positive"), Review("f***l", "1 week ago", "Tasted of ash.", "Negative")])  # fmt: skip


def _korean_cards() -> Sheet:
    card = '<li><div class="top"><span class="point">별점 {n}점</span><span class="id">{a}</span><span class="day">{d}</span></div><div class="opt">구매옵션: {s}</div><div class="cont">{t}</div>{r}</li>'
    cards = [
        (5, "tea****", "2025.01.02", "쑥차 50g", "향이 은은해요", ""),
        (
            2,
            "mug****",
            "2025.01.05",
            "보리차 1kg",
            "벌레가 나왔어요",
            '<div class="answer"><b>판매자 답변</b> 죄송합니다. 다시 보내드리겠습니다.</div>',
        ),
        (4, "jin****", "2025.01.09", "쑥차 50g", "재구매했어요", ""),
    ]
    body = (
        '<h3>상품 리뷰 3</h3><ul class="rvlist">'
        + "".join(card.format(n=n, a=a, d=d, s=s, t=t, r=r) for n, a, d, s, t, r in cards)
        + "</ul>"
    )
    return Sheet("cards, Korean", "/goods/31/review", market(body, "상품 리뷰", "ko"), reviews=[Review("tea****", "2025-01-02", "향이 은은해요", 5, "쑥차 50g"), Review("mug****", "2025-01-05", "벌레가 나왔어요", 2, "보리차 1kg"), Review("jin****", "2025-01-09", "재구매했어요", 4, "쑥차 50g")])  # fmt: skip


def _indonesian_stars() -> Sheet:
    card = '<div class="ulasan"><div class="bintang"><span class="star on"></span><span class="star on"></span><span class="star on"></span><span class="star{x}"></span><span class="star{y}"></span></div><b>{a}</b> <i>{d}</i><p>{t}</p></div>'
    cards = [
        (" on", " on", "r***a", "2 Januari 2025", "Wanginya tahan lama."),
        ("", "", "d***n", "5 Januari 2025", "Agak remuk di jalan."),
    ]
    body = "<h2>Ulasan</h2>" + "".join(card.format(x=x, y=y, a=a, d=d, t=t) for x, y, a, d, t in cards)
    return Sheet("stars that are on, Indonesian", "/penjual/daun/ulasan", market(body, "Ulasan daun", "id"), reviews=[Review("r***a", "2025-01-02", "Wanginya tahan lama.", 5), Review("d***n", "2025-01-05", "Agak remuk di jalan.", 3)])  # fmt: skip


THIRD_FEEDBACK = [_tail_reviews(), _french_table(), _by_listing(), _korean_cards(), _indonesian_stars()]


def _nothing(name: str, path: str, body: str, title: str, language: str = "en") -> Sheet:
    return Sheet(name, path, page(body, title, language))


THIRD_WITHOUT = [
    _nothing("index with last posts, German", "/", '<h1>Teichforum</h1><table><tr><th>Forum</th><th>Themen</th><th>Letzter Beitrag</th></tr><tr><td><a href="/forum/tee">Tee</a><br>Alles über Blätter</td><td>31</td><td><a href="/forum/thema/guter-tee">Guter Tee</a> von Schilf, 03.01.2025 08:05</td></tr><tr><td><a href="/forum/kannen">Kannen</a><br>Ton und Glas</td><td>12</td><td><a href="/forum/thema/risse">Risse</a> von Teichrohr, 02.01.2025 10:30</td></tr></table>', "Teichforum", "de"),
    _nothing("banned", "/thread/8", "<h2>Board message</h2><p>You have been permanently banned from this board.</p><p>Ban expires: never. Banned on 2025-01-02.</p>", "Information"),
    _nothing("private messages", "/messages", '<h1>Inbox</h1><table><tr><th>From</th><th>Subject</th><th>Date</th></tr><tr><td><a href="/user/a">a</a></td><td><a href="/messages/1">Your order</a></td><td>2025-01-02 10:30</td></tr><tr><td><a href="/user/b">b</a></td><td><a href="/messages/2">Hello there</a></td><td>2025-01-03 08:05</td></tr></table>', "Inbox"),
    _nothing("catalog of a board, Japanese", "/b/catalog", '<h1>カタログ</h1><div><a href="/b/res/1.htm">急須の話</a> 31レス</div><div><a href="/b/res/2.htm">湯呑み</a> 12レス</div>', "カタログ", "ja"),
    _nothing("statistics", "/stats", "<h2>Statistics</h2><dl><dt>Board started</dt><dd>2019-03-04</dd><dt>Newest member</dt><dd><a href='/u/x'>x</a></dd><dt>Most online</dt><dd>210 on 2024-12-31 23:59</dd></dl>", "Statistics"),
    _nothing("questions answered often", "/faq", "<h2>FAQ</h2><h3>How do I post?</h3><p>Press the button. Since 2024-01-01 pictures are off.</p><h3>Who runs this?</h3><p>Three people from the marsh.</p>", "FAQ - Hollow"),
]  # fmt: skip
