"""All sheets together."""

from __future__ import annotations

from tests.crawler.readers.generic.boards.case import Sheet
from tests.crawler.readers.generic.boards.eastern_threads import EASTERN
from tests.crawler.readers.generic.boards.feedback import FEEDBACK as FIRST_FEEDBACK
from tests.crawler.readers.generic.boards.more_threads import MORE_THREADS
from tests.crawler.readers.generic.boards.second import SECOND_FEEDBACK, SECOND_WITHOUT
from tests.crawler.readers.generic.boards.second_threads import SECOND_THREADS
from tests.crawler.readers.generic.boards.third import THIRD_FEEDBACK, THIRD_THREADS, THIRD_WITHOUT
from tests.crawler.readers.generic.boards.trees import TREES
from tests.crawler.readers.generic.boards.western_threads import WESTERN
from tests.crawler.readers.generic.boards.without import WITHOUT as FIRST_WITHOUT

THREADS: list[Sheet] = [*WESTERN, *MORE_THREADS, *TREES, *EASTERN, *SECOND_THREADS, *THIRD_THREADS]
FEEDBACK: list[Sheet] = [*FIRST_FEEDBACK, *SECOND_FEEDBACK, *THIRD_FEEDBACK]
WITHOUT: list[Sheet] = [*FIRST_WITHOUT, *SECOND_WITHOUT, *THIRD_WITHOUT]


def name(sheet: Sheet) -> str:
    return sheet.name
