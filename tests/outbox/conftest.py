"""One delivery to step through, and a real record, in PostgreSQL too where a server can be had."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from crosspost.model import (
    UNTOLD,
    Article,
    Block,
    Change,
    ChangeKind,
    Delivery,
    FeedState,
    Finding,
    Media,
    Planned,
    Post,
    State,
    Thumbnail,
)
from crosspost.outbox.machine import Rules, Step, after_error, begin
from crosspost.outbox.store import Store, open_store
from tests import postgres
from tests.words import plain

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)  # a Monday
LATER = NOW + timedelta(minutes=1)
RULES = Rules(
    retry_first=timedelta(seconds=30),
    retry_most=timedelta(hours=1),
    settle_looks=(timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10)),
    settle_most=timedelta(hours=24),
    lease=timedelta(minutes=5),
    attempts_most=3,
    picture="drop",
    picture_patience=timedelta(minutes=10),
)
SOON = RULES.retry_first
QUEUED = Delivery(
    id=7,
    article=3,
    account="main",
    edition=1,
    state=State.QUEUED,
    post=Post("港の再開発が始まる", thumbnail=Thumbnail("https://blog.example.jp/1.jpg")),
    due_at=NOW,
    media=Media("900", NOW + timedelta(hours=20)),
)
SENDING = begin(QUEUED, now=NOW, rules=RULES).after


@pytest.fixture
def now() -> datetime:
    """Return a Monday noon."""
    return NOW


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Return the address of a record that does not exist yet."""
    return f"sqlite:///{tmp_path / 'state' / 'crosspost.db'}"


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Give the address of a PostgreSQL: the one that is named, else one of our own."""
    if named := os.environ.get(postgres.VARIABLE):
        yield named
    elif postgres.is_available():
        with postgres.cluster() as address:
            yield address
    else:
        pytest.skip("no PostgreSQL: neither a named server nor its binaries")


@pytest.fixture
def postgres_url(server: str) -> Iterator[str]:
    """Give the address of an empty schema on a real server."""
    schema = f"test_{uuid4().hex}"
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    url = make_url(server).update_query_dict({"options": f"-csearch_path={schema}"})
    yield url.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture(
    params=["sqlite_url", "postgres_url"] if postgres.is_available() else ["sqlite_url"]
)
def address(request: pytest.FixtureRequest) -> str:
    """Return the address of an empty record, in each database that there is."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """Open an empty record."""
    opened = open_store(address)
    yield opened
    opened.close()


Find = Callable[..., Finding]


@pytest.fixture
def find(now: datetime) -> Find:
    """Build the finding of a new article, which is posted unless told otherwise."""

    def build(number: int, *, decision: str = "post", **changes: object) -> Finding:
        thumbnail = Thumbnail(f"https://blog.example.jp/{number}.jpg", caption="夕方の港")
        fields = {
            "feed": "blog",
            "aliases": (f"g:blog.example.jp/?p={number}", f"l:blog.example.jp/{number}"),
            "url": f"https://blog.example.jp/{number}",
            "title": f"港の再開発、第{number}期の工事が始まる",
            "blocks": (Block("own", f"第{number}期の工事が月曜日に始まった。"),),
            "published": now,
            "thumbnails": (thumbnail,),
            "fingerprint": f"f{number}",
        } | changes
        article = Article(**fields)  # type: ignore[arg-type]
        text_ = f"{article.title} {article.url}"
        post = Post(text_, weight=99, links=(article.url,), thumbnail=thumbnail)
        planned = (Planned("main", post, now, Decimal("0.2")),) if decision == "post" else ()
        return Finding(article, Change(ChangeKind.NEW, UNTOLD), decision, plain("新着"), planned)  # type: ignore[arg-type]

    return build


@pytest.fixture
def queued(store: Store, find: Find, now: datetime) -> Delivery:
    """Write one article with its delivery down."""
    return store.delivery(store.record(FeedState("blog"), [find(1)], now=now)[0])


def start(store: Store, delivery: Delivery, now: datetime) -> Delivery:
    """Write the intent to send a delivery down, and return it as it is then."""
    begun = store.apply(delivery, begin(delivery, now=now, rules=RULES), now=now)
    assert begun is not None
    return begun


def fail(error: Exception, *, of: Delivery = SENDING, rules: Rules = RULES) -> Step:
    """Return what an error of the network, a minute later, does to a delivery."""
    return after_error(of, error, now=LATER, rules=rules, chance=0)


def file_of(url: str) -> Path:
    """Return the file of a record in SQLite."""
    return Path(url.removeprefix("sqlite:///"))
