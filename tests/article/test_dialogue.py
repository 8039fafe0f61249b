# ruff: noqa: E501 — a table keeps each case on one line
"""Dialogue, code and what only stands around an article are told apart from its running text."""

import pytest

from crosspost.article.blocks import sort_out
from crosspost.article.reader import read_pieces

P = "灯台守の組合は三日、無人化の計画を延ばすことで折り合った。"
ASKED = "先生、灯台には誰が残るのですか。"
FACE = '<img src="/uploads/sensei.png" alt="先生">'


@pytest.mark.parametrize(
    "balloon",
    [
        f'<div class="speech-wrap sb-id-1 sbs-stn sbp-l"><div class="speech-person"><figure class="speech-icon">{FACE}</figure><div class="speech-name">生徒</div></div><div class="speech-balloon"><p>{ASKED}</p></div></div>',
        f'<div class="st-kaiwa-box kaiwaicon1 clearfix"><div class="st-kaiwa-face">{FACE}</div><div class="st-kaiwa-area"><div class="st-kaiwa-hukidashi">{ASKED}</div></div></div>',
        f'<div class="swell-block-balloon"><div class="c-balloon -bln-left"><div class="c-balloon__icon">{FACE}</div><div class="c-balloon__body"><div class="c-balloon__text"><p>{ASKED}</p></div></div></div></div>',
        f'<div class="wp-block-vk-blocks-balloon vk_balloon vk_balloon-left"><div class="vk_balloon_icon"><figure>{FACE}</figure></div><div class="vk_balloon_content"><p>{ASKED}</p></div></div>',
        f'<div class="say left"><p class="faceicon">{FACE}<span>生徒</span></p><div class="chatting"><div class="sc">{ASKED}</div></div></div>',
        f'<div class="balloon-box balloon-left clearfix"><div class="balloon-icon">{FACE}</div><div class="icon-name">生徒</div><div class="balloon-serif"><div class="balloon-content">{ASKED}</div></div></div>',
        f'<div class="smb-balloon"><div class="smb-balloon__person">{FACE}</div><div class="smb-balloon__body">{ASKED}</div></div>',
        f'<dl class="swell-block-faq"><div class="swell-block-faq__item"><dt class="faq_q">{ASKED}</dt><dd class="faq_a"><p>一人だ。</p></dd></div></dl>',
        f'<dl class="wp-block-vk-blocks-faq vk_faq"><dt class="vk_faq_title">{ASKED}</dt><dd class="vk_faq_content"><p>一人だ。</p></dd></dl>',
        f'<div class="schema-faq wp-block-yoast-faq-block"><div class="schema-faq-section"><strong class="schema-faq-question">{ASKED}</strong><p class="schema-faq-answer">一人だ。</p></div></div>',
    ],
    ids=["Cocoon", "AFFINGER", "SWELL", "VK", "SANGO", "JIN", "Snow Monkey", "SWELL FAQ", "VK FAQ", "Yoast"],
)  # fmt: skip
def test_a_speech_balloon_is_dialogue_and_its_face_no_picture(balloon: str) -> None:
    """Two speakers do not run together as prose."""
    pieces = sort_out(read_pieces(f"<p>{P}</p>{balloon}"))
    texts = [(piece.kind, piece.text) for piece in pieces if piece.text]
    assert texts[0] == ("own", P)
    assert ("dialogue", ASKED) in texts
    assert {kind for kind, _ in texts[1:]} == {"dialogue"}
    assert {piece.kind for piece in pieces if piece.picture} <= {"box"}


@pytest.mark.parametrize(
    "code",
    [
        "<pre><code>lamp = 1\nlamp += 1</code></pre>",
        "<pre>if (lamp) {\n  lamp = off();\n}</pre>",
        "<div class='x'><pre><span>lamp</span> on</pre></div>",
        "<div class='wp-block-code'><p>lamp</p></div>",
        "<div class='hcb_wrap'><pre>lamp</pre></div>",
        "<p><code>lamp --light --on</code></p>",
        "<figure class='highlight-source-ruby'><table><tr><td>1</td><td>lamp</td></tr></table></figure>",
    ],
)
def test_a_programs_lines_are_no_prose(code: str) -> None:
    """Blocks and lines of code, by name and by form."""
    kinds = [(piece.kind, piece.text) for piece in read_pieces(f"<p>{P}</p>{code}")]
    assert kinds[0] == ("own", P)
    assert {kind for kind, _ in kinds[1:]} == {"box"}


def test_a_word_of_a_program_within_a_sentence_stays() -> None:
    """Only a line that is nearly all code is left out."""
    html = "<p>灯りは<code>lamp</code>と打つと点く。</p><pre>拝啓。灯台より。</pre>"
    texts = [(piece.kind, piece.text) for piece in read_pieces(html)]
    assert texts == [("own", "灯りはlampと打つと点く。"), ("own", "拝啓。灯台より。")]


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        (["――灯台には誰が残るのですか。", P], ["dialogue", "own"]),
        (["― 誰が残りますか？", P], ["dialogue", "own"]),
        (["――これが結論だ。", P], ["own", "own"]),
        (["――まず経緯を。", P, "――そして結論を。", P], ["dialogue", "own", "dialogue", "own"]),
        (["Q1. 誰が残るのですか。", "A1. 組合の六人だ。", P], ["dialogue", "dialogue", "own"]),
        (["潮見：誰が残るの。", "岬：六人だよ。", "潮見：そうか。", P], ["dialogue"] * 3 + ["own"]),
        (["潮見「誰が残るの」", "岬「六人だよ」", "潮見「そうか」", "岬「うん」", P], ["dialogue"] * 4 + ["own"]),
        (["誰が残るのですか？", P, "冬はどうするのですか。", P], ["dialogue", "own"] * 2),
        (["誰が残るのですか？", P], ["own", "own"]),
        (["日時：三日", "場所：岬", "日時：四日", "場所：港"], ["own"] * 4),
        (["結論：六人が残る。", "理由：冬の霧が深い。", P], ["own"] * 3),
    ],
)  # fmt: skip
def test_dialogue_without_markup_is_known_by_its_lines(lines: list[str], kinds: list[str]) -> None:
    """Questions behind a dash or a Q, lines that begin with one of two speakers."""
    html = "".join(f"<p>{line}</p>" for line in lines) + "<h2>Q1. 見出し</h2>"
    assert [piece.kind for piece in sort_out(read_pieces(html))] == [*kinds, "heading"]
