"""What the documents say is so: commands, prices, marks, examples, screens."""

import importlib
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import typer

import crosspost.networks
import crosspost.summary
from crosspost import errors, loading
from crosspost.article.captions import split_caption
from crosspost.article.marks import find_marks, is_provisional
from crosspost.cli.app import app
from crosspost.errors import ConfigError, NetworkError, PictureError
from crosspost.model import State
from crosspost.networks.x.prices import Prices
from crosspost.settings import Settings

ROOT = Path(__file__).parents[1]
DOCS = sorted((ROOT / "docs").rglob("*.md"))
PAGES = [*DOCS, *(ROOT / name for name in ("README.md", "README.ja.md", "CONTRIBUTING.md"))]
GUIDES = ("add-a-network.md", "add-a-summariser.md")
OPERATE = ROOT / "docs" / "operate.md"
LONGEST_README = 75  # lines: two screens
FRAME = re.compile(r"[\s─│╭╮╰╯]+")
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
EXAMPLE = re.compile(
    r"^<!-- file: (\S+) -->\n```python\n(.*?)^```$", flags=re.DOTALL | re.MULTILINE
)

COMMANDS: dict[str, Any] = vars(typer.main.get_command(app))["commands"]


def read(page: Path) -> str:
    """Return a page's text."""
    return page.read_text("utf-8")


def name(page: Path) -> str:
    """Return a page as a test's name."""
    return str(page.relative_to(ROOT))


def blocks(page: Path, language: str) -> list[str]:
    """Return the fenced blocks of a language."""
    return [text for kind, text in FENCED.findall(read(page)) if kind == language]


def shell_lines(page: Path) -> Iterator[list[str]]:
    """Return the words of each line that a reader types."""
    for block in blocks(page, "sh"):
        for line in block.replace("\\\n", " ").splitlines():
            if words := shlex.split(line, comments=True):
                yield words


def examples() -> list[tuple[str, str]]:
    """Return path and text of every complete file in the guides."""
    return [found for guide in GUIDES for found in EXAMPLE.findall(read(ROOT / "docs" / guide))]


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the guides' files where the loader finds them, and nowhere else."""
    for path, text in examples():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    for package in (crosspost.networks, crosspost.summary):
        more = tmp_path / package.__name__.replace(".", "/")
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(more)])
    importlib.invalidate_caches()
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_in_a_page_exists(page: Path) -> None:
    """What a page tells people to type is there, with its options."""
    named = set(re.findall(r"`crosspost ([a-z]+)", read(page)))
    assert named <= set(COMMANDS)
    for words in shell_lines(page):
        for program, command in pairwise(words):
            if Path(program).name != "crosspost" or command not in COMMANDS:
                continue
            known = {opt for param in COMMANDS[command].params for opt in param.opts}
            used = {w for w in words[words.index(command) :] if w.startswith("--")}
            assert used <= known, f"{command}: {used - known}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_make_target_in_a_page_exists(page: Path) -> None:
    """`make WORD` in a page is a verb of the Makefile."""
    targets = set(re.findall(r"^([a-z-]+):", read(ROOT / "Makefile"), re.MULTILINE))
    typed = {words[1] for words in shell_lines(page) if words[0] == "make"}
    assert typed <= targets


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_told_of_beside_its_arrows(state: State) -> None:
    """docs/outbox.md says what each state means and who moves it on."""
    assert f"| `{state.value}` |" in read(ROOT / "docs" / "outbox.md")


@pytest.mark.parametrize("page", [OPERATE, ROOT / "docs" / "ja" / "operate.md"], ids=name)
def test_every_metric_is_documented(page: Path) -> None:
    """The operator's page has each metric that /metrics shows, and no other."""
    made = set(re.findall(r'"(crosspost_\w+)"', read(ROOT / "crosspost" / "web" / "metrics.py")))
    listed = set(re.findall(r"`(crosspost_\w+)", read(page)))
    assert listed == {*made, "crosspost_info"}


@pytest.mark.parametrize(
    "error",
    [e for e in vars(errors).values() if isinstance(e, type) and not e.__subclasses__()],
)
def test_every_error_is_documented(error: type[Exception]) -> None:
    """The tree in errors.py has each error; the guide has what a network may raise."""
    if error.__module__ != errors.__name__:
        return
    assert error.__name__ in (errors.__doc__ or "")
    if issubclass(error, NetworkError | PictureError | ConfigError):
        assert f"`{error.__name__}" in read(ROOT / "docs" / "add-a-network.md")


def anchors(page: Path) -> set[str]:
    """Return the anchors that a page's headings make."""
    headings = re.findall(r"^#+ (.+)$", FENCED.sub("", read(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_finds_its_page_and_heading(page: Path) -> None:
    """A link leads to a file that is there, an anchor to a heading of it."""
    for target in re.findall(r"\]\(([^)\s]+)\)", FENCED.sub("", read(page))):
        file, _, anchor = target.partition("#")
        if "://" not in target:
            found = page.parent / file if file else page
            assert found.is_file(), target
            assert not anchor or anchor in anchors(found), target


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_toml_block_is_a_configuration(page: Path) -> None:
    """What a page shows can be copied, the options of networks and summarisers included."""
    for block in blocks(page, "toml"):
        told = tomllib.loads(block)
        settings = Settings.model_validate(told)
        assert settings.accounts.keys() == told.get("accounts", {}).keys()
        for account in settings.accounts.values():
            module = loading.load("crosspost.networks", account.network)
            module.Options.model_validate(account.options)
        summariser = loading.load("crosspost.summary", settings.summary.by)
        summariser.Options.model_validate(settings.summary.options)


def run(*command: str, path: Path, text: str = "") -> str:
    """Run Python with one more folder to import from and return what it prints."""
    environment = {**os.environ, "PYTHONPATH": f"{path}{os.pathsep}{ROOT}"}
    done = subprocess.run(
        [sys.executable, *command],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=environment,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_guides_examples_pass_their_own_tests(added: Path) -> None:
    """One file and one test, no edit elsewhere; the laws of the folder hold for them too."""
    joined = (
        "import crosspost.networks, crosspost.summary\n"
        f"crosspost.networks.__path__.append({str(added / 'crosspost/networks')!r})\n"
        f"crosspost.summary.__path__.append({str(added / 'crosspost/summary')!r})\n"
    )
    (added / "joined.py").write_text(joined, "utf-8")
    own = [str(added / path) for path, _ in examples() if path.startswith("tests/")]
    laws = ["tests/networks/test_networks.py", "tests/summary/test_laws.py"]
    options = ["-q", "-p", "joined", "-p", "no:cacheprovider", "--hypothesis-seed=0", "-k"]
    assert len(own) == len(GUIDES)
    run("-m", "pytest", *options, "not price and not room", *own, *laws, path=added)


@pytest.mark.parametrize(("path", "text"), examples(), ids=[path for path, _ in examples()])
def test_the_guides_examples_are_in_the_houses_style(path: str, text: str, tmp_path: Path) -> None:
    """They pass the linter and its format, as they would in their place."""
    given = ("--no-cache", "--stdin-filename", path, "-")
    assert "All checks passed" in run("-m", "ruff", "check", *given, path=tmp_path, text=text)
    assert run("-m", "ruff", "format", *given, path=tmp_path, text=text) == text


def test_the_screens_are_what_the_commands_print(tmp_path: Path) -> None:
    """`python scripts/screens.py` writes them anew when a command's words have changed."""
    code = "import json, runpy; s = runpy.run_path('scripts/screens.py')['draw_screens']()"
    drawn = json.loads(run("-c", f"{code}; print(json.dumps(s))", path=tmp_path))
    shown = FRAME.sub("", "".join(map(read, DOCS)))
    assert set(drawn) == set(re.findall(r"<!-- screen: ([\w-]+) -->", "".join(map(read, DOCS))))
    for screen in drawn.values():
        assert FRAME.sub("", screen) in shown


def rows(page: str, heading: str) -> list[list[str]]:
    """Return the cells of the first table under a heading, without their code marks."""
    section = read(ROOT / "docs" / page).partition(f"\n{heading}\n")[2]
    table = re.findall(r"(?:^\|.*\n)+", section, re.MULTILINE)[0]
    lines = table.strip().splitlines()[2:]
    return [[cell.strip().strip("`") for cell in line.split("|")[1:-1]] for line in lines]


def test_the_authors_page_splits_captions_as_the_program_does() -> None:
    """An author who writes a caption like those gets that description and that credit."""
    shown = rows("ja/write.md", "## 画像、キャプション、出典")
    assert len(shown) >= 5
    for caption, description, credit in shown:
        assert split_caption(caption) == (description, credit)


def test_the_authors_page_names_marks_that_the_program_knows() -> None:
    """Marks of the page are found in a title, and the first row's say that it is provisional."""
    shown = rows("ja/write.md", "## 暫定投稿、追記、訂正")
    for cells, provisional in ((shown[0], True), (shown[2], False)):
        for mark in cells[0].split("、"):
            assert find_marks(f"港の夜明け{mark}") == (mark,)
            assert is_provisional([mark]) is provisional


@pytest.mark.parametrize(
    ("page", "heading"), [("prices.md", "## Prices of X"), ("ja/prices.md", "## X の料金")]
)
def test_the_pages_of_prices_have_the_programs_prices(page: str, heading: str) -> None:
    """What the pages say a call costs is what is reckoned with."""
    listed = [Decimal(usd) for _, usd, _ in rows(page, heading)]
    assert sorted(listed) == sorted(Prices().model_dump().values())


def linked(page: Path) -> set[str]:
    """Return what a page links to; the Japanese page for the English one, where there is one."""
    found = re.findall(r"\]\(([^)]+)\)", read(page))
    return {re.sub(r"^docs/(?=\w+\.md$)", "docs/ja/", to) if is_told(to) else to for to in found}


def is_told(to: str) -> bool:
    """Whether a page under docs/ is there in Japanese."""
    return (ROOT / "docs" / "ja" / Path(to).name).is_file()


def test_both_readmes_say_the_same() -> None:
    """They begin with the demo; links and pictures are the same; two screens.

    Only who reads English is asked to run the tests: those who write a blog are not.
    """
    english, japanese = ROOT / "README.md", ROOT / "README.ja.md"
    first, second, *more = shell_lines(english)
    assert [first, second] == [["make", "demo"], ["make", "test"]]
    assert [first, *more] == list(shell_lines(japanese))
    assert linked(english) - {"README.ja.md"} == linked(japanese) - {"README.md"}
    assert max(read(page).count("\n") for page in (english, japanese)) <= LONGEST_README


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "ja").glob("*.md")), ids=name)
def test_a_japanese_page_shows_what_the_english_one_shows(page: Path) -> None:
    """What is typed, the configurations and the screens are the same, in the same order."""
    english = page.parents[1] / page.name
    assert list(shell_lines(page)) == list(shell_lines(english))
    told = [[tomllib.loads(block) for block in blocks(each, "toml")] for each in (page, english)]
    assert told[0] == told[1]
    screens = re.findall(r"<!-- screen: (\S+) -->", read(english))
    assert re.findall(r"<!-- screen: (\S+) -->", read(page)) == [f"{each}-ja" for each in screens]
