"""How long the search archive takes, against DuckDB's own reading, and how much memory.

`python benchmarks/stop_search.py [ARCHIVE]` reads the archive in a process of its own, several
times and in turn with a process in which DuckDB loads the same CSV files, already unpacked, into a
table. Then it reads the records of a third, two thirds and all of the months without making tables
of them, to see whether memory grows with the months. Limits: 30 seconds, 500 MB, three times
DuckDB's own reading, and a tenth more memory for all of the months than for a third.
"""

import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
ARCHIVES = (ROOT.parent / "shared" / "raw" / "police_uk").glob("archive_*.zip")
ROUNDS = 5
MOST_SECONDS, MOST_MEGABYTES, MOST_TIMES, MOST_GROWTH = 30, 500, 3.0, 0.1

MEASURED = """
import json, resource, sys, time
sys.path.insert(0, {root!r})
{imports}
start, work = time.perf_counter(), time.process_time()
{work}
print(json.dumps({{
    "seconds": time.perf_counter() - start,
    "processor": time.process_time() - work,
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / {unit},
    "rows": rows,
}}))
"""
OURS = {
    "imports": "from pathlib import Path\nfrom ingest.sources.police_uk_stop_search import SOURCE",
    "work": "tables = SOURCE.tidy(Path({path!r})).tables\n"
    "rows = int(tables['searches_by_borough']['searches'].sum())",
}
READING = {
    "imports": "from pathlib import Path\n"
    "from ingest.polygons import borough_polygons\n"
    "from ingest.search_records import search_totals",
    "work": "with search_totals(Path({path!r}), borough_polygons(Path({path!r}))) as totals:\n"
    "    rows = int(totals.months['searches'].sum())",
}
DUCKDB = {
    "imports": "import duckdb",
    "work": "database = duckdb.connect()\n"
    "database.execute(\"CREATE TABLE searches AS SELECT * FROM read_csv('{path}/*.csv')\")\n"
    "rows = database.execute('SELECT count(*) FROM searches').fetchone()[0]",
}


def measured(program, path):
    """Seconds, processor seconds, peak memory and rows of a program in a process of its own."""
    work = program["work"].format(path=str(path))
    unit = 1024**2 if sys.platform == "darwin" else 1024
    code = MEASURED.format(root=str(ROOT), imports=program["imports"], work=work, unit=unit)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def searches_in(archive):
    """The members of an archive that are stop and search, in order of time."""
    return sorted(name for name in archive.namelist() if name.endswith("-stop-and-search.csv"))


def unpack(path, folder):
    """Every monthly file as CSV in a folder."""
    with zipfile.ZipFile(path) as archive:
        for name in searches_in(archive):
            (folder / Path(name).name).write_bytes(archive.read(name))


def part_of(path, share, folder):
    """An archive of the first months of another, beside the boundaries it needs."""
    part = folder / "police_uk" / f"archive_{share:.2f}.zip"
    part.parent.mkdir(exist_ok=True)
    with (
        zipfile.ZipFile(path) as archive,
        zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        names = searches_in(archive)
        for name in names[: round(len(names) * share)]:
            target.writestr(name, archive.read(name))
    return part


def in_turn(path, folder):
    """The quickest round of each program, taken in turn so that both meet the same machine."""
    pairs = [(measured(OURS, path), measured(DUCKDB, folder)) for _ in range(ROUNDS)]
    return [min(rounds, key=lambda found: found["seconds"]) for rounds in zip(*pairs, strict=True)]


def say(name, found):
    """Print one measurement."""
    print(
        f"  {name:34s} {found['seconds']:6.2f} s   {found['processor']:6.2f} s processor   "
        f"{found['megabytes']:4.0f} MB   {found['rows']:,} rows"
    )


def main():
    """Measure, print, and end with exit code 1 beyond a limit."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else next(ARCHIVES, None)
    if path is None:
        print("No archive: name one, or put the publishers' files beside the project.")
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "csv").mkdir()
        unpack(path, folder / "csv")
        ours, duckdb = in_turn(path, folder / "csv")
        geography = path.parents[1] / "geo"
        if geography.exists():
            (folder / "geo").symlink_to(geography)
        parts = [measured(READING, part_of(path, share, folder)) for share in (1 / 3, 2 / 3, 1.0)]
    times = ours["seconds"] / duckdb["seconds"]
    work = ours["processor"] / duckdb["processor"]
    growth = parts[-1]["megabytes"] / parts[0]["megabytes"] - 1
    print(f"{path.name}, best of {ROUNDS}")
    say("archive to tables", ours)
    say("DuckDB reads the CSV alone", duckdb)
    print(f"  {times:.1f} times as long, {work:.1f} times the processor (limit {MOST_TIMES})")
    for share, part in zip(("a third of the", "two thirds of the", "all"), parts, strict=True):
        say(f"records of {share} months", part)
    print(f"  memory grows by {growth:.0%} (limit {MOST_GROWTH:.0%})")
    kept = (
        ours["seconds"] < MOST_SECONDS
        and ours["megabytes"] < MOST_MEGABYTES
        and times <= MOST_TIMES
        and growth <= MOST_GROWTH
    )
    print("within limits" if kept else "OVER A LIMIT")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
