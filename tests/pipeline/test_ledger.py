"""The ledger: what X bills apart from the post itself stands in it as well."""

import asyncio
import io
from datetime import timedelta

from PIL import Image

from crosspost.demo.blog import Draft, Upload
from crosspost.errors import MediaGone
from crosspost.model import Delivery
from crosspost.outbox import machine
from crosspost.pipeline.deliver import deliver
from crosspost.pipeline.picture import prepare
from crosspost.pipeline.repost import find_article, offer, order
from tests.pipeline.conftest import NOON, Newsroom

TITLE = "港の会談で三か国が合意へ、共同管制室は年内に再稼働"


def draw() -> Upload:
    """Return a picture with an alt text."""
    file = io.BytesIO()
    Image.new("RGB", (1200, 675), "steelblue").save(file, "JPEG")
    return Upload("ship.jpg", file.getvalue(), "image/jpeg", 1200, 675, alt="岸壁に着いた客船")


def upload(room: Newsroom, delivery: Delivery) -> Delivery:
    """Prepare the delivery's picture."""

    async def once() -> Delivery | None:
        pipe = room.pipeline()
        try:
            return await prepare(pipe, pipe.account("main"), delivery)
        finally:
            await pipe.fetcher.close()

    after = asyncio.run(once())
    assert after
    return after


def send(room: Newsroom) -> None:
    """Send what is due."""
    asyncio.run(deliver(room.pipeline(), "main"))


def lose_media(room: Newsroom, delivery: Delivery) -> Delivery:
    """Let X not know the picture any more when it is posted."""
    now, rules = room.clock(), room.pipeline().rules
    begun = room.store.apply(delivery, machine.begin(delivery, now=now, rules=rules), now=now)
    assert begun
    gone = machine.after_error(begun, MediaGone("gone"), now=now, rules=rules, chance=0)
    after = room.store.apply(begun, gone, now=now)
    assert after
    return after


def booked(room: Newsroom) -> list[tuple[str, str]]:
    """Return the lines of the ledger."""
    return [(c.item, str(c.usd)) for c in room.store.charges(NOON - timedelta(days=1))]


def test_a_picture_that_is_described_twice_is_paid_for_twice(newsroom: Newsroom) -> None:
    """X forgot the first one, but not to bill its alt text; the post's price holds the other."""
    newsroom.look()
    newsroom.blog.publish(Draft(title=TITLE, body="<p>経緯が公表された。</p>", featured=draw()))
    newsroom.look()
    delivery = upload(newsroom, newsroom.deliveries()[0])
    assert booked(newsroom) == []
    upload(newsroom, lose_media(newsroom, delivery))
    send(newsroom)
    assert booked(newsroom) == [("media-metadata", "0.005"), ("post-with-url", "0.205")]


def repost_natively(room: Newsroom) -> None:
    """Order X's own Repost of the newest article, and send it."""
    pipe = room.pipeline()
    known = asyncio.run(find_article(pipe, "latest"))
    offers = offer(pipe, known, "main", comment="", due_at=pipe.now())
    order(pipe, known, *(one for one in offers if one.way == "native"))
    send(room)


def test_a_second_native_repost_pays_for_the_undoing_of_the_first(newsroom: Newsroom) -> None:
    """X reposts nothing twice; the price is known before it is sent."""
    newsroom.look()
    newsroom.publish(TITLE)
    newsroom.look()
    send(newsroom)
    repost_natively(newsroom)
    repost_natively(newsroom)
    assert [usd for item, usd in booked(newsroom) if item == "repost"] == ["0.015", "0.025"]
    assert [str(d.price) for d in newsroom.deliveries()][1:] == ["0.015", "0.025"]
