"""Pages of boards and markets that state nothing: lists of boards and members, doors, forms, empty feedback."""

from __future__ import annotations

from tests.crawler.readers.generic.boards.case import Sheet, page

LOGIN = '<form action="login.php" method="post"><label>Username <input name="user"></label><label>Password <input type="password" name="pass"></label><input type="submit" value="Log in"></form>'


def _index() -> Sheet:
    row = '<li class="row"><dl class="row-item forum_read"><dt><div class="list-inner"><a href="./viewforum.php?f={n}" class="forumtitle">{t}</a><br>{s}</div></dt><dd class="topics">{x}</dd><dd class="posts">{y}</dd><dd class="lastpost"><span><a href="./viewtopic.php?p={p}#p{p}" class="lastsubject">Re: {last}</a><br>by <a href="./memberlist.php?u={n}" class="username">{w}</a><br>{d}</span></dd></dl></li>'
    rows = [
        (2, "Pots and kettles", "All that boils", 310, 4100, 901, "Which kettle", "steamboat", "2025-01-02 10:30"),
        (3, "Leaves", "All that is boiled", 120, 990, 902, "Mint or sage", "leafyard", "2025-01-03 08:05"),
        (4, "Off topic", "Weather and other trouble", 80, 700, 903, "Rain", "mugwort", "2025-01-04 07:00"),
    ]
    body = (
        "<h1>Harbour Forum</h1>"
        + LOGIN
        + '<div class="forabg"><ul class="topiclist forums">'
        + "".join(
            row.format(n=n, t=t, s=s, x=x, y=y, p=p, last=last, w=w, d=d) for n, t, s, x, y, p, last, w, d in rows
        )
        + '</ul></div><div class="stat-block"><h3>Statistics</h3><p>Total posts 5790 • Total topics 510 • Our newest member <a href="./memberlist.php?u=99">freshwater</a></p></div>'
    )
    return Sheet("index of a forum", "/index.php", page(body, "Harbour Forum - Index page"))


def _topics() -> Sheet:
    row = '<tr><td><a href="showthread.php?tid={n}">{t}</a><div class="author smalltext"><a href="member.php?uid={n}">{w}</a></div></td><td>{r}</td><td>{v}</td><td><span class="lastpost smalltext">{d}<br><a href="#">Last Post</a>: <a href="member.php?uid=2">{l}</a></span></td></tr>'
    rows = [
        (1, "Copper or steel?", "demlik", 3, 80, "01-02-2025, 10:30 AM", "cup"),
        (2, "Chipped lid, what now?", "cup", 12, 410, "01-03-2025, 08:05 PM", "demlik"),
        (3, "Introduce yourself here", "warden", 210, 9900, "01-04-2025, 07:00 AM", "newcup"),
    ]
    body = (
        '<table class="tborder"><tr><td class="thead" colspan="4"><strong>Pots</strong></td></tr><tr><td>Thread / Author</td><td>Replies</td><td>Views</td><td>Last Post</td></tr>'
        + "".join(row.format(n=n, t=t, w=w, r=r, v=v, d=d, l=last) for n, t, w, r, v, d, last in rows)
        + "</table>"
    )
    return Sheet("list of threads", "/forumdisplay.php?fid=2", page(body, "Pots - Harbour"))


def _members() -> Sheet:
    rows = "".join(
        f'<tr><td><a href="/memberlist.php?mode=viewprofile&amp;u={n}">{w}</a></td><td>{p}</td><td></td><td>{d}</td></tr>'
        for n, w, p, d in (
            (2, "steamboat", 41, "2021-05-01 10:00"),
            (3, "leafyard", 3, "2023-05-01 11:00"),
            (4, "mugwort", 900, "2019-01-09 12:00"),
        )
    )
    body = f'<h2>Member list</h2><div class="pagination">3 members • Page 1 of 1</div><table class="table1"><thead><tr><th>Username</th><th>Posts</th><th>Website</th><th>Joined</th></tr></thead><tbody>{rows}</tbody></table>'
    return Sheet("list of members", "/memberlist.php", page(body, "Harbour Forum - Members"))


def _must_log_in() -> Sheet:
    body = f'<h1>Harbour Forum</h1><div class="blockMessage blockMessage--error">You must be logged in to do that.</div>{LOGIN}<p>Don\'t have an account? <a href="/register/">Register now</a></p>'
    return Sheet("you must be logged in", "/threads/secret.9/", page(body, "Log in | Harbour Forum"))


def _register() -> Sheet:
    body = '<h2>Registration</h2><p>By joining you agree to these terms, last changed 2024-05-01.</p><form method="post"><dl><dt>Username:</dt><dd><input name="u"></dd><dt>Email:</dt><dd><input name="e"></dd><dt>Password:</dt><dd><input type="password" name="p"></dd><dt>Confirm password:</dt><dd><input type="password" name="p2"></dd></dl><img src="captcha.png"><input name="code"><input type="submit" value="Submit"></form>'
    return Sheet("registration", "/ucp.php?mode=register", page(body, "Harbour Forum - Register"))


def _search() -> Sheet:
    body = '<h2>Search</h2><form action="./search.php"><fieldset><label>Search for keywords: <input name="keywords"></label><label>Search for author: <input name="author"></label><label>Posts newer than <select><option>1 day</option><option>1 week</option></select></label><input type="submit" value="Search"></fieldset></form><h3>Recent searches</h3><table><tr><th>Keywords</th><th>Date</th></tr><tr><td><a href="./search.php?keywords=kettle">kettle</a></td><td>2025-01-02</td></tr><tr><td><a href="./search.php?keywords=mint">mint</a></td><td>2025-01-03</td></tr></table>'
    return Sheet("form of search", "/search.php", page(body, "Harbour Forum - Search"))


def _no_feedback() -> Sheet:
    body = '<div><a href="/">Home</a></div><h2>Feedback of tinhouse</h2><table><tr><th>Rating</th><th>Comment</th><th>Buyer</th><th>Date</th></tr><tr><td colspan="4">This vendor has not received any feedback yet.</td></tr></table><p>Server time: 2025-02-01 12:00</p>'
    return Sheet("no feedback yet", "/vendor/tinhouse/feedback", page(body, "Feedback of tinhouse"))


def _discuz_door() -> Sheet:
    body = '<div id="toptb"><a href="member.php?mod=register">立即注册</a></div><div id="messagetext" class="alert_info"><p>抱歉，您尚未登录，没有权限查看该主题</p></div><form method="post" action="member.php?mod=logging"><table><tr><th>用户名</th><td><input name="username"></td></tr><tr><th>密码</th><td><input type="password" name="password"></td></tr></table></form>'
    return Sheet("door of Discuz, Chinese", "/thread-10-1-1.html", page(body, "提示信息 - 山下论坛", "zh-CN"))


def _gnuboard_list() -> Sheet:
    row = '<tr><td class="td_num2">{n}</td><td class="td_subject"><div class="bo_tit"><a href="/bbs/board.php?bo_table=free&amp;wr_id={n}">{t} <span class="sound_only">댓글</span><span class="cnt_cmt">3</span></a></div></td><td class="td_name sv_use"><span class="sv_member">{w}</span></td><td class="td_num">{v}</td><td class="td_datetime">{d}</td></tr>'
    rows = [
        (31, "주전자 추천 부탁드립니다", "물끓이는곰", 155, "01-02"),
        (30, "찻잔 사진", "유리", 80, "01-01"),
        (29, "보리차 보관", "현미", 61, "12-30"),
    ]
    body = (
        '<h2 id="container_title">자유게시판 목록</h2><form><table><thead><tr><th>번호</th><th>제목</th><th>글쓴이</th><th>조회</th><th>날짜</th></tr></thead><tbody>'
        + "".join(row.format(n=n, t=t, w=w, v=v, d=d) for n, t, w, v, d in rows)
        + "</tbody></table></form>"
    )
    return Sheet("list of gnuboard, Korean", "/bbs/board.php?bo_table=free", page(body, "자유게시판 1 페이지", "ko"))


def _boards() -> Sheet:
    body = '<h1>Lantern chan</h1><table><tr><td><h2>Boards</h2><ul><li><a href="/tea/">/tea/ - Leaves</a></li><li><a href="/mug/">/mug/ - Mugs</a></li></ul></td><td><h2>Recent posts</h2><ul><li><a href="/tea/res/100.html#105">Tea</a>: No pot here…</li><li><a href="/mug/res/7.html#9">Mugs</a>: Blue.</li></ul></td><td><h2>Stats</h2><p>Total posts: 4,102</p></td></tr></table><p>2025-01-02: The site moved.</p>'
    return Sheet("front page of an imageboard", "/", page(body, "Lantern chan"))


def _online() -> Sheet:
    rows = "".join(
        f'<tr><td><a href="/member.php?u={n}">{w}</a></td><td>{t}</td><td>Viewing thread <a href="/showthread.php?t={n}">{s}</a></td></tr>'
        for n, w, t, s in (
            (1, "steamboat", "10:30", "Copper"),
            (2, "leafyard", "10:31", "Mint"),
            (3, "Guest", "10:33", "Index"),
        )
    )
    return Sheet(
        "who is online",
        "/online.php",
        page(
            f"<h2>Who's online</h2><table><tr><th>Username</th><th>Last activity</th><th>Location</th></tr>{rows}</table>",
            "Harbour - Who's online",
        ),
    )


def _gone() -> Sheet:
    body = '<div id="page-body"><h2>Information</h2><div class="panel" id="message"><div class="inner"><h2 class="message-title">Information</h2><p>The requested topic does not exist.</p></div></div></div>'
    return Sheet("topic does not exist", "/viewtopic.php?t=9999", page(body, "Harbour Forum - Information"))


def _news() -> Sheet:
    body = "<h2>Rules of the board</h2><ol><li>Be kind. (added 2023-01-02)</li><li>No coffee. (added 2023-05-01)</li><li>One account for each person. (added 2024-02-11)</li></ol><p>Last changed 2024-02-11.</p>"
    return Sheet("rules with dates", "/rules", page(body, "Rules - Harbour Forum"))


WITHOUT = [_index(), _topics(), _members(), _must_log_in(), _register(), _search(), _no_feedback(), _discuz_door(), _gnuboard_list(), _boards(), _online(), _gone(), _news()]  # fmt: skip
