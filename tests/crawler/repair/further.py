"""Changes beyond the twenty, by which repair was never improved: eight other kinds, pairs of the twenty at once under other
seeds, and the invented market's own redesign. They say whether the method fits the table or the matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from lxml import etree

from tests.crawler.repair.changes import CHANGES, TAG, Change, Root, replace_text, texts_of

_PRICE = re.compile(r"(\d[\d,]*)\.(\d{2,})(?=\D*$)")
_SIGN = re.compile(r"\s*(?:[$€£฿]|\b(?:USD|EUR|GBP|BTC|XMR)\b)\s*")
_UTILITIES = (
    "flex",
    "p-2",
    "m-1",
    "text-sm",
    "rounded-md",
    "bg-gray-800",
    "items-center",
    "w-full",
    "mt-4",
    "font-bold",
)
_OWN_TAGS = {"div": "x-box", "span": "x-text", "p": "x-line", "small": "x-note", "ul": "x-list", "li": "x-entry"}
PAIRS = 12


def decimals_raised(root: Root, seed: str) -> None:
    """The decimals small and high behind the amount, without a point; what held both has no name any more."""
    for parent, text, place in _prices(root):
        found = _PRICE.search(text)
        if found is not None:
            high = etree.Element("sup")
            high.text = found[2]
            parent.attrib.pop("class", None)
            replace_text(parent, place, [text[: found.end(1)], high, text[found.end() :]])


def currency_as_sign(root: Root, seed: str) -> None:
    """The currency no more in the text, but drawn: named in an attribute alone."""
    for parent, text, place in _prices(root):
        found = _SIGN.search(text)
        if found is not None:
            sign = etree.Element("i", {"class": "sign", "title": found[0].strip()})
            replace_text(parent, place, [text[: found.start()], sign, " " + text[found.end() :]])


def facts_folded(root: Root, seed: str) -> None:
    """Each table, list of terms and long text in a part that opens when it is asked for."""
    for one in root.xpath("//body//table[not(ancestor::table)] | //body//dl | //body//pre | //body//textarea"):
        parent, tail = one.getparent(), one.tail
        folded, head = etree.Element("details", {"open": "open"}), etree.Element("summary")
        head.text, one.tail = "Show", None
        parent.replace(one, folded)
        folded.extend([head, one])
        folded.tail = tail


def tags_of_its_own(root: Root, seed: str) -> None:
    """Elements of a framework in the place of plain ones, their names with a hyphen."""
    for element in root.xpath("//body//*"):
        element.tag = _OWN_TAGS.get(element.tag, element.tag)


def names_of_layout(root: Root, seed: str) -> None:
    """Classes say how an element is drawn and not what it is: some of ten words each."""
    named: dict[str, str] = {}
    for element in root.xpath("//body//*[@class]"):
        former = element.get("class")
        if former not in named:
            named[former] = " ".join(Random(f"{seed}/{former}").sample(_UTILITIES, 3))
        element.set("class", named[former])


def values_first(root: Root, seed: str) -> None:
    """In rows of two, the value stands before its label."""
    for row in root.xpath("//body//tr[count(*) = 2] | //body//div[label][count(*) = 2]"):
        if not (row.text or "").strip() and not any((one.tail or "").strip() for one in row):
            row.insert(0, row[1])


def rows_shuffled(root: Root, seed: str) -> None:
    """Rows of facts stand in another order on each page."""
    said = (
        "".join(root.xpath("//title")[0].itertext()) + str(len(root.xpath("//body//*")))
        if root.xpath("//title")
        else ""
    )
    for table in root.xpath("//body//table[not(.//table)] | //body//tbody[not(.//table)]"):
        rows = [one for one in table if one.tag == "tr" and len(one) == 2]
        if len(rows) == len(table) and len(rows) > 1:
            Random(f"{seed}/{said}").shuffle(rows)
            table.extend(rows)


def twins_hidden(root: Root, seed: str) -> None:
    """Each short value once more for small screens, hidden on others, and shortened."""
    for one in root.xpath("//body//td[not(*)] | //body//span[not(*)] | //body//a[@href][not(*)]"):
        said = (one.text or "").strip()
        if said and one.getparent().tag != "tr" and not one.xpath("ancestor::nav"):
            twin = etree.Element("span", {"class": "small-screen", "style": "display:none"})
            twin.text = f"{said[:6]}…"
            one.addprevious(twin)


def _prices(root: Root) -> list[tuple[Root, str, int]]:
    """Short texts that state an amount, the last first, so that earlier places stay where they are."""
    found = [
        at for at in texts_of(root) if len(at[1].strip()) <= TAG and re.search(r"\d", at[1]) and _SIGN.search(at[1])
    ]
    return found[::-1]


FURTHER: dict[str, Change] = {
    "decimals raised": decimals_raised, "currency as sign": currency_as_sign, "facts folded": facts_folded,
    "tags of its own": tags_of_its_own, "names of layout": names_of_layout, "values first": values_first,
    "rows shuffled": rows_shuffled, "twins hidden": twins_hidden,
}  # fmt: skip


def _pair(one: str, other: str) -> Change:
    def both(root: Root, seed: str) -> None:
        CHANGES[one](root, seed)
        CHANGES[other](root, seed)

    return both


def composed(seed: int = 2026) -> dict[str, Change]:
    """Two of the twenty at once, drawn by chance."""
    chance: Random = Random(seed)
    found: dict[str, Callable[[Root, str], None]] = {}
    while len(found) < PAIRS:
        one, other = sorted(chance.sample(sorted(CHANGES), 2))
        found[f"{one} + {other}"] = _pair(one, other)
    return found
