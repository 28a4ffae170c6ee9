"""A wheel built from the project and installed elsewhere runs init, doctor and the demo, without the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.tor]


def run(*command: str, cwd: Path, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT), cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


def test_it_carries_what_runs_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if not name.startswith("tidewaiter-")} == {
        "tidewaiter", "crawler", "pipelines", "nlp", "fixtures",
    }  # fmt: skip
    assert "tidewaiter/sources/lanternfish.yaml" in names
    assert any(name.startswith("nlp/lexicon/") and name.endswith(".csv") for name in names)
    assert any(name.startswith("tidewaiter/store/database/migrations/") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "fixtures/dream", "fixtures/empire"))]


def test_installed_elsewhere_it_does_the_whole_job(wheel: Path, tmp_path: Path) -> None:
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or "uv"
    away = tmp_path / "away"
    away.mkdir()
    run(uv, "venv", "--quiet", "--python", sys.executable, str(away / "venv"), cwd=away)
    python = away / "venv" / "bin" / "python"
    run(
        uv,
        "pip",
        "install",
        "--quiet",
        "--python",
        str(python),
        "-c",
        str(ROOT / "constraints.txt"),
        str(wheel),
        cwd=away,
    )
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "TIDEWAITER"))}
    plain["PATH"] = f"{away / 'venv' / 'bin'}:/usr/sbin:/usr/bin:/bin"
    # A folder in the workspace that bears the name of a room must not stand before the program's own.
    run("tidewaiter", "init", "home", cwd=away, environment=plain)
    (away / "home" / "crawler").mkdir()
    (away / "home" / "crawler" / "__init__.py").write_text("raise SystemExit('shadowed')")
    run("tidewaiter", "doctor", cwd=away / "home", environment=plain)
    said = run("tidewaiter", "demo", "--once", "--listings", "16", cwd=away / "home", environment=plain)
    assert "everything verifies" in said.stdout
