"""Why the reader says what it says: for each field how sure it is, from which element it came, and by what.

`read_generic` tells the same without the reasons; this costs more, and is for drafting a profile and for `--explain`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from crawler.readers.generic.box import Box
from crawler.readers.generic.dates import date_in
from crawler.readers.generic.door import found_in
from crawler.readers.generic.layout import Layout, lay_out
from crawler.readers.generic.ratings import stars
from crawler.readers.generic.site import Template
from crawler.readers.generic.squeeze import squeeze
from crawler.readers.generic.told import How, Origin, Telling
from crawler.readers.tree import Opened
from tidewaiter.model.forms import formed
from tidewaiter.model.sighting import FieldValue, Kind, Page, Statement


@dataclass(frozen=True, slots=True)
class Traced:
    """One value. `path` leads to its element in the page's tree; "" where no visible element states it.

    `confidence` says how far this way of finding can be trusted, halved where something speaks against this value.
    """

    value: FieldValue
    confidence: float
    path: str
    how: str


@dataclass(frozen=True, slots=True)
class Thing:
    """One statement with its reasons. `block` leads to the part of the page that says it, "" for the whole page."""

    kind: Kind
    key: str
    block: str
    fields: Mapping[str, Traced]


@dataclass(frozen=True, slots=True)
class Trace:
    """What a page says, and why; the same statements in the same order as a reading of it has."""

    page: Page
    things: tuple[Thing, ...] = ()
    notes: tuple[str, ...] = ()


def trace(opened: Opened, template: Template | None = None) -> Trace:
    """The reasons for a reading of this page. Paths count in `opened.root`; lxml's `xpath` finds them there."""
    if opened.root is None:
        return Trace(Page.ERROR, notes=opened.notes)
    layout = lay_out(opened.root, keep=True)
    found = found_in(opened, layout, template)
    paths = _Paths(layout, opened.root.getroottree())
    things = tuple(_thing(said, layout, paths) for said in found.statements)
    return Trace(found.page, things, (*opened.notes, *found.notes))


class _Paths:
    def __init__(self, layout: Layout, tree: etree._ElementTree) -> None:
        self._elements, self._tree = layout.elements or [], tree

    def of(self, box: Box | None) -> str:
        return "" if box is None else str(self._tree.getpath(self._elements[box.order]))


def _thing(said: Statement, layout: Layout, paths: _Paths) -> Thing:
    told = said.fields if isinstance(said.fields, Telling) else Telling(dict(said.fields))
    worded = formed(told)
    fields: dict[str, Traced] = {}
    for name, value in told.items():
        origin = told.origins.get(name) or _in_block(name, value, layout, told.block)
        how = f"{origin.how}; but {origin.doubt}" if origin.doubt else str(origin.how)
        fields[name] = Traced(worded[name], round(origin.sure, 3), paths.of(origin.box), how)
    return Thing(said.kind, said.key, paths.of(told.block), fields)


def _in_block(name: str, value: FieldValue, layout: Layout, block: Box | None) -> Origin:
    """The smallest element of the block that says the value; the block where none does by itself."""
    if block is None:
        return Origin(How.MACHINES)
    wanted = squeeze(str(value)[:200])
    within = layout.boxes if name == "title" else layout.within(block)
    saying = [box for box in within if _says(box, str(value), wanted)]
    return Origin(How.BLOCK, min(saying, key=lambda box: (box.size, -box.order), default=block))


def _says(box: Box, value: str, wanted: str) -> bool:
    if not wanted:
        return box.flat != "" and stars(box.flat) == value
    if wanted in squeeze(box.flat):
        return True
    dated = date_in(box.flat) if len(box.flat) <= 120 else None
    return (dated is not None and dated[0] == value) or (len(box.flat) <= 24 and stars(box.flat) == value)
