"""A record of the time when reasons were sentences: read once, and asked about where in doubt."""

# ruff: noqa: E501, ISC004 — sentences as they stood in records

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from crosspost.model import Delivery, Reason, State, Why
from crosspost.model.why import ASKING
from crosspost.outbox import migrations, verdict
from crosspost.outbox.migrations.sentences import read, read_held
from crosspost.outbox.store import Store, open_store
from tests.outbox.conftest import NOW

ASKS = (
    "the timeline could not be read: X answered 503 to GET /2/users; it will be again. Is it on the"
    ' timeline of "main"? If it is: crosspost confirm {id} POST-ID. If it is not: crosspost release'
    " {id}."
)
#: Every kind of hold that the last version with sentences wrote, and what it is now.
HELD: list[tuple[str, Why]] = [
    ("held by a person", Why.BY_PERSON),
    (ASKS, Why.MAY_BE_OUT),
    (ASKS.replace("the timeline could not be read: X", "held by a person, X"), Why.MAY_BE_OUT),
    (
        "not on the timeline (look 3 of 3); 3 attempts had an unknown outcome. Is it on the timeline"
        ' of "main"? If it is: crosspost confirm {id} POST-ID. If it is not: crosspost release {id}.',
        Why.MAY_BE_OUT,
    ),
    ('the same path as "港", under another id: perhaps the same article', Why.SAME_PATH),
    ('the same title as "港", under another id: perhaps the same article', Why.SAME_TITLE),
    (
        'the same text, perhaps with an addition, as "港", under another id: perhaps the same article',
        Why.SAME_TEXT,
    ),
    ('nearly the same text as "港", under another id: perhaps the same article', Why.LIKE_TEXT),
    (
        'it bears a name of "港", but neither its title nor its text: perhaps another article',
        Why.BORROWED,
    ),
    (
        "5 new entries at once, more than max_new_per_poll = 3: a move of the blog or an import"
        " looks like this",
        Why.FLOOD,
    ),
    (
        "nothing in the feed is known: another blog, a domain move or a gap in its window",
        Why.UNKNOWN_BLOG,
    ),
    (
        "nothing in the feed is known: another blog, a domain move or a gap in its window; it bears"
        ' a name of "港", but neither its title nor its text: perhaps another article',
        Why.JOINED,
    ),
    (
        "the blog has moved: its feed has another address, and this came since the last look",
        Why.MOVED_BLOG,
    ),
    ("published 5 days ago, longer than max_age allows", Why.OLD_ENTRY),
    ("the article is 49 hours old, max_age is 48 hours", Why.TOO_OLD),
    ("the article is 3.25 days old, max_age is 48 hours", Why.TOO_OLD),
    (
        "it has neither title nor text nor picture: a post would be a bare link; release it if it"
        " is to go out so, or withdraw it",
        Why.BARE_LINK,
    ),
    (
        "its picture cannot be shown: the picture is broken or cut off: image file is truncated",
        Why.NO_PICTURE,
    ),
    (
        "budget: 0.200 USD would pass monthly_usd = 0.5 (0.310 spent); goes out on 2026-12-01, or"
        " when monthly_usd is raised",
        Why.OVER_MONTH,
    ),
    (
        "budget: 2 posts went out today, as many as per_day allows; goes out on 2026-11-24, or when"
        " per_day is raised",
        Why.OVER_DAY,
    ),
    (
        "password: the article is protected; goes out when the author takes the password away",
        Why.PASSWORD,
    ),
    (
        "gone: the article left its feed while it waited (deleted, made private, dated back?); goes"
        " out when it is back",
        Why.GONE,
    ),
    (
        'X answered 403 "You are not permitted to perform this action." to POST /2/tweets; change'
        " the post or withdraw it",
        Why.SAID,
    ),
]
#: Verbs of these sentences, and what somebody may have made of them.
EDITS = {
    "timeline of": "page of",
    "held by": "kept by",
    "looks like": "seems like",
    "cannot be": "can't be",
    "would pass": "exceeds",
    "went out": "were sent",
    "is protected": "is locked",
    "left its": "vanished from its",
    "perhaps": "maybe",
    "allows": "permits",
    "has moved": "moved",
    "nothing in the feed": "no entry of the feed",
    "old, max_age": "of age, max_age",
    "a bare link": "only a link",
    "change the post": "alter the post",
}


def edited(sentence: str) -> str:
    """Return the sentence with one of its words changed by hand."""
    return next(sentence.replace(was, now) for was, now in EDITS.items() if was in sentence)


AT = "2026-11-23T12:00:00.000000Z"
_STATEMENTS = (
    "INSERT INTO articles VALUES (:n, 'blog', '', '港', '', '', '[]', 0, NULL, NULL, :at, NULL, 0, 'hold', :said, NULL)",
    "INSERT INTO deliveries VALUES (:n, :n, 'main', 1, 'held', 0, :said, :post, 0, :at, :at, 0, :at, NULL, NULL, 0, 0, 0, NULL, NULL, 0, 0, 0, NULL, 0, NULL, NULL, NULL, NULL)",
    "INSERT INTO events VALUES (:n, :at, 'delivery.hold', :said, '', :n, :n, 'main')",
)
_OTHERS = (
    "INSERT INTO accounts VALUES ('main', :at, 'operator', '編集会議まで', NULL, NULL)",
    "INSERT INTO feeds VALUES ('blog', '', '', '', '', NULL, NULL, NULL, NULL, NULL, 1, 'an older page of the feed cannot be read: 503; what is new waits for it', NULL, 0, '', NULL, 0, 0, '', '')",
)


def lay_out(path: Path, sentences: list[str]) -> Engine:
    """Write a record of schema 0002 in which a delivery is held for each of the sentences."""
    path.parent.mkdir()
    engine = create_engine(f"sqlite:///{path}")
    post = json.dumps({"text": "港", "why": ["comment cut"]})
    with engine.begin() as connection:
        migrations.upgrade(connection, to="0002")
        connection.execute(text(f"PRAGMA application_id = {0x58505354}"))
        for number, sentence in enumerate(sentences, start=1):
            row = {"n": number, "at": AT, "said": sentence.format(id=number), "post": post}
            for statement in _STATEMENTS:
                named = {key: row[key] for key in row if f":{key}" in statement}
                connection.execute(text(statement), named)
        for statement in _OTHERS:
            connection.execute(text(statement), {"at": AT} if ":at" in statement else {})
    return engine


def opened(path: Path) -> Store:
    """Open the record, which brings it forward."""
    return open_store(f"sqlite:///{path}")


def test_every_kind_of_hold_is_read(tmp_path: Path) -> None:
    """And each is released, or not, as before."""
    path = tmp_path / "state" / "crosspost.db"
    lay_out(path, [sentence for sentence, _why in HELD]).dispose()
    store = opened(path)
    held = store.deliveries(states=(State.HELD,))[::-1]
    assert [delivery.why.code for delivery in held] == [why for _sentence, why in HELD]
    asking = [delivery.id for delivery in held if delivery.why.has(*ASKING)]
    assert asking == [2, 3, 4]
    assert [looks(delivery) for delivery in held] == [int(d.id in asking) for d in held]
    assert store.account("main").why == Why.SAID(text="編集会議まで")
    state = store.feed("blog")
    assert state is not None
    assert state.error is not None
    assert state.error.code.value == "feed.older-page"
    assert store.events(delivery=1)[0].why == Why.BY_PERSON()
    assert held[0].post.why == (Why.SAID(text="comment cut"),)
    store.close()


def looks(delivery: Delivery) -> int:
    """Return whether a release of just this one counts as a person's look."""
    return verdict.release(delivery, now=NOW).after.looks


@pytest.mark.parametrize("sentence", [sentence for sentence, _why in HELD])
def test_a_sentence_that_was_edited_by_hand_is_asked_about(tmp_path: Path, sentence: str) -> None:
    """It may be out: no release of all lets it go, and one of just this one is an answer."""
    path = tmp_path / "state" / "crosspost.db"
    lay_out(path, [edited(sentence)]).dispose()
    store = opened(path)
    delivery = store.delivery(1)
    assert delivery.why.code is Why.STRANGE
    assert delivery.why.has(*ASKING)
    assert looks(delivery) == 1
    assert delivery.doubt_since == delivery.created_at
    store.close()


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("found on the timeline as 1790", Why.FOUND(post="1790")),
        ("not on the timeline (look 1 of 3); it is sent again", Why.RESENT(look=1, needed=3)),
        (
            "written again: small edit, another picture",
            Why.REWRITTEN_PICTURE(cause=Why.EDIT_SMALL()),
        ),
        ("whatever else", Why.SAID(text="whatever else")),
    ],
)
def test_what_happened_is_read_as_well(sentence: str, why: Reason) -> None:
    """What is not known stays in its words: an event decides nothing."""
    code, facts = read(sentence)
    assert code == why.code.value
    assert set(facts) == set(why.code.names)


def test_words_of_an_event_do_not_explain_a_hold() -> None:
    """What was never a reason to hold is none that is known."""
    assert read_held("a person released it")[0] == "strange"
