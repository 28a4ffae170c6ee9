"""`tidewaiter extract`: what a text mentions, for a program as JSON lines or for a person marked up."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Annotated

import typer
from rich.text import Text

from nlp.lexicon import Lexicon
from tidewaiter.desk.cli.frame import HomeOption, JsonOption, out
from tidewaiter.desk.cli.plain import plain
from tidewaiter.desk.words import own_lexicon
from tidewaiter.model.errors import TidewaiterError, WrongUse
from tidewaiter.model.mention import Mention, MentionKind, Status
from tidewaiter.model.offer import Offer
from tidewaiter.model.sighting import cleaned

STYLES = {
    MentionKind.DRUG: "bold red", MentionKind.QUANTITY: "cyan", MentionKind.PRICE: "green", MentionKind.PURITY: "cyan",
    MentionKind.SHIP_FROM: "blue", MentionKind.SHIP_TO: "blue", MentionKind.SHIP_TO_EXCLUDED: "blue strike",
    MentionKind.ORIGIN_CLAIM: "blue", MentionKind.SHIP_METHOD: "magenta", MentionKind.CONCEALMENT: "magenta",
    MentionKind.CONTACT: "yellow", MentionKind.WALLET: "yellow", MentionKind.PGP: "yellow",
}  # fmt: skip


_BASE = frozenset({"base", "base_unit"})  # for programs: the value again, in g, ml or pieces
_UNITS = {"g": "g", "ml": "ml", "count": "pieces"}
_ONE = {"g": "g", "ml": "ml", "count": "piece"}


def extract(
    file: Annotated[Path | None, typer.Argument(help="A file; standard input without it.")] = None,
    *,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say in words why each mention was made, and what links each offer.")
    ] = False,
    as_json: JsonOption = False,
    language: Annotated[str | None, typer.Option(help="ISO code, if known; no lexicon is ever left out.")] = None,
    home: HomeOption = None,
) -> None:
    """Find drugs, amounts, prices, routes, methods, contacts, wallets and keys in a text, and what is offered for what.

    With --json it reads JSON lines {"id", "text"} and writes one JSON line for each; without, it reads plain text and
    shows it marked up. In a workspace its own lexicon is used. --json alone tells the mentions; with --explain each has
    its "explanation", and the line has "offers" and the "lexicon" version.

    Examples:

      echo "Pure MDMA 5g, ships from NL" | tidewaiter extract

      tidewaiter extract listings.jsonl --json > mentions.jsonl

      echo "MDMA 1g $50 / 3.5g $150" | tidewaiter extract --explain
    """
    lexicon = own_lexicon(home)
    with _opened(file) as source:
        if as_json:
            where = str(file or "standard input")
            told = Told(lexicon, explain=explain)
            lines = ((number, line) for number, line in enumerate(source, 1) if line.strip())
            faults = sum(_answer(line, number, where=where, told=told) for number, line in lines)
            if faults:
                raise TidewaiterError(f"{faults} lines could not be read; each is named in its place", where=where)
        else:
            show(cleaned(source.read().decode("utf-8", "replace")), language, told=Told(lexicon, explain=explain))


def _opened(file: Path | None) -> IO[bytes]:
    if file is None:
        return sys.stdin.buffer
    try:
        return file.open("rb")
    except OSError as fault:
        raise WrongUse(f"the file does not open: {fault.strerror}", where=str(file)) from fault


def _answer(line: bytes, number: int, *, where: str, told: Told) -> int:
    """Write the answer to one line; a line that cannot be read gets an answer that says so, and counts 1."""
    try:
        asked = json.loads(line.decode("utf-8", "replace"))
        text = asked["text"]
        if not isinstance(text, str):
            raise TypeError("text is not a string")
    except (ValueError, KeyError, TypeError) as fault:
        sys.stdout.write(json.dumps({"line": number, "error": f"{where}:{number}: {fault}"}) + "\n")
        return 1
    language = asked.get("language") if isinstance(asked.get("language"), str) else None
    answer: dict[str, object] = {"id": asked.get("id"), "language": language, **told.as_json(text, language)}
    sys.stdout.write(json.dumps(answer, ensure_ascii=True) + "\n")
    return 0


@dataclass(frozen=True, slots=True)
class Told:
    """How a text is read, and how much is told of it."""

    lexicon: Lexicon
    explain: bool = False

    def read(self, text: str, language: str | None) -> tuple[list[Mention], list[Offer]]:
        from nlp import extract as extract_text
        from nlp.offers import link

        mentions = extract_text(text, language=language, lexicon=self.lexicon)
        return mentions, link(text, mentions)

    def as_json(self, text: str, language: str | None) -> dict[str, object]:
        mentions, offers = self.read(text, language)
        if not self.explain:
            return {"mentions": [mention.as_json() for mention in mentions]}
        from nlp.grounds import explain

        return {
            "mentions": [mention.as_json() | {"explanation": list(explain(mention))} for mention in mentions],
            "offers": [offer.as_json() for offer in offers],
            "lexicon": self.lexicon.version,
        }


def show(text: str, language: str | None = None, *, told: Told) -> None:
    """The text with its mentions set off, then each mention with its value and the rule that found it, then offers."""
    mentions, offers = told.read(text, language)
    shown = coloured(text, mentions)
    shown.rstrip()
    out.print(shown, "", sep="\n")
    for mention, line in zip(mentions, described(mentions, by=not told.explain), strict=True):
        out.print(line)
        if told.explain:
            _print_why(_why(mention))
    if offers:
        out.print("\n[bold]offers[/bold]")
    for offer in offers:
        out.print(offered(offer))
        if told.explain:
            linked = ", ".join(f"{part.role} “{part.raw}”" for part in offer.parts)
            _print_why((f"links {linked}", *offer.evidence))
    if told.explain:
        out.print(Text(f"\nread with {plain(told.lexicon.version)}", style="dim"))


def _why(mention: Mention) -> tuple[str, ...]:
    """For the eye: the line above says already that it is asserted, and with which score."""
    from nlp.grounds import explain

    lines = explain(mention)
    return lines[:-1] if mention.status is Status.ASSERTED else lines


def _print_why(lines: Iterable[str]) -> None:
    for line in lines:
        out.print(Text(f"    {plain(line)}", style="dim"))


def offered(offer: Offer) -> Text:
    """One line: what is offered, for how much, and what that is for one g, ml or piece."""
    amount = "-".join(map(str, offer.amount)) if isinstance(offer.amount, tuple) else str(offer.amount.normalize() + 0)
    each = "" if offer.unit_price is None else f"{offer.unit_price:f} for one {_ONE[offer.unit]}"
    return Text.assemble(
        (f"{plain(offer.drug or 'not said of what'):<24}", "bold red" if offer.drug else "dim"),
        f"{plain(amount)} {_UNITS[offer.unit]}  ", (f"{offer.price:f} {plain(offer.currency or '')}", "green"),
        f"  {each}  ", (f"{offer.status} {offer.score:.2f}", "dim"),
    )  # fmt: skip


def coloured(text: str, mentions: Iterable[Mention]) -> Text:
    """The text with each mention in its kind's colour; suspected ones dimmed."""
    shown = Text(plain(text))
    for mention in mentions:
        style = STYLES[mention.kind] + (" dim" if mention.status is Status.SUSPECTED else "")
        shown.stylize(style, mention.start, mention.end)
    return shown


def _by(mention: Mention) -> str:
    """Its rule without the version, which is the same on every line."""
    return mention.rule.removeprefix("rule:").partition("@")[0]


def described(mentions: Iterable[Mention], *, by: bool = True) -> Iterator[Text]:
    """One line a mention: kind, value and what belongs to it, raw text, status, and `by` what it was found."""
    for mention in mentions:
        value = "-".join(str(v) for v in mention.value) if isinstance(mention.value, tuple) else str(mention.value)
        more = " ".join(str(v) for k, v in mention.more.items() if v not in (None, False, "") and k not in _BASE)
        rule = f" {plain(_by(mention))}" if by else ""
        yield Text.assemble(
            (f"{mention.kind:<17}", STYLES[mention.kind]), (plain(value), "bold"), " " if more else "",
            (plain(more), "dim"), "  ", plain(mention.raw), "  ",
            (f"{mention.status} {mention.score:.2f}{rule}", "dim"),
        )  # fmt: skip
