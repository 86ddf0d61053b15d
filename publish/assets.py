"""Our own files, under addresses that name their content: a browser may keep them for ever."""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from mimetypes import guess_type
from pathlib import Path

from publish.packed import FOREVER, Packed, pack

FOLDER = Path(__file__).parents[1] / "assets"
ROUTE = "/s/<digest>/<name>"
STYLES = "site.css"
FILES: dict[str, tuple[str, ...]] = {
    STYLES: ("site.css", "chart.css"),
    "live.css": ("live-chart.css", "vendor/plotly.css"),
    "boot.js": ("charts.js", "exchange.js", "views.js", "boot.js", "notes.js"),
    "icon.svg": ("icon.svg",),
    "plotly-basic.min.js": ("vendor/plotly-basic.min.js",),
}
"""Each file of ours, and the parts it is put together from. The style sheet stands in the page."""
SERVED = FILES.keys() - {STYLES}
VENDOR = "vendor/"
COMMENTS = re.compile(rb"^\s*(?://[^\n]*|/\*.*?\*/)\s*$", re.MULTILINE | re.DOTALL)
"""Comments that stand on lines of their own."""
REMARKS = re.compile(rb"[ \t]// [^\n]*$", re.MULTILINE)
"""Comments at the end of a line; none of our files has such a thing in a string."""
AROUND = re.compile(rb" ?([{};,]) ?|(?<=:) ")
"""Space in a style sheet that says nothing; before a colon it would, in a selector."""


@dataclass(frozen=True)
class Asset:
    """A file by its name, with its content."""

    name: str
    body: bytes

    @property
    def digest(self) -> str:
        """Ten characters that change with the content."""
        return hashlib.sha256(self.body).hexdigest()[:10]


@cache
def asset(name: str) -> Asset:
    """One of our files."""
    return Asset(name, b"\n".join(_part(part) for part in FILES[name]))


def _part(name: str) -> bytes:
    """A part of a file; of ours, without the comments and the space that only readers need."""
    body = (FOLDER / name).read_bytes()
    if name.startswith(VENDOR) or not name.endswith((".js", ".css")):
        return body
    bare = REMARKS.sub(b"", COMMENTS.sub(b"", body))
    lines = b"\n".join(line.strip() for line in bare.splitlines() if line.strip())
    return AROUND.sub(rb"\1", lines) if name.endswith(".css") else lines


@cache
def url(name: str) -> str:
    """The address of a file; it changes with the content."""
    return ROUTE.replace("<digest>", asset(name).digest).replace("<name>", name)


@cache
def styles() -> str:
    """The style sheet, as it stands in every page: one way to the server and back is saved."""
    return asset(STYLES).body.decode()


@cache
def packed(name: str) -> Packed:
    """A file ready to be sent; one compressed beforehand (`<file>.br`) is taken as it is."""
    file = asset(name)
    beforehand = FOLDER / f"{'+'.join(FILES[name])}.br"
    return pack(
        file.body,
        guess_type(name)[0] or "application/octet-stream",
        cache_control=FOREVER,
        quality=11,
        compressed=beforehand.read_bytes() if beforehand.exists() else None,
    )
