# ruff: noqa: E501 — a table keeps each case on one line
"""The lines by a picture, and the captions of galleries and services."""

import pytest

from crosspost.article.captions import drop_credits
from crosspost.article.reading import read_entry
from crosspost.model import Article, Document, Entry, Thumbnail

UP = "https://kaizu.example.jp/up"
A = f"<img src='{UP}/a.jpg'>"
B = f"<img src='{UP}/b.jpg'>"
P = "<p>南洋連邦とアルトリアの両政府は二十三日、ペルナ島の基地を来年春に返還することで合意した。</p>"
TEXT = "南洋連邦とアルトリアの両政府は二十三日、ペルナ島の基地を来年春に返還することで合意した。"
LONG = (
    "十一月二十日、首都の迎賓館で開かれた調印の式を終えて、記者団の質問に答えるアルトリアの大統領"
)


def read(html: str) -> Article:
    """Return the article of a text."""
    entry = Entry("1", "https://kaizu.example.jp/a/", "返還", html)
    return read_entry(entry, Document("rss20", "", (entry,)), feed="f", feed_url="")


def told(html: str) -> list[tuple[str, str, str]]:
    """Return name, caption and credit of the pictures."""
    shown = read(html).thumbnails
    return [(t.url.rpartition("/")[2], t.caption, t.credit) for t in shown]


@pytest.mark.parametrize(
    ("html", "caption", "credit"),
    [
        (f"{A}<p>会見する大統領 2026年11月20日 REUTERS/Jane Doe</p>{P}", "会見する大統領 2026年11月20日", "REUTERS/Jane Doe"),
        (f"{A}<p>会見する大統領<br>REUTERS/Jane Doe</p>{P}", "会見する大統領", "REUTERS/Jane Doe"),
        (f"{A}<p>会見する大統領</p><p>写真：ロイター</p>{P}", "会見する大統領", "写真：ロイター"),
        (f"{A}<p>{LONG}（2026年 ロイター/Jane Doe）</p>{P}", LONG, "2026年 ロイター/Jane Doe"),
        (f"{A}<p>{LONG}。REUTERS/Jane Doe</p>{P}", f"{LONG}。", "REUTERS/Jane Doe"),
        (f"{A}<p>写真はロイター。</p>{P}", "", "写真はロイター。"),
        (f"{A}<p>（AFP通信）</p>{P}", "", "AFP通信"),
        (f"{A}<p>会見する大統領。写真はロイター提供。</p>{P}", "会見する大統領。", "写真はロイター提供"),
        (f"{A}<p>会見する大統領</p><p>2026年11月20日</p><p>ロイター/Jane Doe</p>{P}", "会見する大統領 2026年11月20日", "ロイター/Jane Doe"),
        (f"{A}<p>会見する大統領</p>{P}<p>ロイター/Jane Doe</p>", "", ""),
        (f"{A}<p>（c）AFP/Jane Doe</p>{P}", "", "（c）AFP/Jane Doe"),
        (f"{A}<p>会見する大統領 共同</p>{P}", "会見する大統領", "共同"),
        (f"{A}<p>Photo by Jane Doe/AFP via Getty Images</p>{P}", "", "Photo by Jane Doe/AFP via Getty Images"),
        (f"<p>写真：ロイター</p>{A}{P}", "", "写真：ロイター"),
        (f"{P}<p>会見する大統領 REUTERS/Jane Doe</p>{A}{P}", "会見する大統領", "REUTERS/Jane Doe"),
        (f"<figure>{A}<figcaption>会見する大統領</figcaption></figure><p>AP Photo/Jo Doe</p>{P}", "会見する大統領", "AP Photo/Jo Doe"),
        (f"<figure>{A}<figcaption>会見する大統領=共同</figcaption></figure><p>写真：海洋庁</p>{P}", "会見する大統領", "共同"),
        (f"<figure>{A}<figcaption>会見する大統領</figcaption></figure><p>夜明けの港＝海洋庁</p>{P}", "会見する大統領", ""),
        (f"<div>{A}<p class='image-caption'>会見する大統領</p></div>{P}", "会見する大統領", ""),
        (f"<div>{A}<span class='photo-credit'>AFP/Jane Doe</span></div>{P}", "", "AFP/Jane Doe"),
        (f"{A}<p>会談の場となった港町</p><p>{TEXT}</p>", "", ""),
        (f"{A}{P}<p>写真：ロイター</p>", "", ""),
        (f"<h2>写真：ロイター</h2>{A}{P}", "", ""),
        (f"{A}<p>{LONG}と、ロイター通信は伝えた。</p>", "", ""),
    ],
)  # fmt: skip
def test_a_line_by_a_picture_names_its_source(html: str, caption: str, credit: str) -> None:
    """Below or above, in one line or two; a sentence that names an agency is text."""
    assert told(html) == [("a.jpg", caption, credit)]


@pytest.mark.parametrize("before", [f"{TEXT}<br>", f"{TEXT}<br><br>", "港の朝<br>\n<br>", ""])
def test_in_a_text_of_line_breaks_the_line_below_is_the_caption(before: str) -> None:
    """Blog services write one text with breaks, the pictures in the midst of it."""
    html = f"{before}{A}<br>岸壁に着いた船（北浜市提供）<br><br>{TEXT}"
    assert told(html) == [("a.jpg", "岸壁に着いた船", "北浜市提供")]


def test_lines_of_a_picture_are_no_text() -> None:
    """Neither who took it nor what it shows."""
    html = f"{A}<p>会見する大統領</p><p>写真：ロイター</p>{P}<p>写真：共同</p>{B}"
    assert read(html).text == TEXT


def test_pictures_side_by_side_share_a_credit_but_no_description() -> None:
    """The line stands under both; it describes the one that it stands under."""
    found = told(f"<p>{A}{B}</p><p>会見する両大統領 REUTERS/Jane Doe</p>{P}")
    assert found == [
        ("b.jpg", "会見する両大統領", "REUTERS/Jane Doe"),
        ("a.jpg", "", "REUTERS/Jane Doe"),
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # WordPress's block gallery, with and without captions of its own
        (
            f"<figure class='wp-block-gallery'><figure>{A}</figure><figure>{B}<figcaption>塔</figcaption></figure><figcaption class='blocks-gallery-caption'>港の一日=海洋庁</figcaption></figure>",
            [("b.jpg", "塔", ""), ("a.jpg", "", "海洋庁")],
        ),
        # Ghost's: one caption for all
        (
            f"<figure class='kg-card kg-gallery-card'><div>{A}</div><div>{B}</div><figcaption>港の一日</figcaption></figure>",
            [("a.jpg", "", ""), ("b.jpg", "", "")],
        ),
        # the classic gallery
        (
            f"<dl class='gallery-item'><dt>{A}</dt></dl><dl class='gallery-item'><dt>{B}</dt><dd class='wp-caption-text gallery-caption'>塔</dd></dl>",
            [("b.jpg", "塔", ""), ("a.jpg", "", "")],
        ),
        # Jetpack's tiles
        (
            f"<div class='tiled-gallery-item'>{A}</div><div class='tiled-gallery-item'>{B}<div class='tiled-gallery-caption'>塔</div></div>",
            [("b.jpg", "塔", ""), ("a.jpg", "", "")],
        ),
        # a loose picture before a figure whose caption stands above its picture
        (
            f"{A}<figure><figcaption>塔</figcaption>{B}</figure>",
            [("b.jpg", "塔", ""), ("a.jpg", "", "")],
        ),
    ],
    ids=["blocks", "one for all", "classic", "tiles", "above"],
)
def test_in_a_gallery_the_picture_is_the_one_whose_caption_it_is(
    html: str, expected: list[tuple[str, str, str]]
) -> None:
    """What stands under all of them describes none, but its credit is everybody's."""
    assert told(html + P) == expected


def test_blogger_s_caption_stands_in_a_table() -> None:
    """It is no table of data, and the cell is the caption."""
    table = (
        "<table class='tr-caption-container'><tbody><tr><td>"
        f"<a href='{UP}/a.jpg'><img src='{UP}/a-320x180.jpg'></a></td></tr>"
        "<tr><td class='tr-caption'>島の位置=Wikipedia</td></tr></tbody></table>"
    )
    assert told(table + P) == [("a.jpg", "島の位置", "Wikipedia")]
    assert read(table + P).text == TEXT


@pytest.mark.parametrize(
    "line",
    ["REUTERS/Jane Doe", "会見する大統領＝ロイター", "写真はロイター通信。", "ロイター/アフロ"],
)
def test_a_line_by_a_picture_keeps_off_an_agency(line: str) -> None:
    """Who may not show its pictures does not show this one."""
    assert drop_credits(read(f"{A}<p>{line}</p>{P}").thumbnails, ["Reuters"]) == ()
    assert drop_credits(read(f"{P}<p>{line}</p>{A}").thumbnails, ["Reuters"]) == ()


def test_an_alt_text_may_be_all_that_names_an_agency() -> None:
    """Where there is neither caption nor credit."""
    assert drop_credits([Thumbnail("p", alt="会見する大統領 ロイター")], ["Reuters"]) == ()
