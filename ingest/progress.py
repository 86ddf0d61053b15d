"""What a person at a terminal sees while files arrive; nothing where there is no terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.table import Column

NAME_COLUMN = Column(max_width=26, no_wrap=True, overflow="ellipsis")


class Bars:
    """Bars with sizes and rates, one per file, gone once the file is done."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._progress: Progress | None = None

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show bars in the meantime, where there is a terminal."""
        if not self._console.is_terminal:
            yield
            return
        columns = (
            TextColumn("{task.description}", markup=False, table_column=NAME_COLUMN),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
        )
        try:
            with Progress(*columns, console=self._console, transient=True) as self._progress:
                yield
        finally:
            self._progress = None

    def report(self, name: str, done: int, expected: int | None) -> None:
        """Move the bar of a file to where it is."""
        if self._progress is None:
            return
        task = next((t.id for t in self._progress.tasks if t.description == name), None)
        if task is None:
            task = self._progress.add_task(name, total=expected)
        self._progress.update(task, completed=done, total=expected)
