"""Leads and what persons judged. A lead is found once, however often its rule is met; judgements only grow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select

from tidewaiter.model.errors import WrongUse
from tidewaiter.model.lead import Judgement, Lead, Verdict
from tidewaiter.store.database import outbox
from tidewaiter.store.database.statements import among, chunks, insert_new
from tidewaiter.store.database.tables import judgement, lead, lead_member, mention, record


@dataclass(frozen=True, slots=True)
class Found:
    """A lead with what was said of it, oldest first."""

    lead: Lead
    judgements: tuple[Judgement, ...] = ()


def add(rows: Connection, found: Iterable[Lead]) -> frozenset[str]:
    """Enter leads; one that is there already gains the new members and stays as it is. Returns the ids of new ones."""
    by_id = {one.id: one for one in found}
    if not by_id:
        return frozenset()
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


def listed(rows: Connection, *, rule: str = "", limit: int = 100) -> list[Found]:
    """The newest first."""
    statement = select(lead).order_by(lead.c.found_at.desc(), lead.c.id).limit(limit)
    return _found(rows, rows.execute(statement.where(lead.c.rule == rule) if rule else statement).mappings().all())


def of_record(rows: Connection, one: str) -> list[Found]:
    """The leads a record is in."""
    statement = select(lead).join(lead_member).where(lead_member.c.record == one).order_by(lead.c.found_at, lead.c.id)
    return _found(rows, rows.execute(statement).mappings().all())


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
        "text": said.text, "person": said.person, "at": said.at,
    }  # fmt: skip
    rows.execute(insert_new(rows, judgement, *judgement.primary_key), [values])
    if said.verdict is Verdict.TAG:
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
    return {
        one: tuple(dict.fromkeys(j.text for j in judged if j.verdict is Verdict.TAG)) for one, judged in found.items()
    }


def judgements(rows: Connection, about: Iterable[str]) -> dict[str, list[Judgement]]:
    """By what they are about, oldest first."""
    wanted = sorted(set(about))
    said: dict[str, list[Judgement]] = {one: [] for one in wanted}
    statement = select(judgement).where(among(judgement.c.about))
    for some in chunks(wanted):
        for row in rows.execute(statement.order_by(judgement.c.at, judgement.c.sequence), {"ids": some}).mappings():
            said[row["about"]].append(_judgement(row))
    return said


def unsupported(rows: Connection) -> list[str]:
    """What judgements are about that is not there. Always empty; `tidewaiter verify` asks."""
    places = (lead.c.id, record.c.id, mention.c.id)
    missing = select(judgement.c.about).where(*(judgement.c.about.not_in(select(place)) for place in places))
    return list(rows.execute(missing.order_by(judgement.c.about)).scalars())


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
    return Judgement(row["sequence"], row["about"], Verdict(row["verdict"]), row["text"], row["person"], row["at"])
