"""The rivals' own environment: they need pycryptodome before 4, which our pins exclude. Made on first use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
HOME = ROOT / ".venv-bench"
RIVALS = ("bip-utils==2.12.3", "iocsearcher==3.1.0", "ioc-finder==9.4.1")


def rivals() -> Path:
    """The interpreter of that environment; our own packages are found from the folder ROOT."""
    python = HOME / "bin" / "python"
    if not (HOME / ".made").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(HOME)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *RIVALS], check=True)
        (HOME / ".made").touch()
    return python
