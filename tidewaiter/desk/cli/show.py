"""`tidewaiter show`: one record, run or capture, each value with the capture that said it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.text import Text

from tidewaiter.desk.cli.extract import STYLES, offered
from tidewaiter.desk.cli.frame import HomeOption, JsonOption, fields, out, print_json
from tidewaiter.desk.cli.plain import line, plain
from tidewaiter.desk.opening import Whole, open_capture, open_record, page_text, places_in, read_by
from tidewaiter.desk.session import Session, session
from tidewaiter.model.mention import Mention
from tidewaiter.model.times import stamp

MOST_TEXT = 20_000


def show(
    id_: Annotated[str, typer.Argument(metavar="ID", help="A record's or capture's id, or its beginning.")],
    *,
    capture: Annotated[
        bool, typer.Option("--capture", help="The captured answer behind it: headers and text.")
    ] = False,
    raw: Annotated[
        bool, typer.Option("--raw", help="With --capture: the bytes' text as received, not the page's text.")
    ] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Show what is known of a record, since when, and which capture said it; or the capture itself, safely.

    Examples:

      tidewaiter show 3fa9c1

      tidewaiter show 3fa9c1 --capture
    """
    with session(home) as here:
        if capture:
            present_capture(here, id_, raw=raw, as_json=as_json)
        else:
            present(here, id_, as_json=as_json)


def present(here: Session, id_: str, *, as_json: bool = False) -> None:
    """Show a record, and note in the ledger that it was seen."""
    whole = open_record(here, id_)
    if as_json:
        print_json(_as_json(whole))
    else:
        _show_record(whole)


def _show_record(whole: Whole) -> None:
    record = whole.kept.record
    out.print(
        Text.assemble((str(record.kind), "dim"), "  ", (line(whole.kept.columns.title or record.key, 100), "bold"))
    )
    fields({
        "id": record.id, "source": record.source, "key": record.key,
        "first seen": stamp(record.first_seen), "last seen": stamp(record.last_seen),
        "sightings": f"{record.sightings} on {', '.join(record.mirrors)}", "read by": whole.read_by,
    })  # fmt: skip
    out.print()
    for name, value in record.fields.items():
        text = ", ".join(value) if isinstance(value, tuple) else str(value)
        by = record.said_by[name][:10]
        out.print(Text.assemble((f"{name:<14}", "dim"), plain(text)[:2000], (f"   [{by}]", "dim cyan")))
    _show_mentions(whole.mentions)
    if whole.offers:
        out.print("\n[bold]offers[/bold]")
    for offer in whole.offers:
        out.print(offered(offer))
    first = {version.field: version for version in reversed(whole.history)}
    changes = [version for version in whole.history if first[version.field] is not version]
    if changes:
        out.print("\n[bold]changes[/bold]")
    for version in changes[-20:]:
        out.print(Text.assemble((stamp(version.since)[:16], "dim"), f"  {version.field}: {line(version.value, 80)}"))
    for found in whole.leads:
        out.print(Text.assemble("\n", (f"lead {found.lead.id[:10]} {found.lead.rule}", "bold yellow")))
        for reason in found.lead.reasons:
            out.print(Text(f"  {plain(reason)}"))
    out.print(Text(f"\nthe page behind it: tidewaiter show {record.id[:10]} --capture", style="dim"))


def _show_mentions(said: Sequence[Mention]) -> None:
    if said:
        out.print("\n[bold]mentions[/bold]")
    for mention in said:
        value = "-".join(map(str, mention.value)) if isinstance(mention.value, tuple) else mention.value
        where = "" if mention.place == "text" else f" in {mention.place}"
        out.print(
            Text.assemble(
                (f"{mention.kind:<17}", STYLES[mention.kind]), (line(value, 50), "bold"),
                f"  “{line(mention.raw, 40)}”{where}  ",
                (f"{mention.status}  {line(mention.rule, 40)}", "dim"),
            )
        )  # fmt: skip


def present_capture(
    here: Session, id_: str, *, raw: bool = False, as_json: bool = False, letters: int = MOST_TEXT
) -> None:
    """Show a capture, its digests proven now, and note in the ledger that it was opened."""
    entered, got = open_capture(here, id_)
    capture = entered.capture
    text = got.body.decode("utf-8", "replace") if raw else page_text(entered, got)
    places = places_in(here, entered, id_)
    if as_json:
        print_json({
            "id": capture.id, "url": capture.url, "captured_at": stamp(capture.captured_at), "run": capture.run,
            "status_line": got.status_line, "headers": got.headers, "request": [got.request_line, *got.request_headers],
            "payload_sha256": capture.payload_sha256, "verified": True, "file": capture.response.file,
            "offset": capture.response.offset, "ledger": entered.sequence, "places": places, "text": text,
        })  # fmt: skip
        return
    fields({
        "capture": capture.id, "address": capture.url, "when": stamp(capture.captured_at), "run": capture.run,
        "payload": f"{capture.size} bytes, sha256 {capture.payload_sha256}  (digest verified now)",
        "kept in": f"{capture.response.file} at {capture.response.offset}", "ledger": f"entry {entered.sequence}",
        "read as": entered.page or "not read", "read by": read_by(here, [entered]),
        **({"place": ", ".join(places)} if places else {}),
    })  # fmt: skip
    out.print()
    out.print(Text(plain(got.status_line), style="bold"))
    for name, value in got.headers:
        out.print(Text(f"{plain(name)}: {plain(value)}", style="dim"))
    out.print()
    shown = plain(text)
    out.print(Text(shown[:letters]))
    if len(shown) > letters:
        out.print(f"… {len(shown) - letters} more letters; --json gives all")


def _as_json(whole: Whole) -> object:
    record = whole.kept.record
    return {
        "id": record.id, "source": record.source, "kind": str(record.kind), "key": record.key,
        "fields": dict(record.fields), "said_by": record.said_by, "first_seen": stamp(record.first_seen),
        "last_seen": stamp(record.last_seen), "mirrors": list(record.mirrors), "sightings": record.sightings,
        "revision": whole.kept.revision, "read_by": whole.read_by,
        "mentions": [m.as_json() for m in whole.mentions],
        "offers": [offer.as_json() for offer in whole.offers],
        "versions": [
            {"field": v.field, "value": v.value, "since": stamp(v.since), "capture": v.capture} for v in whole.history
        ],
        "captures": {
            id_: {
                "url": e.capture.url, "captured_at": stamp(e.capture.captured_at), "sha256": e.capture.payload_sha256,
                "file": e.capture.response.file, "offset": e.capture.response.offset, "ledger": e.sequence,
            }
            for id_, e in whole.captures.items()
        },
        "leads": [{"id": f.lead.id, "rule": f.lead.rule, "reasons": list(f.lead.reasons)} for f in whole.leads],
    }  # fmt: skip
