"""A test that could not run is not a test that passed."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.conftest import skipped_in_ci


def report(nodeid="tests/test_x.py::test_x", *kinds):
    return SimpleNamespace(nodeid=nodeid, user_properties=[("needs", kind) for kind in kinds])


@pytest.mark.parametrize("kind", ["browser", "shared"])
def test_ci_refuses_a_skipped_test_of_each_kind(kind):
    refused = report("tests/test_x.py::test_x", kind)
    assert skipped_in_ci([refused, report()], {"CI": "true"}) == [refused]


def test_outside_ci_a_skip_is_a_skip():
    assert skipped_in_ci([report("tests/test_x.py::test_x", "shared")], {}) == []


def test_a_browser_module_skipped_as_a_whole_counts():
    whole = SimpleNamespace(nodeid="tests/browser/test_x.py")
    assert skipped_in_ci([whole], {"CI": "1"}) == [whole]


def test_a_session_with_a_refused_skip_ends_in_failure(pytester, monkeypatch):
    pytester.makeconftest(Path(__file__).with_name("conftest.py").read_text(encoding="utf-8"))
    pytester.makeini("[pytest]\nmarkers =\n  browser\n  shared\n")
    pytester.makepyfile("def test_reads_a_raw_file(raw_dir): assert raw_dir")
    monkeypatch.setenv("CI", "1")
    assert pytester.runpytest_inprocess("-p", "no:xdist").ret == pytest.ExitCode.TESTS_FAILED
    monkeypatch.delenv("CI")
    outside = pytester.runpytest_inprocess("-p", "no:xdist")
    outside.assert_outcomes(skipped=1)
    assert outside.ret == pytest.ExitCode.OK
