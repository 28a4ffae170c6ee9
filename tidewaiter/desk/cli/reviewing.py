"""`tidewaiter source review`: a draft gone through field by field, in the terminal or by lines on standard input."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import Annotated

import typer
from rich.text import Text

from crawler.drafting.agreeing import LISTS
from crawler.drafting.doubting import shown
from crawler.drafting.pointing import FIRST
from crawler.drafting.samples import Sample
from crawler.drafting.saying import Words
from crawler.readers.fields import labelled, read_field
from tidewaiter.desk import drafts, reviewing
from tidewaiter.desk.cli.drafts import NameArgument
from tidewaiter.desk.cli.frame import HomeOption, out
from tidewaiter.desk.cli.plain import line, marked, plain
from tidewaiter.desk.drafts import Kept
from tidewaiter.desk.reviewing import Field, Seen
from tidewaiter.desk.session import Session, now, session
from tidewaiter.model.errors import ProfileError, WrongUse
from tidewaiter.model.person import Act
from tidewaiter.model.sighting import FieldValue, Kind
from tidewaiter.model.times import stamp

_COUNTED = frozenset({"sold", "sales", "stock", "rating"})
_PAGES = 3  # on which a rule is shown
_HELP = """c  confirm: the rule is right            d  dismiss: the field goes out of the draft
e  edit: give the right value, or a selector   u  unsure: ask again next time
a NAME  add a field beside this one            q  end; what was decided is kept
n KIND  add a thing that these pages show and the draft does not speak of: listing, vendor, review or post"""
_EDIT = """the value as page {page} shows it{of}; or a rule: `css SELECTOR`, `xpath PATH`, `row LABEL`; nothing: back"""
_ONE = "the {name} of a {kind} as page {page} shows it; nothing goes on to the next page:"
_ANOTHER = "and of another {kind} there; nothing where it is the only one:"


def review(
    name: NameArgument,
    *,
    over: Annotated[bool, typer.Option("--again", help="Ask of all fields, also of those decided on.")] = False,
    home: HomeOption = None,
) -> None:
    """Go through a draft field by field: confirm, correct by a value or selector, or dismiss. Leave and resume at will.

    Answers come from the terminal or, one a line, from standard input.

    Example:

      tidewaiter source review dream
    """
    with session(home) as here:
        person = here.require(Act.COLLECT)
        kept = drafts.kept(here.workspace, name)
        if over:
            kept.decided = {}
        samples, left = drafts.samples_of(here, kept)
        here.note("review", source=name, profile=kept.profile.digest,
                  pages=kept.digests)  # fmt: skip
        for said in [*kept.doubts, *left]:
            out.print(Text(f"? {plain(said)}", style="yellow"))
        _Review(here, kept, samples, person.name).run()
        open_ = kept.undecided()
    if open_:
        out.print(f"{len(open_)} fields wait for a decision: tidewaiter source review {name}")
    else:
        out.print(f"every field is decided on: tidewaiter source accept {name}")


def asked(prompt: str) -> str | None:
    """One line from whoever answers; None at the end of the input."""
    out.print(prompt, end=" ", markup=False)
    answer = sys.stdin.readline()
    if not answer:
        out.print()
        return None
    return answer.strip()


@dataclass
class _Review:
    """`passed` are the fields that the person is unsure of this time."""

    here: Session
    kept: Kept
    samples: list[Sample]
    person: str
    passed: set[str] = field(default_factory=set)

    def run(self) -> None:
        """Ask field by field, from the draft as it stands after each answer."""
        while True:
            profile = self.kept.profile
            waiting = [one for one in reviewing.fields(self.kept, profile) if one.place not in self.passed]
            if not waiting:
                return
            one = waiting[0]
            shown_ = reviewing.seen(one, profile, self.samples)
            self._show(one, shown_, len(waiting))
            if not self._answered(one, shown_):
                return

    def _answered(self, one: Field, shown_: list[Seen]) -> bool:
        """Act on one answer; False ends the review."""
        while True:
            answer = asked("c confirm, e edit, d dismiss, u unsure, q end, ? help:")
            if answer is None or answer == "q":
                return False
            if answer == "c":
                self._decide(one, "confirmed")
                return True
            if answer == "d":
                self._dismiss(one)
                return True
            if answer == "u":
                self.passed.add(one.place)
                return True
            if answer == "e":
                if self._edit(one, shown_):
                    return True
                continue
            if answer.startswith("a "):
                if self._add(one, answer[2:].strip()):
                    return True
                continue
            if answer.startswith("n "):
                if self._point(one, answer[2:].strip()):
                    return True
                continue
            out.print(_HELP, markup=False)

    def _point(self, one: Field, word: str) -> bool:
        """A kind of thing that the draft lacks, by what names one or two of them; its fields are asked about next."""
        if word not in set(Kind):
            out.print(Text(f"  there is no {plain(word)!r}; there are {', '.join(Kind)}", style="yellow"))
            return False
        kind, said, profile = Kind(word), dict[str, list[FieldValue]](), self.kept.profile
        for sample in reviewing.read_by(one.at[0], profile, self.samples)[:_PAGES]:
            first = asked(_ONE.format(name=FIRST[kind], kind=kind, page=sample.name))
            if not first:
                continue
            another = asked(_ANOTHER.format(kind=kind))
            said[sample.name] = [first, another] if another else [first]
            found = reviewing.pointed(one.at[0], kind, said, samples=self.samples, profile=profile)
            if found is None:
                out.print("  one of them stands nowhere in the page, or no block of its own holds each")
                said.pop(sample.name)
                continue
            each = found.each
            out.print(
                Text.assemble("  found: ", (line(each.find.said if each else found.proposal.rule.said, 80), "bold"))
            )
            for page in reviewing.read_by(one.at[0], profile, self.samples) if each else ():
                out.print(f"    {line(page.name, 30)}: {len(each.find.all(page.root)) if each else 1}")
            if asked("right? y, or n to name one on the next page:") == "y":
                words = self.kept.words
                reviewing.with_statement(words, one.at[0], found.words)
                return self._tried(words)
        return False

    def _add(self, one: Field, name: str) -> bool:
        """A field that the draft lacks, beside this one."""
        try:
            new = one.beside(name)
        except WrongUse as fault:
            out.print(Text(f"  {plain(fault)}", style="yellow"))
            return False
        return self._edit(new, reviewing.seen(new, self.kept.profile, self.samples))

    def _show(self, one: Field, shown_: list[Seen], waiting: int) -> None:
        out.print()
        out.print(
            Text.assemble(
                (f"{one.page.page} page: {one.kind}.{one.name}", "bold cyan"),
                ("  " + line(one.rule.said if one.rule else "", 80), "bold"), (f"   {waiting} to go", "dim"),
            )
        )  # fmt: skip
        stated = sum(said.value is not None for said in shown_)
        out.print(f"  reads something in {stated} of {len(shown_)} places")
        for said in _telling(shown_)[:_PAGES]:
            out.print(Text.assemble((f"  {line(said.page, 30)}: ", "dim"), shown(one.kind, one.name, said.value)))
            self._in_place(one, said)

    def _in_place(self, one: Field, said: Seen) -> None:
        """The page's text round the value; never round the name of who wrote a review or post, who may be a buyer."""
        if one.name == "author" and one.kind in (Kind.REVIEW, Kind.POST):
            return
        sample = next(sample for sample in self.samples if sample.name == said.page)
        if found := reviewing.in_place(sample, said):
            text, span = found
            out.print(Text("    …") + marked(text, [span]) + Text("…"))

    def _decide(self, one: Field, verdict: str) -> None:
        words = self.kept.places()[one.place]
        self.kept.decided[one.place] = [words, verdict, self.person, stamp(now())]
        drafts.keep(self.here.workspace, self.kept)

    def _dismiss(self, one: Field) -> None:
        words = self.kept.words
        statements = len(words["pages"][one.at[0]]["statements"])
        reviewing.with_rule(words, one, None)
        if len(words["pages"][one.at[0]].get("statements", [])) < statements:
            # The places of the statements behind it have moved.
            self.kept.decided = {
                place: said for place, said in self.kept.decided.items() if not place.startswith(f"{one.at[0]}/")
            }
        self._put(words)

    def _put(self, words: dict[str, Words]) -> None:
        self.kept.text, _ = drafts.rewritten(self.kept.source, words, self.samples)
        drafts.keep(self.here.workspace, self.kept)

    def _edit(self, one: Field, shown_: list[Seen]) -> bool:
        """A rule from the person, or one found by the values that they give, page by page until it reads rightly."""
        said: dict[str, FieldValue] = {}
        for page in dict.fromkeys(one_.page for one_ in _telling(shown_)):
            answer = asked(_EDIT.format(page=page, of=_of_which(one, page, shown_)) + ":")
            if not answer:
                return False
            kind, _, rest = answer.partition(" ")
            if kind in ("css", "xpath", "row") and rest:
                return self._with_words(one, rest.strip() if kind == "css" else {kind: rest.strip()}, ())
            said[page] = _value(one.name, answer)
            found = reviewing.corrected(one, self.samples, said, shown_)
            if not found:
                out.print("  that stands nowhere in the page; a list is parted by semicolons, a price is `12.50 USD`")
                said.pop(page)
                continue
            best = found[0]
            out.print(Text.assemble("  found: ", (line(best.rule.said, 80), "bold")))
            for other in shown_[: 2 * _PAGES]:
                out.print(f"    {line(other.page, 30)}: {shown(one.kind, one.name, best.read(one.name, other.block))}")
            if asked("right? y, or n to correct the next page:") == "y":
                self._keep_corrections(one, said)
                return self._with_words(one, best.words, best.rows_words)
        return False

    def _keep_corrections(self, one: Field, said: dict[str, FieldValue]) -> None:
        made = (reviewing.correction(one, page, value) for page, value in said.items() if one.name != "author")
        self.kept.corrections += [correction for correction in made if correction is not None]

    def _with_words(self, one: Field, rule: Words, rows: list[Words] | tuple[()]) -> bool:
        words = self.kept.words
        reviewing.with_rule(words, one, rule, rows)
        if not self._tried(words):
            return False
        self._decide(one, "corrected")
        return True

    def _tried(self, words: dict[str, Words]) -> bool:
        """Keep the changed draft, unless it is no profile; that is said."""
        before = self.kept.text
        try:
            self._put(words)
        except ProfileError as fault:
            self.kept.text = before
            out.print(Text(f"  {plain(fault.what)}", style="yellow"))
            return False
        return True


def _of_which(one: Field, page: str, shown_: list[Seen]) -> str:
    """Of which of several things of the page a value is asked for: the first, by what names it."""
    if one.statement.each is None:
        return ""
    name = FIRST[one.kind]
    rule = one.statement.fields.get(name)
    block = next(said.block for said in shown_ if said.page == page)
    value = read_field(name, rule, block, labelled(one.statement.rows, block)) if rule and name != one.name else None
    return f" of its first {one.kind}" + (f", {shown(one.kind, name, value)}" if value is not None else "")


def _telling(shown_: list[Seen]) -> list[Seen]:
    """Those first in which the rule reads something."""
    return sorted(shown_, key=lambda said: said.value is None)


def _value(name: str, answer: str) -> FieldValue:
    parts = tuple(part.strip() for part in answer.split(";") if part.strip())
    if name in LISTS:
        return parts
    return int(answer) if name in _COUNTED and answer.isdigit() else answer
