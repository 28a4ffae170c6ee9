"""What is known of substances: every number checks, every name is one of the lexicons', and a wrong row stops."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.lexicon.read import load
from nlp.substances import CLASSES, classes, is_cas, read_substances, substances
from tidewaiter.model.errors import WrongUse

HEADER = "canonical,class,cas,schedule,source\n"
KNOWN = frozenset({"mdma", "cocaine"})
GOOD = "mdma,amphetamines,42542-10-9,1971-I,own\n"


def test_every_name_is_a_lexicons_and_nearly_every_substance_has_a_class() -> None:
    named = {term.canonical for term in load() if term.room == "drug"}
    assert set(substances()) <= named
    assert len(substances()) >= 0.95 * len(named)
    assert {kind for kind in CLASSES if not classes()[kind]} == set()


def test_every_cas_number_checks_and_names_one_substance() -> None:
    numbered = {one.canonical: one.cas for one in substances().values() if one.cas}
    assert len(numbered) >= 540
    assert not [name for name, cas in numbered.items() if not is_cas(cas)]
    shared = {name for name, cas in numbered.items() if list(numbered.values()).count(cas) > 1}
    assert shared == {"cocaine", "crack cocaine"}  # crack is its free base


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("heroin", "opioids, CAS 561-27-3, UN 1961-I 1961-IV"),
        ("isotonitazene", "nitazenes, CAS 14188-81-9, UN 1961-I"),
        ("carfentanil", "fentanyls, CAS 59708-52-0, UN 1961-I 1961-IV"),
        ("mdmb-4en-pinaca", "synthetic cannabinoids, CAS 2504100-70-1, UN 1971-II"),
        ("ghb", "sedatives, CAS 591-81-1, UN 1971-II"),
        ("acetic anhydride", "precursors, CAS 108-24-7, UN 1988-I"),
        ("ketamine", "dissociatives, CAS 6740-88-1"),
        ("psilocybin mushrooms", "tryptamines"),
    ],
    ids=lambda text: text.partition(",")[0][:16],
)
def test_what_is_said_of_a_substance(name: str, said: str) -> None:
    assert substances()[name].said == said


@given(st.sampled_from(sorted({one.cas for one in substances().values() if one.cas})), st.data())
def test_one_wrong_digit_is_no_cas_number(cas: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([at for at, sign in enumerate(cas) if sign != "-"]))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != cas[at]]))
    weight = sum(sign != "-" for sign in cas[at:]) - 1  # of the check digit 0: it is not summed
    unseen = weight > 0 and weight * (int(other) - int(cas[at])) % 10 == 0  # one digit cannot prove more
    assert is_cas(f"{cas[:at]}{other}{cas[at + 1 :]}") == (unseen and not (at == 0 and other == "0"))


@pytest.mark.parametrize(
    "number", ["", "42542-10-8", "42542109", "4254-210-9", "042542-10-9", "42542-10-9 ", "४२-10-9"]
)
def test_what_is_no_cas_number(number: str) -> None:
    assert not is_cas(number)


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("canonical,class\n", ":1", "first line"),
        ("", ":1", "first line"),
        (HEADER + GOOD + GOOD, ":3", "a row already"),
        (HEADER + "lsd,lysergamides,50-37-3,1971-I,own\n", ":2", "no lexicon has"),
        (HEADER + "mdma,entactogens,42542-10-9,,own\n", ":2", "class 'entactogens'"),
        (HEADER + "mdma,amphetamines,42542-10-8,,own\n", ":2", "check digit"),
        (HEADER + "mdma,amphetamines,,1971-V,own\n", ":2", "schedule '1971-V'"),
        (HEADER + "mdma,amphetamines,,,web\n", ":2", "source 'web'"),
        (HEADER + "mdma,amphetamines\n", ":2", "2 fields"),
        (HEADER + '"mdma"x,amphetamines,,,own\n', ":2", "CSV"),
    ],
    ids=["header", "empty", "twice", "unknown", "class", "cas", "schedule", "source", "fields", "csv"],
)
def test_a_wrong_table_stops_with_line_and_reason(text: str, where: str, what: str) -> None:
    with pytest.raises(WrongUse) as caught:
        read_substances(text, "substance.csv", KNOWN)
    assert caught.value.where == f"substance.csv{where}"
    assert what in caught.value.what


def test_a_good_table_is_read() -> None:
    one = read_substances(HEADER + GOOD, "substance.csv", KNOWN)["mdma"]
    assert (one.kind, one.cas, one.schedules, one.source) == ("amphetamines", "42542-10-9", ("1971-I",), "own")
