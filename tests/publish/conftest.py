"""The dashboard as a WSGI application, built once."""

import pytest

from app import create_app


@pytest.fixture(scope="session")
def dashboard():
    """The app with the embedded tables."""
    return create_app()


@pytest.fixture
def client(dashboard):
    """A reader without a browser."""
    return dashboard.server.test_client()
