"""The figures as tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

_TIMES = ("cpu_p50", "cpu_p95", "cpu_p99", "wall_p50", "wall_p95", "wall_p99")


def show(figures: Mapping[str, Any]) -> None:
    console = Console(width=150, highlight=False)
    console.print(_filling(figures))
    console.print(_asking(figures))
    console.print(f"A changed record is visible to another process after {_line(figures['change_visible_ms'])} ms.")
    watches = figures["watches"]
    console.print(
        f"{watches['watches']:,} watches against {watches['batch']:,} records: {watches['match_cpu_s']} s of CPU for "
        f"{watches['matches']:,} matches, once {watches['prepare_cpu_s']} s to prepare them."
    )
    load = figures["load"]
    console.print(
        f"Load of the machine: {load['before']} before, {load['after']} after, on {load['processors']} processors."
    )


def _filling(figures: Mapping[str, Any]) -> Table:
    table = Table(
        "index", "records/s", "records/CPU s", "disk MB", "peak MB, filling", "peak MB, asked", title="Filling"
    )
    for side, figure in _sides(figures):
        if "not_run" in figure:
            table.add_row(side, f"not run: {figure['not_run']}", "", "", "", "")
            continue
        built = figure["built"]
        table.add_row(
            side, f"{built['per_s']:,}", f"{built['per_cpu_s']:,}", f"{built['disk_mb']:,.0f}",
            f"{built['peak_mb']:,.0f}", f"{figure['peak_mb']:,.0f}",
        )  # fmt: skip
    return table


def _asking(figures: Mapping[str, Any]) -> Table:
    title = f"{figures['size']:,} records: milliseconds a question"
    table = Table("question", "index", *(name.replace("_", " ") for name in _TIMES), "asked", "hits", title=title)
    sides = [(side, figure) for side, figure in _sides(figures) if "kinds" in figure]
    for kind in figures["embedded"]["kinds"]:
        for side, figure in sides:
            found = figure["kinds"][kind]
            name = kind if side == sides[0][0] else ""
            if "cannot" in found:
                table.add_row(name, side, f"cannot: {found['cannot']}", *[""] * (len(_TIMES) + 1))
                continue
            times = [f"{found[one]:,.1f}" for one in _TIMES]
            same = found.get("same_total")
            asked = f"{found['asked']}" + (f", {same} alike" if same else "")
            table.add_row(name, side, *times, asked, f"{found['hits_p50']:,}")
        table.add_section()
    return table


def _sides(figures: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    return [(side, figures[side]) for side in ("embedded", "elasticsearch", "fts5") if side in figures]


def _line(times: Mapping[str, float]) -> str:
    return " / ".join(f"{times[f'wall_p{per}']:.0f}" for per in (50, 95, 99))
