"""A gist's form: whole sentences, within the room, and nothing that acts on the reader or X."""

import re
from collections.abc import Iterator

from crosspost import phrases
from crosspost.model import Article, Reason, Room
from crosspost.model.refusals import Refusal
from crosspost.summary._guard.words import cover, sentences
from crosspost.summary._sentences import is_closed
from crosspost.text import clean

_ADDRESS = re.compile(
    r"https?:|www\.|[A-Za-z0-9-]+\.(?:[A-Za-z]{2,})(?=$|[^A-Za-z0-9_])|[@＠#＃][^\s、。]+|\bmailto:"
)
_MARKUP = re.compile(
    r"<[^>]*>|\*\*|__|`|\[[^\]]*\]\(|^\s*(?:[-*•]|\d+[.)])\s|&[a-z]+;|[{}\\]|\n", re.MULTILINE
)
_ORDER = re.compile(
    r"フォロー(?:して|を)|クリック|タップして|ご覧(?:くだ|下)|(?:して|お読み|ご確認)くださ|登録はこちら|詳しくは"
    r"|(?<!手)続きは|指示(?:に従|を無視)|プロンプト|要約(?:です|しま)|以下(?:は|の通り)|お答え|AIと?し"
    r"|\b(?:ignore|disregard)\b.{0,40}\binstructions?\b|\bclick\b|\bas an ai\b|\bhere is\b",
    re.IGNORECASE,
)
_TITLE = 0.85  # of a gist's words in the title: it says nothing else


def check(gist: str, article: Article, room: Room) -> Iterator[Reason]:
    """Yield what keeps the text from standing in a post at all."""
    if not gist.strip():
        yield Refusal.NOTHING()
        return
    if (weight := room.weigh(gist)) > room.weight:
        yield Refusal.TOO_LONG(weight=weight, most=room.weight)
    yield from _acting(gist)
    yield from map(_broken, filter(_is_broken, sentences(gist)))
    if cover(gist, article.title) >= _TITLE:
        yield Refusal.SAYS_TITLE()
    if phrases.is_japanese(gist) is not phrases.is_japanese(article.title + article.text):
        yield Refusal.OTHER_LANGUAGE()


def _is_broken(sentence: str) -> bool:
    return not is_closed(sentence) or not phrases.is_balanced(sentence) or "…" in sentence


def _broken(sentence: str) -> Reason:
    return Refusal.BROKEN(clause=sentence)


def _acting(gist: str) -> Iterator[Reason]:
    """Yield what links, calls somebody, formats, or gives an order."""
    kinds = ((Refusal.ADDRESS, _ADDRESS), (Refusal.MARKUP, _MARKUP), (Refusal.INSTRUCTION, _ORDER))
    for kind, pattern in kinds:
        if found := pattern.search(gist):
            yield kind(found=found.group().strip() or found.group())
    if gist != clean(gist):
        yield Refusal.MARKUP(found=gist)
