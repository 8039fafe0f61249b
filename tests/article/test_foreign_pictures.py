# ruff: noqa: E501 — a table keeps each case on one line
"""No picture of anything else, wherever it stands among the article's own, and however nested."""

from hypothesis import given
from hypothesis import strategies as st

from crosspost.article.page import read_page
from crosspost.article.reading import read_entry
from crosspost.model import Article, Document, Entry, Thumbnail

SITE = "https://kaizu.example.jp"
URL = f"{SITE}/2026/11/28/peruna/"
TEXT = "<p>南洋連邦とアルトリアの両政府は二十三日、ペルナ島の基地を来年春に返還することで合意した。</p>"
OWN = [
    TEXT,
    "<figure><img src='/up/own.jpg'><figcaption>ペルナ島の基地=海洋庁</figcaption></figure>",
    "<p><img src='/up/own-plain.jpg' alt='ペルナ島'></p>",
    "<h2>今後の焦点</h2>",
    "<ul><li>調印は来年四月</li></ul>",
]
# Everything of another's is written in Cyrillic, so that not one character of it may come out.
ALT, CAPTION = "чужое фото", "чужая подпись"
IMAGE = f"<img src='/up/foreign.jpg' alt='{ALT}'>"
FOREIGN = [
    f"<a class='blogcard-wrap' href='/old/'><figure>{IMAGE}<figcaption>{CAPTION}</figcaption></figure><div>{CAPTION}</div></a>",
    f"<a href='/old/'><div>{IMAGE}<b>{CAPTION}{CAPTION}</b><span>{CAPTION}</span></div></a>",
    f"<div class='speech-wrap'><figure>{IMAGE}<figcaption>{CAPTION}</figcaption></figure><p>{CAPTION}</p></div>",
    f"<del><figure>{IMAGE}<figcaption>{CAPTION}</figcaption></figure></del>",
    f"<div style='text-decoration: line-through'>{IMAGE}</div>",
    f"<nav><a href='/old/'>{IMAGE}</a></nav>",
    f"<div class='wp-block-query'><ul><li>{IMAGE}<a href='/old/'>{CAPTION}</a></li></ul></div>",
    f"<div class='yarpp-related'><a href='/old/'>{IMAGE}</a></div>",
    f"<div class='kg-card kg-bookmark-card'><a href='/old/'>{IMAGE}<div>{CAPTION}</div></a></div>",
    f"<a href='https://px.a8.net/svt/ejp?a8mat=1'>{IMAGE}</a>",
    f"<a href='https://www.amazon.co.jp/dp/4000000000'>{IMAGE}</a>",
    f"<img class='avatar' src='/up/foreign.jpg' alt='{ALT}'>",
    f"<img src='/wp-content/themes/foreign/screenshot.jpg' alt='{ALT}'>",
    f"<img src='/up/foreign-no-image.png' alt='{ALT}'>",
    f"<img src='/up/foreign.gif' width='1' height='1' alt='{ALT}'>",
    f"<div hidden>{IMAGE}</div>",
    f"<aside>{IMAGE}</aside>",
]
WRAPS = ["<div>{}</div>", "<section>{}</section>", "<div class='wp-block-group'>{}</div>", "{}"]

parts = st.lists(
    st.one_of(
        st.sampled_from(OWN),
        st.builds(str.format, st.sampled_from(WRAPS), st.sampled_from(FOREIGN)),
    ),
    max_size=8,
)


def is_clean(thumbnail: Thumbnail) -> bool:
    """Whether nothing of a picture is another's."""
    said = thumbnail.alt + thumbnail.caption + thumbnail.credit
    return "foreign" not in thumbnail.url and not any("\u0400" <= c <= "\u04ff" for c in said)


@given(parts)
def test_a_feed_s_pictures_are_the_article_s(found: list[str]) -> None:
    """Its own stay, with their words; the captioned one is the first."""
    html = TEXT + "".join(found)
    entry = Entry("1", URL, "ペルナ島の返還", html)
    article = read_entry(entry, Document("rss20", "", (entry,)), feed="f", feed_url="")
    assert all(map(is_clean, article.thumbnails))
    names = [thumbnail.url.rpartition("/")[2] for thumbnail in article.thumbnails]
    assert set(names) == {name for name in ("own.jpg", "own-plain.jpg") if f"/{name}" in html}
    assert "own.jpg" not in names or names[0] == "own.jpg"


@given(parts, st.lists(st.sampled_from(FOREIGN), max_size=4), st.lists(st.sampled_from(FOREIGN)))
def test_a_page_s_pictures_are_the_article_s(
    found: list[str], above: list[str], below: list[str]
) -> None:
    """Whatever the theme puts above and below."""
    content = f"<div class='entry-content'>{TEXT}{''.join(found)}</div>"
    html = f"<html><body class=single><header>{''.join(above)}</header><main><h1>題</h1>{content}{''.join(below)}</main></body></html>"
    article = read_page(html.encode(), Article("f", ("l:x",), URL, "ペルナ島の返還"))
    assert all(map(is_clean, article.thumbnails))
    assert "own.jpg" not in "".join(found) or article.thumbnails[0].credit == "海洋庁"
