"""How many pages and callbacks the server answers, and how long one takes that is not kept.

`python benchmarks/server.py` starts the dashboard as `knife-crime serve` does, on loopback, and
asks for pages that are kept, and for views as Dash asks for them, over 16 connections from one
process beside it (`wrk` instead where it is installed; --own-client to do without). Then, in a
process without a server, every page and view is made anew: the process has answered each before,
and has kept tables, values and the parts of pages that `layouts.kept` keeps. A second time these
parts are let go of too, so that the first view of a part pays for it; that has no limit.

The limits are 5,000 pages and 1,000 callbacks a second on two processors, 95% of the callbacks
within 30 milliseconds, and 10 milliseconds for the middle one of those that are made anew. The
processor time of an answer says what an idle machine would do where this one is busy.

--gunicorn also measures gunicorn, installed into a folder that is deleted afterwards.
"""

import argparse
import importlib.util
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from contextlib import contextmanager

from support.load import CONNECTIONS, get, load, post, warm
from support.serving import ROOT, addresses, dashboard, free_port, processor_seconds, running
from support.views import queries, redraw

PAGES_LIMIT, CALLBACKS_LIMIT, CALLBACK_P95, ANEW_LIMIT = 5000, 1000, 30.0, 10.0
CALLBACK = "/_dash-update-component"

ANEW = """
import json, sys, time

import app
from layouts import kept

asked = json.load(sys.stdin)
dashboard = app.create_app()
client = dashboard.server.test_client()
headers = {"Accept-Encoding": "br"}


def ask(path, body):
    begun, used = time.perf_counter(), time.thread_time()
    if body is None:
        answer = client.get(path, headers=headers)
    else:
        answer = client.post(
            path, data=body, headers={**headers, "Content-Type": "application/json"}
        )
    assert answer.status_code == 200, (path, answer.status_code)
    return 1000 * (time.perf_counter() - begun), 1000 * (time.thread_time() - used)


for one in asked:
    ask(one["path"], one["body"])
dashboard.forget()
for one in asked:
    one["wall"], one["processor"] = ask(one["path"], one["body"])
dashboard.forget()
kept.forget()
for one in asked:
    one["with_parts"] = ask(one["path"], one["body"])[1]
json.dump(asked, sys.stdout)
"""


@contextmanager
def gunicorn(install):
    """Gunicorn with two processes of four threads; nothing where it is not to be had."""
    with tempfile.TemporaryDirectory() as folder:
        if install:
            pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", folder]
            subprocess.run([*pip, "gunicorn"], check=True)
        elif importlib.util.find_spec("gunicorn") is None:
            yield None
            return
        port = free_port()
        command = [sys.executable, "-m", "gunicorn", "-w", "2", "-k", "gthread", "--threads", "4"]
        more = {"PYTHONPATH": os.pathsep.join([str(ROOT), folder])}
        bound = [*command, "-b", f"127.0.0.1:{port}", "app:server"]
        with running(bound, port, environment=more) as url:
            yield url


def answered(url, requests, options):
    """Rate, percentiles and failures, by wrk where it is there."""
    if options.wrk:
        return by_wrk(url, requests, options.seconds)
    found = load(url, requests, seconds=options.seconds)
    return found.rate, found.percentile(0.5), found.percentile(0.95), found.failures


def by_wrk(url, requests, seconds):
    """The same requests by wrk: one thread, as many connections."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        listed = ", ".join(json.dumps(one.decode()) for one in requests)
        script.write(
            f"local asked, n = {{{listed}}}, 0\n"
            "request = function() n = n % #asked + 1; return asked[n] end\n"
            "done = function(summary, latency) print(string.format('FOUND %f %f %f %d',\n"
            "  summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000,\n"
            "  latency:percentile(95) / 1000, summary.errors.status)) end\n"
        )
        script.flush()
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", script.name, url]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    rate, median, p95, failures = re.search(r"FOUND (.*)", done.stdout)[1].split()
    return float(rate), float(median), float(p95), int(failures)


def requests_of(url, known, views):
    """Requests for kept pages, and for views as Dash makes them."""
    body = redraw(url, known["regions"])
    pages = [get(url, path) for path in known["opened"]]
    callbacks = [post(url, CALLBACK, body(path, search)) for path, search in views]
    return pages, callbacks


def measured(name, url, known, views, options):
    """One server: warmed, then asked for pages and for callbacks."""
    pages, callbacks = requests_of(url, known, views)
    warm(url, [*pages, *callbacks])
    found = {}
    for kind, requests in {"pages": pages, "callbacks": callbacks}.items():
        used = processor_seconds(url.process)
        found[kind] = rate, median, p95, failures = answered(url, requests, options)
        used = 1000 * (processor_seconds(url.process) - used) / (rate * options.seconds)
        print(
            f"{name:9s} {kind:10s} {rate:8,.0f} a second   half within {median:6.2f} ms, "
            f"95% within {p95:6.2f} ms   processor {used:6.3f} ms each   {failures} failures"
        )
    return found


def made_anew(url, known, views):
    """Milliseconds of each page and view of which no answer is kept."""
    body = redraw(url, known["regions"])
    asked = [{"path": path, "body": None, "of": path} for path in known["opened"]]
    asked += [{"path": path + search, "body": None, "of": path} for path, search in views]
    asked += [
        {"path": CALLBACK, "body": body(path, search).decode(), "of": path}
        for path, search in views
    ]
    done = subprocess.run(
        [sys.executable, "-c", ANEW],
        cwd=ROOT,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def told(found, kinds):
    """The middle of what was made anew, in all and for each kind of page."""
    middles = {}
    for kind, is_view in (("pages", False), ("callbacks", True)):
        ours = [one for one in found if (one["body"] is not None) == is_view]
        for path in (None, *kinds):
            chosen = [one for one in ours if path in (None, one["of"])]
            if not chosen:
                continue
            wall, processor, with_parts = (
                statistics.median(one[clock] for one in chosen)
                for clock in ("wall", "processor", "with_parts")
            )
            middles.setdefault(kind, processor)
            print(
                f"made anew {kind:10s} {wall:6.1f} ms, of which processor {processor:6.1f} ms "
                f"({with_parts:6.1f} with its parts)   "
                f"middle of {len(chosen):3d} {path or 'in all'}"
            )
    return middles


def judged(served, middles):
    """Each limit with what was measured; whether all hold."""
    pages, callbacks = served["pages"], served["callbacks"]
    limits = (
        ("kept pages a second", pages[0], PAGES_LIMIT, pages[0] >= PAGES_LIMIT),
        ("callbacks a second", callbacks[0], CALLBACKS_LIMIT, callbacks[0] >= CALLBACKS_LIMIT),
        ("95% of callbacks, ms", callbacks[2], CALLBACK_P95, callbacks[2] < CALLBACK_P95),
        *(
            (f"{kind} made anew, processor ms", middle, ANEW_LIMIT, middle <= ANEW_LIMIT)
            for kind, middle in middles.items()
        ),
    )
    for name, found, limit, holds in limits:
        print(f"{'holds ' if holds else 'FAILS '} {name:34s} {found:10,.1f}   limit {limit:,}")
    return all(holds for *_, holds in limits)


def read_options():
    """How long and whom to measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=4, help="length of each measurement")
    parser.add_argument("--views", type=int, default=8, help="views of each page, at most")
    parser.add_argument("--gunicorn", action="store_true", help="measure gunicorn beside it")
    parser.add_argument("--own-client", action="store_true", help="even where wrk is installed")
    options = parser.parse_args()
    options.wrk = bool(shutil.which("wrk")) and not options.own_client
    return options


def main():
    """Measure, print, and end with exit code 1 beyond a limit."""
    options = read_options()
    known = addresses()
    client = "wrk, one thread" if options.wrk else "the client in benchmarks/support/load.py"
    print(
        f"{os.cpu_count()} processors, shared with the client: {client}, {CONNECTIONS} connections"
    )
    with dashboard() as url:
        views = [
            (path, query)
            for path in known["regions"]
            for query in queries(url, path, most=options.views)
        ]
        served = measured("granian", url, known, views, options)
        found = made_anew(url, known, views)
    with gunicorn(options.gunicorn) as url:
        if url is None:
            print(
                "gunicorn  is not installed and was left out; --gunicorn installs it for the run."
            )
        else:
            other = measured("gunicorn", url, known, views, options)
            for kind in served:
                ratio = served[kind][0] / other[kind][0]
                print(f"granian answers {ratio:.1f} times as many {kind} as gunicorn")
    middles = told(found, known["kinds"])
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")
    return 0 if judged(served, middles) else 1


if __name__ == "__main__":
    sys.exit(main())
