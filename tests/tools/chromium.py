"""Finds a Chromium and a typeface for the browser tests, or installs them where the system can."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
AS_WIDE_AS_ARIAL = ("Arial", "Liberation Sans", "Arimo", "Helvetica")
PACKAGES = ("chromium", "fonts-liberation")
MAC_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
REASON = "no Chromium: set CHROMIUM=/path/to/it, or install the package chromium or Google Chrome"


def find_chromium():
    """The browser's path: $CHROMIUM, else the system's, else Playwright's own, else None."""
    candidates = (
        os.environ.get("CHROMIUM"),
        *map(shutil.which, NAMES),
        *MAC_APPLICATIONS,
        _playwrights_own(),
    )
    return next((path for path in candidates if path and _runs(path)), None)


def install_chromium():
    """Installs through apt (as root or by sudo -n), else through Playwright; False if neither."""
    return any(_try(commands) for commands in _ways())


def has_arial():
    """Whether words are as wide here as the charts reckon; true where nothing can tell."""
    if not shutil.which("fc-match"):
        return True
    asked = ["fc-match", "--format=%{family}", "Arial"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return any(name in answer.stdout for name in AS_WIDE_AS_ARIAL)


def _ways():
    if shutil.which("apt-get"):
        as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
        yield [[*apt, "update"], [*apt, "install", "-y", "--no-install-recommends", *PACKAGES]]
        # Ubuntu's package only asks for a snap, which containers cannot install.
        yield [[sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]]
    yield [[sys.executable, "-m", "playwright", "install", "chromium"]]


def _try(commands):
    try:
        for command in commands:
            subprocess.run(command, check=True, timeout=600, stdout=subprocess.DEVNULL)
    except (subprocess.SubprocessError, OSError):
        return False
    return find_chromium() is not None


def _runs(path):
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (subprocess.SubprocessError, OSError):
        return False
    return answer.returncode == 0


def _playwrights_own():
    root = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    folders = [Path(root)] if root else []
    folders += [Path.home() / ".cache/ms-playwright", Path.home() / "Library/Caches/ms-playwright"]
    pattern = "chromium-*/chrome-*/**/[Cc]hrom*"
    found = (path for folder in folders for path in sorted(folder.glob(pattern)))
    executables = (p for p in found if p.name in {"chrome", "Chromium"} and os.access(p, os.X_OK))
    return next((str(path) for path in executables if path.is_file()), None)


def main():
    """Says which browser the tests will use; installs one first if need be. Never fails."""
    path = find_chromium()
    if path is None or not has_arial():
        print("Installing Chromium and a typeface for the browser tests …", flush=True)
        install_chromium()
        path = find_chromium()
    print(f"Browser tests: {path}" if path else f"Browser tests will be skipped: {REASON}.")


if __name__ == "__main__":
    main()
