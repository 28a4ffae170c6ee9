"""Twenty ways in which a site changes its template and goes on saying the same. Pure: a page in, a page out.

A change treats all pages of a site alike, as a new template does; what is random in it comes from its seed. No change takes
a fact away: title, vendor, price and the rest still stand on the page for a person to read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any
from urllib.parse import urljoin

from lxml import etree, html

Root = Any  # lxml's elements, whose stubs are poor
Change = Callable[[Root, str], None]
_NOWHERE = "http://site.example/"  # the address of a page that was given none
_AMOUNT = re.compile(
    r"(?:[$€£฿]|USD|EUR|GBP|BTC|XMR|CAD|AUD)\s*\d[\d.,]*|\d[\d.,]*\s*(?:[$€£฿]|USD|EUR|GBP|BTC|XMR|CAD|AUD)\b"
)
_GERMAN = {
    "price": "Preis", "ships from": "Versand aus", "ships to": "Versand nach", "ship to": "Lieferung nach",
    "does not ship to": "Kein Versand nach", "in stock": "Auf Lager", "quantity": "Menge", "sold": "Verkauft",
    "escrow": "Treuhand", "rating": "Bewertung", "sales": "Verkäufe", "member since": "Mitglied seit",
    "last online": "Zuletzt online", "last login": "Letzte Anmeldung", "join date": "Beitritt", "last active": "Zuletzt aktiv",
    "origin country": "Herkunftsland", "payment": "Zahlung", "category": "Kategorie", "vendor": "Verkäufer",
    "purchase price": "Kaufpreis", "sale price": "Verkaufspreis", "fe or escrow": "Art der Zahlung", "positive": "Positiv",
    "positive feedback": "Positive Bewertungen", "sold by": "Verkauft von", "username": "Benutzer", "trust level": "Vertrauen",
    "market positive feedback(last 12 months)": "Positive Bewertungen des Marktes", "product class": "Warenart",
}  # fmt: skip
_TAGS = {"h1": "h2", "h2": "h3", "h3": "h4", "div": "section", "p": "div", "b": "strong", "small": "span", "i": "em",
         "ul": "menu", "blockquote": "article", "time": "span", "label": "em"}  # fmt: skip
_BESIDE_AMOUNTS = re.compile(
    r"[^\w]*(?:[\w ]+:)?[^\w]*"
)  # a label and signs: what stands there is a price, no sentence
TAG = 40  # letters of a text that states a price and not a story
_PAIRED = ("table", "tbody", "thead", "tr", "th", "td")
_VALUED = ("a", "h1", "h2", "h3", "td")


def changed(name: str, body: bytes, seed: str = "1", *, url: str = _NOWHERE) -> bytes:
    """The page of this address as the changed template serves it."""
    return altered(CHANGES[name], body, seed, url=url)


def altered(change: Change, body: bytes, seed: str = "1", *, url: str = _NOWHERE) -> bytes:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True)
    root = html.document_fromstring(body, parser=parser, base_url=url)
    change(root, seed)
    return etree.tostring(root, method="html", encoding="utf-8", doctype="<!doctype html>")


def classes_renamed(root: Root, seed: str) -> None:
    _rename(root, "class", lambda name: f"{_word(name, seed)}-{_word(name[::-1], seed)}")


def classes_hashed(root: Root, seed: str) -> None:
    _rename(root, "class", lambda name: f"css-{_hash(name, seed)[:7]}")


def classes_dropped(root: Root, seed: str) -> None:
    for element in root.xpath("//body//*[@class]"):
        del element.attrib["class"]


def ids_renamed(root: Root, seed: str) -> None:
    _rename(root, "id", lambda name: f"{_word(name, seed)}_{_word(name[::-1], seed)}")
    _rename(root, "class", lambda name: name + "-v2")


def page_wrapped(root: Root, seed: str) -> None:
    """Everything of the body inside two new elements, as new frameworks have it, and `main` is gone."""
    body = root.find("body")
    outer = etree.Element("div", {"id": "app", "class": "layout"})
    inner = etree.SubElement(outer, "div", {"class": "layout-content"})
    _move(body, inner)
    body.append(outer)
    for one in root.xpath("//main"):
        one.tag = "div"


def parts_wrapped(root: Root, seed: str) -> None:
    """Each row, heading, paragraph and link inside a new element of its own."""
    for one in root.xpath("//body//table | //body//h1 | //body//h2 | //body//h3 | //body//p | //body//a | //body//pre"):
        if one.tag != "a" or one.get("href"):
            _wrap(one, etree.Element("span" if one.tag == "a" else "div", {"class": "part"}))


def tables_to_lists(root: Root, seed: str) -> None:
    for table in root.xpath("//body//table[not(.//table)]"):
        if any(len(row) != 2 for row in table.iter("tr")):
            continue
        for row in list(table.iter("tr")):
            row.tag, row[0].tag, row[1].tag = "div", "dt", "dd"
        table.tag = "dl"
    _tags(root, {"table": "div", "tbody": "div", "thead": "div", "tr": "div", "td": "div", "th": "div"})


def tables_to_cards(root: Root, seed: str) -> None:
    for name in _PAIRED:
        for one in root.xpath(f"//body//{name}"):
            one.tag = "div"
            one.set("class", f"{one.get('class', '')} card-{name}".strip())


def rows_to_tables(root: Root, seed: str) -> None:
    """Rows of a label and its value, whatever they are made of, become rows of a table."""
    for label in root.xpath("//body//label | //body//small[b] | //body//dt | //body//span[b]"):
        row = label.getparent()
        if row is not None and row.tag == "div" and len(row) == 2 and not (row.text or "").strip():
            row.tag, row[0].tag, row[1].tag = "tr", "th", "td"
    _tags(root, {"dl": "table", "th": "td", "label": "span"})


def labels_translated(root: Root, seed: str) -> None:
    _relabel(root)


def price_split(root: Root, seed: str) -> None:
    """The amount and its currency each in an element, in a new one round them; what held them has no name any more.

    The parts of a price stand on lines of their own; those of an amount in a title or a sentence on its line, with the
    spaces that were there, for it goes on saying the same.
    """
    for parent, text, place in list(texts_of(root))[::-1]:
        found = _AMOUNT.search(text)
        if found is None or len(text.strip()) > TAG:
            continue
        price = _BESIDE_AMOUNTS.fullmatch(_AMOUNT.sub("", text)) is not None
        whole = etree.Element("span", {"class": "money"})
        for part in re.finditer(r"(\d[\d.,]*|[^\d\s]+)(\s*)", found[0]):
            name = "amount" if part[1][0].isdigit() else "currency"
            one = etree.SubElement(whole, "div" if price else "span", {"class": f"money-{name}"})
            one.text, one.tail = part[1], None if price else part[2]
        for name in ("class", "id") if price else ():
            parent.attrib.pop(name, None)
        replace_text(parent, place, [text[: found.start()], whole, text[found.end() :]])


def tags_exchanged(root: Root, seed: str) -> None:
    _tags(root, _TAGS)


def rows_merged(root: Root, seed: str) -> None:
    """A fact's label and its value in one element, parted by a colon alone."""
    for row in root.xpath("//body//tr[count(*) = 2] | //body//div[label][count(*) = 2]"):
        label, value = row
        said = " ".join("".join(label.itertext()).split())
        if _label(said) in _GERMAN:
            value.text = f"{said.rstrip(': ')}: {(value.text or '').lstrip()}"
            value.tag = "td" if row.tag == "tr" else "p"
            row.remove(label)


def blocks_moved(root: Root, seed: str) -> None:
    """Facts stand in a part of their own behind everything else, headings in one before it."""
    body = root.find("body")
    aside, header = etree.Element("aside"), etree.Element("header")
    tables = [one for one in root.xpath("//body//table[.//th or .//label]") if not one.xpath("ancestor::table")]
    for block in [*tables, *root.xpath("//body//div[div/label]")]:
        if any(_label("".join(one.itertext())) in _GERMAN for one in block.iter("th", "label", "b", "dt")):
            _hand_over(block, aside)
    for heading in root.xpath("//body//main//h1 | //body//div/h2"):
        _hand_over(heading, header)
    body.insert(0, header)
    body.append(aside)


def _hand_over(one: Root, target: Root) -> None:
    tail, one.tail = one.tail, None
    before = one.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (tail or "")
    else:
        one.getparent().text = (one.getparent().text or "") + (tail or "")
    target.append(one)


def column_added(root: Root, seed: str) -> None:
    """A cell more in front of each row, and a part more in front of each card."""
    for row in root.xpath("//body//tr"):
        cell = etree.Element("td", {"class": "mark"})
        cell.text = "•"
        row.insert(0, cell)
    for rows in root.xpath("//body//div[label]"):
        mark = etree.Element("span", {"class": "mark"})
        mark.text = "•"
        rows.insert(0, mark)


def badges_added(root: Root, seed: str) -> None:
    """A badge inside what names a vendor or a listing: the text of the element says more than the name."""
    for one in root.xpath("//body//a[@href] | //body//h1 | //body//h2"):
        if (one.text or "").strip() and one.xpath("not(ancestor::nav or ancestor::header or ancestor::footer)"):
            badge = etree.SubElement(one, "span", {"class": "badge"})
            badge.text = "Verified"


def labels_inside(root: Root, seed: str) -> None:
    """What a heading or a link named is now said in front of the name."""
    for one in root.xpath("//body//h1 | //body//h2 | //body//a[contains(@href, '/vendor/') or contains(@href, '/u/') or "
                          "contains(@href, '/user/') or contains(@href, 'Member') or contains(@href, 'u_id')]"):  # fmt: skip
        if (one.text or "").strip():
            one.text = f"{'Offer' if one.tag != 'a' else 'Seller'}: {one.text.strip()}"


def decoy_first(root: Root, seed: str) -> None:
    """Another listing is shown above the page's own, in the same words and classes."""
    main = (root.xpath("//main | //div[contains(@class, 'viewProduct') or contains(@class, 'listDes') or "
                       "contains(@class, 'mainarea_inner')] | //div[@id='page-wrapper']") or [None])[0]  # fmt: skip
    if main is None:
        return
    decoy = deepcopy(main)
    decoy.tag = "aside"
    for parent, text, place in list(texts_of(decoy))[::-1]:
        if len(text.strip()) > 2 and _label(text) not in _GERMAN:
            replace_text(parent, place, [other(text, seed)])
    for name in ("id", "href", "action"):
        for one in decoy.xpath(f".//*[@{name}]"):
            one.set(name, one.get(name) + "00" if name != "id" else one.get(name))
    main.addprevious(decoy)


def links_rewritten(root: Root, seed: str) -> None:
    """Addresses with their host, the text of links inside an element, and no class or title on them."""
    for link in root.xpath("//body//a[@href]"):
        href = link.get("href")
        if href.startswith(("/", "./")) or re.match(r"\w+\.php\?", href):
            link.set("href", urljoin(root.base_url or _NOWHERE, href))
        for name in ("class", "title", "id"):
            link.attrib.pop(name, None)


def frame_renamed(root: Root, seed: str) -> None:
    """Another name in the window's title, other forms, other names of their fields."""
    for title in root.xpath("//title"):
        title.text = "Night Harbour"
    for form in root.xpath("//form"):
        form.attrib.pop("action", None)
        form.set("method", "post")
    for field in root.xpath("//input[@name] | //select[@name] | //button[@name]"):
        field.set("name", f"f_{_hash(field.get('name'), seed)[:4]}")
    for one in root.xpath("//body//h1/@class/.. | //body//h2/@class/.. | //body//table/@class/.."):
        one.attrib.pop("class")


CHANGES: dict[str, Change] = {
    "classes renamed": classes_renamed, "classes hashed": classes_hashed, "classes dropped": classes_dropped,
    "ids renamed": ids_renamed, "page wrapped": page_wrapped, "parts wrapped": parts_wrapped,
    "tables to lists": tables_to_lists, "tables to cards": tables_to_cards, "rows to tables": rows_to_tables,
    "labels translated": labels_translated, "links rewritten": links_rewritten, "price split": price_split,
    "tags exchanged": tags_exchanged, "rows merged": rows_merged, "blocks moved": blocks_moved,
    "column added": column_added, "badges added": badges_added, "labels inside": labels_inside,
    "decoy first": decoy_first, "frame renamed": frame_renamed,
}  # fmt: skip


def _rename(root: Root, attribute: str, new: Callable[[str], str]) -> None:
    for element in root.xpath(f"//body//*[@{attribute}]"):
        element.set(attribute, " ".join(new(name) for name in element.get(attribute).split()))


_SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi zo ka le".split()


def _word(name: str, seed: str) -> str:
    return "".join(_SYLLABLES[byte % 16] for byte in hashlib.sha256(f"{seed}/{name}".encode()).digest()[:3])


def _hash(name: str, seed: str) -> str:
    return hashlib.sha256(f"{seed}/{name}".encode()).hexdigest()


def _tags(root: Root, new: dict[str, str]) -> None:
    for element in root.xpath("//body//*"):
        element.tag = new.get(element.tag, element.tag)


def _move(source: Root, target: Root) -> None:
    target.text, source.text = source.text, None
    for child in list(source):
        target.append(child)


def _wrap(element: Root, wrapper: Root) -> None:
    parent, tail = element.getparent(), element.tail
    element.tail = None
    parent.replace(element, wrapper)
    wrapper.append(element)
    wrapper.tail = tail


def texts_of(root: Root) -> Iterator[tuple[Root, str, int]]:
    """Each text with its parent and the number of the child that it follows, -1 for the first."""
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in (
            "script",
            "style",
            "title",
            "option",
            "textarea",
            "head",
        ):
            continue
        if element.text and element.text.strip():
            yield element, element.text, -1
        for n, child in enumerate(element):
            if child.tail and child.tail.strip():
                yield element, child.tail, n


def replace_text(parent: Root, place: int, parts: list[Any]) -> None:
    """Put texts and elements in the place of one text. Later places of the same parent must be replaced first."""
    before, *rest = parts
    after = "".join(rest[1:]) if rest else ""
    if place < 0:
        parent.text = before
    else:
        parent[place].tail = before
    if rest:
        parent.insert(place + 1, rest[0])
        rest[0].tail = after


def _label(text: str) -> str:
    return " ".join(text.split()).strip(" :").casefold()


def _relabel(root: Root) -> None:
    for parent, text, place in texts_of(root):
        said = _GERMAN.get(_label(text))
        if said:
            end = ":" if text.rstrip().endswith(":") else ""
            replace_text(parent, place, [said + end + (" " if text[-1:].isspace() else "")])


def other(text: str, seed: str) -> str:
    """Another text of the same shape: other words of the same length, other figures."""
    raw = hashlib.sha256(f"{seed}/{text}".encode()).digest()
    return "".join(
        str((int(letter) + raw[n % 32]) % 9 + 1) if letter.isdecimal()
        else _SYLLABLES[raw[n % 32] % 16][n % 2] if letter.isalpha() and letter.isascii() else letter
        for n, letter in enumerate(text)
    )  # fmt: skip
