"""The raw cache: publishers' files exactly as received, each beside the receipt that proves it."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

RECEIPT_SUFFIX = ".receipt.json"
PIECE = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """Proof of what was received from where, and what the publisher called that version of it."""

    source_id: str
    url: str
    received_at: str
    sha256: str
    size: int
    etag: str = ""
    last_modified: str = ""

    def to_json(self) -> str:
        """The receipt as it lies on the disk."""
        return json.dumps(asdict(self), indent=1) + "\n"


@dataclass(frozen=True, kw_only=True)
class Held:
    """A received file and its receipt."""

    path: Path
    receipt: Receipt

    @property
    def intact(self) -> bool:
        """Whether the file is still the one that was received."""
        return self.path.exists() and sha256_of(self.path) == self.receipt.sha256


def newest_held(folder: Path) -> dict[str, Held]:
    """The last received copy of every file in a source's folder, by file name."""
    return {held.path.name: held for held in _received(folder)}


def _received(folder: Path) -> Iterator[Held]:
    """Every receipt in the folder that can be read, oldest first."""
    for path in sorted(folder.glob(f"received-*/*{RECEIPT_SUFFIX}")):
        receipt = read_receipt(path)
        if receipt is not None:
            yield Held(path=path.with_name(path.name.removesuffix(RECEIPT_SUFFIX)), receipt=receipt)


def read_receipt(path: Path) -> Receipt | None:
    """A receipt; none where there is no such file or it cannot be understood."""
    try:
        return Receipt(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_receipt(path: Path, receipt: Receipt) -> None:
    """Write a receipt in one step, so that no reader sees half of it."""
    unfinished = path.with_name(f"{path.name}.part")
    with unfinished.open("w", encoding="utf-8") as file:
        file.write(receipt.to_json())
        file.flush()
        os.fsync(file.fileno())
    os.replace(unfinished, path)


def receipt_path(path: Path) -> Path:
    """Where the receipt of a file lies."""
    return path.with_name(path.name + RECEIPT_SUFFIX)


def keep(finished: Path, name: str, receipt: Receipt, *, now: datetime) -> Path:
    """Move a complete file to its place among those received today, and return that place.

    The receipt goes first: one without its file is taken for nothing, whatever happens between.
    """
    place = _free_place(finished.parent, name, now)
    place.parent.mkdir(parents=True, exist_ok=True)
    write_receipt(receipt_path(place), receipt)
    os.replace(finished, place)
    sync_folder(place.parent)
    return place


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder have reached the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _free_place(folder: Path, name: str, now: datetime) -> Path:
    """Today's folder, or a numbered one beside it where another version came today."""
    today = f"received-{now:%Y-%m-%d}"
    numbered = (folder / f"{today}-{number:02d}" / name for number in range(2, 1000))
    first = folder / today / name
    return first if not first.exists() else next(p for p in numbered if not p.exists())


def sha256_of(path: Path) -> str:
    """Fingerprint of a file's content."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
