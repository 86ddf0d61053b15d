"""Starting the dashboard: what it needs, what it says, and what it says when it cannot."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import app
from cli import main
from data.errors import ParameterError, PortTakenError, TableMissingError
from data.store import FOLDER_VARIABLE
from publish.serving import free_address

ROOT = Path(__file__).parents[2]


@pytest.fixture
def taken_port():
    """A port that somebody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_the_server_says_that_it_runs_and_that_it_is_ready(client):
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/readyz").text.startswith("ready, data version ")


def test_without_its_tables_the_server_is_not_ready_and_says_which(client, monkeypatch, tmp_path):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "borough_knife_crime" in answer.text


def test_without_its_tables_the_app_is_not_built(monkeypatch, tmp_path):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    with pytest.raises(TableMissingError, match="knife-crime ingest build"):
        app.create_app()


def test_importing_the_app_has_no_effect(tmp_path):
    """Without any tables building the app would fail; importing it does not."""
    environment = {**os.environ, FOLDER_VARIABLE: str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", "import app"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_wsgi_application_is_built_once():
    assert app.server is app.server
    with pytest.raises(AttributeError, match="nothing"):
        _ = app.nothing


def test_a_taken_port_is_said_in_a_sentence_with_the_next_step(taken_port):
    with pytest.raises(PortTakenError, match=f"--port {taken_port + 1}"):
        free_address("127.0.0.1", taken_port)
    done = CliRunner().invoke(main, ["serve", "--port", str(taken_port)])
    assert done.exit_code == 1
    assert "taken by another program" in done.stderr
    assert "Traceback" not in done.output


def test_an_address_of_another_machine_cannot_be_listened_at():
    with pytest.raises(ParameterError, match="Cannot listen at 192"):
        free_address("192.0.2.1", 0)


def test_the_name_of_this_machine_becomes_its_number_and_zero_a_free_port():
    address, port = free_address("localhost", 0)
    assert address == "127.0.0.1"
    assert port > 0


def test_missing_tables_are_said_before_anything_is_served(monkeypatch, tmp_path):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    done = CliRunner().invoke(main, ["serve", "--port", "0"])
    assert done.exit_code == 1
    assert "knife-crime ingest build" in done.stderr


def test_the_command_explains_itself_with_an_example():
    done = CliRunner().invoke(main, ["serve", "--help"])
    assert "Example: knife-crime serve" in done.output
    assert "8050" in done.output


def test_a_server_that_is_told_to_stop_while_it_starts_stops():
    started = subprocess.Popen(
        [sys.executable, "-m", "cli", "serve", "--port", "0"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        started.stdout.readline()
        started.terminate()
        started.wait(timeout=45)
    finally:
        if started.poll() is None:
            os.killpg(started.pid, signal.SIGKILL)
    assert started.returncode is not None


def test_an_app_is_ready_before_it_has_drawn_a_page():
    made = app.create_app()
    assert made.rendered_pages == 0
    answer = made.server.test_client().get("/_dash-dependencies")
    assert answer.status_code == 200
    assert len(answer.json) > 0
    assert "<h1" in made.server.test_client().get("/data").text
