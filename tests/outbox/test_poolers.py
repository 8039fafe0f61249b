"""PostgreSQL behind PgBouncer: a pool of sessions serves, one of transactions is refused."""

from collections.abc import Iterator
from contextlib import closing
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from crosspost.errors import StoreError, StoreTaken
from crosspost.model import FeedState
from crosspost.outbox.store import exclusive, open_store
from tests.outbox.conftest import NOW, Find, start
from tests.pgbouncer import BINARY, bouncer
from tests.words import raises_saying

pytestmark = pytest.mark.skipif(BINARY is None, reason="no pgbouncer here")


@pytest.fixture
def database(server: str) -> Iterator[str]:
    """Give a database of its own: a pool of transactions keeps no search path."""
    name = f"test_{uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


def test_a_pool_of_sessions_keeps_the_lock_and_gives_it_back(database: str) -> None:
    """One sends, the second is refused; after a clean end the next may begin, three times over."""
    with bouncer(database, "session") as url:
        for _ in range(3):
            with exclusive(url) as tenure:
                tenure.keep()
                tenure.prove(tenure.term)
                with pytest.raises(StoreTaken), exclusive(url):
                    pass


def test_a_pool_of_transactions_is_refused_and_keeps_no_lock(database: str) -> None:
    """Two daemons held the lock there, and after a clean end nobody could begin."""
    with bouncer(database, "transaction") as url:
        for _ in range(3):
            with raises_saying(StoreError, match="pool_mode = session"), exclusive(url):
                pass
    with exclusive(database) as tenure:
        tenure.keep()


def test_a_pool_of_statements_is_refused_in_words(database: str) -> None:
    """It takes no transaction at all."""
    with (
        bouncer(database, "statement") as url,
        raises_saying(StoreError, match=r"cannot be used: .*statement pooling"),
        exclusive(url),
    ):
        pass


@pytest.mark.parametrize("mode", ["session", "transaction"])
def test_what_is_done_twelve_times_works_at_the_twelfth(
    database: str, find: Find, mode: str
) -> None:
    """Statements are not prepared: the sixth met another client's, or lost its condition."""
    with bouncer(database, mode) as url, closing(open_store(url)) as store:
        for number in range(12):
            ids = store.record(FeedState("blog"), [find(number)], now=NOW)
            delivery = store.delivery(ids[0])
            begun = start(store, delivery, NOW)
            store.beat("daemon", NOW)
            store.remember("key", number)
            assert store.recall("key") == number
            assert store.delivery(begun.id).state is begun.state
