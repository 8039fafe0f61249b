# ruff: noqa: E501 — a table keeps each case on one line, with the signs that it is about
"""Signs that carry meaning stay; notes, and what was struck out, go with their marks."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost.article.blocks import read_blocks
from crosspost.article.reader import read_pieces
from crosspost.article.wording import plain

P = "灯台守の組合は三日、無人化の計画を延ばすことで折り合った。"


def _text(html: str) -> str:
    return "\n".join(block.text for block in read_blocks(html) if block.kind == "own")


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>星は10<sup>23</sup>個ある。</p>", "星は10²³個ある。"),
        ("<p>約3.2×10<sup>8</sup>年前</p>", "約3.2×10⁸年前"),
        ("<p>10<sup>-3</sup>秒</p>", "10⁻³秒"),
        ("<p>面積は12km<sup>2</sup>、容積は40m<sup>3</sup>だ。</p>", "面積は12km²、容積は40m³だ。"),
        ("<p>CO<sub>2</sub>とCH<sub>4</sub></p>", "CO₂とCH₄"),
        ("<p>log<sub>max</sub>の値</p>", "logmaxの値"),
        ("<p>炭素の<sup>14</sup>Cを測る</p>", "炭素の¹⁴Cを測る"),
        ("<p><sup>137</sup>Csを検出</p>", "¹³⁷Csを検出"),
        ("<p>Ca<sup>2+</sup>とCl<sup>−</sup></p>", "Ca²⁺とCl⁻"),
        ("<p>x<sup>n</sup>は</p>", "xⁿは"),
        ("<p>2<sup>k</sup>は</p>", "2^kは"),
        ("<p>(a+b)<sup>2</sup>を</p>", "(a+b)²を"),
        ("<p>E=mc<sup>2</sup>は</p>", "E=mc²は"),
        ("<p>−10<sup>∘</sup>Cの水</p>", "−10°Cの水"),
        ("<p>x<span class='sup'>2</span>とa<span class='subscript'>1</span></p>", "x²とa₁"),
        ("<p><span id='note-1-ref'>六つ</span>残る。</p>", "六つ残る。"),
        ("<p>2<sup>10</sup>は1024</p>", "2¹⁰は1024"),
        ("<p>The 21<sup>st</sup> of May</p>", "The 21st of May"),
        ("<p>商品名<sup>TM</sup>は</p>", "商品名™は"),
        ("<p>20<sup>o</sup>Cの水</p>", "20°Cの水"),
        ("<p><sup>1</sup>&frasl;<sub>2</sub>の確率</p>", "½の確率"),
        ("<p>水を3 <sup>1</sup>/<sub>4</sub>杯</p>", "水を3¼杯"),
        ("<p>板は5<sup>7</sup>⁄<sub>16</sub>インチ</p>", "板は5 7/16インチ"),
        ("<p>m<span style='vertical-align: super'>3</span></p>", "m³"),
        ("<p>H<span style='vertical-align: sub'>2</span>O</p>", "H₂O"),
        ("<p>8<sup>12月</sup>に</p>", "8に"),
        ("<p>第2<sup>nd version</sup>の</p>", "第2nd versionの"),
        ("<p>型番A<sub>x</sub></p>", "型番Ax"),
        ("<p>12<sub>b3</sub>の</p>", "12b3の"),
        ("<p>12<sub>3b</sub>の</p>", "12^3bの"),
    ],
)  # fmt: skip
def test_raised_and_lowered_signs_keep_their_meaning(html: str, said: str) -> None:
    """No number changes its digits by being flattened."""
    assert _text(html) == said


@pytest.mark.parametrize(
    "html",
    [
        "<p>死者は12<sup>3</sup>人に達した{}。</p>",
        "<p>死者は12<sup>[3]</sup>人に達した。</p>",
        "<p>死者は12人に達した<sup><a href='#fn3'>3</a></sup>。</p>",
        "<p>死者は12人に達した<sup>注3</sup>。</p>",
        "<p>死者は12人に達した<sup>*</sup>。</p>",
        "<p>死者は12人に達した<sup>1, 2</sup>。</p>",
        "<p>死者は12人に達した<sub>※1</sub>。</p>",
        "<p>死者は12人に達した<a href='#f-1' name='fn-1'>*1</a>。</p>",
        "<p>死者は12人<span class='footnote_referrer'><a><sup>[1]</sup></a><span class='footnote_tooltip'>国の集計による。</span></span>に達した。</p>",
        "<p>死者は12人<sup class='modern-footnotes-footnote'><a>1</a></sup><span class='modern-footnotes-footnote__note'>国の集計。</span>に達した。</p>",
        "<p>死者は12人に達した<sup data-fn='x' class='fn'><a href='#x'>1</a></sup>。</p><ol class='wp-block-footnotes'><li>国の集計。</li></ol>",
        "<p>死者は12人<label class='sidenote-number'></label><span class='sidenote'>国の集計。</span>に達した。</p>",
        "<p>死者は12人に達した<a role='doc-noteref' href='#x'>[1]</a>。</p><section role='doc-endnotes' class='footnotes'><p>国の集計。</p></section>",
        "<p>死者は12人に達した[1]。</p>",
        "<p>死者は12人に達した。[1][2]</p>",
        "<p>死者は12人に達した<sup>a,b</sup>。</p>",
        "<p>死者は12人に達した*。</p>",
        "<p>死者は12人に達した((国の集計による。))。</p>",
        "<p>死者は12人に達した［注2］。</p>",
        "<p>死者は12人（注1）に達した。</p>",
        "<p>死者は12人に達した*1。</p>",
        "<p>死者は12人※2に達した。</p>",
        "<p>死者は12人に達した注3。</p>",
        "<p>死者は12人に達した[要出典]。</p>",
        "<p>死者は12人に達した¹。</p>",
        "<p>死者は12人に達した（<sup>1</sup>）。</p>",
        "<p>死者は12人に達した。<sup>1</sup>。</p>",
        "<p>死者は12人に達した。</p><div class='footnote'><p class='footnote'><a href='#fn-1' name='f-1'>*1</a>:<span class='footnote-text'>国の集計。</span></p></div>",
        "<p>死者は12人に達した。</p><ol><li id='fn:1'>国の集計。<a href='#fnref:1'>↩</a></li></ol>",
    ],
)  # fmt: skip
def test_notes_go_with_their_marks(html: str) -> None:
    """Wherever a plugin or a hand put the mark or the note's text."""
    assert _text(html.format("")) == "死者は12人に達した。"


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>協議は<del>十八日</del><ins>二十日</ins>に再開し、<s>六人</s>八人が戻る。</p>", "協議は二十日に再開し、八人が戻る。"),
        ("<p>協議は<strike>十八日</strike>二十日に</p>", "協議は二十日に"),
        ("<p>協議は<span style='text-decoration: underline line-through'>十八日</span>二十日に</p>", "協議は二十日に"),
        ("<p>協議は<b style='text-decoration-line: line-through;'>十八日</b>二十日に<b>再開</b></p>", "協議は二十日に再開"),
        ("<p>協議は<span class='strikethrough'>十八日</span>二十日に</p>", "協議は二十日に"),
        ("<p><s>古い段落。</p><p>二つ目も。</s></p><p>新しい段落。</p>", "新しい段落。"),
        ("<p>前。<del>古い。</p><ul><li>三つ目。</li></ul><p>これも。</del>後。</p>", "前。\n後。"),
        ("<p><s>外<s>内</s>外</s>残り</p>", "残り"),
        ("<p>閉じない<s>古い</p><p>新しい段落。</p>", "閉じない\n新しい段落。"),
        ("<p>余る</s>閉じ<s>古い</s></p>", "余る閉じ"),
        ("<p>六人（<s>うち二人は重傷</s>）が戻る。</p>", "六人が戻る。"),
        ("<p>六人「<s>全員</s>」が、<s>昨日、</s>、戻る。</p>", "六人が、戻る。"),
        ("<p>六人（<s>男</s>、女）と（男、<s>女</s>）が戻る。</p>", "六人（女）と（男）が戻る。"),
        ("<p><s>昨日</s>、六人が戻る。</p>", "六人が戻る。"),
        ("<p>協議は~~十八日~~二十日に、三~四人で~~</p>", "協議は二十日に、三~四人で~~"),
        ("<p>協議は十\u0336八\u0336日\u0336二十日に</p>", "協議は二十日に"),
        ("<p>六人（<span class='x'></span>）と「<img src='/a.png'>」が戻る。</p>", "六人とが戻る。"),
    ],
)  # fmt: skip
def test_what_is_struck_out_is_not_said(html: str, said: str) -> None:
    """By element, style or name, within a line or over many; no empty bracket stays."""
    assert _text(html) == said


def test_captions_and_titles_are_read_alike() -> None:
    """Struck words, notes and powers in a caption or a title."""
    caption = "岬の<s>古い</s>灯台<sup>[1]</sup>、12km<sup>2</sup>の<q>霧笛</q>の庭=Wikipedia"
    assert plain(caption) == "岬の灯台、12km²の「霧笛」の庭=Wikipedia"
    figure = f"<figure><img src='a.jpg'><figcaption>{caption}</figcaption></figure>"
    [piece] = [piece for piece in read_pieces(figure) if piece.kind == "caption"]
    assert piece.text == plain(caption)


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>議長は<q>延ばす</q>と述べた。</p>", "議長は「延ばす」と述べた。"),
        ("<p>議長は<q>「延ばす」</q>と述べた。</p>", "議長は「延ばす」と述べた。"),
        (
            "<p>議長は<q>組合が<q>残す</q>と言う</q>と述べた。</p>",
            "議長は「組合が『残す』と言う」と述べた。",
        ),
        ("<p>He said <q>keep <q>all</q> six</q>.</p>", "He said “keep ‘all’ six”."),
        ("<p>議長は<cite>霧笛の歴史</cite>を引いた。</p>", "議長は霧笛の歴史を引いた。"),
    ],
)
def test_quotation_marks_are_written_where_a_browser_shows_them(html: str, said: str) -> None:
    """`q` is read aloud with its marks; a work that is named is not."""
    assert _text(html) == said
    assert plain(html) == said


@pytest.mark.parametrize(
    "quote",
    [
        f"<blockquote><p>{P}</p><cite>運輸局の会見</cite></blockquote>",
        f"<blockquote><p>{P}<br><cite>運輸局の会見</cite></p></blockquote>",
        f"<blockquote><p>{P}</p><footer>運輸局の会見</footer></blockquote>",
        f"<blockquote><p>{P}</p><p>出典：運輸局の会見</p></blockquote>",
        f"<blockquote><p>{P}</p><p>（運輸局の会見）</p></blockquote>",
        f"<blockquote>{P}<br>――運輸局の会見</blockquote>",
        f"<blockquote>{P}<br>（運輸局の会見）</blockquote>",
    ],
)
def test_who_is_quoted_stands_outside_of_the_quotation(quote: str) -> None:
    """The source is told apart from what is quoted."""
    blocks = read_blocks(quote)
    assert (blocks[0].kind, blocks[0].text) == ("quote", P)
    assert [block.kind for block in blocks[1:]] in ([], ["box"])


def test_a_work_named_within_a_quotation_is_quoted() -> None:
    """What goes on behind the name belongs to the sentence."""
    quote = "<blockquote><p><cite>霧笛の歴史</cite> <span>を読み返した</span>。</p></blockquote>"
    assert [(b.kind, b.text) for b in read_blocks(quote)] == [
        ("quote", "霧笛の歴史 を読み返した。")
    ]


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>前の文。力は<math><mi>F</mi></math>で表される。後の文。</p>", "前の文。後の文。"),
        ("<p>前の文。力は<span class='katex'><span>F=ma</span></span>だ。</p>", "前の文。"),
        ("<p>前の文。力は\\(F=ma\\)だ。後の文。</p>", "前の文。後の文。"),
        ("<p>前の文。力は$F_{1}=ma$だ。</p>", "前の文。"),
        ("<p>力は<img class='latex' src='/l.png' alt='F'>だ。後の文。</p>", "後の文。"),
        ("<p>力は<script type='math/tex'>F</script>だ。後の文。</p>", "後の文。"),
        ("<p>前の文。このボタン<img src='/b.png' width='20'>を押す。</p>", "前の文。"),
        ("<p>The force is <math><mi>F</mi></math> here. It is known.</p>", "It is known."),
        ("<p>前の文。<img src='/b.png'>後の文。</p>", "前の文。後の文。"),
        ("<p>前の文が<br><img src='/b.png'><br>続く。</p>", "前の文が\n続く。"),
        ("<p>前の文。宛先は<a class='__cf_email__'>[email protected]</a>だ。</p>", "前の文。"),
        ("<p>値段は$5から$9だ。</p>", "値段は$5から$9だ。"),
        ("<p>It was amazon20\\$, and you use amazon21\\$ now.</p>", "It was amazon20\\$, and you use amazon21\\$ now."),
        ("<p>会見の動画は次のとおり。<iframe src='x'></iframe></p>", "会見の動画は次のとおり。"),
    ],
)  # fmt: skip
def test_a_sentence_with_a_hole_is_left_out(html: str, said: str) -> None:
    """What cannot be told in a line takes its sentence with it; a picture between two does not."""
    assert _text(html) == said


WORDS = st.text("あいうえおかきくけこ", min_size=1, max_size=5)
NUMBERS = st.from_regex(r"[1-9][0-9]{0,3}", fullmatch=True)
HIDDEN = st.text("ΑΒΓΔΕΖ", min_size=1, max_size=5)
WRAPS = st.sampled_from([
    "<del>{}</del>", "<s>{}</s>", "<strike>{}</strike>", "<sup class='fn'>{}</sup>",
    "<span style='text-decoration:line-through'>{}</span>", "<span class='footnote'>{}</span>",
    "<b style='text-decoration: line-through'>{}</b>", "<span class='easy-footnote'>{}</span>",
])  # fmt: skip
APART = st.sampled_from([
    "<a class='blogcard-wrap' href='/x'><div>{}</div></a>", "<div class='lkc-card'>{}</div>",
    "<blockquote class='twitter-tweet'><p>{}</p></blockquote>", "<nav>{}</nav>",
    "<div class='footnotes'><p>{}</p></div>", "<figure class='kg-bookmark-card'>{}</figure>",
    "<div class='blogcard'><img src='/x.jpg' alt='{0}'><figcaption>{0}</figcaption></div>",
])  # fmt: skip
UNSAID = st.recursive(HIDDEN, lambda inner: st.builds(str.format, WRAPS, inner), max_leaves=4)
GONE = st.builds(str.format, WRAPS, UNSAID)
CARDS = st.builds(str.format, APART, UNSAID)


@given(
    st.lists(st.lists(st.one_of(WORDS, NUMBERS, GONE), min_size=1, max_size=8), max_size=5),
    st.lists(CARDS, max_size=3),
    st.randoms(),
)
def test_nothing_foreign_or_struck_is_ever_said(
    lines: list[list[str]], cards: list[str], chance: Random
) -> None:
    """Law 13: none of its characters in any text or alt text, the rest and its digits as they were."""
    paragraphs = [f"<p>{''.join(line)}</p>" for line in lines]
    mixed = [*paragraphs, *cards]
    chance.shuffle(mixed)
    kept = [block for block in mixed if block in paragraphs]

    pieces = read_pieces("".join(mixed))

    said = "".join(piece.text for piece in pieces)
    assert said == "".join(_without(block) for block in kept)
    assert not [piece for piece in pieces if piece.picture]


def _without(paragraph: str) -> str:
    """Return the kana and digits of a paragraph that stand outside of any part that goes."""
    found, depth, at = "", 0, 0
    while at < len(paragraph):
        if paragraph[at] == "<":
            end = paragraph.index(">", at)
            name = paragraph[at + 1 : end].split(maxsplit=1)[0]
            depth += 0 if name in {"p", "/p"} else -1 if name[0] == "/" else 1
            at = end
        elif not depth:
            found += paragraph[at]
        at += 1
    return found
