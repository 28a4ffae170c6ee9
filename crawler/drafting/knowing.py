"""`when`: by what pages of one kind are told from all others that were given."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from crawler.drafting.addressing import pattern_of
from crawler.drafting.naming import css, is_path, looks_made, marks, marks_in, xpath
from crawler.drafting.samples import Sample, element_at
from crawler.drafting.saying import Words, one_or_all
from crawler.drafting.stating import Stated
from crawler.profiles.selectors import Find, pattern
from crawler.readers.addresses import path_of
from tidewaiter.model.sighting import BARRIERS, Kind, Page

_TITLE_WORDS = 6
_PART = r"(?:^|[|:·•»–—/-]\s*){}(?:\s*[|:·•«–—/-]|$)"
_GOOD = 0.9
_THINGS = 60
_ORNAMENTS = frozenset("i img svg button input br hr meta link script option select style".split())
_OWN = {Page.LISTING: Kind.LISTING, Page.VENDOR: Kind.VENDOR}
_TABLE = 2  # fields that rows serve which a page is known by
_NAME = re.compile(r"[a-z][a-z0-9]*\.[A-Za-z_-][\w-]*|#[A-Za-z_-][\w-]*|form\[action.*")
_HOLDERS = frozenset("div table form section main article ul dl tbody nav".split())
_PASSWORD = 'form input[type="password"]'
_MARKS_OF_WALLS = (_PASSWORD, 'form img[src*="captcha"]', 'form input[name*="captcha"]', "form img")


@dataclass(frozen=True, slots=True)
class Known:
    """`when` in a profile's words."""

    words: dict[str, Words]
    doubts: tuple[str, ...] = ()


def propose_when(page: Page, mine: Sequence[Sample], others: Sequence[Sample], stated: Sequence[Stated]) -> Known:
    """What holds on all these pages and on none of the others: what is read from them before anything else.

    Pages of which nothing was understood may be of this kind and misread; they are heeded as long as anything is found.
    """
    understood = [one for one in others if one.told or one.page in BARRIERS]
    found = _told_apart(page, mine, others, stated) or _told_apart(page, mine, understood, stated)
    if found:
        return found
    addressed = _by_address(page, mine, understood, stated)
    title = _own_title(mine, understood) if addressed.doubts else ""
    return Known({"title": title}) if title else addressed


def _told_apart(page: Page, mine: Sequence[Sample], others: Sequence[Sample], stated: Sequence[Stated]) -> Known | None:
    if page in BARRIERS:
        return _wall(mine, others)
    for find in _lasting(stated):
        if _holds(find, mine) and not any(find.any(one.root) for one in others):
            return _known(find, mine, others)
    if len(mine) > 1 and (mark := _holding_mark(mine, others)):
        return _known(css(mark), mine, others)
    if len(mine) > 1 and (title := _own_title(mine, others, parted=True)):
        return Known({"title": title})
    if shared := _two_that_hold(stated, mine, others):
        return Known({"css": one_or_all([find.said for find in shared])})
    if mark := _own_mark(mine, others):
        return _known(css(mark), mine, others)
    title = _own_title(mine, others, parted=True)
    return Known({"title": title}) if title else None


def _wall(mine: Sequence[Sample], others: Sequence[Sample]) -> Known | None:
    """A barrier by its title, else by a mark of its own, and by its form last: content has forms like it."""
    if title := _own_title(mine, others):
        return Known({"title": title})
    if mark := _own_mark(mine, others):
        return _known(css(mark), mine, others)
    finds = (find for find in _of_walls() if _holds(find, mine) and not any(find.any(one.root) for one in others))
    find = next(finds, None)
    return _known(find, mine, others) if find else None


def _lasting(stated: Sequence[Stated]) -> Iterator[Find]:
    """Selectors of what such a page cannot be without: its title or name, the table of its facts, its blocks."""
    whole = [one for said in stated if said.each is None for one in said.fields]
    for one in whole:
        if one.name in ("title", "name") and one.best.score > _GOOD:
            yield from (find for find in one.best.rule.css if "::" not in find.said and _bears_a_name(find.said))
    votes = Counter(row for one in whole for row in one.best.rows)
    for row, fields in votes.most_common():
        if fields >= _TABLE:
            yield from (find for find in row.each.css if _bears_a_name(find.said))
    if not whole:
        yield from (find for said in stated for find in _of_blocks(said))
    for one in whole:
        if one.name == "description" and one.best.score > _GOOD and one.told == one.of:
            yield from (find for find in one.best.rule.css if _bears_a_name(find.said))


def _known(find: Find, mine: Sequence[Sample], others: Sequence[Sample]) -> Known:
    words: dict[str, Words] = {"xpath" if is_path(find.said) else "css": find.said}
    doubts = ("known from one page alone",) if len(mine) == 1 and others else ()
    return Known(words, doubts)


def _of_statements(stated: Sequence[Stated], mine: Sequence[Sample]) -> Iterator[Find]:
    """The selectors of what is read, those of required fields first, then blocks, then rows that bear a class."""
    ordered = sorted((one for said in stated for one in said.fields if said.each is None),
                     key=lambda one: (-one.told / max(1, one.of), one.best.cost))  # fmt: skip
    blocks = [said for said in stated if said.each is not None]
    for one in ordered:
        if one.best.score > 0.9 and not one.best.rule.row:
            yield from (find for find in one.best.rule.css if "::" not in find.said and _bears_a_name(find.said))
    for one in ordered:
        for row in one.best.rows:
            yield from (find for find in row.each.css if _bears_a_name(find.said))
    yield from (find for said in blocks for find in _of_blocks(said))


def _of_blocks(said: Stated) -> Iterator[Find]:
    """The blocks, and the links in them that name what they speak of."""
    assert said.each is not None
    link = said.key.words.get("link") if said.key is not None and isinstance(said.key.words, dict) else None
    if isinstance(link, str) and not is_path(said.each.find.said):
        yield css(f"{said.each.find.said} {link}")
    if _bears_a_name(said.each.find.said):
        yield said.each.find


def _bears_a_name(said: str) -> bool:
    """Whether a selector goes by more than tags and names of layout."""
    return bool(marks_in(said))


def _of_walls() -> Iterator[Find]:
    return (css(said) for said in _MARKS_OF_WALLS)


def _holds(find: Find, samples: Iterable[Sample]) -> bool:
    return all(find.any(one.root) for one in samples)


def _two_that_hold(stated: Sequence[Stated], mine: Sequence[Sample], others: Sequence[Sample]) -> list[Find]:
    """Two selectors that together hold on no other page."""
    found = [find for find in dict.fromkeys(_of_statements(stated, mine)) if _holds(find, mine)][:8]
    for n, one in enumerate(found):
        for other in found[n + 1 :]:
            if not any(one.any(sample.root) and other.any(sample.root) for sample in others):
                return [one, other]
    return []


def _holding_mark(mine: Sequence[Sample], others: Sequence[Sample]) -> str:
    """The mark, of those that stand round what all these pages say and on no other page, that holds most of it."""
    held = [_marks_round(sample) for sample in mine]
    shared = set(held[0]).intersection(*held[1:]) if held else set()
    most = max((len(fields) for one in held for fields in one.values()), default=0)
    ranked = sorted(shared, key=lambda said: (-sum(len(one[said]) for one in held), said))
    much = [said for said in ranked if 2 * sum(len(one[said]) for one in held) >= most * len(held)]
    return _first_apart(much, others)


def _marks_round(sample: Sample) -> dict[str, set[str]]:
    """Ids and classes round the values told of a page, each with the fields that it holds."""
    found: dict[str, set[str]] = {}
    for told in sample.told[:_THINGS]:
        for name, value in told.fields.items():
            element = element_at(sample.root, value.path)
            line = [element, *element.iterancestors()] if element is not None else []
            for said in {said for one in line for said in _lasting_marks(one)}:
                found.setdefault(said, set()).add(f"{told.kind}.{name}")
    return found


def _own_mark(mine: Sequence[Sample], others: Sequence[Sample]) -> str:
    """An id or class that all these pages bear and no other does; of several the one that stands highest."""
    shared: list[str] = []
    for n, sample in enumerate(mine):
        names = [said for one in sample.root.iter() for said in _lasting_marks(one)]
        held = set(names)
        shared = list(dict.fromkeys(names)) if n == 0 else [said for said in shared if said in held]
    return _first_apart(sorted(shared, key=_lasts), others)


def _lasts(said: str) -> int:
    """What acts on a thing and what is named once lasts longer than what is drawn in its own class."""
    return 0 if said.startswith("form[") else 1 if said[0] == "#" else 2 if said.split(".")[0] in _HOLDERS else 3


def _lasting_marks(element: etree._Element) -> list[str]:
    if not isinstance(element.tag, str) or element.tag in _ORNAMENTS:
        return []
    return [said for said, _ in marks(element) if _NAME.fullmatch(said) and marks_in(said) and not looks_made(said)]


def _first_apart(marks_: Iterable[str], others: Sequence[Sample]) -> str:
    return next((said for said in marks_ if not any(css(said).any(one.root) for one in others)), "")


def _own_title(mine: Sequence[Sample], others: Sequence[Sample], *, parted: bool = False) -> str:
    """Words of the title that all these pages share and no other has.

    `parted` asks for a whole part of each title, between signs: the first word of two categories' names is none.
    """
    titles = [one.opened.title for one in mine]
    words = titles[0].split()[:40] if titles else []
    for length in range(min(_TITLE_WORDS, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            said = re.escape(" ".join(words[start : start + length])).replace("\\ ", " ")
            if re.search(r"\d", said) or len(said) < 4:
                continue
            find = pattern(said)
            if parted and not all(re.search(_PART.format(said), title, re.IGNORECASE) for title in titles):
                continue
            if all(find.search(title) for title in titles) and not any(find.search(o.opened.title) for o in others):
                return said
    return ""


def _by_address(page: Page, mine: Sequence[Sample], others: Sequence[Sample], stated: Sequence[Stated]) -> Known:
    """By the address, together with the best that holds on these pages."""
    held = next((find for find in _of_statements(stated, mine) if _holds(find, mine)), None)
    words: dict[str, Words] = {"xpath" if is_path(held.said) else "css": held.said} if held else {}
    paths = [path_of(one.url) for one in mine if one.url]
    led = _led_to(page, [*mine, *others]) if paths else set()
    ways = (pattern_of([*paths, *led]), pattern_of(paths)) if len(paths) == len(mine) else ()
    url = next((way for way in ways if way and all(pattern(way).search(path) for path in paths)), None)
    if url and not any(one.url and pattern(url).search(path_of(one.url)) for one in others):
        return Known({"url": url, **words})
    doubt = f"nothing was found that tells {page} pages from the others; write `when` by hand"
    if not words:
        words = {"css": "body"}
    return Known(words, (doubt,))


def _led_to(page: Page, samples: Sequence[Sample]) -> set[str]:
    """Addresses of more such pages than were given, by the links of cards: few pages may share a word by chance."""
    kind = _OWN.get(page)
    return {told.key for one in samples for told in one.told if told.kind == kind and told.block is not None
            and "#" not in told.key}  # fmt: skip


def knows(words: dict[str, Words], sample: Sample) -> bool:
    """Whether a proposed `when` holds on a page; for checks before the profile is whole."""
    finds = [css(str(one)) for one in _all(words.get("css"))] + [xpath(str(one)) for one in _all(words.get("xpath"))]
    titles = [pattern(str(one)) for one in _all(words.get("title"))]
    return all(find.any(sample.root) for find in finds) and all(one.search(sample.opened.title) for one in titles)


def _all(said: Words | None) -> list[Words]:
    return said if isinstance(said, list) else [said] if said is not None else []
