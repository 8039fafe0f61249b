"""A description in plain text: what stands in it where a theme's boxes lost their markup."""

import re
from bisect import bisect

from crosspost.article import markup
from crosspost.article.escapes import settle

_TAIL = re.compile(
    r"(?:この(?:記事|ブログ)が(?:気に入|役に立|お役に|参考にな|よかった|良かった)"
    r"[^。]{0,20}(?:フォロー|シェア|いいね)).*$",
    re.DOTALL,
)
_DATE = r"(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日)"
_HOST = r"(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12}"
#: What ends a link card: the other page's host, with its date or right behind its text.
_CARD_END = re.compile(
    rf"(?:(?<=[。…！？])|(?<=\.\.\.)|(?<![\w/@.:-])|(?<=[^\x00-\x7f])){_HOST}\s?{_DATE}(?=\s|$|\[)"
    rf"|(?:(?<=[。…！？])|(?<=\.\.\.)){_HOST}(?=\s|$|\[)"
    r"|(?<=[。…！？])[a-z0-9-]{2,40}(?:\.[a-z0-9-]{0,40}){0,4}(?=\s?(?:\[|…|\.\.\.))"
)
#: What begins one, or a list of other articles.
_CARD_LABEL = re.compile(
    r"(?:^|(?<=[。！？…」』）])[ \u3000]*|(?<=\n))(?:[あ合]わせて読みたい"
    r"|(?:(?:関連|参考|おすすめ|オススメ|人気|過去|前回|次)の?(?:記事|リンク|エントリー?)"
    r"|こちらの記事も|こちらもおすすめ|続きはこちら)[\s：:】」!！▶→])"
)
_LABELLED_END = re.compile(r"(?:…|\.\.\.|続きを(?:見る|読む)|[。！？])(?=\s|$|\[)")
_LONGEST = 400  #: characters of a card
_GAP = re.compile(r"(?<=[。！？…」』）])[ \u3000]+|\n+")


def without_boxes(description: str) -> str:
    """Return a description without the boxes whose text a theme left in it as plain text.

    Of one that is laid out in HTML the markup tells (nature); it comes back as it is.
    """
    if markup.is_laid_out(settle(description)):
        return description
    return _without_cards(_TAIL.sub("", description).rstrip())


def _without_cards(said: str) -> str:
    gaps = [0, *(gap.end() for gap in _GAP.finditer(said))]
    spans = [*_ended(said, gaps), *_labelled(said)]
    kept, at = "", 0
    for start, end in sorted(spans):
        kept += said[at : max(start, at)]
        at = max(at, end)
    return (kept + said[at:]).strip()


def _ended(said: str, gaps: list[int]) -> list[tuple[int, int]]:
    """Return the spans from the gap before a card to its end.

    Where the host stands by itself, the text of the card ended with a sentence before it.
    """
    found = []
    for end in _CARD_END.finditer(said):
        at = bisect(gaps, end.start()) - 1
        alone = gaps[at] == end.start() and at > 0
        found.append((gaps[at - alone], end.end()))
    return found


def _labelled(said: str) -> list[tuple[int, int]]:
    """Return the spans of what a label announces."""
    found = []
    for label in _CARD_LABEL.finditer(said):
        most = min(label.end() + _LONGEST, len(said))
        end = _LABELLED_END.search(said, label.end(), most)
        found.append((label.start(), end.end() if end else most))
    return found
