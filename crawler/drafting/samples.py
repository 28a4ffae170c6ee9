"""Pages to draft from: each opened, with what the generic reader makes of it and what persons know better."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from crawler.drafting.ground import Ground
from crawler.readers.addresses import base_of, host_of
from crawler.readers.generic import GUESS, Template, Traced, learn_template, trace
from crawler.readers.generic.tracing import Trace
from crawler.readers.page import SavedPage
from crawler.readers.tree import Opened, open_page
from tidewaiter.model.sighting import FieldValue, Kind, Page

UNKNOWN = "http://unknown.invalid/"  # what relative links of a page of unknown address are made absolute with
SURE = 1.0  # what a person said
_FRAMED = 20  # pages; of ten, two kinds share by chance what looks like a frame
ELEMENTS_OF_BLOCKS = 400  # of all blocks of one page; a page of 500 cards teaches no more than one of 50


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a page speaks of. `block` is the element that speaks of it, None for the page as a whole."""

    kind: Kind
    key: str
    block: etree._Element | None
    fields: Mapping[str, Traced] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says that a page states; `value` None where it states nothing of the field."""

    page: str
    kind: Kind
    name: str
    value: FieldValue | None = field(repr=False)
    key: str = ""  # which of several things of the page; "" is the page's own


@dataclass(slots=True)
class Sample:
    """One page. `name` is the file's or capture's, for a person."""

    name: str
    opened: Opened
    page: Page
    told: Sequence[Told]
    grounds: dict[etree._Element, Ground] = field(default_factory=dict)

    @property
    def root(self) -> etree._Element:
        assert self.opened.root is not None
        return self.opened.root

    @property
    def url(self) -> str:
        return self.opened.page.url

    @property
    def base(self) -> str:
        return base_of(self.root, self.url) or UNKNOWN

    def ground(self, block: etree._Element) -> Ground:
        """Prepared once, since many fields are looked for in one block."""
        if block not in self.grounds:
            self.grounds[block] = Ground(block)
        return self.grounds[block]


def open_samples(
    pages: Iterable[tuple[str, SavedPage]], corrections: Sequence[Correction] = (), template: Template | None = None
) -> tuple[list[Sample], list[str]]:
    """The pages that can be read, and in words why others are left out.

    What stands on all pages of a site, as a sidebar of new goods, is told of none of them: by the `template` that was
    learned before, else by one of these pages, where they are enough to learn one.
    """
    readable: list[tuple[str, Opened]] = []
    doubts: list[str] = []
    seen: dict[bytes, str] = {}
    for name, page in pages:
        if page.body in seen and page.body:
            doubts.append(f"{name} is the same page as {seen[page.body]}; it counts once")
            continue
        seen[page.body] = name
        opened = open_page(page)
        if opened.root is None:
            doubts.append(f"{name} is left out: {'; '.join(opened.notes) or 'no HTML'}")
            continue
        readable.append((name, opened))
    frame = template if template is not None else _learned([opened for _, opened in readable])
    found = [
        _sample(name, opened, [one for one in corrections if one.page == name], frame) for name, opened in readable
    ]
    return _of_one_site(found, doubts), doubts


def template_of(samples: Sequence[Sample]) -> Template:
    """What all these pages have in common; nothing, of a few."""
    return _learned([one.opened for one in samples])


def _learned(pages: Sequence[Opened]) -> Template:
    return learn_template(pages) if len(pages) >= _FRAMED else Template()


def _sample(name: str, opened: Opened, corrections: Sequence[Correction], template: Template) -> Sample:
    traced = _fuller(trace(opened), trace(opened, template))
    told = []
    for thing in traced.things[:ELEMENTS_OF_BLOCKS]:
        block = _at(opened, thing.block)
        if thing.block and block is None:
            continue
        told.append(Told(thing.kind, thing.key, block, _priced(thing.fields)))
    for one in corrections:
        told = _corrected(told, one)
    return Sample(name, opened, traced.page, told)


def _fuller(plain: Trace, framed: Trace) -> Trace:
    """The reading that leaves out the site's frame, unless it leaves out what is the page's own as well."""
    if framed.page is plain.page:
        return framed if _told(framed, own=True) >= _told(plain, own=True) else plain
    return framed if _told(framed, own=False) > _told(plain, own=False) else plain


def _told(one: Trace, *, own: bool) -> int:
    return sum(len(thing.fields) for thing in one.things if not (own and thing.block))


def _at(opened: Opened, path: str) -> etree._Element | None:
    return element_at(opened.root, path) if opened.root is not None else None


def element_at(root: etree._Element, path: str) -> etree._Element | None:
    """The element that a trace's path leads to."""
    found = root.getroottree().xpath(path) if path else []
    return found[0] if isinstance(found, list) and found and isinstance(found[0], etree._Element) else None


def _priced(fields: Mapping[str, Traced]) -> Mapping[str, Traced]:
    """The price with its currency, for one rule reads both."""
    price, currency = fields.get("price"), fields.get("currency")
    rest = {name: one for name, one in fields.items() if name not in ("currency", "url")}
    if price is not None and currency is not None:
        rest["price"] = replace(price, value=f"{price.value} {currency.value}")
    return rest


def _corrected(told: list[Told], said: Correction) -> list[Told]:
    """The person's word in the place of the reader's."""
    out, done = [], False
    for one in told:
        mine = one.kind == said.kind and (one.key == said.key if said.key else one.block is None)
        if not mine or done:
            out.append(one)
            continue
        done = True
        fields = {name: value for name, value in one.fields.items() if name != said.name}
        if said.value is not None:
            fields[said.name] = Traced(said.value, SURE, "", "a person's word")
        out.append(replace(one, fields=fields))
    if not done and not said.key and said.value is not None:
        out.append(Told(said.kind, "", None, {said.name: Traced(said.value, SURE, "", "a person's word")}))
    return out


def _of_one_site(samples: list[Sample], doubts: list[str]) -> list[Sample]:
    """Without the pages of another host than most; mirrors of one source share nothing but their pages, so where no
    host has most of the pages all are kept."""
    hosts: dict[str, int] = {}
    for one in samples:
        if one.url:
            hosts[host_of(one.url)] = hosts.get(host_of(one.url), 0) + 1
    if len(hosts) < 2:
        return samples
    first = max(hosts, key=lambda host: hosts[host])
    kept = []
    for one in samples:
        host = host_of(one.url)
        if one.url and host != first and hosts[first] >= 3 * hosts[host] and not _shares(one, samples, first):
            doubts.append(
                f"{one.name} is left out: its host {host} is not {first}, and no page of its kind looks like it"
            )
        else:
            kept.append(one)
    return kept


def _shares(one: Sample, samples: list[Sample], host: str) -> bool:
    """Whether a page of the host has much of this page's marks: a mirror of it."""
    mine = marks_of(one.root)
    others = (marks_of(other.root) for other in samples if host_of(other.url) == host)
    return any(2 * len(mine & other) >= len(mine | other) for other in others)


def marks_of(root: etree._Element) -> frozenset[str]:
    """The classes and ids of a page, with their tags: what pages of one template have in common."""
    found = set()
    for element in root.iter():
        if isinstance(element.tag, str):
            found |= {f"{element.tag}.{name}" for name in (element.get("class") or "").split()}
            if element.get("id"):
                found.add(f"#{element.get('id')}")
    return frozenset(found)


def groups(samples: Sequence[Sample]) -> dict[Page, list[Sample]]:
    """The samples by the kind of their page; barriers too."""
    found: dict[Page, list[Sample]] = {}
    for one in samples:
        found.setdefault(one.page, []).append(one)
    return found


def is_guess(value: Traced) -> bool:
    return value.confidence < GUESS
