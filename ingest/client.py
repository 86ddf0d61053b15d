"""Polite requests to publishers: bounded retries, capped waiting, known addresses only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.response import BaseHTTPResponse
from urllib3.util import Retry

from data.errors import SourceUnavailableError
from ingest.addresses import Reach

USER_AGENT = "knife-crime-dashboard (open statistics on London; monthly)"
TIMEOUT_SECONDS = (10.0, 60.0)  # to connect, between two pieces of an answer
RETRIES = 4
LONGEST_WAIT = 120.0
MOST_REDIRECTS = 5
WORTH_ANOTHER_TRY = (429, 500, 502, 503, 504)


@dataclass(frozen=True, kw_only=True)
class Outside:
    """What comes from outside the program, passed in so that a test decides it.

    Attributes:
        now: The time, with its zone.
        monotonic: Seconds on a clock that never goes back.
        sleep: Waits for a number of seconds.
        chance: A number from 0 to 1, another each time.
        free_bytes: Room left on the disk that holds a folder.
        timeout: Seconds to connect, and between two pieces of an answer.
    """

    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    sleep: Callable[[float], None]
    chance: Callable[[], float]
    free_bytes: Callable[[Path], int]
    timeout: tuple[float, float] = TIMEOUT_SECONDS


class PatientRetry(Retry):
    """Retries after the wait the publisher asks for, or a growing one with chance in it."""

    def __init__(self, *, outside: Outside, **settings: Any) -> None:
        super().__init__(**settings)
        self.outside = outside

    def new(self, **changes: Any) -> Self:
        """The next state of these retries; urllib3 makes one per attempt."""
        return super().new(outside=self.outside, **changes)

    def sleep(self, response: BaseHTTPResponse | None = None) -> None:
        """Wait before the next attempt.

        Raises:
            SourceUnavailableError: If the publisher asks for a longer wait than is sensible.
        """
        asked = retry_after_seconds(response.headers if response else {}, self.outside.now())
        if asked is not None and asked > LONGEST_WAIT:
            status = response.status if response else 0
            raise SourceUnavailableError(
                f"the publisher answers {_status_words(status)} and asks to wait {asked:.0f} "
                f"seconds; this command waits {LONGEST_WAIT:.0f} at most. Run it again after that."
            )
        own = backoff_seconds(len(self.history), self.outside)
        self.outside.sleep(own if asked is None else asked)


def polite_session(outside: Outside) -> requests.Session:
    """A session that tries again, patiently and not for ever."""
    retries = PatientRetry(
        outside=outside,
        total=RETRIES,
        status_forcelist=WORTH_ANOTHER_TRY,
        allowed_methods=("GET",),
        raise_on_status=False,
    )
    session = requests.Session()
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(max_retries=retries))
    return session


def backoff_seconds(failures: int, outside: Outside) -> float:
    """Seconds to wait after that many failures: doubling, capped, and spread by chance."""
    return float(min(LONGEST_WAIT, 2.0 ** (failures - 1)) * (0.5 + outside.chance() / 2))


def retry_after_seconds(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, given as a number or a date; else nothing."""
    text = headers.get("Retry-After", "").strip()
    if text.isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


@dataclass(frozen=True, kw_only=True)
class Client:
    """Asks one source's publisher.

    Attributes:
        pause_seconds: Wait before each request, where the publisher limits their number.
    """

    session: requests.Session
    reach: Reach
    outside: Outside
    pause_seconds: float = 0.0

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> requests.Response:
        """The answer at an address, its body still to be read; redirects stay with the publisher.

        Raises:
            SourceUnavailableError: If no answer comes, or a redirect leads elsewhere.
        """
        located = self.reach.locate(address)
        for _ in range(MOST_REDIRECTS + 1):
            response = self._ask(located, headers or {})
            if not response.is_redirect:
                return response
            response.close()
            located = self.reach.locate(response.headers["Location"], named_by=located)
        raise SourceUnavailableError(
            f"{urlsplit(located).netloc} redirects more than {MOST_REDIRECTS} times. Run the fetch "
            "again later."
        )

    def _ask(self, address: str, headers: Mapping[str, str]) -> requests.Response:
        if self.pause_seconds:
            self.outside.sleep(self.pause_seconds)
        # Plain bytes, so that lengths and ranges mean the file's own.
        asked = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity", **headers}
        host = urlsplit(address).netloc
        try:
            return self.session.get(
                address,
                headers=asked,
                stream=True,
                timeout=self.outside.timeout,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise SourceUnavailableError(
                f"no answer from {host}: {failure_words(error)}. Tried {RETRIES + 1} times; look "
                "whether this machine is online, and run the fetch again later."
            ) from error


def refusal(response: requests.Response) -> SourceUnavailableError:
    """The error that says what a publisher answered in place of the file."""
    parts = urlsplit(response.url)
    later = response.status_code in WORTH_ANOTHER_TRY
    advice = (
        f"Tried {RETRIES + 1} times; run the fetch again later."
        if later
        else "The file may have moved: look at the publisher's page."
    )
    return SourceUnavailableError(
        f"expected the file at {parts.netloc}{parts.path}, found "
        f"{_status_words(response.status_code)}. {advice}"
    )


def failure_words(error: Exception) -> str:
    """What went wrong on the way, in words and without the library's own."""
    if isinstance(error, requests.Timeout) or "timed out" in str(error):
        return "it stayed silent for too long"
    kinds: tuple[tuple[type[Exception], str], ...] = (
        (requests.exceptions.SSLError, "its certificate could not be verified"),
        (requests.exceptions.ProxyError, "the proxy refused"),
        (requests.ConnectionError, "the connection failed or was cut"),
    )
    return next((words for kind, words in kinds if isinstance(error, kind)), type(error).__name__)


def _status_words(status: int) -> str:
    try:
        return f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return str(status)
