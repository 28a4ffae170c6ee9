"""`tidewaiter extract`: what a text mentions, for a program as JSON lines or for a person marked up."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Annotated

import typer
from rich.text import Text

from tidewaiter.desk.cli.frame import JsonOption, out
from tidewaiter.desk.cli.plain import plain
from tidewaiter.model.errors import TidewaiterError, WrongUse
from tidewaiter.model.mention import Mention, MentionKind, Status
from tidewaiter.model.sighting import cleaned

STYLES = {
    MentionKind.DRUG: "bold red", MentionKind.QUANTITY: "cyan", MentionKind.PRICE: "green", MentionKind.PURITY: "cyan",
    MentionKind.SHIP_FROM: "blue", MentionKind.SHIP_TO: "blue", MentionKind.SHIP_TO_EXCLUDED: "blue strike",
    MentionKind.ORIGIN_CLAIM: "blue", MentionKind.SHIP_METHOD: "magenta", MentionKind.CONCEALMENT: "magenta",
    MentionKind.CONTACT: "yellow", MentionKind.WALLET: "yellow", MentionKind.PGP: "yellow",
}  # fmt: skip


def extract(
    file: Annotated[Path | None, typer.Argument(help="A file; standard input without it.")] = None,
    as_json: JsonOption = False,
    language: Annotated[str | None, typer.Option(help="ISO code, if known; no lexicon is ever left out.")] = None,
) -> None:
    """Find drugs, amounts, prices, routes, methods, contacts, wallets and keys in a text.

    With --json it reads JSON lines {"id", "text"} and writes one JSON line for each; without, it reads plain text and
    shows it marked up.

    Examples:

      echo "Pure MDMA 5g, ships from NL" | tidewaiter extract

      tidewaiter extract listings.jsonl --json > mentions.jsonl
    """
    with _opened(file) as source:
        if as_json:
            where = str(file or "standard input")
            faults = sum(_answer(line, number, where=where) for number, line in enumerate(source, 1) if line.strip())
            if faults:
                raise TidewaiterError(f"{faults} lines could not be read; each is named in its place", where=where)
        else:
            show(cleaned(source.read().decode("utf-8", "replace")), language)


def _opened(file: Path | None) -> IO[bytes]:
    if file is None:
        return sys.stdin.buffer
    try:
        return file.open("rb")
    except OSError as fault:
        raise WrongUse(f"the file does not open: {fault.strerror}", where=str(file)) from fault


def _answer(line: bytes, number: int, *, where: str) -> int:
    """Write the answer to one line; a line that cannot be read gets an answer that says so, and counts 1."""
    from nlp import extract as extract_text

    try:
        asked = json.loads(line.decode("utf-8", "replace"))
        text = asked["text"]
        if not isinstance(text, str):
            raise TypeError("text is not a string")
    except (ValueError, KeyError, TypeError) as fault:
        sys.stdout.write(json.dumps({"line": number, "error": f"{where}:{number}: {fault}"}) + "\n")
        return 1
    language = asked.get("language") if isinstance(asked.get("language"), str) else None
    mentions = [mention.as_json() for mention in extract_text(text, language=language)]
    answer = {"id": asked.get("id"), "language": language, "mentions": mentions}
    sys.stdout.write(json.dumps(answer, ensure_ascii=True) + "\n")
    return 0


def show(text: str, language: str | None = None) -> None:
    """The text with its mentions set off, then each mention with its value and the rule that found it."""
    from nlp import extract as extract_text

    mentions = extract_text(text, language=language)
    out.print(coloured(text, mentions))
    out.print()
    for line in described(mentions):
        out.print(line)


def coloured(text: str, mentions: Iterable[Mention]) -> Text:
    """The text with each mention in its kind's colour; suspected ones dimmed."""
    shown = Text(plain(text))
    for mention in mentions:
        style = STYLES[mention.kind] + (" dim" if mention.status is Status.SUSPECTED else "")
        shown.stylize(style, mention.start, mention.end)
    return shown


def described(mentions: Iterable[Mention]) -> Iterator[Text]:
    """One line a mention: kind, value and what belongs to it, raw text, status, rule."""
    for mention in mentions:
        value = "-".join(str(v) for v in mention.value) if isinstance(mention.value, tuple) else str(mention.value)
        more = " ".join(str(v) for k, v in mention.more.items() if v not in (None, False, "") and k != "base")
        yield Text.assemble(
            (f"{mention.kind:<17}", STYLES[mention.kind]), (plain(value), "bold"), " ", (plain(more), "dim"), "  ",
            plain(mention.raw), "  ", (f"{mention.status} {mention.score:.2f} {plain(mention.rule)}", "dim"),
        )  # fmt: skip
