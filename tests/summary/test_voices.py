"""Another medium's words are told with the one who says them."""

import pytest

from crosspost.model import Article, Block
from crosspost.summary import _voices
from crosspost.summary._material import read_sentences

FRAME = "東岸の『北浜日報』は次のように伝えている。"

TOLD = [
    pytest.param(
        FRAME,
        "港の公社は穀物倉の鍵を市に渡すよう命じた。",
        "東岸の『北浜日報』は、港の公社は穀物倉の鍵を市に渡すよう命じたと伝えている。",
        id="a plain statement",
    ),
    pytest.param(
        FRAME,
        "「われわれは三週間前から訂正を求めてきた」（会長の談話）",
        "東岸の『北浜日報』は「われわれは三週間前から訂正を求めてきた」と伝えている。",
        id="in the first person",
    ),
    pytest.param(
        FRAME,
        "公社は「鍵は武器ではない」と。",
        "東岸の『北浜日報』は「公社は『鍵は武器ではない』と」と伝えている。",
        id="not in plain form",
    ),
    pytest.param(
        "宣言の翌朝、港湾日報は、この件をこう書いた。",
        "出港した船は十一隻だった。",
        "港湾日報は、出港した船は十一隻だったと書いた。",
        id="with a time before and an aside behind",
    ),
]
NOT_TOLD = [
    pytest.param("公社は鍵を渡した。", "扉は開いた。", "", id="no frame"),
    pytest.param(FRAME, "The doors were open.", "", id="another language"),
    pytest.param(FRAME, "その鍵は公社が渡した。", "", id="points back"),
    pytest.param(FRAME, "公社は「鍵を渡した。", "", id="an open bracket"),
    pytest.param(FRAME, "公社は鍵を" + "市と港に" * 50 + "渡した。", "", id="too long"),
    pytest.param("同紙は次のように伝えている。", "公社は鍵を渡した。", "", id="which paper"),
    pytest.param(
        "同紙は次のように伝えている。",
        "公社は鍵を渡した。",
        "『北浜日報』と『南洋新報』が報じた。",
        id="one of two papers",
    ),
    pytest.param(
        "同国は次のように伝えている。", "公社は鍵を渡した。", "『北浜日報』", id="a country"
    ),
]


@pytest.mark.parametrize(("frame", "quotation", "sentence"), TOLD)
def test_the_speaker_and_the_words_become_one_sentence(
    frame: str, quotation: str, sentence: str
) -> None:
    """Nothing is added but と or the marks of a quotation."""
    assert list(_voices.tell(frame, quotation, frame)) == [sentence]


@pytest.mark.parametrize(("frame", "quotation", "before"), NOT_TOLD)
def test_words_without_a_named_speaker_are_not_told(
    frame: str, quotation: str, before: str
) -> None:
    """Whose they are must stand in what is told."""
    assert list(_voices.tell(frame, quotation, before)) == []


def test_the_same_paper_is_told_by_its_name() -> None:
    """「同紙は」 would hang; the paragraph before names just one."""
    before = "調査報道の『北浜日報』が名簿を入手した。同紙は次のように伝えている。"
    told = _voices.tell("同紙は次のように伝えている。", "代金は銀行を経由していた。", before)

    assert list(told) == ["『北浜日報』は、代金は銀行を経由していたと伝えている。"]


def test_a_later_sentence_needs_a_subject_of_its_own() -> None:
    """What leans on the sentence before it is not told alone."""
    quotation = "公社は鍵を渡した。扉は四枚だ。港の公社の総裁は抗議した。"

    assert len(list(_voices.tell(FRAME, quotation, FRAME))) == 2


def test_the_quotation_behind_its_frame_is_material() -> None:
    """The pointer itself is not; what stands around it is no neighbour."""
    read = Article(
        feed="f",
        aliases=(),
        url="",
        title="港の鍵",
        blocks=(
            Block("own", f"港は静かだ。{FRAME}"),
            Block("quote", "港の公社は鍵を渡すよう命じた。"),
            Block("own", "市は黙っている。"),
        ),
    )
    assert [(s.text, s.order) for s in read_sentences(read)] == [
        ("港は静かだ。", 1),
        ("東岸の『北浜日報』は、港の公社は鍵を渡すよう命じたと伝えている。", 5),
        ("市は黙っている。", 7),
    ]
