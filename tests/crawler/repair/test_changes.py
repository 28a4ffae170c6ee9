"""The generator itself: every change alters pages, always in the same way, and takes no fact away."""

from __future__ import annotations

import pytest
from lxml import etree, html

from tests.crawler.repair.changes import CHANGES, changed
from tests.crawler.repair.sites import MARKETS, SKINS, site
from tidewaiter.model.sighting import Kind, Page


def first(name: str, page: Page) -> str:
    return next(url for url, one in sorted(site(name).readings.items()) if one.page == page)


def letters(body: bytes) -> str:
    root = html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8"))
    return "".join("".join(root.xpath("//body")[0].itertext()).split()).casefold()


def as_served(body: bytes) -> bytes:
    root = html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8", remove_comments=True))
    return etree.tostring(root, method="html", encoding="utf-8", doctype="<!doctype html>")


def test_there_are_twenty() -> None:
    assert len(CHANGES) == 20


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_keeps_the_facts_and_is_the_same_for_the_same_seed(change: str) -> None:
    altered = 0
    for name in (*MARKETS, SKINS[0]):  # the other skins write amounts and countries in ways of their own
        one = site(name)
        url = first(name, Page.LISTING)
        body = changed(change, one.pages[url])
        assert body == changed(change, one.pages[url])
        said = letters(body)
        fields = next(s.fields for s in one.readings[url].statements if s.kind is Kind.LISTING)
        for field in ("title", "vendor", "ships_from", "price"):
            if field in fields:
                assert "".join(str(fields[field]).split()).casefold()[:20] in said.replace(",", ""), (name, field)
        altered += body != as_served(one.pages[url])
    assert altered


@pytest.mark.parametrize("change", ["classes renamed", "classes hashed", "ids renamed", "frame renamed"])
def test_another_seed_gives_other_names(change: str) -> None:
    one = site("empire")
    body = one.pages[first("empire", Page.LISTING)]
    assert changed(change, body, "1") != changed(change, body, "2")
