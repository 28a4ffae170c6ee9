"""What the desk does with leads and cases, whoever asks: each act is one ledger entry and one row, or neither."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from sqlalchemy import Connection

from tidewaiter.desk.session import Session, now, tell_soon
from tidewaiter.model.case import Case, Entry, Turn
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.ids import digest
from tidewaiter.model.lead import Judgement, Verdict
from tidewaiter.model.person import Act
from tidewaiter.store.database import cases, leads, people

LONGEST_TAG = 100
_TELLING = frozenset({Verdict.TAG, Verdict.UNTAG})  # what the index knows of a judgement


def judge(here: Session, ids: Sequence[str], verdict: Verdict, text: str = "") -> list[leads.Found]:
    """Say the same of each of these leads (ids or their beginnings); how they stand afterwards.

    Raises WrongUse before anything is kept where one of them cannot be meant.
    """
    person = here.require(Act.JUDGE)
    with here.database.write() as rows:
        known = {one.lead.id: one for one in (leads.find(rows, id_) for id_ in ids)}
        said = _meant(rows, verdict, text, about=frozenset(known))
        for about, found in known.items():
            reasons = list(found.lead.reasons)
            number = here.note("judgement", about=about, verdict=str(verdict), text=said, seen=reasons)
            one = Judgement(number, about, verdict, said, person=person.name, at=now(), seen=tuple(reasons))
            leads.judge(rows, one, ledger=here.ledger.host)
        judged = [leads.find(rows, about) for about in known]
    if verdict in _TELLING:
        tell_soon(here)
    return judged


def open_case(here: Session, title: str) -> Case:
    """A new, empty case."""
    person, at = here.require(Act.JUDGE), now()
    if not title.strip():
        raise WrongUse("a case needs a title", todo='tidewaiter case new "Parcels from Rotterdam"')
    with here.database.write() as rows:
        id_ = digest("case", here.ledger.host, title, at.isoformat())
        number = here.note("case", turn="new", case=id_, title=title)
        case = Case(id_, title.strip(), person.name, at)
        cases.begin(rows, case, ledger=here.ledger.host, sequence=number)
    return case


def turn(here: Session, case: str, done: Turn, *, about: Sequence[str] = (), text: str = "") -> Case:
    """Add things to a case, take them out, note something, close it; the case as it is then."""
    here.require(Act.JUDGE)
    with here.database.write() as rows:
        found = cases.find(rows, case)
        things = [cases.thing(rows, one) for one in about] or [""]
        if done is Turn.NOTE and not text.strip():
            raise WrongUse("a note without words", todo='tidewaiter case note ID "what you found"')
        if done is Turn.REMOVE and (missing := [one for one in things if one not in found.holds]):
            raise WrongUse(f"the case does not hold {missing[0]}", todo=f"see `tidewaiter case show {found.id[:8]}`")
        for thing in dict.fromkeys(things):
            if done is Turn.ADD and thing in found.holds:
                continue
            number = here.note("case", turn=str(done), case=found.id, about=thing, text=text)
            said = Entry(number, done, thing, text, person=here.person.name, at=now())
            cases.append(rows, found.id, said, ledger=here.ledger.host)
        return cases.find(rows, found.id)


def known_tags(rows: Connection) -> list[str]:
    """Tags to choose from: those in use, then the vocabulary that ships with the program."""
    shipped = files("tidewaiter.desk").joinpath("vocabulary/tags.txt").read_text(encoding="utf-8").splitlines()
    named = [one for one in shipped if one and not one.startswith("#")]
    return list(dict.fromkeys([*leads.tags_used(rows), *named]))


def _meant(rows: Connection, verdict: Verdict, text: str, *, about: frozenset[str]) -> str:
    """The text as it is kept. Raises WrongUse where the verdict cannot do with it."""
    said = " ".join(text.split()) if verdict in _TELLING else text.strip()
    if verdict in _TELLING and not 0 < len(said) <= LONGEST_TAG:
        raise WrongUse(f"a tag has 1 to {LONGEST_TAG} letters", todo="say more in a note")
    if verdict is Verdict.NOTE and not said:
        raise WrongUse("a note without words", todo='tidewaiter lead note ID "what you found"')
    if verdict is Verdict.ASSIGN and said and (known := people.persons(rows)) and said not in {p.name for p in known}:
        names = ", ".join(person.name for person in known)
        raise WrongUse(f"{said!r} is no person of this workspace", todo=f"known are: {names}")
    if verdict is Verdict.MERGE:
        into = leads.find(rows, said)
        if into.lead.id in about:
            raise WrongUse("a lead cannot be merged into itself", todo="name the lead that stays first")
        if into.triage.into:
            raise WrongUse(f"{into.lead.id[:10]} is merged itself", todo=f"merge into {into.triage.into[:10]}")
        return into.lead.id
    return said
