"""What people see of the model: in `check`, `preview --why` and `explain`."""

from collections.abc import Iterator

import pytest

from tests import model_server
from tests.cli.conftest import CONFIG, Desk
from tests.model_server import ModelServer, gists, http

SENTENCE = "県の第三者委員会は、浄水場の更新費が当初の一・八倍に膨らんだ経緯を公表した。"
TRUE = "浄水場の更新費が一・八倍に膨らんだ経緯を、県の第三者委員会が公表した。"
FALSE = "浄水場の更新費は当初の二・八倍に膨らんだ。"


@pytest.fixture
def server(desk: Desk) -> Iterator[ModelServer]:
    """Let a server on loopback write the gists."""
    with model_server.serving() as made:
        table = f'[summary]\nby = "model"\n[summary.model]\nbase_url = "{made.base_url}"\n'
        desk.configure(CONFIG.replace("[fetch]", f'{table}name = "tiny"\n[fetch]'))
        made.says = gists((FALSE, [SENTENCE]), (TRUE, [SENTENCE]))
        yield made


def test_check_tells_whether_the_server_answers(desk: Desk, server: ModelServer) -> None:
    """It asks for the list of models and pays nothing."""
    server.says = http(b'{"data": []}')
    assert f"ok    [summary.model]: {server.base_url} answers" in desk.type("check").out
    server.says = http(b"", status="401 Unauthorized")
    said = desk.type("check")
    assert said.code == 1
    assert "BAD   [summary.model]" in said.out
    assert "its server answers 401" in said.out


def test_a_model_without_a_name_is_refused(desk: Desk) -> None:
    """Whatever runs says which key is missing."""
    desk.configure(CONFIG.replace("[fetch]", '[summary]\nby = "model"\n[fetch]'))
    for command in ("check", "once"):
        said = desk.type(command)
        assert "summary.model.name" in said.out + said.err


def test_preview_says_whose_the_gist_is(desk: Desk, server: ModelServer) -> None:
    """And what was refused, with the reason; scripts get the same as data."""
    page = f"{desk.site}/feed/"
    said = desk.type("preview", page, "--account", "main", "--limit", "1", "--why")
    assert TRUE in said.out.replace("\n", "").replace("│", "").replace(" ", "")
    assert "the gist is no. 2 of those that tiny wrote" in said.out
    assert f"refused, “{FALSE}”" in said.out

    told = desk.type("preview", page, "--account", "main", "--limit", "1", "--why", "--json").json
    assert [each["code"] for each in told["entries"][0]["gist"]] == [
        "origin.model",
        "origin.refused",
    ]
    plain = desk.type("preview", page, "--account", "main", "--json").json
    assert "gist" not in plain["entries"][0]


def test_a_preview_spends_nothing(desk: Desk, server: ModelServer) -> None:
    """A model that costs is not asked; a local file asks only with --fetch."""
    path = desk.folder / "config" / "crosspost.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("[fetch]", "usd_per_million_in = 2\n[fetch]"), "utf-8")
    said = desk.type("preview", f"{desk.site}/feed/", "--account", "main", "--why")
    assert "asking costs money, and a preview spends none" in said.out
    assert not server.asked


@pytest.mark.parametrize(("words", "asked"), [((), 0), (("--fetch",), 1)])
def test_a_local_file_asks_only_with_fetch(
    desk: Desk, server: ModelServer, words: tuple[str, ...], asked: int
) -> None:
    """Without it, nothing is asked of any server."""
    item = (
        "<item><title>浄水場の経緯</title><link>https://blog.example.jp/9</link>"
        f"<description>{SENTENCE}</description></item>"
    )
    feed = f'<rss version="2.0"><channel><title>b</title>{item}</channel></rss>'
    (desk.folder / "feed.xml").write_text(feed, "utf-8")
    desk.type("preview", "feed.xml", "--account", "main", *words)
    assert len(server.asked) == asked


def test_the_record_s_answer_is_taken_and_explained(desk: Desk, server: ModelServer) -> None:
    """What the daemon was told is shown again, and nobody is asked twice."""
    assert desk.type("once").code == 0
    desk.publish("浄水場の更新費をめぐる経緯を公表")
    assert desk.type("once").code == 0
    assert len(server.asked) == 1

    story = desk.type("explain", "latest")
    assert "the gist is no. 2 of those that tiny wrote" in story.out
    assert f"refused, “{FALSE}”" in story.out
    gist = desk.type("explain", "latest", "--json").json["deliveries"][0]["gist"]
    assert gist[0]["code"] == "origin.model"

    page = f"{desk.site}/feed/"
    said = desk.type("preview", page, "--account", "main", "--limit", "1", "--why")
    assert "the gist is no. 2 of those that tiny wrote" in said.out
    assert len(server.asked) == 1
