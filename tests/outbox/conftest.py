"""A real record in SQLite, and in PostgreSQL where CROSSPOST_TEST_POSTGRES names a server."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from crosspost.model import (
    Article,
    Block,
    Change,
    ChangeKind,
    Finding,
    Planned,
    Post,
    Thumbnail,
)
from crosspost.outbox.store import Store, open_store

SERVER = os.environ.get("CROSSPOST_TEST_POSTGRES")


@pytest.fixture
def now() -> datetime:
    """Return a Monday noon."""
    return datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Return the address of a record that does not exist yet."""
    return f"sqlite:///{tmp_path / 'state' / 'crosspost.db'}"


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """Give the address of an empty schema on a real server."""
    if SERVER is None:
        pytest.skip("CROSSPOST_TEST_POSTGRES names no server")
    schema = f"test_{uuid4().hex}"
    engine = create_engine(SERVER)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    url = make_url(SERVER).update_query_dict({"options": f"-csearch_path={schema}"})
    yield url.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture(params=["sqlite_url", "postgres_url"] if SERVER else ["sqlite_url"])
def address(request: pytest.FixtureRequest) -> str:
    """Return the address of an empty record, in each database that there is."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """Open an empty record."""
    opened = open_store(address)
    yield opened
    opened.close()


Write = Callable[..., Finding]


@pytest.fixture
def find(now: datetime) -> Write:
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
        return Finding(article, Change(ChangeKind.NEW, ""), decision, "新着", planned)  # type: ignore[arg-type]

    return build
