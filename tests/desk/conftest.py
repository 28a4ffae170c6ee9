"""Commands run as a person runs them, in this process, with their exit status and both outputs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tidewaiter.desk.cli.app import app
from tidewaiter.desk.cli.frame import err, out, run


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str


Command = Callable[..., Said]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """`command("search", "x", "--home", str(home))`."""
    monkeypatch.setattr(out, "_width", 200)
    monkeypatch.setattr(err, "_width", 200)

    def runs(*arguments: str) -> Said:
        capsys.readouterr()
        status = run(app, list(arguments))
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return runs


@pytest.fixture
def home(tmp_path: Path, command: Command) -> Path:
    """A new workspace."""
    folder = tmp_path / "home"
    assert command("init", str(folder)).status == 0
    return folder
