"""An article behind a password: what waits is held when its turn comes, and goes when it opens."""

from crosspost.model import Delivery, Known, State
from crosspost.outbox import verdict
from crosspost.pipeline.parts import Pipeline

#: Holds of this kind end by themselves, when the author takes the password away.
MARK = "password: "
_OPEN = "the article is no longer protected by a password"
_MOST = 1000


def reason_to_hold(article: Known) -> str:
    """Return why an article that not everybody can read is not announced, "" when all can."""
    if not article.protected:
        return ""
    return f"{MARK}the article is protected; goes out when the author takes the password away"


def holds(delivery: Delivery) -> bool:
    """Whether it waits for the author to take a password away."""
    return delivery.state is State.HELD and delivery.why.startswith(MARK)


def release_opened(pipe: Pipeline) -> list[Delivery]:
    """Queue again what only a password held, once the article is open; the oldest first."""
    held = pipe.store.deliveries(states=(State.HELD,), limit=_MOST)
    steps = [
        (delivery, verdict.release(delivery, now=pipe.now(), why=_OPEN, by_person=False))
        for delivery in reversed(held)
        if holds(delivery) and not pipe.store.article(delivery.article).protected
    ]
    applied = [pipe.store.apply(delivery, step, now=pipe.now()) for delivery, step in steps]
    return [delivery for delivery in applied if delivery is not None]
