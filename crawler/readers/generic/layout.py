"""From an lxml tree to the boxes and runs of what a person sees. One walk, no recursion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from crawler.readers.generic.box import Box, Input, Run, close, is_chrome
from crawler.readers.generic.hidden import UNSEEN, hiding_names, is_hidden

# Deeper elements give their text to the box at this depth; real pages measured at 10 to 40.
MAX_DEPTH = 120
# More elements than any page a person can read; the rest is left unread, with a note.
MAX_BOXES = 60_000

# Kana before Han, since Japanese has both.
_SCRIPTS = tuple(
    (name, re.compile(letters))
    for name, letters in (
        ("ja", "[\u3040-\u30ff]"),
        ("ko", "[\uac00-\ud7a3]"),
        ("th", "[\u0e00-\u0e7f]"),
        ("zh", "[\u4e00-\u9fff]"),
    )
)
_CONTROLS = frozenset({"input", "textarea"})


@dataclass(slots=True)
class Layout:
    """What one page shows. `metas` maps meta names and properties to their content, `ids` element ids to boxes.

    `elements` holds the element of each box, where that is asked for. `content` counts the letters outside the frame.
    """

    root: Box
    boxes: list[Box] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    inputs: list[Input] = field(default_factory=list)
    ids: dict[str, Box] = field(default_factory=dict)
    metas: dict[str, str] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)
    title: str = ""
    language: str = ""
    cut: bool = False
    hidden: int = 0
    elements: list[etree._Element] | None = None
    content: int = 0

    def within(self, box: Box) -> list[Box]:
        """The box and all below it, in order."""
        return self.boxes[box.order : box.end]

    def runs_in(self, box: Box) -> list[Run]:
        return self.runs[box.first_run : box.last_run]

    def links(self) -> Iterator[Box]:
        return (box for box in self.boxes if box.tag == "a" and box.attrs.get("href"))


def lay_out(tree: etree._Element, *, keep: bool = False) -> Layout:
    """The page's boxes. The tree is left as it is; with `keep` each box's element is held."""
    layout = Layout(Box("html", {}, None, 0), elements=[tree] if keep else None)
    layout.boxes.append(layout.root)
    _head(tree, layout)
    names = hiding_names(s.text or "" for s in tree.iter("style"))
    _walk(tree, layout, names)
    measure(layout)
    layout.language = layout.language or _by_script(layout)
    return layout


def measure(layout: Layout) -> None:
    """Count the content anew, after parts were taken to the frame."""
    layout.content = sum(len(run.text) for run in layout.runs if not run.box.chrome)


def _by_script(layout: Layout) -> str:
    """The language that the letters of the page's first texts give away, "" where several share them."""
    text = layout.title + "".join(run.text for run in layout.runs[:200])[:4_000]
    return next((name for name, letters in _SCRIPTS if len(letters.findall(text)) * 20 > len(text)), "")


def _head(tree: etree._Element, layout: Layout) -> None:
    layout.language = (tree.get("lang") or "")[:2].lower()
    title = next(tree.iter("title"), None)
    layout.title = " ".join((title.text or "")[:2000].split()) if title is not None else ""
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("http-equiv") or "").lower()
        layout.metas.setdefault(name, (meta.get("content") or "")[:20_000])
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            layout.scripts.append((script.text or "")[:400_000])


def _walk(tree: etree._Element, layout: Layout, names: frozenset[str]) -> None:
    walker = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    stack = [layout.root]
    skipped: list[object] = []
    for event, element in walker:
        if event == "start":
            if skipped:
                continue
            # Not dict(element.attrib): that asks for each name again, and raises for one that no tag may bear.
            attrs = dict(element.items())
            if _skip(element, attrs, names, layout):
                skipped.append(element)
                walker.skip_subtree()
                continue
            stack.append(_open(element, attrs, stack[-1], layout=layout, depth=len(stack)))
        elif event == "end":
            if skipped:
                skipped.pop()
            else:
                box = stack.pop()
                if box is not stack[-1]:
                    close(box, len(layout.boxes), len(layout.runs))
        if event != "start" and element.tail and element is not tree:
            _say(element.tail, stack[-1], layout.runs)
    close(layout.root, len(layout.boxes), len(layout.runs))


def _skip(element: etree._Element, attrs: dict[str, str], names: frozenset[str], layout: Layout) -> bool:
    if element.tag in UNSEEN and not (element.tag == "meta" and "itemprop" in attrs):
        if element.tag == "button":
            says = " ".join(islice((str(text) for text in element.itertext()), 4)).strip()[:60]
            layout.inputs.append(Input("button", attrs.get("name", ""), says, layout.boxes[-1]))
        return True
    if is_hidden(attrs, names):
        layout.hidden += 1
        return True
    return False


def _open(element: etree._Element, attrs: dict[str, str], parent: Box, *, layout: Layout, depth: int) -> Box:
    if len(layout.boxes) >= MAX_BOXES or depth > MAX_DEPTH:
        layout.cut = True
        box = parent
    else:
        tag = str(element.tag)
        box = Box(tag, attrs, parent, len(layout.boxes), parent.depth + 1, is_chrome(tag, attrs, parent))
        layout.boxes.append(box)
        if layout.elements is not None:
            layout.elements.append(element)
        box.place = len(parent.inside)
        box.first_run = len(layout.runs)
        parent.inside.append(box)
        if "id" in attrs:
            layout.ids.setdefault(attrs["id"], box)
        if tag in _CONTROLS:
            says = attrs.get("placeholder") or attrs.get("value") or attrs.get("alt") or attrs.get("title") or ""
            layout.inputs.append(Input(attrs.get("type", tag).lower(), attrs.get("name", "").lower(), says, box))
    if element.text:
        _say(element.text, box, layout.runs)
    return box


def _say(said: str, box: Box, runs: list[Run]) -> None:
    text = " ".join(said[:20_000].split())
    if text:
        runs.append(Run(text, box, len(runs), len(box.inside)))
    box.inside.append(said)
