"""A rehearsal for each test."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from crosspost import clock
from crosspost.demo.blog import Blog
from crosspost.demo.server import running as running_blog
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.server import running as running_sandbox
from tests.acceptance.rehearsal import Rehearsal, draft
from tests.acceptance.webhook import Webhook, listening


@pytest.fixture
def rehearsal(tmp_path: Path) -> Iterator[Rehearsal]:
    """Return blog, sandbox and a daemon that is not started yet."""
    blog, sandbox = Blog(), Sandbox()
    for day in range(3, 0, -1):
        blog.publish(draft(f"前からある記事その{day}"), at=clock.now() - timedelta(days=day))
    with running_blog(blog) as site, running_sandbox(sandbox) as x:
        made = Rehearsal(tmp_path, blog, site, sandbox, x)
        yield made
        if made.process is not None:
            made.process.kill()
            made.process.wait()


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    """Return a webhook for alerts."""
    with listening() as heard:
        yield heard
