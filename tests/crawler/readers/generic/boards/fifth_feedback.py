"""A fifth set of feedback and of pages that say nothing, held out: written with the fourth."""

from __future__ import annotations

from tests.crawler.readers.generic.boards.case import Review, Sheet, page
from tests.crawler.readers.generic.unseen.shelves import each


def _magento() -> Sheet:
    one = '<li class="item review-item" itemscope itemprop="review" itemtype="http://schema.org/Review"><div class="review-title" itemprop="name">{0}</div><div class="review-ratings"><div class="rating-summary item" itemprop="reviewRating" itemscope itemtype="http://schema.org/Rating"><span class="label rating-label"><span>Note</span></span><div class="rating-result" title="{1}%"><meta itemprop="worstRating" content="1"><meta itemprop="bestRating" content="100"><span style="width:{1}%"><span itemprop="ratingValue">{1}%</span></span></div></div></div><div class="review-content-container"><div class="review-content" itemprop="description">{2}</div><div class="review-details"><p class="review-author"><span class="review-details-label">Avis par</span> <strong class="review-details-value" itemprop="author">{3}</strong></p><p class="review-date"><span class="review-details-label">Publié le</span> <time class="review-details-value" itemprop="datePublished" datetime="{4}">{5}</time></p></div></div></li>'
    rows = (
        ("Parfait", "100", "Odeur fine, colis soigné.", "Odile", "2025-01-02", "02/01/2025"),
        ("Déçue", "40", "Feuilles en poussière.", "Marthe", "2025-01-17", "17/01/2025"),
    )
    body = (
        '<div class="block review-list" id="customer-reviews"><div class="block-title"><strong>Avis clients</strong></div><ol class="items review-items">'
        + each(one, rows)
        + "</ol></div>"
    )
    return Sheet("Magento 2, French", "/review/product/list/id/31", page(body, "Avis clients", "fr"), "", reviews=[
        Review("Odile", "2025-01-02", "Parfait\nOdeur fine, colis soigné.", 100), Review("Marthe", "2025-01-17", "Déçue\nFeuilles en poussière.", 40)])  # fmt: skip


def _judge() -> Sheet:
    one = '<div class="jdgm-rev jdgm-divider-top" data-verified-buyer="true"><div class="jdgm-rev__header"><div class="jdgm-rev__icon">{0}</div><span class="jdgm-rev__rating" data-score="{1}" aria-label="{1} star review" role="img">{5}</span><span class="jdgm-rev__timestamp" data-content="{2} 10:30:00 UTC">{3}</span><div class="jdgm-rev__br"></div><span class="jdgm-rev__buyer-badge-wrapper"><span class="jdgm-rev__buyer-badge">Verified</span></span> <span class="jdgm-rev__author-wrapper"><span class="jdgm-rev__author">{4}</span></span></div><div class="jdgm-rev__content"><b class="jdgm-rev__title">{6}</b><div class="jdgm-rev__body"><p>{7}</p></div></div></div>'
    lit, dark = '<span class="jdgm-star jdgm--on"></span>', '<span class="jdgm-star jdgm--off"></span>'
    rows = (
        ("M", "5", "2025-01-02", "01/02/2025", "Mabel", lit * 5, "Lovely", "Smells of pine and rain."),
        ("O", "2", "2025-01-19", "01/19/2025", "Otto K.", lit * 2 + dark * 3, "Late", "Three weeks on the road."),
    )
    body = (
        '<div class="jdgm-widget"><h2 class="jdgm-rev-widg__title">Customer Reviews</h2><div class="jdgm-rev-widg__reviews">'
        + each(one, rows)
        + "</div></div>"
    )
    return Sheet("Shopify with a widget", "/products/lapsang/reviews", page(body, "Lapsang reviews"), "", reviews=[
        Review("Mabel", "2025-01-02", "Lovely\nSmells of pine and rain.", 5), Review("Otto K.", "2025-01-19", "Late\nThree weeks on the road.", 2)])  # fmt: skip


def _lines() -> Sheet:
    one = '<div class="fb"><p><b>{0}</b> rated <a href="/o/{1}">{2}</a> {3} on {4}</p><p class="c">{5}</p></div>'
    rows = (
        ("q**t", "771", "Dried figs, Smyrna", "5/5", "2025-01-02", "Soft and sweet, quick post."),
        ("b**7", "773", "Apricots, unsulphured", "2/5", "2025-01-08", "A bit mouldy."),
    )
    body = "<h2>Feedback for orchard_nine</h2>" + each(one, rows)
    return Sheet("sentences", "/v/orchard_nine/feedback", page(body, "Feedback - Nightjar"), "", reviews=[
        Review("q**t", "2025-01-02", "Soft and sweet, quick post.", 5, "Dried figs, Smyrna"), Review("b**7", "2025-01-08", "A bit mouldy.", 2, "Apricots, unsulphured")])  # fmt: skip


def _vietnamese() -> Sheet:
    star, none = '<svg class="icon-rating-solid"></svg>', '<svg class="icon-rating"></svg>'
    one = '<div class="shopee-product-rating"><a class="shopee-avatar" href="/shop/1"><img src="/a.png"></a><div class="shopee-product-rating__main"><a class="shopee-product-rating__author-name" href="/shop/1">{0}</a><div class="shopee-product-rating__rating" title="{4} sao">{1}</div><div class="shopee-product-rating__time">{2} | Phân loại hàng: 500ml</div><div class="shopee-product-rating__content">{3}</div><div class="shopee-product-rating__actions"><div class="shopee-product-rating__like-count">Hữu Ích?</div></div></div></div>'
    rows = (
        ("n*****h", star * 5, "2025-01-02 10:30", "Mật thơm, đóng gói kỹ.", "5"),
        ("lan_ng", star * 3 + none * 2, "2025-01-21 20:05", "Giao hơi chậm.", "3"),
    )
    body = (
        '<div class="product-ratings"><div class="product-ratings__header">Đánh giá sản phẩm</div><div class="product-ratings__list">'
        + each(one, rows)
        + "</div></div>"
    )
    return Sheet("bazaar of a phone, Vietnamese", "/danh-gia/31", page(body, "Đánh giá: Mật ong rừng", "vi"), "", reviews=[
        Review("n*****h", "2025-01-02T10:30", "Mật thơm, đóng gói kỹ.", 5), Review("lan_ng", "2025-01-21T20:05", "Giao hơi chậm.", 3)])  # fmt: skip


def _thai() -> Sheet:
    one = "<tr><td>{0}</td><td>{1}</td><td>{2}</td><td>{3}</td></tr>"
    rows = (("ส***ย", "⭐⭐⭐⭐⭐", "ส่งไว ของดี", "2 ม.ค. 2568"), ("ก***1", "⭐⭐⭐", "กล่องบุบ แต่ของครบ", "9 ม.ค. 2568"))
    body = (
        "<h3>รีวิวจากผู้ซื้อ</h3><table><tr><th>ผู้ซื้อ</th><th>คะแนน</th><th>ความคิดเห็น</th><th>วันที่</th></tr>"
        + each(one, rows)
        + "</table>"
    )
    return Sheet("table of stars, Thai", "/shop/din/reviews", page(body, "รีวิว - ร้านดิน", "th"), "", reviews=[
        Review("ส***ย", "2025-01-02", "ส่งไว ของดี", 5), Review("ก***1", "2025-01-09", "กล่องบุบ แต่ของครบ", 3)])  # fmt: skip


def _thumbs() -> Sheet:
    one = '<tr><td><i class="fa fa-thumbs-{0} text-{1}"></i></td><td class="w-50">{2}<br><small class="text-muted">{3}</small></td><td>{4}</td><td><span data-toggle="tooltip" title="{5}">{6}</span></td></tr>'
    rows = (
        ("up", "success", "Heavy pot, no chips.", "Iron kettle 1L", "v****a", "2025-01-02 10:30:00", "2 months ago"),
        ("down", "danger", "Lid missing.", "Iron kettle 2L", "r****9", "2025-01-11 09:00:00", "2 months ago"),
    )
    body = '<h4>Buyer feedback</h4><table class="table"><tbody>' + each(one, rows) + "</tbody></table>"
    return Sheet("thumbs in a table", "/vendor/kotlarz/feedback", page(body, "Feedback - kotlarz"), "", reviews=[
        Review("v****a", "2025-01-02T10:30", "Heavy pot, no chips.", "positive", "Iron kettle 1L"), Review("r****9", "2025-01-11T09:00", "Lid missing.", "negative", "Iron kettle 2L")])  # fmt: skip


FIFTH_FEEDBACK = [_magento(), _judge(), _lines(), _vietnamese(), _thai(), _thumbs()]


def _nothing(name: str, path: str, body: str, title: str, language: str = "en") -> Sheet:
    return Sheet(name, path, page(body, title, language))


FIFTH_WITHOUT = [
    _nothing("board index of SMF, Russian", "/index.php", '<h1>Мастерская</h1><div id="boardindex_table"><div class="up_contain" id="board_1"><div class="info"><a class="subject" href="/index.php?board=1.0">Самовары</a><div class="board_description">Паять и чистить</div></div><div class="board_stats"><p>Сообщений: 120<br>Тем: 14</p></div><div class="lastpost"><p><strong>Последний ответ: </strong><a href="/index.php?topic=3.msg9">Течёт самовар</a> <span class="postby">от <a href="/index.php?action=profile;u=2">жестянщик</a></span><br>02 января 2025, 19:05</p></div></div><div class="up_contain" id="board_2"><div class="info"><a class="subject" href="/index.php?board=2.0">Чашки</a><div class="board_description">Клеить</div></div><div class="board_stats"><p>Сообщений: 80<br>Тем: 9</p></div><div class="lastpost"><p><strong>Последний ответ: </strong><a href="/index.php?topic=5.msg8">Скол</a> <span class="postby">от <a href="/index.php?action=profile;u=3">Кузьмич</a></span><br>01 января 2025, 10:05</p></div></div></div>', "Мастерская - Главная", "ru"),
    _nothing("waiting for a moderator, English", "/topic/31-dull-knife/", "<h1>Sorry, there is a problem</h1><p>This topic is awaiting approval by a moderator. Error code: 2F173/H</p><p>Posted 02 January 2025</p>", "Error - Forge Talk"),
    _nothing("age gate, German", "/", '<h1>Altersprüfung</h1><p>Bist du über 18 Jahre alt?</p><form method="post"><button name="ja">Ja</button><button name="nein">Nein</button></form>', "Kontor am Deich", "de"),
    _nothing("feedback to come, Chinese", "/shop/laocha/feedback", "<h3>买家评价</h3><table><thead><tr><th>评分</th><th>评价内容</th><th>买家</th><th>时间</th></tr></thead><tbody><tr><td colspan=4>暂无评价</td></tr></tbody></table>", "评价", "zh"),
    _nothing("list of members, Thai", "/members", '<h1>สมาชิก</h1><table><tr><th>ชื่อ</th><th>วันที่สมัคร</th><th>โพสต์</th></tr><tr><td><a href="/u/1">ครัวไม้</a></td><td>02/01/2020</td><td>40</td></tr><tr><td><a href="/u/2">แม่ค้าชา</a></td><td>05/06/2021</td><td>12</td></tr></table>', "สมาชิก - ลานครัว", "th"),
]  # fmt: skip
