"""Results that are kept as long as there is room: bounded by their size, not by their number."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar

import pandas as pd

P = ParamSpec("P")
T = TypeVar("T")

BYTES_A_CELL = 18
"""What a cell of values takes on average, texts included: 11 to 18 in ours."""
BYTES_A_TABLE = 15_000
"""What a table takes beside its cells; one of a single row takes hardly anything else."""


def kept(
    *, megabytes: float, weigh: Callable[[T], int]
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep what a function returns for its arguments; the least used goes when room is wanted.

    Whoever asks for many large tables, each in another way, must not fill the memory, and
    `functools.lru_cache` counts a table of a million rows as one of ten.

    Args:
        megabytes: Room for all results together; one that is larger by itself is never kept.
        weigh: Bytes of a result.
    """
    room = int(megabytes * 1e6)

    def keeping(function: Callable[P, T]) -> Callable[P, T]:
        """The function, its newest results kept."""
        results: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        lock = Lock()
        used = 0

        @wraps(function)
        def answer(*args: P.args, **kwargs: P.kwargs) -> T:
            """The result, kept or made now."""
            nonlocal used
            key = (args, tuple(kwargs.items()))
            with lock:
                if key in results:
                    results.move_to_end(key)
                    return results[key][0]
            result = function(*args, **kwargs)
            weight = weigh(result)
            with lock:
                if weight <= room and key not in results:
                    results[key] = (result, weight)
                    used += weight
                while used > room:
                    used -= results.popitem(last=False)[1][1]
            return result

        return answer

    return keeping


def bytes_of_table(rows: pd.DataFrame) -> int:
    """About as many bytes as a table takes; to count them exactly takes as long as to make it."""
    return BYTES_A_TABLE + int(rows.size) * BYTES_A_CELL
