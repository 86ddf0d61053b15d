"""A loopback publisher and the world as a test decides it, for every test of ingest."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from ingest.addresses import Reach
from ingest.client import Client, Outside, polite_session
from ingest.fetching import Fetch
from tests.publisher.made_up import CONTENT, NAME, made_up_source
from tests.publisher.server import Publisher


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


@dataclass
class World:
    """Clock, chance and disk, and how long was slept."""

    time: datetime = datetime(2026, 4, 6, 9, 0, tzinfo=UTC)
    seconds: float = 0.0
    hurry: float = 0.0
    free: int = 10**12
    slept: list = field(default_factory=list)
    timeout: tuple = (2.0, 2.0)

    def monotonic(self):
        self.seconds += self.hurry
        return self.seconds

    def outside(self):
        return Outside(
            now=lambda: self.time,
            monotonic=self.monotonic,
            sleep=self.slept.append,
            chance=lambda: 1.0,
            free_bytes=lambda _folder: self.free,
            timeout=self.timeout,
        )


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
                session=session,
                outside=outside,
                base_url=publisher.url,
                report=report,
            )
            return list(job.run(sources))

    return run
