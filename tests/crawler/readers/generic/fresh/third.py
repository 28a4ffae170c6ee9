"""A third set, written after the reader was mended for the second and before it was run on these."""

from __future__ import annotations

from tests.crawler.readers.generic.cases import Case, framed
from tests.crawler.readers.generic.unseen.shelves import each, goods

SWEDISH = """<html lang="sv"><head><title>Rooibos vanilj 250 g | Hamnboden</title></head><body><div class="topp"><a href="/">Hamnboden</a> <a href="/kassa">Varukorg (0 kr)</a></div><div class="vara"><h1>Rooibos vanilj 250 g</h1><p class="pris">129 kr</p><table><tr><td>Säljare</td><td><a href="/butik/kapten">kapten</a></td></tr><tr><td>Skickas från</td><td>Sverige</td></tr><tr><td>Skickas till</td><td>Norden, Tyskland</td></tr><tr><td>Lagersaldo</td><td>18</td></tr></table><button>Köp</button><h2>Beskrivning</h2><p>Lång blad med äkta vaniljstång, rivs för hand.</p></div></body></html>"""

INDONESIAN = """<html lang="id"><head><title>Jual Teh Melati 100g - Pasar Suar</title></head><body><nav class="navbar"><a class="navbar-brand" href="/">Pasar Suar</a><a href="/keranjang">Keranjang</a></nav><div class="container"><div class="row"><div class="col-md-6"><img src="a.jpg"></div><div class="col-md-6"><h1 class="h4">Teh Melati 100g</h1><div class="h3 text-danger">Rp45.000</div><ul class="list-unstyled"><li><span class="text-muted">Toko</span> <a href="/toko/kebun_pagi">kebun_pagi</a></li><li><span class="text-muted">Stok</span> 210</li><li><span class="text-muted">Terjual</span> 1.340</li><li><span class="text-muted">Dikirim dari</span> Bandung</li><li><span class="text-muted">Dikirim ke</span> Indonesia, Singapura</li></ul><button class="btn">Beli Sekarang</button></div></div><h5>Deskripsi</h5><p>Dipetik pagi hari, dicampur bunga melati segar.</p></div></body></html>"""

SPLIT = """<html><head><title>Stall 9 / Smoked Lapsang 200g</title></head><body><div class="hdr"><b>Stall 9</b> <span>no javascript, no accounts</span></div><div class="card"><div class="ttl">Smoked Lapsang 200g</div><div class="row"><div class="k">Price</div><div class="v"><span>27</span><sup>.50</sup> <span>EUR</span></div></div><div class="row"><div class="k">Sent from</div><div class="v">Portugal</div></div><div class="row"><div class="k">Sent to</div><div class="v">EU, UK, Norway</div></div><div class="row"><div class="k">Left</div><div class="v">6</div></div><div class="txt">Dried over pine roots. Strong; wrap it well or the cupboard will smell of it.</div><a class="buy" href="/order/44">Order</a></div></body></html>"""

CZECH = """<html lang="cs"><head><title>Konvice litinová 1 l - Tržiště Maják</title></head><body><header><a href="/">Tržiště Maják</a></header><main><h1>Konvice litinová 1 l</h1><dl><dt>Cena</dt><dd>1 290 Kč</dd><dt>Prodejce</dt><dd><a href="/prodejce/slevac">slevac</a></dd><dt>Odesílá se z</dt><dd>Česko</dd><dt>Doručujeme do</dt><dd>Česko, Slovensko</dd><dt>Skladem</dt><dd>7 ks</dd></dl><section><h2>Popis</h2><p>Smalt uvnitř i venku, sítko z nerezu.</p></section><button>Do košíku</button></main></body></html>"""

LISTINGS = [
    Case("table, Swedish", "/vara/77", SWEDISH, "listing", [("listing", "/vara/77", {"title": "Rooibos vanilj 250 g", "vendor": "kapten", "price": "129", "currency": "SEK", "ships_from": "Sverige", "ships_to": ("Norden", "Tyskland"), "stock": "18", "description": "Lång blad med äkta vaniljstång, rivs för hand."})]),
    Case("list without colons, Indonesian", "/produk/teh-melati", INDONESIAN, "listing", [("listing", "/produk/teh-melati", {"title": "Teh Melati 100g", "vendor": "kebun_pagi", "price": "45000", "currency": "IDR", "ships_from": "Bandung", "ships_to": ("Indonesia", "Singapura"), "stock": "210", "sold": 1340, "description": "Dipetik pagi hari, dicampur bunga melati segar."})]),
    Case("price split over elements", "/w/44", SPLIT, "listing", [("listing", "/w/44", {"title": "Smoked Lapsang 200g", "price": "27.50", "currency": "EUR", "ships_from": "Portugal", "ships_to": ("EU", "UK", "Norway"), "stock": "6", "description": "Dried over pine roots. Strong; wrap it well or the cupboard will smell of it."})]),
    Case("definition list, Czech", "/zbozi/12", CZECH, "listing", [("listing", "/zbozi/12", {"title": "Konvice litinová 1 l", "vendor": "slevac", "price": "1290", "currency": "CZK", "ships_from": "Česko", "ships_to": ("Česko", "Slovensko"), "stock": "7 ks", "description": "Smalt uvnitř i venku, sítko z nerezu."})]),
]  # fmt: skip

MASONRY = (
    """<html><head><title>Tide Bazaar</title></head><body><div id="top"><a href="/">Tide Bazaar</a> <a href="/login">Sign in</a></div><main><h1>New arrivals</h1><div class="masonry">"""
    + each(
        """<figure><a href="/x/{0}"><img src="/t/{0}.jpg" alt="{1}"></a><figcaption><a href="/x/{0}">{1}</a><br><small>{2} - {3}</small></figcaption></figure>""",
        (
            ("k1", "Nettle leaf 1kg", "EUR 12.00", "hedgerow"),
            ("k2", "Elderflower 500g", "EUR 16.50", "hedgerow"),
            ("k3", "Linden bark tea", "EUR 9.00", "oldwood"),
            ("k9", "Sloe, dried 250g", "EUR 1,104.00", "oldwood"),
        ),
    )
    + """</div></main></body></html>"""
)

TABLE_INDONESIAN = (
    """<html lang="id"><head><title>Teh - Pasar Suar</title></head><body><a href="/">Pasar Suar</a><table class="table"><thead><tr><th>Nama Barang</th><th>Penjual</th><th>Harga</th><th>Dikirim dari</th><th></th></tr></thead><tbody>"""
    + each(
        """<tr><td><a href="/produk/{0}">{1}</a></td><td><a href="/toko/{2}">{2}</a></td><td>Rp {3}</td><td>{4}</td><td><a href="/keranjang/tambah/{0}">+</a></td></tr>""",
        (
            ("teh-melati", "Teh Melati 100g", "kebun_pagi", "45.000", "Bandung"),
            ("teh-hitam", "Teh Hitam 250g", "kebun_pagi", "38.500", "Bandung"),
            ("kopi-toraja", "Kopi Toraja 1kg", "rantepao", "1.250.000", "Toraja"),
        ),
    )
    + """</tbody></table></body></html>"""
)

LIST_TURKISH = (
    """<html lang="tr"><head><title>Çaydanlıklar | Fener Pazarı</title></head><body><header><a href="/">Fener Pazarı</a></header><ol>"""
    + each(
        """<li><h4><a href="/urun/{0}">{1}</a></h4><p>Fiyat: {2} TL</p><p>Satıcı: <a href="/satici/{3}">{3}</a></p></li>""",
        (
            ("bakir", "Bakır çaydanlık", "1.450,00", "bakirci"),
            ("emaye", "Emaye çaydanlık", "520,00", "bakirci"),
            ("celik", "Çelik demlik", "389,90", "usta"),
        ),
    )
    + """</ol></body></html>"""
)

SHELVES = [
    Case("figures with captions", "/new", MASONRY, "category", goods("/x/", "EUR", (("k1", "Nettle leaf 1kg", "12.00"), ("k2", "Elderflower 500g", "16.50"), ("k3", "Linden bark tea", "9.00"), ("k9", "Sloe, dried 250g", "1104.00")))),
    Case("table, Indonesian", "/kategori/teh", TABLE_INDONESIAN, "category", goods("/produk/", "IDR", (("teh-melati", "Teh Melati 100g", "45000", "kebun_pagi", "Bandung"), ("teh-hitam", "Teh Hitam 250g", "38500", "kebun_pagi", "Bandung"), ("kopi-toraja", "Kopi Toraja 1kg", "1250000", "rantepao", "Toraja")), ("vendor", "ships_from"))),
    Case("ordered list, Turkish", "/kategori/caydanlik", LIST_TURKISH, "category", goods("/urun/", "TRY", (("bakir", "Bakır çaydanlık", "1450.00", "bakirci"), ("emaye", "Emaye çaydanlık", "520.00", "bakirci"), ("celik", "Çelik demlik", "389.90", "usta")), ("vendor",))),
]  # fmt: skip

TRAPS = [
    Case("order history, French", "/compte/achats", framed("<h1>Mes commandes</h1><table><tr><th>Date</th><th>Article</th><th>Prix</th></tr><tr><td>2025-02-01</td><td><a href='/produit/8'>Infusion de verveine 80 g</a></td><td>9,80 €</td></tr><tr><td>2025-02-09</td><td><a href='/produit/9'>Tilleul des Baronnies</a></td><td>7,20 €</td></tr></table>", "Le Quai - Mes commandes", "fr"), "home"),
    Case("vendor application", "/become-a-vendor", framed("<h1>Become a vendor</h1><p>Price: a bond of $250.00. Ships from: tell us where you send from. Vendor: choose a name you keep.</p><form><input name='name'><textarea name='why'></textarea><button>Apply</button></form>", "Become a vendor - Lantern Market"), "home"),
    Case("maintenance with goods below", "/", """<html><head><title>Down for maintenance</title></head><body><h1>Down for maintenance</h1><p>We are back at noon. Until then, look at what you can buy soon:</p><ul><li><a href="/listing/11">Blue Kettle Tea</a> $45.00</li><li><a href="/listing/12">Red Kettle Tea</a> $12.50</li></ul></body></html>""", "error"),
]  # fmt: skip
