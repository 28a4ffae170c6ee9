"""Values of the house hold what they say: mentions, leads, errors, authorities as text, times."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.model.authority import Authority, Permission
from tidewaiter.model.authority_json import authorities_of, authorities_text
from tidewaiter.model.errors import EvidenceDamaged, FellShort, NotAllowed, TidewaiterError, WrongUse
from tidewaiter.model.lead import Lead
from tidewaiter.model.mention import Mention, MentionKind, Status
from tidewaiter.model.sighting import FIELDS, TEXT_FIELDS, Kind, Sighting, cleaned, text_of
from tidewaiter.model.times import moment, stamp

NOW = datetime(2026, 11, 24, tzinfo=timezone.utc)
TIMES = st.datetimes(timezones=st.just(timezone.utc))
AUTHORITIES = st.builds(
    Authority, id=st.text(), legal_basis=st.text(), asked_by=st.text(), sources=st.lists(st.text()).map(tuple),
    addresses=st.lists(st.text()).map(tuple), asked_at=TIMES, expires_at=TIMES,
    permissions=st.frozensets(st.sampled_from(Permission)), approved_by=st.text(),
    approved_at=st.none() | TIMES, revoked_by=st.text(), revoked_at=st.none() | TIMES,
)  # fmt: skip


@given(st.lists(AUTHORITIES, max_size=3))
def test_authorities_come_back_as_they_were(given_: list[Authority]) -> None:
    back = authorities_of(authorities_text(given_))
    assert back == given_
    assert [one.digest for one in back] == [one.digest for one in given_]


ONE = json.loads(authorities_text([Authority("A-1", "law", "kim", ("x",), ("y",), NOW, NOW + timedelta(days=1))]))[0]


@pytest.mark.parametrize(
    "text",
    ["", "{", "7", "null", "[7]", "[null]", '["x"]', "[[]]", "[{}]", '{"id": "A-1"}',
     *(json.dumps([{k: v for k, v in ONE.items() if k != name}]) for name in ONE),
     *(json.dumps([ONE | {name: value}]) for name in ONE for value in (7, {}, [7])),
     json.dumps([ONE | {"permissions": ["everything"]}]), json.dumps([ONE | {"sources": "x"}]),
     json.dumps([ONE | {"expires_at": "2026-11-24T00:00:00"}]), json.dumps([ONE, ONE | {"expires_at": "soon"}])],
)  # fmt: skip
def test_a_half_read_authority_allows_nothing(text: str) -> None:
    with pytest.raises(WrongUse, match="cannot be read"):
        authorities_of(text)


@pytest.mark.parametrize(
    ("fault", "says", "status"),
    [
        (TidewaiterError("it broke"), "it broke", 1),
        (NotAllowed("no", where="here"), "no (here)", 1),
        (WrongUse("no", todo="do this"), "no - do this", 2),
        (FellShort("no", where="here", todo="do this"), "no (here) - do this", 3),
        (EvidenceDamaged("no"), "no", 4),
    ],
)
def test_a_fault_says_what_where_and_what_to_do(fault: TidewaiterError, says: str, status: int) -> None:
    assert (str(fault), fault.status) == (says, status)


def mention(**changed: object) -> Mention:
    facts = {"kind": MentionKind.DRUG, "start": 0, "end": 4, "raw": "MDMA", "value": "mdma", "score": 0.98765,
             "status": Status.ASSERTED, "rule": "lexicon:mdma"}  # fmt: skip
    return Mention(**(facts | changed))  # type: ignore[arg-type]


def test_a_mentions_id_is_its_span_and_not_what_was_made_of_it() -> None:
    one = mention().id("s")
    assert {mention(value="x").id("s"), mention(score=0.1).id("s"), mention(rule="r").id("s")} == {one}
    others = [mention(start=1), mention(end=5), mention(place="ships_from"), mention(kind=MentionKind.PGP)]
    assert len({one, mention().id("t"), *(other.id("s") for other in others)}) == 6


def test_a_mention_as_json_leaves_out_what_is_not_said() -> None:
    plain = mention().as_json()
    assert (plain["score"], "evidence" in plain, "place" in plain) == (0.988, False, False)
    whole = mention(value=(1.0, 2.5), evidence=("dose",), place="ships_to", more={"unit": "g"}).as_json()
    assert (whole["value"], whole["evidence"], whole["place"], whole["unit"]) == ([1.0, 2.5], ["dose"], "ships_to", "g")
    json.dumps(whole)


def test_a_leads_id_is_its_rule_pivot_and_episode() -> None:
    one = Lead("r", "p", ("a",), ("because",), score=1.0, found_at=NOW)
    assert Lead("r", "p", ("b",), ("else",), score=0.1, found_at=NOW + timedelta(1)).id == one.id
    assert len({one.id, Lead("r", "p", (), (), 1.0, NOW, "run").id, Lead("r", "q", (), (), 1.0, NOW).id}) == 3


@pytest.mark.parametrize(
    ("kind", "fields", "text"),
    [
        (Kind.LISTING, {"description": "b", "title": "a", "vendor": "v"}, "a\nb"),
        (Kind.LISTING, {"description": "b"}, "b"),
        (Kind.LISTING, {"title": "", "description": "b"}, "\nb"),
        (Kind.LISTING, {"title": 7, "description": ("x",)}, ""),
        (Kind.VENDOR, {"name": "a", "pgp": "k"}, "a\nk"),
        (Kind.POST, {}, ""),
    ],
)
def test_the_text_in_which_offsets_count(kind: Kind, fields: dict[str, object], text: str) -> None:
    assert text_of(kind, fields) == text  # type: ignore[arg-type]


def test_every_field_whose_text_is_searched_is_a_field_of_its_kind() -> None:
    assert all(set(TEXT_FIELDS[kind]) <= set(FIELDS[kind]) for kind in Kind)


@given(st.text(st.characters()))
def test_cleaned_text_is_sound_and_cleaning_again_changes_nothing(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert "\x00" not in once
    once.encode("utf-8")


def test_content_is_what_is_said_not_where_or_when() -> None:
    def seen(capture: str, **fields: object) -> str:
        return Sighting("s", Kind.LISTING, "/a", capture, NOW, "http://m.onion", fields).content  # type: ignore[arg-type]

    assert seen("one", title="a", price="1") == seen("two", price="1", title="a")
    assert len({seen("c"), seen("c", title=""), seen("c", title="a"), seen("c", price="a"), seen("c", stock=1),
                seen("c", stock="1"), seen("c", stock=1.0)}) == 7  # fmt: skip


@given(TIMES, TIMES)
def test_text_order_is_time_order(one: datetime, other: datetime) -> None:
    assert (stamp(one) < stamp(other)) == (one < other)


@pytest.mark.parametrize("text", ["", "soon", "2026-11-24", "2026-11-24T00:00:00", "2026-13-01T00:00:00Z"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        moment(text)
