"""The behaviour suite's assertions are explained as those of a test module are."""

import pytest

pytest.register_assert_rewrite("tests.search.behaviour")
