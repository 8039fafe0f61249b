from collections.abc import Iterator

import pytest

from crosspost.demo.blog import Blog
from crosspost.demo.server import running
from tests.demo.reading import Reader, Watch


@pytest.fixture
def reader() -> Iterator[Reader]:
    """Serve an empty blog whose clock stands at START."""
    watch = Watch()
    blog = Blog(now=watch)
    with running(blog) as url:
        yield Reader(url, blog, watch)
