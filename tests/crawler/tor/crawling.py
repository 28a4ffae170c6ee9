"""Run a `fetch.py` job in a process of its own and take what it prints."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
FETCH = Path(__file__).with_name("fetch.py")
LIMIT = 180  # seconds; none comes near


@dataclass
class Crawl:
    results: dict[str, dict[str, Any]]
    stats: dict[str, Any]
    refused: list[str]
    why: str


def begin(
    folder: Path, job: Mapping[str, Any], *, prefix: Sequence[str] = (), env: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    path = folder / "job.json"
    path.write_text(json.dumps(job))
    clean = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    # A cold cache, so that what tldextract would fetch is seen.
    own = {"PYTHONPATH": str(ROOT), "TLDEXTRACT_CACHE": str(folder / "tld"), "HOME": str(folder)}
    return subprocess.Popen(
        [*prefix, sys.executable, "-W", "ignore", str(FETCH), str(path)],
        env=clean | own | dict(env or {}), cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def finish(running: "subprocess.Popen[str]") -> Crawl:
    out, errors = running.communicate(timeout=LIMIT)
    assert running.returncode == 0, errors[-3000:]
    told = json.loads(out.splitlines()[-1])
    return Crawl(told["results"], told["stats"], told["refused"], told.get("why", ""))


def crawl(folder: Path, job: Mapping[str, Any], **how: Any) -> Crawl:
    return finish(begin(folder, job, **how))
