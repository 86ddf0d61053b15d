"""What nobody waits for: one thread does it, a piece at a time, and ends with the process."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Lock, Thread


class Background:
    """Jobs in the order in which they came; the thread begins with the first."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Callable[[], object]] = SimpleQueue()
        self._starting = Lock()
        self._is_running = False

    def do(self, job: Callable[[], object]) -> None:
        """Do this once everything before it is done."""
        self._jobs.put(job)
        with self._starting:
            if not self._is_running:
                Thread(target=self._run, daemon=True, name="background").start()
                self._is_running = True

    def _run(self) -> None:
        while True:
            self._jobs.get()()
