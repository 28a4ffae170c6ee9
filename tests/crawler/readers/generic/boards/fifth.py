"""A fifth set of threads, held out: written with the fourth, and not looked at while the reader was mended for that."""

from __future__ import annotations

from tests.crawler.readers.generic.boards.case import Post, Sheet, page
from tests.crawler.readers.generic.unseen.shelves import each


def _ipb3() -> Sheet:
    post = '<div class="post_block hentry clear clearfix" id="post_id_{0}"><div class="post_wrap"><h3 class="row2"><span class="post_id right ipsType_small desc blend_links"><a itemprop="replyToUrl" href="/topic/31-dull-knife/?p={0}" rel="bookmark" title="Dull knife">#{4}</a></span><span itemprop="creator name" class="author vcard"><a class="url fn name" href="/user/8-{1}/" title="View Profile">{1}</a></span></h3><div class="author_info"><div class="user_details"><ul class="basic_info"><li class="group_title">Members</li><li class="post_count desc lighter">204 posts</li></ul></div></div><div class="post_body"><p class="posted_info desc lighter ipsType_small">Posted <abbr class="published" itemprop="commentTime" title="{2}:11+00:00">{3}</abbr></p><div itemprop="commentText" class="post entry-content">{5}</div><div class="signature">Measure twice</div></div><ul class="post_controls clear clearfix"><li><a href="#top">Back to top</a></li><li><a href="/report/{0}">Report</a></li></ul></div></div><hr>'
    rows = (
        ("501", "whet", "2025-01-02T10:30", "02 January 2025 - 10:30 AM", "1", "<p>My paring knife will not hold an edge.</p><p>Stone or strop?</p>"),
        ("502", "burr_ed", "2025-01-02T13:05", "02 January 2025 - 01:05 PM", "2", '<p class="citation">whet, on 02 Jan 2025 - 10:30 AM, said:</p><div class="blockquote"><div class="quote"><p>Stone or strop?</p></div></div><p>Stone, then strop. Twenty degrees.</p><p class="edit">Edited by burr_ed, 02 January 2025 - 01:09 PM.</p>'),
        ("507", "whet", "2025-01-03T08:00", "Yesterday, 08:00 AM", "3", "<p>Holds now.</p>"),
    )  # fmt: skip
    body = '<div id="content" class="clearfix"><ol class="breadcrumb top"><li><a href="/">Forge Talk</a></li><li><a href="/forum/3-blades/">Blades</a></li></ol><h1 itemprop="name" class="ipsType_pagetitle">Dull knife</h1><div class="desc lighter blend_links">Started by <a href="/user/8-whet/">whet</a>, Jan 02 2025 10:30 AM</div><div class="topic hfeed clear clearfix">' + each(post, rows) + "</div></div>"  # fmt: skip
    return Sheet("Invision 3", "/topic/31-dull-knife/", page(body, "Dull knife - Blades - Forge Talk"), "Dull knife", [
        Post("whet", "2025-01-02T10:30", "My paring knife will not hold an edge.\nStone or strop?", "501"), Post("burr_ed", "2025-01-02T13:05", "Stone, then strop. Twenty degrees.", "502"), Post("whet", "2025-01-03T08:00", "Holds now.", "507")])  # fmt: skip


def _drupal() -> Sheet:
    reply = '<article class="comment js-comment by-anonymous" id="comment-{0}"><footer class="comment__meta"><p class="comment__author"><span lang="" class="username">{1}</span></p><p class="comment__time">{2}</p><p class="comment__permalink"><a href="/comment/{0}#comment-{0}" rel="bookmark">Permanenter Link</a></p></footer><div class="comment__content"><h3><a href="/comment/{0}" class="permalink">{3}</a></h3><div class="text-formatted field field--name-comment-body field__item">{4}</div><ul class="links inline"><li class="comment-reply"><a href="/reply/{0}">Antworten</a></li></ul></div></article>'
    rows = (
        ("61", "Seife", "Do., 02.01.2025 - 11:05", "Mit Natron", "<p>Natron und Essig, eine Stunde ziehen lassen.</p>"),
        ("62", "Kessel", "Fr., 03.01.2025 - 08:00", "Danke", "<p>Hat geholfen, wenigstens am Boden.</p>"),
    )
    body = '<main><h1 class="page-title"><span>Angebrannter Topf</span></h1><article class="node node--type-forum"><footer class="node__meta"><div class="node__submitted">Gespeichert von <span class="username">Kessel</span> am <span>Do., 02.01.2025 - 10:30</span></div></footer><div class="node__content"><div class="text-formatted field field--name-body field__item"><p>Die Milch ist angebrannt.</p><p>Wie wird der Topf wieder sauber?</p></div></div></article><section class="comment-wrapper"><h2 class="title">Kommentare</h2>' + each(reply, rows) + "</section></main>"  # fmt: skip
    return Sheet("Drupal, German", "/forum/angebrannter-topf", page(body, "Angebrannter Topf | Haushaltsrunde", "de"), "Angebrannter Topf", [
        Post("Kessel", "2025-01-02T10:30", "Die Milch ist angebrannt.\nWie wird der Topf wieder sauber?"), Post("Seife", "2025-01-02T11:05", "Natron und Essig, eine Stunde ziehen lassen.", "61"), Post("Kessel", "2025-01-03T08:00", "Hat geholfen, wenigstens am Boden.", "62")])  # fmt: skip


def _kunena() -> Sheet:
    post = '<div class="row-fluid message"><div class="span2 hidden-phone"><ul class="unstyled center profilebox"><li><strong><a class="kwho-user hasTooltip" href="/profil/4" title="Voir le profil de {1}">{1}</a></strong></li><li><span class="label">Hors Ligne</span></li><li>Messages : 40</li></ul></div><div class="span10 message-{4}"><div class="message-header"><span class="pull-right"><a href="#{0}" id="{0}" rel="canonical" title="Message">#{0}</a></span><small class="text-muted"><span class="hasTooltip" title="{3}">{2}</span></small></div><div class="horizontal-message"><div class="horizontal-message-top badger-info badger-moved"></div><div class="horizontal-message-text message-kunenabody"><div class="kmsg"><p>{5}</p></div></div></div><div class="message-footer">Connexion pour participer à la conversation.</div></div></div>'
    rows = (
        ("31", "meunier", "il y a 2 ans", "02 Jan 2025 10:30", "published", "Quelle farine pour un levain jeune ?"),
        (
            "33",
            "fournil",
            "il y a 2 ans",
            "02 Jan 2025 14:05",
            "published",
            '<blockquote><p class="kmsgtext-quote">meunier écrit: Quelle farine ?</p></blockquote>Du seigle complet.<br>Trois jours suffisent.',
        ),
    )
    body = '<h1>Levain jeune</h1><div class="topic-item-messages">' + each(post, rows) + "</div>"
    return Sheet("Kunena, French", "/forum/pain/12-levain-jeune", page(body, "Levain jeune - Forum du fournil", "fr"), "Levain jeune", [
        Post("meunier", "2025-01-02T10:30", "Quelle farine pour un levain jeune ?", "31"), Post("fournil", "2025-01-02T14:05", "Du seigle complet.\nTrois jours suffisent.", "33")])  # fmt: skip


def _yabb() -> Sheet:
    post = '<table border="0" width="100%" cellspacing="1" cellpadding="0" class="bordercolor"><tr><td class="windowbg" valign="top" width="20%" rowspan="2"><a name="{0}"></a><a href="/YaBB.pl?action=viewprofile;username={1}"><b>{1}</b></a><br><span class="small">Full Member<br>*****<br>Posts: 180<br>Gender: male</span></td><td class="windowbg" valign="top"><b>{4}</b><br><span class="small">&#171; <b>{5}</b> {2} &#187;</span></td></tr><tr><td class="windowbg" valign="top"><div class="message">{3}</div><div class="small">IP Logged</div></td></tr></table>'
    rows = (
        ("0", "teasel", "Jan 2<sup>nd</sup>, 2025 at 10:30am", "Where do you buy loose rosehip?", "Rosehip", "on:"),
        ("1", "wickham", "Jan 2<sup>nd</sup>, 2025 at 9:05pm", "From the mill in the valley, by the kilo.", "Re: Rosehip", "Reply #1 on:"),
    )  # fmt: skip
    body = (
        '<div class="nav"><a href="/YaBB.pl">Hedge Board</a> &rsaquo; <a href="/YaBB.pl?board=herbs">Herbs</a> &rsaquo; Rosehip</div><table><tr><td class="titlebg"><b>Topic: Rosehip</b> (Read 41 times)</td></tr></table>'
        + each(post, rows)
    )
    return Sheet("YaBB", "/YaBB.pl?num=1735813800", page(body, "Hedge Board - Rosehip"), "Rosehip", [
        Post("teasel", "2025-01-02T10:30", "Where do you buy loose rosehip?"), Post("wickham", "2025-01-02T21:05", "From the mill in the valley, by the kilo.")])  # fmt: skip


def _korean_memo() -> Sheet:
    reply = '<div class="memoWrapperDiv" id="memoWrapper{0}"><div class="memoDiv" memo_no="{0}"><div class="memoInfoDiv"><span class="memoName"><a href="/member.php?mn=1"><b>{1}</b></a></span> <span class="memoDate">2025-01-0{2}</span> <span class="memoOkNok">추천 2</span></div><div class="memoContent">{3}</div></div></div>'
    rows = (
        ("881", "보리밭", "2 11:05:12", "식초 한 숟갈이면 됩니다."),
        ("882", "주전자", "3 08:00:40", "덕분에 해결했어요!"),
    )
    body = '<div class="viewSubjectDiv">주전자 물때 제거</div><div class="writerInfoContents"><div>게시물ID : life_771</div><div>작성자 : <a href="/list.php?mn=1"><b>주전자</b></a></div><div>추천 : 4</div><div>조회수 : 210회</div><div>등록시간 : 2025/01/02 10:30:11</div></div><div class="viewContent">물때가 하얗게 끼었습니다.<br>뭘로 닦나요?</div><div class="memoContainerDiv">' + each(reply, rows) + "</div>"  # fmt: skip
    return Sheet("humour board, Korean", "/board/view.php?table=life&no=771", page(body, "주전자 물때 제거 - 오늘의 살림", "ko"), "주전자 물때 제거", [
        Post("주전자", "2025-01-02T10:30", "물때가 하얗게 끼었습니다.\n뭘로 닦나요?"), Post("보리밭", "2025-01-02T11:05", "식초 한 숟갈이면 됩니다.", "881"), Post("주전자", "2025-01-03T08:00", "덕분에 해결했어요!", "882")])  # fmt: skip


def _v2ex() -> Sheet:
    reply = '<div id="r_{0}" class="cell"><table cellpadding="0" cellspacing="0" border="0" width="100%"><tr><td width="48" valign="top" align="center"><img src="/a.png" class="avatar" alt="{1}"></td><td width="10"></td><td width="auto" valign="top"><div class="fr"><div class="thank_area">感谢回复者</div> <span class="no">{4}</span></div><strong><a href="/member/{1}" class="dark">{1}</a></strong> &nbsp;<span class="ago" title="{2} +08:00">{3}</span><div class="sep5"></div><div class="reply_content">{5}</div></td></tr></table></div>'
    rows = (
        ("9101", "shuihu", "2025-01-02 11:05:30", "1 月 2 日", "1", "泡久了自然苦，水温降到八十度。"),
        ("9107", "gaiwan", "2025-01-03 08:00:10", "23 小时前", "2", "@<a href=\"/member/shuihu\">shuihu</a> 试了，不苦了。"),
    )  # fmt: skip
    body = '<div id="Main"><div class="box"><div class="header"><div class="fr"><a href="/member/gaiwan"><img src="/a.png" class="avatar" alt="gaiwan"></a></div><a href="/">首页</a> › <a href="/go/tea">茶</a><h1>绿茶总是泡苦怎么办</h1><small class="gray"><a href="/member/gaiwan">gaiwan</a> · <span title="2025-01-02 10:30:01 +08:00">1 月 2 日</span> · 841 次点击</small></div><div class="cell"><div class="topic_content"><div class="markdown_body"><p>每次都苦。</p><p>是茶叶不好吗？</p></div></div></div></div><div class="box"><div class="cell"><span class="gray">2 条回复</span></div>' + each(reply, rows) + "</div></div>"  # fmt: skip
    return Sheet("V2EX-like, Chinese", "/t/1101", page(body, "绿茶总是泡苦怎么办 - 茶话", "zh"), "绿茶总是泡苦怎么办", [
        Post("gaiwan", "2025-01-02T10:30", "每次都苦。\n是茶叶不好吗？"), Post("shuihu", "2025-01-02T11:05", "泡久了自然苦，水温降到八十度。", "9101"), Post("gaiwan", "2025-01-03T08:00", "@shuihu 试了，不苦了。", "9107")])  # fmt: skip


def _pantip() -> Sheet:
    reply = '<div id="comment-{0}" class="display-post-wrapper section-comment"><div class="display-post-status-leftside"><span class="display-post-number">ความคิดเห็นที่ {0}</span></div><div class="display-post-story-wrapper comment-wrapper"><div class="display-post-story">{1}</div></div><div class="display-post-avatar"><div class="display-post-avatar-inner"><a class="display-post-name owner" href="/profile/1">{2}</a> <span class="display-post-timestamp"><abbr class="timeago" data-utime="{3}" title="{4} น.">{4} น.</abbr></span></div></div></div>'
    rows = (
        ("1", "ใช้เกลือขัดแล้วล้างน้ำอุ่นค่ะ", "แม่บ้านชานเมือง", "01/02/2025 11:05:00", "2 มกราคม 2568 เวลา 11:05"),
        ("2", "ได้ผลครับ ขอบคุณมาก", "ครัวไม้", "01/03/2025 08:00:00", "3 มกราคม 2568 เวลา 08:00"),
    )
    body = '<div class="display-post-wrapper main-post type"><h1 class="display-post-title">กระทะไหม้ ล้างยังไงดี</h1><div class="display-post-story-wrapper"><div class="display-post-story">กระทะไหม้ดำทั้งใบครับ<br>ขัดแล้วไม่ออก</div></div><div class="display-post-avatar"><div class="display-post-avatar-inner"><a class="display-post-name owner" href="/profile/2">ครัวไม้</a> <span class="display-post-timestamp"><abbr class="timeago" data-utime="01/02/2025 10:30:00" title="2 มกราคม 2568 เวลา 10:30 น.">2 มกราคม 2568 เวลา 10:30 น.</abbr></span></div></div></div><div id="comments-jsrender">' + each(reply, rows) + "</div>"  # fmt: skip
    return Sheet("Pantip-like, Thai", "/topic/43001", page(body, "กระทะไหม้ ล้างยังไงดี - ลานครัว", "th"), "กระทะไหม้ ล้างยังไงดี", [
        Post("ครัวไม้", "2025-01-02T10:30", "กระทะไหม้ดำทั้งใบครับ\nขัดแล้วไม่ออก"), Post("แม่บ้านชานเมือง", "2025-01-02T11:05", "ใช้เกลือขัดแล้วล้างน้ำอุ่นค่ะ", "1"), Post("ครัวไม้", "2025-01-03T08:00", "ได้ผลครับ ขอบคุณมาก", "2")])  # fmt: skip


def _jschan() -> Sheet:
    post = '<div class="anchor" id="{0}"></div><div class="post-container {4}" data-board="t" data-post-id="{0}" data-name="{1}"><div class="post-info"><span class="noselect"><label><input type="checkbox" class="post-check" name="checkedposts" value="{0}"> </label></span><span class="post-name">{1}</span> <time class="post-date" datetime="{2}:11.000Z">{3}</time> <span class="noselect"><a class="no-decoration" href="/t/thread/77.html#{0}">No.</a></span><span class="post-quoters"><a href="/t/thread/77.html#postform">{0}</a></span></div><div class="post-data"><pre class="post-message">{5}</pre></div></div>'
    rows = (
        ("77", "Anonymous", "2025-01-02T10:30", "1/2/2025, 10:30:11 AM", "op", "Which teapot pours without dripping?\nShow yours."),
        ("78", "spout!!Ab3dE", "2025-01-02T11:05", "1/2/2025, 11:05:11 AM", "", '<a class="quote" href="/t/thread/77.html#77">&gt;&gt;77</a>\n<span class="greentext">&gt;Show yours.</span>\nBrown betty, always.'),
    )  # fmt: skip
    body = (
        '<h1 class="board-title">/t/ - Tea</h1><a href="/t/index.html">[Return]</a><div class="thread">'
        + each(post, rows)
        + "</div>"
    )
    return Sheet("jschan", "/t/thread/77.html", page(body, "/t/ - Which teapot pours without dripping?"), "Which teapot pours without dripping?", [
        Post("Anonymous", "2025-01-02T10:30", "Which teapot pours without dripping?\nShow yours.", "77"), Post("spout!!Ab3dE", "2025-01-02T11:05", "Brown betty, always.", "78")])  # fmt: skip


def _vb38() -> Sheet:
    post = '<div id="edit{0}" style="padding:0px 0px 6px 0px"><table id="post{0}" class="tborder" cellpadding="6" cellspacing="0" border="0" width="100%"><tr><td class="thead" style="font-weight:normal"><a name="post{0}"><img src="/old.gif" alt="Antiguo"></a> {2}</td><td class="thead" align="right">#<a href="showpost.php?p={0}" id="postcount{0}" name="{4}"><strong>{4}</strong></a></td></tr><tr valign="top"><td class="alt2" width="175"><div id="postmenu_{0}"><a class="bigusername" href="member.php?u=6">{1}</a></div><div class="smalltext">Usuario</div><div class="smalltext"><div>Fecha de Ingreso: mar-2019</div><div>Mensajes: 77</div></div></td><td class="alt1" id="td_post_{0}"><div class="smalltext"><strong>Caldo turbio</strong></div><hr size="1"><div id="post_message_{0}">{3}</div><div><br>__________________<br>La paciencia es sal</div></td></tr></table></div>'
    rows = (
        ("1201", "puchero", "02-ene-2025, 10:30", "El caldo me queda turbio.<br>¿Qué hago mal?", "1"),
        ("1202", "cucharon", "02-ene-2025, 21:05", '<div style="margin:20px; margin-top:5px;"><div class="smallfont">Cita:</div><table cellpadding="6" width="100%"><tr><td class="alt2"><div>Iniciado por <strong>puchero</strong></div><div style="font-style:italic">El caldo me queda turbio.</div></td></tr></table></div>Hierve demasiado fuerte.', "2"),
    )  # fmt: skip
    body = '<table class="tborder"><tr><td><span class="navbar"><a href="index.php">Foro del fogón</a></span> &gt; <strong>Caldo turbio</strong></td></tr></table><div id="posts">' + each(post, rows) + "</div>"  # fmt: skip
    return Sheet("vBulletin 3.8, Spanish", "/showthread.php?t=44", page(body, "Caldo turbio - Foro del fogón", "es"), "Caldo turbio", [
        Post("puchero", "2025-01-02T10:30", "El caldo me queda turbio.\n¿Qué hago mal?", "1201"), Post("cucharon", "2025-01-02T21:05", "Hierve demasiado fuerte.", "1202")])  # fmt: skip


FIFTH_THREADS = [_ipb3(), _drupal(), _kunena(), _yabb(), _korean_memo(), _v2ex(), _pantip(), _jschan(), _vb38()]
