"""A loopback publisher and the world as a test decides it, for every test of ingest."""

import pytest
from click.testing import CliRunner

from ingest import fetch_command, registry
from ingest.addresses import Reach
from ingest.client import Client, polite_session
from ingest.fetching import Fetch
from tests.publisher.made_up import CONTENT, NAME, World, made_up_source
from tests.publisher.server import Publisher


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    """The loopback is asked directly, whatever proxy the machine has."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def publisher():
    """A publisher that nothing has been published by."""
    with Publisher() as running:
        yield running


@pytest.fixture
def offering(publisher):
    """A publisher with one file of one dataset."""
    publisher.publish_ckan("e5n6w", NAME, CONTENT)
    return publisher


@pytest.fixture
def world():
    return World()


@pytest.fixture
def client(publisher, world):
    """A client that takes the loopback for the London Datastore."""
    reach = Reach(documented="https://data.london.gov.uk/", base_url=publisher.url)
    outside = world.outside()
    with polite_session(outside) as session:
        yield Client(session=session, reach=reach, outside=outside)


@pytest.fixture
def source():
    return made_up_source()


@pytest.fixture
def fetch(publisher, world, tmp_path):
    """Fetch sources from the loopback into `raw` below the test's folder; the outcomes."""

    def run(*sources, report=lambda *_args: None):
        outside = world.outside()
        with polite_session(outside) as session:
            job = Fetch(
                raw=tmp_path / "raw",
                tables=tmp_path / "tables",
                session=session,
                outside=outside,
                base_url=publisher.url,
                report=report,
            )
            return list(job.run(sources))

    return run


@pytest.fixture
def command(publisher, world, source, tmp_path, monkeypatch):
    """Run the real command for the made-up source, on the clock of the test."""
    monkeypatch.setattr(registry, "SOURCES", {source.source_id: source})
    monkeypatch.setattr(fetch_command, "_outside", world.outside)

    def run():
        where = ["--raw", str(tmp_path / "raw"), "--base-url", publisher.url]
        return CliRunner().invoke(fetch_command.fetch, where)

    return run
