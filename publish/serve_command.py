"""`knife-crime serve`."""

import click


@click.command(epilog="Example: knife-crime serve --host 0.0.0.0 --port 8080")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Name or address to listen at."
)
@click.option(
    "--port",
    default=8050,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen at; 0 takes any that is free.",
)
@click.option(
    "--workers", type=click.IntRange(1, 64), help="Processes that answer.  [default: up to 2]"
)
def serve(host: str, port: int, workers: int | None) -> None:
    """Serve the dashboard; Ctrl+C stops it."""
    from publish.serving import serve as serve_pages

    serve_pages(host, port, workers=workers)
