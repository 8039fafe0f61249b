"""Laws that the post keeps, whatever the article holds."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from crosspost import phrases
from crosspost.post.compose import Style, compose
from crosspost.post.weight import weight
from tests.post.conftest import ARTICLE, FULL, URL, whole_sentences

ODD = st.sampled_from(
    ["海峡の", "協議が", "再開した", "。", "、", "「", "」", "（", "）", "【", "】", " ", "\n", "a",
     "Z9", ".", "/", "@", "＠taro", "#", "＃話題", "$TSLA ", "asahi.com", "https://x.jp/あ", "😀",
     "👨\u200d👩\u200d👧", "🇯🇵", "か\u3099", "\u202e", "\ufeff", "\ue000", "\ue001", "{url}", "RT",
     "w" * 60, "あ" * 60, "〜", "…", "\u0301"],
)  # fmt: skip
ANYTHING = st.lists(ODD, max_size=12).map("".join)
TEMPLATES = st.sampled_from(
    ["{title}\n\n{summary}\n{url}", FULL, "{title}{url}{summary}", "{url}", "@{title} {url}",
     "{feed}.{author}\n{hashtags}{title}#{summary}", "続き {url} {", "{summary}", ""],
)  # fmt: skip
MENTION = re.compile(r"(?<![A-Za-z0-9_!#$%&*@＠])[@＠][A-Za-z0-9_]")


@given(ANYTHING, ANYTHING, TEMPLATES, st.integers(1, 700), ANYTHING)
def test_whatever_an_article_holds_the_post_keeps_its_promises(
    title: str, text: str, template: str, room: int, lead: str
) -> None:
    """Weight within the room, at most the article's own link, whole; nobody mentioned."""
    article = replace(ARTICLE, title=title, author=text, categories=(text, "国際"))
    style = Style(template=template, hashtags=2, lead=lead)
    post = compose(article, summarize=whole_sentences(text), room=room, style=style)
    assert post.weight == weight(post.text) <= room
    assert set(post.links) <= {URL}
    assert post.text.count(URL) == len(post.links) == (template.count("{url}") if room > 22 else 0)
    assert not MENTION.search(post.text)
    assert not set(post.text) & set("\u202e\ufeff\ue000\ue001\r")


BALANCED = st.recursive(
    st.sampled_from(["海峡の", "協議が再開した", "。", "、", "合意", "来春までに", "text ", "3.5"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=6).map("".join),
        st.tuples(st.sampled_from(["「」", "（）", "【】", "『』"]), inner).map(
            lambda drawn: drawn[0][0] + drawn[1] + drawn[0][1]
        ),
    ),
    max_leaves=30,
)


@given(BALANCED, BALANCED, st.integers(24, 300))
def test_brackets_that_are_balanced_in_the_article_are_so_in_the_post(
    title: str, text: str, room: int
) -> None:
    """Wherever title and summary are cut."""
    article = replace(ARTICLE, title=title, marks=())
    post = compose(article, summarize=lambda left: phrases.cut(text, left.fits), room=room)
    assert phrases.is_balanced(post.text)
