"""Boards of the East, and imageboards, each as its own templates write them."""

from __future__ import annotations

from tests.crawler.readers.generic.boards.case import Post, Sheet, page


def _gnuboard5() -> Sheet:
    def comment(n: int, who: str, date: str, body: str, depth: str = "") -> str:
        return f"""<article id="c_{n}" {depth}><header style="z-index:5"><h2>{who}님의 댓글</h2><span class="sv_wrap"><a href="/bbs/profile.php?mb_id=u{n}" class="sv_member" title="{who} 자기소개" target="_blank"><span class="profile_img"><img src="a.gif" alt="no_profile"></span> {who}</a><span class="sv"><a href="/bbs/memo_form.php">쪽지보내기</a></span></span><span class="sound_only">아이피</span><span>(1.23.♡.5)</span><span class="sound_only">작성일</span><span class="bo_vc_hdinfo"><i class="fa fa-clock-o"></i> <time datetime="2025-01-02T{date[-5:]}:00+09:00">{date}</time></span></header><div class="cmt_contents"><p>{body}</p><ul class="bo_vc_act"><li><a href="#" onclick="comment_box('{n}', 'c');">답변</a></li></ul></div><span id="edit_{n}" class="bo_vc_w"></span><input type="hidden" value="" id="secret_comment_{n}"><textarea id="save_comment_{n}" style="display:none">{body}</textarea></article>"""

    body = f"""<header id="hd"><h1 id="hd_h1">주전자 추천 부탁드립니다 > 자유게시판</h1><div id="tnb"><a href="/bbs/login.php">로그인</a><a href="/bbs/register.php">회원가입</a></div></header>
<article id="bo_v" style="width:100%"><header><h2 id="bo_v_title"><span class="bo_v_cate">질문</span> <span class="bo_v_tit">주전자 추천 부탁드립니다</span></h2></header>
<section id="bo_v_info"><h2>페이지 정보</h2><div class="profile_info"><div class="pf_img"><img src="a.gif" alt="profile_image"></div><div class="profile_info_ct"><span class="sound_only">작성자</span> <strong><span class="sv_member">물끓이는곰</span></strong><br><span class="sound_only">댓글</span><strong><a href="#bo_vc"><i class="fa fa-commenting-o"></i> 3건</a></strong><span class="sound_only">조회</span><strong><i class="fa fa-eye"></i> 155회</strong><strong class="if_date"><span class="sound_only">작성일</span><i class="fa fa-clock-o"></i> 25-01-02 10:30</strong></div></div></section>
<section id="bo_v_atc"><h2 id="bo_v_atc_title">본문</h2><div id="bo_v_img"></div><div id="bo_v_con"><p>파란 주전자가 좋은가요?</p><p>오래 쓰신 분의 말씀을 듣고 싶습니다.</p></div><div id="bo_v_act"><a href="#">추천 <strong>4</strong></a></div></section>
<section id="bo_v_file"><h2>첨부파일</h2><ul><li><strong>주전자.jpg</strong> (44.1K)<br><span class="bo_v_file_cnt">3회 다운로드 | DATE : 2025-01-02 10:30:11</span></li></ul></section><ul class="bo_v_nb"><li class="btn_prv"><span class="nb_tit">이전글</span><a href="/bbs/board.php?bo_table=free&amp;wr_id=30">찻잔 사진</a> <span class="nb_date">25.01.01</span></li></ul></article>
<button type="button" class="cmt_btn"><span class="total"><b>댓글</b> 3</span></button><section id="bo_vc"><h2>댓글목록</h2>{comment(132, "찻잎", "25-01-02 11:00", "빨간 것이 더 빨리 끓습니다.")}{comment(133, "달그림자", "25-01-02 12:10", "저는 파란 것을 십 년째 씁니다.", 'style="margin-left:50px"')}{comment(134, "물끓이는곰", "25-01-02 13:20", "고맙습니다, 파란 것으로 하겠습니다.")}</section>
<aside id="bo_vc_w"><h2>댓글쓰기</h2><form name="fviewcomment" action="./write_comment_update.php"><textarea name="wr_content"></textarea><label>비밀번호<input type="password" name="wr_password"></label></form></aside>"""
    return Sheet("gnuboard 5, Korean", "/bbs/board.php?bo_table=free&wr_id=31", page(body, "주전자 추천 부탁드립니다 > 자유게시판 | 달빛마을", "ko"), "주전자 추천 부탁드립니다", [
        Post("물끓이는곰", "2025-01-02T10:30", "파란 주전자가 좋은가요?\n오래 쓰신 분의 말씀을 듣고 싶습니다."),
        Post("찻잎", "2025-01-02T11:00", "빨간 것이 더 빨리 끓습니다.", "132"), Post("달그림자", "2025-01-02T12:10", "저는 파란 것을 십 년째 씁니다.", "133"),
        Post("물끓이는곰", "2025-01-02T13:20", "고맙습니다, 파란 것으로 하겠습니다.", "134")])  # fmt: skip


def _korean_board() -> Sheet:
    comment = '<li class="cmt"><span class="nick">{}</span><span class="txt">{}</span><span class="dt">{}</span><a href="/del?c=1">삭제</a></li>'
    comments = "".join(
        comment.format(*c)
        for c in (
            ("보리차", "저도 궁금하네요", "오늘 12:11"),
            ("ㅇㅇ(118.235)", "녹차는 칠십 도가 좋다고 들었어요", "오늘 12:30"),
            ("현미", "뜨거우면 써요", "3분 전"),
        )
    )
    body = f"""<div class="top"><a href="/">대문</a> <a href="/board/tea">차 게시판</a> <a href="/login">로그인</a></div><div class="view"><div class="vt">녹차 물 온도 질문</div><div class="vi"><span>글쓴이 : <b>찻물</b></span> <span>조회 : 88</span> <span>날짜 : 어제 21:40</span></div><div class="vc">끓는 물을 그냥 부어도 되나요?<br>자꾸 써집니다.</div></div>
<div class="cmts"><div class="ch">댓글 3개</div><ul>{comments}</ul></div><table class="list"><tr><th>번호</th><th>제목</th><th>글쓴이</th><th>날짜</th></tr><tr><td>12</td><td><a href="/board/tea/12">찻잔 팝니다</a></td><td>유리</td><td>2025-01-01</td></tr><tr><td>11</td><td><a href="/board/tea/11">말차 케이크</a></td><td>쑥</td><td>2024-12-30</td></tr></table>"""
    return Sheet("board with today's hours, Korean", "/board/tea/13", page(body, "녹차 물 온도 질문 - 차 게시판", "ko"), "녹차 물 온도 질문", [
        Post("찻물", "어제 21:40", "끓는 물을 그냥 부어도 되나요?\n자꾸 써집니다."), Post("보리차", "오늘 12:11", "저도 궁금하네요"),
        Post("ㅇㅇ(118.235)", "오늘 12:30", "녹차는 칠십 도가 좋다고 들었어요"), Post("현미", "3분 전", "뜨거우면 써요")])  # fmt: skip


def _discuz() -> Sheet:
    def post(n: int, floor: str, who: str, when: str, body: str, status: str = "") -> str:
        return f"""<div id="post_{n}"><table id="pid{n}" class="plhin" summary="pid{n}" cellspacing="0" cellpadding="0"><tr><td class="pls" rowspan="2"><div id="favatar{n}" class="pls favatar"><div class="pi"><div class="authi"><a href="space-uid-{n}.html" target="_blank" class="xw1">{who}</a></div></div><div class="avatar"><a href="space-uid-{n}.html"><img src="a.gif"></a></div><div class="tns xg2"><table><tr><th><p><a href="#" class="xi2">12</a></p>主题</th><th><p><a href="#">310</a></p>帖子</th><td><p><a href="#">1024</a></p>积分</td></tr></table></div><p><em><a href="#">高级会员</a></em></p></div></td>
<td class="plc"><div class="pi"><strong><a href="thread-9-1-1.html#pid{n}" id="postnum{n}"><em>{floor}</em></a></strong><div class="pti"><div class="pdbt"></div><div class="authi"><img class="authicn vm" src="m.gif"><em id="authorposton{n}">发表于 {when}</em><span class="pipe">|</span><a href="thread-9-1-1.html?authorid=7" rel="nofollow">只看该作者</a></div></div></div><div class="pct"><div class="pcb"><div class="t_fsz"><table cellspacing="0" cellpadding="0"><tr><td class="t_f" id="postmessage_{n}">{status}{body}</td></tr></table></div><div id="comment_{n}" class="cm"></div></div></div></td></tr><tr><td class="plc plm"><div class="sign" style="max-height:100px">茶凉了再续</div></td></tr><tr><td class="pls"></td><td class="plc"><div class="po hin"><div class="pob cl"><em><a class="fastre" href="forum.php?mod=post&amp;reppost={n}">回复</a></em><p><a href="javascript:;">举报</a></p></div></div></td></tr></table></div>"""

    quote = '<div class="quote"><blockquote><font size="2"><a href="forum.php?goto=findpost"><font color="#999999">井水 发表于 2025-1-2 10:30</font></a></font><br>水要烧几遍？</blockquote></div><br>'
    status = '<i class="pstatus"> 本帖最后由 井水 于 2025-1-3 09:00 编辑 </i><br><br>'
    body = f"""<div id="toptb"><a href="member.php?mod=logging&amp;action=login">登录</a> <a href="member.php?mod=register">立即注册</a></div><div id="pt"><a href="forum.php">论坛</a> › <a href="forum-2-1.html">茶道</a></div><div id="postlist" class="pl bm"><table cellspacing="0" cellpadding="0"><tr><td class="pls ptn pbn"><div class="hm"><span class="xg1">查看:</span> <span class="xi1">812</span><span class="pipe">|</span><span class="xg1">回复:</span> <span class="xi1">2</span></div></td><td class="plc ptm pbn"><h1 class="ts"><a href="forum.php?mod=forumdisplay&amp;typeid=1">[求助]</a> <span id="thread_subject">水要烧几遍才好</span></h1></td></tr></table>
{post(71, "楼主", "井水", "2025-1-2 10:30", "水要烧几遍？<br>老人说三遍。", status)}{post(72, "沙发", "青石板", '<span title="2025-1-5 20:05:11">昨天&nbsp;20:05</span>', quote + "一遍就够了，烧多了没味道。")}{post(73, "板凳", "半山", '<span title="2025-1-6 07:00:02">3&nbsp;小时前</span>', "看是什么茶。")}</div>"""
    return Sheet("Discuz, Chinese", "/thread-9-1-1.html", page(body, "水要烧几遍才好 - 茶道 - 山下论坛 - Powered by Discuz!", "zh-CN"), "水要烧几遍才好", [
        Post("井水", "2025-01-02T10:30", "水要烧几遍？\n老人说三遍。", "71"), Post("青石板", "2025-01-05T20:05", "一遍就够了，烧多了没味道。", "72"),
        Post("半山", "2025-01-06T07:00", "看是什么茶。", "73")])  # fmt: skip


def _nodebb() -> Sheet:
    def post(n: int, at: int, who: str, iso: str, body: str, stamp: str) -> str:
        return f"""<li component="post" class="posts-list-item" data-index="{at}" data-pid="{n}" data-uid="{n}" data-timestamp="{stamp}" data-username="{who}" data-userslug="{who}" itemprop="comment" itemtype="http://schema.org/Comment" itemscope><a component="post/anchor" data-index="{at}" id="{at}"></a><meta itemprop="datePublished" content="{iso}:11.000Z"><div class="post-container-parent"><div class="avatar"><a href="/user/{who}"><span alt="{who}" title="{who}">{who[0]}</span></a></div><div class="post-container"><div class="post-header"><a href="/user/{who}" data-username="{who}">{who}</a> <span class="badge">版主</span> <a class="permalink" href="/post/{n}"><span class="timeago" title="{iso}:11.000Z"></span></a> <span>#{at}</span></div><div class="content" component="post/content" itemprop="text">{body}</div><div component="post/footer"><a component="post/reply" href="#">回复</a> <a href="#">引用</a> <span component="post/vote-count">2</span></div></div></div></li>"""

    body = f"""<div class="breadcrumb"><a href="/category/3">茶具</a></div><h1 component="post/header"><span component="topic/title">紫砂壶怎么养</span></h1><div class="stats"><span>3 帖子</span> <span>2 发布者</span> <span>410 浏览</span></div><ul component="topic" class="posts timeline list-unstyled">{post(61, 1, "陶人", "2025-01-02T10:30", "<p>新壶要不要煮？</p><p>店家说要煮。</p>", "1735813811000")}{post(62, 2, "老火", "2025-01-03T20:05", '<blockquote><p><a href="/user/陶人">@陶人</a> 说：</p><p>新壶要不要煮？</p></blockquote><p>煮半小时就行。</p>', "1735934711000")}</ul>"""
    return Sheet("NodeBB, Chinese", "/topic/9/zisha", page(body, "紫砂壶怎么养 | 山下", "zh-CN"), "紫砂壶怎么养", [
        Post("陶人", "2025-01-02T10:30", "新壶要不要煮？\n店家说要煮。", "61"), Post("老火", "2025-01-03T20:05", "煮半小时就行。", "62")])  # fmt: skip


def _vichan() -> Sheet:
    reply = """<div class="post reply" id="reply_{n}"><p class="intro"><input type="checkbox" class="delete" name="delete_{n}" id="delete_{n}"><label for="delete_{n}"><span class="name">{who}</span>{trip} <time datetime="{iso}:11Z">{shown}</time></label>&nbsp;<a class="post_no" id="post_no_{n}" href="/tea/res/100.html#{n}">No.</a><a class="post_no" href="/tea/res/100.html#q{n}">{n}</a></p><div class="body">{body}</div></div><br>"""
    body = f"""<div class="boardlist">[ <a href="/tea/index.html">tea</a> / <a href="/mug/index.html">mug</a> ]</div><header><h1>/tea/ - Leaves and Water</h1><div class="subtitle">no coffee</div></header><form name="post" action="/post.php"><table><tr><th>Name</th><td><input name="name"></td></tr><tr><th>Comment</th><td><textarea name="body"></textarea></td></tr><tr><th>Password</th><td><input type="password" name="password"></td></tr></table></form><hr>
<form name="postcontrols" action="/post.php" method="post"><div class="thread" id="thread_100" data-board="tea"><a id="100" class="post_anchor"></a><div class="files"><div class="file"><p class="fileinfo">File: <a href="/tea/src/1.jpg">1735813811.jpg</a> <span class="unimportant">(44.12 KB, 800x600, pot.jpg)</span></p></div></div><div class="post op" id="op_100"><p class="intro"><label><span class="subject">Show your pots</span> <span class="name">Anonymous</span> <time datetime="2025-01-02T10:30:11Z">01/02/25 (Thu) 10:30:11</time></label>&nbsp;<a class="post_no" href="/tea/res/100.html#100">No.</a><a class="post_no" href="#q100">100</a></p><div class="body">Mine is on the left.<br>Yours?</div></div>
{reply.format(n=101, who="Anonymous", trip="", iso="2025-01-02T10:45", shown="01/02/25 (Thu) 10:45:11", body='<a href="#100">&gt;&gt;100</a><br><span class="quote">&gt;Mine is on the left.</span><br>Fine handle.')}{reply.format(n=105, who="Potter", trip='<span class="trip">!Ep8pui8Vw2</span>', iso="2025-01-03T20:05", shown="01/03/25 (Fri) 20:05:11", body="No pot here, only a pan.")}</div></form>"""
    return Sheet("vichan", "/tea/res/100.html", page(body, "/tea/ - Show your pots"), "Show your pots", [
        Post("Anonymous", "2025-01-02T10:30", "Mine is on the left.\nYours?", "100"),
        Post("Anonymous", "2025-01-02T10:45", "Fine handle.", "101"), Post("Potter!Ep8pui8Vw2", "2025-01-03T20:05", "No pot here, only a pan.", "105")])  # fmt: skip


def _futaba() -> Sheet:
    reply = '<table border="0"><tr><td class="rts">…</td><td class="rtd"><input type="checkbox" name="{n}" value="delete" id="delcheck{n}">{n0} 無念 Name としあき {date} No.{n}<a class="del" href="javascript:void(0);">del</a> <a class="sod" href="#">+</a><blockquote>{body}</blockquote></td></tr></table>'
    body = f"""<p align="right">[<a href="/">ホーム</a>] [<a href="/admin">管理用</a>]</p><p align="center"><font size="+2"><b>お茶＠ふたば</b></font></p><form action="/post" method="POST"><table><tr><td><b>おなまえ</b></td><td><input name="name"></td></tr><tr><td>コメント</td><td><textarea></textarea></td></tr><tr><td>削除キー</td><td><input type="password" name="pwd"></td></tr></table></form><hr>
<div class="thre" data-res="2200">画像ファイル名：<a href="/b/src/1.jpg">1735813811.jpg</a>-(44120 B)<br><a href="/b/src/1.jpg"><img src="/b/thumb/1s.jpg" align="left" alt="44120 B"></a><input type="checkbox" name="2200" value="delete" id="delcheck2200"><font color="#cc1105"><b>急須の話</b></font> Name <font color="#117743"><b>としあき</b></font> 25/01/02(木)10:30:11 No.2200 <a class="del" href="#">del</a><blockquote>急須は常滑に限る<br>異論はあるか</blockquote>
{reply.format(n=2201, n0="1", date="25/01/02(木)10:45:20", body="<font color='#789922'>&gt;常滑に限る</font><br>萬古もいいぞ")}{reply.format(n=2204, n0="2", date="25/01/02(木)11:02:33", body="湯冷ましを忘れるな")}</div>"""
    return Sheet("futaba, Japanese", "/b/res/2200.htm", page(body, "急須の話 - お茶＠ふたば", "ja"), "急須の話", [
        Post("としあき", "2025-01-02T10:30", "急須は常滑に限る\n異論はあるか", "2200"), Post("としあき", "2025-01-02T10:45", "萬古もいいぞ", "2201"),
        Post("としあき", "2025-01-02T11:02", "湯冷ましを忘れるな", "2204")])  # fmt: skip


def _makaba() -> Sheet:
    def post(n: int, at: int, who: str, date: str, body: str, cls: str = "reply") -> str:
        return f"""<div class="thread__post"><div id="post-{n}" class="post post_type_{cls}" data-num="{n}"><div id="post-details-{n}" class="post__details"><input type="checkbox" name="delete" value="{n}"> <span class="post__anon">{who}</span> <span class="post__time">{date}</span> <span class="post__reflink"><a href="/tea/res/500.html#{n}">№</a><a href="/tea/res/500.html#{n}" class="post__reflink">{n}</a></span> <span class="post__number">{at}</span> <a class="post__btn" href="#">Ответить</a></div><article id="m{n}" class="post__message">{body}</article><div class="post__refmap" id="refmap-{n}">Ответы: <a href="#503">&gt;&gt;503</a></div></div></div>"""

    body = f"""<header class="header"><nav>[ <a href="/b/">b</a> / <a href="/tea/">tea</a> ]</nav><div class="board"><a href="/tea/">/tea/ — Чай</a></div></header><div class="thread" id="thread-500">{post(500, 1, "Аноним", "02/01/25 Чтв 10:30:11", "Заварник сколько мыть надо?<br>Бабушка не моет вообще.", "oppost")}{post(501, 2, "Аноним", "02/01/25 Чтв 10:45:20", '<a href="/tea/res/500.html#500" class="post-reply-link">&gt;&gt;500 (OP)</a><br>Бабушка права.')}{post(503, 3, 'Настой <span class="post__trip">!!x1Yz</span>', "03/01/25 Птн 20:05:01", '<span class="unkfunc">&gt;Бабушка права</span><br>Содой раз в год.')}</div>"""
    return Sheet("makaba, Russian", "/tea/res/500.html", page(body, "/tea/ - Заварник сколько мыть надо?", "ru"), "Заварник сколько мыть надо?", [
        Post("Аноним", "2025-01-02T10:30", "Заварник сколько мыть надо?\nБабушка не моет вообще.", "500"),
        Post("Аноним", "2025-01-02T10:45", "Бабушка права.", "501"), Post("Настой !!x1Yz", "2025-01-03T20:05", "Содой раз в год.", "503")])  # fmt: skip


def _two_channel() -> Sheet:
    line = '<dt>{n} ：<font color="green"><b>{who}</b></font>：{date} ID:{id}</dt><dd>{body}<br><br></dd>'
    lines = [
        (
            1,
            "名無しさん＠お茶",
            "2025/01/02(木) 10:30:11.23",
            "AbC1x",
            "玄米茶のうまい淹れ方を教えて<br>熱湯でいいの？",
        ),
        (2, "名無しさん＠お茶", "2025/01/02(木) 10:41:02.88", "ZzZ9q", "<a href='#1'>&gt;&gt;1</a><br>熱湯で三十秒"),
        (3, "茶屋 ◆Ab12CdEf", "2025/01/03(金) 20:05:40.01", "T0a2k", "米の香りは熱いほど立つ"),
    ]
    body = (
        '<div><a href="/">■掲示板に戻る■</a> <a href="/test/read.cgi/tea/1735/l50">最新50</a></div><h1 style="color:#CC0000;font-size:larger">【玄米茶】淹れ方を語るスレ 3杯目</h1><dl class="thread">'
        + "".join(line.format(n=n, who=w, date=d, id=i, body=b) for n, w, d, i, b in lines)
        + '</dl><hr><form method="POST" action="/test/bbs.cgi">名前： <input name="FROM"> E-mail<input name="mail"><textarea name="MESSAGE"></textarea></form>'
    )
    return Sheet("2channel, Japanese", "/test/read.cgi/tea/1735/", page(body, "【玄米茶】淹れ方を語るスレ 3杯目", "ja"), "【玄米茶】淹れ方を語るスレ 3杯目", [
        Post("名無しさん＠お茶", "2025-01-02T10:30", "玄米茶のうまい淹れ方を教えて\n熱湯でいいの？", "1"), Post("名無しさん＠お茶", "2025-01-02T10:41", "熱湯で三十秒", "2"),
        Post("茶屋 ◆Ab12CdEf", "2025-01-03T20:05", "米の香りは熱いほど立つ", "3")])  # fmt: skip


EASTERN = [_gnuboard5(), _korean_board(), _discuz(), _nodebb(), _vichan(), _futaba(), _makaba(), _two_channel()]
