"""No page holds its reader for ever: what can be interrupted is, what cannot ends the process."""

from __future__ import annotations

import contextlib
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from crawler.readers import HeldTooLong, within
from crawler.readers.bounded import KILLED_BY

ROOT = Path(__file__).parents[3]
SPIN = re.compile("(a|a)*b")  # exponential, and no repeat inside a repeat that a profile's check would find
# Cubic in the number of elements, inside libxml2: one evaluation over 3,000 of them takes minutes.
NATIVE = """
import sys
from lxml import etree
from crawler.readers import within
page = etree.HTML("<div>" + "<p>x</p>" * 3000 + "</div>")
with within(0.1, killed=0.5):
    page.xpath("//p[count(//p[count(//p) > 1]) > 99999]")
print("through")
"""


@pytest.mark.parametrize("spin", [lambda: SPIN.fullmatch("a" * 60), lambda: [0 for _ in iter(int, 1)]])
def test_a_reader_in_python_or_in_a_regular_expression_is_interrupted(spin):
    with pytest.raises(HeldTooLong, match=r"took more than 0\.05 s"), within(0.05):
        spin()


def test_one_that_swallows_the_first_interruption_is_interrupted_again():
    def deaf() -> None:
        with contextlib.suppress(HeldTooLong):
            SPIN.fullmatch("a" * 60)
        SPIN.fullmatch("a" * 60)

    with pytest.raises(HeldTooLong), within(0.05):
        deaf()


def test_native_code_that_cannot_be_interrupted_ends_the_process():
    done = subprocess.run([sys.executable, "-c", NATIVE], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == -KILLED_BY, done.stderr
    assert done.stdout == ""


def test_what_is_quick_enough_is_not_touched_and_leaves_no_timer():
    before = signal.getsignal(signal.SIGVTALRM)
    with within(30.0, killed=60.0):
        assert etree.HTML("<p>x</p>") is not None
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGVTALRM) == before


def test_an_error_of_the_reader_passes_and_leaves_no_timer():
    with pytest.raises(KeyError), within(30.0, killed=60.0):
        raise KeyError
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
