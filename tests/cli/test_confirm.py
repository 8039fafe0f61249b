"""What a person's word that a post is out does, and what is no such word."""

from contextlib import closing

import pytest

from crosspost import clock
from crosspost.outbox import machine, settling
from crosspost.outbox.store import Store
from crosspost.settings import Settings
from crosspost.wiring import make_rules
from tests.cli.conftest import Desk

POST = "https://x.com/i/web/status/1900000000000000000"


def lose_outcome(store: Store) -> int:
    """Take the last delivery to where its sender died, and return its number."""
    rules, now = make_rules(Settings()), clock.now()
    delivery = store.deliveries()[0]
    begun = store.apply(delivery, machine.begin(delivery, now=now, rules=rules), now=now)
    assert begun is not None
    store.apply(begun, settling.recover(begun, now=now, rules=rules), now=now)
    return delivery.id


def spent(desk: Desk) -> float:
    """Return what `status` says was spent; one post went out before."""
    return float(desk.type("status", "--json").json["money_usd"]["spent_this_month"])


def test_a_confirmed_post_is_paid_for_when_it_was_tried_from_here(at_work: Desk) -> None:
    """X has billed it, whoever found it; the budget must not think otherwise."""
    at_work.type("pause", "main")
    at_work.publish("受け付けられたのに返事が失われた記事の見出し")
    at_work.type("once", "--wait", "0s")
    with closing(at_work.store()) as store:
        number = lose_outcome(store)
    assert at_work.type("confirm", str(number), POST).code == 0
    assert spent(at_work) == 0.030


def test_a_confirmed_post_that_a_person_wrote_costs_nothing(at_work: Desk) -> None:
    """What was never tried went out by hand, not through the API."""
    at_work.type("pause", "main")
    at_work.publish("人の手で先に投稿された記事の見出し")
    at_work.type("once", "--wait", "0s")
    at_work.type("hold", "2")
    assert at_work.type("confirm", "2", POST).code == 0
    assert spent(at_work) == 0.015


def test_release_all_does_not_answer_for_what_may_be_out(at_work: Desk) -> None:
    """It would be sent blindly; the question is asked again, and its number answers it."""
    at_work.type("pause", "main")
    at_work.publish("受け付けられたのに返事が失われた記事の見出し")
    at_work.type("once", "--wait", "0s")
    with closing(at_work.store()) as store:
        number = lose_outcome(store)
    at_work.type("hold", str(number))
    said = at_work.type("release", "all")
    assert said.code == 0
    assert f"delivery {number} stays held" in said.out
    assert "Is it on the timeline" in said.out
    assert f"delivery {number}: queued" in at_work.type("release", str(number)).out


def test_release_all_leaves_what_a_person_held(at_work: Desk) -> None:
    """Who held it had a reason of their own; its number lets it go."""
    at_work.type("pause", "main")
    at_work.publish("手で止めた記事の見出し")
    at_work.type("once", "--wait", "0s")
    at_work.type("hold", "2")
    assert at_work.type("release", "all").out == (
        "delivery 2 stays held: held by a person; `crosspost release 2` lets it go\n"
    )
    assert "delivery 2: queued" in at_work.type("release", "2").out


def test_no_release_passes_a_password(at_work: Desk) -> None:
    """It says so, and what it waits for."""
    at_work.type("pause", "main")
    number = at_work.publish("会員だけに見せることにした記事の見出し")
    at_work.type("once", "--wait", "0s")
    at_work.blog.protect(number)
    at_work.type("once", "--wait", "0s")
    at_work.type("resume", "main")
    at_work.type("once", "--wait", "0s")
    said = at_work.type("release", "2")
    assert (said.code, "no release passes: password" in said.err) == (1, True)
    assert "no release passes: password" in at_work.type("release", "all").out


def test_release_lets_go_what_is_only_looked_for_before_it_is_sent(at_work: Desk) -> None:
    """What was held over a restart asks nothing: one look before it is sent is enough."""
    at_work.type("pause", "main")
    at_work.publish("止められたまま再起動を迎えた記事の見出し")
    at_work.type("once", "--wait", "0s")
    at_work.type("hold", "2")
    at_work.type("once", "--wait", "0s")
    with closing(at_work.store()) as store:
        assert store.delivery(2).doubt_since
    assert "delivery 2: queued" in at_work.type("release", "2").out


@pytest.mark.parametrize(
    "copied",
    [
        "1900000000000000000",
        " https://x.com/i/web/status/1900000000000000000\n",
        "https://x.com/blog/status/1900000000000000000?s=20",
        "https://x.com/blog2/status/1900000000000000000/photo/1",
        "https://twitter.com/blog/statuses/1900000000000000000#m",
        "x.com/blog/status/1900000000000000000/",
        "http://127.0.0.1:8300/i/web/status/1900000000000000000",
        "http://127.0.0.1:8300/#post-1900000000000000000",
    ],
)
def test_the_post_is_the_one_that_its_copied_address_names(at_work: Desk, copied: str) -> None:
    """Whatever X's share button, a picture or a profile's name put around its number."""
    at_work.type("pause", "main")
    at_work.publish("人の手で先に投稿された記事の見出し")
    at_work.type("once", "--wait", "0s")
    at_work.type("hold", "2")
    assert "as 1900000000000000000)" in at_work.type("confirm", "2", copied).out


@pytest.mark.parametrize(
    "wrong",
    ["https://x.com/blog2", "https://x.com/search?q=5", "20 or so", "12345678901234567890", ""],
)
def test_what_names_no_post_is_refused(at_work: Desk, wrong: str) -> None:
    """A number somewhere in it is no number of a post."""
    said = at_work.type("confirm", "1", wrong)
    assert said.code == 1
    assert "copy its address from X" in said.err


def test_the_post_of_another_article_is_no_confirmation(at_work: Desk) -> None:
    """A slip of the clipboard would let this one never go out."""
    at_work.type("pause", "main")
    at_work.publish("まだ投稿されていない記事の見出し")
    at_work.type("once", "--wait", "0s")
    with closing(at_work.store()) as store:
        out = store.delivery(1).receipt
    assert out
    said = at_work.type("confirm", "#2", out.url)
    assert said.code == 1
    assert "is the announcement of" in said.err
    at_work.type("hold", "2")
    assert "delivery 2 is held already" in at_work.type("hold", "#2").err
