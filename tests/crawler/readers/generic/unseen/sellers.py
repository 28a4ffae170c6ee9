"""Vendors' own pages in several builds and languages."""

from __future__ import annotations

from tests.crawler.readers.generic.cases import Case

ALPHA = """<html><head><title>Lampmarket - User Profile</title></head><body><div class="navbar"><ul><li><a href="index.php">HOME</a></li><li><a href="balance.php">BALANCE</a></li></ul></div><div class="left"><div class="boxhead">BROWSE CATEGORIES</div><ul><li><a href="search.php?frm_cat=1">Leaves</a></li></ul></div><div class="content1"><h1>kamado</h1><div class="user_info"><b>kamado</b> <span>(312) Vendor Level 5, Trust Level 6</span><p>Has made <b>1,874</b> sales.</p><table><tr><td>Joined</td><td>Jun 14, 2024</td></tr><tr><td>Last active</td><td>Mar 2, 2025</td></tr><tr><td>Positive feedback</td><td>98.6%</td></tr></table></div><div class="tabs"><a href="user.php?id=kamado&amp;tab=1">About</a><a href="user.php?id=kamado&amp;tab=2">PGP</a><a href="user.php?id=kamado&amp;tab=3">Feedback</a></div><div class="tabcontent"><p>We roast stems and leaves since 2014. Orders leave the house within a day.</p></div></div></body></html>"""

BOOTSTRAP = """<html lang="en"><head><title>okumidori | Lighthouse</title></head><body><nav class="navbar"><a class="navbar-brand" href="/">Lighthouse</a></nav><div class="container"><div class="card"><div class="card-body"><h3>okumidori <span class="badge badge-success">Lvl 7</span></h3><div class="row"><div class="col"><small class="text-muted">Member since</small><div>2023-08-19</div></div><div class="col"><small class="text-muted">Last seen</small><div>2025-03-03</div></div><div class="col"><small class="text-muted">Sales</small><div>2,114</div></div><div class="col"><small class="text-muted">Rating</small><div>4.91/5</div></div></div></div></div><ul class="nav nav-tabs"><li class="nav-item"><a class="nav-link active" href="#about">About</a></li><li class="nav-item"><a class="nav-link" href="#pgp">PGP</a></li></ul><div class="tab-content"><div id="about" class="tab-pane active"><p>Shade-grown leaf from two gardens. Tracked parcels only.</p></div><div id="pgp" class="tab-pane"><pre>-----BEGIN PGP PUBLIC KEY BLOCK-----

mDMEZabcdeFJKwYBBAHaRw8BAQdAexampleexampleexampleexampleexample
exampleexampleexample=
=aBcD
-----END PGP PUBLIC KEY BLOCK-----</pre></div></div></div></body></html>"""

KEY = """-----BEGIN PGP PUBLIC KEY BLOCK-----

mDMEZabcdeFJKwYBBAHaRw8BAQdAexampleexampleexampleexampleexample
exampleexampleexample=
=aBcD
-----END PGP PUBLIC KEY BLOCK-----"""

TABLE_CHINESE = """<html><head><meta charset="utf-8"><title>宜兴老泥的店铺 - 灯火集市</title></head><body><div><a href="/">首页</a></div><table><tr><td>卖家</td><td>宜兴老泥</td></tr><tr><td>注册时间</td><td>2022-11-05</td></tr><tr><td>最后登录</td><td>2025-03-01</td></tr><tr><td>成交量</td><td>3,204</td></tr><tr><td>好评率</td><td>99.2%</td></tr></table><h3>店铺介绍</h3><div>祖上三代做壶，只用原矿。</div></body></html>"""

LIST_RUSSIAN = """<html lang="ru"><head><title>Профиль chajnik</title></head><body><div id="menu"><a href="/">Рынок</a></div><h2>Профиль продавца chajnik</h2><ul><li>Рейтинг: 4.8 / 5</li><li>Сделок: 512</li><li>На сайте с: 14.02.2021</li><li>Был в сети: 02.03.2025</li></ul><h3>О продавце</h3><p>Самовары и чайники, отправка каждый день, кроме воскресенья.</p></body></html>"""

TAILWIND = """<html lang="pt-BR"><head><title>fundicao · Feira do Farol</title></head><body class="bg-gray-50"><header><a href="/">Feira do Farol</a></header><main><div class="flex items-center gap-4"><div class="h-16 w-16 rounded-full bg-gray-300"></div><div><h1 class="text-xl font-bold">fundicao</h1><p class="text-sm text-gray-500">Membro desde 12/05/2022</p></div></div><dl class="mt-6 grid grid-cols-3"><div><dt class="text-gray-500">Vendas</dt><dd class="text-2xl">841</dd></div><div><dt class="text-gray-500">Avaliação</dt><dd class="text-2xl">4,9/5</dd></div><div><dt class="text-gray-500">Último acesso</dt><dd class="text-2xl">2025-03-02</dd></div></dl><section class="prose"><h2>Sobre</h2><p>Fundimos panelas e chaleiras em pequena escala.</p></section></main></body></html>"""

GERMAN = """<html lang="de"><head><title>Händlerprofil: bergkraut | Alpenmarkt</title></head><body><div class="nav"><a href="/">Alpenmarkt</a></div><h1>Händlerprofil: bergkraut</h1><table class="table"><tr><th>Mitglied seit</th><td>03.04.2022</td></tr><tr><th>Zuletzt online</th><td>01.03.2025</td></tr><tr><th>Abgeschlossene Verkäufe</th><td>1.204</td></tr><tr><th>Bewertung</th><td>4,8 / 5</td></tr></table><h2>Beschreibung</h2><p>Kräuter von der Alm, versandt jeden Dienstag.</p></body></html>"""

SELLERS = [
    Case("AlphaBay-like", "/user.php?id=kamado", ALPHA, "vendor", [("vendor", "/user.php?id=kamado", {"name": "kamado", "sales": 1874, "member_since": "2024-06-14", "last_online": "2025-03-02", "rating": 98.6})]),
    Case("Bootstrap 4 tabs", "/profile/okumidori", BOOTSTRAP, "vendor", [("vendor", "/profile/okumidori", {"name": "okumidori", "sales": 2114, "member_since": "2023-08-19", "last_online": "2025-03-03", "rating": 4.91, "pgp": KEY, "description": "Shade-grown leaf from two gardens. Tracked parcels only."})]),
    Case("table, Chinese", "/shop/yxln", TABLE_CHINESE, "vendor", [("vendor", "/shop/yxln", {"name": "宜兴老泥", "sales": 3204, "member_since": "2022-11-05", "last_online": "2025-03-01", "rating": 99.2, "description": "祖上三代做壶，只用原矿。"})]),
    Case("list, Russian", "/user/chajnik", LIST_RUSSIAN, "vendor", [("vendor", "/user/chajnik", {"name": "chajnik", "sales": 512, "member_since": "2021-02-14", "last_online": "2025-03-02", "rating": 4.8, "description": "Самовары и чайники, отправка каждый день, кроме воскресенья."})]),
    Case("Tailwind, Portuguese", "/vendedor/fundicao", TAILWIND, "vendor", [("vendor", "/vendedor/fundicao", {"name": "fundicao", "sales": 841, "last_online": "2025-03-02", "rating": 4.9, "description": "Fundimos panelas e chaleiras em pequena escala."})]),
    Case("table, German", "/haendler/bergkraut", GERMAN, "vendor", [("vendor", "/haendler/bergkraut", {"name": "bergkraut", "sales": 1204, "member_since": "2022-04-03", "last_online": "2025-03-01", "rating": 4.8, "description": "Kräuter von der Alm, versandt jeden Dienstag."})]),
]  # fmt: skip
