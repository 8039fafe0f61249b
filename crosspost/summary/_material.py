"""What of an article a summary may be made from: the author's own sentences, without the talk."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from crosspost import phrases
from crosspost.model import Article
from crosspost.summary import _voices
from crosspost.summary._sentences import is_closed, split
from crosspost.summary._talk import is_talk

#: Sentences read at most: bounds the time that a book-long article takes.
MOST_SENTENCES = 600
_MOST_CHARACTERS = 60_000

_NAMING = re.compile(r"^[^、。「」0-9０-９]{0,16}の[^、。「」のはがを]{1,10}です[。！!]?$")
# Of an addition (【追記】), or where and by whom: 【ワシントン＝山田太郎】.
_LABEL = re.compile(
    r"^(?:[【［\[](?!写真|画像)[^【］\]】。、]{1,16}[=＝][^【］\]】。]{1,16}[】］\]]"
    r"|[【［\[（(](?:[^】］\])）。]{0,12}[ 　])?(?:追記|更新|訂正|改訂|追加|続報)"
    r"[^】］\])）]{0,16}[】］\]）)]"
    r"(?:（[^（）]{1,8}[日時分]）)?"
    # A press release's dateline: 「白砂　令和八年一月八日――」
    r"|[^、。]{2,30}[ 　][0-9〇一二三四五六七八九十令和元]{2,6}年[^、。]{2,8}日(?:――|——|—|–)"
    r"|(?:追記|更新|訂正|改訂|update|edit)(?:\d*|[（(][^）)]{1,16}[）)])[：:])\s*",
    re.IGNORECASE,
)
# What no sentence begins with: the rest of one whose beginning is a quotation, a link or a picture.
_HANGING = re.compile(
    r"(?:という(?!わけ|こと)|といった|とのこと|などと|ための|くらいで|ぐらいで|にそれぞれ|により|による|について|に対し"
    r"|[をへ](?=[^ぁ-ん])|[がのにはもと](?=[\u3400-\u9fffァ-ヺA-Z、])(?!も、|と、|と同時|と[ある])|です。|ます。)"
)
# In a text without its markup: 「港の再整備を急ぐ 県は…」, 「タナログについて タナログは…」.
# A blank beside a Latin word is only the author's spacing.
_GLUED = re.compile(
    r"(?P<topic>[^。、]{2,40}?)(?:について|とは)[ 　]+(?=.{8})"
    r"|(?P<ends>[^。、「」（）() 　]{8,40}[るすくぐむぶつぬた])[ 　]+(?=[「『ぁ-ヺ\u3400-\u9fff])"
)
_ENDED = re.compile(r"[。．！？!?][」』）)]*$")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)][。．]?")  # an aside to the sentence before
_FIELD = re.compile(r"(?!\d)[^、。「」\s:：]{1,12}\s?[:：]\s*(?!/)\S")
_BREAK = re.compile(r"[^\s。！？!?.…]…$")
_LEAST_KEPT = 30  # characters; a shorter text with … at its end may be a style, not a cut
# An addition begins, also within a paragraph: 【追記　十三日】, 【十七日午前九時 追記】.
_ADDED = re.compile(r"(?=[【［][^】］。]{0,16}(?:追記|更新|続報)[^】］。]{0,20}[】］])")
_CORRECTED = re.compile(
    r"[【［（(]?(?:訂正|おことわり|お断り|お詫び|.{0,8}の注)[^】］）)。]{0,16}[】］）)：:]"
)
# 「カラジャさん（元水門番）　町の新聞に…」
_SPEAKER = re.compile(
    r"[^、。「」（）：\sぁ-ん]{1,12}(?:さん|くん|氏)?(?:（[^（）]{1,20}）)?(?:[　：]|(?=「))(?=\S)"
)
_FEWEST_SPEECHES = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the author's, with its place in the article."""

    text: str
    order: int  #: among all that stands in the article: neighbours differ by one
    paragraph: int
    added: bool = False  #: from an addition, which is the news
    rank: int = 0  #: how many sentences that are material stand before it


def read_sentences(article: Article) -> list[Sentence]:
    """Return the sentences from which a summary may be made, in the article's order."""
    found = list(islice(_told(article), MOST_SENTENCES))
    kept = _without_break(_without_labels(_without_rests(found)))
    return rank(kept)


def rank(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences, each knowing how many stand before it."""
    return [Sentence(s.text, s.order, s.paragraph, s.added, n) for n, s in enumerate(sentences)]


def _told(article: Article) -> Iterator[Sentence]:
    """Yield the sentences that are no talk; what is left out between two sets them apart."""
    order = 0
    last = said = ""
    for number, (paragraph, added, quotation) in enumerate(_paragraphs(article)):
        greeted = number == 0
        order += not paragraph
        for text in _voices.tell(last, quotation, said):
            order += 2  # by itself: what stands before it is another's
            yield Sentence(text, order, number)
        order += bool(quotation)
        last = ""
        for text in _sentences(paragraph):
            order += 1
            last = text
            said = paragraph
            if is_talk(text) or _BRACKETED.fullmatch(text) or (greeted and _NAMING.match(text)):
                continue
            greeted = False
            yield Sentence(text, order, number, added=added)


def _sentences(paragraph: str) -> Iterator[str]:
    """Yield the sentences; a heading that markup once set apart from the first is one by itself."""
    for text in split(_LABEL.sub("", paragraph)):
        heading = _GLUED.match(text)
        if heading and text.startswith(heading["topic"] or "", heading.end()):
            yield from (heading.group().strip(), text[heading.end() :])
        else:
            yield text


def is_field(line: str) -> bool:
    """Whether the line is a labelled entry of a form (日時：…), no sentence."""
    if not _FIELD.match(line):
        return False
    return not _ENDED.search(line) if phrases.is_japanese(line) else not is_closed(line)


def _paragraphs(article: Article) -> Iterator[tuple[str, bool, str]]:
    """Yield the author's lines and whether each is an addition; for what stands between them "".

    Of a quotation, its text comes third.
    """
    left = _MOST_CHARACTERS
    speech = _is_speech(article)
    for block in article.blocks:
        if block.kind in {"own", "addition"} and left > 0:
            for line in block.text[:left].split("\n"):
                for part in filter(None, _ADDED.split(line)):
                    if _CORRECTED.match(part) or (speech and _SPEAKER.match(part)):
                        yield "", False, ""
                    else:
                        yield part, block.kind == "addition" or bool(_ADDED.match(part)), ""
            left -= len(block.text)
        elif block.kind in {"heading", "quote", "list", "table"}:
            yield "", False, block.text if block.kind == "quote" else ""


def _is_speech(article: Article) -> bool:
    """Whether paragraphs begin with the name of who speaks in them: other people's words."""
    own = [b.text for b in article.blocks if b.kind == "own"]
    return sum(bool(_SPEAKER.match(text)) for text in own) >= _FEWEST_SPEECHES


def _without_rests(sentences: list[Sentence]) -> list[Sentence]:
    """Leave out what begins in the middle of a sentence where others exist."""
    return [s for s in sentences if not _HANGING.match(s.text)] or sentences


def _without_break(sentences: list[Sentence]) -> list[Sentence]:
    """Leave out the last sentence where the feed's text stops in it; a lone one ends a phrase."""
    if not sentences or not _BREAK.search(sentences[-1].text):
        return sentences
    *whole, last = sentences
    return whole or [replace(last, text=_to_phrase_end(last.text))]


def _to_phrase_end(text: str) -> str:
    """Return a broken text without its last phrase, which may be half a word."""
    *whole, _half = phrases.split_phrases(text.removesuffix("…"))
    kept = "".join(whole).rstrip("、，, ")
    return f"{kept}…" if len(kept) >= _LEAST_KEPT else text


def _without_labels(sentences: list[Sentence]) -> list[Sentence]:
    """Leave out lines without an end (bylines, dates, labels) where whole sentences exist."""
    running = [s for s in sentences if not is_field(s.text)]
    return [s for s in running if is_closed(s.text)] or running
