# ruff: noqa: E501 — a table keeps each case on one line
"""An article's text in blocks."""

import pytest

from crosspost.article.blocks import is_quoted, read_blocks
from crosspost.model import Block

P = "市議会は二十日の本会議で、鉄道を存続させる条例案を可決した。"
Q = "県は負担の割合を明らかにしていない。"


def _kinds(html: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_blocks(html)]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>市議会は<b>二十日</b>の<a href='/x'>本会議</a>で</p>", ["市議会は二十日の本会議で"]),
        ("<p>市議会は\n  二十日に</p>", ["市議会は二十日に"]),
        ("<p>The council\n  voted</p>", ["The council voted"]),
        ("<p>一行目です。<br>二行目です。</p>", ["一行目です。二行目です。"]),
        ("<p>Line one.<br>Line two.</p>", ["Line one. Line two."]),
        ("<p>一段落目。<br><br>二段落目。</p>", ["一段落目。", "二段落目。"]),
        ("<p>詳しくは次のとおり。<br>日時：三日<br>場所：駅前</p>", ["詳しくは次のとおり。", "日時：三日", "場所：駅前"]),
        ("<p>日時：三日<br>北浜駅前で</p>", ["日時：三日", "北浜駅前で"]),
        ("一段落目。\n\n二段落目、\n続き。", ["一段落目。", "二段落目、続き。"]),
        ("A &amp; B\r\n\r\nC", ["A & B", "C"]),
        ("<i>傾いた</i>\n\n段落", ["傾いた", "段落"]),
        ("<p><ruby>北浜<rp>(</rp><rt>きたはま</rt><rp>)</rp></ruby>県</p>", ["北浜県"]),
        ("<p>条例<sup><a href='#1'>1</a></sup>と m<sup>2</sup></p>", ["条例と m²"]),
        ("<p>続く <a class='more-link' href='/x'>続きを読む</a></p>", ["続く"]),
        ("<p>見える<span style='display: none'>隠れる</span><span hidden>隠れる</span></p>", ["見える"]),
        ("<p>雪<img class='emoji' alt='❄' src='/e.png'>だ</p>", ["雪❄だ"]),
        ("<p>https://www.youtube.com/watch?v=abc</p><p>本文。</p>", ["本文。"]),
        ("<p>前文。<br>https://example.jp/a<br>後文。</p>", ["前文。", "後文。"]),
        ("<!-- x --><p>本文。</p>[toc]", ["本文。"]),
        ("<p>本文。[blogcard url='https://x.example/'][st-card id=5 label=\"関連\"]</p>", ["本文。"]),
        ("<p>本文[sic]と[注]。</p>", ["本文[sic]と。"]),
        ("<script>a</script><style>b</style><iframe>c</iframe><p>本文。</p>", ["本文。"]),
        ("<p>　字下げ。</p>", ["字下げ。"]),
        ("<frameset></frameset>", []),
        ("<table><tr><td>" + "本文が長い。" * 60 + "</td><td></td></tr></table>", ["本文が長い。" * 60]),
        ("<pre>手紙です。\n\n元気です。</pre>", ["手紙です。", "元気です。"]),
        ("", []),
    ],
)  # fmt: skip
def test_own_text_is_read_as_a_reader_sees_it(html: str, texts: list[str]) -> None:
    """Inline tags join, paragraphs part, what is not text is left out."""
    assert [text for kind, text in _kinds(html) if kind == "own"] == texts


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<h2>小見出し</h2>", [("heading", "小見出し")]),
        ("<blockquote><p>引用です。</p></blockquote>", [("quote", "引用です。")]),
        (f"<p>「{P}{Q}」</p>", [("quote", f"「{P}{Q}」")]),
        (f"<p>「{P}{Q}」（北浜新報）</p>", [("quote", f"「{P}{Q}」（北浜新報）")]),
        (f"<p>「{P}」と述べた。</p>", [("own", f"「{P}」と述べた。")]),
        ("<ul><li>一つ目</li><li>二つ目</li></ul>", [("list", "一つ目"), ("list", "二つ目")]),
        ("<dl><dt>語</dt><dd>意味</dd></dl>", [("list", "語"), ("list", "意味")]),
        ("<table><tr><th>駅</th><td>汐入</td></tr></table>", [("table", "駅 汐入")]),
        ("<figure><img src=a.jpg><figcaption>議場</figcaption></figure>", [("caption", "議場")]),
        ("<div class='wp-caption'><img src=a.jpg><p class='wp-caption-text'>議場</p></div>", [("caption", "議場")]),
        ("[caption id='a1' width='300']<img src=a.jpg> 議場[/caption]", [("caption", "議場")]),
        ("[caption caption='議場']<img src=a.jpg>[/caption]", [("caption", "議場")]),
        ("<p><img src=a.jpg></p><p>議場=Wikipedia</p><p>本文。</p>", [("caption", "議場=Wikipedia"), ("own", "本文。")]),
        ("<p><img src=a.jpg></p><p>写真は議場。</p>", [("own", "写真は議場。")]),
        ("<p><img src=a.jpg></p><h2>議場=Wikipedia</h2>", [("heading", "議場=Wikipedia")]),
        ("<figure><img src=a.jpg><figcaption>議場</figcaption></figure><p>市=Wikipedia</p>", [("caption", "議場"), ("own", "市=Wikipedia")]),
        ("<figure><figcaption>議場</figcaption><img src=a.jpg></figure><p>市=Wikipedia</p>", [("caption", "議場"), ("own", "市=Wikipedia")]),
        ("<pre class='wp-block-code'>x = 1</pre>", [("box", "x = 1")]),
        ("<p>⚓</p>", [("box", "⚓")]),
    ],
)  # fmt: skip
def test_blocks_have_kinds(html: str, blocks: list[tuple[str, str]]) -> None:
    """Headings, quotes, lists, tables, captions and code are not the author's running text."""
    assert _kinds(html) == blocks


@pytest.mark.parametrize(
    "box",
    [
        "<p>この記事が気に入ったらフォローしよう</p><p>最新情報をお届けします</p><p>Xでフォローする</p>",
        "<div class='c-snsFollow'><p>Xでフォローする</p></div>",
        "<div class='wp-block-group follow-box'><p>ぜひフォローを</p></div>",
        "<div class='sharedaddy sd-sharing-enabled'><h3>共有:</h3><ul><li>Facebook</li></ul></div>",
        "<div id='jp-relatedposts'><h3>関連</h3></div>",
        "<h3>関連記事</h3><ul><li><a href='/b'>別の記事</a></li></ul>",
        "<p>あわせて読みたい</p><p><a href='/b'>県知事選の構図を読む。その二</a></p>",
        "<p>シェアする</p><p>ツイート</p><p>はてブ</p>",
        "<div class='toc'><p>目次</p><ul><li>一</li></ul></div>",
        "<p>目次</p><ol><li>賛否の壁</li></ol>",
        "<p>スポンサーリンク</p>",
        "<h2>この記事を書いた人</h2><p>記者。二十年にわたり県政を取材した。</p><p>著書多数。</p>",
        "<p>筆者プロフィール</p><p>北浜県出身の記者である。</p>",
        "<form class='post-password-form'><p>パスワード</p></form>",
        "<nav><p>前へ</p></nav><footer><p>北浜の窓</p></footer><aside><p>余談</p></aside>",
        "<p>にほんブログ村に参加しています。</p>",
        "<p><a href='https://blog.with2.net/'>人気ブログランキング</a></p>",
        "<p>投稿 <a href='/a'>題</a> は <a href='/'>北浜の窓</a> に最初に表示されました。</p>",
        "<p>The post <a href='/a'>T</a> appeared first on <a href='/'>B</a>.</p>",
        "<p>Read more: Harbour council votes</p>",
        "<p>続きを読む</p>",
        "<div class='fc2_footer'><p>本日の広告です。</p></div>",
        "<div id='sidebar'><p>灯台を撮る。</p></div>",
        "<p>Follow us for more local news.</p>",
        "<div class='adsbygoogle'><p>広告の文</p></div>",
    ],
)
def test_boxes_are_no_text(box: str) -> None:
    """What asks, links or advertises below an article is `box`, whatever marks it."""
    kinds = _kinds(f"<p>{P}</p>{box}")
    assert kinds[0] == ("own", P)
    assert {kind for kind, _ in kinds[1:]} <= {"box"}


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{P}</p><p>この記事が役に立ったらフォローを</p><p>{Q}</p>",
        f"<p class='has-date-color'>{P}</p><div class='say-hello tweet-style'><p>{Q}</p></div>",
        f"<p>{P}</p><p><span class='strike-none'>{Q}</span></p>",
        f"<p class='conversation-starter'>{P}</p><p id='fn-summary'>{Q}</p>",
        f"<div class='post social'><p>{P}</p><p>{Q}</p></div>",
        f"<p>{P}</p><h2>関連記事</h2><ul><li><a href='/b'>別</a></li></ul><h2>県の姿勢</h2><p>{Q}</p>",
        f"<p>{P}</p><h3>この記事を書いた人</h3><p>記者。</p><h2>県の姿勢</h2><p>{Q}</p>",
        f"<p>{P}</p><p>関連記事</p><p><a href='/b'>別の記事</a></p><p>{Q}</p>",
    ],
)
def test_text_after_a_box_survives(html: str) -> None:
    """A box in the middle, or a box's name on the whole article, hides nothing."""
    assert [text for kind, text in _kinds(html) if kind == "own"] == [P, Q]


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        (f"<p>{P}</p><p>【追記】{Q}</p><p>{Q}</p>", ["own", "addition", "addition"]),
        (f"<p>{P}</p><p>【追記】{Q}【追記終わり】</p><p>{Q}</p>", ["own", "addition", "own"]),
        (f"<p>{P}</p><p>追記：</p><p>{Q}【追記ここまで】</p><p>{Q}</p>", ["own", "addition", "addition", "own"]),
        (f"<p>【追記あり】{Q}</p><p>{P}</p>", ["addition", "own"]),
        (f"<p>{P}</p><p>追記（11月3日）：{Q}</p>", ["own", "addition"]),
        (f"<p>{P}</p><p>※【11/3 追記】{Q}</p>", ["own", "addition"]),
        (f"<p>{P}</p><p>Update (Nov 3): it rained.</p>", ["own", "addition"]),
        (f"<p>{P}</p><h2>追記</h2><p>{Q}</p><h2>県の姿勢</h2><p>{Q}</p>", ["own", "heading", "addition", "heading", "own"]),
        (f"<p>{P}</p><p>Xでフォローする</p><p>【追記】{Q}</p>", ["own", "box", "addition"]),
        (f"<p>{P}</p><h3>この記事を書いた人</h3><p>記者。</p><p>【追記】{Q}</p>", ["own", "box", "box", "addition"]),
        (f"<p>{P}</p><p>筆者紹介</p><p>【追記】{Q}</p><p>{Q}</p>", ["own", "box", "addition", "addition"]),
        (f"<p>{P}</p><p>追記という文化がある。</p>", ["own", "own"]),
    ],
)  # fmt: skip
def test_additions_are_told_apart(html: str, blocks: list[str]) -> None:
    """An addition reaches to the end, to its end mark or to a heading; a box does not hide it."""
    assert [kind for kind, _ in _kinds(html)] == blocks


def test_an_unclosed_quotation_is_own_text() -> None:
    """Only a paragraph that is closed as it began is a quotation."""
    assert not is_quoted("「" + P)
    assert is_quoted("『" + P + "「" + Q + "」』")


def test_a_figure_without_caption_takes_the_gallerys() -> None:
    """Nested figures are read one by one."""
    html = "<figure><figure><img src=a.jpg></figure><figcaption>祭りの日</figcaption></figure>"
    assert _kinds(html) == [("caption", "祭りの日")]


def test_a_comment_in_a_paragraph_is_no_text() -> None:
    """What an editor or a plugin leaves in the markup is never read."""
    assert read_blocks("<p>霧の<!-- 校正済み -->港</p>") == (Block("own", "霧の港"),)


def test_a_line_that_is_a_credit_below_a_caption_belongs_to_the_picture() -> None:
    """What its figcaption says is not replaced, and the credit is no text of the article."""
    figure = '<figure><figcaption>夜明けの港</figcaption><img src="/a.jpg" width="600"></figure>'

    assert ("caption", "写真：港湾公社") in _kinds(f"{figure}<p>写真：港湾公社</p><p>{P}</p>")
