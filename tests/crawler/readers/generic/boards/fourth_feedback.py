"""A fourth set of feedback and of pages that say nothing, written before the reader was run on it."""

from __future__ import annotations

from tests.crawler.readers.generic.boards.case import Review, Sheet, page
from tests.crawler.readers.generic.unseen.shelves import each


def _woocommerce() -> Sheet:
    one = '<li class="review byuser comment-author-{1} depth-1" id="li-comment-{0}"><div id="comment-{0}" class="comment_container"><img alt="" src="/g.png" class="avatar avatar-60 photo"><div class="comment-text"><div class="star-rating" role="img" aria-label="Bewertet mit {2} von 5"><span style="width:{3}%">Bewertet mit <strong class="rating">{2}</strong> von 5</span></div><p class="meta"><strong class="woocommerce-review__author">{1}</strong> <em class="woocommerce-review__verified verified">(Verifizierter Besitzer)</em> <span class="woocommerce-review__dash">–</span> <time class="woocommerce-review__published-date" datetime="{4}T10:30:00+01:00">{5}</time></p><div class="description"><p>{6}</p></div></div></div></li>'
    rows = (
        ("7", "Hedwig", "5", "100", "2025-01-02", "2. Januar 2025", "Feines Aroma, gern wieder."),
        ("9", "Till", "3", "60", "2025-01-14", "14. Januar 2025", "Tüte war offen, Geschmack gut."),
    )
    body = '<div class="woocommerce-tabs"><div id="reviews" class="woocommerce-Reviews"><div id="comments"><h2 class="woocommerce-Reviews-title">2 Bewertungen für <span>Kamille lose</span></h2><ol class="commentlist">' + each(one, rows) + '</ol></div><div id="review_form"><p class="must-log-in">Du musst <a href="/login">angemeldet</a> sein, um eine Bewertung abzugeben.</p></div></div></div>'  # fmt: skip
    return Sheet("WooCommerce, German", "/bewertungen/kamille", page(body, "Bewertungen: Kamille lose", "de"), "", reviews=[
        Review("Hedwig", "2025-01-02T10:30", "Feines Aroma, gern wieder.", 5), Review("Till", "2025-01-14T10:30", "Tüte war offen, Geschmack gut.", 3)])  # fmt: skip


def _opencart() -> Sheet:
    on, off = (
        '<span class="fa fa-stack"><i class="fa fa-star fa-stack-2x"></i><i class="fa fa-star-o fa-stack-2x"></i></span>',
        '<span class="fa fa-stack"><i class="fa fa-star-o fa-stack-2x"></i></span>',
    )
    one = '<table class="table table-striped table-bordered"><tr><td style="width: 50%;"><strong>{0}</strong></td><td class="text-right">{1}</td></tr><tr><td colspan="2"><p>{2}</p>{3}</td></tr></table>'
    rows = (
        ("Марфа", "02.01.2025", "Заварник крепкий, крышка сидит плотно.", on * 5),
        ("Пётр", "19.02.2025", "Носик течёт, но вернули деньги.", on * 2 + off * 3),
        ("Зоя", "01.03.2025", "Обычный чайник.", on * 4 + off),
    )
    body = (
        '<div class="tab-pane" id="tab-review"><h3>Отзывы (3)</h3><div id="review">' + each(one, rows) + "</div></div>"
    )
    return Sheet("OpenCart, Russian", "/index.php?route=product/review&product_id=42", page(body, "Отзывы", "ru"), "", reviews=[
        Review("Марфа", "2025-01-02", "Заварник крепкий, крышка сидит плотно.", 5), Review("Пётр", "2025-02-19", "Носик течёт, но вернули деньги.", 2), Review("Зоя", "2025-03-01", "Обычный чайник.", 4)])  # fmt: skip


def _prestashop() -> Sheet:
    one = '<div class="product-comment-list-item row" data-product-comment-id="{0}"><div class="col-sm-3 comment-infos"><div class="grade-stars" data-grade="{4}"><div class="star-content star-full-{4}"></div></div><div class="comment-date">{2}</div><div class="comment-author">Por {1}</div></div><div class="col-sm-9 comment-content"><p class="h4">{3}</p><p>{5}</p><ul class="comment-buttons btn-group"><a class="useful-review">0</a><a class="report-abuse">Informar</a></ul></div></div>'
    rows = (
        ("3", "Lucía R.", "02/01/2025", "Muy buena", "5", "Llegó en dos días y bien cerrada."),
        ("4", "Tomás", "25/01/2025", "Regular", "3", "La tapa no encaja."),
    )
    body = (
        '<div class="product-comments"><h2>Comentarios (2)</h2><div id="product-comments-list">'
        + each(one, rows)
        + "</div></div>"
    )
    return Sheet("PrestaShop, Spanish", "/opiniones/olla", page(body, "Opiniones de la olla", "es"), "", reviews=[
        Review("Lucía R.", "2025-01-02", "Muy buena\nLlegó en dos días y bien cerrada.", 5), Review("Tomás", "2025-01-25", "Regular\nLa tapa no encaja.", 3)])  # fmt: skip


def _chinese_market() -> Sheet:
    one = '<tr class="{4}"><td><span class="label label-success">{0}</span></td><td>{1}</td><td><a href="/goods/{5}">{6}</a></td><td>{2}</td><td>{3}</td></tr>'
    rows = (
        (
            "好评",
            "h***3",
            "0.0021 BTC",
            "2025-01-02 10:30",
            "odd",
            "31",
            "龙井 100克",
        ),
        ("差评", "w***z", "0.0019 BTC", "2025-01-09 22:05", "even", "32", "铁观音 50克"),
    )
    one = '<tr class="{4}"><td><span class="label">{0}</span></td><td>{7}</td><td><a href="/goods/{5}">{6}</a></td><td>{1}</td><td>{2}</td><td>{3}</td></tr>'
    said = ("发货快，茶很香。", "少了五克，客服不理。")
    full = tuple((*row, text) for row, text in zip(rows, said, strict=True))
    body = (
        '<h3>买家评价</h3><table class="table"><thead><tr><th>评分</th><th>评价内容</th><th>商品</th><th>买家</th><th>金额</th><th>时间</th></tr></thead><tbody>'
        + each(one, full)
        + "</tbody></table>"
    )
    return Sheet("market's table, Chinese", "/shop/laocha/feedback", page(body, "老茶铺 的评价 - 夜市", "zh"), "", reviews=[
        Review("h***3", "2025-01-02T10:30", "发货快，茶很香。", "好评", "龙井 100克"), Review("w***z", "2025-01-09T22:05", "少了五克，客服不理。", "差评", "铁观音 50克")])  # fmt: skip


def _japanese() -> Sheet:
    one = '<li class="revRvwUserMain"><div class="revUserEntry"><dl><dt class="revUserFaceName">{0}さん</dt><dd class="revUserFaceDtlTxt">40代 女性</dd></dl></div><div class="revRvwUserSec"><span class="revUserRvwStar"><span class="revUserStars">{1}</span><span class="revUserRvwerNum value">{2}</span></span> <span class="revUserEntryDate">投稿日：{3}</span><p class="revRvwUserEntryCmt">{4}</p><p class="revHelp">参考になった 2人</p></div></li>'
    rows = (
        ("yunomi", "★★★★★", "5", "2025年1月2日", "とても香りがよいです。また買います。"),
        ("茶っぱ", "★★☆☆☆", "2", "2025年1月20日", "袋が破れていました。"),
    )
    body = '<h2>みんなのレビュー</h2><ul class="revRvwList">' + each(one, rows) + "</ul>"
    return Sheet("shop, Japanese", "/review/item/1/30012", page(body, "みんなのレビュー：煎茶 100g", "ja"), "", reviews=[
        Review("yunomi", "2025-01-02", "とても香りがよいです。また買います。", 5), Review("茶っぱ", "2025-01-20", "袋が破れていました。", 2)])  # fmt: skip


def _korean() -> Sheet:
    one = '<li class="BnwL_cs1av"><div class="_2V6vMO_iLm"><em class="_15NU42F3kT">{0}</em><strong class="_2L3vDiadT9">{1}</strong><span class="_2L3vDiadT9">{2}</span><div class="_2FXNMST_ak">옵션: <a href="/goods/31">{3}</a></div></div><div class="_1kMfD5ErZ6"><span class="_2L3vDiadT9">{4}</span></div></li>'
    rows = (
        ("평점5", "tea4****", "25.01.02.", "녹차 100g", "향이 좋아요. 재구매합니다."),
        ("평점2", "kim_****", "25.01.19.", "보리차 1kg", "포장이 뜯어져 왔어요."),
    )
    body = '<h3>상품 리뷰 2건</h3><ul class="TsOLil1PRz">' + each(one, rows) + "</ul>"
    return Sheet("shop with hashed classes, Korean", "/products/31/reviews", page(body, "리뷰 - 녹차상회", "ko"), "", reviews=[
        Review("tea4****", "2025-01-02", "향이 좋아요. 재구매합니다.", 5, "녹차 100g"), Review("kim_****", "2025-01-19", "포장이 뜯어져 왔어요.", 2, "보리차 1kg")])  # fmt: skip


def _russian_scale() -> Sheet:
    one = '<div class="otzyv"><div class="shapka"><span class="ot">{0}</span> о товаре <a href="/tovar/{4}">{5}</a></div><div class="ocenka">Оценка: {1} из 5</div><div class="tekst">{2}</div><div class="kogda">{3}</div></div>'
    rows = (
        ("п***к", "4,5", "Всё пришло вовремя.", "2 января 2025", "8", "Чай чёрный 200 г"),
        ("л***а", "1", "Пустая коробка!", "15 января 2025", "9", "Кофе 1 кг"),
    )
    body = '<h1>Отзывы о продавце chajnik</h1><div class="otzyvy">' + each(one, rows) + "</div>"
    return Sheet("marks out of five, Russian", "/otzyvy/chajnik", page(body, "Отзывы о продавце chajnik", "ru"), "", reviews=[
        Review("п***к", "2025-01-02", "Всё пришло вовремя.", 4.5, "Чай чёрный 200 г"), Review("л***а", "2025-01-15", "Пустая коробка!", 1, "Кофе 1 кг")])  # fmt: skip


FOURTH_FEEDBACK = [
    _woocommerce(),
    _opencart(),
    _prestashop(),
    _chinese_market(),
    _japanese(),
    _korean(),
    _russian_scale(),
]


def _nothing(name: str, path: str, body: str, title: str, language: str = "en") -> Sheet:
    return Sheet(name, path, page(body, title, language))


FOURTH_WITHOUT = [
    _nothing("viewforum of phpBB", "/viewforum.php?f=2", '<h2 class="forum-title"><a href="./viewforum.php?f=2">Pans</a></h2><div class="forumbg"><div class="inner"><ul class="topiclist"><li class="header"><dl class="row-item"><dt><div class="list-inner">Topics</div></dt><dd class="posts">Replies</dd><dd class="views">Views</dd><dd class="lastpost"><span>Last post</span></dd></dl></li></ul><ul class="topiclist topics"><li class="row bg1"><dl class="row-item topic_read"><dt title="No unread posts"><div class="list-inner"><a href="./viewtopic.php?t=55" class="topictitle">Cleaning a wok</a><br><div class="topic-poster responsive-hide left-box">by <a href="./memberlist.php?u=7" class="username">ironbelly</a> &raquo; <time datetime="2025-01-02T10:30:11+00:00">Thu Jan 02, 2025 10:30 am</time></div></div></dt><dd class="posts">2</dd><dd class="views">120</dd><dd class="lastpost"><span>by <a href="./memberlist.php?u=7" class="username">ironbelly</a><br><time datetime="2025-01-04T07:00:00+00:00">Sat Jan 04, 2025 7:00 am</time></span></dd></dl></li><li class="row bg2"><dl class="row-item topic_read"><dt><div class="list-inner"><a href="./viewtopic.php?t=56" class="topictitle">Rust on a griddle</a><br><div class="topic-poster">by <a href="./memberlist.php?u=8" class="username">leek</a> &raquo; <time datetime="2025-01-01T10:30:11+00:00">Wed Jan 01, 2025 10:30 am</time></div></div></dt><dd class="posts">5</dd><dd class="views">310</dd><dd class="lastpost"><span>by <a href="./memberlist.php?u=9" class="username">thyme</a><br><time datetime="2025-01-03T07:00:00+00:00">Fri Jan 03, 2025 7:00 am</time></span></dd></dl></li></ul></div></div>', "Pans - Pantry Board"),
    _nothing("must sign in, Vietnamese", "/login/", '<h1>Đăng nhập</h1><div class="blockMessage">Bạn phải đăng nhập hoặc đăng ký để xem chủ đề này.</div><form action="/login/login" method="post"><input name="login"><input type="password" name="password"><button>Đăng nhập</button></form>', "Đăng nhập | Quán Trà", "vi"),
    _nothing("report a post, German", "/index.php?action=reporttm;topic=12;msg=42", '<h3>Beitrag melden</h3><p>Du meldest den Beitrag von Gießer vom 02. Januar 2025.</p><form><textarea name="comment"></textarea><input type="submit" value="Absenden"></form>', "Beitrag melden", "de"),
    _nothing("latest activity, Spanish", "/actividad", '<h1>Actividad reciente</h1><ul><li><a href="/comunidad/perfil/alfarera/">alfarera</a> respondió a <a href="/comunidad/cocina/curar-una-olla/">Curar una olla</a> <time>13/01/2025 9:05 pm</time></li><li><a href="/comunidad/perfil/olla_vieja/">olla_vieja</a> creó el tema <a href="/comunidad/cocina/pan-duro/">Pan duro</a> <time>12/01/2025 8:00 am</time></li></ul>', "Actividad reciente", "es"),
    _nothing("reviews to come, Japanese", "/review/item/1/30013", "<h2>みんなのレビュー</h2><p>この商品のレビューはまだありません。</p>", "みんなのレビュー", "ja"),
    _nothing("thread removed, Chinese", "/p/99", "<h1>抱歉</h1><p>该帖已被删除，或者您没有权限查看。2025-01-02</p><a href='/'>返回首页</a>", "提示信息", "zh"),
]  # fmt: skip
