"""Posts by the numbers that software gives them: in ids, in data attributes, in the names of anchors."""

from __future__ import annotations

import re

from crawler.readers.generic.box import Box

# Ids that forum software gives its posts: p123, post-123, msg_123, pid_123, js-post-123, comment-123, c_123.
_NUMBERED = re.compile(
    r"^(?:js-)?(?:p|post|msg|message|pid|reply|op|comment|cmt|c|entry|td_post_|review|feedback|elcomment|answer|question|a|q"
    r"|post_id|postid|post_message|comment_id|commentid|t1|rid|res|r|no|edit|li-comment|div-comment|reply-to|n)[-_]?(\d{1,12})$"
)
_NAMED = re.compile(
    r"^(?:js-)?(?:p|post|msg|comment|cmt|c|elcomment|reply|answer)[-_](?=[\w-]*\d)(?![a-z]{4,}[-_]?\d+$)([0-9a-z]{2,16}(?:-[0-9a-f]{2,12}){0,4})$"
)
_INNER = re.compile(r"^(?:post|comment|cmt|reply|message|msg|review|answer)[-_][a-z]{2,6}[-_](\d{1,12})$")
_BARE = re.compile(r"^(\d{1,12})$")
_STATED = (
    "data-pid data-num data-post-id data-post data-postid data-node-id data-comment-id data-commentid "
    "data-message-id data-shortid data-res data-mid data-cid"
).split()
_LAST = re.compile(r"(\w{1,24})$")
_ANCHOR = re.compile(r"^(?:p|post|pid|msg|comment-?|c)?[-_]?(\d{1,12})$")
_DELETED = re.compile(r"^(?:delcheck|delete_?)(\d{1,12})$")


def number_of(box: Box) -> str:
    """The number in a block's id, or that its attributes state; "" where there is none."""
    identity = box.attrs.get("id", "").lower()
    match = _NUMBERED.match(identity) or _NAMED.match(identity) or _INNER.match(identity) or _BARE.match(identity)
    if match:
        return match[1]
    for name in _STATED:
        if name in box.attrs and (last := _LAST.search(box.attrs[name])):
            return last[1]
    return ""


def anchor_of(box: Box) -> str:
    """The number of an empty anchor, or of a box to tick, that stands at the head of a post."""
    if box.tag == "input":
        match = _DELETED.match(box.attrs.get("id", "").lower())
        return (
            match[1]
            if match
            else box.attrs.get("name", "")
            if box.attrs.get("value") == "delete" and box.attrs.get("name", "").isdigit()
            else ""
        )
    if box.tag not in ("a", "span") or box.size > 1:
        return ""
    match = _ANCHOR.match((box.attrs.get("name") or box.attrs.get("id", "")).lower())
    return match[1] if match else ""
