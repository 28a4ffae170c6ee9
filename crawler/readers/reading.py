"""One page, one reading: by the profile where it knows the page, else as a barrier, else by the generic reader."""

from __future__ import annotations

from dataclasses import replace

from crawler.profiles.schema import Profile
from crawler.readers.addresses import host_of
from crawler.readers.barriers import recognise
from crawler.readers.generic import Template, read_generic
from crawler.readers.page import SavedPage
from crawler.readers.profiled import read_profiled, reader_digest
from crawler.readers.tree import open_page
from tidewaiter.model.sighting import Page, Reading


def read(page: SavedPage, capture_id: str, profile: Profile | None = None, template: Template | None = None) -> Reading:
    """What this page says. Pure: the same page, profile and template give the same reading. Nothing in a page makes it
    raise. The template of the source is for pages that no profile knows."""
    opened = open_page(page)
    if profile is None:
        return read_generic(opened, capture_id, template)
    if not profile.pages:
        return _without_own(read_generic(opened, capture_id, template), profile)
    reader = reader_digest(profile)
    if opened.root is None:
        return Reading(capture_id, Page.ERROR, reader, notes=opened.notes)
    reading = read_profiled(opened, capture_id, profile)
    if reading is not None:
        return reading
    if barrier := recognise(opened):
        return Reading(capture_id, barrier.page, reader, refresh=barrier.refresh, notes=opened.notes)
    reading = _without_own(read_generic(opened, capture_id, template), profile)
    return replace(reading, notes=("no page rule of the profile knows this page", *reading.notes))


def _without_own(reading: Reading, profile: Profile) -> Reading:
    """The generic reader does not know the source's other mirrors."""
    own = {host_of(mirror) for mirror in profile.mirrors}
    foreign = tuple(found for found in reading.candidates if host_of(found) not in own)
    return replace(reading, candidates=foreign)
