"""Addresses generalised: what all pages of one kind have in common, as a pattern over path and query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import SplitResult, parse_qsl, urlsplit

from tidewaiter.model.keys import NOISE

_DIGITS = re.compile(r"\d+")


def pattern_of(paths: Iterable[str]) -> str | None:
    """A pattern that all these paths, queries included, match; None where they have nothing in common.

    One path alone tells little: its numbers may be others, its words are taken as they are.
    """
    known = sorted(set(paths))
    if not known:
        return None
    parted = [urlsplit(path) for path in known]
    segments = [parts.path.split("/")[1:] for parts in parted]
    length = min(len(one) for one in segments)
    columns = [[one[n] for one in segments] for n in range(length)]
    written = [_segment(column) for column in columns]
    even = all(len(one) == length for one in segments)
    names = _query(parted)
    head = "/" + "/".join(written)
    if not any(_says(column) for column in columns) and not names:
        return None
    if names:
        return f"^{head}\\?(?:.*&)?{names}"
    return f"^{head}(?:$|\\?)" if even else f"^{head}"


def fixed_part(paths: Sequence[str]) -> str:
    """A piece of address that all share and that tells what they lead to, for `a[href*="..."]`; "" if none."""
    parted = [urlsplit(path) for path in paths]
    segments = [parts.path.split("/")[1:] for parts in parted]
    length = min((len(one) for one in segments), default=0)
    shared = []
    for n in range(length):
        words = {one[n] for one in segments}
        if len(words) > 1 or _DIGITS.fullmatch(next(iter(words))):
            break
        shared.append(words.pop())
    names = _names(parted)
    if names and shared:
        return f"{shared[-1]}?" if len(names) > 1 else f"{shared[-1]}?{names[0]}="
    if names:
        return f"{names[0]}="
    lone = [one for one in shared if one]
    more = any(len(one) > len(shared) for one in segments)
    return f"/{'/'.join(lone)}{'/' if more else ''}" if lone else ""


def _says(column: Sequence[str]) -> bool:
    """Whether a segment is a word that all share."""
    return len(set(column)) == 1 and bool(re.search(r"[^\W\d]", column[0]))


def _segment(column: Sequence[str]) -> str:
    words = set(column)
    if len(words) == 1:
        return _DIGITS.sub(r"\\d+", re.escape(column[0]))
    if all(_DIGITS.fullmatch(word) for word in words):
        return r"\d+"
    shapes = {_DIGITS.sub(r"\\d+", re.escape(word)) for word in words}
    return shapes.pop() if len(shapes) == 1 else "[^/?]+"


def _names(parted: Sequence[SplitResult]) -> list[str]:
    """Parameters that all have, without those of how a page is shown; one of those that says the same word everywhere,
    as in `p=item`, says what is shown."""
    said = [dict(parse_qsl(one.query, keep_blank_values=True)) for one in parted]
    shared = [name for name in (said[0] if said else {}) if all(name in one for one in said)]
    return [name for name in shared if name.lower() not in NOISE or _word({one[name] for one in said})]


def _word(values: set[str]) -> bool:
    return len(values) == 1 and re.fullmatch(r"[A-Za-z_-]{2,}", next(iter(values))) is not None


def _query(parted: Sequence[SplitResult]) -> str:
    """The first parameter that all have: with its value, where it is one word (`p=item`), else with its shape."""
    written = []
    for name in _names(parted)[:2]:
        values = {dict(parse_qsl(one.query, keep_blank_values=True)).get(name, "") for one in parted}
        if _word(values):
            written.append(f"{re.escape(name)}={re.escape(values.pop())}(?:&|$)")
        elif all(_DIGITS.fullmatch(value) for value in values):
            written.append(f"{re.escape(name)}=\\d+")
        else:
            written.append(f"{re.escape(name)}=[^&]+")
    worded = [one for one in written if one.endswith("(?:&|$)")]
    return (worded or written or [""])[0]
