"""The measurements measure: a wrong answer is no success, a limit that is passed is said."""

import importlib.util
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


class EveryThirdFails(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked = 0

    def do_GET(self):
        type(self).asked += 1
        self.send_response(500 if type(self).asked % 3 == 0 else 200)
        self.send_header("Content-Length", "70000")
        self.end_headers()
        self.wfile.write(b"x" * 70000)

    def log_message(self, *parts):
        pass


@pytest.fixture
def benchmark(monkeypatch):
    """A script of benchmarks/ as a module, as if it had been started there."""
    monkeypatch.setattr(sys, "path", [str(BENCHMARKS), *sys.path])

    def load(name):
        spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    yield load
    for name in [one for one in sys.modules if one.partition(".")[0] == "support"]:
        del sys.modules[name]


@pytest.fixture
def server():
    """A server that fails one request in three."""
    EveryThirdFails.asked = 0
    served = ThreadingHTTPServer(("127.0.0.1", 0), EveryThirdFails)
    thread = threading.Thread(target=served.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{served.server_port}"
    served.shutdown()
    thread.join()
    served.server_close()


def test_the_load_is_counted_answer_by_answer_and_failures_apart(benchmark, server):
    measure = benchmark("server")
    found = measure.load(server, [measure.get(server, "/")], seconds=0.4, connections=2)
    answers = len(found.milliseconds)
    assert 3 <= answers <= EveryThirdFails.asked <= answers + 2
    assert found.failures == pytest.approx(answers / 3, abs=2)
    assert found.rate == pytest.approx(answers / found.seconds)
    assert found.percentile(0) == min(found.milliseconds) <= found.percentile(0.95)


def test_a_page_beyond_a_limit_is_named_and_the_stock_page_is_not_judged(benchmark):
    measure = benchmark("page_load")
    good = dict.fromkeys(measure.COLUMNS, 0.0)
    slow, moving = good | {"read": 801.0}, good | {"shift": 0.011}
    found = {measure.STOCK: good | {"live": 99_000.0}, "/": good, "/slow": slow, "/moving": moving}
    said = list(measure.faults("phone", found))
    assert [words.split(":")[0] for words in said] == ["FAILS phone /slow", "FAILS phone /moving"]


def test_the_limits_of_the_server_fail_one_by_one(benchmark, capsys):
    measure = benchmark("server")
    served = {"pages": (5000.0, 1.0, 2.0, 0), "callbacks": (1000.0, 1.0, 29.0, 0)}
    assert measure.judged(served, {"pages": 10.0, "callbacks": 10.0})
    assert not measure.judged(served, {"pages": 10.1, "callbacks": 10.0})
    served["callbacks"] = (1000.0, 1.0, 30.0, 0)
    assert not measure.judged(served, {"pages": 10.0, "callbacks": 10.0})
    assert "FAILS  95% of callbacks, ms" in capsys.readouterr().out
