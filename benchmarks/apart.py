"""Environments of the rivals: what they need excludes our pins, or is theirs alone. Made on first use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
HOME = ROOT / ".venv-bench"
READERS_HOME = ROOT / ".venv-bench-read"
RIVALS = ("bip-utils==2.12.3", "iocsearcher==3.1.0", "ioc-finder==9.4.1")
READERS = ("parsel==1.12.1", "trafilatura==2.3.1", "readability-lxml==0.9", "extruct==0.18.0")


def rivals() -> Path:
    """The interpreter of the extractors' environment; our own packages are found from the folder ROOT."""
    return _made(HOME, RIVALS)


def readers() -> Path:
    """The interpreter of the environment of those who read pages."""
    return _made(READERS_HOME, READERS)


def _made(home: Path, packages: tuple[str, ...]) -> Path:
    python = home / "bin" / "python"
    if not (home / ".made").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", "--upgrade-deps", str(home)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *packages], check=True)
        (home / ".made").touch()
    return python
