"""Sentences about the page are left out; sentences of the matter that look alike stay."""

import pytest

from crosspost.article.blocks import read_blocks
from crosspost.article.notices import without_notices

P = "灯台守の組合は三日、無人化の計画を延ばすことで折り合った。"

DROPPED = [
    "この記事は2025年3月4日に更新しました。内容は公開時点のものです。",
    "※本稿の内容は執筆当時のものです。",
    "記事中の肩書は取材当時のものです。",
    "最終更新日：2025年3月4日",
    "2025/3/4 更新",
    "10月5日に記事の一部を修正しました。",
    "（2025年3月4日（火） 10:00に公開しました）",
    "最新の情報は運輸局のページをご確認ください。",
    "初出時、灯台の数を「六」と記載しましたが、正しくは「七」でした。お詫びして訂正します。",
    "見出しに誤りがありました。お詫びして訂正いたします。",
    "日付の記載に誤りがありました。",
    "皆さんこんにちは！岬の窓の潮見です。",
    "おはようございます。広報担当の潮見です！",
    "はじめまして。潮見と申します。",
    "どうも、トウダイモリです。",
    "トウダイモリです！",
    "2025年3月4日 追記：内容を一部修正しました。",
    "この記事は会員限定です。",
    "記事内に広告が含まれています。",
    "ご指摘を受け、数字を訂正しました。失礼いたしました。",
    "潮見岬（しおみ・みさき）：岬町生まれ。灯台を撮り続けて二十年。著書に『霧笛』。",
    "潮風こと潮見です。",
    "このブログでは、灯台のある暮らしを紹介しています。",
    "この記事では、灯台の無人化について解説します。",
    "今回は霧笛の歴史についてお話ししたいと思います。",
    "本記事を読めば、無人化の流れがわかります。",
    "ぜひ最後までお読みください。",
    "当サイトはアフィリエイト広告を利用しています。本ページにはプロモーションが含まれます。",
    "This article was last updated on March 4, 2025.",
    "Correction: an earlier version of this story gave the wrong number.",
    "Hello, Shiomi here!",
]  # fmt: skip
KEPT = [
    P,
    "長官は答弁の誤りを認めました。",
    "長官は「誤りがありました。お詫びします。」と述べた。",
    "この動画は三日に公開され、百万回再生された。",
    "同紙の記事に誤りがあったと長官は述べた。",
    "島では百人が暮らすといいます。",
    "運輸局は一覧を更新し、六つの灯台の日程を公開した。",
    "委員会の代表の潮見氏が辞任した。",
    "今回の嵐で橋が三本落ちた。",
    "このブログは十年続いた。",
    "The council updated its list on Tuesday.",
    "「" * 12 + "あ",
]  # fmt: skip


@pytest.mark.parametrize("line", DROPPED)
def test_housekeeping_is_no_text(line: str) -> None:
    """Dates, corrections, greetings, introductions, announcements of what the page does."""
    assert [(b.kind, b.text) for b in read_blocks(f"<p>{line}</p><p>{P}</p>")] == [
        ("box", line),
        ("own", P),
    ]


@pytest.mark.parametrize("line", KEPT)
def test_sentences_of_the_matter_stay(line: str) -> None:
    """What only sounds like housekeeping."""
    assert without_notices(line) == line


def test_a_sentence_beside_it_stays_and_so_does_the_label_of_an_addition() -> None:
    """Only the sentence goes; that there is a correction is still seen."""
    assert without_notices(f"こんにちは、潮見です。{P}") == P
    assert without_notices(f"【追記】{P}お詫びして訂正します。") == f"【追記】{P}"
    assert without_notices("【訂正】お詫びして訂正します。") == "【訂正】"


@pytest.mark.parametrize(
    "line",
    [
        "【コメントなど】",
        "■訳文",
        "*1：国の集計による。",
        "JavaScriptを有効にしてご覧ください。",
        "指紋は 4A3F 91BC 22D0 7E11 9C5A 0B3D 8F2E 6A71 CC04 19EE です。",
        "公開鍵 mQINBGV0aWFsIGtleSBtYXRlcmlhbCB0aGF0IG5vYm9keQ です",
        "※1 国の集計による。",
        "注：国の集計による。",
        "［2］ 国の集計による。",
        "前の記事：霧笛の歴史をたずねる",
        "Written by",
        "未分類",
        "無料会員登録はこちら",
        "公式LINEで最新情報を配信中",
        "-----BEGIN PGP PUBLIC KEY BLOCK-----",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJm",
        "mQINBGV0aWFsIGtleSBtYXRlcmlhbCB0aGF0IG5vYm9keSByZWFkcyBhbG91ZA",
    ],
)
def test_labels_notes_and_keys_are_no_text(line: str) -> None:
    """A layout's words, a note's text, a sign-up box, key material."""
    assert [b.kind for b in read_blocks(f"<p>{P}</p><p>{line}</p><p>{P}</p>")] == [
        "own",
        "box",
        "own",
    ]


def test_what_a_page_promises_is_a_box_with_its_list() -> None:
    """「この記事でわかること」 and the points below it."""
    html = f"<h2>この記事でわかること</h2><ul><li>無人化の日程</li><li>残る灯台</li></ul><p>{P}</p>"
    assert [b.kind for b in read_blocks(html)] == ["box", "box", "box", "own"]
