"""Which addresses may be contacted: the publishers' documented ones, or one mirror of them."""

from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from data.errors import ParameterError, SourceUnavailableError

FILE_STORES: dict[str, tuple[str, ...]] = {
    "data.london.gov.uk": ("airdrive-secure.s3-eu-west-1.amazonaws.com",),
    "data.police.uk": ("policeuk-data.s3.amazonaws.com",),
    "www.gov.uk": ("assets.publishing.service.gov.uk",),
}
"""Where publishers keep the files that their own addresses hand on to."""


@dataclass(frozen=True, kw_only=True)
class Reach:
    """The hosts that one source may be fetched from.

    Attributes:
        documented: The address in the source's declaration.
        base_url: Scheme and host put in the place of every publisher's, or blank.
    """

    documented: str
    base_url: str = ""

    @property
    def hosts(self) -> tuple[str, ...]:
        """The publisher's host and its file stores."""
        host = urlsplit(self.documented).hostname or ""
        return (host, *FILE_STORES.get(host, ()))

    def locate(self, address: str, *, named_by: str = "") -> str:
        """The address to contact for one that a publisher's answer named.

        Args:
            address: Absolute, or relative to the one that named it.
            named_by: The address whose answer or redirect named it.

        Raises:
            SourceUnavailableError: If it lies outside the publisher's documented hosts.
        """
        target = _split(address, named_by or self.documented)
        if not self._allows(target):
            expected = urlsplit(self.base_url).netloc or " or ".join(self.hosts)
            raise SourceUnavailableError(
                f"an address leads elsewhere: expected one at {expected}, found "
                f"'{address.partition('?')[0]}'. It was not contacted. If the publisher has moved "
                "its files, add the new host to ingest/addresses.py."
            )
        base = urlsplit(self.base_url or f"https://{target.hostname}")
        return urlunsplit((base.scheme, base.netloc, target.path, target.query, ""))

    def _allows(self, target: SplitResult) -> bool:
        if self.base_url and target[:2] == urlsplit(self.base_url)[:2]:
            return True
        plain = target.netloc.lower() == target.hostname
        return plain and target.scheme in {"https", "http"} and target.hostname in self.hosts


def _split(address: str, named_by: str = "") -> SplitResult:
    """The parts of an address; of one that is none, nothing."""
    try:
        return urlsplit(urljoin(named_by, address))
    except ValueError:
        return urlsplit("")


def checked_base_url(text: str) -> str:
    """Scheme and host of another server that answers as the publishers do; blank stays blank.

    Raises:
        ParameterError: If it is anything but scheme and host.
    """
    parts = _split(text.rstrip("/"))
    if text and (parts.scheme not in {"http", "https"} or not parts.netloc or any(parts[2:])):
        raise ParameterError(
            f"'{text}' is no base address: expected a scheme and a host alone, such as "
            "http://127.0.0.1:8051."
        )
    return text.rstrip("/")
