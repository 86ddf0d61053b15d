"""What one opening of a page showed to be wrong: all of it, not only the first."""

from contextlib import contextmanager

import pytest


class Findings:
    """Faults in words; nothing is raised until all have been looked for."""

    def __init__(self):
        self.faults = []

    def none(self, found, words):
        """Each of the things found is a fault of this kind."""
        self.faults += [f"{words}: {one}" for one in found]

    def expect(self, holds, words):
        """Something that must be so."""
        if not holds:
            self.faults.append(words)

    def same(self, after, before, words):
        """Two lists, or two texts word by word, that must not differ."""
        if after == before:
            return
        split = [one.split(" ") if isinstance(one, str) else list(one) for one in (after, before)]
        longest = max(map(len, split))
        ours, theirs = ([*one, *[None] * (longest - len(one))] for one in split)
        pairs = enumerate(zip(ours, theirs, strict=True))
        at = next(n for n, (one, other) in pairs if one != other)
        self.faults.append(
            f"{words}: {len(split[0])} after, {len(split[1])} before; first difference at {at}: "
            f"{ours[at : at + 4]} after, {theirs[at : at + 4]} before"
        )


@contextmanager
def collected():
    """Findings that fail the test at the end, or beside what ended it earlier."""
    findings = Findings()
    try:
        yield findings
    except Exception as error:
        error.add_note("\n".join(["Found before that:", *findings.faults]))
        raise
    if findings.faults:
        pytest.fail("\n".join([f"{len(findings.faults)} faults", *findings.faults]), pytrace=False)
