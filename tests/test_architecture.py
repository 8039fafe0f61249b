"""The rules of the house that no tool checks by itself."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.application.use_cases import lint_imports
from importlinter.configuration import configure

ROOT = Path(__file__).parents[1]
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
FOLDERS = ("crosspost", "tests", "scripts", "benchmarks")
MODULES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
LEFT_BEHIND = {"__pycache__", "state", "dist", "htmlcov"}
HIDDEN_BUT_OURS = {".ci", ".dockerignore", ".gitignore"}
BINARY = {".jpg", ".png", ".webp", ".gif", ".ico"}
# Written in pieces, so that this file passes its own test.
NOWHERE = re.compile(
    "|".join(
        (
            "pypi" + r"\.org",
            "python" + r"hosted\.org",
            "docker" + r"\.io",
            "ghcr" + r"\.io",
            "registry" + r"\.npmjs",
            r"(?<![\w.:/-])/" + r"(?:work|root|home)/",
        )
    )
)
DOCS = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "docs/design.md")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    """Return a path as it reads from the project's root."""
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[Function]:
    """Return all functions of a module, inner ones and methods included."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, Function):
            yield node


def length(function: Function) -> int:
    """Return a function's lines without its decorators and its docstring."""
    lines = (function.end_lineno or 0) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        lines -= (first.end_lineno or 0) - first.lineno + 1
    return lines


def texts() -> Iterator[Path]:
    """Return the files of the project that hold text."""
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        hidden = parts[0].startswith(".") and parts[0] not in HIDDEN_BUT_OURS
        if hidden or LEFT_BEHIND & set(parts) or path.suffix in BINARY:
            continue
        if path.is_file():
            yield path


def test_no_module_is_long() -> None:
    """A module has at most 300 lines, one of tests as well."""
    long = {
        name(path): lines
        for path in MODULES
        if (lines := path.read_text("utf-8").count("\n")) > LONGEST_MODULE
    }
    assert not long


def test_no_function_is_long() -> None:
    """A function has at most 40 lines besides its docstring."""
    long = {
        f"{name(path)}:{f.name}": length(f)
        for path in MODULES
        for f in functions(path)
        if length(f) > LONGEST_FUNCTION
    }
    assert not long


def test_each_test_states_a_behaviour() -> None:
    """Every test function has one docstring line that says what must hold."""
    silent = [
        f"{name(path)}:{f.name}"
        for path in MODULES
        if path.name.startswith("test_")
        for f in functions(path)
        if f.name.startswith("test_") and not ast.get_docstring(f)
    ]
    assert not silent


def test_no_test_uses_mocks_or_sleeps() -> None:
    """Tests work on real sockets and real SQLite, and wait for nothing by the clock."""
    found = [
        name(path)
        for path in MODULES
        if re.search(r"\bunittest\.mock\b|\bMagicMock\b", path.read_text("utf-8"))
        and path != Path(__file__)
    ]
    assert not found


def test_every_import_keeps_the_contracts(capsys: pytest.CaptureFixture[str]) -> None:
    """The flow, the purity and the doors of pyproject.toml hold."""
    configure()
    kept = lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None)
    assert kept, capsys.readouterr().out


def test_no_file_names_a_registry_or_a_machine() -> None:
    """Nothing in the project depends on a package index's address or on somebody's disk."""
    found = [
        f"{name(path)}: {match[0]}"
        for path in texts()
        if (match := NOWHERE.search(path.read_text("utf-8", errors="replace")))
    ]
    assert not found


def test_requirements_pin_every_dependency_with_hashes() -> None:
    """What pyproject.toml asks for is pinned, and every pin carries hashes."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = {
        "requirements.txt": project["project"]["dependencies"]
        + project["project"]["optional-dependencies"]["postgres"],
        "requirements-build.txt": project["dependency-groups"]["build"],
        "requirements-dev.txt": project["dependency-groups"]["dev"],
    }
    for file, wanted in groups.items():
        pins = re.findall(
            r"^([a-z0-9-]+)(?:\[\w+\])?==\S+.*((?:\n    --hash=sha256:[0-9a-f]{64}.*)*)",
            (ROOT / file).read_text("utf-8"),
            re.MULTILINE,
        )
        assert not [pin for pin, hashes in pins if not hashes], file
        names = {re.split(r"[\[<>=~!; ]", need, maxsplit=1)[0].lower() for need in wanted}
        assert names <= {pin for pin, _ in pins}, f"{file}: run `make requirements`"


@pytest.mark.parametrize("document", DOCS)
def test_a_document_is_there(document: str) -> None:
    """What people look for first exists and is not empty."""
    assert (ROOT / document).read_text("utf-8").strip()


def test_every_link_between_documents_leads_somewhere() -> None:
    """A relative link in a Markdown file names a file of the project."""
    broken = [
        f"{name(path)}: {target}"
        for path in texts()
        if path.suffix == ".md"
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text("utf-8"))
        if not (path.parent / target).exists()
    ]
    assert not broken


def test_make_lists_its_verbs() -> None:
    """Each verb of the Makefile is phony and says what it does; there are at most twelve."""
    text = (ROOT / "Makefile").read_text("utf-8")
    verbs = re.findall(r"^([a-z-]+):.*## \S", text, re.MULTILINE)
    phony = re.findall(r"^\.PHONY: (.*)", text, re.MULTILINE)
    assert 0 < len(verbs) <= 12
    assert {"help", *verbs} == set(phony[0].split())
