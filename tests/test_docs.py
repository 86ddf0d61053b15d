"""The documents' links lead somewhere, and nothing we wrote names a package index."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")})
LINK = re.compile(r"\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)

# Put together here so that this file passes its own test.
INDEX_HOSTS = re.compile(
    "|".join(
        re.escape(".".join(parts))
        for parts in [
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("registry", "npmjs"),
            ("npmjs", "com"),
            ("proxy", "golang"),
            ("conda", "anaconda"),
            ("unpkg", "com"),
            ("jsdelivr", "net"),
        ]
    )
)


def relative_links(text):
    """The targets of links that are neither web addresses nor places on the same page."""
    targets = LINK.findall(CODE.sub("", text))
    return [target for target in targets if not re.match(r"[a-z]+:|#", target)]


def broken_links(document):
    """The relative links of the document that lead nowhere."""
    links = relative_links(document.read_text(encoding="utf-8"))
    return [link for link in links if not (document.parent / link.partition("#")[0]).exists()]


def our_files():
    """Files kept in git or about to be, without those that others wrote."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    paths = [ROOT / name for name in listed.splitlines()]
    return [p for p in paths if p.is_file() and "vendor" not in p.parts[:-1]]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(document):
    assert broken_links(document) == []


def test_a_broken_link_is_noticed(tmp_path):
    document = tmp_path / "README.md"
    document.write_text("[here](README.md#top) [gone](docs/none.md) `[code](x.md)` [w](https://a)")
    assert broken_links(document) == ["docs/none.md"]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git clone: which files are ours?")
def test_no_file_names_a_package_index():
    texts = {
        path: path.read_bytes().decode("utf-8", errors="ignore")
        for path in our_files()
        if path.suffix not in {".parquet", ".png"}
    }
    naming = [str(p.relative_to(ROOT)) for p, text in texts.items() if INDEX_HOSTS.search(text)]
    assert naming == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_pins_every_package_by_hash_and_carries_no_address(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE)
    packages = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert packages
    assert [p for p in packages if "==" not in p or "--hash=sha256:" not in p] == []


def test_the_development_lock_holds_the_same_versions():
    pins = [
        set(re.findall(r"^[a-z0-9-]+==\S+", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    ]
    assert pins[0] < pins[1]
