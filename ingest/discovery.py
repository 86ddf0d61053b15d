"""Finding the current files of a source in what its publisher says about them."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import requests
import urllib3

from data.errors import SourceChangedError, SourceUnavailableError
from ingest.client import Client, refusal
from ingest.source import Source

LARGEST_ANSWER = 20_000_000
SUFFIXES = (".csv", ".xlsx", ".xls", ".ods", ".zip", ".json")
LONGEST_NAME = 120
MONTHS = "months"
UNDATED = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Resource:
    """One file that a publisher offers.

    Attributes:
        name: The publisher's name for it.
        address: Where it is, absolute or relative to the discovery address.
        file_format: What the publisher says it is, such as "csv"; may be blank.
        changed: When the publisher says it changed, or the earliest time there is.
    """

    name: str
    address: str
    file_format: str = ""
    changed: datetime = UNDATED

    @property
    def file_name(self) -> str:
        """The publisher's file name, made safe; the name it gives where the address has none.

        Raises:
            SourceChangedError: If nothing tells what kind of file it is.
        """
        parts = urlsplit(self.address)
        queried = [value for values in parse_qs(parts.query).values() for value in values]
        named = [unquote(parts.path), *queried, self.name, f"{self.name}.{self.file_format}"]
        for candidate in map(safe_file_name, named):
            if candidate.lower().endswith(SUFFIXES):
                return candidate
        raise SourceChangedError(
            f"expected a file with one of the endings {', '.join(SUFFIXES)}, found '{self.name}' "
            f"at {parts.path}. Look at the publisher's page for the file's new form."
        )


def safe_file_name(text: str) -> str:
    """The last part of a path, without anything that could lead out of a folder or hide it."""
    last = PurePosixPath(text.replace("\\", "/")).name
    plain = re.sub(r'[\x00-\x1f\x7f<>:"|?*]', "_", last).strip(". ")
    return plain if len(plain) <= LONGEST_NAME else plain[-LONGEST_NAME:]


def resources(source: Source, client: Client) -> list[Resource]:
    """The current files of a source: one for each pattern it declares, or each of its months.

    Raises:
        SourceUnavailableError: If the publisher does not answer.
        SourceChangedError: If the answer is not understood, or a wanted file is not among those
            it names.
    """
    found = source.discovery
    if found.kind == "direct":
        return [Resource(name=source.title, address=found.address)]
    reader, form = FORMS[found.kind]
    answer = _answer(client, found.address)
    try:
        offered = list(reader(answer))
    except (KeyError, TypeError, AttributeError) as error:
        raise SourceChangedError(
            f"the list of files at {found.address} has another shape: expected {form}, found "
            f"{_shown(json.dumps(answer))}. Look at the publisher's page, and adapt "
            "ingest/discovery.py."
        ) from error
    if found.kind == MONTHS:
        named = [r for r in offered for pattern in found.matches if pattern.search(r.name)]
        return named or [_newest(found.matches[0], offered, found.address)]
    wanted = [_newest(pattern, offered, found.address) for pattern in found.matches]
    return list(dict.fromkeys(wanted))


def _answer(client: Client, address: str) -> Any:
    with client.get(address) as response:
        if response.status_code != requests.codes.ok:
            raise refusal(response)
        content = _read(response)
    try:
        return json.loads(content)
    except ValueError as error:
        raise SourceUnavailableError(
            f"expected a list of files as JSON at {address}, found "
            f"{_shown(content.decode('utf-8', errors='replace'))}. Run the fetch again later; if "
            "it stays so, look at the publisher's page."
        ) from error


def _shown(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text[:200].split())
    return f"'{line}'" if len(line) <= 60 else f"'{line[:60]}...'"


def _read(response: requests.Response) -> bytes:
    try:
        content = response.raw.read(LARGEST_ANSWER, decode_content=True)
    except urllib3.exceptions.HTTPError as error:
        raise SourceUnavailableError(
            f"the list of files at {response.url} broke off. Run the fetch again."
        ) from error
    return bytes(content)


def _ckan_resources(answer: Any) -> Iterator[Resource]:
    if answer["success"] is not True:
        raise KeyError("success")
    for fields in answer["result"]["resources"]:
        yield Resource(
            name=str(fields.get("name") or ""),
            address=str(fields["url"]),
            file_format=str(fields.get("format") or "").lower(),
            changed=_moment(fields.get("last_modified") or fields.get("created")),
        )


def _govuk_attachments(answer: Any) -> Iterator[Resource]:
    for fields in answer["details"]["attachments"]:
        if "url" in fields:
            yield Resource(name=str(fields.get("title") or ""), address=str(fields["url"]))


def _force_months(answer: Any) -> Iterator[Resource]:
    """Each police force's month of stop and search, named as its answer is kept."""
    for month in answer:
        for force in month["stop-and-search"]:
            yield Resource(
                name=f"stops-force_{force}_{month['date']}.json",
                address=f"stops-force?force={force}&date={month['date']}",
                file_format="json",
            )


FORMS = {
    "ckan": (_ckan_resources, "'success' to be true and 'result.resources' to list files by 'url'"),
    "govuk": (_govuk_attachments, "'details.attachments' to list files by 'url'"),
    MONTHS: (_force_months, "months by 'date', each with its forces under 'stop-and-search'"),
}
"""How each kind of list is read, and what it must look like."""


def _moment(text: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return UNDATED
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _newest(pattern: re.Pattern[str], offered: Sequence[Resource], address: str) -> Resource:
    """The newest file whose name or address the pattern finds; the first named, of equals."""
    found = [r for r in offered if pattern.search(r.name) or pattern.search(unquote(r.address))]
    if found:
        return max(found, key=lambda resource: resource.changed)
    names = ", ".join(f"'{resource.name}'" for resource in offered[:8]) or "no file at all"
    raise SourceChangedError(
        f"expected a file named like '{pattern.pattern}' at {address}, found {names}. If the "
        "publisher has renamed it, change the source's `matches`."
    )
