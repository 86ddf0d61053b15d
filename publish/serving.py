"""The production server: granian, which answered three times what gunicorn did in a trial."""

import errno
import os
from pathlib import Path
from socketserver import BaseRequestHandler, TCPServer

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from data.errors import ParameterError, PortTakenError
from layouts.site import PAGES
from publish.health import require_tables

APP = Path(__file__).parents[1] / "app"
HOST, PORT = "127.0.0.1", 8050
MOST_WORKERS = 2
THREADS, BACKPRESSURE = 4, 128
"""Threads that run Python in each worker, and requests that may wait for one."""

PATIENCE = 5
"""Seconds a worker has for its last answers: one told to stop while it starts does not hear it."""


class _Probe(TCPServer):
    """Fails where somebody listens; a port that was closed a moment ago counts as free."""

    allow_reuse_address = True


def serve(host: str = HOST, port: int = PORT, *, workers: int | None = None) -> None:
    """Serve the dashboard until it is stopped.

    Args:
        host: Name or address to listen at; 0.0.0.0 for every network of the machine.
        port: Port to listen at; 0 for any that is free.
        workers: Processes that answer; if left out, two where there are two processors.

    Raises:
        PortTakenError: If another program listens there.
        ParameterError: If this machine cannot listen there.
        TableMissingError: If a table the pages need has not been built.
        SnapshotError: If a table is not the one that the manifest describes.
    """
    require_tables(PAGES)
    address, free_port = free_address(host, port)
    server = Granian(
        f"{APP}:server",
        address=address,
        port=free_port,
        interface=Interfaces.WSGI,
        workers=workers or min(MOST_WORKERS, os.cpu_count() or 1),
        blocking_threads=THREADS,
        backpressure=BACKPRESSURE,
        workers_kill_timeout=PATIENCE,
        log_level=LogLevels.warning,
    )
    server.on_startup(lambda: _announce(host, free_port))
    server.serve()


def free_address(host: str, port: int) -> tuple[str, int]:
    """The numeric address and the port that can be listened at.

    Raises:
        PortTakenError: If another program listens there.
        ParameterError: If this machine cannot listen there.
    """
    try:
        with _Probe((host, port), BaseRequestHandler) as probe:
            return str(probe.server_address[0]), int(probe.server_address[1])
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTakenError(
                f"Port {port} of {host} is taken by another program. Stop it, or choose another "
                f"port: knife-crime serve --port {port + 1}"
            ) from error
        raise ParameterError(
            f"Cannot listen at {host}, port {port}: {error.strerror}. Use 127.0.0.1 for this "
            "machine alone, 0.0.0.0 for its networks, and a port from 1024 to 65535."
        ) from error


def _announce(host: str, port: int) -> None:
    click.echo(f"Knife crime in London: http://{host}:{port} (Ctrl+C stops it)")
