"""Threads of newer forum software, of trees of comments, of questions and answers, and of pages made by hand."""

from __future__ import annotations

from tests.crawler.readers.generic.boards.case import Post, Sheet, page


def _vbulletin4() -> Sheet:
    def post(n: int, at: int, who: str, day: str, clock: str, body: str, more: str = "") -> str:
        return f"""<li class="postbitlegacy postbitim postcontainer old" id="post_{n}"><div class="posthead"><span class="postdate old"><span class="date">{day},&nbsp;<span class="time">{clock}</span></span></span><span class="nodecontrols"><a name="post{n}" href="showthread.php?5-Bules&amp;p={n}#post{n}" class="postcounter">#{at}</a></span></div>
<div class="postdetails"><div class="userinfo"><div class="username_container"><div class="popupmenu memberaction"><a class="username offline popupctrl" href="member.php?{n}-{who}" title="{who} está offline"><strong>{who}</strong></a></div></div><span class="usertitle">Membro</span><dl class="userinfo_extra"><dt>Data de registro</dt> <dd>mar 2014</dd><dt>Mensagens</dt> <dd>118</dd></dl></div>
<div class="postbody"><div class="postrow"><h2 class="title icon">Bules de ferro</h2><div class="content"><div id="post_message_{n}"><blockquote class="postcontent restore">{body}</blockquote></div></div>{more}</div><div class="cleardiv"></div></div></div><div class="postfoot"><a class="newreply" href="newreply.php?p={n}">Responder com citação</a></div></li>"""

    quote = '<div class="bbcode_container"><div class="bbcode_quote"><div class="quote_container"><div class="bbcode_quote_container"></div><div class="bbcode_postedby"><img src="q.png" alt="Citação"> Postado originalmente por <strong>ferreiro</strong></div><div class="message">O ferro guarda o calor.</div></div></div></div>'
    more = (
        '<blockquote class="signature restore"><div class="signaturecontainer">quem tem chá tem tudo</div></blockquote>'
    )
    body = f"""<div id="pagetitle" class="pagetitle"><h1>Tópico: <span class="threadtitle"><a href="showthread.php?5-Bules">Bules de ferro</a></span></h1></div><div id="postlist" class="postlist restrain"><ol id="posts" class="posts">
{post(301, 1, "ferreiro", "02-01-2025", "10:30", "O ferro guarda o calor.<br>Pesa, mas vale a pena.", more)}{post(302, 2, "folhaseca", "31-01-2025", "08:05", quote + "Guarda calor e ferrugem.", '<blockquote class="postcontent lastedited">Última edição por folhaseca; 01-02-2025 às <span class="time">09:00</span>.</blockquote>')}</ol></div>"""
    return Sheet("vBulletin 4, Portuguese", "/showthread.php?5-Bules", page(body, "Bules de ferro", "pt"), "Bules de ferro", [
        Post("ferreiro", "2025-01-02T10:30", "O ferro guarda o calor.\nPesa, mas vale a pena.", "301"),
        Post("folhaseca", "2025-01-31T08:05", "Guarda calor e ferrugem.", "302")])  # fmt: skip


def _vbulletin5() -> Sheet:
    def post(n: int, who: str, iso: str, shown: str, body: str) -> str:
        return f"""<li data-node-id="{n}" data-node-publishdate="1735813811" class="b-post js-post js-comment-entry__parent h-restore--on-preview post-signatures" itemprop="comment" itemscope itemtype="http://schema.org/Comment"><a id="post{n}" class="b-post__hash-fix"></a><div class="b-post__body h-clearfix"><div class="b-post__grid-container"><div class="b-userinfo b-userinfo--panel b-post__grid-userinfo"><div class="b-userinfo__details"><div class="author h-text-size--14" itemprop="author" itemscope itemtype="http://schema.org/Person"><strong><a href="/member/{n}-{who}" data-vbnamecard="{n}"><span itemprop="name">{who}</span></a></strong></div><div class="usertitle">Senior Member</div><ul class="b-userinfo__additional-info-block"><li><label class="b-userinfo__additional-info-label">Join Date:</label> <span>Mar 2012</span></li><li><label>Posts:</label> <span>550</span></li></ul></div></div>
<div class="b-post__grid-content"><div class="b-post__arrow"></div><div class="b-post__content js-post__content"><div class="b-divider--section"><div class="h-left"><div class="b-post__timestamp"><time itemprop="dateCreated" datetime="{iso}:11">{shown}</time></div></div><div class="h-right"><a class="b-post__count js-show-post-link" href="#post{n}">#{n - 800}</a></div></div><h2 class="b-post__title js-post-title OLD__post-title h-hide"></h2><div class="js-post__content-text-wrapper"><div class="js-post__content-text OLD__post-content-text restore h-wordwrap" itemprop="text">{body}</div><div class="post-signature restore">always a lid</div></div></div></div></div><ul class="b-post-control__container"><li>Comment</li><li class="b-post-control">Post</li></ul></div></li>"""

    quote = '<div class="bbcode_container"><div class="bbcode_quote"><div class="quote_container"><div class="bbcode_quote_container vb-icon"></div><div class="bbcode_postedby">Originally posted by <strong>lidkeeper</strong></div><div class="message">Lids first.</div></div></div></div>'
    body = f'<div class="b-module"><h1 class="main-title js-main-title">Do lids matter?</h1><ul class="conversation-list list-container stream-view">{post(801, "lidkeeper", "2025-01-02T10:30", "01-02-2025, 10:30 AM", "Lids first.<br>Then leaves.")}{post(802, "openpot", "2025-01-03T20:05", "01-03-2025, 08:05 PM", quote + "Steam wants out, let it.")}</ul></div>'
    return Sheet("vBulletin 5", "/forum/tea/801-do-lids-matter", page(body, "Do lids matter? - Marsh Forums"), "Do lids matter?", [
        Post("lidkeeper", "2025-01-02T10:30", "Lids first.\nThen leaves.", "801"),
        Post("openpot", "2025-01-03T20:05", "Steam wants out, let it.", "802")])  # fmt: skip


def _discourse() -> Sheet:
    def post(at: int, who: str, iso: str, shown: str, body: str, likes: str = "") -> str:
        return f"""<div id="post_{at}" itemprop="comment" itemscope itemtype="http://schema.org/Comment" class="topic-body crawler-post"><div class="crawler-post-meta"><span class="creator" itemprop="author" itemscope itemtype="http://schema.org/Person"><a itemprop="url" rel="nofollow" href="/u/{who}"><span itemprop="name">{who}</span></a></span> <link itemprop="mainEntityOfPage" href="/t/cold-brew/44"><span class="crawler-post-infos"><time itemprop="datePublished" datetime="{iso}:11Z" class="post-time">{shown}</time><meta itemprop="dateModified" content="2025-02-01T00:00:00Z"><span itemprop="position">{at}</span></span></div>
<div class="post" itemprop="text">{body}</div><div itemprop="interactionStatistic" itemscope itemtype="http://schema.org/InteractionCounter"><meta itemprop="userInteractionCount" content="1"><span class="post-likes">{likes}</span></div></div>"""

    quote = '<aside class="quote no-group" data-username="mistral" data-post="1" data-topic="44"><div class="title"><div class="quote-controls"></div><img class="avatar" src="a.png"> mistral:</div><blockquote><p>Twelve hours in the cellar.</p></blockquote></aside>'
    body = f"""<header><a href="/">Cellar Talk</a></header><div id="main-outlet" class="wrap" role="main"><div id="topic-title"><h1><a href="/t/cold-brew/44">Cold brew in the cellar</a></h1><div class="topic-category"><span class="category-title"><a href="/c/tea/4">Tea</a></span></div></div><div itemscope itemtype="http://schema.org/DiscussionForumPosting"><meta itemprop="headline" content="Cold brew in the cellar">
{post(1, "mistral", "2025-01-02T10:30", "January 2, 2025, 10:30am", "<p>Twelve hours in the cellar.</p><p>Nothing else is needed.</p>", "2 Likes")}{post(2, "oak_barrel", "2025-01-03T20:05", "January 3, 2025,  8:05pm", quote + "<p>Mine takes twenty.</p>")}</div><div class="more-topics__container"><h3>Related topics</h3><table class="topic-list"><tr class="topic-list-item"><td><a href="/t/ice/12">Ice or no ice</a></td><td>4</td><td>110</td><td>December 3, 2024</td></tr></table></div></div>"""
    return Sheet("Discourse for crawlers", "/t/cold-brew/44", page(body, "Cold brew in the cellar - Tea - Cellar Talk"), "Cold brew in the cellar", [
        Post("mistral", "2025-01-02T10:30", "Twelve hours in the cellar.\nNothing else is needed.", "1"),
        Post("oak_barrel", "2025-01-03T20:05", "Mine takes twenty.", "2")])  # fmt: skip


def _fluxbb() -> Sheet:
    def post(n: int, at: int, who: str, date: str, body: str, more: str = "") -> str:
        return f"""<div id="p{n}" class="blockpost rowodd blockpost1"><h2><span><span class="conr">#{at}</span> <a href="viewtopic.php?pid={n}#p{n}">{date}</a></span></h2><div class="box"><div class="inbox"><div class="postbody"><div class="postleft"><dl><dt><strong><a href="profile.php?id={n}">{who}</a></strong></dt><dd class="usertitle"><strong>Member</strong></dd><dd><span>Registered: 2018-03-04</span></dd><dd><span>Posts: 61</span></dd></dl></div><div class="postright"><h3>{"Re: " if at > 1 else ""}Moss in the pot</h3><div class="postmsg"><p>{body}</p>{more}</div><div class="postsignature postmsg"><hr><p>green side up</p></div></div></div></div><div class="inbox"><div class="postfoot clearb"><div class="postfootleft"><p><span>Offline</span></p></div><div class="postfootright"><ul><li class="postquote"><span><a href="post.php?tid=3&amp;qid={n}">Quote</a></span></li></ul></div></div></div></div></div>"""

    body = f"""<div id="punwrap"><div id="brdheader" class="block"><div class="box"><div id="brdtitle"><h1><a href="index.php">Moss Board</a></h1></div><div id="brdwelcome"><p class="conl">You are not logged in.</p></div></div></div><div id="brdmain"><div class="linkst"><div class="inbox crumbsplus"><ul class="crumbs"><li><a href="index.php"><strong>Index</strong></a></li><li><span>»&#160;</span><a href="viewforum.php?id=2">Pots</a></li><li><span>»&#160;</span><a href="viewtopic.php?id=3"><strong>Moss in the pot</strong></a></li></ul></div></div>
{post(11, 1, "fernwood", "2025-01-02 10:30:11", "There is moss in my pot.<br>Should I worry?")}{post(12, 2, "stonecrop", "Yesterday 14:02:11", '</p><div class="quotebox"><cite>fernwood wrote:</cite><blockquote><div><p>There is moss in my pot.</p></div></blockquote></div><p>Keep it, it drinks the steam.', '<p class="postedit"><em>Last edited by stonecrop (Yesterday 15:00:00)</em></p>')}</div></div>"""
    return Sheet("FluxBB", "/viewtopic.php?id=3", page(body, "Moss in the pot / Pots / Moss Board"), "Moss in the pot", [
        Post("fernwood", "2025-01-02T10:30", "There is moss in my pot.\nShould I worry?", "11"),
        Post("stonecrop", "Yesterday 14:02:11", "Keep it, it drinks the steam.", "12")])  # fmt: skip


def _invision4() -> Sheet:
    def post(n: int, who: str, iso: str, shown: str, body: str, more: str = "") -> str:
        return f"""<a id="findComment-{n}"></a><a id="comment-{n}"></a><article id="elComment_{n}" class="cPost ipsBox ipsResponsive_pull ipsComment ipsComment_parent ipsClearfix ipsClear ipsColumns"><aside class="ipsComment_author cAuthorPane ipsColumn ipsColumn_medium"><h3 class="ipsType_sectionHead cAuthorPane_author"><strong><a href="/profile/{n}-{who}/" title="Vai al profilo di {who}" class="ipsType_break">{who}</a></strong></h3><ul class="cAuthorPane_info ipsList_reset"><li><img src="a.png" alt="{who}"></li><li data-role="group">Membri</li><li data-role="stats"><ul><li><i class="fa fa-comment"></i> 340</li></ul></li></ul></aside>
<div class="ipsColumn ipsColumn_fluid ipsMargin:none"><div id="comment-{n}_wrap" data-controller="core.front.core.comment" class="ipsComment_content ipsType_medium"><div class="ipsComment_meta ipsType_light"><div class="ipsPos_right"><span class="ipsComment_badge">Autore</span></div><div class="ipsType_reset"><a href="/topic/9-moka/?do=findComment&amp;comment={n}" class="ipsType_blendLinks">Inviato <time datetime="{iso}:11Z" title="{shown}" data-short="2 gen">{shown[:10]}</time></a></div></div><div class="cPost_contentWrap"><div data-role="commentContent" class="ipsType_normal ipsType_richText ipsPadding_bottom ipsContained">{body}{more}</div><div class="ipsItemControls"><div class="ipsReact"><span>Mi piace</span> <span class="ipsReact_reactCount">3</span></div><ul class="ipsComment_controls"><li><a href="#" data-action="quoteComment">Cita</a></li></ul></div></div><div data-role="memberSignature" class="ipsPadding_vertical"><div class="ipsType_light ipsType_richText"><p>piano piano</p></div></div></div></div></article>"""

    quote = '<blockquote class="ipsQuote" data-ipsquote="" data-ipsquote-username="moka" data-cite="moka"><div class="ipsQuote_citation">2 ore fa, moka ha scritto:</div><div class="ipsQuote_contents"><p>Acqua fredda o calda?</p></div></blockquote>'
    body = f"""<div class="ipsPageHeader"><h1 class="ipsType_pageTitle ipsContained_container"><span class="ipsType_break ipsContained"><span>Moka contro teiera</span></span></h1><p>Di <a href="/profile/1-moka/">moka</a>, <time datetime="2025-01-02T10:30:11Z">2 gennaio</time></p></div><div id="elPostFeed" data-role="commentFeed"><form>
{post(51, "moka", "2025-01-02T10:30", "02/01/2025 10:30", "<p>Acqua fredda o calda?</p><p>Io uso quella fredda.</p>")}{post(52, "tisana", "2025-01-03T20:05", "03/01/2025 20:05", quote + "<p>Calda, sempre.</p>", '<span class="ipsType_reset ipsType_medium ipsType_light" data-excludequote><strong>Modificato <time datetime="2025-01-04T09:00:00Z">4 gennaio</time> da tisana</strong></span>')}</form></div>"""
    return Sheet("Invision 4, Italian", "/topic/9-moka/", page(body, "Moka contro teiera - Bevande - La Piazza", "it"), "Moka contro teiera", [
        Post("moka", "2025-01-02T10:30", "Acqua fredda o calda?\nIo uso quella fredda.", "51"),
        Post("tisana", "2025-01-03T20:05", "Calda, sempre.", "52")])  # fmt: skip


def _flarum() -> Sheet:
    posts = "".join(
        f'<div><article><div class="PostUser"><h3 class="PostUser-name">{who}</h3></div><div class="Post-body">{body}</div></article><hr></div>'
        for who, body in (("wurzel", "<p>Ingwer gehört in jeden Tee.</p><p>Auch in grünen.</p>"), ("blüte", "<blockquote><p>Auch in grünen.</p></blockquote><p>Da widerspreche ich entschieden.</p>"), ("wurzel", "<p>Schade um dich.</p>"))
    )  # fmt: skip
    body = f'<div id="app" class="App"><div id="app-navigation" class="App-navigation"></div><main class="App-content"><div id="content"></div><noscript id="flarum-content"><div class="container"><h1>Ingwer im Tee</h1><div>{posts}</div><a href="/d/7?page=2">Nächste Seite »</a></div></noscript></main></div>'
    return Sheet("Flarum without scripts, German", "/d/7-ingwer-im-tee", page(body, "Ingwer im Tee - Kräuterforum", "de"), "Ingwer im Tee", [
        Post("wurzel", "", "Ingwer gehört in jeden Tee.\nAuch in grünen."),
        Post("blüte", "", "Da widerspreche ich entschieden."), Post("wurzel", "", "Schade um dich.")])  # fmt: skip


def _question2answer() -> Sheet:
    def answer(n: int, who: str, when: str, body: str, comment: str = "") -> str:
        return f"""<div class="qa-a-list-item" id="a{n}"><form method="post" action="./3/tea"><div class="qa-voting qa-voting-net"><div class="qa-vote-buttons"><input type="submit" value="+" class="qa-vote-one-button"></div><div class="qa-vote-count"><span class="qa-netvote-count"><span class="qa-netvote-count-data">+2</span><span class="qa-netvote-count-pad"> votes</span></span></div></div></form><div class="qa-a-item-main"><form><div class="qa-a-selection"></div><div class="qa-a-item-content qa-post-content"><div itemprop="text"><p>{body}</p></div></div><span class="qa-a-item-avatar-meta"><span class="qa-a-item-meta"><a class="qa-a-item-what" href="/3/tea?show={n}#a{n}">answered</a> <span class="qa-a-item-when"><span class="qa-a-item-when-data"><time datetime="{when}:00+0000">{when[:10]}</time></span></span> <span class="qa-a-item-who"><span class="qa-a-item-who-pad">by </span><span class="qa-a-item-who-data"><a href="/user/{who}" class="qa-user-link">{who}</a></span> <span class="qa-a-item-who-points"><span class="qa-a-item-who-points-pad">(</span><span>1,240</span><span> points)</span></span></span></span></span><div class="qa-a-item-buttons"><input value="ask related question" type="submit"></div></form><div class="qa-a-item-c-list">{comment}</div></div></div>"""

    comment = '<div class="qa-c-list-item" id="c9"><div class="qa-c-item-content qa-post-content"><p>That sounds too sweet.</p></div><div class="qa-c-item-footer"><span class="qa-c-item-meta"><a href="#c9">commented</a> <time datetime="2025-01-05T09:00:00+0000">Jan 5</time> by <a href="/user/bitter" class="qa-user-link">bitter</a> (40 points)</span></div></div>'
    body = f"""<div class="qa-nav-main"><ul><li><a href="/questions">Questions</a></li><li><a href="/unanswered">Unanswered</a></li></ul></div><div class="qa-main"><h1><a href="/3/tea"><span itemprop="name">How long does honey keep?</span></a></h1>
<div class="qa-q-view" id="q3"><div class="qa-voting"><span class="qa-netvote-count-data">+4</span> votes</div><div class="qa-q-view-main"><div class="qa-q-view-content qa-post-content"><div itemprop="text"><p>I found a jar of my aunt's.</p><p>It has crystals.</p></div></div><div class="qa-q-view-tags"><ul><li><a href="/tag/honey">honey</a></li></ul></div><span class="qa-q-view-meta"><a href="/3/tea" class="qa-q-view-what">asked</a> <time datetime="2025-01-02T10:30:00+0000">Jan 2</time> in <a href="/kitchen">Kitchen</a> by <a href="/user/aunties_jar" class="qa-user-link">aunties_jar</a> <span>(120 points)</span></span></div></div>
<div class="qa-a-list" id="a_list"><h2 id="a_list_title">2 Answers</h2>{answer(5, "beeline", "2025-01-03T20:05", "Longer than you live.", comment)}{answer(6, "clover", "2025-01-04T07:00", "Warm it gently and it is clear again.")}</div><div class="qa-related-qs"><h2>Related questions</h2><ul><li><a href="/1/sugar">Does sugar go bad?</a> asked Dec 3, 2024</li></ul></div></div>"""
    return Sheet("Question2Answer", "/3/tea", page(body, "How long does honey keep? - Marsh Answers"), "How long does honey keep?", [
        Post("aunties_jar", "2025-01-02T10:30", "I found a jar of my aunt's.\nIt has crystals.", "3"),
        Post("beeline", "2025-01-03T20:05", "Longer than you live.", "5"), Post("bitter", "2025-01-05T09:00", "That sounds too sweet.", "9"),
        Post("clover", "2025-01-04T07:00", "Warm it gently and it is clear again.", "6")])  # fmt: skip


MORE_THREADS = [_vbulletin4(), _vbulletin5(), _discourse(), _fluxbb(), _invision4(), _flarum(), _question2answer()]
