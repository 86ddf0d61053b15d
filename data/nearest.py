"""The names that somebody may have meant who asked for one that there is not."""

from collections.abc import Iterable

MOST = 3


def did_you_mean(asked: str, names: Iterable[str]) -> str:
    """A question that names the nearest, after a blank; nothing where none is near.

    Args:
        asked: What was asked for.
        names: What there is. Those that contain what was asked for count as near too.
    """
    from difflib import get_close_matches

    there, plain = list(names), asked.strip().lower().replace("-", "_").replace(" ", "_")
    within = [name for name in there if len(plain) > 2 and plain in name.lower()]
    near = list(dict.fromkeys([*get_close_matches(plain, there, n=MOST), *within]))[:MOST]
    if not near:
        return ""
    listed = " or ".join(filter(None, (", ".join(near[:-1]), near[-1])))
    return f" Did you mean {listed}?"
