"""What board software calls the parts of a post, in ids and classes: evidence that structure weighs, never proof."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.readers.generic.box import Box

_THINGS = (
    "post|comment|cmt|message|msg|reply|story|topic|thread|review|rev|feedback|question|answer|entry|opinion|note|item"
    "|rate"
)


def _names(words: str, ends: str) -> re.Pattern[str]:
    """One pattern of whole names of classes or ids; `*` stands for figures. `ends` follow the name of a thing."""
    parts = [re.escape(word).replace(r"\*", r"\d+") for word in words.split()]
    things = rf"(?:\w+[_-]+)?(?:{_THINGS})s?[_-]*(?:{ends})(?:[_-]?\d+)?"
    return re.compile(rf"(?<![^\s])(?:{'|'.join([*parts, things])})(?![^\s])")


# Elements that hold what somebody wrote and nothing else.
BODY = _names(
    """
    bbwrapper messagetext message-text message_text messagebody message-body msgbody js-message_text post_message_*
    postmessage_* msg_* postcontent post-content post_content postbody post-body post_body posttext post-text post_text
    postmsg post__message post-message post_message postmessage postmessage-content usertext-body commentcontent
    comment-content comment_content commentbody comment-body comment_body comment_text commenttext comment-text
    cmt_contents cmt-content comment__body comment__text bo_v_con t_f crawler-post-content entry-content
    reply-content reply-body reply_content reply-text qa-post-content tgme_widget_message_text review-text review-body
    reviewtext review_text review__text feedback-text feedback_text feedback-comment feedbacktext review-content
    review-comment post__text post__body post__content b-post__content js-post__content-text messagecontent
    usertxt txt text body content said words md
    article-body view_content write_div answer-body question-body message inner
    inhalt contenu contenido conteudo testo texte texto tekst isi icerik mensaje nachricht honbun noidung noi-dung cont
    """,
    "text|body|content|contents|message|txt|msg|inner",
)
FIRM = _names(
    """
    bbwrapper messagetext post_message_* postmessage_* t_f bo_v_con js-message_text post__message cmt_contents
    usertext-body comment_text comment-text qa-post-content js-post__content-text write_div
    """,
    "text|txt",
)
AUTHOR = _names(
    """
    username user-name user_name author postauthor post-author post_author author-name author_name authorname nick
    nickname nick-name poster postername poster-name poster_name bigusername creator sv_member postusername
    postuser-name message-name user-link userlink qa-user-link xw1 op-name postertrip post__anon commenter by who
    from_name
    verfasser autor auteur autore penulis namae yazar nguoi-dang nguoidang nutzer usuario utilisateur pengguna
    tgme_widget_message_owner_name largetext p-name buyer buyer-name reviewer customer user member-name member name
    comment-author comment_author comment__author login gall_writer authi h-card u-author hnuser
    """,
    "author|user|username|user-?name|nick|nickname|poster|by|name",
)
# Elements that tell of the person beside a post.
PERSON = _names(
    """
    postprofile userinfo user-info user_info message-user messageuserinfo messageuserblock message-cell--user poster
    post_author author_information author_statistics cauthorpane ipscomment_author postleft pls profile postdetails
    b-userinfo postuser user-details userdetails author_info user_profile post-user post-author-info author-info userbox
    post-sidebar postsidebar user-card usercard sidebar-user user-panel user_panel author-panel user-column postuserinfo
    userextras message-userextras extrauserinfo avatar author_avatar message-avatar avatar-container favatar
    bbp-author-role
    """,
    "profile|user-?info|author-?info|avatar",
)
_QUOTED = re.compile(
    r"(?<!select)(?<!js-selectto)(?:^|[\s_-])(?:[a-z_-]{0,12}quot(?:e|ed|ation)s?(?:box|title|content|header|footer|block|"
    r"container|text|author|d)?|citation|zitat|reply[-_]?to|replied|[a-z_]*message_reply|reply-quote|bbcodequote|ipsquote"
    r"|quotelink|backlink|quotedmessage|post-reply-link|post-link)(?![a-z])"
)
_QUOTING = re.compile(
    r"blockquote-footer|selectquote|selecttoquote|js-selectto|button|btn|post-buttons|reply-link$|quotereply|can-quote"
)
# Parts of which nothing is read: they are not this post's, or are no words of anybody.
_SILENT = re.compile(
    r"(?<![a-z])(?:signature\w*|(?<![\w-])(?:sig|sign|ad|ads|edited|notice|modified|banner)(?![\w-])|post-?sig\w*"
    r"|moderatorinfo|post_?edit\w*|last-?edit\w*|editedby\w*|edit-note"
    r"|edit-?info|pstatus|message-lastedit|attach\w*|message-attachments|fileinfo|bo_v_file|reactions?\w*"
    r"|(?:vendor|seller|merchant|owner|shop|store)[-_]?(?:reply|response|answer)|reply-from-vendor|response-from-seller"
    r"|advert\w*|ad-slot|sponsor\w*)(?![a-z])"
)
# Parts that may name author and date, and are not the text.
_BESIDE = re.compile(
    r"(?<![a-z])(?:files?|thumb|likes?|votes?|voters?|voting|upvotes?|score|points|flair|badge|rank|tags?|sound_only|sr-only"
    r"|visually-hidden|screen-reader-text|usertitle|user-title|refmap|(?:[\w-]*[_-])?(?:actions?|act|buttons?|btns?|controls?"
    r"|foot|footer|toolbar|permalink|meta|attribution|head|header|info|intro|byline|details))(?![a-z])"
)
# What microdata calls the words of a post or review.
TEXTS = frozenset({"text", "reviewBody", "articleBody", "commentText", "description"})
DATED = re.compile(
    r"(?<![a-z])(?:date|time|when|posted|datetime|timestamp|timeago|post_?date|post_?time|dt|ago|age|datum|fecha|data|tanggal|ngay|tarih|hizuke)(?![a-z])"
)


@lru_cache(maxsize=16_384)
def _is(kind: re.Pattern[str], identity: str, names: str) -> bool:
    return kind.search(f"{identity} {names}".lower()) is not None


def named(box: Box, kind: re.Pattern[str]) -> bool:
    """Whether the box's id or classes call it so."""
    attrs = box.attrs
    if not attrs:
        return False
    identity, names = attrs.get("id", ""), attrs.get("class", "")
    return bool(identity or names) and _is(kind, identity, names)


def is_container(box: Box) -> bool:
    """Whether only an id without a number calls the box a text: `<div id="body">` is the page's, no post's."""
    identity = box.attrs.get("id", "")
    if not identity or any(ch.isdigit() for ch in identity):
        return False
    return not _is(BODY, "", box.attrs.get("class", ""))


def is_quote(box: Box) -> bool:
    """Whether the box is called a quote; a blockquote is one unless it is called a post's text."""
    if box.tag in ("blockquote", "q"):
        return not named(box, BODY) and not named(box, _QUOTING)
    return named(box, _QUOTED) and not named(box, _QUOTING) and not named(box, BODY)


def is_silent(box: Box) -> bool:
    """Whether the box is called a signature, a note of an edit, attachments, an advertisement, a seller's answer."""
    return named(box, _SILENT) and not named(box, FIRM)


def is_beside(box: Box) -> bool:
    """Whether the box is called something that stands beside a post's text."""
    return named(box, _BESIDE) and not named(box, BODY)
