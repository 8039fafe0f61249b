"""Captions as Japanese blogs and agencies write them: what is shown, and whose it is."""

import pytest

from crosspost.article.alts import describe
from crosspost.article.captions import drop_credits, split_caption
from crosspost.model import Thumbnail


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("写真はロイター", "写真はロイター"),
        ("写真は北海通信社提供", "写真は北海通信社提供"),
        ("撮影・山田太郎", "撮影・山田太郎"),
        ("画像提供・海洋庁", "画像提供・海洋庁"),
        ("写真提供：海洋庁", "写真提供：海洋庁"),
        ("写真提供＝海洋庁", "写真提供＝海洋庁"),
        ("画像引用元：https://example.jp/a", "画像引用元：https://example.jp/a"),
        ("AFP＝時事", "AFP＝時事"),
        ("AFP-JIJI", "AFP-JIJI"),
        ("ＡＰ＝共同", "ＡＰ＝共同"),
        ("【写真】ロイター", "ロイター"),
        ("ロイター/アフロ", "ロイター/アフロ"),
        ("（写真＝ロイター）", "写真＝ロイター"),
        ("（筆者撮影）", "筆者撮影"),
        ("Image credit: Sea Agency", "Image credit: Sea Agency"),
    ],
)
def test_a_caption_that_only_names_its_source_is_all_credit(caption: str, credit: str) -> None:
    """Verbatim, with its label; the brackets around the whole of it go."""
    assert split_caption(caption) == ("", credit)


@pytest.mark.parametrize(
    ("caption", "shown", "credit"),
    [
        ("会見する市長＝ロイター", "会見する市長", "ロイター"),
        ("【写真】会見する市長＝ロイター", "会見する市長", "ロイター"),
        ("[資料写真] 夜の港（写真AC）", "夜の港", "写真AC"),
        ("会見する市長＝3日、白砂市役所（代表撮影）", "会見する市長＝3日、白砂市役所", "代表撮影"),
        ("会見する市長＝白砂市で3日、AFP通信", "会見する市長＝白砂市で3日", "AFP通信"),
        ("会見する市長＝3日、北浜新聞", "会見する市長＝3日", "北浜新聞"),
        ("会見する市長＝3日、ロイター", "会見する市長＝3日", "ロイター"),
        ("会見する市長＝朝日", "会見する市長", "朝日"),
        ("会見する市長＝毎日", "会見する市長", "毎日"),
        ("会見する市長＝木村", "会見する市長", "木村"),
        ("会見する市長＝海洋庁", "会見する市長", "海洋庁"),
        ("新庁舎の完成予想図＝白砂市", "新庁舎の完成予想図", "白砂市"),
        ("避難所の地図＝北浜県", "避難所の地図", "北浜県"),
        ("満開の桜＝2026年4月、筆者撮影", "満開の桜＝2026年4月", "筆者撮影"),
        (
            "会見する市長＝3日、市役所で、北浜新報撮影",
            "会見する市長＝3日、市役所で",
            "北浜新報撮影",
        ),
        ("夜の港｜アフロ", "夜の港", "アフロ"),
        ("夜の港。ロイター", "夜の港。", "ロイター"),
        ("会見する市長＝ロイター＝共同", "会見する市長", "ロイター＝共同"),
        ("会見する市長＝ＡＰ/アフロ", "会見する市長", "ＡＰ/アフロ"),
        ("写真提供 ロイター", "写真提供", "ロイター"),
        ("The port at night | Getty Images", "The port at night", "Getty Images"),
        ("The port at night (AP Photo/Jo Doe)", "The port at night", "AP Photo/Jo Doe"),
    ],
)
def test_what_is_shown_and_whose_it_is_are_told_apart(
    caption: str, shown: str, credit: str
) -> None:
    """A label before the description says nothing of either."""
    assert split_caption(caption) == (shown, credit)


@pytest.mark.parametrize(
    "caption",
    [
        "会見する市長＝3日、東京都千代田区",
        "会見する市長＝東京都千代田区で",
        "会見する市長＝大阪府で",
        "満開の桜＝２０２６年４月",
        "会見する市長＝白砂市",
        "会見する市長＝国会内",
        "会見する市長＝北浜郡白砂町",
        "会見する市長＝白砂駅前",
        "満開の桜＝昨年4月",
        "開票を待つ人々＝25日午後8時",
        "E=mc2の式",
    ],
)
def test_where_and_when_is_no_credit(caption: str) -> None:
    """Newspapers write the place behind the same sign; all of it is description."""
    assert split_caption(caption) == (caption, "")


@pytest.mark.parametrize("caption", ["画像はイメージです", "※写真はイメージです。", "イメージ画像"])
def test_a_caption_that_shows_nothing_is_no_description(caption: str) -> None:
    """Somebody who does not see the picture learns nothing; the alt attribute may say more."""
    assert describe(caption, "") == ""
    assert describe(caption, "", alt="夜の港に並ぶ船") == "夜の港に並ぶ船"


@pytest.mark.parametrize(
    ("skip", "credit"),
    [
        ("ロイター", "Reuters"),
        ("Reuters", "ロイター/アフロ"),
        ("共同通信", "共同"),
        ("共同", "Kyodo  News"),
        ("時事", "Jiji Press"),
        ("時事通信", "AFP＝時事"),
        ("AFP", "ＡＦＰ"),
        ("AP", "ＡＰ＝共同"),
        ("AP", "AP Photo/Jo Doe"),
        ("Getty Images", "ゲッティイメージズ"),
        ("ゲッティ", "GettyImages"),
        ("北海通信", "写真は北海通信社提供"),
    ],
)
def test_an_agency_is_kept_off_in_each_of_its_spellings(skip: str, credit: str) -> None:
    """Who may not show its pictures writes the name once."""
    assert drop_credits([Thumbnail("p", credit=credit)], [skip]) == ()


@pytest.mark.parametrize(
    ("skip", "credit"),
    [("AP", "Apple"), ("AP", "MAPBOX"), ("AP", "GAP提供"), ("共同", "共同撮影：山田"),
     ("ロイター", "Wikipedia"), ("", "ロイター"), (" ", "ロイター")],
)  # fmt: skip
def test_a_short_name_within_another_word_is_not_the_agency(skip: str, credit: str) -> None:
    """The picture stays."""
    kept = (Thumbnail("p", credit=credit),)
    assert drop_credits(kept, [skip]) == kept


def test_without_names_no_picture_is_kept_off() -> None:
    """The default."""
    kept = (Thumbnail("p", credit="ロイター"), Thumbnail("q"))
    assert drop_credits(kept, []) == kept
