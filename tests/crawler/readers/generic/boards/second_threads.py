"""Threads written after the first sheets were read right, and before the reader was run on them."""

from __future__ import annotations

from tests.crawler.readers.generic.boards.case import Post, Sheet, page


def _fourchan() -> Sheet:
    def post(n: int, kind: str, who: str, day: str, body: str) -> str:
        return f"""<div class="postContainer {kind}Container" id="pc{n}"><div id="p{n}" class="post {kind}"><div class="postInfo desktop" id="pi{n}"><input type="checkbox" name="{n}" value="delete"> <span class="nameBlock"><span class="name">{who}</span></span> <span class="dateTime" data-utc="0">{day}</span> <span class="postNum desktop"><a href="#p{n}" title="Link to this post">No.</a><a href="javascript:quote('{n}');" title="Reply to this post">{n}</a></span></div><blockquote class="postMessage" id="m{n}">{body}</blockquote></div></div>"""

    body = f"""<div class="boardBanner"><div class="boardTitle">/brw/ - Brewing</div></div><form name="post"><input name="name"><textarea name="com"></textarea></form><form id="delform"><div class="board"><div class="thread" id="t7001">{post(7001, "op", "Anonymous", "01/25/25(Sat)10:30:11", "Copper pots: yes or no?<br>I saw one today.")}{post(7003, "reply", "Anonymous", "01/25/25(Sat)10:41:20", '<a href="#p7001" class="quotelink">&gt;&gt;7001</a><br>Only tinned ones.')}{post(7010, "reply", "tin man", "01/26/25(Sun)08:05:00", '<a href="#p7003" class="quotelink">&gt;&gt;7003</a><br><span class="quote">&gt;Only tinned ones.</span><br>He is right, bare copper tastes of coins.')}</div></div></form>"""
    return Sheet("4chan markup", "/brw/thread/7001", page(body, "/brw/ - Copper pots: yes or no? I saw one today. - Brewing - chan"), "Copper pots: yes or no? I saw one today.", [
        Post("Anonymous", "2025-01-25T10:30", "Copper pots: yes or no?\nI saw one today.", "7001"), Post("Anonymous", "2025-01-25T10:41", "Only tinned ones.", "7003"),
        Post("tin man", "2025-01-26T08:05", "He is right, bare copper tastes of coins.", "7010")])  # fmt: skip


def _woltlab() -> Sheet:
    def post(n: int, who: str, iso: str, shown: str, body: str) -> str:
        return f"""<li id="post{n}" class="anchorFixedHeader"><article class="wbbPost message messageSidebarOrientationLeft jsMessage" data-post-id="{n}"><aside role="presentation" class="messageSidebar member"><div class="messageAuthor"><div class="userAvatar"><a href="/user/{n}/"><img src="a.png" alt=""></a></div><div class="messageAuthorContainer"><a href="/user/{n}/" class="username userLink">{who}</a></div><div class="userTitle"><span class="badge userTitleBadge">Profi</span></div></div><div class="userCredits"><dl class="plain dataList"><dt>Beiträge</dt><dd>1.211</dd></dl></div></aside>
<div class="messageContent"><header class="messageHeader"><div class="messageHeaderBox"><ul class="messageHeaderMetaData"><li><a href="/thread/5-deckel/?postID={n}#post{n}" class="permalink messagePublicationTime"><time datetime="{iso}:11+01:00" class="datetime">{shown}</time></a></li></ul><ul class="messageStatus"></ul></div><ul class="messageQuickOptions"><li><a href="#">#{n - 30}</a></li></ul></header><div class="messageBody"><div class="messageText">{body}</div></div><footer class="messageFooter"><div class="messageSignature"><div>Deckel drauf</div></div><p class="messageFooterNote">1 Mal editiert, zuletzt von {who} (<time datetime="2025-01-09T09:00:00+01:00">9. Januar 2025</time>)</p><div class="messageFooterGroup"><ul class="messageFooterButtons"><li><a href="#">Zitieren</a></li></ul></div></footer></div></article></li>"""

    quote = '<blockquote class="quoteBox collapsibleBbcode"><div class="quoteBoxIcon"></div><div class="quoteBoxTitle"><span class="quoteBoxTitle"><a href="#">Zitat von Kesselflicker</a></span></div><div class="quoteBoxContent"><p>Glas springt.</p></div></blockquote>'
    body = f"""<header class="contentHeader messageGroupContentHeader"><div class="contentHeaderTitle"><h1 class="contentTitle">Deckel aus Glas oder Blech</h1><ul><li>Kesselflicker</li><li><time datetime="2025-01-02T10:30:11+01:00">2. Januar 2025</time></li></ul></div></header><ul class="wbbThreadPostList messageList">{post(31, "Kesselflicker", "2025-01-02T10:30", "2. Januar 2025 um 10:30", "<p>Glas springt.</p><p>Blech klappert.</p>")}{post(32, "Rührlöffel", "2025-01-03T08:05", "Freitag, 08:05", quote + "<p>Holz tut es auch.</p>")}</ul>"""
    return Sheet("WoltLab, German", "/thread/5-deckel/", page(body, "Deckel aus Glas oder Blech - Küche - Kesselforum", "de"), "Deckel aus Glas oder Blech", [
        Post("Kesselflicker", "2025-01-02T10:30", "Glas springt.\nBlech klappert.", "31"), Post("Rührlöffel", "2025-01-03T08:05", "Holz tut es auch.", "32")])  # fmt: skip


def _simple_forum() -> Sheet:
    def post(n: int, who: str, date: str, body: str) -> str:
        return f"""<div class="forum-post" id="post-{n}"><div class="forum-post__sidebar"><img class="forum-post__avatar" src="/a.png" alt=""><a class="forum-post__author" href="/profil/{who}">{who}</a><span class="forum-post__role">Membre confirmé</span><span class="forum-post__count">312 messages</span></div><div class="forum-post__main"><div class="forum-post__date">Posté le {date}</div><div class="forum-post__text">{body}</div><div class="forum-post__signature">Le thé n'attend pas.</div><div class="forum-post__actions"><a href="/citer/{n}">Citer</a> <a href="/signaler/{n}">Signaler</a></div></div></div>"""

    body = f"""<div class="crumbs"><a href="/">Accueil</a> › <a href="/forum/the">Thé</a></div><h1 class="topic-title">Combien de temps infuser ?</h1><div class="pages">Page 1 / 3</div>{post(88, "bruyere", "02/01/2025 à 10h30", "<p>Trois minutes, pas plus.</p>")}<div class="pub"><p>Publicité : théières à moitié prix, jusqu'au 01/02/2025</p></div>{post(89, "ajonc", "03/01/2025 à 08h05", "<blockquote>bruyere : Trois minutes, pas plus.</blockquote><p>Cinq pour le noir.<br>Deux pour le vert.</p>")}{post(90, "bruyere", "31/01/2025 à 21h40", "<p>D'accord pour le noir.</p>")}<form action="/repondre" method="post"><textarea></textarea></form>"""
    return Sheet("invented forum, French", "/forum/sujet/412", page(body, "Combien de temps infuser ? - Le Salon", "fr"), "Combien de temps infuser ?", [
        Post("bruyere", "2025-01-02T10:30", "Trois minutes, pas plus.", "88"), Post("ajonc", "2025-01-03T08:05", "Cinq pour le noir.\nDeux pour le vert.", "89"),
        Post("bruyere", "2025-01-31T21:40", "D'accord pour le noir.", "90")])  # fmt: skip


def _news_tree() -> Sheet:
    def row(n: int, indent: int, who: str, age: str, body: str) -> str:
        return f"""<tr class="athing comtr" id="{n}"><td><table border="0"><tr><td class="ind" indent="{indent}"><img src="s.gif" height="1" width="{indent * 40}"></td><td valign="top" class="votelinks"><center><a id="up_{n}" href="vote?id={n}"><div class="votearrow" title="upvote"></div></a></center></td><td class="default"><div style="margin-top:2px; margin-bottom:-10px;"><span class="comhead"><a href="user?id={who}" class="hnuser">{who}</a> <span class="age" title="2025-01-0{1 + indent}T10:30:00 1735813800"><a href="item?id={n}">{age}</a></span> <span class="navs"> | <a href="#{n}">prev</a> | <a href="#{n}">next</a> <a class="togg" id="{n}">[–]</a></span></span></div><br><div class="comment"><div class="commtext c00">{body}</div><div class="reply"><p><font size="1"><u><a href="reply?id={n}">reply</a></u></font></div></div></td></tr></table></td></tr>"""

    body = f"""<center><table id="hnmain"><tr><td bgcolor="#ff6600"><a href="news">Brewer News</a> <a href="newest">new</a> | <a href="login">login</a></td></tr><tr><td><table class="fatitem"><tr class="athing" id="5000"><td class="title"><span class="titleline"><a href="http://leaf.invalid/x">A kettle without a lid</a></span></td></tr><tr><td class="subtext"><span class="score">88 points</span> by <a href="user?id=lidless" class="hnuser">lidless</a> <span class="age" title="2025-01-01T09:00:00">5 days ago</span> | <a href="item?id=5000">3 comments</a></td></tr></table><br><table class="comment-tree">{row(5001, 0, "boilover", "5 days ago", "<p>Steam is free heat.<p>Let it go.")}{row(5002, 1, "draughty", "4 days ago", "Not in winter.")}{row(5003, 2, "boilover", "3 days ago", "Then open a window.")}</table></td></tr></table></center>"""
    return Sheet("comments in table rows", "/item?id=5000", page(body, "A kettle without a lid | Brewer News"), "A kettle without a lid", [
        Post("boilover", "2025-01-01T10:30", "Steam is free heat.\nLet it go.", "5001"), Post("draughty", "2025-01-02T10:30", "Not in winter.", "5002"),
        Post("boilover", "2025-01-03T10:30", "Then open a window.", "5003")])  # fmt: skip


def _dcinside() -> Sheet:
    def comment(n: int, who: str, ip: str, body: str, when: str) -> str:
        return f"""<li id="comment_li_{n}" class="ub-content"><div class="cmt_info clear" data-no="{n}"><div class="cmt_nickbox"><span class="gall_writer ub-writer" data-nick="{who}" data-ip="{ip}"><span class="nickname in"><em>{who}</em></span><span class="ip">({ip})</span></span></div><div class="clear cmt_txtbox btn_reply_write_all"><p class="usertxt ub-word">{body}</p></div><div class="fr clear"><span class="date_time">{when}</span></div></div></li>"""

    body = f"""<header><div class="gall_top">차 갤러리</div></header><section><article><h2 class="blind">차 갤러리</h2><div class="view_content_wrap"><header><div class="gallview_head clear ub-content"><h3 class="title ub-word"><span class="title_headtext">[일반]</span> <span class="title_subject">말차 거품 내는 법</span></h3><div class="gall_writer ub-writer" data-nick="솔방울" data-ip="118.23"><div class="fl"><span class="nickname"><em>솔방울</em></span><span class="ip">(118.23)</span><span class="gall_date" title="2025-01-02 10:30:11">2025.01.02 10:30:11</span></div><div class="fr"><span class="gall_count">조회 120</span><span class="gall_reply_num">추천 3</span><span class="gall_comment"><a href="#focus_cmt">댓글 2</a></span></div></div></div></header><div class="inner clear"><div class="writing_view_box"><div class="write_div"><p>거품이 안 납니다.</p><p>물이 너무 뜨거운가요?</p></div></div></div></div></article><div class="view_comment" id="focus_cmt"><div class="comment_count">전체 댓글 2개</div><ul class="cmt_list">{comment(901, "ㅇㅇ", "39.7", "칠십 도로 식혀서 해봐", "01.02 11:02:33")}{comment(902, "찻솔", "211.3", "솔을 먼저 적셔야 합니다", "01.02 12:40:01")}</ul></div></section>"""
    return Sheet("gallery, Korean", "/board/view/?id=tea&no=77", page(body, "말차 거품 내는 법 - 차 갤러리", "ko"), "말차 거품 내는 법", [
        Post("솔방울", "2025-01-02T10:30", "거품이 안 납니다.\n물이 너무 뜨거운가요?"), Post("ㅇㅇ", "01.02 11:02:33", "칠십 도로 식혀서 해봐", "901"),
        Post("찻솔", "01.02 12:40:01", "솔을 먼저 적셔야 합니다", "902")])  # fmt: skip


def _fivech() -> Sheet:
    def post(n: int, who: str, date: str, code: str, body: str) -> str:
        return f"""<div id="{n}" data-date="1" data-userid="ID:{code}" data-id="{n}" class="clear post"><details open="" class="post-header"><summary style=""><span class="postid">{n:04d}</span><span class="postusername"><b>{who}</b></span></summary><span style="float:left; width:100%;"><span class="date">{date}</span><span class="uid">ID:{code}</span></span></details><section class="post-content">{body}</section></div>"""

    body = f"""<div class="topmenu"><a href="/">掲示板一覧</a></div><h1 id="threadtitle">湯呑みを愛でるスレ Part4</h1><div id="thread" class="thread">{post(1, "茶碗さん", "2025/01/02(木) 10:30:11.23", "aBcD0", "萩焼の湯呑みを買った<br>写真はまた今度")}{post(2, "茶碗さん", "2025/01/02(木) 11:41:02.50", "zZ9q1", "<a href='#1' class='reply_link'>&gt;&gt;1</a><br>いい色になるよ")}{post(3, "茶碗さん", "2025/01/03(金) 08:05:40.01", "T0a2k", "備前も見てくれ")}</div>"""
    return Sheet("newer 2channel, Japanese", "/test/read.cgi/pots/99/", page(body, "湯呑みを愛でるスレ Part4", "ja"), "湯呑みを愛でるスレ Part4", [
        Post("茶碗さん", "2025-01-02T10:30", "萩焼の湯呑みを買った\n写真はまた今度"), Post("茶碗さん", "2025-01-02T11:41", "いい色になるよ"), Post("茶碗さん", "2025-01-03T08:05", "備前も見てくれ")])  # fmt: skip


def _old_reddit() -> Sheet:
    def comment(slug: str, who: str, age: str, body: str, inner: str = "") -> str:
        return f"""<div class="comment"><div class="entry"><p class="tagline"><a class="author" href="/u/{who}">{who}</a> <span class="score">7 points</span> <time datetime="2025-01-03T08:05:00+00:00">{age}</time></p><div class="usertext-body md"><p>{body}</p></div><ul class="flat-list buttons"><li><a href="/r/tea/comments/k1/{slug}">permalink</a></li><li><a href="#">reply</a></li></ul></div><div class="child">{inner}</div></div>"""

    body = f"""<div id="header"><a href="/r/tea">r/tea</a></div><div class="side"><div class="titlebox"><h1>r/tea</h1><p>12,001 readers</p><p>created 2012-03-04</p></div></div><div class="content" role="main"><div class="sitetable linklisting"><div class="thing link self"><div class="midcol"><div class="score">44</div></div><div class="entry"><p class="title"><a class="title" href="/r/tea/comments/k1/x">My aunt boils it twice</a> <span class="domain">(self.tea)</span></p><p class="tagline">submitted <time datetime="2025-01-02T10:30:00+00:00">1 day ago</time> by <a class="author" href="/u/nephew">nephew</a></p><div class="expando"><div class="usertext-body md"><p>She says once is for the water.</p><p>And once for luck.</p></div></div></div></div></div><div class="commentarea"><div class="panestack-title"><span class="title">all 3 comments</span></div>{comment("a", "old_hand", "12 hours ago", "Twice is for hard water.", comment("b", "nephew", "11 hours ago", "Ours is soft, though."))}{comment("c", "tealess", "3 hours ago", "[deleted]")}</div></div>"""
    return Sheet("old reddit markup", "/r/tea/comments/k1/x", page(body, "My aunt boils it twice : tea"), "My aunt boils it twice", [
        Post("nephew", "2025-01-02T10:30", "She says once is for the water.\nAnd once for luck."), Post("old_hand", "2025-01-03T08:05", "Twice is for hard water."),
        Post("nephew", "2025-01-03T08:05", "Ours is soft, though."), Post("tealess", "2025-01-03T08:05", "[deleted]")])  # fmt: skip


def _vanilla() -> Sheet:
    def comment(n: int, who: str, iso: str, shown: str, body: str) -> str:
        return f"""<li class="Item ItemComment" id="Comment_{n}"><div class="Comment"><div class="Item-Header CommentHeader"><div class="AuthorWrap"><span class="Author"><a href="/profile/{who}" class="PhotoWrap"><img src="a.png" alt="{who}" class="ProfilePhoto"></a><a href="/profile/{who}" class="Username">{who}</a></span> <span class="AuthorInfo"><span class="MItem Rank">Yeni üye</span></span></div><div class="Meta CommentMeta CommentInfo"><span class="MItem DateCreated"><a href="/discussion/comment/{n}#Comment_{n}" class="Permalink"><time title="{shown}" datetime="{iso}:11+00:00">{shown[:7]}</time></a></span></div></div><div class="Item-BodyWrap"><div class="Item-Body"><div class="Message userContent">{body}</div><div class="Reactions"><a href="#">Alıntı</a></div></div></div></div></li>"""

    body = f"""<div class="MessageList Discussion"><div id="Item_0" class="PageTitle"><h1>Semaver mi demlik mi?</h1></div><div id="Discussion_9" class="ItemDiscussion Item"><div class="Discussion"><div class="Item-Header DiscussionHeader"><div class="AuthorWrap"><span class="Author"><a href="/profile/bardak" class="Username">bardak</a></span></div><div class="Meta DiscussionMeta"><span class="MItem DateCreated"><time title="2 Ocak 2025 10:30" datetime="2025-01-02T10:30:11+00:00">2 Ocak</time></span></div></div><div class="Item-BodyWrap"><div class="Item-Body"><div class="Message userContent"><p>Kışın semaver güzel olur.</p><p>Ya yazın?</p></div></div></div></div></div></div><div class="CommentsWrap"><h2 class="CommentHeading">Yorumlar</h2><ul class="MessageList DataList Comments">{comment(51, "cezve", "2025-01-03T08:05", "3 Ocak 2025 08:05", '<blockquote class="Quote"><div class="QuoteAuthor">bardak dedi:</div><div class="QuoteText">Ya yazın?</div></blockquote><p>Yazın demlik yeter.</p>')}{comment(52, "bardak", "2025-01-04T07:00", "4 Ocak 2025 07:00", "<p>Haklısın.</p>")}</ul></div>"""
    return Sheet("Vanilla, Turkish", "/discussion/9/semaver", page(body, "Semaver mi demlik mi? - Çay Ocağı", "tr"), "Semaver mi demlik mi?", [
        Post("bardak", "2025-01-02T10:30", "Kışın semaver güzel olur.\nYa yazın?"), Post("cezve", "2025-01-03T08:05", "Yazın demlik yeter.", "51"), Post("bardak", "2025-01-04T07:00", "Haklısın.", "52")])  # fmt: skip


def _ruled_lines() -> Sheet:
    entries = [
        ("Hồ Sen", "02/01/2025 10:30", "Trà sen năm nay thơm quá.<br>Ai muốn thử không?"),
        ("lá non", "13/01/2025 08:05", "Cho mình một ấm nhé."),
        ("Hồ Sen", "hôm qua lúc 21:40", "Hết rồi, hẹn năm sau."),
    ]
    body = (
        "<h2>Trà sen Tây Hồ</h2>"
        + "<hr>".join(
            f'<div><font color="red"><b>{who}</b></font> <i>({when})</i><br>{text}</div>' for who, when, text in entries
        )
        + '<hr><p><a href="/dien-dan">Về diễn đàn</a></p>'
    )
    return Sheet("lines between rules, Vietnamese", "/dien-dan/chu-de/8", page(body, "Trà sen Tây Hồ", "vi"), "Trà sen Tây Hồ", [
        Post("Hồ Sen", "2025-01-02T10:30", "Trà sen năm nay thơm quá.\nAi muốn thử không?"), Post("lá non", "2025-01-13T08:05", "Cho mình một ấm nhé."), Post("Hồ Sen", "hôm qua lúc 21:40", "Hết rồi, hẹn năm sau.")])  # fmt: skip


def _bbpress() -> Sheet:
    def reply(n: int, who: str, when: str, body: str) -> str:
        return f"""<li><div id="post-{n}" class="bbp-reply-header"><div class="bbp-meta"><span class="bbp-reply-post-date">{when}</span><a href="/foros/debate/x/#post-{n}" class="bbp-reply-permalink">#{n}</a></div></div><div class="loop-item-0 bbp-parent-topic-6 post-{n} topic type-topic hentry"><div class="bbp-reply-author"><a href="/foros/usuarios/{who}/" class="bbp-author-link"><span class="bbp-author-avatar"><img src="a.png" alt=""></span><span class="bbp-author-name">{who}</span></a><div class="bbp-author-role">Participante</div></div><div class="bbp-reply-content">{body}</div></div></li>"""

    body = f"""<h1 class="entry-title">¿Azúcar o miel?</h1><div id="bbpress-forums"><ul class="forums bbp-replies"><li class="bbp-header"><div class="bbp-reply-author">Autor</div><div class="bbp-reply-content">Entradas</div></li><li class="bbp-body"><ul>{reply(61, "colmena", "2 enero, 2025 a las 10:30 am", "<p>La miel conserva el aroma.</p><p>Probadlo.</p>")}{reply(62, "caña", "13 enero, 2025 a las 8:05 pm", "<p>Azúcar moreno, y poco.</p>")}</ul></li></ul></div>"""
    return Sheet("bbPress, Spanish", "/foros/debate/x/", page(body, "¿Azúcar o miel? – La Colmena", "es"), "¿Azúcar o miel?", [
        Post("colmena", "2025-01-02T10:30", "La miel conserva el aroma.\nProbadlo.", "61"), Post("caña", "2025-01-13T20:05", "Azúcar moreno, y poco.", "62")])  # fmt: skip


def _lemmy() -> Sheet:
    def comment(n: int, who: str, title: str, age: str, body: str, inner: str = "") -> str:
        return f"""<li role="comment" class="comment"><article id="comment-{n}" class="details comment-node py-2"><div class="ms-2"><div class="d-flex flex-wrap align-items-center text-muted small"><button class="btn btn-sm">-</button><a class="person-listing d-inline-flex" title="{who}" href="/u/{who}"><span>{who}</span></a><a class="btn" href="/comment/{n}">link</a><span class="unselectable pointer ms-1" data-tippy-content="{title}" title="{title}">{age}</span></div><div class="comment-content"><div class="md-div"><p>{body}</p></div><div class="comment-bottom-btns"><button>reply</button></div></div></div></article><ul class="comments">{inner}</ul></li>"""

    body = f"""<nav><a href="/">Tealeaf</a></nav><main class="main-content-wrapper"><div class="post container-lg"><div class="post-listing mt-2"><h1 class="post-title h4"><span class="d-inline">Какой мёд к чаю?</span></h1><div class="small mb-1"><a class="person-listing" href="/u/pchela"><span>pchela</span></a> в <a class="community-link" href="/c/chai">Чай</a> · <span class="moment-time" title="2 января 2025 г., 10:30:11">4 дня назад</span></div><div class="md-div post-body" id="postContent"><p>Липовый или гречишный?</p><p>Не могу решить.</p></div></div><ul class="comments comment-tree">{comment(801, "shmel", "2 января 2025 г., 11:00:00", "4 дня назад", "Липовый, конечно.", comment(802, "pchela", "3 января 2025 г., 8:05:00", "3 дня назад", "А гречишный куда?"))}{comment(803, "osa", "4 января 2025 г., 7:00:00", "2 дня назад", "Чай без мёда лучше.")}</ul></div></main>"""
    return Sheet("Lemmy, Russian", "/post/310", page(body, "Какой мёд к чаю? - Tealeaf", "ru"), "Какой мёд к чаю?", [
        Post("pchela", "2025-01-02T10:30", "Липовый или гречишный?\nНе могу решить."), Post("shmel", "2025-01-02T11:00", "Липовый, конечно.", "801"),
        Post("pchela", "2025-01-03T08:05", "А гречишный куда?", "802"), Post("osa", "2025-01-04T07:00", "Чай без мёда лучше.", "803")])  # fmt: skip


def _simple_table_board() -> Sheet:
    row = '<tr class="post"><td class="user"><a href="profile.php?id={n}">{who}</a><div>Anggota</div><div>Pesan: {n}</div></td><td class="content"><div class="date">{when}</div><p>{text}</p><div class="sig">---<br>minum teh dulu</div></td></tr>'
    rows = [
        (7, "daunteh", "2 Januari 2025, 10:30", "Air sumur atau air galon?"),
        (9, "gelas", "Kemarin, 21:40", "Air galon lebih jernih.</p><p>Tapi air sumur lebih manis."),
        (7, "daunteh", "5 menit yang lalu", "Besok saya coba dua-duanya."),
    ]
    body = (
        '<div><a href="index.php">Beranda</a> &gt; <a href="forum.php?id=2">Teh</a></div><h2>Air untuk teh</h2><table class="thread">'
        + "".join(row.format(n=n, who=w, when=d, text=t) for n, w, d, t in rows)
        + "</table>"
    )
    return Sheet("small board, Indonesian", "/topik.php?id=14", page(body, "Air untuk teh - Kebun Forum", "id"), "Air untuk teh", [
        Post("daunteh", "2025-01-02T10:30", "Air sumur atau air galon?"), Post("gelas", "Kemarin, 21:40", "Air galon lebih jernih.\nTapi air sumur lebih manis."), Post("daunteh", "5 menit yang lalu", "Besok saya coba dua-duanya.")])  # fmt: skip


def _traditional() -> Sheet:
    def post(n: int, floor: str, who: str, when: str, body: str) -> str:
        return f'<div class="c-section" id="post_{n}"><div class="c-section__side"></div><div class="c-section__main c-post"><div class="c-post__header"><div class="c-post__header__author"><a class="floor" data-floor="{floor}">{floor}</a><a class="username" href="/home/u{n}">{who}</a><a class="userid" href="/home/u{n}">u{n}</a></div><div class="c-post__header__info"><a class="edittime" data-mtime="{when}">{when}</a></div></div><div class="c-post__body"><article class="c-article"><div class="c-article__content">{body}</div></article></div><div class="c-post__footer"><button>推</button><a href="/reply?sn={n}">回覆</a></div></div></div>'

    body = f'<div class="c-menu"><a href="/">首頁</a></div><h1 class="title">【閒聊】大家喝什麼茶</h1>{post(11, "樓主", "阿里山", "2025-01-02 10:30:11", "最近迷上<b>凍頂烏龍</b>。<br>大家呢？")}{post(12, "2 F", "小葉", "2025-01-03 20:05:40", "紅玉紅茶，香。")}{post(13, "3 F", "老樹", "2025-01-04 07:00:00", "白開水。")}'
    return Sheet("board in traditional Chinese", "/C.php?bsn=60&snA=77", page(body, "【閒聊】大家喝什麼茶 @茶葉 哈啦板", "zh-TW"), "【閒聊】大家喝什麼茶", [
        Post("阿里山", "2025-01-02T10:30", "最近迷上凍頂烏龍。\n大家呢？", "11"), Post("小葉", "2025-01-03T20:05", "紅玉紅茶，香。", "12"), Post("老樹", "2025-01-04T07:00", "白開水。", "13")])  # fmt: skip


def _blog_comments() -> Sheet:
    def comment(n: int, who: str, when: str, body: str, inner: str = "") -> str:
        return f'<li id="comment-{n}" class="comment even depth-1"><article id="div-comment-{n}" class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><img alt="" src="a.png" class="avatar"><b class="fn">{who}</b> <span class="says">diz:</span></div><div class="comment-metadata"><a href="/cha/#comment-{n}"><time datetime="2025-01-0{n - 100}T10:30:00+00:00">{when}</time></a></div></footer><div class="comment-content"><p>{body}</p></div><div class="reply"><a href="#">Responder</a></div></article>{f"<ol class=children>{inner}</ol>" if inner else ""}</li>'

    body = f'<article class="post"><header class="entry-header"><h1 class="entry-title">O chá da serra</h1><span class="posted-on">Publicado em <time datetime="2025-01-01T09:00:00+00:00">1 de janeiro de 2025</time></span> <span class="byline">por <a class="url fn n" href="/author/serrano">serrano</a></span></header><div class="entry-content"><p>Colhido de manhã, seco à sombra.</p><p>É simples assim.</p></div></article><div id="comments"><h2 class="comments-title">3 comentários</h2><ol class="comment-list">{comment(102, "Lúcia", "2 de janeiro de 2025 às 10:30", "Onde se compra?", comment(103, "serrano", "3 de janeiro de 2025 às 10:30", "Na feira de sábado."))}{comment(104, "Zé", "4 de janeiro de 2025 às 10:30", "Muito bom.")}</ol></div>'
    return Sheet("comments of a blog, Portuguese", "/cha/", page(body, "O chá da serra – Serra Viva", "pt"), "O chá da serra", [
        Post("serrano", "2025-01-01T09:00", "Colhido de manhã, seco à sombra.\nÉ simples assim."), Post("Lúcia", "2025-01-02T10:30", "Onde se compra?", "102"),
        Post("serrano", "2025-01-03T10:30", "Na feira de sábado.", "103"), Post("Zé", "2025-01-04T10:30", "Muito bom.", "104")])  # fmt: skip


SECOND_THREADS = [
    _fourchan(),
    _woltlab(),
    _simple_forum(),
    _news_tree(),
    _dcinside(),
    _fivech(),
    _old_reddit(),
    _vanilla(),
    _ruled_lines(),
    _bbpress(),
    _lemmy(),
    _simple_table_board(),
    _traditional(),
    _blog_comments(),
]
