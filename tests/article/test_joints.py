# ruff: noqa: E501 — a table keeps each case on one line
"""Lines are joined or parted as a reader would."""

import pytest

from crosspost.article.blocks import read_blocks


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<div>組合と運輸局は三日、</div><div>灯台の無人化の計画を</div><div>二年延ばすことで折り合った。</div><div><br></div><div>六つが残る。</div>", ["組合と運輸局は三日、灯台の無人化の計画を二年延ばすことで折り合った。", "六つが残る。"]),
        ("<p>組合と運輸局は三日、</p><p>&nbsp;</p><p>折り合った。</p>", ["組合と運輸局は三日、折り合った。"]),
        ("<p>組合は三日、灯台</p><p>の計画を</p><p>延ばした。</p>", ["組合は三日、灯台", "の計画を延ばした。"]),
        ("<p>岬の灯台六つ</p><p>を残すと組合は述べた。</p>", ["岬の灯台六つを残すと組合は述べた。"]),
        ("<div>灯台守が</div><div>残るのは</div><div>六つ</div>", ["灯台守が", "残るのは", "六つ"]),
        ("<p>無人化とは</p><p>灯台守がいなくなることだ。</p>", ["無人化とは", "灯台守がいなくなることだ。"]),
        ("<p>灯台の無人化の計画が</p><p><br></p><p>二年延びた。</p>", ["灯台の無人化の計画が二年延びた。"]),
        ("<p>灯台の無人化の行方は</p><p><br></p><p>計画は延びた。</p>", ["灯台の無人化の行方は", "計画は延びた。"]),
        ("<div>組合は三日</div><div>灯台の計画を</div><div>延ばすことで折り合った。</div>", ["組合は三日灯台の計画を延ばすことで折り合った。"]),
        ("<div>与党が過半数割れ</div><div>総裁の辞任を</div><div>求める声が出た。</div>", ["与党が過半数割れ", "総裁の辞任を求める声が出た。"]),
        ("<p>組合は三日、</p><figure><img src=a.jpg><figcaption>岬</figcaption></figure><p>計画を延ばした。</p>", ["組合は三日、計画を延ばした。"]),
        ("<p>組合は三日、</p><h2>無人化の行方</h2><p>計画を延ばした。</p>", ["組合は三日、", "計画を延ばした。"]),
        ("<p>灯台へ<br>行ってきました<br>霧が深くて<br>見えませんでした</p>", ["灯台へ行ってきました", "霧が深くて見えませんでした"]),
        ("<p>持ち物は</p><p>・懐中電灯</p><p>・地図</p>", ["持ち物は", "・懐中電灯", "・地図"]),
        ("<p>場所：岬の</p><p>灯台である。</p>", ["場所：岬の", "灯台である。"]),
        ("<p>The council voted on</p><p>the plan.</p>", ["The council voted on the plan."]),
        ("<p>The Council Votes</p><p>The plan passed.</p>", ["The Council Votes", "The plan passed."]),
        ("<p>前の文が<br><img src='/b.png'><br>次の行に続く。</p>", ["前の文が次の行に続く。"]),
        ("<p>霧笛を聞きました<br>とても大きな音です<br>また来ます</p>", ["霧笛を聞きました", "とても大きな音です", "また来ます"]),
        ("<p>灯台の無人化を<br>延ばす計画<br>六つが残る</p>", ["灯台の無人化を延ばす計画", "六つが残る"]),
        ("<p>灯台の無人化<br>の計画は延びた。</p>", ["灯台の無人化の計画は延びた。"]),
    ],
)  # fmt: skip
def test_lines_become_paragraphs(html: str, lines: list[str]) -> None:
    """A comma or a particle goes on; a heading, an entry, a list and a blank line part."""
    assert [block.text for block in read_blocks(html) if block.kind == "own"] == lines


def test_a_line_that_asks_for_a_follow_is_never_joined() -> None:
    """The box ends where the article goes on."""
    html = "<p>この記事が役に立ったらフォローを</p><p>六つの灯台が残る。</p>"
    assert [block.kind for block in read_blocks(html)] == ["box", "own"]
