"""The blog's own name in its titles."""

import pytest

from crosspost.article.reading import read_entry
from crosspost.article.sites import without_site
from crosspost.model import Document, Entry


@pytest.mark.parametrize(
    ("title", "site", "expected"),
    [
        ("条例を可決（暫定投稿） - 北浜の窓", "北浜の窓", "条例を可決（暫定投稿）"),
        ("条例を可決（追記） | 北浜の窓", "北浜の窓", "条例を可決（追記）"),
        ("条例を可決｜北浜の窓", "北浜の窓 - 港町の政治を読む", "条例を可決"),
        ("条例を可決 » 北浜の窓", "北浜の窓｜港町の政治", "条例を可決"),
        ("条例を可決―北浜の窓", "北浜の窓", "条例を可決"),
        ("Council votes – The Port", "The Port", "Council votes"),
        ("条例を可決 - 北浜の窓", "南浜の窓", "条例を可決 - 北浜の窓"),
        ("条例を可決する北浜の窓", "北浜の窓", "条例を可決する北浜の窓"),
        ("北浜の窓 - 今週のまとめ", "北浜の窓", "北浜の窓 - 今週のまとめ"),
        ("【追記】 - 北浜の窓", "北浜の窓", "【追記】"),
        ("※ - 北浜の窓", "北浜の窓", "※ - 北浜の窓"),
        ("北浜の窓", "北浜の窓", "北浜の窓"),
        ("題", "", "題"),
    ],
)
def test_a_blog_s_own_name_is_no_part_of_the_title(title: str, site: str, expected: str) -> None:
    """It goes where the feed's own title says that it is the name; the mark before it stays."""
    assert without_site(title, site) == expected


def test_an_entry_s_title_is_read_without_the_feed_s_name() -> None:
    """The mark counts as one at the title's end."""
    title = "条例を可決（追記） - 北浜の窓"
    entry = Entry("1", "https://blog.example.jp/a", title, "<p>本文。</p>", "")
    document = Document("rss20", "北浜の窓", (entry,))
    article = read_entry(entry, document, feed="blog", feed_url="https://blog.example.jp/feed/")
    assert (article.title, article.marks) == ("条例を可決（追記）", ("（追記）",))
