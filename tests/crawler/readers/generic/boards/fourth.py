"""A fourth set of threads, written before the reader was run on it: today's versions of board software, other languages."""

from __future__ import annotations

from tests.crawler.readers.generic.boards.case import Post, Sheet, page
from tests.crawler.readers.generic.unseen.shelves import each


def _prosilver() -> Sheet:
    post = '<div id="p{0}" class="post has-profile bg2"><div class="inner"><dl class="postprofile" id="profile{0}"><dt class="has-profile-rank no-avatar"><div class="avatar-container"></div><a href="./memberlist.php?mode=viewprofile&amp;u=7" class="username">{1}</a></dt><dd class="profile-rank">Established member</dd><dd class="profile-posts"><strong>Posts:</strong> <a href="./search.php?author_id=7">212</a></dd><dd class="profile-joined"><strong>Joined:</strong> Mon Mar 04, 2019 8:00 pm</dd></dl><div class="postbody"><div id="post_content{0}"><h3 {4}><a href="#p{0}">Re: Cleaning a wok</a></h3><ul class="post-buttons"><li><a href="./posting.php?mode=quote&amp;p={0}" title="Reply with quote" class="button button-icon-only"><i class="icon fa-quote-left fa-fw"></i><span class="sr-only">Quote</span></a></li></ul><p class="author"><a class="unread" href="./viewtopic.php?p={0}#p{0}" title="Post"><i class="icon fa-file fa-fw"></i><span class="sr-only">Post</span></a><span class="responsive-hide">by <strong><a href="./memberlist.php?mode=viewprofile&amp;u=7" class="username">{1}</a></strong> &raquo; </span><time datetime="{2}:11+00:00">Thu Jan 02, 2025 10:30 am</time></p><div class="content">{3}</div><div id="sig{0}" class="signature">Salt first, ask later</div></div></div><div class="back2top"><a href="#top" class="top" title="Top"><span class="sr-only">Top</span></a></div></div></div><hr class="divider">'
    rows = (
        ("881", "ironbelly", "2025-01-02T10:30", "My wok smells of fish for days.<br>\nWhat do you use?", 'class="first"'),
        ("882", "leek & thyme", "2025-01-02T11:05", '<blockquote class="uncited"><div>My wok smells of fish for days.</div></blockquote>Coarse salt and a rag, no soap.<div class="notice">Last edited by <a class="username" href="./memberlist.php?u=9">leek &amp; thyme</a> on Fri Jan 03, 2025 9:00 am, edited 1 time in total.</div>', ""),
        ("885", "ironbelly", "2025-01-04T07:00", '<blockquote cite="./viewtopic.php?p=882#p882"><div><cite><a href="./memberlist.php?u=9">leek &amp; thyme</a> wrote: <a href="./viewtopic.php?p=882#p882" data-post-id="882">↑</a><span class="responsive-hide">Thu Jan 02, 2025 11:05 am</span></cite>Coarse salt and a rag, no soap.</div></blockquote>Salt did it. Thank you!', ""),
    )  # fmt: skip
    body = '<div id="wrap" class="wrap"><div id="page-header"><p><a href="./index.php">Board index</a></p></div><div id="page-body" class="page-body"><h2 class="topic-title"><a href="./viewtopic.php?t=55">Cleaning a wok</a></h2><div class="action-bar bar-top"><a href="./posting.php" class="button">Post Reply</a><div class="pagination">3 posts &bull; Page <strong>1</strong> of <strong>1</strong></div></div>' + each(post, rows) + "</div></div>"  # fmt: skip
    return Sheet("phpBB 3.3 prosilver", "/viewtopic.php?t=55", page(body, "Cleaning a wok - Pantry Board"), "Cleaning a wok", [
        Post("ironbelly", "2025-01-02T10:30", "My wok smells of fish for days.\nWhat do you use?", "881"), Post("leek & thyme", "2025-01-02T11:05", "Coarse salt and a rag, no soap.", "882"), Post("ironbelly", "2025-01-04T07:00", "Salt did it. Thank you!", "885")])  # fmt: skip


def _smf21() -> Sheet:
    post = '<div class="windowbg" id="msg{0}"><div class="post_wrapper"><div class="poster"><h4><a href="/index.php?action=profile;u=3" title="Profil von {1} anzeigen">{1}</a></h4><ul class="user_info"><li class="membergroup">Neuling</li><li class="icons"><img src="/i.png" alt="*"></li><li class="postcount">Beiträge: 12</li></ul></div><div class="postarea"><div class="keyinfo"><div id="subject_{0}" class="subject_title subject_hidden"><a href="/index.php?msg={0}" rel="nofollow">Aw: Kanne aus Zinn</a></div><div class="postinfo"><span class="messageicon" style="position: absolute; z-index: -1;"><img src="/p.png" alt=""></span><a href="/index.php?msg={0}" rel="nofollow" title="{4}" class="smalltext">{2}</a><span class="spacer"></span></div><div id="msg_{0}_quick_mod"></div></div><div class="post"><div class="inner" data-msgid="{0}" id="msg_{0}">{3}</div></div></div><div class="moderatorbar"><div class="smalltext modified" id="modified_{0}"></div><div class="signature" id="msg_{0}_signature">Wer rastet, der rostet.</div></div></div></div><hr class="post_separator">'
    rows = (
        ("41", "Zinnober", "02. Januar 2025, 10:30:11", "Darf man aus Zinn trinken?", "Kanne aus Zinn"),
        ("42", "Gießer", "02. Januar 2025, 12:01:40", '<blockquote class="bbc_standard_quote"><cite><a href="/index.php?msg=41">Zitat von: Zinnober in 02. Januar 2025, 10:30:11</a></cite>Darf man aus Zinn trinken?</blockquote>Aus neuem ja.<br>Altes Zinn hat Blei.', "Antwort #1"),
        ("43", "Zinnober", "<strong>Heute</strong> um 07:00:02", "Danke, dann bleibt sie im Schrank.", "Antwort #2"),
    )  # fmt: skip
    body = '<div id="header"><h1 class="forumtitle"><a href="/index.php">Werkstattforum</a></h1></div><div id="display_head" class="information"><h2 class="display_title"><span id="top_subject">Kanne aus Zinn</span></h2><p>Begonnen von Zinnober, 02. Januar 2025, 10:30:11</p></div><div id="forumposts"><form>' + each(post, rows) + "</form></div>"  # fmt: skip
    return Sheet("SMF 2.1, German", "/index.php?topic=12.0", page(body, "Kanne aus Zinn", "de"), "Kanne aus Zinn", [
        Post("Zinnober", "2025-01-02T10:30", "Darf man aus Zinn trinken?", "41"), Post("Gießer", "2025-01-02T12:01", "Aus neuem ja.\nAltes Zinn hat Blei.", "42"), Post("Zinnober", "Heute um 07:00:02", "Danke, dann bleibt sie im Schrank.", "43")])  # fmt: skip


def _mybb18() -> Sheet:
    post = '<a name="pid{0}" id="pid{0}"></a><div class="post " style="" id="post_{0}"><div class="post_author"><div class="author_avatar"><a href="member.php?action=profile&amp;uid=2"><img src="/a.png" alt=""></a></div><div class="author_information"><strong><span class="largetext"><a href="/member.php?action=profile&amp;uid=2">{1}</a></span></strong> <img src="/buddy_offline.png" title="Offline" alt="Offline" class="buddy_status"><br><span class="smalltext">Anggota<br><img src="/star.png" alt="*"><br></span></div><div class="author_statistics">Posting: 31<br>Utas: 4<br>Bergabung: Mar 2021<br>Reputasi: <strong class="reputation_positive">3</strong></div></div><div class="post_content"><div class="post_head"><div class="float_right" style="vertical-align: top"><strong><a href="/showthread.php?tid=9&amp;pid={0}#pid{0}" title="Re: Teh basi">#{4}</a></strong></div><span class="post_date">{2}<span class="post_edit" id="edited_by_{0}">{5}</span></span></div><div class="post_body scaleimages" id="pid_{0}">{3}</div><div class="signature scaleimages">Salam hangat</div><div class="post_meta" id="post_meta_{0}"></div></div><div class="post_controls"><div class="postbit_buttons post_management_buttons float_right"><a href="/newreply.php?tid=9&amp;replyto={0}" title="Kutip pesan ini" class="postbit_quote"><span>Balas</span></a></div></div></div>'
    rows = (
        ("70", "tukang_teh", "02-01-2025, 10:30 AM", "Teh yang sudah basi masih bisa dipakai?", "1", ""),
        ("71", "kebun_ibu", "02-01-2025, 11:05 PM", '<blockquote class="mycode_quote"><cite><span> (02-01-2025, 10:30 AM)</span>tukang_teh Wrote: <a href="/showthread.php?pid=70#pid70" class="quick_jump"></a></cite>Teh yang sudah basi masih bisa dipakai?</blockquote>Buat pupuk saja.', "2", '(Pos ini terakhir diubah: 03-01-2025, 08:00 AM oleh <a href="/member.php?uid=5">kebun_ibu</a>.)'),
        ("75", "tukang_teh", '<span title="04-01-2025">Kemarin</span>, 07:00 AM', "Baik, terima kasih.", "3", ""),
    )  # fmt: skip
    body = '<div id="container"><div class="navigation"><a href="/index.php">Forum Kebun</a> › <span class="active">Teh basi</span></div><table class="tborder tfixed clear"><tr><td class="thead"><div><strong>Teh basi</strong></div></td></tr><tr><td id="posts_container"><div id="posts">' + each(post, rows) + '</div></td></tr></table></div>'  # fmt: skip
    return Sheet("MyBB 1.8, Indonesian", "/showthread.php?tid=9", page(body, "Teh basi", "id"), "Teh basi", [
        Post("tukang_teh", "2025-01-02T10:30", "Teh yang sudah basi masih bisa dipakai?", "70"), Post("kebun_ibu", "2025-01-02T23:05", "Buat pupuk saja.", "71"), Post("tukang_teh", "2025-01-04T07:00", "Baik, terima kasih.", "75")])  # fmt: skip


def _vb4_thai() -> Sheet:
    post = '<li class="postbitlegacy postbitim postcontainer old" id="post_{0}"><div class="posthead"><span class="postdate old"><span class="date">{2}&nbsp;<span class="time">{3}</span></span></span><span class="nodecontrols"><a name="post{0}" href="showthread.php?9&amp;p={0}#post{0}" class="postcounter">#{5}</a></span></div><div class="postdetails"><div class="userinfo"><div class="username_container"><a class="username offline" href="member.php?4" title="{1} ไม่อยู่ในระบบ"><strong>{1}</strong></a></div><span class="usertitle">สมาชิก</span><dl class="userinfo_extra"><dt>วันที่สมัคร</dt><dd>Mar 2020</dd><dt>โพสต์</dt><dd>55</dd></dl></div><div class="postbody"><div class="postrow"><h2 class="title icon">กาน้ำรั่ว</h2><div class="content"><div id="post_message_{0}"><blockquote class="postcontent restore">{4}</blockquote></div></div></div></div></div><div class="postfoot"><div class="textcontrols"><a href="newreply.php?p={0}" class="newreply">ตอบพร้อมอ้างอิง</a></div></div></li>'
    rows = (
        ("301", "ช่างหม้อ", "02-01-2025,", "10:30", "กาน้ำของผมรั่วที่ก้น ซ่อมได้ไหมครับ", "1"),
        ("302", "แม่ค้าชา", "02-01-2025,", "21:05", '<div class="bbcode_container"><div class="bbcode_quote"><div class="quote_container"><div class="bbcode_postedby">ข้อความเดิมโดย <strong>ช่างหม้อ</strong></div><div class="message">กาน้ำของผมรั่วที่ก้น</div></div></div></div>ใช้ตะกั่วไม่ได้นะคะ ต้องเชื่อมใหม่', "2"),
    )  # fmt: skip
    body = '<div id="pagetitle"><h1>กระทู้: <span class="threadtitle"><a href="showthread.php?9">กาน้ำรั่ว</a></span></h1></div><div id="postlist"><ol id="posts" class="posts">' + each(post, rows) + "</ol></div>"  # fmt: skip
    return Sheet("vBulletin 4, Thai", "/showthread.php?9", page(body, "กาน้ำรั่ว", "th"), "กาน้ำรั่ว", [
        Post("ช่างหม้อ", "2025-01-02T10:30", "กาน้ำของผมรั่วที่ก้น ซ่อมได้ไหมครับ", "301"), Post("แม่ค้าชา", "2025-01-02T21:05", "ใช้ตะกั่วไม่ได้นะคะ ต้องเชื่อมใหม่", "302")])  # fmt: skip


def _discourse() -> Sheet:
    post = '<div itemprop="{4}" itemscope itemtype="http://schema.org/Comment" id="post_{0}" class="topic-body crawler-post"><div class="crawler-post-meta"><span class="creator" itemprop="author" itemscope itemtype="http://schema.org/Person"><a itemprop="url" rel="nofollow" href="/u/{1}"><span itemprop="name">{1}</span></a></span><link itemprop="mainEntityOfPage" href="/t/chagama/88"><span class="crawler-post-infos"><time itemprop="datePublished" datetime="{2}:00Z" class="post-time">{3}</time><meta itemprop="dateModified" content="{2}:00Z"><span itemprop="position">{0}</span></span></div><div class="post" itemprop="text">{5}</div><div itemprop="interactionStatistic" itemscope itemtype="http://schema.org/InteractionCounter"><meta itemprop="userInteractionCount" content="2"><span class="post-likes">「いいね！」 2</span></div></div>'
    rows = (
        ("1", "matcha3", "2025-01-02T10:30", "2025 年 1 月 2 日午前 10:30", "text", "<p>茶釜の湯が濁ります。</p><p>何が悪いのでしょう。</p>"),
        ("2", "kama_shi", "2025-01-03T01:05", "2025 年 1 月 3 日午前 1:05", "comment", '<aside class="quote no-group" data-username="matcha3"><div class="title"><div class="quote-controls"></div>matcha3:</div><blockquote><p>茶釜の湯が濁ります。</p></blockquote></aside><p>錆です。茶葉を煮てください。</p>'),
    )  # fmt: skip
    body = '<div id="main-outlet" class="wrap" role="main"><div id="topic-title"><h1><a href="/t/chagama/88">茶釜の手入れ</a></h1></div><div itemscope itemtype="http://schema.org/DiscussionForumPosting">' + each(post, rows) + '</div><div id="related-topics" class="more-topics__list"><h3>関連トピック</h3><table class="topic-list"><tr class="topic-list-item"><td class="main-link"><a href="/t/yunomi/4">湯呑みの割れ</a></td><td class="num">2024 年 12 月 1 日</td></tr></table></div></div>'  # fmt: skip
    return Sheet("Discourse for crawlers, Japanese", "/t/chagama/88", page(body, "茶釜の手入れ - 道具 - お茶の間", "ja"), "茶釜の手入れ", [
        Post("matcha3", "2025-01-02T10:30", "茶釜の湯が濁ります。\n何が悪いのでしょう。", "1"), Post("kama_shi", "2025-01-03T01:05", "錆です。茶葉を煮てください。", "2")])  # fmt: skip


def _cafe() -> Sheet:
    reply = '<li id="{0}" class="CommentItem"><div class="comment_area"><a href="/members/{1}" class="comment_thumb"><img src="/t.png" alt="프로필 사진"></a><div class="comment_box"><div class="comment_nick_box"><div class="comment_nick_info"><a role="button" class="comment_nickname">{1}</a></div></div><div class="comment_text_box"><p class="comment_text_view"><span class="text_comment">{2}</span></p></div><div class="comment_info_box"><span class="comment_info_date">{3}</span><a role="button" class="comment_info_button">답글쓰기</a></div></div></div></li>'
    rows = (
        ("9001", "솔바람", "저도 궁금해요.", "2025.01.02. 11:05"),
        ("9002", "찻잔", "쌀뜨물에 담가 두세요.", "2025.01.03. 08:00"),
    )
    body = '<div class="Article"><div class="article_wrap"><div class="ArticleContentBox"><div class="article_header"><div class="ArticleTitle"><a href="/menu/3" class="link_board">차 이야기</a><div class="title_area"><h3 class="title_text">다관 냄새 없애기</h3></div></div><div class="WriterInfo"><div class="thumb_area"><a class="thumb"><img src="/t.png" alt="프로필 사진"></a></div><div class="profile_area"><div class="profile_info"><div class="nick_box"><button class="nickname">찻잔</button><a href="/members/tea1">찻잔</a></div><em class="nick_level">우수멤버</em></div><div class="article_info"><span class="date">2025.01.02. 10:30</span> <span class="count">조회 41</span></div></div></div></div><div class="article_container"><div class="article_viewer"><div class="ContentRenderer"><div class="se-main-container"><p class="se-text-paragraph">새 다관에서 흙냄새가 납니다.</p><p class="se-text-paragraph">끓이면 없어질까요?</p></div></div></div><div class="ReplyBox"><span class="like_article">좋아요 3</span> <span class="button_comment">댓글 2</span></div><div class="CommentBox"><div class="comment_option"><h3 class="comment_title">댓글</h3></div><ul class="comment_list">' + each(reply, rows) + "</ul></div></div></div></div></div>"  # fmt: skip
    return Sheet("cafe of a portal, Korean", "/cafes/tea/articles/771", page(body, "다관 냄새 없애기 : 차모임", "ko"), "다관 냄새 없애기", [
        Post("찻잔", "2025-01-02T10:30", "새 다관에서 흙냄새가 납니다.\n끓이면 없어질까요?"), Post("솔바람", "2025-01-02T11:05", "저도 궁금해요.", "9001"), Post("찻잔", "2025-01-03T08:00", "쌀뜨물에 담가 두세요.", "9002")])  # fmt: skip


def _tieba() -> Sheet:
    post = '<div class="l_post l_post_bright j_l_post clearfix" data-pid="{0}"><div class="d_author"><ul class="p_author"><li class="icon"><a class="p_author_face" href="/home/main?un={1}"><img src="/f.png" username="{1}"></a></li><li class="d_name"><a class="p_author_name j_user_card" href="/home/main?un={1}">{1}</a></li><li class="l_badge"><div class="p_badge"><div class="d_badge_title">初级茶友</div><div class="d_badge_lv">5</div></div></li></ul></div><div class="d_post_content_main"><div class="p_content"><cc><div id="post_content_{0}" class="d_post_content j_d_post_content">{2}</div></cc></div><div class="core_reply j_lzl_wrapper"><div class="core_reply_tail clearfix"><ul class="p_tail"><li><span>{4}楼</span></li><li><span>{3}</span></li></ul><div class="p_reply"><a href="#" class="lzl_link_unfold">回复</a></div></div></div></div></div>'
    rows = (
        ("5501", "老铁壶", "铁壶第一次用要开壶吗？<br>求指点。", "2025-01-02 10:30", "1"),
        ("5502", "水边人", "要的，煮两遍茶渣就行。", "2025-01-02 10:52", "2"),
        ("5503", "老铁壶", "谢谢，已经煮上了。", "2025-01-03 08:00", "3"),
    )
    body = '<div class="card_title"><a class="card_title_fname" href="/f?kw=t">铁壶吧</a></div><div class="core_title_wrap_bright"><h3 class="core_title_txt" title="铁壶开壶">铁壶开壶</h3></div><div class="p_postlist" id="j_p_postlist">' + each(post, rows) + "</div>"  # fmt: skip
    return Sheet("bar with grades, Chinese", "/p/88123", page(body, "铁壶开壶_铁壶吧", "zh"), "铁壶开壶", [
        Post("老铁壶", "2025-01-02T10:30", "铁壶第一次用要开壶吗？\n求指点。"), Post("水边人", "2025-01-02T10:52", "要的，煮两遍茶渣就行。"), Post("老铁壶", "2025-01-03T08:00", "谢谢，已经煮上了。")])  # fmt: skip


def _xenforo_vietnamese() -> Sheet:
    post = '<article class="message message--post js-post js-inlineModContainer" data-author="{1}" data-content="post-{0}" id="js-post-{0}"><span class="u-anchorTarget" id="post-{0}"></span><div class="message-inner"><div class="message-cell message-cell--user"><section class="message-user" itemprop="author" itemscope><div class="message-avatar"><a href="/u/a.3/" class="avatar avatar--m"><span>A</span></a></div><div class="message-userDetails"><h4 class="message-name"><a href="/u/a.3/" class="username" data-user-id="3"><span class="username--style2">{1}</span></a></h4><h5 class="userTitle message-userTitle">Senior Member</h5></div></section></div><div class="message-cell message-cell--main"><div class="message-main js-quickEditTarget"><header class="message-attribution message-attribution--split"><ul class="message-attribution-main listInline"><li class="u-concealed"><a href="/t/am.9/post-{0}" rel="nofollow"><time class="u-dt" dir="auto" datetime="{2}:11+0700" data-timestamp="1735788611" title="Ngày 2/1/25 lúc 10:30">{3}</time></a></li></ul><ul class="message-attribution-opposite"><li><a href="/t/am.9/post-{0}">#{5}</a></li></ul></header><div class="message-content js-messageContent"><div class="message-userContent lbContainer js-lbContainer"><article class="message-body js-selectToQuote"><div><div class="bbWrapper">{4}</div></div><div class="js-selectToQuoteEnd">&nbsp;</div></article></div><div class="message-lastEdit">Sửa lần cuối: <time class="u-dt" datetime="2025-01-05T10:00:00+0700">5/1/25</time></div></div><footer class="message-footer"><div class="reactionsBar js-reactionsList is-active"><a class="reactionsBar-link" href="/posts/{0}/reactions"><bdi>nam</bdi>, <bdi>lan</bdi> và 3 người khác</a></div></footer></div></div></div></article>'
    rows = (
        ("661", "ấm_đất", "2025-01-02T10:30", "2/1/25", "Ấm mới có nên tráng nước sôi không các bác?", "1"),
        ("664", "trà_chiều", "2025-01-02T21:40", "Hôm qua lúc 21:40", '<blockquote data-attributes="member: 3" data-quote="ấm_đất" data-source="post: 661" class="bbCodeBlock bbCodeBlock--expandable bbCodeBlock--quote"><div class="bbCodeBlock-title"><a href="/goto/post?id=661" class="bbCodeBlock-sourceJump">ấm_đất nói:</a></div><div class="bbCodeBlock-content"><div class="bbCodeBlock-expandContent">Ấm mới có nên tráng</div></div></blockquote>Nên, tráng ba lần bác ạ.', "2"),
    )  # fmt: skip
    body = '<div class="p-body"><div class="p-title"><h1 class="p-title-value">Ấm đất mới</h1></div><div class="p-description"><ul class="listInline"><li><a href="/u/a.3/" class="username">ấm_đất</a></li><li><a href="/t/am.9/"><time datetime="2025-01-02T10:30:11+0700">2/1/25</time></a></li></ul></div><div class="block block--messages"><div class="block-body js-replyNewMessageContainer">' + each(post, rows) + "</div></div></div>"  # fmt: skip
    return Sheet("XenForo 2.3, Vietnamese", "/t/am.9/", page(body, "Ấm đất mới | Quán Trà", "vi"), "Ấm đất mới", [
        Post("ấm_đất", "2025-01-02T10:30", "Ấm mới có nên tráng nước sôi không các bác?", "661"), Post("trà_chiều", "2025-01-02T21:40", "Nên, tráng ba lần bác ạ.", "664")])  # fmt: skip


def _onion_reddit() -> Sheet:
    reply = '<div class="comment" id="c-{0}"><div class="commentHead"><a class="username" href="/u/{1}">/u/{1}</a> <span class="points">{4} points</span> <span class="timestamp" title="{2}">{3}</span></div><div class="commentBody">{5}</div><div class="commentActions"><a href="/report/{0}">Report</a> <a href="/post/5c1/#c-{0}">Permalink</a></div><div class="replies">{6}</div></div>'
    inner = reply.format(
        "f2", "miller", "2025-01-02 12:10:00", "3 days ago", "2", "<p>Agreed, a burr mill is worth it.</p>", ""
    )
    body = '<div class="header"><a href="/">Hollow</a> <a href="/d/spices">/d/spices</a></div><div class="post"><div class="vote"><span class="score">14</span></div><div class="postInfo"><h1 class="title"><a href="/post/5c1">Which mill for cardamom?</a></h1><div class="submitted">submitted <span title="2025-01-02 10:30:00">3 days ago</span> by <a class="username" href="/u/podpicker">/u/podpicker</a> in <a href="/d/spices">/d/spices</a></div></div><div class="postContent"><p>Blade or burr?</p><p>Price does not matter.</p></div></div><div class="commentCount">2 comments</div><div class="comments">' + reply.format("e1", "grist", "2025-01-02 11:05:00", "3 days ago", "5", "<p>Burr. Blades burn the oil.</p>", inner) + "</div>"  # fmt: skip
    return Sheet("reddit of an onion", "/post/5c1", page(body, "Which mill for cardamom? - Hollow"), "Which mill for cardamom?", [
        Post("podpicker", "2025-01-02T10:30", "Blade or burr?\nPrice does not matter."), Post("grist", "2025-01-02T11:05", "Burr. Blades burn the oil."), Post("miller", "2025-01-02T12:10", "Agreed, a burr mill is worth it.")])  # fmt: skip


def _wpforo() -> Sheet:
    post = '<div id="post-{0}" data-postid="{0}" class="post-wrap wpfn-1"><div class="wpforo-post wpfcl-1"><div class="wpf-left"><div class="author-avatar"><img src="/a.png" alt="{1}"></div><div class="author-data"><div class="author-name"><span class="wpfsx wpfoff"></span>&nbsp;<a href="/comunidad/perfil/{1}/">{1}</a></div><div class="author-joined">Se unió: hace 2 años</div><div class="author-posts">Respuestas: 14</div></div></div><div class="wpf-right"><div class="wpforo-post-content-top"><div class="wpf-post-head"><span>{4}</span></div><div class="cbright wpfcl-0">{2}</div></div><div class="wpforo-post-content">{3}</div><div class="wpforo-post-signature">Poco a poco</div></div></div><div class="bottom"><div class="wpf-post-buttons"><span class="wpforo-reply">Responder</span><span class="wpforo-quote">Citar</span></div></div></div>'
    rows = (
        ("12", "olla_vieja", "02/01/2025 10:30 am", "<p>¿Cómo se cura una olla de barro?</p>", "Iniciador del tema"),
        ("13", "alfarera", "13/01/2025 9:05 pm", '<div class="wpforo-post-quote"><blockquote>¿Cómo se cura una olla de barro?</blockquote></div><p>Con leche, a fuego lento.</p><p>Una hora basta.</p>', ""),
    )  # fmt: skip
    body = '<div id="wpforo-wrap"><div class="wpf-breadcrumb"><a href="/comunidad/">Foros</a></div><div class="wpf-head-bar"><h1 id="wpforo-title">Curar una olla</h1></div><div class="wpfl-1 wpforo-section">' + each(post, rows) + "</div></div>"  # fmt: skip
    return Sheet("wpForo, Spanish", "/comunidad/cocina/curar-una-olla/", page(body, "Curar una olla – Cocina – Foro", "es"), "Curar una olla", [
        Post("olla_vieja", "2025-01-02T10:30", "¿Cómo se cura una olla de barro?", "12"), Post("alfarera", "2025-01-13T21:05", "Con leche, a fuego lento.\nUna hora basta.", "13")])  # fmt: skip


def _script_russian() -> Sheet:
    post = '<table width=98% cellpadding=4 cellspacing=1 bgcolor=#888888><tr><td bgcolor=#dddddd><a name={0}></a><b>{1}</b> &nbsp;<font size=1>{2}</font> <font size=1>[<a href="?a=reply&t=7&q={0}">ответить</a>]</font></td></tr><tr><td bgcolor=#ffffff>{3}</td></tr></table><br>'
    rows = (
        ("1", "Кузьмич", "2 янв. 2025 г., 10:30", "Самовар течёт у краника. Чем паять?"),
        ("2", "жестянщик", "2 янв. 2025 г., 19:05", "<i>&gt; Чем паять?</i><br>Оловом, и только внутри."),
        ("3", "Кузьмич", "вчера, 07:00", "Понял, спасибо."),
    )
    body = '<center><font size=5>Курилка</font></center><a href="?a=list">Все темы</a><h3>Течёт самовар</h3>' + each(
        post, rows
    )
    return Sheet("script of one evening, Russian", "/board.pl?a=show&t=7", page(body, "Курилка: Течёт самовар", "ru"), "Течёт самовар", [
        Post("Кузьмич", "2025-01-02T10:30", "Самовар течёт у краника. Чем паять?"), Post("жестянщик", "2025-01-02T19:05", "Оловом, и только внутри."), Post("Кузьмич", "вчера, 07:00", "Понял, спасибо.")])  # fmt: skip


FOURTH_THREADS = [
    _prosilver(), _smf21(), _mybb18(), _vb4_thai(), _discourse(), _cafe(), _tieba(), _xenforo_vietnamese(), _onion_reddit(), _wpforo(), _script_russian(),
]  # fmt: skip
