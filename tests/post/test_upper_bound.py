"""Where X's own programs disagree, the weight is the higher one: too low gets a post refused."""

import pytest

from crosspost.post.defuse import defuse
from crosspost.post.weight import urls, weight


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("a.jp😀日.みんな/パス", 23 + 2 + 2 + 1 + 6 + 4),
        ("a.jp👍🏽日.みんな/パス", 23 + 2 + 2 + 2 + 1 + 6 + 4),
        ("a.jp🇯🇵日.みんな/パス", 23 + 2 + 2 + 2 + 1 + 6 + 4),
    ],
)
def test_words_between_a_bare_domain_and_its_path_are_weighed(text: str, least: int) -> None:
    """X takes the path for part of the link, and steps over fewer characters than that."""
    assert urls(text) == ["a.jp/"]
    assert weight(text) >= least


def test_a_host_that_only_an_ideographic_full_stop_shortens_weighs_what_it_would_unlinked() -> None:
    """X's Java links it, its JavaScript finds the label too long."""
    host = "あ" * 30 + "。" + "い" * 30 + ".jp"
    assert urls(f"https://{host}") == [f"https://{host}"]
    assert weight(f"https://{host}") == len("https://.jp") + 2 * 61
    assert weight(f"{'あ' * 30}。{'い' * 30}.jp") == len(".jp") + 2 * 61


def test_an_ordinary_sentence_before_a_bare_domain_leaves_it_at_the_weight_of_a_link() -> None:
    """Short Japanese words behind the full stop do not make X's programs disagree."""
    assert weight("発表した。example.jp/2026/11/25/long-slug") == 2 * 5 + 23


def test_a_host_that_begins_within_an_astral_character_is_a_link() -> None:
    """X's JavaScript counts in UTF-16: without the first half of 😀 the label is short enough."""
    text = "😀" + "交談く" * 8 + "府" * 6 + "日本.jp？🍋münchen.de"
    assert urls(text) == ["münchen.de"]


@pytest.mark.parametrize("start", ["_-", "--"])
def test_a_link_is_found_behind_a_candidate_that_starts_with_signs(start: str) -> None:
    """The host that is no link ends before the next one begins."""
    assert urls(f"{start}日.みんな/パスmünchen.de") == ["münchen.de"]


@pytest.mark.parametrize(
    "text",
    ["https://a.jp/" * 200, "a.jp?" * 200, "a.jp " * 200, "https://a.jp/x " * 200, "。a.jp" * 200],
)
def test_ever_so_many_links_are_broken_in_a_few_rounds(text: str) -> None:
    """Each hides in the one before it; all are gone, and nothing but points was changed."""
    safe, broken = defuse(text)
    assert urls(safe) == []
    assert broken
    assert safe.replace("．", ".") in {text, text.replace("https://", "")} or "https" in safe
