"""Layers reach down, never up. The tables below are the architecture; none has exceptions."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Each layer, and which others of ours it may import.
MAY_IMPORT = {
    "data": set(),
    "ingest": {"data"},
    "metrics": {"data"},
    "figures": {"data", "metrics"},
    "layouts": {"data", "metrics", "figures"},
    "publish": {"data", "metrics", "figures", "layouts"},
    "app": {"data", "layouts", "publish"},
    "cli": {"data", "ingest", "metrics", "figures", "layouts", "publish", "app"},
}

NETWORK = {"requests", "urllib3", "httpx", "aiohttp", "urllib.request", "http.client", "socket"}
DRAWING = {"dash", "plotly"}
FILES = {
    "pathlib",
    "os",
    "io",
    "shutil",
    "tempfile",
    "glob",
    "filelock",
    "duckdb",
    "pyarrow.parquet",
}
CLOCK_AND_CHANCE = {"time", "random"}

# Modules that are not ours and that a layer must not import, itself or anything inside them.
MUST_NOT_IMPORT = {
    "data": NETWORK | DRAWING,
    "ingest": DRAWING,
    "metrics": NETWORK | DRAWING | FILES | CLOCK_AND_CHANCE,
    "figures": NETWORK | {"dash"} | CLOCK_AND_CHANCE,
    "layouts": NETWORK,
    "publish": NETWORK,
    "app": NETWORK,
    "cli": set(),
}

# Calls that reach a file or the clock without an import that would show it.
READS_A_FILE = {
    *("open", "read_csv", "read_parquet", "read_excel", "read_json", "read_text", "read_bytes"),
    *("to_csv", "to_parquet", "to_excel", "to_json", "write_text", "write_bytes"),
}
READS_THE_CLOCK = {"now", "utcnow", "today"}
MUST_NOT_CALL = {
    "metrics": READS_A_FILE | READS_THE_CLOCK,
    "figures": READS_THE_CLOCK | {"open"},
}

LONGEST_FUNCTION = 50
LONGEST_MODULE = 300


def modules_of(layer):
    """The layer's modules: a folder's, or the one file of that name."""
    file = ROOT / f"{layer}.py"
    return [file] if file.exists() else sorted((ROOT / layer).rglob("*.py"))


MODULES = [(layer, path) for layer in MAY_IMPORT for path in modules_of(layer)]
every_module = pytest.mark.parametrize(
    ("layer", "path"), MODULES, ids=[str(path.relative_to(ROOT)) for _, path in MODULES]
)


def imports(tree):
    """Every module named in an import, at the top or inside a function, or imported by its name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and called(node) in {"import_module", "__import__"}:
            yield from (part.value for part in node.args[:1] if isinstance(part, ast.Constant))


def called(node):
    """The last part of the name that is called."""
    return getattr(node.func, "attr", getattr(node.func, "id", None))


def is_inside(name, module):
    """Whether the dotted name is the module or lies in it."""
    return f"{name}.".startswith(f"{module}.")


def faults(layer, source):
    """What a module of that layer may not do, in words; empty when it keeps to its layer."""
    tree = ast.parse(source)
    names = set(imports(tree))
    above = set(MAY_IMPORT) - MAY_IMPORT[layer] - {layer}
    forbidden = above | MUST_NOT_IMPORT[layer]
    found = {f"imports {m}" for m in forbidden for name in names if is_inside(name, m)}
    calls = {called(node) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    found |= {f"calls {name}" for name in calls & MUST_NOT_CALL.get(layer, set())}
    relative = any(isinstance(n, ast.ImportFrom) and n.level for n in ast.walk(tree))
    return found | ({"imports relatively"} if relative else set())


def functions(tree):
    """Every function and method, nested ones too."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def public_functions(tree):
    """Functions of the module and methods of its public classes whose names have no underscore."""
    public_classes = [
        node for node in tree.body if isinstance(node, ast.ClassDef) and node.name[0] != "_"
    ]
    direct = [node for scope in (tree, *public_classes) for node in scope.body]
    return [node for node in functions(tree) if node in direct and node.name[0] != "_"]


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_every_layer_has_code(layer):
    assert modules_of(layer)


@every_module
def test_module_keeps_to_its_layer(layer, path):
    assert faults(layer, path.read_text(encoding="utf-8")) == set()


@every_module
def test_no_function_is_longer_than_a_screen(layer, path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    lengths = {node.name: node.end_lineno - node.lineno + 1 for node in functions(tree)}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FUNCTION} == {}


@every_module
def test_no_module_is_longer_than_a_sitting(layer, path):
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len(lines) <= LONGEST_MODULE


@every_module
def test_every_public_function_explains_itself(layer, path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [node.name for node in public_functions(tree) if not ast.get_docstring(node)] == []


@pytest.mark.parametrize(
    ("layer", "source", "expected"),
    [
        ("data", "from metrics.rates import rate", "imports metrics"),
        ("ingest", "import plotly.graph_objects as go", "imports plotly"),
        ("metrics", "def f():\n    import ingest.build", "imports ingest"),
        ("metrics", "from importlib import import_module\nimport_module('dash')", "imports dash"),
        ("metrics", "import pandas as pd\npd.read_csv('a')", "calls read_csv"),
        ("metrics", "from datetime import date\ndate.today()", "calls today"),
        ("metrics", "from pyarrow import parquet", "imports pyarrow.parquet"),
        ("figures", "from dash import html", "imports dash"),
        ("layouts", "from urllib.request import urlopen", "imports urllib.request"),
        ("publish", "import ingest", "imports ingest"),
        ("app", "from metrics.values import metric_values", "imports metrics"),
        ("layouts", "from . import page", "imports relatively"),
    ],
)
def test_a_step_out_of_the_layer_is_noticed(layer, source, expected):
    assert expected in faults(layer, source)


def test_what_the_layers_may_do_is_no_fault():
    assert faults("metrics", "import pandas as pd\nfrom data.store import read_table") == set()
    assert faults("layouts", "from urllib.parse import urlencode\nimport dash") == set()
    assert faults("cli", "import ingest.build, app, publish.pack") == set()
