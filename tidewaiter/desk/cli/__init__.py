"""The command line."""

from __future__ import annotations


def main(arguments: list[str] | None = None) -> None:
    """`tidewaiter`: run a command and end with its exit status."""
    from tidewaiter.desk.cli.app import app
    from tidewaiter.desk.cli.frame import run

    raise SystemExit(run(app, arguments))
