"""What the desk does with leads and cases, whoever asks: each act is one ledger entry and one row, or neither."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from sqlalchemy import Connection

from tidewaiter.desk.session import Session, now, tell_soon
from tidewaiter.model.case import Case, Entry, Turn
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.ids import digest
from tidewaiter.model.lead import Judgement, Verdict
from tidewaiter.model.person import Act
from tidewaiter.model.triage import Standing, Triage, triage
from tidewaiter.store.database import cases, leads, people, records

LONGEST_TAG = 100
_TELLING = frozenset({Verdict.TAG, Verdict.UNTAG})  # what the index knows of a judgement
# What makes a lead stand so. One that was dismissed and came back is reopened: dismissed anew it would be gone again.
_SAYING: Mapping[Standing, Verdict] = {
    Standing.NEW: Verdict.REOPEN, Standing.BACK: Verdict.REOPEN, Standing.UNSURE: Verdict.UNSURE,
    Standing.CONFIRMED: Verdict.YES, Standing.DISMISSED: Verdict.NO, Standing.MERGED: Verdict.MERGE,
}  # fmt: skip


class ChangedMeanwhile(WrongUse):
    """The lead is not as it was shown when it was judged; `found` is how it stands now. Nothing was kept."""

    def __init__(self, found: leads.Found, said: str) -> None:
        super().__init__(f"the lead changed since you looked: {said}", todo="look at it once more, then judge")
        self.found = found


def mark(found: leads.Found) -> str:
    """What was shown of a lead, so that a judgement can say of what it is."""
    last = found.judgements[-1].sequence if found.judgements else 0
    return f"{last}-{digest('seen', *found.lead.reasons)[:12]}"


def listed(here: Session, wanted: leads.Wanted, *, limit: int, by_score: bool = False) -> list[leads.Found]:
    """Leads, the newest first or the most telling; on the ledger."""
    here.require(Act.READ)
    with here.database.read() as rows:
        known = leads.listed(rows, wanted, limit=limit, by_score=by_score)
    standings = sorted(map(str, wanted.standings))
    here.note(
        "list", what="leads", rule=wanted.rule, standings=standings, tag=wanted.tag, of=wanted.assignee,
        found=len(known),
    )  # fmt: skip
    return known


@dataclass(frozen=True, slots=True)
class Looked:
    """A lead with all that is known of it: `merged` into it, the records of both, the cases that hold it."""

    found: leads.Found
    merged: Sequence[leads.Found]
    kept: Sequence[records.Kept]
    cases: Sequence[Case]


def look(here: Session, id_: str) -> Looked:
    """The lead of an id or its beginning; that it was seen is on the ledger."""
    here.require(Act.READ)
    with here.database.read() as rows:
        found = leads.find(rows, id_)
        into = leads.merged_into(rows, found.lead.id)
        about = [*found.lead.members, *(member for one in into for member in one.lead.members)]
        looked = Looked(found, into, records.load(rows, dict.fromkeys(about)), cases.holding(rows, found.lead.id))
    here.note("view", lead=found.lead.id)
    return looked


def judge(
    here: Session, ids: Sequence[str], verdict: Verdict, text: str = "", *, seen: Mapping[str, str] | None = None
) -> list[leads.Found]:
    """Say the same of each of these leads (ids or their beginnings); how they stand afterwards.

    `seen` holds, by id, the `mark` of what was shown. Raises WrongUse before anything is kept where one of them cannot
    be meant, ChangedMeanwhile where one is not as it was shown.
    """
    person = here.require(Act.JUDGE)
    with here.database.write() as rows:
        known = {one.lead.id: one for one in (leads.find(rows, id_) for id_ in ids)}
        for one in known.values():
            _as_shown(one, (seen or {}).get(one.lead.id))
        said = _meant(rows, verdict, text, about=frozenset(known))
        for about, found in known.items():
            reasons = list(found.lead.reasons)
            number = here.note("judgement", about=about, verdict=str(verdict), text=said, seen=reasons)
            entry = Judgement(number, about, verdict, said, person=person.name, at=now(), seen=tuple(reasons))
            leads.judge(rows, entry, ledger=here.ledger.host)
        judged = [leads.find(rows, about) for about in known]
    if verdict in _TELLING:
        tell_soon(here)
    return judged


def undo(here: Session, id_: str) -> leads.Found:
    """Take back one's own last word of a lead, by saying what was so before it. Once more brings it again.

    Raises WrongUse where another said something since, or where it was a note, which stays.
    """
    person = here.require(Act.JUDGE)
    with here.database.read() as rows:
        found = leads.find(rows, id_)
    if not found.judgements or found.judgements[-1].person != person.name:
        raise WrongUse("the last word of this lead is not yours", todo="judge it anew instead")
    last, before = found.judgements[-1], triage(found.lead, found.judgements[:-1])
    if last.verdict is Verdict.NOTE:
        raise WrongUse("a note stays", todo="note what is right instead")
    verdict, text = _reverse(last, before)
    return judge(here, [found.lead.id], verdict, text, seen={found.lead.id: mark(found)})[0]


def _reverse(last: Judgement, before: Triage) -> tuple[Verdict, str]:
    if last.verdict is Verdict.TAG and last.text not in before.tags:
        return Verdict.UNTAG, last.text
    if last.verdict in _TELLING:
        return Verdict.TAG, last.text
    if last.verdict is Verdict.ASSIGN:
        return Verdict.ASSIGN, before.assignee
    return _SAYING[before.standing], before.into


def _as_shown(found: leads.Found, shown: str | None) -> None:
    """Raises ChangedMeanwhile, which says who said what, or that the reasons are others."""
    if shown is None or shown == mark(found):
        return
    last = found.judgements[-1] if found.judgements else None
    if last and not shown.startswith(f"{last.sequence}-"):
        raise ChangedMeanwhile(found, " ".join(filter(None, [f"{last.person} said {last.verdict}", last.text])))
    raise ChangedMeanwhile(found, "its reasons are others now")


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
