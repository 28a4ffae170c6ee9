"""Lists of vendors, scripts told by parameters what to show, and the way to a page that stands above it."""

from __future__ import annotations

import pytest

from crawler.readers import SavedPage, read
from crawler.readers.generic.addresses import leads_to, names_none
from tests.crawler.readers.generic.cases import HOST, framed
from tidewaiter.model.sighting import Page, Reading


def reading(path: str, html: str) -> Reading:
    return read(SavedPage(HOST + path, html.encode()), "capture")


VENDORS = "".join(
    f'<li><a href="/vendor/{name}">{name}</a></li>' for name in ("kamado", "oldwood", "hedgerow", "millrace")
)


def test_a_list_of_vendors_is_no_vendor() -> None:
    found = reading("/vendors", framed(f"<h1>Vendors</h1><ul>{VENDORS}</ul>", "Vendors - Lantern"))
    assert (found.page, found.statements) == (Page.CATEGORY, ())


def test_the_page_of_one_vendor_still_is() -> None:
    page = "<h1>kamado</h1><table><tr><td>Joined</td><td>2024-06-14</td></tr></table>"
    assert reading("/vendor/kamado", framed(page, "kamado - Lantern")).page == Page.VENDOR


@pytest.mark.parametrize(
    ("href", "kind"),
    [("/index.php?p=item&id=3", "listing"), ("/index.php?p=seller&nick=kamado", "vendor"), ("/index.php?p=cat&c=2", "category"),
     ("/index.php?route=product/category&path=20", "category"), ("/index.php?route=product/product&product_id=4", "listing"),
     ("/index.php?route=account/login", "act"), ("/s.cgi?page=2", ""), ("/v/orchard_nine", "vendor")],
)  # fmt: skip
def test_what_a_script_is_told_to_show(href: str, kind: str) -> None:
    assert leads_to(href) == kind


@pytest.mark.parametrize(
    ("url", "none"), [("/vendors", True), ("/sellers/all", True), ("/vendor/kamado", False), ("/item/3", False)]
)
def test_addresses_that_name_no_vendor(url: str, none: bool) -> None:
    assert names_none(url) is none


LISTING = '<h1>Dried figs</h1><table><tr><td>Price</td><td>$12.00</td></tr><tr><td>Vendor</td><td><a href="/vendor/kamado">kamado</a></td></tr><tr><td>Ships from</td><td>Turkey</td></tr></table>'


@pytest.mark.parametrize(
    ("way", "category"),
    [('<div class="crumbs"><a href="/">Home</a> / <a href="/c/fruit">Fruit</a> / <a href="/c/dried">Dried</a></div>', "Dried"),
     ('<p><a href="/">Start</a> » <a href="/c/fruit">Fruit</a> » Dried figs</p>', "Fruit"),
     ('<nav aria-label="way"><a href="/">Home</a><a href="/category/fruit">Fruit</a></nav>', "Fruit"),
     ('<ul class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/c/fruit">Fruit</a></li><li><a href="#">Dried figs</a></li></ul>', "Fruit"),
     ('<div><a href="/">Home</a> | <a href="/c/fruit">Fruit</a> | <a href="/c/nuts">Nuts</a></div>', None),
     ('<div class="crumbs"><a href="/">Home</a> / <a href="/vendor/kamado">kamado</a></div>', None)],
)  # fmt: skip
def test_the_category_is_the_last_step_before_the_page(way: str, category: str | None) -> None:
    html = f"<html><head><title>Dried figs - Lantern</title></head><body>{way}{LISTING}</body></html>"
    assert reading("/item/3", html).statements[0].fields.get("category") == category


def test_feedback_beside_goods_is_feedback() -> None:
    row = "<tr><td><b>kelp7{0}</b></td><td><i>2025-01-0{0}</i> <span>★★★★☆</span></td></tr><tr><td>Figs</td><td><div class=msg>Soft and sweet, number {0}.</div></td></tr>"
    goods = "".join(f'<li><a href="/item/{n}">Fig number {n}</a> $1{n}.00</li>' for n in range(1, 6))
    html = f"<html><head><title>Reviews: Figs</title></head><body><h2>Reviews</h2><table>{row.format(1)}{row.format(2)}{row.format(3)}</table><ul>{goods}</ul></body></html>"
    found = reading("/index.php?p=feedback&id=4", html)
    assert found.page == Page.REVIEW
    assert [one.fields["rating"] for one in found.statements] == [4, 4, 4]


def test_a_price_crossed_out_by_style_or_label_is_of_the_past() -> None:
    for old in (
        '<span style="text-decoration:line-through">$14.00</span>',
        "<span>Regular price</span> <span>$14.00</span>",
    ):
        html = framed(
            f"<h1>Kelp flakes</h1><div>{old} <b>$11.20</b></div><form><input name=qty><button>Buy now</button></form>",
            "Kelp flakes - Lantern",
        )
        assert reading("/item/9", html).statements[0].fields["price"] == "11.20"


def test_words_in_a_text_do_not_displace_the_labels_of_the_page() -> None:
    text = "<div>Stock from our own garden.<br>Price: 1 g for $58 only this week.<br>We pack by hand.<br>Write to us.</div>"
    html = framed(
        f"<h1>Garden tea</h1>{text}<dl><dt>Price</dt><dd>$648.00</dd><dt>Vendor</dt><dd>kamado</dd><dt>Ships from</dt><dd>Japan</dd></dl>",
        "Garden tea - Lantern",
    )
    fields = reading("/item/9", html).statements[0].fields
    assert (fields["price"], fields["description"].splitlines()[1]) == ("648.00", "Price: 1 g for $58 only this week.")
