"""Pages that hold no listing, vendor, review or post, though they speak of goods, prices, people and dates."""

from __future__ import annotations

from tests.crawler.readers.generic.cases import Case, framed

_PAID = "".join(
    f"<tr><td>2025-03-0{n} 10:3{n}</td><td>{kind}</td><td>{amount} BTC</td><td>${n * 31}.00</td><td>confirmed</td></tr>"
    for n, kind, amount in ((1, "Deposit", "0.0120"), (2, "Purchase", "-0.0036"), (3, "Refund", "0.0036"))
)

LOGIN_WITH_GOODS = """<html lang="en"><head><title>Sign in - Lighthouse</title></head><body><div class="row"><div class="col"><h2>Sign in to Lighthouse</h2><form action="/login" method="post"><input name="username"><input type="password" name="password"><img src="/captcha.png"><input name="captcha"><button>Sign in</button></form><a href="/register">Register</a></div><div class="col"><h3>What our members find today</h3><ul><li>Gyokuro Reserve - 100g from $95.00</li><li>Tencha Flakes - 250g from $140.00</li><li>Keemun First Grade - 1kg from $1,180.00</li></ul><p>4,312 listings, 210 vendors, escrow on every order.</p></div></div></body></html>"""
LOGIN_KOREAN = """<html lang="ko"><head><title>등불장터 - 로그인</title></head><body><h1>등불장터</h1><p>회원만 상품을 볼 수 있습니다. 오늘의 특가 무쇠 주전자 128,000원!</p><form action="/login"><label>아이디</label><input name="id"><label>비밀번호</label><input type="password" name="pw"><input type="submit" value="로그인"></form></body></html>"""
CAPTCHA = """<html><head><title>Lampmarket</title></head><body><h1>Lampmarket</h1><p>The oldest market for tea. 4312 listings, best price guaranteed, vendor bond $500.</p><form method="post"><img src="/captcha/82"><p>Enter the characters you see</p><input name="answer"><input type="submit" value="Continue"></form></body></html>"""
QUEUE = """<html><head><title>Please wait</title><meta http-equiv="refresh" content="20"></head><body><h2>You are in the queue</h2><p>Your position: 118. Estimated time: 4 minutes.</p><p>Tip: vendors ship faster before noon. Deal of the day: Sencha Loose 50g for $43.62.</p></body></html>"""
MISSING_WITH_GOODS = """<html lang="en-US"><head><title>Page not found &#8211; The Tea Cellar</title></head><body class="error404 woocommerce"><header><a href="/">The Tea Cellar</a><a href="/cart/">$0.00 0 items</a></header><main><h1 class="page-title">Oops! That page can&rsquo;t be found.</h1><p>Nothing was found at this location. Try searching, or check out the links below.</p><form role="search"><input type="search" name="s"></form><section><h2>You may like</h2><ul class="products"><li class="product"><a href="/product/red-kettle-oolong/"><h2 class="woocommerce-loop-product__title">Red Kettle Oolong</h2><span class="price">$38.00</span></a></li><li class="product"><a href="/product/green-kettle-sencha/"><h2 class="woocommerce-loop-product__title">Green Kettle Sencha</h2><span class="price">$22.00</span></a></li><li class="product"><a href="/product/white-kettle/"><h2 class="woocommerce-loop-product__title">White Kettle Peony</h2><span class="price">$31.00</span></a></li></ul></section></main></body></html>"""
MISSING_GERMAN = """<html lang="de"><head><title>404 - Seite nicht gefunden | Alpenmarkt</title></head><body><h1>Seite nicht gefunden</h1><p>Das Angebot existiert nicht mehr.</p><h3>Das könnte Ihnen gefallen</h3><div class="p"><a href="/produkt/kesseltee-arnika/">Kesseltee Arnika</a> <b>19,90 €</b></div><div class="p"><a href="/produkt/kesseltee-minze/">Kesseltee Minze</a> <b>9,90 €</b></div></body></html>"""
TERMS = framed(
    """<h1>Terms and conditions</h1><ol><li><b>Vendors</b>: a bond of $500.00 is due before the first listing.</li><li><b>Shipping</b>: ships from the country that the listing names.</li><li><b>Price</b>: prices are in USD and paid in XMR.</li><li><b>Escrow</b>: 14 days, then the order finalizes by itself.</li></ol><p>Last updated: 2025-01-15</p>""",
    "Terms - Lantern Market",
)
FAQ = framed(
    """<h1>Frequently asked questions</h1><dl><dt>What does it cost to sell?</dt><dd>The bond is $500.00, each sale costs 4%.</dd><dt>How long does shipping take?</dt><dd>3 to 7 days inside the EU, express for 25.00 EUR.</dd><dt>Which coins are taken?</dt><dd>BTC and XMR.</dd></dl>""",
    "FAQ - Lantern Market",
)
BLOG = framed(
    """<article><h1>How we brew in winter</h1><p class="byline">by <a href="/author/mira">Mira</a> on January 12, 2025</p><p>When the first frost comes, we change to darker leaves and heavier pots. A pot of cast iron costs from $60.00, and it is worth it.</p><p>Pour at ninety degrees, wait three minutes, and share.</p><p>Tags: winter, pots</p></article>""",
    "How we brew in winter - Lantern blog",
)
WALLET = framed(
    f"""<h2>Wallet</h2><p>Balance: 0.0120 BTC ($734.81)</p><p>Deposit address: bc1qexampleexampleexampleexampleexampleexa</p><table><tr><th>Date</th><th>Type</th><th>Amount</th><th>Value</th><th>Status</th></tr>{_PAID}</table><form action="/withdraw"><input name="address"><input name="amount"><button>Withdraw</button></form>""",
    "Wallet - Lantern Market",
)
TICKET = framed(
    """<h2>Support ticket #8812</h2><p>Status: open</p><div class="msg"><b>watcher7</b> <span>2025-03-01 09:12</span><p>My order 5512 has not arrived, I paid 45.00 USD.</p></div><div class="msg"><b>Support</b> <span>2025-03-01 15:40</span><p>We have written to the vendor, please wait two days.</p></div><form><textarea name="text"></textarea><button>Reply</button></form>""",
    "Support ticket #8812 - Lantern Market",
)
CART = framed(
    """<h1>Your cart</h1><table><tr><th>Product</th><th>Price</th><th>Qty</th><th>Total</th></tr><tr><td><a href="/listing/11">Blue Kettle Tea</a></td><td>$45.00</td><td><input name="q1" value="1"></td><td>$45.00</td></tr><tr><td><a href="/listing/12">Red Kettle Tea</a></td><td>$12.50</td><td><input name="q2" value="2"></td><td>$25.00</td></tr><tr><td colspan="3">Total</td><td>$70.00</td></tr></table><a href="/checkout">Checkout</a>""",
    "Cart - Lantern Market",
)
MIRRORS = framed(
    """<h1>Official mirrors</h1><p>Signed by the admins on 2025-02-20.</p><ul><li>Mirror 1: online, 99.2%</li><li>Mirror 2: online, 97.0%</li></ul><p>Vendor bond this month: 0.0080 BTC. Ask support for the price of a banner.</p>""",
    "Mirrors - Lantern Market",
)
REGISTER = """<html><head><title>Register - Candlewick</title></head><body><h1>Register</h1><form action="/register"><label>Username</label><input name="u"><label>Password</label><input type="password" name="p1"><label>Repeat</label><input type="password" name="p2"><label>Currency</label><select><option>USD</option></select><label>Country</label><select><option>Japan</option></select><button>Create account</button></form><p>Selling? A vendor account costs $500.00.</p></body></html>"""
SETTINGS = framed(
    """<h1>Account settings</h1><table><tr><td>Username</td><td>watcher7</td></tr><tr><td>Member since</td><td>2025-02-11</td></tr><tr><td>Last login</td><td>2025-03-04</td></tr><tr><td>Currency</td><td>USD</td></tr></table><form action="/account/save"><label>PGP key</label><textarea name="pgp"></textarea><button>Save</button></form>""",
    "Settings - Lantern Market",
)
RATES = framed(
    """<h1>Exchange rates</h1><table><tr><th>Coin</th><th>USD</th><th>EUR</th></tr><tr><td><a href="/coin/btc">Bitcoin</a></td><td>$61,234.50</td><td>€56,120.10</td></tr><tr><td><a href="/coin/xmr">Monero</a></td><td>$155.20</td><td>€142.30</td></tr><tr><td><a href="/coin/ltc">Litecoin</a></td><td>$88.10</td><td>€80.70</td></tr></table>""",
    "Exchange rates - Lantern Market",
)

TRAPS = [
    Case("login beside featured goods", "/login", LOGIN_WITH_GOODS, "login"),
    Case("login, Korean", "/login", LOGIN_KOREAN, "login"),
    Case("captcha that praises the market", "/", CAPTCHA, "captcha"),
    Case("queue with a deal of the day", "/", QUEUE, "queue"),
    Case("404 with goods you may like", "/product/gone/", MISSING_WITH_GOODS, "error"),
    Case("404, German", "/produkt/weg/", MISSING_GERMAN, "error"),
    Case("terms", "/terms", TERMS, "home"),
    Case("questions with prices", "/faq", FAQ, "home"),
    Case("blog article", "/blog/how-we-brew-in-winter", BLOG, "home"),
    Case("wallet", "/wallet", WALLET, "home"),
    Case("support ticket", "/support/8812", TICKET, "home"),
    Case("cart", "/cart", CART, "home"),
    Case("mirrors", "/mirrors", MIRRORS, "home"),
    Case("registration", "/register", REGISTER, "login"),
    Case("settings", "/account/settings", SETTINGS, "home"),
    Case("exchange rates", "/rates", RATES, "home"),
]  # fmt: skip
