"""Renews the vendored files: `make vendor`. Needs npm; records version and sha256 of each file.

The version of plotly-basic follows the installed plotly package, that of the typeface stays as it
is. Another axe-core is chosen with `python -m tests.tools.renew_vendor 4.15.0`.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import brotli
from plotly.offline import get_plotlyjs_version

ROOT = Path(__file__).parents[2]
PLOTLY = ROOT / "assets" / "vendor"
AXE = ROOT / "tests" / "browser" / "vendor"
FONTS = ROOT / "assets" / "fonts"
TYPEFACES = ("400Regular", "700Bold")
SCRIPT = "plotly-basic.min.js"
SELECTORS = {"X": ".js-plotly-plot .plotly", "Y": ".plotly-notifier"}


def plotly_css(script):
    """The style sheet that plotly.js would otherwise inject, which a strict policy forbids.

    The bundle holds it as one object literal, selector to declarations, with X and Y standing
    for the two roots.
    """
    start = script.index('{"X,X div":')
    table = script[start : script.index("};", start) + 1]
    rules = re.findall(r"""(["'])([XY].*?)\1:(["'])(.*?)\3(?=[,}])""", table)
    return "".join(
        re.sub(r"\b[XY]\b", lambda root: SELECTORS[root[0]], selector) + f"{{{declarations}}}\n"
        for _, selector, _, declarations in rules
    )


def renew(folder, *, package, version, files, made=None):
    """Copies `files` of the package into `folder`, adds what is `made` of them, records all."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        source = _unpack(f"{package}@{version}", into=Path(scratch))
        for name, target in files.items():
            shutil.copyfile(source / name, folder / target)
    for name, make in (made or {}).items():
        (folder / name).write_bytes(make(folder))
    names = [*files.values(), *(made or {})]
    record = {
        "package": package,
        "version": version,
        "sha256": {name: sha256(folder / name) for name in sorted(names)},
    }
    (folder / "VERSIONS.json").write_text(json.dumps([record], indent=2) + "\n", encoding="utf-8")


def sha256(path):
    """The file's sha256 in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _unpack(name, *, into):
    subprocess.run(["npm", "pack", "--silent", name], cwd=into, check=True)
    with tarfile.open(next(into.glob("*.tgz"))) as archive:
        archive.extractall(into, filter="data")
    return into / "package"


def main():
    """Renews the three folders."""
    renew(
        PLOTLY,
        package="plotly.js-basic-dist-min",
        version=get_plotlyjs_version(),
        files={SCRIPT: SCRIPT, "LICENSE": "LICENSE"},
        made={
            "plotly.css": lambda folder: plotly_css((folder / SCRIPT).read_text()).encode(),
            f"{SCRIPT}.br": lambda folder: brotli.compress((folder / SCRIPT).read_bytes()),
        },
    )
    renew(
        AXE,
        package="axe-core",
        version=sys.argv[1] if len(sys.argv) > 1 else _held_version(AXE),
        files={name: name for name in ("axe.min.js", "LICENSE", "LICENSE-3RD-PARTY.txt")},
    )
    renew(
        FONTS,
        package="@expo-google-fonts/arimo",
        version=_held_version(FONTS),
        files={
            **{f"{weight}/Arimo_{weight}.ttf": f"Arimo_{weight}.ttf" for weight in TYPEFACES},
            "LICENSE_FONT": "LICENSE",
        },
    )


def _held_version(folder):
    held = json.loads((folder / "VERSIONS.json").read_text(encoding="utf-8"))
    return held[0]["version"]


if __name__ == "__main__":
    main()
