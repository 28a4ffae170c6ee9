"""The version of mentions changes with what decides them, and with nothing else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package, to be changed."""
    shutil.copytree(ROOT / "nlp", tmp_path / "nlp", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "nlp"


def version(package: Path) -> str:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(package.parent), str(ROOT)))}
    asked = [sys.executable, "-c", "import nlp; print(nlp.__file__, nlp.VERSION)"]
    said = subprocess.run(
        asked, cwd=package.parent, env=environment, capture_output=True, text=True, timeout=120, check=True
    )
    where, _, found = said.stdout.strip().partition(" ")
    assert where.startswith(str(package))
    assert re.fullmatch(r"rules-[0-9a-f]{12}\+lexicon-[0-9a-f]{12}", found)
    return found


@pytest.mark.parametrize(
    ("file", "changes"),
    [
        ("steps/prices.py", "rules"),
        ("units.py", "rules"),
        ("lexicon/drug.en.csv", "lexicon"),
        ("evaluate/report.py", ""),
        ("view.py", ""),
    ],
)
def test_a_changed_line_changes_its_part(package: Path, file: str, changes: str) -> None:
    before = version(package).split("+")
    added = "qqdrug,cannabis,slang,1,own,Apache-2.0\n" if file.endswith(".csv") else "\n# a line more\n"
    with (package / file).open("a", encoding="utf-8", newline="") as grown:
        grown.write(added)
    after = version(package).split("+")
    moved = [name for name, one, other in zip(("rules", "lexicon"), before, after, strict=True) if one != other]
    assert moved == ([changes] if changes else [])
