"""What a test may ask of the machine, and what CI makes of a test that was skipped for want of it.

A test is `browser` or `shared` by its mark or by the fixtures it uses. In CI (environment variable
CI) a skipped one fails the session, whatever the reason for the skip.
"""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.tools.chromium import REASON, find_chromium

# How long one example takes says how busy the machine is, nothing about the statistic.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

pytest_plugins = ["tests.supplied", "tests.sentences"]

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
FIXTURES_OF = {"browser": {"browser"}, "shared": {"shared_dir", "raw_dir"}}


@pytest.fixture(scope="session")
def shared_dir():
    """The folder beside the project that holds publishers' files and reference values."""
    return SHARED


@pytest.fixture(scope="session")
def raw_dir(shared_dir):
    """The publishers' raw files."""
    return shared_dir / "raw"


@pytest.fixture(scope="session", autouse=True)
def no_imported_tables(tmp_path_factory):
    """Files imported on this machine must not change what the tests see."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("KNIFE_CRIME_LOCAL", str(tmp_path_factory.getbasetemp() / "none"))
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        for kind in kinds_of(item):
            item.add_marker(kind)
            item.user_properties.append(("needs", kind))
            reason = missing(kind)
            if reason:
                item.add_marker(pytest.mark.skip(reason=reason))


def kinds_of(item):
    """Which of `browser` and `shared` the test is."""
    used = set(getattr(item, "fixturenames", ()))
    return [
        kind
        for kind, fixtures in FIXTURES_OF.items()
        if item.get_closest_marker(kind) or used & fixtures
    ]


_missing: dict[str, str | None] = {}


def missing(kind):
    """Why a test of this kind cannot run here, or None; asked of the machine once."""
    if kind not in _missing:
        if kind == "browser":
            _missing[kind] = None if find_chromium() else REASON
        else:
            found = (SHARED / "raw").is_dir()
            _missing[kind] = None if found else f"no publishers' files: {SHARED / 'raw'} is absent"
    return _missing[kind]


def skipped_in_ci(reports, environment):
    """The reports of tests that CI may not skip."""
    if not environment.get("CI"):
        return []
    return [report for report in reports if _kinds_in(report)]


def _kinds_in(report):
    # Not the report's keywords: those name the test's folders too.
    kinds = {kind for name, kind in getattr(report, "user_properties", ()) if name == "needs"}
    # A module skipped as a whole has no marks: the folder says what it was.
    whole_module = report.nodeid.startswith("tests/browser/") and "::" not in report.nodeid
    return {"browser"} if whole_module else kinds


def _skipped(config):
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    return terminal.stats.get("skipped", []) if terminal else []


def pytest_sessionfinish(session):
    refused = skipped_in_ci(_skipped(session.config), os.environ)
    if refused and session.exitstatus in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    refused = skipped_in_ci(_skipped(terminalreporter.config), os.environ)
    if refused:
        terminalreporter.section("skipped where CI must run them: the session fails", red=True)
        for report in refused:
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
            terminalreporter.write_line(f"{report.nodeid}: {reason}")


def pytest_make_parametrize_id(val):
    """Bytes have no name of their own: a workbook or an archive made for a test holds the time."""
    return "bytes" if isinstance(val, bytes) else None
