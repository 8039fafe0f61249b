# ruff: noqa: E501 — a table keeps each case on one line
"""Captions split into what a picture shows and whose it is; alt texts; skipped credits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost.article.alts import describe, usable_alt
from crosspost.article.captions import drop_credits, names_photographer, split_caption
from crosspost.model import Thumbnail


@pytest.mark.parametrize(
    ("caption", "description", "credit"),
    [
        ("採決を見守る議員たち=Wikipedia", "採決を見守る議員たち", "Wikipedia"),
        ("三国と計画中の防空網=Adobeによる", "三国と計画中の防空網", "Adobeによる"),
        ("会見する首相＝共同", "会見する首相", "共同"),
        ("握手する両首脳=ANAのYoutube", "握手する両首脳", "ANAのYoutube"),
        ("穀物船=沿岸航路機構のサイトより", "穀物船", "沿岸航路機構のサイトより"),
        ("署名する大統領（中央）=大統領府提供", "署名する大統領（中央）", "大統領府提供"),
        ("一歩も引かない=負けない、という看板=筆者撮影", "一歩も引かない=負けない、という看板", "筆者撮影"),
        ("基地と滑走路（手前）。写真=南洋タイムズ提供", "基地と滑走路（手前）。", "写真=南洋タイムズ提供"),
        ("始発を待つ人影はない。撮影：佐伯まどか", "始発を待つ人影はない。", "撮影：佐伯まどか"),
        ("国営放送のYoutubeより", "", "国営放送のYoutubeより"),
        ("会見する市長 ANNのYoutubeより", "会見する市長", "ANNのYoutubeより"),
        ("https://www.example.jp/data/2026/ より", "", "https://www.example.jp/data/2026/ より"),
        ("Adobeによる", "", "Adobeによる"),
        ("写真：共同通信", "", "写真：共同通信"),
        ("写真：夕方の汐入駅。利用者の六割が高校生だ", "夕方の汐入駅。利用者の六割が高校生だ", ""),
        ("写真：夕方の汐入駅。高校生が多い=北浜新報", "夕方の汐入駅。高校生が多い", "北浜新報"),
        ("出典：気象庁", "", "出典：気象庁"),
        ("出典：気象庁。" + "あ" * 40, "出典：気象庁。" + "あ" * 40, ""),
        ("提供/市民の会", "", "提供/市民の会"),
        ("会見する首相(共同)", "会見する首相", "共同"),
        ("演説する大統領（ロイター＝共同）", "演説する大統領", "ロイター＝共同"),
        ("植樹祭の参加者（北浜市提供）", "植樹祭の参加者", "北浜市提供"),
        ("ライトアップ（写真＝AP）", "ライトアップ", "写真＝AP"),
        ("首相（右）と大統領（左）", "首相（右）と大統領（左）", ""),
        ("港の風景 (C) 北浜新報", "港の風景", "(C) 北浜新報"),
        ("©2026 北浜新報", "", "©2026 北浜新報"),
        ("Wikimedia Commons", "", "Wikimedia Commons"),
        ("The quay at dusk. Photo: J. Marsh / Gazette", "The quay at dusk.", "Photo: J. Marsh / Gazette"),
        ("Photo: Ann Lee / Bloomberg / Getty Images", "", "Photo: Ann Lee / Bloomberg / Getty Images"),
        ("Photo by J. Marsh on Unsplash", "", "Photo by J. Marsh on Unsplash"),
        ("雪の庭とハナ", "雪の庭とハナ", ""),
        ("2026年5月撮影", "2026年5月撮影", ""),
        ("1+1=2", "1+1=2", ""),
        ("資料は https://example.jp/?id=abc", "資料は https://example.jp/?id=abc", ""),
        ("『終電のあとの町』（汐風書房、税込1,980円）", "『終電のあとの町』（汐風書房、税込1,980円）", ""),
        ("画像はイメージです", "画像はイメージです", ""),
        ("", "", ""),
    ],
)  # fmt: skip
def test_a_caption_splits_into_description_and_credit(
    caption: str, description: str, credit: str
) -> None:
    """Each form in the wild yields what is shown and, verbatim, whose it is."""
    assert split_caption(caption) == (description, credit)


@pytest.mark.parametrize("said", ["　", "ロイター　", "あ ", "（", "写真：", "／", "会見。"])
def test_a_caption_without_end_is_split_at_once(said: str) -> None:
    """Each of these would keep a careless pattern busy for minutes."""
    assert len("".join(split_caption(said * 2000))) <= 2000
    assert isinstance(names_photographer(said * 2000), bool)


@given(st.text(alphabet="写真：=＝より(（）)©。、 共同aA\n", max_size=80))
def test_a_split_caption_invents_nothing(caption: str) -> None:
    """Both parts stand in the caption just so."""
    description, credit = split_caption(caption)
    line = " ".join(caption.split())
    assert "".join(description.split()) in "".join(line.split())
    assert "".join(credit.split()) in "".join(line.split())


@pytest.mark.parametrize(
    ("caption", "credit", "alt", "described"),
    [
        ("会見する首相", "共同", "首相", "会見する首相（共同）"),
        ("署名する大統領（中央）", "共同", "", "署名する大統領（中央）＝共同"),
        ("人影はまだない。", "撮影：佐伯", "", "人影はまだない。撮影：佐伯"),
        ("The quay at dusk.", "Photo: Marsh", "", "The quay at dusk. Photo: Marsh"),
        ("The quay", "Marsh", "", "The quay (Marsh)"),
        ("会見する首相", "", "首相", "会見する首相"),
        ("", "国営放送より", "首相の会見", "首相の会見（国営放送より）"),
        ("", "国営放送より", "", "国営放送より"),
        ("", "", "首相の会見", "首相の会見"),
        ("", "", "", ""),
    ],
)
def test_the_alt_text_is_made_from_caption_and_credit(
    caption: str, credit: str, alt: str, described: str
) -> None:
    """The caption comes before the alt attribute; the credit is always told."""
    assert describe(caption, credit, alt=alt, title="題") == described


@pytest.mark.parametrize(
    "alt",
    [
        "IMG_2041", "gijou-1024x576", "photo.jpeg", "スクリーンショット 2026-11-03", "DSC 0042",
        "画像", "アイキャッチ画像", "featured image", "", "…", "市議会が条例を可決", "市議会が条例を可決 ",
    ],
)  # fmt: skip
def test_an_alt_attribute_that_tells_nothing_is_not_used(alt: str) -> None:
    """File names, placeholders and the title itself are no description."""
    assert usable_alt(alt, title="市議会が条例を可決") == ""


def test_an_alt_attribute_that_continues_the_title_is_not_used() -> None:
    """Themes write the title and the blog's name into alt."""
    title = "市議会が存続条例を一票差で可決"
    assert usable_alt(f"{title} | 北浜の窓", title=title) == ""
    assert usable_alt("議場の様子", title=title) == "議場の様子"


def test_an_alt_text_keeps_within_what_x_takes() -> None:
    """A thousand UTF-16 units, cut at the end of a phrase."""
    described = describe("😀長い説明が続く。" * 200, "", alt="")
    assert 900 < len(described.encode("utf-16-le")) // 2 <= 1000


def test_pictures_of_named_agencies_are_dropped() -> None:
    """The credit decides, in whatever width; without one the caption does."""
    kyodo = Thumbnail("https://a.example/1.jpg", credit="ﾛｲﾀｰ＝共同")
    caption = Thumbnail("https://a.example/2.jpg", caption="共同 の写真")
    other = Thumbnail("https://a.example/3.jpg", caption="共同記者会見", credit="北浜新報")
    assert drop_credits([kyodo, caption, other], ["共同", " "]) == (other,)
    assert drop_credits([kyodo], ["ロイター"]) == ()
    assert drop_credits([kyodo], []) == (kyodo,)
