"""The `fetch` command: download what changed, say what became of each source."""

import random
import re
import shutil
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console

from data.errors import KnifeCrimeError, ParameterError, UnknownSourceError
from data.store import tables_folder
from ingest.addresses import checked_base_url
from ingest.client import Outside, polite_session
from ingest.fetching import BY_HAND, FAILED, NEW, ON_REQUEST, UNCHANGED, Fetch, Outcome, Report
from ingest.progress import Bars
from ingest.registry import find_sources
from ingest.source import Source

ORDER = (NEW, UNCHANGED, BY_HAND, ON_REQUEST, FAILED)
EDITION = re.compile(r"latest|20\d\d-(0[1-9]|1[0-2])")
LARGE_BYTES = 100_000_000


@click.command(
    epilog="Example: knife-crime ingest fetch mps_monthly_crime && knife-crime ingest build"
)
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--raw",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("raw"),
    show_default=True,
    help="Folder of the publishers' files.",
)
@click.option(
    "--base-url",
    default="",
    metavar="URL",
    help="Scheme and host of a mirror, in the place of every publisher's.",
)
@click.option(
    "--archive",
    metavar="latest|YYYY-MM",
    help="Fetch the one large file of a source that has one, instead of its single months.",
)
def fetch(sources: tuple[str, ...], raw: Path, base_url: str, archive: str | None) -> None:
    """Download what the publishers changed; all sources unless some are named.

    Of stop and search only the months that are not held come, each from the publisher's API; the
    archive of 1.7 GB only when asked for with --archive.

    A file is kept only when it is complete and plausible, beside a receipt with its sha256. The
    last good copy stays whatever happens. Exit code 0: all good; 1: something failed, the rest is
    done; 2: the command was not understood.
    """
    try:
        chosen, base = _chosen(sources, archive), checked_base_url(base_url)
    except (UnknownSourceError, ParameterError) as error:
        raise click.UsageError(str(error)) from error
    try:
        outcomes = _run(chosen, raw, base)
    except KnifeCrimeError as error:
        raise click.ClickException(str(error)) from error
    _summarise(outcomes, raw, archive)
    if any(outcome.state == FAILED for outcome in outcomes):
        raise SystemExit(1)


def _chosen(source_ids: tuple[str, ...], edition: str | None) -> tuple[Source, ...]:
    """The sources named, as their archives where an edition of those is asked for.

    Raises:
        ParameterError: If a source has no archive, or the edition is none.
    """
    chosen = find_sources(source_ids)
    if edition is None:
        return chosen
    with_archive = [source.source_id for source in find_sources(()) if source.archive]
    if not source_ids or any(source.archive is None for source in chosen):
        raise ParameterError(
            f"--archive is for {', '.join(with_archive) or 'no source'} alone: name it, as in "
            "'knife-crime ingest fetch police_uk_stop_search --archive latest'."
        )
    if not EDITION.fullmatch(edition):
        raise ParameterError(
            f"'{edition}' is no edition of an archive: expected 'latest', or a month such as "
            "2024-08."
        )
    for source in chosen:
        click.echo(
            f"{source.source_id}: {source.archive.words if source.archive else ''}", err=True
        )
    return tuple(source.from_archive(edition) for source in chosen)


def _run(chosen: tuple[Source, ...], raw: Path, base_url: str) -> list[Outcome]:
    """Fetch, and say of each file what became of it as soon as that is known."""
    outside, bars = _outside(), Bars(Console(stderr=True))
    run = Fetch(
        raw=raw,
        tables=tables_folder(),
        session=polite_session(outside),
        outside=outside,
        base_url=base_url,
        report=_announced(bars.report),
    )
    outcomes: list[Outcome] = []
    width = max(len(source.source_id) for source in chosen)
    coming = run.run(chosen)
    while True:
        with bars.shown():
            outcome = next(coming, None)
        if outcome is None:
            return outcomes
        outcomes.append(outcome)
        line = f"{outcome.source.source_id:<{width}}  {outcome.state:<10}  {outcome.words}"
        click.echo(line, err=outcome.state == FAILED)


def _announced(report: Report) -> Report:
    """The same report, after a line on how much is to come where that is much."""
    told: set[str] = set()

    def report_after_size(name: str, done: int, expected: int | None) -> None:
        """Say once how large a large file is, then how far it has come."""
        if expected and expected >= LARGE_BYTES and name not in told:
            told.add(name)
            click.echo(
                f"{name}: {expected / 1e6:,.0f} MB to come. If it is broken off, the same command "
                "goes on from there.",
                err=True,
            )
        report(name, done, expected)

    return report_after_size


def _outside() -> Outside:
    """The real clock, chance and disk."""
    return Outside(
        now=lambda: datetime.now(UTC),
        monotonic=time.monotonic,
        sleep=time.sleep,
        chance=random.random,
        free_bytes=lambda folder: shutil.disk_usage(folder).free,
    )


def _summarise(outcomes: list[Outcome], raw: Path, archive: str | None) -> None:
    states = Counter(outcome.state for outcome in outcomes)
    click.echo(", ".join(f"{states[state]} {state}" for state in ORDER if states[state]))
    if states[NEW]:
        click.echo(f"Next: knife-crime ingest build --raw {raw}")
    failed = {o.source.source_id: None for o in outcomes if o.state == FAILED}
    if failed:
        edition = f" --archive {archive}" if archive else ""
        again = f"knife-crime ingest fetch {' '.join(failed)}{edition} --raw {raw}"
        click.echo(f"To fetch again what failed: {again}", err=True)
