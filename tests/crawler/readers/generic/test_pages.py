"""Each invented page says exactly what its case lists: page kind, statements, keys, fields; no more and no fewer."""

from __future__ import annotations

import pytest

from crawler.readers import SavedPage
from crawler.readers.generic import read_generic
from tests.crawler.readers.generic.barrier_cases import BARRIERS
from tests.crawler.readers.generic.cases import Case
from tests.crawler.readers.generic.category_cases import CATEGORIES
from tests.crawler.readers.generic.discussion_cases import DISCUSSIONS
from tests.crawler.readers.generic.listing_cases import LISTINGS
from tests.crawler.readers.generic.more_cases import MORE
from tests.crawler.readers.generic.vendor_cases import VENDORS
from tidewaiter.model.keys import page_key
from tidewaiter.model.sighting import FIELDS, Reading

CASES = [*LISTINGS, *CATEGORIES, *VENDORS, *DISCUSSIONS, *BARRIERS, *MORE]


def read(case: Case) -> Reading:
    return read_generic(SavedPage(case.url, case.html.encode()), "capture")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_page_says_what_its_case_lists(case: Case) -> None:
    reading = read(case)
    assert reading.page == case.page
    said = [(str(s.kind), s.key, dict(s.fields)) for s in reading.statements]
    expected = [(kind, key, fields) for kind, key, fields in case.says]
    if any(
        key == "*" for _, key, _ in expected
    ):  # keys of parts are hashes; their page and uniqueness are tested below
        listed = [
            (kind, "*" if "#" in key and (kind, "*") in {(k, x) for k, x, _ in expected} else key, f)
            for kind, key, f in said
        ]
    else:
        listed = said
    assert sorted(listed, key=str) == sorted(expected, key=str)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_keys_are_unique_and_fields_are_those_of_the_contract(case: Case) -> None:
    reading = read(case)
    keys = [(s.kind, s.key) for s in reading.statements]
    assert len(keys) == len(set(keys))
    for statement in reading.statements:
        assert set(statement.fields) <= set(FIELDS[statement.kind])
        assert all(value not in ("", ()) for value in statement.fields.values())
        if "#" in statement.key:
            assert statement.key.startswith(page_key(case.url) + "#")


@pytest.mark.parametrize("case", [c for c in CASES if c.says], ids=lambda case: case.name)
def test_two_mirrors_of_one_page_say_the_same(case: Case) -> None:
    other = read_generic(SavedPage("http://othermirror.onion" + case.path, case.html.encode()), "capture")
    assert other.statements == read(case).statements
