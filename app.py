"""The dashboard: its pages put together. Importing this module has no effect.

`python app.py` serves the embedded figures; a WSGI server asks for `app:server`.
"""

import os
from collections.abc import Sequence
from functools import cache
from typing import Any

from layouts import routing
from layouts.page import SITE_NAME, Page, known_addresses
from layouts.shell import shell
from layouts.site import PAGES
from layouts.static_html import unprinted
from publish.document import StaticFirst
from publish.health import require_tables
from publish.web import install


def create_app(pages: Sequence[Page] = PAGES) -> StaticFirst:
    """Build the app; its tables are read here, so that no reader meets a missing one.

    Args:
        pages: The pages it answers with.

    Raises:
        TableMissingError: If a table the pages need has not been built.
        SnapshotError: If a table is not the one that the manifest describes.
    """
    require_tables(pages)
    app = StaticFirst(
        __name__,
        title=SITE_NAME,
        assets_folder=os.devnull,
        compress=False,
        update_title=None,
        suppress_callback_exceptions=True,
    )
    app.addresses = known_addresses(pages)
    app.layout = unprinted(shell())
    routing.connect(app, app.addresses)
    install(app, pages)
    app.prepare()
    return app


@cache
def _server() -> Any:
    app = create_app()
    app.warm()
    return app.server


def __getattr__(name: str) -> Any:
    """`server`, the WSGI application, built when it is first asked for."""
    if name == "server":
        return _server()
    raise AttributeError(f"module 'app' has no attribute '{name}'")


if __name__ == "__main__":
    from publish.serving import serve

    serve()
