"""Leads and what persons judged. A lead is found once, however often its rule is met; judgements only grow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, func, select

from tidewaiter.model.errors import WrongUse
from tidewaiter.model.lead import Judgement, Lead, Verdict
from tidewaiter.model.triage import OPEN, Standing, Triage, triage
from tidewaiter.store.database import outbox
from tidewaiter.store.database.statements import among, chunks, insert_new
from tidewaiter.store.database.tables import judgement, lead, lead_member, mention, record

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Found:
    """A lead with what was said of it, oldest first."""

    lead: Lead
    judgements: tuple[Judgement, ...] = ()

    @property
    def triage(self) -> Triage:
        return triage(self.lead, self.judgements)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which leads: of a rule, in one of these standings, with a tag, for a person to look at. "" asks for nothing."""

    rule: str = ""
    standings: frozenset[Standing] = frozenset()
    tag: str = ""
    assignee: str = ""

    def takes(self, found: Found) -> bool:
        state = found.triage
        return (
            (not self.standings or state.standing in self.standings)
            and (not self.tag or self.tag.casefold() in {tag.casefold() for tag in state.tags})
            and (not self.assignee or self.assignee == state.assignee)
        )


def add(rows: Connection, found: Iterable[Lead], *, anew: bool = True) -> frozenset[str]:
    """Enter leads; one that is there already gains the new members, and with `anew` says what its rule says now.
    Returns the ids of new ones."""
    by_id = {one.id: one for one in found}
    if not by_id:
        return frozenset()
    if anew:
        _say_anew(rows, by_id)
    values = [
        {"id": this, "rule": one.rule, "pivot": one.pivot, "episode": one.episode, "reasons": list(one.reasons),
         "score": one.score, "found_at": one.found_at}
        for this, one in sorted(by_id.items())
    ]  # fmt: skip
    new = frozenset(rows.execute(insert_new(rows, lead, lead.c.id).returning(lead.c.id), values).scalars())
    members = [{"lead": this, "record": one} for this, led in sorted(by_id.items()) for one in sorted(led.members)]
    if members:
        joining = insert_new(rows, lead_member, *lead_member.primary_key).returning(lead_member.c.record)
        joined = set(rows.execute(joining, members).scalars())
        # Who joins a lead that a person tagged takes the tag over, so the index is told of it.
        outbox.touch(rows, (one for one, said in tags(rows, joined).items() if said))
    return new


def listed(rows: Connection, wanted: Wanted | None = None, *, limit: int = 100, by_score: bool = False) -> list[Found]:
    """The newest first, or those of the highest score."""
    asked = wanted or Wanted()
    first = (lead.c.score.desc(), lead.c.found_at.desc()) if by_score else (lead.c.found_at.desc(),)
    statement = select(lead).where(*_can(asked)).order_by(*first, lead.c.id)
    kept: list[Found] = []
    at = 0
    while len(kept) < limit:
        some = rows.execute(statement.limit(_PAGE).offset(at)).mappings().all()
        kept += [one for one in _found(rows, some) if asked.takes(one)]
        at += len(some)
        if len(some) < _PAGE:
            break
    return kept[:limit]


def every(rows: Connection) -> Iterator[Found]:
    """All of them, by id."""
    after = ""
    while (
        known := rows.execute(select(lead).where(lead.c.id > after).order_by(lead.c.id).limit(_PAGE)).mappings().all()
    ):
        yield from _found(rows, known)
        after = known[-1]["id"]


def of_record(rows: Connection, one: str) -> list[Found]:
    """The leads a record is in."""
    statement = select(lead).join(lead_member).where(lead_member.c.record == one).order_by(lead.c.found_at, lead.c.id)
    return _found(rows, rows.execute(statement).mappings().all())


def some(rows: Connection, ids: Iterable[str]) -> list[Found]:
    """The leads of these ids; ids that are none are left out."""
    statement = select(lead).where(among(lead.c.id)).order_by(lead.c.found_at, lead.c.id)
    return [
        one
        for few in chunks(sorted(set(ids)))
        for one in _found(rows, rows.execute(statement, {"ids": few}).mappings().all())
    ]


def pivots_of(rows: Connection, rule: str) -> frozenset[str]:
    """What the leads of a rule are about."""
    return frozenset(rows.execute(select(lead.c.pivot).where(lead.c.rule == rule)).scalars())


def merged_into(rows: Connection, one: str) -> list[Found]:
    """The leads that a person merged into this one, and that are still."""
    said = select(judgement.c.about).where(judgement.c.verdict == Verdict.MERGE, judgement.c.text == one)
    found = some(rows, rows.execute(said).scalars())
    return [other for other in found if other.triage.into == one]


def find(rows: Connection, start: str) -> Found:
    """The lead of an id, or of the unique beginning of one. Raises WrongUse where none or several begin so."""
    statement = select(lead).where(lead.c.id.startswith(start, autoescape=True)).limit(2)
    known = rows.execute(statement).mappings().all()
    if not start or len(known) != 1:
        said = "several leads begin" if known and start else "no lead begins"
        raise WrongUse(f"{said} with {start!r}", todo="take an id from `tidewaiter leads`")
    return _found(rows, known)[0]


def judge(rows: Connection, said: Judgement, *, ledger: str) -> None:
    """Enter a judgement under its number in the ledger. Raises WrongUse where it is about nothing that is there."""
    if not _is_there(rows, said.about):
        raise WrongUse(f"nothing to judge has the id {said.about!r}", todo="name a lead, a record or a mention")
    values = {
        "ledger": ledger, "sequence": said.sequence, "about": said.about, "verdict": str(said.verdict),
        "text": said.text, "person": said.person, "at": said.at, "seen": list(said.seen),
    }  # fmt: skip
    rows.execute(insert_new(rows, judgement, *judgement.primary_key), [values])
    if said.verdict in (Verdict.TAG, Verdict.UNTAG):
        outbox.touch(rows, _tagged(rows, [said.about]))


def tags(rows: Connection, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """By record, what persons tagged it with, or a lead that it is in; oldest first."""
    wanted = sorted(set(ids))
    about: dict[str, list[str]] = {one: [one] for one in wanted}
    for some in chunks(wanted):
        for row in rows.execute(select(lead_member).where(among(lead_member.c.record)), {"ids": some}):
            about[row.record].append(row.lead)
    said = judgements(rows, {name for names in about.values() for name in names})
    found = {one: sorted((j for name in names for j in said[name]), key=_order) for one, names in about.items()}
    return {one: _tags_of(judged) for one, judged in found.items()}


def judgements(rows: Connection, about: Iterable[str]) -> dict[str, list[Judgement]]:
    """By what they are about, oldest first."""
    wanted = sorted(set(about))
    said: dict[str, list[Judgement]] = {one: [] for one in wanted}
    statement = select(judgement).where(among(judgement.c.about))
    for some in chunks(wanted):
        for row in rows.execute(statement.order_by(judgement.c.at, judgement.c.sequence), {"ids": some}).mappings():
            said[row["about"]].append(_judgement(row))
    return said


def tags_used(rows: Connection) -> list[str]:
    """Every tag that a person gave, the most used first."""
    times = func.count().desc()
    used = select(judgement.c.text).where(judgement.c.verdict == Verdict.TAG).group_by(judgement.c.text)
    return list(rows.execute(used.order_by(times, judgement.c.text)).scalars())


def unsupported(rows: Connection) -> list[str]:
    """What judgements are about that is not there. Always empty; `tidewaiter verify` asks."""
    places = (lead.c.id, record.c.id, mention.c.id)
    missing = select(judgement.c.about).where(*(judgement.c.about.not_in(select(place)) for place in places))
    return list(rows.execute(missing.order_by(judgement.c.about)).scalars())


def _say_anew(rows: Connection, by_id: Mapping[str, Lead]) -> None:
    """What a rule says of a lead that stands: its reasons grow with its members."""
    statement = select(lead.c.id, lead.c.reasons, lead.c.score, lead.c.found_at).where(among(lead.c.id))
    for some in chunks(sorted(by_id)):
        for row in rows.execute(statement, {"ids": some}).all():
            one = by_id[row.id]
            now = {"reasons": list(one.reasons), "score": one.score, "found_at": one.found_at}
            if now != {"reasons": row.reasons, "score": row.score, "found_at": row.found_at}:
                rows.execute(lead.update().where(lead.c.id == row.id).values(**now))


def _can(wanted: Wanted) -> list[ColumnElement[bool]]:
    """What of it the database can tell; the standing itself is folded by the model."""
    conditions = [lead.c.rule == wanted.rule] if wanted.rule else []
    said = select(judgement.c.about)
    if wanted.assignee:
        mine = (judgement.c.verdict == Verdict.ASSIGN, judgement.c.text == wanted.assignee)
        conditions.append(lead.c.id.in_(said.where(*mine)))
    if wanted.tag:
        conditions.append(lead.c.id.in_(said.where(judgement.c.verdict == Verdict.TAG)))
    if wanted.standings and not wanted.standings & OPEN:
        conditions.append(lead.c.id.in_(said))
    return conditions


def _tags_of(judged: Iterable[Judgement]) -> tuple[str, ...]:
    kept: dict[tuple[str, str], None] = {}
    for one in judged:  # what one thing was tagged with is taken off that thing alone
        if one.verdict is Verdict.TAG:
            kept[one.about, one.text] = None
        elif one.verdict is Verdict.UNTAG:
            kept.pop((one.about, one.text), None)
    return tuple(dict.fromkeys(text for _, text in kept))


def _tagged(rows: Connection, about: Iterable[str]) -> set[str]:
    """The records that a tag on any of these (records, leads) is a tag of."""
    wanted = sorted(set(about))
    found: set[str] = set()
    for some in chunks(wanted):
        found |= set(rows.execute(select(record.c.id).where(among(record.c.id)), {"ids": some}).scalars())
        members = select(lead_member.c.record).where(among(lead_member.c.lead))
        found |= set(rows.execute(members, {"ids": some}).scalars())
    return found


def _order(said: Judgement) -> tuple[datetime, int]:
    return said.at, said.sequence


def _is_there(rows: Connection, about: str) -> bool:
    places = (lead.c.id, record.c.id, mention.c.id)
    return any(rows.execute(select(place).where(place == about).limit(1)).first() for place in places)


def _found(rows: Connection, known: Sequence[RowMapping]) -> list[Found]:
    ids = [row["id"] for row in known]
    members: dict[str, list[str]] = {one: [] for one in ids}
    statement = select(lead_member).where(among(lead_member.c.lead))
    for some in chunks(ids):
        for row in rows.execute(statement.order_by(lead_member.c.record), {"ids": some}):
            members[row.lead].append(row.record)
    said = judgements(rows, ids)
    return [
        Found(
            Lead(row["rule"], row["pivot"], tuple(members[row["id"]]), tuple(row["reasons"]), score=row["score"],
                 found_at=row["found_at"], episode=row["episode"]),
            tuple(said[row["id"]]),
        )
        for row in known
    ]  # fmt: skip


def _judgement(row: RowMapping) -> Judgement:
    return Judgement(row["sequence"], row["about"], Verdict(row["verdict"]), row["text"], row["person"], row["at"],
                     seen=tuple(row["seen"]))  # fmt: skip
