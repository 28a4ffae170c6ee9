"""`tidewaiter evaluate`: how well extraction does on annotated texts, and what changed since."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from tidewaiter.desk.cli.frame import JsonOption, out, print_json
from tidewaiter.desk.cli.plain import plain
from tidewaiter.model.errors import WrongUse

if TYPE_CHECKING:
    from nlp.evaluate import GoldText

_MEASURES = ("documents", "strict", "overlap")


def evaluate(
    files: Annotated[
        list[Path],
        typer.Argument(help="Annotated texts: one JSON object a line, or marked by hand in a .txt.", metavar="GOLD"),
    ],
    compare: Annotated[Path | None, typer.Option(help="An earlier answer of --json: show what changed.")] = None,
    mistakes: Annotated[int, typer.Option(help="How many mistakes to list; 0 for none.")] = 40,
    as_json: JsonOption = False,
) -> None:
    """Score the extraction on annotated texts: spans, documents on canonical values, false alarms, each mistake.

    Only asserted mentions count. Nothing of a workspace is read or written. docs/extraction.md tells both ways to mark.

    Examples:

      tidewaiter evaluate gold.jsonl

      tidewaiter evaluate marked.txt --mistakes 0

      tidewaiter evaluate gold.jsonl --json > before.json; tidewaiter evaluate gold.jsonl --compare before.json
    """
    from nlp.evaluate import changes
    from nlp.evaluate import evaluate as scored
    from nlp.lexicon import version

    result = scored(text for file in files for text in _reader(file)(_read(file).split("\n"), str(file))).as_json()
    result = json.loads(json.dumps({"lexicon": version(), **result}))
    moved = changes(_earlier(compare), result, where=str(compare)).as_json() if compare else None
    if as_json:
        print_json(result if moved is None else result | {"changes": moved})
        return
    _show(result, mistakes)
    if moved is not None:
        _show_changes(moved)


def _reader(file: Path) -> Callable[[Iterable[str], str], Iterator[GoldText]]:
    from nlp.evaluate import read_gold
    from nlp.evaluate.marked import read_marked

    return read_marked if file.suffix == ".txt" else read_gold


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as fault:
        raise WrongUse(f"the file does not open: {fault.strerror}", where=str(file)) from fault
    except UnicodeDecodeError as fault:
        raise WrongUse(f"not UTF-8: {fault.reason}", where=str(file), todo="save the file as UTF-8") from fault


def _earlier(file: Path) -> Mapping[str, Any]:
    try:
        earlier = json.loads(_read(file))
    except ValueError as fault:
        raise WrongUse(
            f"not JSON: {fault}", where=str(file), todo="give a file that `tidewaiter evaluate --json` wrote"
        ) from fault
    return earlier if isinstance(earlier, dict) else {}


def _show(result: Mapping[str, Any], mistakes: int) -> None:
    out.print(f"{result['texts']} texts, {result['innocent']} of them innocent; asserted mentions only")
    out.print(Text(f"read with {result['lexicon']}\n", style="dim"))
    for measure in _MEASURES:
        if "all" in result["scores"].get(measure, {}):
            out.print(_kinds(measure, result["scores"][measure]["all"]), "")
    out.print(_slices(result["scores"].get("documents", {})), "")
    for kind, count in result["alarms"].items():
        out.print(f"false alarms, {kind}: {count} of the innocent texts")
    if not result["alarms"]:
        out.print(
            "no false alarm on the innocent texts" if result["innocent"] else "no innocent text, so no false alarm"
        )
    if mistakes:
        _show_mistakes("mistakes", result["mistakes"][:mistakes], len(result["mistakes"]))


def _kinds(measure: str, kinds: Mapping[str, Mapping[str, float]]) -> Table:
    table = Table("kind", "P", "R", "F1", "wanted", title=measure, title_justify="left", box=None)
    for kind, tally in sorted(kinds.items(), key=lambda pair: (pair[0] == "all", pair[0])):
        figures = (f"{tally[name]:.3f}" for name in ("precision", "recall", "f1"))
        table.add_row(kind, *figures, str(tally["wanted"]))
    return table


def _slices(parts: Mapping[str, Mapping[str, Mapping[str, float]]]) -> Table:
    table = Table("part", "all F1", "drug F1", "wanted", title="documents, by part", title_justify="left", box=None)
    for part, kinds in parts.items():
        drug = kinds.get("drug")
        table.add_row(
            part, f"{kinds['all']['f1']:.3f}", f"{drug['f1']:.3f}" if drug else "-", str(kinds["all"]["wanted"])
        )
    return table


def _show_mistakes(title: str, listed: Iterable[Mapping[str, str]], total: int) -> None:
    out.print(f"\n{title} ({total})")
    for mistake in listed:
        out.print(
            Text.assemble(
                (f"{mistake['what']:<7}", "bold"), f"{mistake['kind']:<17}{plain(mistake['value'])}  ",
                (plain(mistake["id"]), "dim"), "\n        ", plain(mistake["around"]), "\n        ",
                (plain(mistake["evidence"]), "dim"),
            )
        )  # fmt: skip


def _show_changes(moved: Mapping[str, Any]) -> None:
    out.print("\nchanged")
    for measure, part, kind, before, after in moved["moved"]:
        out.print(f"  {measure:<10}{part:<12}{kind:<28}{before:.3f} -> {after:.3f}")
    _show_mistakes("new mistakes", moved["new"], len(moved["new"]))
    _show_mistakes("gone", moved["gone"], len(moved["gone"]))
