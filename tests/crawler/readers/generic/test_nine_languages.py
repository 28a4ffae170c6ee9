"""The same listing in nine languages: labels and values, however the page lays them out, misnests or hides them."""

from __future__ import annotations

import pytest

from crawler.readers import SavedPage, read
from tidewaiter.model.sighting import Kind, Page

# language: labels of price, vendor, origin, destination; then the values as such a page writes them, and as they are read.
LISTINGS = {
    "en": (("Price", "Vendor", "Ships from", "Ships to"), ("45.00 USD", "Netherlands", "Worldwide"), ("45.00", "USD")),
    "ko": (("가격", "판매자", "발송지", "배송지"), ("₩150,000", "서울", "전국"), ("150000", "KRW")),
    "zh": (("价格", "卖家", "发货地", "收货地"), ("200 元", "中国", "全球"), ("200", "CNY")),
    "vi": (("Giá", "Người bán", "Gửi từ", "Gửi đến"), ("1.500.000đ", "Việt Nam", "Toàn quốc"), ("1500000", "VND")),
    "th": (("ราคา", "ผู้ขาย", "ส่งจาก", "ส่งถึง"), ("1,500 บาท", "กรุงเทพ", "ทั่วประเทศ"), ("1500", "THB")),
    "id": (("Harga", "Penjual", "Dikirim dari", "Dikirim ke"), ("Rp 1.500.000", "Jakarta", "Indonesia"), ("1500000", "IDR")),
    "ja": (("価格", "出品者", "発送元", "発送先"), ("12,000円", "日本", "全国"), ("12000", "JPY")),
    "ru": (("Цена", "Продавец", "Откуда", "Куда"), ("1 234,50 руб.", "Россия", "Казахстан"), ("1234.50", "RUB")),
    "tl": (("Presyo", "Nagbebenta", "Galing sa", "Ipapadala sa"), ("₱2,500.00", "Manila", "Pilipinas"), ("2500.00", "PHP")),
}  # fmt: skip
ROWS = {
    "table": ("<table>{}</table>", "<tr><th>{}</th><td>{}</td></tr>"),
    "dl": ("<dl>{}</dl>", "<dt>{}</dt><dd>{}</dd>"),
    "lines": ("<ul>{}</ul>", "<li><b>{}:</b> {}</li>"),
    "table, cells never closed": ("<table>{}</table>", "<tr><th>{}<td>{}"),
    "misnested": ("<div>{}</div>", "<p><b>{}:</i></b> <span>{}</p></span>"),
}
HIDDEN = '<div style="display:none"><b>{}:</b> 1.00 EUR</div><p hidden><b>{}:</b> decoy</p>'


def fields(language: str, rows: str, *, before: str = "") -> dict[str, object]:
    labels, (price, origin, destination), _ = LISTINGS[language]
    whole, row = ROWS[rows]
    said = zip(labels, (price, "leafyard", origin, destination), strict=True)
    body = f"<h1>Blue Kettle Tea 50g</h1>{before}{whole.format(''.join(row.format(*one) for one in said))}"
    page = f'<html lang="{language}"><head><meta charset="utf-8"><title>Tea</title></head><body>{body}</body></html>'
    reading = read(SavedPage("http://a.onion/listing/7", page.encode()), "c")
    assert reading.page is Page.LISTING
    (listing,) = [one for one in reading.statements if one.kind is Kind.LISTING]
    return dict(listing.fields)


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("language", LISTINGS)
def test_labels_and_values(language: str, rows: str) -> None:
    said = fields(language, rows)
    _, (_, origin, destination), (amount, currency) = LISTINGS[language]
    assert (said["price"], said["currency"]) == (amount, currency)
    assert (said["title"], said["vendor"], said["ships_from"]) == ("Blue Kettle Tea 50g", "leafyard", origin)
    assert said["ships_to"] == (destination,)


@pytest.mark.parametrize("language", LISTINGS)
def test_what_a_page_hides_is_not_what_it_says(language: str) -> None:
    price, vendor, *_ = LISTINGS[language][0]
    said = fields(language, "table", before=HIDDEN.format(price, vendor))
    assert (said["price"], said["vendor"]) == (LISTINGS[language][2][0], "leafyard")
