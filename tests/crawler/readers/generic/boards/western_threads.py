"""Threads of forum software of the West, each as its own templates write them."""

from __future__ import annotations

from tests.crawler.readers.generic.boards.case import Post, Sheet, page

AD = '<div class="ad-slot"><a href="/out?ad=7"><img src="/b7.gif" alt="ad"></a><p>Best mugs of the coast, 20% off until 2025-02-01!</p></div>'


def _xenforo2() -> Sheet:
    def post(n: int, who: str, date: str, body: str, more: str = "") -> str:
        return f"""<article class="message message--post js-post js-inlineModContainer" data-author="{who}" data-content="post-{n}" id="js-post-{n}">
<span class="u-anchorTarget" id="post-{n}"></span><div class="message-inner"><div class="message-cell message-cell--user"><section class="message-user">
<div class="message-avatar"><a href="/members/{who.lower()}.{n}/" class="avatar avatar--m" data-user-id="{n}"><span>{who[0]}</span></a></div>
<div class="message-userDetails"><h4 class="message-name"><a href="/members/{who.lower()}.{n}/" class="username">{who}</a></h4><h5 class="userTitle message-userTitle">Well-known member</h5></div>
<div class="message-userExtras"><dl class="pairs pairs--justified"><dt>Joined</dt><dd>May 1, 2021</dd></dl><dl class="pairs pairs--justified"><dt>Messages</dt><dd>1,204</dd></dl><dl class="pairs pairs--justified"><dt>Reaction score</dt><dd>310</dd></dl></div>
</section></div><div class="message-cell message-cell--main"><div class="message-main js-quickEditTarget"><header class="message-attribution message-attribution--split"><ul class="message-attribution-main listInline"><li class="u-concealed"><a href="/threads/which-kettle.88/post-{n}" rel="nofollow"><time class="u-dt" datetime="{date}:11+0000" data-time="1735813811">{date[:10]}</time></a></li></ul>
<ul class="message-attribution-opposite"><li><a href="/threads/which-kettle.88/post-{n}" class="message-attribution-gadget">#{n - 500}</a></li></ul></header>
<div class="message-content js-messageContent"><div class="message-userContent lbContainer js-lbContainer"><article class="message-body js-selectToQuote"><div class="bbWrapper">{body}</div></article></div>{more}
<aside class="message-signature"><div class="bbWrapper">Old kettles never die, 1999-01-01</div></aside></div>
<footer class="message-footer"><div class="message-actionBar actionBar"><a href="/posts/{n}/react" class="actionBar-action">Like</a><a href="/posts/{n}/report">Report</a></div><div class="reactionsBar js-reactionsList is-active"><a class="reactionsBar-link" href="/posts/{n}/reactions"><bdi>boilerman</bdi>, <bdi>mugwort</bdi> and 3 others</a></div></footer></div></div></div></article>"""

    quote = """<blockquote data-attributes="member: 7" data-quote="Steamboat" class="bbCodeBlock bbCodeBlock--expandable bbCodeBlock--quote"><div class="bbCodeBlock-title"><a href="/goto/post?id=501" class="bbCodeBlock-sourceJump">Steamboat said:</a></div>
<div class="bbCodeBlock-content"><blockquote>deeper words</blockquote>The blue one wins again this year.</div></blockquote>"""
    posts = [
        post(501, "Steamboat", "2025-01-02T10:30", "The blue one wins again this year.<br>It boils in four minutes."),
        AD,
        post(502, "Leafyard", "2025-01-02T11:00", f"{quote}I doubt it.<br><br>Red boils faster, and I timed both.", '<div class="message-lastEdit">Last edited: <time datetime="2025-01-04T08:00:00+0000">Jan 4, 2025</time></div>'),
        post(503, "kim_ji", "2025-01-03T08:05", 'Spoiler below <div class="bbCodeSpoiler"><button type="button" class="bbCodeSpoiler-button">Spoiler: price</button><div class="bbCodeSpoiler-content"><div class="bbCodeBlock bbCodeBlock--spoiler">Nobody needs two kettles.</div></div></div>'),
    ]  # fmt: skip
    body = f"""<nav class="p-nav"><a href="/">Home</a><a href="/forums/">Forums</a><a href="/login/">Log in</a></nav><ul class="p-breadcrumbs"><li><a href="/forums/tea.2/">Tea</a></li></ul>
<h1 class="p-title-value">Which kettle do you use?</h1><div class="p-description"><ul class="listInline"><li>Thread starter <a href="/members/steamboat.7/" class="username">Steamboat</a></li><li>Start date <a href="/threads/which-kettle.88/"><time datetime="2025-01-02T10:30:11+0000">Jan 2, 2025</time></a></li></ul></div>
<div class="block block--messages"><nav class="pageNavWrapper"><ul class="pageNav-main"><li><a href="/threads/which-kettle.88/">1</a></li><li><a href="/threads/which-kettle.88/page-2">2</a></li></ul></nav><div class="block-body js-replyNewMessageContainer">{"".join(posts)}</div></div>
<form action="/threads/which-kettle.88/add-reply" method="post"><textarea name="message"></textarea><button>Post reply</button></form>
<div class="block"><h3>Similar threads</h3><div class="structItem"><a href="/threads/mugs.12/">Mugs of winter</a><a href="/members/boilerman.3/">boilerman</a><time datetime="2024-12-01T10:00:00+0000">Dec 1, 2024</time></div></div>"""
    return Sheet("XenForo 2", "/threads/which-kettle.88/", page(body, "Which kettle do you use? | Harbour Forum"), "Which kettle do you use?", [
        Post("Steamboat", "2025-01-02T10:30", "The blue one wins again this year.\nIt boils in four minutes.", "501"),
        Post("Leafyard", "2025-01-02T11:00", "I doubt it.\nRed boils faster, and I timed both.", "502"),
        Post("kim_ji", "2025-01-03T08:05", "Spoiler below\nNobody needs two kettles.", "503")])  # fmt: skip


def _xenforo1() -> Sheet:
    def post(n: int, who: str, stamp: str, body: str) -> str:
        return f"""<li id="post-{n}" class="sectionMain message" data-author="{who}"><div class="uix_message"><div class="messageUserInfo" itemscope><div class="messageUserBlock"><div class="avatarHolder"><a href="members/{n}/" class="avatar"><img src="/a{n}.png" alt="{who}"></a></div>
<h3 class="userText"><a href="members/{n}/" class="username" dir="auto">{who}</a><em class="userTitle">Stammgast</em></h3><div class="extraUserInfo"><dl class="pairsJustified"><dt>Registriert seit:</dt><dd>3. Mai 2019</dd></dl><dl class="pairsJustified"><dt>Beiträge:</dt><dd>88</dd></dl></div></div></div>
<div class="messageInfo primaryContent"><div class="messageContent"><article><blockquote class="messageText SelectQuoteContainer ugc baseHtml">{body}<div class="messageTextEndMarker">&nbsp;</div></blockquote></article></div>
<div class="baseHtml signature messageText ugc"><aside>Abwarten und Tee trinken</aside></div>
<div class="messageMeta ToggleTriggerAnchor"><div class="privateControls"><span class="item muted"><span class="authorEnd"><a href="members/{n}/" class="username author">{who}</a>,</span> <a href="threads/kessel.9/#post-{n}" title="Permalink" class="datePermalink">{stamp}</a></span></div><div class="publicControls"><a href="threads/kessel.9/#post-{n}" class="item muted postNumber">#{n - 40}</a></div></div></div></div></li>"""

    body = f"""<div id="header"><form action="login/login" method="post" class="eAuth"><input name="login"><input type="password" name="password"></form></div>
<div class="titleBar"><h1>Welcher Kessel pfeift am lautesten?</h1><p id="pageDescription" class="muted">Dieses Thema im Forum "<a href="forums/tee.2/">Tee</a>" wurde erstellt von <a href="members/41/" class="username">Dampfross</a>, <a href="threads/kessel.9/"><span class="DateTime" title="2. Januar 2025 um 10:30 Uhr">2. Januar 2025</span></a>.</p></div>
<ol class="messageList" id="messageList">{post(41, "Dampfross", '<span class="DateTime" title="2. Januar 2025 um 10:30 Uhr">2. Januar 2025</span>', "Meiner ist im Nachbarhaus zu hören.<br>Wer bietet mehr?")}
{post(42, "Teeblatt", '<abbr class="DateTime" data-time="1736000000" data-diff="3" data-datestring="4. Januar 2025" data-timestring="14:13" title="4. Januar 2025 um 14:13 Uhr">Gestern um 14:13</abbr>', '<div class="bbCodeBlock bbCodeQuote" data-author="Dampfross"><aside><div class="attribution type">Dampfross schrieb: <a href="goto/post?id=41" class="AttributionLink">&uarr;</a></div><blockquote class="quoteContainer"><div class="quote">Meiner ist im Nachbarhaus zu hören.</div></blockquote></aside></div>Meiner weckt die ganze Straße.')}</ol>"""
    return Sheet("XenForo 1, German", "/threads/kessel.9/", page(body, "Welcher Kessel pfeift am lautesten? | Hafenforum", "de"), "Welcher Kessel pfeift am lautesten?", [
        Post("Dampfross", "2025-01-02T10:30", "Meiner ist im Nachbarhaus zu hören.\nWer bietet mehr?", "41"),
        Post("Teeblatt", "2025-01-04T14:13", "Meiner weckt die ganze Straße.", "42")])  # fmt: skip


def _prosilver() -> Sheet:
    def post(n: int, who: str, iso: str, shown: str, body: str, more: str = "") -> str:
        return f"""<div id="p{n}" class="post has-profile bg2"><div class="inner"><dl class="postprofile" id="profile{n}"><dt class="has-profile-rank has-avatar"><div class="avatar-container"><a href="./memberlist.php?mode=viewprofile&amp;u={n}" class="avatar"><img class="avatar" src="./a.png" alt="Avatar"></a></div><a href="./memberlist.php?mode=viewprofile&amp;u={n}" class="username">{who}</a></dt><dd class="profile-rank">Grand buveur</dd><dd class="profile-posts"><strong>Messages :</strong> <a href="./search.php?author_id={n}">412</a></dd><dd class="profile-joined"><strong>Enregistré le :</strong> 12 mars 2019, 08:00</dd></dl>
<div class="postbody"><div id="post_content{n}"><h3 class="first"><a href="#p{n}">Re: Quelle théière pour le soir ?</a></h3><ul class="post-buttons"><li><a href="./posting.php?mode=quote&amp;p={n}" title="Répondre en citant le message"><span class="sr-only">Citer</span></a></li></ul>
<p class="author"><a class="unread" href="./viewtopic.php?p={n}#p{n}" title="Message"><span class="sr-only">Message</span></a><span class="responsive-hide">par <strong><a href="./memberlist.php?mode=viewprofile&amp;u={n}" class="username">{who}</a></strong> » </span><time datetime="{iso}:11+00:00">{shown}</time></p>
<div class="content">{body}</div>{more}<div id="sig{n}" class="signature">Une tasse de plus, jamais de moins</div></div></div><div class="back2top"><a href="#top" class="top" title="Haut"><span class="sr-only">Haut</span></a></div></div></div><hr class="divider">"""

    nested = '<blockquote><div><cite><a href="#">brumeuse</a> a écrit : <span class="responsive-hide">02 janv. 2025, 10:30</span></cite><blockquote class="uncited"><div>avant tout</div></blockquote>La petite en fonte, toujours.</div></blockquote>'
    attach = '<dl class="attachbox"><dt>Pièces jointes</dt><dd><dl class="file"><dt class="attach-image"><img src="./download/file.php?id=3" alt="theiere.jpg"></dt><dd>theiere.jpg (44.12 Kio) Vu 210 fois</dd></dl></dd></dl>'
    notice = '<div class="notice">Dernière modification par <a href="./memberlist.php?u=2" class="username">vapeur</a> le 04 janv. 2025, 09:00, modifié 1 fois.</div>'
    body = f"""<div id="wrap"><div id="page-header" class="headerbar"><h1>Forum du port</h1></div><ul id="nav-breadcrumbs"><li><a href="./index.php">Accueil</a></li></ul><div id="page-body">
<h2 class="topic-title"><a href="./viewtopic.php?t=15">Quelle théière pour le soir ?</a></h2><div class="action-bar bar-top"><a href="./posting.php?mode=reply&amp;t=15">Répondre</a><div class="pagination">3 messages • Page <strong>1</strong> sur <strong>1</strong></div></div>
{post(101, "brumeuse", "2025-01-02T10:30", "02 janv. 2025, 10:30", "La petite en fonte, toujours.", attach)}{post(102, "vapeur", "2025-01-03T08:05", "03 janv. 2025, 08:05", nested + "Trop lourde pour mon poignet.<br>Je garde la mienne en verre.", notice)}{post(103, "Éloïse", "2025-01-05T21:40", "Hier, 21:40", "Merci à tous <img class=smilies src=s.gif alt=:)>")}
<div class="stat-block online-list"><h3>Qui est en ligne</h3><p>Utilisateurs parcourant ce forum : Aucun utilisateur inscrit et 2 invités</p></div></div></div>"""
    return Sheet("phpBB 3 prosilver, French", "/viewtopic.php?t=15", page(body, "Quelle théière pour le soir ? - Forum du port", "fr"), "Quelle théière pour le soir ?", [
        Post("brumeuse", "2025-01-02T10:30", "La petite en fonte, toujours.", "101"),
        Post("vapeur", "2025-01-03T08:05", "Trop lourde pour mon poignet.\nJe garde la mienne en verre.", "102"),
        Post("Éloïse", "2025-01-05T21:40", "Merci à tous", "103")])  # fmt: skip


def _subsilver2() -> Sheet:
    def post(n: int, who: str, date: str, body: str, edited: str = "") -> str:
        return f"""<table class="tablebg" width="100%" cellspacing="1"><tr class="row1"><td align="center" valign="middle"><a name="p{n}"></a><b class="postauthor">{who}</b></td><td width="100%" height="25"><table width="100%" cellspacing="0"><tr><td class="gensmall" width="100%"><div style="float: left;">&nbsp;<b>Заголовок сообщения:</b> Re: Самовар или чайник</div><div style="float: right;"><a href="./viewtopic.php?p={n}#p{n}"><img src="i.gif" alt="Сообщение"></a><b>Добавлено:</b> {date}&nbsp;</div></td></tr></table></td></tr>
<tr class="row1"><td valign="top" class="profile"><table cellspacing="4" align="center" width="150"><tr><td class="postdetails">Гость клуба</td></tr></table><span class="postdetails"><br><b>Зарегистрирован:</b> 01 мар 2020, 10:00<br><b>Сообщения:</b> 77</span></td><td valign="top"><table width="100%" cellspacing="5"><tr><td><div class="postbody">{body}</div>{edited}<br clear="all"><div class="postbody">_________________<br>Чай не пил — какая сила</div></td></tr></table></td></tr>
<tr class="row1"><td class="profile"><strong><a href="#wrapheader">Вернуться к началу</a></strong></td><td><div class="gensmall"><a href="./memberlist.php?mode=viewprofile&amp;u={n}"><img src="p.gif" alt="Профиль"></a></div></td></tr><tr><td class="spacer" colspan="2"><img src="s.gif" alt=""></td></tr></table>"""

    quote = '<div class="quotetitle">Полынь писал(а):</div><div class="quotecontent">Самовар лучше чайника.</div><br>'
    edited = '<span class="gensmall"><br><br>_________________<br>Последний раз редактировалось <a href="u">Крапива</a> 05 янв 2025, 09:00, всего редактировалось 1 раз.</span>'
    body = f"""<div id="wrapheader"><table><tr><td><h1>Клуб чая</h1></td></tr></table></div><div id="pageheader"><h2><a class="titles" href="./viewtopic.php?f=2&amp;t=31">Самовар или чайник</a></h2></div>
{post(201, "Полынь", "02 янв 2025, 10:30", "Самовар лучше чайника.<br>Проверено десятью годами.")}{post(202, "Крапива", "04 янв 2025, 22:15", quote + "А на даче без света?", edited)}{post(203, "Полынь", "Вчера, 12:11", "На даче тем более самовар.")}
<form action="./ucp.php?mode=login" method="post"><table><tr><td>Имя: <input name="username"> Пароль: <input type="password" name="password"></td></tr></table></form>"""
    return Sheet("phpBB 3 subsilver2, Russian", "/viewtopic.php?f=2&t=31", page(body, "Клуб чая • Просмотр темы - Самовар или чайник", "ru"), "Самовар или чайник", [
        Post("Полынь", "2025-01-02T10:30", "Самовар лучше чайника.\nПроверено десятью годами.", "201"),
        Post("Крапива", "2025-01-04T22:15", "А на даче без света?", "202"),
        Post("Полынь", "Вчера, 12:11", "На даче тем более самовар.", "203")])  # fmt: skip


def _phpbb2() -> Sheet:
    def post(n: int, who: str, date: str, body: str) -> str:
        return f"""<tr><td width="150" align="left" valign="top" class="row1"><span class="name"><a name="{n}"></a><b>{who}</b></span><br><span class="postdetails">Kettle Guru<br><br>Joined: 11 Feb 2003<br>Posts: 1290<br>Location: The Marsh</span><br></td>
<td class="row1" width="100%" height="28" valign="top"><table width="100%" border="0" cellspacing="0" cellpadding="0"><tr><td width="100%"><a href="viewtopic.php?p={n}#{n}"><img src="icon_minipost.gif" alt="Post" border="0"></a><span class="postdetails">Posted: {date}<span class="gen">&nbsp;</span>&nbsp; &nbsp;Post subject: Water from the well</span></td><td valign="top" nowrap><a href="posting.php?mode=quote&amp;p={n}"><img src="icon_quote.gif" alt="Reply with quote"></a></td></tr><tr><td colspan="2"><hr></td></tr>
<tr><td colspan="2"><span class="postbody">{body}</span><span class="gensmall"></span></td></tr></table></td></tr><tr><td class="row1" width="150" align="left" valign="middle"><span class="nav"><a href="#top" class="nav">Back to top</a></span></td><td class="row1" width="100%" height="28"><table><tr><td><a href="profile.php?mode=viewprofile&amp;u={n}"><img src="icon_profile.gif" alt="View user's profile"></a></td></tr></table></td></tr><tr><td class="spaceRow" colspan="2" height="1"><img src="spacer.gif" alt=""></td></tr>"""

    quote = '</span><table width="90%" cellspacing="1" cellpadding="3" border="0" align="center"><tr><td><span class="genmed"><b>marshal wrote:</b></span></td></tr><tr><td class="quote">Boil it twice.</td></tr></table><span class="postbody"><br>'
    body = f"""<table width="100%"><tr><td><a class="maintitle" href="viewtopic.php?t=9&amp;sid=abc">Water from the well</a><br><span class="gensmall"><b>Goto page <b>1</b>, <a href="viewtopic.php?t=9&amp;start=15">2</a></b></span></td></tr></table>
<table class="forumline" width="100%" cellspacing="1" cellpadding="3" border="0"><tr align="right"><td class="catHead" colspan="2"><a href="viewtopic.php?t=8" class="nav">View previous topic</a> :: <a href="viewtopic.php?t=10" class="nav">View next topic</a></td></tr><tr><th class="thLeft" width="150">Author</th><th class="thRight">Message</th></tr>
{post(71, "marshal", "Thu Jan 02, 2025 10:30 am", "Boil it twice.")}{post(72, "reedling", "Fri Jan 03, 2025 8:05 pm", quote + "Once is enough here.<br>The well is deep.<br>_________________<br>Deep wells, clear words")}{post(73, "marshal", "Sat Jan 04, 2025 7:00 am", "As you like.")}
<tr align="center"><td class="catBottom" colspan="2"><form>Display posts from previous: <select><option>All Posts</option></select></form></td></tr></table>"""
    return Sheet("phpBB 2 subSilver", "/viewtopic.php?t=9&sid=abc", page(body, "Marsh :: View topic - Water from the well"), "Water from the well", [
        Post("marshal", "2025-01-02T10:30", "Boil it twice.", "71"),
        Post("reedling", "2025-01-03T20:05", "Once is enough here.\nThe well is deep.", "72"),
        Post("marshal", "2025-01-04T07:00", "As you like.", "73")])  # fmt: skip


def _smf2() -> Sheet:
    def post(n: int, at: int, who: str, date: str, body: str, edited: str = "") -> str:
        return f"""<div class="windowbg" id="msg{n}"><div class="post_wrapper"><div class="poster"><h4><img src="useroff.gif" alt="Desconectado"><a href="/index.php?action=profile;u={n}" title="Ver perfil de {who}">{who}</a></h4><ul class="reset smalltext" id="msg_{n}_extra_info"><li class="postgroup">Sr. Member</li><li class="stars"><img src="star.gif" alt="*"><img src="star.gif" alt="*"></li><li class="postcount">Mensajes: 310</li><li>Ubicación: Valdeteja</li></ul></div>
<div class="postarea"><div class="flow_hidden"><div class="keyinfo"><div class="messageicon"><img src="xx.gif" alt=""></div><h5 id="subject_{n}"><a href="/index.php?topic=44.msg{n}#msg{n}" rel="nofollow">{"Re: " if at else ""}Agua dura y té verde</a></h5><div class="smalltext">&#171; <strong>{f"Respuesta #{at} en:" if at else "en:"}</strong> {date} &#187;</div><div id="msg_{n}_quick_mod"></div></div></div>
<div class="post"><div class="inner" id="msg_{n}">{body}</div></div></div><div class="moderatorbar"><div class="smalltext modified" id="modified_{n}">{edited}</div><div class="smalltext reportlinks"><a href="#">Informar al moderador</a> &nbsp; <img src="ip.gif" alt="En línea"> Guardado</div><div class="signature" id="msg_{n}_signature">Sin prisa</div></div></div></div><hr class="post_separator">"""

    quote = '<div class="quoteheader"><div class="topslice_quote"><a href="#">Cita de: fontana en Enero 02, 2025, 10:30:11 am</a></div></div><blockquote class="bbc_standard_quote">¿El agua dura estropea el té?</blockquote><div class="quotefooter"></div>'
    body = f"""<div id="top_section"><ul><li>Bienvenido(a), <strong>Visitante</strong>. Por favor, <a href="/index.php?action=login">ingresa</a> o <a href="/index.php?action=register">regístrate</a>.</li><li>Enero 06, 2025, 12:00:00 pm</li></ul></div><div class="navigate_section"><ul><li><a href="/index.php"><span>Foro</span></a> &#187;</li><li><a href="/index.php?board=3.0"><span>Té</span></a></li></ul></div>
<div id="forumposts"><div class="cat_bar"><h3 class="catbg"><img src="t.gif" alt=""><span id="author">Autor</span> Tema: Agua dura y té verde &nbsp;(Leído 210 veces)</h3></div><form>{post(31, 0, "fontana", "Enero 02, 2025, 10:30:11 am", "¿El agua dura estropea el té?<br>En mi pueblo sale casi blanca.")}{post(32, 1, "Hoja Seca", "Enero 03, 2025, 08:05:09 pm", quote + "Fíltrala dos veces y ya está.", "&#171; <em>Última modificación: Enero 04, 2025, 09:00:00 am por Hoja Seca</em> &#187;")}</form></div>"""
    return Sheet("SMF 2, Spanish", "/index.php?topic=44.0", page(body, "Agua dura y té verde", "es"), "Agua dura y té verde", [
        Post("fontana", "2025-01-02T10:30", "¿El agua dura estropea el té?\nEn mi pueblo sale casi blanca.", "31"),
        Post("Hoja Seca", "2025-01-03T20:05", "Fíltrala dos veces y ya está.", "32")])  # fmt: skip


def _mybb() -> Sheet:
    def post(n: int, who: str, date: str, body: str, edited: str = "") -> str:
        return f"""<a name="pid{n}" id="pid{n}"></a><div class="post classic" style="" id="post_{n}"><div class="post_author scaleimages"><div class="author_avatar"><a href="member.php?action=profile&amp;uid={n}"><img src="a.png" alt=""></a></div><div class="author_information"><strong><span class="largetext"><a href="/member.php?action=profile&amp;uid={n}">{who}</a></span></strong> <img src="buddy_offline.png" title="Çevrimdışı" alt="Çevrimdışı"><br><span class="smalltext">Çaycı<br><img src="star.png" alt="*"><img src="star.png" alt="*"><br></span></div><div class="author_statistics">Mesajlar: 45<br>Konular: 3<br>Katılım: Mar 2020<br>Rep Puanı: <strong class="reputation_positive">7</strong></div></div>
<div class="post_content"><div class="post_head"><div class="float_right" style="vertical-align: top"><strong><a href="showthread.php?tid=12&amp;pid={n}#pid{n}" title="Cvp">#{n - 60}</a></strong></div><span class="post_date">{date} <span class="post_edit" id="edited_by_{n}">{edited}</span></span></div><div class="post_body scaleimages" id="pid_{n}">{body}</div><div class="signature scaleimages">demli olsun</div><div class="post_meta" id="post_meta_{n}"></div></div><div class="post_controls"><div class="postbit_buttons author_buttons float_left"><a href="search.php?action=finduser&amp;uid={n}" class="postbit_find"><span>Ara</span></a></div><div class="postbit_buttons post_management_buttons float_right"><a href="newreply.php?tid=12&amp;replyto={n}" class="postbit_quote"><span>Cevapla</span></a></div></div></div>"""

    quote = '<blockquote class="mycode_quote"><cite><span> (02-01-2025, 10:30)</span>demlik Adlı Kullanıcıdan Alıntı: <a href="#" class="quick_jump"></a></cite>Çaydanlık bakır mı olmalı?</blockquote>'
    body = f"""<div id="header"><div id="panel"><div class="upper">Merhaba, Ziyaretçi! <a href="member.php?action=login">Giriş Yap</a></div></div></div><div class="navigation"><a href="index.php">Liman</a> › <a href="forumdisplay.php?fid=2">Çay</a> › <span class="active">Bakır çaydanlık</span></div>
<table class="tborder tfixed clear"><tr><td class="thead"><div class="float_right"><span class="smalltext"><strong><a href="#">Konu Modu</a></strong></span></div><div><strong>Bakır çaydanlık</strong></div></td></tr><tr><td id="posts_container"><div id="posts">{post(61, "demlik", "02-01-2025, 10:30", "Çaydanlık bakır mı olmalı?")}{post(62, "ince belli", "25-01-2025, 08:05", quote + "Bakır güzel ama bakım ister.<br>Çelik yeter.", "(Son Düzenleme: 26-01-2025, 09:00, Düzenleyen: ince belli.)")}</div></td></tr></table>
<form method="post" action="member.php"><input name="quick_username"><input type="password" name="quick_password"></form>"""
    return Sheet("MyBB, Turkish", "/showthread.php?tid=12", page(body, "Bakır çaydanlık - Liman", "tr"), "Bakır çaydanlık", [
        Post("demlik", "2025-01-02T10:30", "Çaydanlık bakır mı olmalı?", "61"),
        Post("ince belli", "2025-01-25T08:05", "Bakır güzel ama bakım ister.\nÇelik yeter.", "62")])  # fmt: skip


def _vbulletin3() -> Sheet:
    def post(n: int, at: int, who: str, date: str, body: str) -> str:
        return f"""<div id="edit{n}" style="padding:0px 0px 6px 0px"><table id="post{n}" class="tborder" cellpadding="6" cellspacing="1" width="100%" align="center"><tr><td class="thead" style="font-weight:normal"><a name="post{n}"><img class="inlineimg" src="old.gif" alt="Cũ" border="0"></a> {date}</td><td class="thead" style="font-weight:normal" align="right">#<a href="showpost.php?p={n}&amp;postcount={at}" target="new" rel="nofollow" id="postcount{n}" name="{at}"><strong>{at}</strong></a></td></tr>
<tr valign="top"><td class="alt2" width="175"><div id="postmenu_{n}"><a class="bigusername" href="member.php?u={n}">{who}</a></div><div class="smallfont">Senior Member</div><div class="smallfont">&nbsp;<br><div>Tham gia ngày: May 2012</div><div>Bài gởi: 1,022</div></div></td>
<td class="alt1" id="td_post_{n}"><div class="smallfont"><img class="inlineimg" src="icon1.gif" alt="Default"><strong>Ấm nào giữ nóng lâu?</strong></div><hr size="1" style="color:#D1D1E1"><div id="post_message_{n}">{body}</div><div>__________________<br>Trà ngon nhờ nước</div></td></tr><tr><td class="alt2"><img class="inlineimg" src="user_offline.gif" alt="{who} vẫn chưa có mặt"></td><td class="alt1" align="right"><a href="newreply.php?do=newreply&amp;p={n}"><img src="quote.gif" alt="Trả lời với trích dẫn"></a></td></tr></table></div>"""

    quote = '<div style="margin:20px; margin-top:5px;"><div class="smallfont" style="margin-bottom:2px">Trích dẫn:</div><table cellpadding="6" cellspacing="0" border="0" width="100%"><tr><td class="alt2" style="border:1px inset"><div>Nguyên văn bởi <strong>hơi nước</strong></div><div style="font-style:italic">Ấm đất hay ấm sắt?</div></td></tr></table></div>'
    body = f"""<table class="tborder" width="100%"><tr><td class="alt1"><span class="navbar"><a href="index.php">Bến cảng</a></span> &gt; <span class="navbar"><a href="forumdisplay.php?f=2">Trà</a></span><div class="navbar"><strong>Ấm nào giữ nóng lâu?</strong></div></td><td class="alt2"><form action="login.php?do=login" method="post"><input type="text" name="vb_login_username"><input type="password" name="vb_login_password"></form></td></tr></table>
<div id="posts">{post(901, 1, "hơi nước", "02-01-2025, 10:30 AM", "Ấm đất hay ấm sắt?<br>Nhà mình dùng ấm đất.")}{post(902, 2, "lá khô", "25-01-2025, 08:05 PM", quote + "Ấm sắt giữ nóng lâu hơn nhiều.")}</div>"""
    return Sheet("vBulletin 3, Vietnamese", "/showthread.php?t=77", page(body, "Ấm nào giữ nóng lâu? - Bến cảng", "vi"), "Ấm nào giữ nóng lâu?", [
        Post("hơi nước", "2025-01-02T10:30", "Ấm đất hay ấm sắt?\nNhà mình dùng ấm đất.", "901"),
        Post("lá khô", "2025-01-25T20:05", "Ấm sắt giữ nóng lâu hơn nhiều.", "902")])  # fmt: skip


WESTERN = [_xenforo2(), _xenforo1(), _prosilver(), _subsilver2(), _phpbb2(), _smf2(), _mybb(), _vbulletin3()]
