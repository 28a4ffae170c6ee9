"""The inbox of leads, one lead, and what persons say of them: by buttons, by keys, one or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tidewaiter.desk import finding, triage
from tidewaiter.desk.triage import ChangedMeanwhile
from tidewaiter.desk.web.asking import Ask, Go, Page, Pairs, address, number
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.lead import Verdict
from tidewaiter.model.triage import OPEN, Standing
from tidewaiter.store.database import people
from tidewaiter.store.database.leads import Found, Wanted

OPEN_ONES = "open"
_LIMIT = 50
_SAID = frozenset(Verdict) - {Verdict.MERGE}


@dataclass(frozen=True, slots=True)
class Filters:
    """Which leads an address lists: `state` is "open" (those to be decided), "all", or one standing."""

    state: str = OPEN_ONES
    rule: str = ""
    tag: str = ""
    who: str = ""
    limit: int = _LIMIT

    @property
    def pairs(self) -> Pairs:
        limit = "" if self.limit == _LIMIT else str(self.limit)
        return [("state", self.state), ("rule", self.rule), ("tag", self.tag), ("who", self.who), ("limit", limit)]

    @property
    def to(self) -> str:
        return address("/leads", self.pairs)

    def wanted(self) -> Wanted:
        standings = {OPEN_ONES: OPEN, "all": frozenset[Standing]()}.get(self.state)
        if standings is None:
            if self.state not in list(Standing):
                raise WrongUse(f"no lead stands {self.state!r}", todo=f"states are: open, all, {', '.join(Standing)}")
            standings = frozenset({Standing(self.state)})
        return Wanted(rule=self.rule, standings=standings, tag=self.tag, assignee=self.who)


def inbox(ask: Ask) -> Page:
    chosen = filters(ask.query)
    known = triage.listed(ask.here, chosen.wanted(), limit=chosen.limit + 1)
    with ask.here.database.read() as rows:
        tags, persons = triage.known_tags(rows), [one.name for one in people.persons(rows)]
    return Page("leads.html", {
        "found": known[: chosen.limit], "more": len(known) > chosen.limit, "chosen": chosen, "mark": triage.mark,
        "rules": sorted({one.lead.rule for one in known} | {chosen.rule} - {""}), "standings": tuple(Standing),
        "tags": tags, "persons": persons, "changed": (), "said": "",
    })  # fmt: skip


def lead(ask: Ask) -> Page:
    return _lead(ask)


def judge(ask: Ask) -> Page | Go:
    """Answers with the row where a script asks for it, else goes back to where the form was."""
    id_, verdict = ask.path["id"], _verdict(ask)
    try:
        (found,) = triage.judge(ask.here, [id_], verdict, ask.typed("text"), seen={id_: ask.typed("seen")})
    except ChangedMeanwhile as changed:
        return _changed(ask, changed)
    return _after(ask, found)


def undo(ask: Ask) -> Page | Go:
    return _after(ask, triage.undo(ask.here, ask.path["id"]))


def several(ask: Ask) -> Page | Go:
    """The same word of all that are picked, as they were shown; of all or of none."""
    picked = dict(value.partition(":")[::2] for name, value in ask.form if name == "pick")
    back = filters(ask.form)
    if not picked:
        raise WrongUse("no lead is picked", todo="tick the leads that you mean, then say what of them")
    triage.judge(ask.here, list(picked), _verdict(ask), ask.typed("text"), seen=picked)
    return Go(back.to)


def filters(pairs: Pairs) -> Filters:
    """Of an address, or of a form that brings them along."""
    said = {name: value.strip() for name, value in pairs}
    return Filters(
        said.get("state", "") or OPEN_ONES, said.get("rule", ""), said.get("tag", ""), said.get("who", ""),
        limit=number(said.get("limit", ""), other=_LIMIT, least=1, most=500),
    )  # fmt: skip


def _after(ask: Ask, found: Found) -> Page | Go:
    if ask.part:
        return Page("_lead_row.html", {"one": found, "chosen": filters(ask.form), "mark": triage.mark})
    if ask.typed("back") == "list":
        return Go(filters(ask.form).to)
    return Go(address(f"/leads/{found.lead.id}"))


def _changed(ask: Ask, changed: ChangedMeanwhile) -> Page:
    """How it stands now, with what was said meanwhile; the same buttons judge what is shown now."""
    if ask.part:
        facts = {"one": changed.found, "chosen": filters(ask.form), "mark": triage.mark, "changed": changed.what}
        return Page("_lead_row.html", facts, 409)
    return _lead(ask, changed=changed.what, text=ask.typed("text"))


def _lead(ask: Ask, *, changed: str = "", text: str = "") -> Page:
    looked = triage.look(ask.here, ask.path["id"])
    with ask.here.database.read() as rows:
        tags, persons = triage.known_tags(rows), [one.name for one in people.persons(rows)]
    members: Sequence[tuple[str, str, str, str]] = [
        (one.record.id, str(one.record.kind), one.record.source, finding.headline(one)) for one in looked.kept
    ]
    return Page("lead.html", {
        "looked": looked, "one": looked.found, "mark": triage.mark(looked.found), "members": members, "tags": tags,
        "persons": persons, "changed": changed, "typed": text,
    }, 409 if changed else 200)  # fmt: skip


def _verdict(ask: Ask) -> Verdict:
    said = ask.typed("verdict")
    if said not in _SAID:
        raise WrongUse(f"nothing is said by {said!r}", todo="use the buttons of the page")
    return Verdict(said)
