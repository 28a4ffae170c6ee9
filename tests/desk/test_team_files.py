"""The files for a team say what there is: commands with their options, settings, and units that systemd takes."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from tidewaiter.desk.cli.app import app
from tidewaiter.store.workspace import HOME_VARIABLE, Settings

FILES = Path(__file__).parents[2] / "docs" / "team"
UNITS = sorted(FILES.glob("*.service"))
COMPOSE = yaml.safe_load((FILES / "compose.yaml").read_text(encoding="utf-8"))
OURS = [name for name, one in COMPOSE["services"].items() if one["image"] == "tidewaiter"]


def accepts(words: list[str]) -> None:
    """The command takes these words: its parser is asked, nothing is run."""
    command = get_command(app).commands[words[0]]  # type: ignore[attr-defined]
    command.make_context(words[0], words[1:], resilient_parsing=False).close()


def settings_in_environment() -> set[str]:
    return {
        f"TIDEWAITER_{section}_{name}".upper()
        for section, inner in Settings.model_fields.items()
        for name in inner.annotation.model_fields  # type: ignore[union-attr]
    } | {HOME_VARIABLE}


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.stem)
def test_a_unit_starts_a_command_that_there_is(unit: Path) -> None:
    (line,) = re.findall(r"^ExecStart=(.+)$", unit.read_text(), re.MULTILINE)
    program, *words = shlex.split(line)
    assert program.endswith("/tidewaiter")
    accepts(words)


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.stem)
def test_systemd_has_nothing_to_say_of_a_unit(unit: Path, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    here = tmp_path / unit.name
    here.write_text(unit.read_text().replace("/opt/tidewaiter/.venv/bin/tidewaiter", "/bin/true"))
    said = subprocess.run(["systemd-analyze", "verify", str(here)], capture_output=True, text=True, timeout=60)
    about = [line for line in said.stderr.splitlines() if unit.name in line]
    assert about == []


@pytest.mark.parametrize("name", OURS)
def test_a_container_starts_a_command_that_there_is_under_settings_that_there_are(name: str) -> None:
    one = COMPOSE["services"][name]
    accepts(one["command"])
    ours = {variable for variable in one["environment"] if variable.startswith("TIDEWAITER_")}
    assert ours <= settings_in_environment()
    assert one["hostname"], "ledger, leases and store go by it"


def test_the_team_has_its_servers_two_workers_and_one_schedule() -> None:
    assert sorted(one["command"][0] for one in map(COMPOSE["services"].get, OURS)) == ["up", "worker", "worker"]
    assert {"postgres", "redis", "elasticsearch"} <= COMPOSE["services"].keys()
    named = {part.split(":")[0] for one in COMPOSE["services"].values() for part in one["volumes"]}
    assert {part for part in named if not part.startswith(".")} == COMPOSE["volumes"].keys()
    for one in COMPOSE["services"].values():
        assert set(one["networks"]) <= COMPOSE["networks"].keys()
        assert set(one.get("depends_on", ())) <= COMPOSE["services"].keys()
        secrets = [value for name, value in one.get("environment", {}).items() if "PASSWORD" in name]
        assert all(value.startswith("${") for value in secrets), "a password stands in no file"


def test_the_settings_are_settings_and_name_the_servers() -> None:
    settings = Settings.model_validate(tomllib.loads((FILES / "tidewaiter.toml").read_text(encoding="utf-8")))
    for address in (settings.database.url, settings.schedule.queue, settings.search.index):
        assert any(server in address for server in ("postgres/", "redis:", "elasticsearch:"))
    mounted = {part.split(":")[1] for name in OURS for part in COMPOSE["services"][name]["volumes"]}
    assert settings.evidence.store in mounted


def test_the_image_has_the_extras_that_the_settings_need() -> None:
    image = (FILES / "Dockerfile").read_text(encoding="utf-8")
    (extras,) = re.findall(r"/src\[([a-z0-9,]+)\]", image)
    project = tomllib.loads((FILES.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(extras.split(",")) == project["project"]["optional-dependencies"].keys() - {"test"}
