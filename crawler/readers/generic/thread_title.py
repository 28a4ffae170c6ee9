"""The title of a thread: what page title and page both say, less the site's name and the software's words."""

from __future__ import annotations

import re

from crawler.readers.generic.box import HEADINGS, Box
from crawler.readers.generic.headings import title_of
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.marks import named
from crawler.readers.generic.spans import Spans
from crawler.readers.generic.squeeze import squeeze
from crawler.readers.generic.told import How, Told

_SEPARATOR = re.compile(r"\s+[|–—»›·•>:/\-]+\s+|\s*[|»›•]\s*")
_CALLED = re.compile(
    r"^(?:topic|thread|subject|view(?:ing)? (?:topic|thread)|re|tema|tópico|sujet|discussion|discusión|thema|тема"
    r"|просмотр темы|konu|"
    r"chủ đề|topik|topic title|主题|主題|帖子|标题|제목|글제목|スレッド|題名|件名|หัวข้อ|กระทู้)\s?[:：]\s*",
    re.IGNORECASE,
)
_READ = re.compile(r"\s*[(（][^()（）]{0,24}\d[^()（）]{0,16}[)）]$")
# How imageboards and boards of links write the name of a board.
_BOARD = re.compile(r"^/\w{1,12}/?(?:\w{1,24})?/?$")
_OF_BOARD = re.compile(r"^/\w{1,12}/\s?[-–—]")
_TITLED = re.compile(r"(?<![a-z])(?:title|subject|maintitle|topic-title|thread-title|bo_v_tit|thread_subject)(?![a-z])")
_MOST_PARTS = 12
_LIMIT = 300


def thread_title(layout: Layout, blocks: list[Box]) -> Told:
    """The longest stretch of the page's title that the page repeats, as a heading first; else the nearest heading."""
    if not blocks:
        return title_of(layout, None, Spans([]))
    shown = _shown(layout, blocks)
    for told in (_repeated(layout, shown, blocks[0]), _whole(layout, shown)):
        if told:
            return told
    found = title_of(layout, blocks[0], Spans(blocks[1:]))
    return Told(called(found.text), found.how, found.box)


def called(text: str) -> str:
    """The text without the software's own words round it."""
    return _READ.sub("", _CALLED.sub("", text)).strip()


def _shown(layout: Layout, blocks: list[Box]) -> list[tuple[bool, Box, str]]:
    """Texts that may name the thread: headings and short texts up to the end of its first block; none leads home."""
    end = blocks[0].end
    found: list[tuple[bool, Box, str]] = []
    for box in layout.boxes[:end]:
        if box.tag in HEADINGS and 0 < box.size <= _LIMIT:
            found.append((True, box, box.flat))
    for run in layout.runs[: blocks[0].last_run]:
        if len(run.text) <= _LIMIT and not run.box.chrome:
            heads = run.box.tag in HEADINGS or any(
                up.tag in HEADINGS for _, up in zip(range(3), run.box.up(), strict=False)
            )
            found.append((heads, run.box, run.text))
    return [(heads, box, text) for heads, box, text in found if not _leads_home(box)]


def _leads_home(box: Box) -> bool:
    links = [b for b in (box, *box.boxes, *([box.parent] if box.parent is not None else [])) if b.tag == "a"]
    return any(
        link.attrs.get("href", "#") in ("", "/", "./", "index.php", "/index.php", "./index.php", "/home")
        for link in links
    )


def _repeated(layout: Layout, shown: list[tuple[bool, Box, str]], first: Box) -> Told | None:
    """A stretch of the page's title that stands in the page, alone or behind the name of a category."""
    best: tuple[tuple[int, bool, int], Told] | None = None
    for stretch in _stretches(layout.title):
        inner = squeeze(called(stretch))
        if len(inner) < 2 or _BOARD.match(stretch):
            continue
        single = _SEPARATOR.search(stretch) is None
        for heads, box, text in shown:
            if _OF_BOARD.match(text):
                continue
            outer = squeeze(called(text))
            if inner == outer or (inner in outer and len(inner) * 2 > len(outer)):
                rank = (heads + (inner == outer) + named(box, _TITLED), single, -abs(box.order - first.order))
                if best is None or rank > best[0]:
                    words = called(text) if inner == outer else called(stretch)
                    best = (rank, Told(words, How.NAMED if heads else How.SHOWN, box))
    return best[1] if best else None


def _stretches(title: str) -> list[str]:
    """Each run of the title's parts, as it stands there, the longest first."""
    cuts = [(0, 0), *((m.start(), m.end()) for m in _SEPARATOR.finditer(title))][:_MOST_PARTS]
    starts = [end for _, end in cuts]
    ends = [start for start, _ in cuts[1:]] + [len(title)]
    found = [title[a:b].strip() for a in starts for b in ends if b > a]
    return sorted({f for f in found if f}, key=len, reverse=True)


def _whole(layout: Layout, shown: list[tuple[bool, Box, str]]) -> Told | None:
    """A shown text of some length that stands in the page's title whatever parts it."""
    whole = squeeze(layout.title)
    fitting = [(box, text) for _, box, text in shown if len(squeeze(text)) >= 6 and squeeze(called(text)) in whole]
    if not fitting:
        return None
    box, text = max(fitting, key=lambda pair: len(pair[1]))
    return Told(called(text), How.SHOWN, box)
