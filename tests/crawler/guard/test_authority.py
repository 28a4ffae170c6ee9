"""The authorities on their way to the gate: as text and back, and read again when they change."""

import json
from datetime import timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.guard.authority import AuthorityFile, dump, load, write
from tidewaiter.model.authority import Authority, Permission
from tidewaiter.model.authority_json import authorities_of, authorities_text
from tidewaiter.model.errors import WrongUse

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
TIMES = st.datetimes(timezones=st.just(timezone.utc))
AUTHORITIES = st.builds(
    Authority,
    id=TEXT, legal_basis=TEXT, asked_by=TEXT, sources=TEXTS, addresses=TEXTS, asked_at=TIMES, expires_at=TIMES,
    permissions=st.frozensets(st.sampled_from(Permission)), approved_by=TEXT, approved_at=st.none() | TIMES,
    revoked_by=TEXT, revoked_at=st.none() | TIMES,
)  # fmt: skip


@given(st.lists(AUTHORITIES, max_size=3))
def test_authorities_come_back_as_they_were_written(authorities):
    assert authorities_of(authorities_text(authorities)) == authorities


@pytest.mark.parametrize(
    "change",
    [
        {"sources": "lanternfish"},  # a text is a list of letters to a careless reader
        {"addresses": None},
        {"addresses": [1]},
        {"expires_at": "tomorrow"},
        {"expires_at": "2026-11-24T05:46:18"},
        {"permissions": ["everything"]},
        {"revoked_at": 0},
        {"id": None},
    ],
)
def test_a_damaged_authority_is_refused_whole(authority, change):
    plain = json.loads(dump([authority()]))[0]
    with pytest.raises(WrongUse, match="cannot be read"):
        authorities_of(json.dumps([plain | change]))


@pytest.mark.parametrize("text", ["", "{}}", "null", "3", '["x"]', "[{}]"])
def test_what_is_no_list_of_authorities_is_refused(text):
    with pytest.raises(WrongUse, match="cannot be read"):
        authorities_of(text)


def test_the_file_is_read_again_when_it_is_replaced(tmp_path, authority):
    path = tmp_path / "authority.json"
    write(path, [authority()])
    seen = AuthorityFile(path)
    assert seen.now() == [authority()]
    assert seen.now() is seen.now()  # not parsed again while it stays
    write(path, [authority(id="A-2")])
    assert [one.id for one in seen.now()] == ["A-2"]
    assert load(path) == seen.now()


def test_what_it_said_before_does_not_outlive_the_file(tmp_path, authority):
    path = tmp_path / "authority.json"
    write(path, [authority()])
    seen = AuthorityFile(path)
    seen.now()
    path.write_text("[")
    for _ in range(2):
        with pytest.raises(WrongUse):
            seen.now()
    path.unlink()
    with pytest.raises(OSError, match=r"authority\.json"):
        seen.now()
