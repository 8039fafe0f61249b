"""`preview` shows what the configuration in force would send, wherever that is named or found."""

from pathlib import Path

import pytest

from crosspost.cli.previewing import name_account
from crosspost.settings import Settings
from tests.cli.conftest import Desk

ITEM = """<item><title>{title}</title><link>https://blog.example.jp/{number}</link>
<pubDate>Mon, 02 Mar 2020 09:00:00 +0900</pubDate><category>{category}</category>
<description>港の岸壁を延ばす工事が始まった。来年の夏に終わる。</description></item>"""
FEED = '<rss version="2.0"><channel><title>港だより</title>{items}</channel></rss>'
CONFIG = """
[state]
url = "sqlite:///state/crosspost.db"
[[feeds]]
name = "blog"
url = "https://blog.example.jp/feed/"
max_age = "36h"
exclude = ["雑記"]
[accounts.harbour]
max_weight = 400
[post]
template = "「{title}」 {url}"
"""
TEXT = "「岸壁の工事」 https://blog.example.jp/1"


@pytest.fixture
def feed(desk: Desk) -> str:
    """Return a local feed file with two old articles; no configuration lies where one is found."""
    (desk.folder / "config" / "crosspost.toml").unlink()
    items = (
        ITEM.format(title="岸壁の工事", number=1, category="港"),
        ITEM.format(title="猫の話", number=2, category="雑記"),
    )
    (desk.folder / "feed.xml").write_text(FEED.format(items="".join(items)), "utf-8")
    (desk.folder / "mine.toml").write_text(CONFIG, "utf-8")
    return "feed.xml"


@pytest.mark.parametrize("way", ["before", "behind", "variable", "found"])
def test_the_configuration_counts_wherever_it_is_named(desk: Desk, feed: str, way: str) -> None:
    """Template, excluded words, max_age and the one account are those of the file."""
    words: tuple[str, ...] = ("preview", feed, "--json")
    path = "mine.toml"
    if way == "before":
        words = ("--config", path, *words)
    elif way == "behind":
        words = (*words, "-c", path)
    elif way == "variable":
        desk.patch.setenv("CROSSPOST_CONFIG", path)
    else:
        path = str(Path("mine.toml").rename("config/crosspost.toml"))
    said = desk.type(*words)
    assert said.code == 0, said.err
    assert f"configuration: {path}\n" in said.err
    posted, passed = said.json["entries"]
    assert posted["post"]["text"] == TEXT
    assert posted["post"]["account"] == "harbour"
    assert "older than max_age (36 hours): found only now, it would be held" in posted["why"]
    assert passed["decision"] == "skip"


def test_without_a_configuration_nothing_is_said_of_max_age(desk: Desk, feed: str) -> None:
    """A weekly blog's old articles are no fault: there is no daemon that would hold them."""
    said = desk.type("preview", feed)
    assert said.code == 0
    assert said.err == "no configuration found: shown with the defaults\n"
    assert "max_age" not in said.out
    assert "held" not in said.out


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("max_weight = 400", "max_weight = 279"), "accounts.harbour.max_weight = 279"),
        (("[post]", "[posst]"), 'posst: unknown key; did you mean "post"?'),
        (("{title}", "{titel}"), "unknown field {titel}"),
    ],
)
def test_a_broken_file_is_refused_and_no_defaults_are_shown(
    desk: Desk, feed: str, change: tuple[str, str], why: str
) -> None:
    """What is shown would not be what is sent."""
    (desk.folder / "mine.toml").write_text(CONFIG.replace(*change), "utf-8")
    said = desk.type("-c", "mine.toml", "preview", feed)
    assert (said.code, said.out) == (2, "")
    assert why in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("source", "account"),
    [
        ("https://b.example.jp/feed/", "b"),
        ("https://b.example.jp/archives/7/", "b"),
        ("https://c.example.jp/", "a"),
        ("saved.xml", "a"),
    ],
)
def test_of_several_accounts_the_one_that_announces_the_feed_is_shown(
    source: str, account: str
) -> None:
    """A source belongs to the feed of that address, else to the only one on its host."""
    feeds = [
        {"name": name, "url": f"https://{name}.example.jp/feed/", "accounts": [name]}
        for name in ("a", "b")
    ]
    settings = Settings.model_validate({"feeds": feeds, "accounts": {"a": {}, "b": {}}})
    assert name_account(settings, source, wanted="") == account
    assert name_account(settings, source, wanted="c") == "c"
    assert not name_account(None, source, wanted="")
