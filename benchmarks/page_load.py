"""How soon a page can be read and used, beside a stock Dash page with the same two charts.

`python benchmarks/page_load.py` opens one address of each kind of page in Chromium, with an empty
cache, as a phone (375 pixels, 1.6 Mbit/s with 150 ms to and fro, processor slowed four times) and
as a desktop, in turn with a page of plotly express (`benchmarks/support/stock_page.py`). Fewer:
--runs 1 --pages /,/methods --profiles phone.

A page can be read when its lead and its first chart are there, or all of it where it has no chart;
it can be used when Dash has taken over: every control works and every chart on the screen is
Plotly's. Others come alive as they come near (the stock page: when both charts are drawn). What a
page weighs is counted with Plotly, for which the first chart is gone to when all is timed. The
limits hold for the middle run. Ratios to the stock page of the same run depend less on the machine
than milliseconds do, and the processor time of the page (slowed like all else) less still.
Needs Chromium, as the browser tests do.
"""

import argparse
import os
import statistics
import sys

from support.serving import addresses, dashboard, free_port, running
from support.visit import PROFILES, visit

ARGUMENTS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
STOCK, STOCK_CHARTS = "stock page", 2
LIMITS = {
    "phone": {"read": 800, "kb_before": 45, "shift": 0.01, "live": 6000, "kb_files": 620},
    "desktop": {"shift": 0.01, "live": 1300, "kb_files": 620},
}
COLUMNS = {
    "read": "readable ms",
    "kb_before": "KB before",
    "shift": "shift",
    "largest": "LCP ms",
    "live": "usable ms",
    "blocked": "blocked ms",
    "used": "processor ms",
    "kb_files": "JS+CSS KB",
    "kb": "all KB",
}

RATIOS = {"read", "live", "used"}


def measured(browser, pages, profile, runs):
    """The middle of so many visits to each page, the pages taking turns."""
    visits = {name: [] for name in pages}
    for _ in range(runs):
        for name, url in pages.items():
            charts = STOCK_CHARTS if name == STOCK else 0
            visits[name].append(visit(browser, url, PROFILES[profile], charts=charts))
    return {name: middles(found) for name, found in visits.items()}


def middles(visits):
    """The middle of the visits, column by column."""
    return {column: statistics.median(one[column] for one in visits) for column in visits[0]}


def told(profile, found):
    """One row for each page, with its ratio to the stock page."""
    print(f"\n{profile}: the middle run; in brackets, of the stock page's milliseconds")
    print(f"{'':34s}" + "".join(f"{words:>19s}" for words in COLUMNS.values()))
    for name, row in found.items():
        print(f"{name:34s}" + "".join(cell(row, found[STOCK], column) for column in COLUMNS))


def cell(row, stock, column):
    """One figure, with its ratio to the stock page where that says more."""
    value = f"{row[column]:.3f}" if column == "shift" else f"{row[column]:,.0f}"
    share = f" ({row[column] / stock[column]:.2f})" if column in RATIOS else ""
    return f"{value + share:>19s}"


def faults(profile, found):
    """Each limit that a page of ours does not keep."""
    for name, row in found.items():
        for column, limit in LIMITS[profile].items():
            if name != STOCK and row[column] > limit:
                value = f"{row[column]:,.3f}" if column == "shift" else f"{row[column]:,.0f}"
                yield f"FAILS {profile} {name}: {COLUMNS[column]} {value}, limit {limit}"


def judged(profile, found):
    """The limits, and whether they hold."""
    limits = ", ".join(f"{COLUMNS[column]} {limit}" for column, limit in LIMITS[profile].items())
    failing = list(faults(profile, found))
    print("\n".join([f"limits: {limits}", *(failing or [f"all pages hold them on a {profile}"])]))
    return not failing


def read_options():
    """What to open, how often and as which device."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3, help="visits to each page")
    parser.add_argument("--pages", help="addresses, with commas between; one of each kind if none")
    parser.add_argument("--profiles", default="phone,desktop", help="phone, desktop or both")
    return parser.parse_args()


def warmed(browser, pages):
    """Every page is rendered, and every file compressed, before anything is measured."""
    for name, url in pages.items():
        for _ in range(2):
            charts = STOCK_CHARTS if name == STOCK else 0
            visit(browser, url, PROFILES["desktop"], charts=charts)


def main():
    """Visit, print, and end with exit code 1 beyond a limit."""
    from tests.tools.chromium import REASON, find_chromium

    if find_chromium() is None:
        print(f"Left out: {REASON}.")
        return 0
    from playwright.sync_api import sync_playwright

    options = read_options()
    paths = options.pages.split(",") if options.pages else addresses()["kinds"]
    port = free_port()
    stock = [sys.executable, "-m", "benchmarks.support.stock_page", str(port)]
    with (
        dashboard() as ours,
        running(stock, port) as theirs,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        pages = {STOCK: f"{theirs}/", **{path: ours + path for path in paths}}
        warmed(browser, pages)
        holds = []
        for profile in options.profiles.split(","):
            found = measured(browser, pages, profile, options.runs)
            told(profile, found)
            holds.append(judged(profile, found))
        browser.close()
    print(f"load of the machine: {os.getloadavg()[0]:.1f}; {options.runs} runs")
    return 0 if all(holds) else 1


if __name__ == "__main__":
    sys.exit(main())
