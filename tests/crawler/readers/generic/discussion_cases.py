"""Threads of forums and boards, and pages of reviews."""

from __future__ import annotations

from tests.crawler.readers.generic.cases import Case, framed

DISCUSSIONS = [
    Case(
        "phpBB style",
        "/viewtopic.php?t=15",
        framed(
            """<h2><a href="/viewtopic.php?t=15">Which kettle do you use?</a></h2>
            <div id="p101" class="post"><dl class="postprofile"><dt><a href="/memberlist.php?u=7">steamboat</a></dt><dd>Posts: 41</dd><dd>Joined: 2021-05-01</dd></dl>
            <div class="postbody"><p class="author">by <a href="/memberlist.php?u=7">steamboat</a> » 2025-01-02 10:30</p>
            <div class="content">I use a blue one since years.<br>It never leaks.</div><div class="signature">Buy my book! 2024-01-01</div></div></div>
            <div id="p102" class="post"><dl class="postprofile"><dt><a href="/memberlist.php?u=9">leafyard</a></dt><dd>Posts: 3</dd><dd>Joined: 2023-05-01</dd></dl>
            <div class="postbody"><p class="author">by <a href="/memberlist.php?u=9">leafyard</a> » 2025-01-03 08:05</p>
            <div class="content"><blockquote><cite>steamboat wrote:</cite>I use a blue one since years.</blockquote>Mine is red, and it whistles.</div>
            <div class="notice">Last edited by leafyard on 2025-01-04.</div></div></div>""",
            "Which kettle do you use? - Lantern Forum",
        ),
        "post",
        [
            ("post", "/viewtopic.php?t=15#101", {"author": "steamboat", "date": "2025-01-02T10:30", "title": "Which kettle do you use?",
                                                 "text": "I use a blue one since years.\nIt never leaks."}),
            ("post", "/viewtopic.php?t=15#102", {"author": "leafyard", "date": "2025-01-03T08:05", "title": "Which kettle do you use?",
                                                 "text": "Mine is red, and it whistles."}),
        ],
    ),
    Case(
        "XenForo style",
        "/threads/kettles.88/",
        framed(
            "<h1>Kettles of the year</h1>"
            + "".join(
                f"""<article class="message" data-author="{who}" id="js-post-{n}"><div class="message-user"><h4><a href="/members/{who}.{n}/">{who}</a></h4>
                <h5>Member</h5></div><div class="message-main"><header><ul><li><a href="/threads/kettles.88/post-{n}"><time datetime="{date}">{date[:10]}</time></a></li>
                <li><a href="/threads/kettles.88/post-{n}">#{n - 500}</a></li></ul></header><div class="message-body"><div class="bbWrapper">{text}</div></div>
                <footer><a href="/posts/{n}/report">Report</a> <a href="/threads/kettles.88/reply?quote={n}">Reply</a></footer></div></article>"""
                for n, who, date, text in (
                    (501, "steamboat", "2025-01-02T10:30:00+0000", "The blue one wins again."),
                    (502, "leafyard", "2025-01-02T11:00:00+0000", "<blockquote>The blue one wins again.</blockquote><p>I doubt it.</p><p>Red boils faster.</p>"),
                )
            ),
            "Kettles of the year | Lantern Forum",
        ),
        "post",
        [
            ("post", "/threads/kettles.88#501", {"author": "steamboat", "date": "2025-01-02T10:30", "title": "Kettles of the year", "text": "The blue one wins again."}),
            ("post", "/threads/kettles.88#502", {"author": "leafyard", "date": "2025-01-02T11:00", "title": "Kettles of the year",
                                                 "text": "I doubt it.\nRed boils faster."}),
        ],
    ),
    Case(
        "Korean board with comments",
        "/bbs/board.php?bo_table=free&wr_id=31",
        framed(
            """<section><h1>주전자 추천 부탁드립니다</h1>
            <article id="post_31"><div>작성자 <b>물끓이는곰</b> 작성일 2025-01-02 10:30 조회 55</div><div>파란 주전자가 좋은가요? 오래 쓰신 분의 말씀을 듣고 싶습니다.</div></article>
            <article id="c_32"><div><b>찻잎</b> <span>2025-01-02 11:00</span></div><p>빨간 것이 더 빨리 끓습니다.</p></article>
            <article id="c_33"><div><b>달그림자</b> <span>2025-01-02 12:10</span></div><p>저는 파란 것을 십 년째 씁니다.</p></article></section>""",
            "주전자 추천 부탁드립니다 - 달빛게시판", "ko",
        ),
        "post",
        [
            ("post", "/bbs/board.php?bo_table=free&wr_id=31#31", {"author": "물끓이는곰", "date": "2025-01-02T10:30", "title": "주전자 추천 부탁드립니다",
             "text": "파란 주전자가 좋은가요? 오래 쓰신 분의 말씀을 듣고 싶습니다."}),
            ("post", "/bbs/board.php?bo_table=free&wr_id=31#32", {"author": "찻잎", "date": "2025-01-02T11:00", "title": "주전자 추천 부탁드립니다",
             "text": "빨간 것이 더 빨리 끓습니다."}),
            ("post", "/bbs/board.php?bo_table=free&wr_id=31#33", {"author": "달그림자", "date": "2025-01-02T12:10", "title": "주전자 추천 부탁드립니다",
             "text": "저는 파란 것을 십 년째 씁니다."}),
        ],
    ),
    Case(
        "thread without ids",
        "/thread/77",
        framed(
            """<h1>Tea and weather</h1><div class="x"><div><div><a href="/user/steamboat">steamboat</a><span>2 Jan 2025 10:30</span></div><div>Rain makes the leaves sweet, they say.</div></div>
            <div><div><a href="/user/leafyard">leafyard</a><span>3 Jan 2025 08:05</span></div><div>They say much. Dry years were the best ones here.</div></div></div>""",
            "Tea and weather",
        ),
        "post",
        [
            ("post", "*", {"author": "steamboat", "date": "2025-01-02T10:30", "title": "Tea and weather", "text": "Rain makes the leaves sweet, they say."}),
            ("post", "*", {"author": "leafyard", "date": "2025-01-03T08:05", "title": "Tea and weather", "text": "They say much. Dry years were the best ones here."}),
        ],
    ),
    Case(
        "page of feedback",
        "/feedback/KettleHouse",
        framed(
            """<h2>Feedback for KettleHouse</h2><table><tr><th>Rating</th><th>Comment</th><th>Buyer</th><th>Date</th></tr>
            <tr><td>Positive</td><td>Fast and careful.</td><td>s***t</td><td>2025-01-02</td></tr>
            <tr><td>Negative</td><td>One bag was open when it came.</td><td>l***d</td><td>2025-01-05</td></tr></table>""",
            "Feedback for KettleHouse",
        ),
        "review",
        [
            ("review", "*", {"author": "s***t", "rating": "Positive", "text": "Fast and careful.", "date": "2025-01-02"}),
            ("review", "*", {"author": "l***d", "rating": "Negative", "text": "One bag was open when it came.", "date": "2025-01-05"}),
        ],
    ),
]  # fmt: skip
