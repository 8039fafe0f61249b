"""Nothing from outside raises, and no document is too strange."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost.article import markup
from crosspost.article.blocks import read_blocks
from crosspost.article.page import is_article, read_alone, read_page
from crosspost.article.reading import read_entry
from crosspost.article.recognition import recognise
from crosspost.article.rest import read_rest
from crosspost.model import UNTOLD, Article, Document, Entry, Known

NOW = datetime(2026, 11, 23, tzinfo=UTC)
TAGS = st.sampled_from([
    "<p>", "</p>", "<div class='follow'>", "</div>", "<a href='x'>", "</a>", "<img src=a.jpg>",
    "<figure>", "</figure>", "<figcaption>", "<table>", "<td>", "<li>", "<pre>", "<br>", "<h2>",
    "<!--", "[caption]", "[/caption]", "<b>", "<svg>", "<template>", "【追記】", "「", "」", "=",
    "写真：", "より", "。", "\n", "<sup>", "<ruby><rt>", "<frameset>", "\0", "\ud800",
])  # fmt: skip
HTML = st.lists(TAGS | st.text(max_size=8), max_size=40).map("".join)


@given(html=HTML, description=HTML, title=st.text(max_size=30), link=st.text(max_size=30))
def test_an_entry_never_raises(html: str, description: str, title: str, link: str) -> None:
    """Whatever a feed holds, an article comes of it, and it can be compared."""
    entry = Entry(link, link, title, html, description)
    document = Document("rss20", "", (entry,))
    article = read_entry(entry, document, feed="f", feed_url="https://a.example/")
    known = Known(
        1, "f", link, title, description, "", article.aliases, NOW, marks=("（暫定投稿）",)
    )
    assert article.aliases
    assert all(block.text.strip() for block in article.blocks)
    assert recognise(article, hits=[known], recent=[known], now=NOW).why != UNTOLD


@given(st.binary(max_size=200) | HTML.map(lambda h: h.encode("utf-8", "surrogatepass")))
def test_an_answer_never_raises(body: bytes) -> None:
    """Pages and REST answers are as untrusted as feeds."""
    article = Article("f", ("wp:1",), "https://a.example/", "題")
    assert read_page(body, article).feed == "f"
    assert read_rest(body, article).feed == "f"
    assert read_alone(body, "https://a.example/", feed="f").feed == "f"
    assert is_article(body) in {True, False}


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "底",
        "<b>" * 100_000 + "底",
        "<a><b>" * 50_000 + "底",
        "<blockquote>" * 50_000 + "底",
        "<p><font color=1>" * 20_000 + "底",
    ],
)
def test_depth_costs_neither_time_nor_stack(html: str) -> None:
    """Tags nested beyond any article are dropped, their text is kept."""
    assert "".join(block.text for block in read_blocks(html)).strip() == "底"


@pytest.mark.parametrize(
    ("html", "description"),
    [
        ("<p>本文。</p>", " " * 400_000),
        ("<p>本文。</p>", "この記事が気に入" * 50_000),
        (f"<p>本文。<img src=a.jpg srcset='{'a' * 400_000}'></p>", ""),
        (f"<p>本文。<a href='{'amazon.co.jp/' * 30_000}'><img src=a.jpg></a></p>", ""),
        (f"<p>本文。\n{'<span> </span>' * 20_000}</p>", ""),
        (f"<p>本文。コメント{',' * 100_000}</p>", ""),
    ],
    ids=["blanks", "calls", "srcset", "link", "gaps", "counter"],
)
def test_patterns_do_not_stall(html: str, description: str) -> None:
    """Each of these took minutes with a careless pattern."""
    entry = Entry(f"https://a.example/{'.' * 400_000}/", "", "題", html, description)
    article = read_entry(entry, Document("rss20", "", (entry,)), feed="f", feed_url="")
    assert article.text.startswith(("本文。", "この記事"))


@pytest.mark.parametrize(
    "hidden",
    ["<p {}>", '<!--<p a="--><p {}">', "<p x='>' {}>", "<p {}", '<p x="<b>"\t{}>'],
    ids=["plain", "behind a comment", "behind a quote", "without an end", "behind a tag"],
)
def test_no_more_names_are_compared_than_can_be(hidden: str) -> None:
    """The beginning is read; wherever the attributes are hidden, they are few."""
    names = " ".join(f"a{number}=1" for number in range(30_000))
    html = f"<p>本文。</p>{hidden.replace('{}', names)}<p>後の文。</p>"
    kept = markup._with_few_names(html)
    assert len(set(kept.split())) <= 10_002
    assert kept.startswith("<p>本文。</p>")
    assert [block.text for block in read_blocks(html)][:1] == ["本文。"]


def test_a_long_article_is_read_whole() -> None:
    """A hundred thousand characters of Latin words, each of them linked."""
    html = "<p>" + " ".join(f'<a href="/w/{n % 4_000}">word{n % 4_000}</a>' for n in range(9_000))
    assert markup._with_few_names(html) == html


def test_a_drawing_is_not_deep() -> None:
    """Hundreds of self-closing paths nest nowhere; the markup around them stays."""
    drawing = "<svg>" + "<path d='M0'/>" * 300 + "</svg>"
    assert [b.kind for b in read_blocks(f"{drawing}<blockquote>引用です。</blockquote>")] == [
        "quote"
    ]


def test_a_book_is_read_up_to_a_bound() -> None:
    """So many paragraphs, so much text."""
    assert len(read_blocks("<p>段落です。</p>" * 9_000)) <= 4_000
    assert sum(len(block.text) for block in read_blocks("字" * 400_000)) <= 150_000
