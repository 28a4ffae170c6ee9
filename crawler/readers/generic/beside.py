"""What stands beside a page's content: sidebars, adverts, and goods that a heading calls similar or others."""

from __future__ import annotations

from crawler.readers.generic.box import BLOCKS, Box, Run
from crawler.readers.generic.layout import Layout, measure
from crawler.readers.generic.sections import heads, under
from crawler.readers.generic.words import OTHERS

# Names that sites give such parts; weak evidence, so never taken for a part that is most of the page.
_NAMES = frozenset(
    "sidebar side-bar widget-area widget related recommended recommendations upsells up-sells cross-sells crosssells "
    "advert adverts advertisement ads ad-banner banner banners sponsored recently-viewed also-viewed".split()
)
_HEAD = 60
_MORE = 4


def set_aside(layout: Layout) -> None:
    """Let these parts belong to the frame of the site; those that only a name tells, where they are a smaller part."""
    for box in layout.boxes:
        if box.attrs and box.tag in BLOCKS and box.size * 3 < layout.content * 2 and _named(box):
            _mark(box, layout)
    for run in layout.runs:
        if len(run.text) <= _HEAD and not run.box.chrome and _calls_others(run, layout):
            for box in (*_heading(run), *under(run)):
                _mark(box, layout)
    measure(layout)


def _calls_others(run: Run, layout: Layout) -> bool:
    return OTHERS.match(run.text) is not None and heads(run) and run.text.lower() not in layout.title.lower()


def _heading(run: Run) -> list[Box]:
    return [box for box in (run.box, *run.box.up()) if box.size <= len(run.text) + _MORE]


def _named(box: Box) -> bool:
    return not _NAMES.isdisjoint(f"{box.attrs.get('id', '')} {box.attrs.get('class', '')}".lower().split())


def _mark(box: Box, layout: Layout) -> None:
    if not box.chrome:
        for inner in layout.within(box):
            inner.chrome = True
