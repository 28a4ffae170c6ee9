"""A source read again as a job: by the profile as it stands now, from the bytes as they were kept."""

from __future__ import annotations

import pytest

from crawler.readers.generic import Template
from crawler.readers.generic.door import reader_of
from pipelines import Forbidden
from pipelines.prepare import Rules
from tests.schedule.conftest import PROFILE, Harbour
from tidewaiter.model.errors import EvidenceDamaged
from tidewaiter.model.sighting import Kind
from tidewaiter.schedule import rereading
from tidewaiter.schedule.rereading import Reread, reread_source
from tidewaiter.store.database import captures, records
from tidewaiter.store.templates import Templates

PAGES = ("page /listing/1 5g MDMA", "page /listing/2 3g ketamine")


@pytest.fixture
def crawled(harbour: Harbour) -> Harbour:
    harbour.pair(harbour.plan(), *PAGES, "end finished").run()
    return harbour


def again(harbour: Harbour, **more: object) -> Reread:
    rules = Rules(harbour.extraction, b"k" * 32, Forbidden())
    return reread_source(
        harbour.database, harbour.found.profile, rules, ledger=harbour.ledger,
        folders=harbour.workspace.warc_folders(), at=harbour.now, person="ahn", **more,
    )  # type: ignore[arg-type]  # fmt: skip


def fields(harbour: Harbour) -> dict[str, dict[str, object]]:
    with harbour.database.read() as rows:
        return {kept.record.key: dict(kept.record.fields) for kept in records.listed(rows, Kind.LISTING)}


def profile(harbour: Harbour, text: str) -> None:
    (harbour.workspace.sources / "pier.yaml").write_text(text)


def test_a_changed_profile_changes_what_is_said_and_no_id(crawled: Harbour) -> None:
    with crawled.database.read() as rows:
        before = {kept.record.id for kept in records.listed(rows, Kind.LISTING)}
    profile(crawled, PROFILE.replace("title: h1}", 'title: {css: h1, clean: [text, {remove: "^[0-9]+g "}]}}'))
    seen: list[str] = []
    assert again(crawled, track=lambda some: (seen.append(one.capture.id) or one for one in some)) == Reread(2)
    assert fields(crawled) == {"/listing/1": {"title": "MDMA"}, "/listing/2": {"title": "ketamine"}}
    with crawled.database.read() as rows:
        assert {kept.record.id for kept in records.listed(rows, Kind.LISTING)} == before
    assert len(seen) == 2


def test_a_page_that_holds_its_reader_keeps_what_was_read_of_it_before(
    crawled: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = rereading.read

    def holds(page, *more):  # type: ignore[no-untyped-def]
        while b"MDMA" in page.body:
            pass
        return whole(page, *more)

    monkeypatch.setattr(rereading, "read", holds)
    profile(crawled, PROFILE.replace("title: h1}", "title: h1, category: h1}"))
    done = again(crawled, longest=0.2)
    assert (done.captures, len(done.held)) == (1, 1)
    assert fields(crawled) == {
        "/listing/1": {"title": "5g MDMA", "vendor": "Blue Heron"},
        "/listing/2": {"title": "3g ketamine", "category": "3g ketamine"},
    }


def test_damaged_bytes_are_not_read(crawled: Harbour) -> None:
    (file,) = crawled.workspace.warc.iterdir()
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)
    with pytest.raises(EvidenceDamaged):
        again(crawled)


def test_a_source_that_was_never_crawled_has_nothing_to_read(harbour: Harbour) -> None:
    assert again(harbour) == Reread(0)


def test_a_source_that_nobody_described_is_read_by_what_its_captures_have_in_common(crawled: Harbour) -> None:
    """The template is learned, kept, names the reader of the readings, and goes into the next run's order."""
    profile(crawled, PROFILE.partition("pages:")[0])
    kept = Templates(crawled.workspace.templates)
    assert again(crawled, templates=kept) == Reread(2)
    learned = Template.from_json(kept.of("pier"))
    assert learned is not None
    with crawled.database.read() as rows:
        readers = {one.reader for one in captures.of_source(rows, "pier", after="")}
    assert readers == {reader_of(learned)}
    assert crawled.plan(fresh=True).order.template == kept.of("pier")
    profile(crawled, PROFILE)
    assert crawled.plan(fresh=True).order.template == ""
