"""The guide to updating explains failures that can happen, in the words the commands use."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "ingest.md").read_text(encoding="utf-8")
MESSAGES = re.findall(r"^\| `([^`]+)` \|", GUIDE, re.MULTILINE)
CODE = [*(ROOT / "ingest").rglob("*.py"), *(ROOT / "data").glob("*.py")]


def sentences(tree):
    """Every text in the code, a blank where a value is filled in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(p.value if isinstance(p, ast.Constant) else " " for p in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


SENTENCES = [s for path in CODE for s in sentences(ast.parse(path.read_text(encoding="utf-8")))]


def test_the_guide_explains_failures_of_both_steps():
    assert len(MESSAGES) > 20


@pytest.mark.parametrize("message", MESSAGES)
def test_every_failure_the_guide_explains_is_told_in_these_words(message):
    pattern = re.compile(".*".join(map(re.escape, message.split("…"))), re.DOTALL)
    assert any(pattern.search(sentence) for sentence in SENTENCES)


def test_a_failure_that_no_command_tells_is_noticed():
    assert not any("the moon is full" in sentence for sentence in SENTENCES)
