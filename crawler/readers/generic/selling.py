"""Whether a page itself sells one thing: its title, a price near it, and a way to buy, apart from any cards."""

from __future__ import annotations

from crawler.readers.generic.box import Run
from crawler.readers.generic.cards import current
from crawler.readers.generic.headings import title_of
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.offers import amounts_of, money_near
from crawler.readers.generic.spans import Spans
from crawler.readers.generic.told import How
from crawler.readers.generic.words import BUY

# A price tag is no longer than this, and a button or link that buys says no more.
_TAG = 40
_BUTTON = 24
_QUANTITY = ("qty", "quantity", "amount", "menge", "cantidad", "anzahl")
# A thing's own price stands near its title; further away it is another's. The longest seen has 31 texts between.
_NEAR = 60


def buys(layout: Layout, away: Spans) -> bool:
    """Whether a control or link outside `away` buys something."""
    for control in layout.inputs:
        named = any(word in control.name for word in _QUANTITY)
        if not away.hold(control.box) and not control.box.chrome and (named or BUY.search(control.says)):
            return True
    links = (b for b in layout.links() if not b.chrome and not away.hold(b))
    return any(len(b.flat) <= _BUTTON and BUY.match(b.flat) for b in links)


def after_title(layout: Layout, away: Spans) -> list[Run]:
    """The texts that follow the page's own title, nearest first; [] where no visible text is the title."""
    title = title_of(layout, None, away)
    if title.box is None or title.how not in (How.NAMED, How.SHOWN, How.HEADING):
        return []
    start = title.box.last_run
    return [r for r in layout.runs[start : start + _NEAR] if not r.box.chrome and not away.hold(r.box)]


def sells(layout: Layout, away: Spans, *, named: bool) -> bool:
    """Whether a price tag follows the page's title outside `away`; `named`: a title that the page itself repeats."""
    if named and title_of(layout, None, away).how not in (How.NAMED, How.SHOWN):
        return False
    short = (run for run in current(after_title(layout, away)) if len(run.text) <= _TAG)
    return money_near(amounts_of(short), layout.language) is not None
