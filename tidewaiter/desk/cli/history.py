"""`tidewaiter history`: one vendor's past, from names and keys to each changed price."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from tidewaiter.desk.cli.figures import SourcesOption, one_form
from tidewaiter.desk.cli.frame import HomeOption, JsonOption, out, print_json
from tidewaiter.desk.cli.plain import line
from tidewaiter.desk.cli.sheet import CsvOption, print_csv
from tidewaiter.desk.session import session
from tidewaiter.desk.trends import past_of
from tidewaiter.model.person import Act
from tidewaiter.model.times import stamp
from tidewaiter.store.database.past import Past


def history(
    vendor: Annotated[str, typer.Argument(help="A vendor's name, in any case.")],
    *,
    source: SourcesOption = None,
    limit: Annotated[int, typer.Option(min=1, help="The last so many happenings; JSON and CSV have all.")] = 60,
    as_csv: CsvOption = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Tell when a vendor was first and last seen where, and when each listing, price, key, wallet or contact came.

    Names are taken as they stand: who has the same key under another name is told by `tidewaiter links`.

    Examples:

      tidewaiter history "Blue Heron"

      tidewaiter history "Blue Heron" --source lanternfish --csv
    """
    one_form(as_json=as_json, as_csv=as_csv)
    with session(home) as here:
        here.require(Act.READ)
        found = past_of(here.database, vendor, tuple(source or ()))
        here.note("list", what="history", vendor=found.handle, found=len(found.happened))
    if as_json:
        print_json(_json(found))
    elif as_csv:
        header = ["at", "source", "what", "value", "listing", "record", "capture"]
        print_csv(header, [[stamp(one.at), one.source, one.what, one.value, one.title, one.record, one.capture]
                           for one in found.happened])  # fmt: skip
    else:
        _show(found, limit)


def _show(found: Past, limit: int) -> None:
    for there in found.there:
        seen = f"{stamp(there.first_seen)[:16]} to {stamp(there.last_seen)[:16]}"
        names = line(" / ".join(there.names), 60)
        out.print(Text.assemble((line(there.source, 24), "bold"), f"  {names}  {seen}, {there.listings} listings"))
    out.print()
    skipped = len(found.happened) - limit
    if skipped > 0:
        out.print(Text(f"{skipped} earlier ones are left out: --limit, --csv or --json", style="dim"))
    for one in found.happened[-limit:]:
        said = line(one.value, 48)
        about = f"  {line(one.title, 40)}" if one.title and one.what != "listing" else ""
        out.print(Text.assemble((f"{stamp(one.at)[:16]}  {line(one.source, 14):<14}", "dim"), f"  {one.what:<10}",
                                (said, "bold"), (f"{about}   [{one.capture[:10]}]", "dim")))  # fmt: skip


def _json(found: Past) -> dict[str, object]:
    return {
        "vendor": found.handle,
        "sources": [
            {"source": one.source, "names": list(one.names), "first_seen": stamp(one.first_seen),
             "last_seen": stamp(one.last_seen), "listings": one.listings}
            for one in found.there
        ],
        "happened": [
            {"at": stamp(one.at), "source": one.source, "what": one.what, "value": one.value, "title": one.title,
             "record": one.record, "capture": one.capture}
            for one in found.happened
        ],
    }  # fmt: skip
