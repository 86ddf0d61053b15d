"""A response body that is compressed once and answered many times."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import brotli
from flask import Request, Response

FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
PAGE = "public, max-age=60, must-revalidate"
HARDER = 10
"""Brotli's effort where nobody waits for it: 11 would take four times as long for two percent."""
GZIP = 6
"""Gzip's effort, for the few readers whose browsers know no Brotli."""
FIGURES = "public, max-age=300, must-revalidate"


@dataclass(kw_only=True)
class Packed:
    """A compressed body, with the headers that let browsers and proxies keep it.

    Attributes:
        encodings: "br", and "gzip" once somebody has asked for it; or "", the body as it is, where
            compressing would gain nothing.
        answered: How many requests it has answered.
    """

    mimetype: str
    cache_control: str
    digest: str
    encodings: Mapping[str, bytes]
    answered: int = 0

    def answer(self, request: Request, *, status: int = 200) -> Response:
        """The response to a request: 304 where the reader already holds this very body."""
        self.answered += 1
        encoding = self._encoding(request)
        etag = f"{self.digest}-{encoding or 'plain'}"
        headers = {
            "Cache-Control": self.cache_control,
            "ETag": f'"{etag}"',
            "Vary": "Accept-Encoding",
        }
        if status == 200 and request.if_none_match.contains(etag):
            return Response(status=304, headers=headers)
        if encoding:
            headers["Content-Encoding"] = encoding
        return Response(self._body(encoding), status, headers, mimetype=self.mimetype)

    def compress_harder(self) -> None:
        """Make it an eighth smaller, in a tenth of a second: for a body that is asked for again."""
        body = brotli.decompress(self.encodings["br"])
        self.encodings = {**self.encodings, "br": brotli.compress(body, quality=HARDER)}

    def _encoding(self, request: Request) -> str:
        if "" in self.encodings:
            return ""
        accepted = request.accept_encodings
        return next((name for name in ("br", "gzip") if accepted[name] > 0), "")

    def _body(self, encoding: str) -> bytes:
        if encoding in self.encodings:
            return self.encodings[encoding]
        body: bytes = brotli.decompress(self.encodings["br"])
        if encoding == "gzip":
            body = gzip.compress(body, GZIP, mtime=0)
            self.encodings = {**self.encodings, encoding: body}
        return body


def pack(
    body: bytes,
    mimetype: str,
    *,
    cache_control: str,
    quality: int = 9,
    compressed: bytes | None = None,
    version: str = "",
) -> Packed:
    """Compress a body once.

    Args:
        body: What is sent.
        mimetype: Its type.
        cache_control: How long others may keep it.
        quality: Brotli's effort, 0 to 11; from 10 on it takes seconds per megabyte.
        compressed: The body compressed by Brotli, where that has been done before.
        version: Of the figures in it; the ETag begins with it.
    """
    digest = _digest(body)
    return Packed(
        mimetype=mimetype,
        cache_control=cache_control,
        digest=f"{version}-{digest}" if version else digest,
        encodings={"br": compressed or brotli.compress(body, quality=quality)},
    )


def unpacked(body: bytes, mimetype: str, *, cache_control: str) -> Packed:
    """A body that is compressed by its own nature, such as a PNG."""
    return Packed(
        mimetype=mimetype,
        cache_control=cache_control,
        digest=_digest(body),
        encodings={"": body},
    )


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:16]
