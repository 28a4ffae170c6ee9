"""`tidewaiter lexicon`: a workspace's own words, laid over the shipped ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from nlp.lexicon import Lexicon, Term
from nlp.lexicon.laid import Change, between, changes, laid, own_terms, own_version, read_folder
from nlp.lexicon.read import HIDDEN, KINDS, Fault, survey, version
from nlp.suggest import Said, Suggestion, suggest
from tidewaiter.desk import lexicons
from tidewaiter.desk.cli.frame import HomeOption, JsonOption, out, print_json
from tidewaiter.desk.cli.meaning import tell
from tidewaiter.desk.cli.plain import line, plain
from tidewaiter.desk.session import Session, session
from tidewaiter.desk.words import own_lexicon
from tidewaiter.model.errors import TidewaiterError, WrongUse
from tidewaiter.model.person import Act
from tidewaiter.model.sighting import Kind, text_of
from tidewaiter.store.database import records, reread

lexicon = typer.Typer(
    no_args_is_help=True,
    help="A workspace's own words, laid over the shipped lexicon: checked, added, compared, found.",
)
_SAYING = (Kind.LISTING, Kind.POST, Kind.VENDOR)  # buyers' reviews name what they bought, seldom what it is called
_SIGNS = {"added": ("+", "green"), "changed": ("~", "yellow"), "hidden": ("-", "red")}


@lexicon.command("check")
def check(
    asked: Annotated[
        list[str] | None,
        typer.Argument(
            help="Lexicon files, or words; without them, the files of the workspace.", metavar="FILE.csv|WORD"
        ),
    ] = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Check lexicon files: every wrong line and what to do. Or tell what a word means, and what its substance is.

    A workspace's files lie in its folder lexicon/, named ROOM.LANGUAGE.csv (drug.ko.csv), with the columns
    term,canonical,kind,ambiguity,source,licence; docs/extraction.md says what they mean. Exit status 1 where a line is
    wrong. Of a substance its class, CAS number and schedule under the UN conventions are told, as far as surely known.

    Examples:

      tidewaiter lexicon check

      tidewaiter lexicon check drug.ko.csv

      tidewaiter lexicon check speed 물뽕 nitazenes
    """
    files = [Path(name) for name in asked or () if name.endswith(".csv") or Path(name).is_file()]
    if asked and not files:
        tell(asked, own_lexicon(home), as_json=as_json)
        return
    if len(files) != len(asked or ()):
        raise WrongUse("files and words are asked for apart", todo="tidewaiter lexicon check WORD")
    if files:
        terms, faults = _surveyed(files)
        told = "files"
    else:
        with session(home) as here:
            folder = here.workspace.lexicon
        read = read_folder(folder)
        terms, faults = own_terms(read)
        told = own_version(read) if read else "none"
    notes = [] if faults else list(_doubts(terms))
    if as_json:
        print_json({
            "terms": len(terms), "version": told, "shipped": version(), "faults": [_fault_json(f) for f in faults],
            "notes": [_fault_json(note) for note in notes],
        })  # fmt: skip
    else:
        for fault in (*faults, *notes):
            out.print(Text.assemble((plain(fault.where), "bold"), f"  {plain(fault.what)}"))
            out.print(Text(f"    what to do: {plain(fault.todo)}", style="dim"))
        wrong = f"{len(faults)} wrong" if faults else "none wrong"
        out.print(Text(f"rows: {len(terms)} good, {wrong}; laid over {version()}", style="dim"))
    if faults:
        raise TidewaiterError(
            f"{len(faults)} rows are wrong", todo="mend them; until then no text is read with these files"
        )


@lexicon.command("add")
def add(
    term: Annotated[str, typer.Argument(help="The word as it is written.")],
    canonical: Annotated[
        str, typer.Argument(help="What it means: a substance in small letters, a place code, a method.")
    ],
    *,
    kind: Annotated[
        str, typer.Option(help="name, slang, brand, strain, form, emoji; hidden takes a shipped meaning away.")
    ] = "slang",
    language: Annotated[str, typer.Option(help="ISO code of the word's language.")] = "xx",
    ambiguity: Annotated[
        int, typer.Option(min=0, max=3, help="0 stands alone, 1 and 2 need evidence, 3 names everyday goods.")
    ] = 1,
    room: Annotated[str, typer.Option(help="drug, place, method or context.")] = "drug",
    source: Annotated[str, typer.Option(help="Where the word is known from; else the person who adds it.")] = "",
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Add a word to the workspace's lexicon: whole or not at all, and never what is known already.

    Crawls and `tidewaiter extract` know it from then on; `tidewaiter reread SOURCE` finds it in what was kept.

    Examples:

      tidewaiter lexicon add zippysnax cannabis --ambiguity 1

      tidewaiter lexicon add 얼음 methamphetamine --language ko --ambiguity 2

      tidewaiter lexicon add snow cocaine --kind hidden
    """
    if room not in KINDS or not language.replace("-", "").isalnum():
        raise WrongUse(f"no lexicon of {room!r} in {language!r}", todo=f"rooms are {', '.join(KINDS)}")
    with session(home) as here:
        person = here.require(Act.COLLECT)
        row = lexicons.Row(room, language, (term, canonical, kind, str(ambiguity), source or person.name, "own"))
        where = lexicons.add(here.workspace.lexicon, row)
        now = laid(read_folder(here.workspace.lexicon)).version
        here.note("lexicon", added=list(row.columns), file=row.file, version=now)
    if as_json:
        print_json({"term": term, "canonical": canonical, "where": where, "version": now})
    else:
        out.print(Text(f"{plain(term)} is {plain(canonical)} from now on ({where}; version {now})"))
        out.print(Text("what was kept before: tidewaiter reread SOURCE", style="dim"))


@lexicon.command("diff")
def diff(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Two files to compare, the older first.", metavar="OLD.csv NEW.csv")
    ] = None,
    since: Annotated[
        str, typer.Option(metavar="VERSION", help="What changed since that version of the workspace's lexicon.")
    ] = "",
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Show what the workspace's lexicon adds to the shipped one, changes in it and hides of it; or what changed.

    A version is what a mention's rule or a capture names: own-0123456789ab, or the whole of it.

    Examples:

      tidewaiter lexicon diff

      tidewaiter lexicon diff --since own-3f2a

      tidewaiter lexicon diff old/drug.ko.csv new/drug.ko.csv
    """
    if files:
        if len(files) != 2 or since:
            raise WrongUse("two files are compared, or one version", todo="tidewaiter lexicon diff OLD.csv NEW.csv")
        found = between(_terms(files[0]), _terms(files[1]))
        told = {"old": str(files[0]), "new": str(files[1])}
    else:
        with session(home) as here:
            folder = here.workspace.lexicon
        read = read_folder(folder)
        now = laid(read).version
        if since:
            before = lexicons.earlier(folder, since)
            found = between(own_terms(before)[0], own_terms(read)[0])
            told = {"old": since, "new": now}
            if since.startswith("rules-") and not since.startswith(version()):
                told["note"] = f"the shipped lexicon changed as well: it is {version()} now"
        else:
            found = changes(read)
            told = {"old": version(), "new": now}
    if as_json:
        print_json(told | {"changes": [_change_json(change) for change in found]})
        return
    for change in found:
        out.print(_change_text(change))
    count = f"{len(found)} difference{'' if len(found) == 1 else 's'}"
    out.print(Text(f"{count} from {told['old']}\n{' ' * len(count)}   to {told['new']}", style="dim"))
    if "note" in told:
        out.print(Text(told["note"], style="yellow"))


@lexicon.command("suggest")
def suggest_(
    *,
    source: Annotated[str, typer.Option(help="Only records of this source.")] = "",
    least: Annotated[int, typer.Option(min=2, help="How many records must have the word.")] = 3,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many words to show.")] = 20,
    refuse: Annotated[str, typer.Option(metavar="WORD", help="Suggest this word no more.")] = "",
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Propose new slang from the workspace's records: unknown words where a drug's name must stand, for you to judge.

    G² says how much more often a word stands beside amounts and prices on lines that name no known drug than anywhere
    else (log-likelihood ratio). Accept one with `tidewaiter lexicon add`, refuse it with --refuse.

    Examples:

      tidewaiter lexicon suggest --source dream

      tidewaiter lexicon suggest --refuse zipper
    """
    with session(home) as here:
        if refuse:
            here.require(Act.COLLECT)
            new = lexicons.refuse(here.workspace.lexicon, refuse)
            if new:
                here.note("lexicon", refused=refuse)
            print_json({"refused": refuse, "new": new}) if as_json else out.print(
                Text(f"{plain(refuse)} is not suggested any more" if new else f"{plain(refuse)} was refused before")
            )
            return
        here.require(Act.READ)
        laid_over = laid(read_folder(here.workspace.lexicon))
        found = _found(here, laid_over, source, least=least, most=limit)
        here.note("lexicon", suggested=len(found), source=source)
    if as_json:
        print_json({"lexicon": laid_over.version, "suggestions": [_suggestion_json(one) for one in found]})
        return
    for one in found:
        _print_suggestion(one)
    if found:
        out.print(Text("accept: tidewaiter lexicon add WORD MEANING   refuse: --refuse WORD", style="dim"))
    else:
        out.print(f"no unknown word stands where a drug's name must stand in {least} records or more")


def _found(here: Session, known: Lexicon, source: str, *, least: int, most: int) -> list[Suggestion]:
    never = lexicons.refused(here.workspace.lexicon)
    return suggest(_said(here, source), known, refused=never, least=least, most=most)


def _said(here: Session, source: str) -> Iterator[Said]:
    after = ""
    while True:
        with here.database.read() as rows:
            ids = reread.every(rows, after=after)
            kept = records.load(rows, ids)
        if not ids:
            return
        for one in kept:
            record = one.record
            if record.sightings and record.kind in _SAYING and source in ("", record.source):
                yield Said(record.id, f"{record.source} {one.columns.handle}", text_of(record.kind, record.fields))
        after = ids[-1]


def _surveyed(files: Sequence[Path]) -> tuple[list[Term], list[Fault]]:
    terms: list[Term] = []
    faults: list[Fault] = []
    for file in files:
        found, wrong = survey(_text(file), file.name, own=True)
        terms += found
        faults += wrong
    return terms, faults


def _terms(file: Path) -> list[Term]:
    terms, faults = survey(_text(file), file.name, own=True)
    if faults:
        raise WrongUse(faults[0].what, where=faults[0].where, todo=faults[0].todo)
    return terms


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except OSError as fault:
        raise WrongUse(f"the file does not open: {fault.strerror}", where=str(file)) from fault
    except UnicodeDecodeError as fault:
        raise WrongUse(f"not UTF-8: {fault.reason}", where=str(file), todo="save it as UTF-8") from fault


def _doubts(terms: Sequence[Term]) -> Iterator[Fault]:
    """What is not wrong, and yet seldom meant."""
    known = {term.canonical for term in laid({}).terms if term.room == "drug"}
    for term in terms:
        if term.room != "drug" or term.kind == HIDDEN:
            continue
        if term.canonical not in known:
            yield Fault(term.where, f"note: {term.canonical!r} is a substance that the shipped lexicon does not have",
                        "leave it if that is meant")  # fmt: skip
        if term.ambiguity == 0 and term.kind != "emoji" and len(term.term) <= 2:
            yield Fault(term.where, f"note: {term.term!r} is very short for a word that stands alone",
                        "ambiguity 2 asks for evidence around it")  # fmt: skip


def _fault_json(fault: Fault) -> dict[str, str]:
    return {"where": fault.where, "what": fault.what, "todo": fault.todo}


def _term_json(term: Term | None) -> dict[str, object] | None:
    if term is None:
        return None
    return {
        "term": term.term, "canonical": term.canonical, "room": term.room, "kind": term.kind,
        "ambiguity": term.ambiguity, "where": term.where,
    }  # fmt: skip


def _change_json(change: Change) -> dict[str, object]:
    return {"what": change.what, "old": _term_json(change.old), "new": _term_json(change.new)}


def _change_text(change: Change) -> Text:
    sign, style = _SIGNS[change.what]
    term = change.new or change.old
    assert term is not None
    was = f"  (was {change.old.kind}, {change.old.ambiguity})" if change.old and change.new else ""
    return Text.assemble(
        (f"{sign} ", style), (line(term.term, 40), "bold"),
        f"  {line(term.canonical, 40)}  {term.kind}, {term.ambiguity}{was}  ", (plain(term.where), "dim"),
    )  # fmt: skip


def _suggestion_json(one: Suggestion) -> dict[str, object]:
    return {
        "term": one.term, "g2": one.g2, "records": one.texts, "of": one.all_texts, "sellers": one.sellers,
        "company": list(one.company), "examples": [{"record": record, "text": text} for record, text in one.examples],
    }  # fmt: skip


def _print_suggestion(one: Suggestion) -> None:
    company = f"; those records also name {', '.join(one.company)}" if one.company else ""
    out.print(Text.assemble(
        (line(one.term, 40), "bold"), f"  G² {one.g2:.1f}  {one.texts} of {one.all_texts} records, "
        f"{one.sellers} sellers{plain(company)}",
    ))  # fmt: skip
    for record, text in one.examples[:3]:
        out.print(Text(f"    {record[:10]}  {line(text, 110)}", style="dim"))
