"""A child is a process of its own: it ends with us, keeps no credential, and the wall stands where it must."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from crawler.guard import Jail
from tidewaiter.model.errors import NotAllowed
from tidewaiter.schedule import child
from tidewaiter.schedule.child import LOG, Child, jail_for

OPEN = Jail((), "none in this test")
HERE = "import os, sys, signal, time\n"


def script(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> Child:
    (folder / "modules").mkdir()
    (folder / "modules" / "small_child.py").write_text(HERE + text)
    monkeypatch.setenv("PYTHONPATH", str(folder / "modules"))
    return Child(folder, jail=OPEN, module="small_child")


def ended(running: Child) -> int:
    while (status := running.status) is None:
        time.sleep(0.02)
    running.stop()
    return status


@pytest.mark.parametrize(
    ("text", "status"),
    [("", 0), ("sys.exit(3)", 3), ("raise RuntimeError('odd')", 1), ("os.kill(os.getpid(), signal.SIGKILL)", -9)],
)
def test_its_status_is_that_of_the_process(
    text: str, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ended(script(tmp_path, monkeypatch, text)) == status


def test_what_it_prints_is_in_the_runs_log_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    ended(script(tmp_path, monkeypatch, "print('said'); sys.stderr.write('complained')"))
    assert {"said", "complained"} <= set((tmp_path / LOG).read_text().split())
    assert capfd.readouterr() == ("", "")


def test_it_gets_no_variable_of_ours_that_could_hold_a_credential(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TIDEWAITER_DATABASE_URL", "PGPASSWORD", "SSH_AUTH_SOCK", "HTTP_PROXY", "https_proxy", "NETRC"):
        monkeypatch.setenv(name, "hunter2")
    ended(script(tmp_path, monkeypatch, "print(dict(os.environ), os.getcwd())"))
    said = (tmp_path / LOG).read_text()
    assert "hunter2" not in said
    assert "'HOME': '/nonexistent'" in said


def test_no_module_in_the_spool_stands_before_the_programs_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(9)")
    assert ended(script(tmp_path, monkeypatch, "import json")) == 0


def test_one_that_does_not_listen_is_ended_by_force(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "STOP_WITHIN", 0.2)
    deaf = "signal.signal(signal.SIGTERM, signal.SIG_IGN); open('up', 'w')\nwhile True: time.sleep(1)"
    running = script(tmp_path, monkeypatch, deaf)
    deadline = time.monotonic() + 60
    while not (tmp_path / "up").exists():
        assert time.monotonic() < deadline, "it did not come up"
        time.sleep(0.02)
    running.stop()
    assert running.status == -9
    running.ask_to_stop()  # of one that is gone: nothing happens


@pytest.mark.parametrize("works", [True, False])
def test_the_wall_stands_where_the_settings_ask_for_it(works: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Jail(("unshare", "--net", "--"), "") if works else Jail((), "not allowed here")
    monkeypatch.setattr(Jail, "find", classmethod(lambda cls: found))
    assert jail_for("auto") is found
    assert not jail_for("off").works
    if works:
        assert jail_for("require") is found
    else:
        with pytest.raises(NotAllowed, match="not allowed here"):
            jail_for("require")
