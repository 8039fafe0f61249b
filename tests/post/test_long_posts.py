"""Posts of an account that may write more than 280."""

from dataclasses import replace

from crosspost.model import Room
from crosspost.post.compose import compose
from tests.post.conftest import ARTICLE, TEXT, TITLE, URL, whole_sentences


def test_the_first_280_of_a_long_post_stand_alone() -> None:
    """What the short post holds comes first, further sentences below it, none twice."""
    short = compose(ARTICLE, summarize=whole_sentences(TEXT), room=280)
    long = compose(ARTICLE, summarize=whole_sentences(TEXT), room=4000)
    assert long.text == f"{short.text}\n\n海運各社は値上げを見込み、航路の見直しを始めている。"


def test_a_long_post_repeats_no_sentence_of_its_first_part() -> None:
    """Not even when the longer summary begins with other sentences."""
    longer = "議長国が声明を読み上げた。\n協議が再開した。\n次回は来月に開かれる。"

    def summarize(room: Room) -> str:
        return longer if room.fits(longer + "あ" * 100) else "協議が再開した。"

    post = compose(ARTICLE, summarize=summarize, room=500)
    head, rest = post.text.split(URL)
    assert head.endswith("協議が再開した。\n")
    assert rest == "\n\n議長国が声明を読み上げた。\n次回は来月に開かれる。"


def test_a_long_post_without_more_to_say_is_a_short_one() -> None:
    """Nothing is added for the sake of length; a rest that does not fit is left out."""
    short = compose(ARTICLE, summarize=lambda _: "協議が再開した。", room=280)
    assert compose(ARTICLE, summarize=lambda _: "協議が再開した。", room=2000) == short
    greedy = compose(
        ARTICLE, summarize=lambda room: "あ" * 9999 if room.weight > 300 else "短い。", room=600
    )
    assert greedy.text == f"{TITLE}\n\n短い。\n{URL}"


def test_a_torn_quotation_is_not_put_below() -> None:
    """Dropping a sentence that is said already must not leave half a bracket."""

    def summarize(room: Room) -> str:
        return "「始まる。終わる」と述べた。" if room.weight > 300 else "「始まる。"

    post = compose(ARTICLE, summarize=summarize, room=600)
    assert post.text == f"{TITLE}\n\n「始まる。\n{URL}"


def test_a_title_of_300_characters_is_whole_where_there_is_room_for_it() -> None:
    """A long post cuts no title for the sake of the first 280."""
    title = "海峡をめぐる協議の記録、" * 25
    post = compose(replace(ARTICLE, title=title), summarize=lambda _: "", room=4000)
    assert title in post.text
