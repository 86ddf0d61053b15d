"""The `fetch` command: download what changed, say what became of each source."""

import random
import shutil
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console

from data.errors import KnifeCrimeError, ParameterError, UnknownSourceError
from ingest.addresses import checked_base_url
from ingest.client import Outside, polite_session
from ingest.fetching import BY_HAND, FAILED, NEW, UNCHANGED, Fetch, Outcome
from ingest.progress import Bars
from ingest.registry import find_sources
from ingest.source import Source

ORDER = (NEW, UNCHANGED, BY_HAND, FAILED)


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
def fetch(sources: tuple[str, ...], raw: Path, base_url: str) -> None:
    """Download what the publishers changed; all sources unless some are named.

    A file is kept only when it is complete and plausible, beside a receipt with its sha256. The
    last good copy stays whatever happens. Exit code 0: all good; 1: something failed, the rest is
    done; 2: the command was not understood.
    """
    try:
        chosen, base = find_sources(sources), checked_base_url(base_url)
    except (UnknownSourceError, ParameterError) as error:
        raise click.UsageError(str(error)) from error
    try:
        outcomes = _run(chosen, raw, base)
    except KnifeCrimeError as error:
        raise click.ClickException(str(error)) from error
    _summarise(outcomes, raw)
    if any(outcome.state == FAILED for outcome in outcomes):
        raise SystemExit(1)


def _run(chosen: tuple[Source, ...], raw: Path, base_url: str) -> list[Outcome]:
    """Fetch, and say of each file what became of it as soon as that is known."""
    outside, bars = _outside(), Bars(Console(stderr=True))
    run = Fetch(
        raw=raw,
        session=polite_session(outside),
        outside=outside,
        base_url=base_url,
        report=bars.report,
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
        line = f"{outcome.source.source_id:<{width}}  {outcome.state:<9}  {outcome.words}"
        click.echo(line, err=outcome.state == FAILED)


def _outside() -> Outside:
    """The real clock, chance and disk."""
    return Outside(
        now=lambda: datetime.now(UTC),
        monotonic=time.monotonic,
        sleep=time.sleep,
        chance=random.random,
        free_bytes=lambda folder: shutil.disk_usage(folder).free,
    )


def _summarise(outcomes: list[Outcome], raw: Path) -> None:
    states = Counter(outcome.state for outcome in outcomes)
    click.echo(", ".join(f"{states[state]} {state}" for state in ORDER if states[state]))
    if states[NEW]:
        click.echo(f"Next: knife-crime ingest build --raw {raw}")
    failed = {o.source.source_id: None for o in outcomes if o.state == FAILED}
    if failed:
        again = f"knife-crime ingest fetch {' '.join(failed)} --raw {raw}"
        click.echo(f"To fetch again what failed: {again}", err=True)
