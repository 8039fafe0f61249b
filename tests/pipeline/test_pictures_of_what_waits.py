"""A post that waits keeps the picture and caption of its article as they stand on the blog."""

import asyncio
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crosspost.demo.blog import Draft, Upload
from crosspost.errors import NotFetched
from crosspost.fetch import Fetched, Fetcher
from crosspost.model import Delivery, Thumbnail
from crosspost.pipeline.rewriting import begin
from crosspost.pipeline.watch import look

if TYPE_CHECKING:
    from tests.pipeline.conftest import Newsroom

TITLE = "会見の全文を公開、知事は来年度の浄水場予算を白紙に戻すと述べた"
BODY = "<p>県の第三者委員会は、更新費が膨らんだ経緯を公表した。</p>"
SHIP = Upload("ship.jpg", b"", "image/jpeg", 1200, 675, caption="岸壁に着いた客船=Wikipedia")


class Aloof(Fetcher):
    """Reads feeds; the blog answers nothing else, or that an article is protected."""

    def __init__(self, real: Fetcher, answer: bytes = b"") -> None:
        super().__init__()
        self._real = real
        self._answer = answer

    async def get(self, url: str, *, accept: str = "feed", **more: Any) -> Fetched:  # noqa: ANN401 — as the Fetcher
        """Fetch the feed."""
        if accept == "feed":
            return await self._real.get(url, accept="feed", **more)
        if accept == "json" and self._answer:
            return Fetched(200, url, {}, self._answer)
        raise NotFetched(f"{url}: status 503", status=503)


def look_alone(newsroom: "Newsroom", answer: bytes = b"") -> None:
    """Look at the feed while the blog answers nothing else, or only this."""

    async def once() -> None:
        pipe = newsroom.pipeline()
        aloof = replace(pipe, fetcher=Aloof(pipe.fetcher, answer))
        await look(aloof, pipe.settings.feeds[0], pinged=True)
        await pipe.fetcher.close()

    newsroom.clock.turn(seconds=5)
    asyncio.run(once())


def oldest(newsroom: "Newsroom") -> Delivery:
    """Return the first delivery."""
    return newsroom.deliveries()[0]


def shown(newsroom: "Newsroom") -> Thumbnail:
    """Return the picture of the first delivery."""
    picture = oldest(newsroom).post.thumbnail
    assert picture
    return picture


def figure(name: str, caption: str = "") -> str:
    """Return a text with a picture in it."""
    told = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'{BODY}<figure><img src="https://cdn.example.jp/{name}"/>{told}</figure>'


def test_what_is_not_edited_goes_out_as_it_was_planned(newsroom: "Newsroom") -> None:
    """The record keeps no excerpt, no categories and no second picture: none is lost by asking."""
    newsroom.table["post"] = {"hashtags": "categories"}
    newsroom.look()
    told = "更新費が膨らんだ経緯を、第三者委員会が一年をかけて調べた。"
    draft = Draft(title=TITLE, body=figure("pier.jpg"), excerpt=told, featured=SHIP)
    newsroom.blog.publish(draft)
    newsroom.look()
    planned = oldest(newsroom).post
    assert "#国際政治" in planned.text
    assert told in planned.text
    pipe = newsroom.pipeline()
    step = begin(pipe, oldest(newsroom), now=newsroom.clock())
    assert step.after.post == planned


def test_a_small_edit_of_a_held_article_keeps_its_featured_picture(newsroom: "Newsroom") -> None:
    """The feed holds no picture: the blog is asked for it again, as it was at first."""
    newsroom.table["feed"] = {"max_new_per_poll": 1}
    newsroom.look()
    number = newsroom.blog.publish(Draft(title=TITLE, body=BODY, featured=SHIP))
    newsroom.publish("県知事が辞意を表明、後任選びは年明けの臨時会で")
    newsroom.look()
    before = shown(newsroom)
    newsroom.blog.revise(number, title=f"{TITLE}。")
    newsroom.look()
    assert f"{TITLE}。" in oldest(newsroom).post.text
    assert shown(newsroom) == before


def test_an_edit_while_the_blog_answers_nothing_keeps_the_picture(newsroom: "Newsroom") -> None:
    """It was out of order for a moment; that takes no picture away."""
    newsroom.look()
    number = newsroom.blog.publish(Draft(title=TITLE, body=BODY, featured=SHIP))
    newsroom.look()
    before = shown(newsroom)
    newsroom.blog.revise(number, title=f"{TITLE}。")
    look_alone(newsroom)
    assert f"{TITLE}。" in oldest(newsroom).post.text
    assert shown(newsroom) == before


def test_a_picture_that_is_exchanged_meanwhile_is_the_one_that_goes_out(
    newsroom: "Newsroom",
) -> None:
    """The author took the wrong one; not a word was changed."""
    newsroom.look()
    number = newsroom.publish(TITLE, body=figure("wrong.jpg"))
    newsroom.look()
    newsroom.blog.revise(number, body=figure("right.jpg"))
    newsroom.look()
    assert shown(newsroom).url == "https://cdn.example.jp/right.jpg"


def test_a_caption_that_is_corrected_meanwhile_is_the_one_that_goes_out(
    newsroom: "Newsroom",
) -> None:
    """Alt text and credit are made of it."""
    newsroom.look()
    number = newsroom.publish(TITLE, body=figure("pier.jpg", "岸壁に着いた客船=Wikipedia"))
    newsroom.look()
    newsroom.blog.revise(number, body=figure("pier.jpg", "岸壁を離れる客船=港町新聞"))
    newsroom.look()
    assert (shown(newsroom).caption, shown(newsroom).credit) == ("岸壁を離れる客船", "港町新聞")


def test_a_picture_that_the_article_gets_meanwhile_goes_out_with_it(newsroom: "Newsroom") -> None:
    """It had none when it was found."""
    newsroom.look()
    number = newsroom.publish(TITLE)
    newsroom.look()
    assert oldest(newsroom).post.thumbnail is None
    newsroom.blog.revise(number, body=figure("late.jpg"))
    newsroom.look()
    assert shown(newsroom).url == "https://cdn.example.jp/late.jpg"


def test_another_picture_of_what_is_not_waiting_is_no_news(newsroom: "Newsroom") -> None:
    """Nothing would follow from it, and the blog is not asked about it."""
    newsroom.table["feed"] = {"first": "none"}
    number = newsroom.publish(TITLE, body=figure("wrong.jpg"))
    newsroom.look()
    newsroom.blog.revise(number, body=figure("right.jpg"))
    assert newsroom.look().findings == ()


def test_an_article_that_only_its_blog_calls_protected_stays_closed(newsroom: "Newsroom") -> None:
    """Its feed does not tell; each look asks again before anything could follow."""
    newsroom.look()
    number = newsroom.publish(TITLE)
    answer = json.dumps([{"id": number, "content": {"rendered": "", "protected": True}}]).encode()
    look_alone(newsroom, answer)
    newsroom.publish("県知事が辞意を表明、後任選びは年明けの臨時会で")
    look_alone(newsroom, answer)
    (other,) = newsroom.deliveries()
    assert TITLE not in other.post.text
