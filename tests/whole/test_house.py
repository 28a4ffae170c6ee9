"""The house's own rules: sizes, handlers, arguments, names, no machine's traces."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("tidewaiter", "crawler", "pipelines", "nlp", "fixtures", "benchmarks")
FILES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations/versions" not in str(path))
REFUSED = {"utils", "util", "common", "helpers", "helper", "core", "base", "misc", "manager", "processor", "engine"}


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node


def test_files_stay_small() -> None:
    sizes = {str(p.relative_to(ROOT)): p.read_text(encoding="utf-8").count("\n") for p in FILES}
    assert {name: n for name, n in sizes.items() if n > 350} == {}
    assert statistics.median(n for n in sizes.values() if n) <= 120


def test_functions_stay_small() -> None:
    sizes = {name: (node.end_lineno or 0) - node.lineno + 1 for name, node in functions()}
    assert {name: n for name, n in sizes.items() if n > 60} == {}
    ordered = sorted(sizes.values())
    assert statistics.median(ordered) <= 10
    assert ordered[int(len(ordered) * 0.95)] <= 40


def test_few_positional_arguments() -> None:
    many = [
        name
        for name, node in functions()
        if len([a for a in (*node.args.posonlyargs, *node.args.args) if a.arg not in {"self", "cls"}]) > 4
    ]
    assert many == []


def test_no_bare_handlers_and_no_empty_names() -> None:
    bare = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler) and node.type is None
    ]
    assert bare == []
    assert [str(p.relative_to(ROOT)) for p in FILES if p.stem in REFUSED] == []


def test_tests_keep_up_with_the_source() -> None:
    """The aim is one line of test for one of source; this holds the floor that was reached."""
    source = sum(p.read_text(encoding="utf-8").count("\n") for p in FILES)
    tests = sum(p.read_text(encoding="utf-8").count("\n") for p in (ROOT / "tests").rglob("*.py"))
    assert tests >= source * 0.7


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def test_no_trace_of_a_machine_or_a_registry() -> None:
    traces = re.compile(
        rb"/(?:root|work|farm)/|pypi\.(?:org)|files\.(?:pythonhosted)|registry\.(?:npmjs)|repo1?\.(?:maven)|deb\.(?:debian)"
    )
    own = Path(__file__).resolve()
    found = [
        f"{path.relative_to(ROOT)}: {hit.group().decode()}"
        for path in tracked()
        if path.is_file() and path != own and "fixtures" not in path.parts
        if (hit := traces.search(path.read_bytes()))
    ]
    assert found == []


def test_constraints_hold_no_address() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert not re.search(r"://|--index|--find-links|file:", text)
    assert all("==" in line for line in text.splitlines() if line.strip())
