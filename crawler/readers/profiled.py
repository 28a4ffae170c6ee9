"""The reader that a profile makes: a page's rule is found, its statements and links are read."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from crawler.profiles.schema import PageRule, Profile, When
from crawler.readers.addresses import absolute, base_of, candidates, host_of, path_of
from crawler.readers.barriers import recognise, refresh_of
from crawler.readers.fields import read_field
from crawler.readers.statements import Place, locate, read_links, read_statements
from crawler.readers.tree import Opened
from crawler.readers.wording import worded
from tidewaiter.model.ids import digest
from tidewaiter.model.sighting import BARRIERS, Page, Reading

READER = "profiled-4"  # grows when the same profile reads otherwise, so that a reread knows what is old
_MAX_NOTES = 50


def reader_digest(profile: Profile) -> str:
    return digest("reader", READER, profile.digest)


def read_profiled(opened: Opened, capture_id: str, profile: Profile) -> Reading | None:
    """What the page says by the profile; None where no rule of it knows the page."""
    rule = next((rule for rule in profile.pages if holds(rule.when, opened)), None)
    if rule is None or opened.root is None:
        return None
    reading = _read(rule, opened, capture_id, profile)
    doubtful = rule.when.by_address_alone or (rule.statements and not reading.statements)
    if doubtful and rule.page not in BARRIERS and (barrier := recognise(opened)):
        return Reading(capture_id, barrier.page, reading.reader, refresh=barrier.refresh, notes=opened.notes)
    return reading


def _read(rule: PageRule, opened: Opened, capture_id: str, profile: Profile) -> Reading:
    assert opened.root is not None
    reader = reader_digest(profile)
    if rule.page in BARRIERS:
        refresh = _refresh(rule, opened) if rule.page == Page.QUEUE else None
        return Reading(capture_id, rule.page, reader, refresh=refresh, notes=opened.notes)
    url = address(rule, opened, profile)
    place = Place(url, base_of(opened.root, url), bool(opened.page.url), profile.aliases)
    statements = {
        (said.kind, said.key): said for one in rule.statements for said in read_statements(one, opened.root, place)
    }
    if rule.statements and not statements:
        place.note(f"known as {rule.page}, but no statement of its rule finds anything")
    links = read_links(rule.follow + profile.follow, opened.root, place)
    own = [host_of(mirror) for mirror in profile.mirrors] + [host_of(url)]
    return Reading(
        capture_id,
        rule.page,
        reader,
        statements=tuple(worded(statements.values())),
        links=links,
        notes=(*opened.notes, *_counted(place.notes))[:_MAX_NOTES],
        candidates=candidates(opened.text, own),
    )


def address(rule: PageRule, opened: Opened, profile: Profile) -> str:
    """The page's address: as given, else as the page states it, on the source's first mirror."""
    if opened.page.url:
        return opened.page.url
    assert opened.root is not None
    mirror = f"{profile.mirrors[0]}/" if profile.mirrors else f"http://{profile.source}.invalid/"
    stated = locate(rule.address, opened.root, mirror) if rule.address else None
    return stated or absolute(_canonical(opened.root), mirror) or mirror


def _canonical(root: etree._Element) -> str:
    return next((link.get("href") or "" for link in root.iter("link") if link.get("rel") == "canonical"), "")


def holds(when: When, opened: Opened) -> bool:
    """Whether the page is as `when` says."""
    if opened.root is None:
        return False
    root, url = opened.root, opened.page.url
    if when.url and not (url or when.by_address_alone is False):
        return False
    if url and not all(pattern.search(path_of(url)) for pattern in when.url):
        return False
    return (
        all(find.any(root) for find in when.css + when.xpath)
        and not any(find.any(root) for find in when.absent)
        and all(pattern.search(opened.title) for pattern in when.title)
        and all(pattern.search(opened.said) for pattern in when.text)
    )


def _refresh(rule: PageRule, opened: Opened) -> int | None:
    assert opened.root is not None
    stated = read_field("refresh", rule.refresh, opened.root, {}) if rule.refresh else None
    return int(stated) if isinstance(stated, int | float) else refresh_of(opened)


def _counted(notes: dict[str, int]) -> Iterator[str]:
    for what, times in notes.items():
        yield f"{what} ({times} times)" if times > 1 else what
