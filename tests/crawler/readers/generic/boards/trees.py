"""Trees of comments, channels, guest books and pages that somebody made by hand."""

from __future__ import annotations

from tests.crawler.readers.generic.boards.case import Post, Sheet, page


def _dread() -> Sheet:
    def comment(slug: str, who: str, when: str, body: str, inner: str = "", op: str = "") -> str:
        return f"""<div class="comment" id="c-{slug}"><div class="votes"><a href="/vote/{slug}/up">▲</a><span class="score">12</span><a href="/vote/{slug}/down">▼</a></div><div class="commentBody"><div class="commentHead"><a class="username" href="/u/{who}">/u/{who}</a> {op}<span class="flair">P</span> <span class="points">12 points</span> <span title="2025-01-03 08:05:00">{when}</span></div><div class="commentContent"><p>{body}</p></div><div class="commentFoot"><a href="/post/77aa/#c-{slug}">Permalink</a> <a href="/report/{slug}">Report</a> <a href="/reply/{slug}">Reply</a></div></div><div class="children">{inner}</div></div>"""

    first = comment(
        "a1",
        "mintleaf",
        "1 day ago",
        "Peppermint, and nothing but peppermint.",
        comment(
            "a2",
            "old_pot",
            "23 hours ago",
            "Spearmint is kinder.",
            comment("a3", "mintleaf", "22 hours ago", "Kinder, and duller."),
            '<span class="op">OP</span> ',
        ),
    )
    body = f"""<nav><a href="/">Front page</a> <a href="/d/Teas">/d/Teas</a> <a href="/login">Login</a></nav><div class="sidebar"><h3>/d/Teas</h3><p>4,120 subscribers</p><p>Created 2 years ago</p><h4>Moderators</h4><ul><li><a href="/u/warden">/u/warden</a></li></ul></div>
<div class="postMain"><div class="votes"><span class="score">31</span></div><div class="item"><a class="title" href="/post/77aa">Which mint for the night?</a><div class="author">by <a href="/u/old_pot">/u/old_pot</a> in <a href="/d/Teas">/d/Teas</a> <span title="2025-01-02 10:30:00">2 days ago</span></div><div class="postContent"><p>I sleep badly.</p><p>Somebody told me mint helps.</p></div><div class="postFoot"><a href="/save/77aa">Save</a> <a href="/report/77aa">Report</a></div></div></div>
<div class="commentSort">Sort by: <a href="?sort=top">Top</a> <a href="?sort=new">New</a></div><div class="comments">{first}{comment("b1", "nightowl", "3 hours ago", "Stay awake, read a book.")}</div>"""
    when = "2025-01-03T08:05"
    return Sheet("tree of an onion's board", "/post/77aa", page(body, "Which mint for the night? | /d/Teas"), "Which mint for the night?", [
        Post("old_pot", "2025-01-02T10:30", "I sleep badly.\nSomebody told me mint helps."),
        Post("mintleaf", when, "Peppermint, and nothing but peppermint."), Post("old_pot", when, "Spearmint is kinder."),
        Post("mintleaf", when, "Kinder, and duller."), Post("nightowl", when, "Stay awake, read a book.")])  # fmt: skip


def _lobsters() -> Sheet:
    def comment(slug: str, who: str, when: str, title: str, body: str, inner: str = "") -> str:
        return f"""<li class="comments_subtree"><input id="comment_folder_{slug}" class="comment_folder_button" type="checkbox"><div id="c_{slug}" data-shortid="{slug}" class="comment"><div class="voters"><a class="upvoter">4</a></div><div class="details"><div class="byline"><label for="comment_folder_{slug}" class="comment_folder"></label><a href="/~{who}"><img class="avatar" src="a.png" alt="{who} avatar"></a> <a href="/~{who}">{who}</a> <a href="/s/kk1/tea#c_{slug}"><time title="{title}" datetime="{title}">{when}</time></a> | <a href="/c/{slug}">link</a> | <a class="flagger">flag</a></div><div class="comment_text"><p>{body}</p></div></div></div><ol class="comments">{inner}</ol></li>"""

    body = f"""<header id="nav"><a href="/">Lanternfish</a><a href="/login">Login</a></header><ol class="stories list"><li id="story_kk1" class="story"><div class="story_liner h-entry"><div class="voters"><a class="upvoter">14</a></div><div class="details"><span class="link h-cite u-repost-of"><a class="u-url" href="http://leaf.invalid/">Steeping without a clock</a></span><span class="tags"><a class="tag" href="/t/tea">tea</a></span> <a class="domain" href="/domains/leaf.invalid">leaf.invalid</a><div class="byline"><span> authored by </span><a class="u-author h-card" href="/~sundial">sundial</a> <time title="2025-01-02 10:30:11" datetime="2025-01-02 10:30:11">4 days ago</time> | <span class="comments_label"><a href="/s/kk1/tea">3 comments</a></span></div></div></div></li></ol><div class="story_content"><div class="story_text"><p>No clock, no trouble.</p></div></div>
<ol class="comments comments1"><li class="comments_subtree"><ol class="comments">{comment("x1", "hourglass", "4 days ago", "2025-01-02 11:00:00", "Sand is a clock too, friend.", comment("x2", "sundial", "3 days ago", "2025-01-03 08:05:00", "Then so is hunger."))}{comment("x3", "metronome", "2 days ago", "2025-01-04 07:00:00", "Count to two hundred.")}</ol></li></ol>"""
    return Sheet("tree in lists", "/s/kk1/tea", page(body, "Steeping without a clock | Lanternfish"), "Steeping without a clock", [
        Post("sundial", "2025-01-02T10:30", "No clock, no trouble."), Post("hourglass", "2025-01-02T11:00", "Sand is a clock too, friend."),
        Post("sundial", "2025-01-03T08:05", "Then so is hunger."), Post("metronome", "2025-01-04T07:00", "Count to two hundred.")])  # fmt: skip


def _channel() -> Sheet:
    def message(n: int, iso: str, body: str, views: str, more: str = "") -> str:
        return f"""<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message text_not_supported_wrap js-widget_message" data-post="kebunteh/{n}" data-view="x"><div class="tgme_widget_message_user"><a href="https://t.me/kebunteh"><i class="tgme_widget_message_user_photo bgcolor1"><img src="a.jpg"></i></a></div><div class="tgme_widget_message_bubble"><div class="tgme_widget_message_author accent_color"><a class="tgme_widget_message_owner_name" href="https://t.me/kebunteh"><span dir="auto">Kebun Teh</span></a></div>{more}<div class="tgme_widget_message_text js-message_text" dir="auto">{body}</div><div class="tgme_widget_message_footer compact js-message_footer"><div class="tgme_widget_message_info short js-message_info"><span class="tgme_widget_message_views">{views}</span><span class="copyonly"> views</span><span class="tgme_widget_message_meta"><a class="tgme_widget_message_date" href="https://t.me/kebunteh/{n}"><time datetime="{iso}:11+00:00" class="time">{iso[11:]}</time></a></span></div></div></div></div></div>"""

    reply = '<a class="tgme_widget_message_reply" href="https://t.me/kebunteh/401"><div class="tgme_widget_message_author"><span class="tgme_widget_message_author_name" dir="auto">Kebun Teh</span></div><div class="tgme_widget_message_text js-message_reply_text" dir="auto">Panen pertama tahun ini.</div></a>'
    body = f"""<header class="tgme_header"><div class="tgme_header_title_wrap"><div class="tgme_header_title"><span dir="auto">Kebun Teh</span></div><div class="tgme_header_counter">1.2K subscribers</div></div></header><main class="tgme_main"><section class="tgme_channel_history js-message_history">
{message(401, "2025-01-02T10:30", "Panen pertama tahun ini.<br>Daunnya kecil tapi wangi.", "1.2K")}{message(402, "2025-01-03T20:05", "Terima kasih semua yang datang ke kebun.", "980", reply)}{message(403, "2025-01-05T07:00", "Besok hujan, kebun tutup.", "410")}</section></main>"""
    return Sheet("Telegram preview, Indonesian", "/s/kebunteh", page(body, "Kebun Teh – Telegram", "id"), "Kebun Teh", [
        Post("Kebun Teh", "2025-01-02T10:30", "Panen pertama tahun ini.\nDaunnya kecil tapi wangi.", "401"),
        Post("Kebun Teh", "2025-01-03T20:05", "Terima kasih semua yang datang ke kebun.", "402"),
        Post("Kebun Teh", "2025-01-05T07:00", "Besok hujan, kebun tutup.", "403")])  # fmt: skip


def _guest_book() -> Sheet:
    entry = '<table border="1" width="80%"><tr><td bgcolor="#dddddd"><b>ชื่อ:</b> {} &nbsp; <b>วันที่:</b> {}</td></tr><tr><td>{}</td></tr></table><br>'
    entries = [
        ("ใบชา", "2 มกราคม 2568 10:30", "ร้านนี้ชาหอมมาก<br>จะกลับมาอีกแน่นอน"),
        ("น้ำค้าง", "3 ม.ค. 2568 20:05 น.", "ขอบคุณที่แบ่งปันวิธีชงชา"),
        ("ลมหนาว", "เมื่อวาน 14:02", "มีสาขาที่เชียงใหม่ไหมคะ"),
    ]
    body = "<center><h2>สมุดเยี่ยมบ้านชา</h2><p>ผู้เข้าชม 10,211 คน</p>" + "".join(entry.format(*e) for e in entries) + '<form method="post">ชื่อ <input name="n"> ข้อความ <textarea name="t"></textarea><input type="submit" value="ส่ง"></form></center>'  # fmt: skip
    return Sheet("guest book, Thai", "/guestbook.php", page(body, "สมุดเยี่ยมบ้านชา", "th"), "สมุดเยี่ยมบ้านชา", [
        Post("ใบชา", "2025-01-02T10:30", "ร้านนี้ชาหอมมาก\nจะกลับมาอีกแน่นอน"), Post("น้ำค้าง", "2025-01-03T20:05", "ขอบคุณที่แบ่งปันวิธีชงชา"),
        Post("ลมหนาว", "เมื่อวาน 14:02", "มีสาขาที่เชียงใหม่ไหมคะ")])  # fmt: skip


def _by_hand() -> Sheet:
    row = '<tr bgcolor="#{c}"><td width="120" valign="top"><b>{who}</b><br><small>{rank}<br>Mensajes: {n}</small></td><td><small>Publicado el {date}</small><hr>{body}</td></tr>'
    rows = [
        (
            "eee",
            "molinillo",
            "veterano",
            210,
            "2 de enero de 2025 a las 10:30",
            "¿Alguien muele sus propias especias?<br>Busco consejo.",
        ),
        (
            "fff",
            "canela_en_rama",
            "nuevo",
            3,
            "3 de enero de 2025 a las 20:05",
            "<i>molinillo escribió:</i><blockquote>¿Alguien muele sus propias especias?</blockquote>Yo, con mortero de piedra.",
        ),
        ("eee", "molinillo", "veterano", 211, "hace 3 horas", "Gracias, buscaré uno."),
    ]
    table = "".join(row.format(c=c, who=w, rank=r, n=n, date=d, body=b) for c, w, r, n, d, b in rows)
    body = f'<table width="100%"><tr><td><a href="/">Inicio</a> | <a href="/foro">Foro</a> | <a href="/entrar">Entrar</a></td></tr></table><h3>Moler especias en casa</h3><table border="0" cellpadding="4" width="100%"><tr bgcolor="#ccc"><th>Autor</th><th>Mensaje</th></tr>{table}</table><p>Página 1 de 1</p>'
    return Sheet("table made by hand, Spanish", "/foro/tema/31", page(body, "Moler especias en casa - Foro del mercado", "es"), "Moler especias en casa", [
        Post("molinillo", "2025-01-02T10:30", "¿Alguien muele sus propias especias?\nBusco consejo."),
        Post("canela_en_rama", "2025-01-03T20:05", "Yo, con mortero de piedra."), Post("molinillo", "hace 3 horas", "Gracias, buscaré uno.")])  # fmt: skip


TREES = [_dread(), _lobsters(), _channel(), _guest_book(), _by_hand()]
