"""Two entries of one document that are alike under other names, as a monthly event's are."""

from typing import TYPE_CHECKING

import pytest

from crosspost.model import State

if TYPE_CHECKING:
    from tests.pipeline.conftest import Newsroom

TITLE = "毎月第三土曜日の朝市を開きます、雨の日もあります"
BODY = (
    "<p>毎月第三土曜日の朝八時から、旧税関の前の広場で朝市を開きます。"
    "地元の農家と漁師が二十軒ほど店を出し、雨の日も屋根の下で続けます。</p>"
)


def publish_twins(newsroom: "Newsroom") -> None:
    """Publish two articles of like title and text."""
    for _ in range(2):
        newsroom.publish(TITLE, body=BODY)


def test_twins_at_first_sight_are_both_remembered(newsroom: "Newsroom") -> None:
    """Nothing is known that one of them could be, and the next look finds nothing new."""
    publish_twins(newsroom)
    first = newsroom.look()
    assert (first.outcome, [f.decision for f in first.findings]) == ("clean", ["baseline"] * 5)
    newsroom.publish("朝市とは別の知らせ、図書館の改修が終わった")
    assert [f.decision for f in newsroom.look().findings] == ["post"]


def test_of_new_twins_one_goes_out_and_a_person_is_asked_about_the_other(
    newsroom: "Newsroom",
) -> None:
    """It may be the same article under a second id: never posted by itself, never dropped."""
    newsroom.look()
    publish_twins(newsroom)
    assert [f.decision for f in newsroom.look().findings] == ["post", "hold"]
    assert [d.state for d in newsroom.deliveries()] == [State.QUEUED, State.HELD]
    assert newsroom.look().findings == ()


@pytest.mark.parametrize("twins", [False, True], ids=["plain", "with twins"])
def test_twins_are_no_sign_that_the_blog_has_moved(newsroom: "Newsroom", *, twins: bool) -> None:
    """Under another address an unknown blog is remembered, whatever is alike in it."""
    newsroom.look()
    newsroom.blog._posts.clear()
    newsroom.blog._last = 500
    newsroom.blog.site = "https://asaichi.example.com"
    newsroom.table["feed"] = {"url": f"{newsroom.site}/feed/?another"}
    newsroom.publish("引っ越し先ではない、まったく別のブログの記事")
    if twins:
        publish_twins(newsroom)
    assert {f.decision for f in newsroom.look().findings} == {"baseline"}
