"""A source that nobody has described, from its first captures to a profile in force: ids and judgements stay."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from fixtures.site import Market
from tests.desk.conftest import Command, Said
from tests.desk.filled import FIRST, SECOND, SOURCE, run_of
from tests.fixtures.conftest import Browser
from tidewaiter.desk import reviewing
from tidewaiter.desk.drafts import kept, samples_of
from tidewaiter.desk.session import Session
from tidewaiter.model.lead import Lead
from tidewaiter.schedule.profiles import Profiles, profile
from tidewaiter.store.database import leads
from tidewaiter.store.database.tables import record
from tidewaiter.store.workspace import find

BARE = f"source: {SOURCE}\ntitle: Lanternfish\nkind: market\nlanguages: [en]\nstart: [/]\n"
Ask = Callable[..., Said]


def pages(*, seed: int = 7) -> dict[str, bytes]:
    """Some listings, vendors and a category of the invented market."""
    market = Market(seed, listings=24)
    browser = Browser(market.app())
    some = [market.skin.listing(market.stock.listing(n)) for n in range(6)]
    some += sorted({market.skin.vendor(market.stock.listing(n).vendor) for n in range(6)})[:3]
    some += [market.skin.category(market.stock.listing(n).substance.category) for n in range(2)] + ["/"]
    return {path: browser.get(path).body for path in some}


@pytest.fixture
def undescribed(home: Path) -> Path:
    """A workspace with captures of a source whose profile has no pages."""
    (home / "sources").mkdir(exist_ok=True)
    (home / "sources" / f"{SOURCE}.yaml").write_text(BARE)
    with closing(Session(find(home, {}, home))) as here:
        run_of(here, FIRST, pages())
    return home


@pytest.fixture
def ask(undescribed: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> Ask:
    def asks(*words: str, answers: str = "") -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO(answers))
        return command(*words, "--home", str(undescribed))

    return asks


def all_records(home: Path) -> dict[str, tuple[str, str]]:
    with closing(Session(find(home, {}, home))) as here, here.database.read() as rows:
        found = rows.execute(select(record.c.id, record.c.kind, record.c.key)).all()
    return {one.id: (one.kind, one.key) for one in found}


def test_an_undescribed_source_is_read_by_the_generic_reader_and_said_so(ask: Ask, undescribed: Path) -> None:
    assert "read by the generic reader" in ask("sources").out
    listing = next(id_ for id_, (kind, _) in all_records(undescribed).items() if kind == "listing")
    assert "the generic reader" in ask("show", listing).out
    assert json.loads(ask("show", listing, "--json").out)["read_by"] == "the generic reader"


def test_from_captures_to_a_profile_in_force(ask: Ask, undescribed: Path) -> None:
    before = all_records(undescribed)
    listing = next(id_ for id_, (kind, key) in before.items() if kind == "listing" and key == "/listing/100000")
    with closing(Session(find(undescribed, {}, undescribed))) as here, here.database.write() as rows:
        leads.add(rows, [Lead("a-rule-of-a-test", listing, (listing,), ("looked odd",), score=0.5, found_at=FIRST)])
    lead = next(one["id"] for one in json.loads(ask("leads", "--json").out) if one["rule"] == "a-rule-of-a-test")
    assert ask("lead", "confirm", lead).status == 0

    made = ask("source", "draft", SOURCE, "--from-captures")
    assert made.status == 0, made.err
    assert profile(SOURCE, undescribed / "sources").profile.pages == ()  # nothing runs by a draft
    refused = ask("source", "accept", SOURCE)
    assert refused.status == 2
    assert "nobody has decided on" in refused.err

    said = ask("source", "review", SOURCE, answers="c\n" * 3)
    assert "wait for a decision" in said.out
    waiting = len(kept(find(undescribed, {}, undescribed), SOURCE).undecided())
    said = ask("source", "review", SOURCE, answers="c\n" * waiting)
    assert "every field is decided on" in said.out
    accepted = ask("source", "accept", SOURCE)
    assert accepted.status == 0, accepted.err
    assert not list((undescribed / "drafts").iterdir())
    former = list((undescribed / "sources" / "former").iterdir())
    assert [file.read_text() for file in former] == [BARE]
    assert profile(SOURCE, undescribed / "sources").profile.pages

    assert ask("reread", SOURCE, "--json").status == 0
    after = all_records(undescribed)
    assert set(before) <= set(after)
    judged = next(one for one in json.loads(ask("leads", "--json").out) if one["id"] == lead)
    assert judged["state"] == "confirmed"
    assert [one["verdict"] for one in judged["judgements"]] == ["yes"]
    assert json.loads(ask("show", listing, "--json").out)["read_by"] == "its profile"
    entries = [json.loads(line) for line in (undescribed / "evidence" / "ledger.jsonl").read_text().splitlines()]
    entry = next(one for one in entries if one["action"] == "profile")
    assert entry["facts"]["profile"] == profile(SOURCE, undescribed / "sources").profile.digest
    assert ask("verify").status == 0


def test_a_draft_is_in_no_schedule(ask: Ask, undescribed: Path) -> None:
    assert ask("source", "draft", SOURCE).status == 0
    found, broken = Profiles(undescribed / "sources").readable()
    assert not broken
    assert [one.profile.pages for one in found if one.profile.source == SOURCE] == [()]


def test_review_corrects_by_value_and_dismisses(ask: Ask, undescribed: Path) -> None:
    workspace = find(undescribed, {}, undescribed)
    assert ask("source", "draft", SOURCE).status == 0
    first = kept(workspace, SOURCE).undecided()[0]
    assert first == "0/0/listing.title"
    said = ask("source", "review", SOURCE, answers="?\ne\ncss main > h1.title\nd\nq\n")
    assert "confirm: the rule is right" in said.out
    now = kept(workspace, SOURCE)
    assert now.places()["0/0/listing.title"] == "main > h1.title"
    assert now.decided[first][1] == "corrected"
    assert "0/0/listing.vendor" not in now.places()
    assert "vendor" not in now.words["pages"][0]["statements"][0]["required"]
    # A value that a page shows, of a field that the draft lacks: the category stands in a trail of links.
    said = ask("source", "review", SOURCE, answers="a category\nOpioids\ny\na nonsense\nq\n")
    assert "has no field 'nonsense'" in said.out or "that stands nowhere" in said.out


def test_review_adds_a_kind_of_thing_by_what_names_it(ask: Ask, undescribed: Path) -> None:
    """The vendor of a listing's page, of whom the draft has no more than the name that the listing states."""
    workspace = find(undescribed, {}, undescribed)
    assert ask("source", "draft", SOURCE).status == 0
    made = kept(workspace, SOURCE)
    assert made.undecided()[0] == "0/0/listing.title"
    with closing(Session(workspace)) as here:
        shown = reviewing.read_by(0, made.profile, samples_of(here, made)[0])[0]
    vendor = next(told.fields["vendor"].value for told in shown.told if told.block is None)
    said = ask("source", "review", SOURCE, answers="n nonsense\nn vendor\nnobody of this name\n\n\n\nq\n")
    assert "there is no 'nonsense'" in said.out
    assert "stands nowhere in the page" in said.out
    assert kept(workspace, SOURCE).text == made.text
    said = ask("source", "review", SOURCE, answers=f"n vendor\n{vendor}\n\ny\nq\n")
    assert f"the name of a vendor as page {shown.name} shows it" in said.out
    added = kept(workspace, SOURCE)
    statement = added.profile.pages[0].statements[-1]
    assert (statement.kind, statement.key.link is not None) == ("vendor", True)
    assert any(place.startswith("0/") and place.endswith("vendor.name") for place in added.undecided())


def test_a_bad_selector_is_said_and_changes_nothing(ask: Ask, undescribed: Path) -> None:
    assert ask("source", "draft", SOURCE).status == 0
    before = kept(find(undescribed, {}, undescribed), SOURCE).text
    said = ask("source", "review", SOURCE, answers="e\ncss main >> [\nq\n")
    assert "not a valid CSS selector" in said.out
    assert kept(find(undescribed, {}, undescribed), SOURCE).text == before


def test_check_tells_pages_and_fill_rates(ask: Ask, undescribed: Path) -> None:
    assert ask("source", "draft", SOURCE).status == 0
    found = json.loads(ask("source", "check", SOURCE, "--json").out)
    assert found["draft"]
    assert found["score"] > 0.95
    assert {one["read_as"] for one in found["pages"]} >= {"listing", "vendor", "category"}
    titles = [one for one in found["fields"] if one["field"] == "title"]
    assert all(one["filled"] == 1 for one in titles)
    said = ask("source", "check", SOURCE).out
    assert "listing page: listing.title" in said
    bare = json.loads(ask("source", "check", SOURCE, "--accepted", "--json").out)
    assert {one["read_as"] for one in bare["pages"]} == {None}


def test_wrong_use(ask: Ask, undescribed: Path, tmp_path: Path) -> None:
    assert "no name of a source" in ask("source", "draft", "../etc").err
    assert "nothing of quiet was captured" in ask("source", "draft", "quiet").err
    assert "there is no draft" in ask("source", "review", SOURCE).err
    assert "there is no draft" in ask("source", "accept", SOURCE).err
    (tmp_path / "a.html").write_text("<html><body>hello")
    assert "nothing was understood" in ask("source", "draft", "quiet", str(tmp_path / "a.html")).err
    assert ask("source", "draft", SOURCE).status == 0
    assert "there is a draft" in ask("source", "draft", SOURCE).err
    state = undescribed / "drafts" / f"{SOURCE}.json"
    state.write_text("{}")
    broken = ask("source", "review", SOURCE)
    assert broken.status == 2
    assert "the draft's state does not open" in broken.err


def test_a_new_profile_keeps_what_the_old_one_said_beside_its_pages(ask: Ask, undescribed: Path) -> None:
    with closing(Session(find(undescribed, {}, undescribed))) as here:
        run_of(here, SECOND, pages(seed=8))
    assert ask("source", "draft", SOURCE).status == 0
    assert ask("source", "accept", SOURCE, "--all").status == 0
    now = profile(SOURCE, undescribed / "sources").profile
    assert (now.title, now.languages, now.start) == ("Lanternfish", ("en",), ("/",))
