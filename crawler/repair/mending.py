"""One statement rule on today's pages: its blocks, key and fields, each kept where it still reads what is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree
from parsel.csstranslator import HTMLTranslator
from pydantic import TypeAdapter

from crawler.drafting.blocks import Each, Paired, propose_each
from crawler.drafting.naming import is_path, xpath
from crawler.drafting.naming_keys import Named, propose_key
from crawler.drafting.samples import Told
from crawler.drafting.saying import Words, select_words
from crawler.drafting.selecting import selectors
from crawler.drafting.stating import Stated
from crawler.profiles.schema import KeyRule, Locate, Profile, Select, StatementRule
from crawler.profiles.selectors import by_css
from crawler.readers.addresses import absolute
from crawler.readers.fields import select
from crawler.readers.statements import locate
from crawler.repair.editing import Steps
from crawler.repair.parts import LEAST_HELD, Count, Fix, Spot, named
from crawler.repair.values import mended_fields
from crawler.repair.yesterday import WELL, Known
from tidewaiter.model.keys import page_key

_ANYWHERE = HTMLTranslator()
_TAUGHT, _WAYS = 6, 12  # blocks whose links are looked at, selectors of each
_BLOCKS = 60  # blocks of which fields are learned; the cards of some pages


def mended_statement(
    profile: Profile, number: int, n: int, *, learn: Sequence[Known], held: Sequence[Known]
) -> tuple[list[Fix], Stated]:
    """The fixes that one statement rule needs, none where it reads what is known; and how it then reads."""
    rule = profile.pages[number].statements[n]
    here: Steps = ("pages", number, "statements", n)
    fixes: list[Fix] = []
    each = rule.each
    if rule.each is not None and _apart(rule.each, n, (*learn, *held)) < WELL:
        fix, each = _each(rule, n, here, learn=learn, held=held)
        if fix is not None:
            fixes.append(fix)
    spots = [_spots(each, n, pages) for pages in (learn, held)]
    if rule.key.link is not None:
        fixes += _key(rule, here, *spots)
    of_fields, drafted = mended_fields(rule, here, *spots)
    if not all(fix.sure for fix in fixes):
        why = "its blocks, or their key, are not sure"
        of_fields = [replace(fix, sure=False, doubts=(*fix.doubts, why)) for fix in of_fields]
    found = Each(each.finds[0], 1.0) if each is not None and each.finds else None
    return fixes + of_fields, Stated(kind=rule.kind, each=found, key=None, fields=tuple(drafted))


def _apart(each: Select, n: int, pages: Sequence[Known]) -> float:
    """The share of the things told that have a block of their own."""
    told = own = 0
    for page in pages:
        blocks = set(_elements(each, page.sample.root))
        things = page.things(n, whole=False)
        held = [_holder(one.block, blocks) for one in things]
        told += len(things)
        own += sum(holder is not None and held.count(holder) == 1 for holder in held)
    return own / told if told else 1.0


def _elements(each: Select, root: etree._Element) -> list[etree._Element]:
    return [one for one in select(each, root) if not isinstance(one, str)]


def _holder(block: etree._Element | None, blocks: set[etree._Element]) -> etree._Element | None:
    if block is None:
        return None
    up = next((up for up in (block, *block.iterancestors()) if up in blocks), None)
    if up is not None:
        return up
    inner = [one for one in block.iterdescendants() if one in blocks]
    return inner[0] if len(inner) == 1 else None  # what was found round the thing's name may be more than its block


def _each(
    rule: StatementRule, n: int, here: Steps, *, learn: Sequence[Known], held: Sequence[Known]
) -> tuple[Fix | None, Select | None]:
    samples = [replace(one.sample, told=one.things(n, whole=False)) for one in learn]
    mine = [(sample, told) for sample in samples for told in sample.told]
    if not mine:
        return None, rule.each
    before = _share(_apart(rule.each, n, (*learn, *held)) if rule.each else 0, n, (*learn, *held))
    found = propose_each(mine, samples)
    where, name = (*here, "each"), named(rule.kind, here, "each", block=rule.each is not None)
    if found is None:
        return Fix(where, name, None, before, doubts=("no selector holds the blocks apart",)), rule.each
    path = is_path(found.find.said)
    each = Select(xpath=(found.find,)) if path else Select(css=(found.find,))
    former = rule.each
    if former is not None and not any(_elements(former, page.sample.root) for page in (*learn, *held)):
        each = Select(
            css=(*each.css, *former.css), xpath=(*each.xpath, *former.xpath)
        )  # for captures from before the change
    after, back = (_share(_apart(each, n, pages), n, pages) for pages in ((*learn, *held), held))
    nested = any(_nested(_elements(each, page.sample.root)) for page in (*learn, *held))
    doubts = (*found.doubts, *(("some of its blocks stand inside others",) if nested else ()))
    sure = back[1] >= LEAST_HELD and back[0] == back[1] and not doubts
    words = select_words(each)
    return Fix(where, name, words, before, after, back, sure=sure, doubts=doubts, alone=found.words), each


def _nested(blocks: Sequence[etree._Element]) -> bool:
    """Whether the selector takes parts of one thing for things of their own."""
    held = set(blocks)
    return any(up in held for one in blocks for up in one.iterancestors())


def _share(share: float, n: int, pages: Sequence[Known]) -> Count:
    told = sum(len(page.things(n, whole=False)) for page in pages)
    return round(share * told), told


def _spots(each: Select | None, n: int, pages: Sequence[Known]) -> list[Spot]:
    """Blocks of which one thing was told; those of different pages by turns, so that the first ones come from many."""
    found: list[tuple[int, int, Spot]] = []
    for at, page in enumerate(pages):
        if each is None:
            found += [(0, at, Spot(page, page.sample.root, told)) for told in page.things(n, whole=True)[:1]]
            continue
        blocks = set(_elements(each, page.sample.root))
        mine: dict[etree._Element, list[Told]] = {}
        for told in page.things(n, whole=False):
            holder = _holder(told.block, blocks)
            if holder is not None:
                mine.setdefault(holder, []).append(told)
        alone = [(block, some[0]) for block, some in mine.items() if len(some) == 1]
        found += [(turn, at, Spot(page, block, told)) for turn, (block, told) in enumerate(alone)]
    return [spot for _, _, spot in sorted(found, key=lambda one: one[:2])][:_BLOCKS]


def _key(rule: StatementRule, here: Steps, learn: Sequence[Spot], held: Sequence[Spot]) -> Iterator[Fix]:
    """The link that names the thing: proposed anew where it no longer leads to what it led to."""
    whole = (*learn, *held)
    before = _made(rule.key, whole)
    if before[0] >= WELL * before[1]:
        return
    paired: list[Paired] = [(one.page.sample, one.block, one.told) for one in learn]
    where, name = (*here, "key"), named(rule.kind, here, "key", block=rule.each is not None)
    found = propose_key(paired) if rule.key.of == "found" else _whose(learn)
    if found is None or found.words == "part":
        doubts = found.doubts if found else ("no link leads to what it is said of: write its key by hand",)
        yield Fix(where, name, None, before, doubts=doubts)
        return
    key = TypeAdapter(KeyRule).validate_python(found.words)
    after, back = _made(key, whole), _made(key, held)
    sure = back[1] >= LEAST_HELD and back[0] == back[1] and not found.doubts
    words = _with_former(found.words, rule.key, whole)
    yield Fix(where, name, words, before, after, back, sure=sure, doubts=found.doubts, alone=found.words)


def _with_former(words: Words, former: KeyRule, spots: Sequence[Spot]) -> Words:
    """The new link with the former one beside it, if that is a plain selector and finds nothing today."""
    link = words.get("link") if isinstance(words, dict) and "of" not in words else None
    old = former.link
    if link is None or old is None or old.path or old.pattern or any(select(old, one.block) for one in spots):
        return words
    new = Select(css=tuple(map(by_css, [link]))) if isinstance(link, str) else TypeAdapter(Select).validate_python(link)
    return {"link": select_words(Select(css=(*new.css, *old.css), xpath=(*new.xpath, *old.xpath)))}


def _whose(learn: Sequence[Spot]) -> Named | None:
    """The key of what is said of a thing that the page, or the block, has a link to: by the link that most lead to."""
    votes: dict[str, int] = {}
    for one in learn[:_TAUGHT]:
        wanted, root = one.told.key.partition("#")[0], one.page.sample.root
        for link in root.iter("a"):
            url = absolute(link.get("href") or "", one.page.sample.base)
            if url and page_key(url) == wanted:
                for said, _ in selectors(link, root)[:_WAYS]:
                    path = _ANYWHERE.css_to_xpath(said, prefix="//")
                    votes[path] = votes.get(path, 0) + 1
    tried = [
        (_made(KeyRule(of="part", link=Locate(xpath=(xpath(path),))), learn)[0], votes[path], path) for path in votes
    ]
    right, _, path = max(tried, default=(0, 0, ""))
    return Named({"of": "part", "link": {"xpath": path}}, right / len(learn)) if right else None


def _made(rule: KeyRule, spots: Sequence[Spot]) -> Count:
    """How many of the things told the link names."""
    if rule.link is None:
        return 0, len(spots)
    right = 0
    for one in spots:
        url = locate(rule.link, one.block, one.page.sample.base)
        key = page_key(url) if url else ""
        right += bool(key) and one.told.key.partition("#")[0] == key
    return right, len(spots)
