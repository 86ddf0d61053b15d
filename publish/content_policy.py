"""What a page may load and run: our own files, and the few inline texts of Dash, by their hashes.

Dash puts style elements into the page and offers no nonce for them, so each of their texts is
allowed by its hash. `dash_styles.txt` lists the hashes; they change with Dash. A browser test fails
when one is missing, and `make hashes` lists them anew. The site's own style sheet stands in the
page too, under the hash of its text.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from publish import assets

STYLE_HASHES = Path(__file__).with_name("dash_styles.txt")

OTHER_HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


@cache
def style_hashes() -> tuple[str, ...]:
    """The hashes of the style texts that Dash puts into a page."""
    lines = STYLE_HASHES.read_text(encoding="utf-8").splitlines()
    return tuple(f"'sha256-{line}'" for line in lines if line and not line.startswith("#"))


def hash_of(text: str) -> str:
    """The hash by which a policy allows a text that stands in the page."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def content_policy(script_hashes: Iterable[str]) -> str:
    """The Content-Security-Policy header: nothing inline unless named, nothing foreign."""
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *script_hashes],
        "style-src": ["'self'", hash_of(assets.styles()), *style_hashes()],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())
