"""The summariser of `by = "model"`: the first candidate that passes, else what `select` takes."""

from dataclasses import replace

from crosspost.model import Article, Block, Gist, Room
from crosspost.summary import model, select

SENTENCE = "カザリン州の議会は二十日、赤字の続く湾岸鉄道を十年間残す条例案を一票差で可決した。"
ARTICLE = Article("", (), "", title="鉄道は残る", blocks=(Block("own", SENTENCE),))
TRUE = Gist("議会は湾岸鉄道を十年間残す条例案を一票差で可決した。", (SENTENCE,))
FALSE = Gist("議会は湾岸鉄道を三十年間残す条例案を可決した。", (SENTENCE,))
ROOM = Room(140, lambda text: 2 * len(text))


def tell(article: Article, room: Room = ROOM) -> str:
    """Return the gist."""
    return model.create(model.Options()).summarize(article, room)


def test_the_first_that_passes_is_told() -> None:
    """A lie before it is passed over."""
    assert tell(replace(ARTICLE, gists=(FALSE, TRUE))) == TRUE.text


def test_otherwise_select_tells() -> None:
    """Nothing asked, all refused, or no room for any: the post is as `select` makes it."""
    plain = select.create(select.Options())
    for gists in ((), (FALSE,)):
        assert tell(replace(ARTICLE, gists=gists)) == plain.summarize(ARTICLE, ROOM)
    small = replace(ROOM, weight=40)
    assert tell(replace(ARTICLE, gists=(TRUE,)), small) == plain.summarize(ARTICLE, small)


def test_the_author_s_excerpt_wins() -> None:
    """No model knows better than the author."""
    written = "一票差の裏で、だれが払うのか。"
    assert tell(replace(ARTICLE, excerpt=written, gists=(TRUE,))) == written
