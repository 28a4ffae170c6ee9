"""Commands run as a person runs them, in this process, with their exit status and both outputs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.desk.filled import Filled, fill
from tidewaiter.desk import passwords
from tidewaiter.desk.cli.app import app
from tidewaiter.desk.cli.frame import err, out, run


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str


Command = Callable[..., Said]


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords hashed 128 times as fast; test_accounts holds what the product's own cost is."""
    monkeypatch.setattr(passwords, "_COST", 8)
    monkeypatch.setattr(passwords, "NOBODYS", passwords.NOBODYS.replace("$15$", "$8$"))


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


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    return fill(tmp_path_factory.mktemp("filled") / "home")


@pytest.fixture
def filled(filled_once: Filled, tmp_path: Path) -> Filled:
    """A workspace of one's own with two runs, a lead, candidates and a sealed capture."""
    return replace(filled_once, home=Path(shutil.copytree(filled_once.home, tmp_path / "filled", symlinks=True)))
