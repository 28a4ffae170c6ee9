"""docs/evidence.md names what the program says."""

import re
from pathlib import Path

REPOSITORY = Path(__file__).parents[3]
ROOM = REPOSITORY / "tidewaiter" / "store" / "evidence"
PAGE = (REPOSITORY / "docs" / "evidence.md").read_text(encoding="utf-8")


def source():
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(ROOM.rglob("*.py")))


def test_every_fault_and_every_action_is_explained():
    faults = set(re.findall(r'fault\("([a-z-]+)"', source())) | set(re.findall(r'Stretch\("([a-z-]+)"', source()))
    actions = set(re.findall(r'^[A-Z, _]+ = "([a-z-]+)"', (ROOM / "claims.py").read_text(encoding="utf-8"), re.M))
    assert len(faults) > 20
    assert len(actions) > 6
    assert [name for name in sorted(faults | (actions - {"torn"})) if f"`{name}`" not in PAGE] == []


def test_every_header_of_ours_is_explained():
    headers = set(re.findall(r'"(Tidewaiter-[A-Za-z0-9-]+)"', source()))
    assert len(headers) > 7
    short = {
        header: f"`{header}`" if f"`{header}`" in PAGE else f"`{header.removeprefix('Tidewaiter')}`"
        for header in headers
    }
    assert [header for header, said in short.items() if said not in PAGE] == []
