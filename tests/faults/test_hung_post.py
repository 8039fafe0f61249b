"""The story that costs every rival a duplicate, told with the real daemon over sockets."""

import signal
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from crosspost import clock
from crosspost.demo.blog import Blog
from crosspost.demo.server import running as running_blog
from crosspost.model import State
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.faults import Fault
from crosspost.sandbox.server import running as running_x
from crosspost.sandbox.world import Knobs
from tests.acceptance.rehearsal import Rehearsal, draft

HOST = "blog.example.jp"
TITLE = "応答の途絶えた夜に、港の灯は消えなかった"


@pytest.fixture
def rehearsal(tmp_path: Path) -> Iterator[Rehearsal]:
    """Put up blog, X without its duplicate rule, and a daemon whose posts bear the link."""
    blog, sandbox = Blog(), Sandbox(knobs=Knobs(duplicates="off"))
    blog.publish(draft("前からある記事"), at=clock.now() - timedelta(days=1))
    with running_blog(blog) as site, running_x(sandbox) as x:
        made = Rehearsal(tmp_path, blog, site, sandbox, x)
        # X links no address of this machine: the article bears a name that it would link.
        blog.site = site.replace("127.0.0.1", HOST)
        made.configure(more=f'hosts = {{ "{HOST}" = "127.0.0.1" }}\n[post]\nlink = "always"\n')
        yield made
        if made.process is not None:
            made.process.kill()
            made.process.wait()


def test_a_hung_post_that_took_effect_is_found_after_a_kill_and_a_restart(
    rehearsal: Rehearsal,
) -> None:
    """One post; the ledger has its price of 0.200 and the reads that found it."""
    rehearsal.start()
    rehearsal.sandbox.script(Fault("hang", on=("POST", "/2/tweets"), effect="after", seconds=60))
    rehearsal.blog.publish(draft(TITLE))
    rehearsal.wait_for_posts(1)
    rehearsal.stop(signal.SIGKILL)
    rehearsal.start()
    store = rehearsal.open_store()
    try:
        rehearsal.wait(lambda: State.PUBLISHED in store.counts()["main"], "the find")
        (delivery,) = store.deliveries()
        kinds = [event.kind for event in store.events(delivery=delivery.id)]
        charges = [(c.item, c.usd) for c in store.charges(clock.now() - timedelta(hours=1))]
    finally:
        store.close()
    (post,) = rehearsal.sandbox.posts()
    assert delivery.receipt
    assert delivery.receipt.id == post.id
    assert TITLE in post.text
    assert kinds[-3:] == ["delivery.begin", "delivery.recover", "delivery.find"]
    assert ("post-with-url", Decimal("0.200")) in charges
    reads = [item for item, _ in charges if item != "post-with-url"]
    assert reads
    assert set(reads) == {"timeline-read"}
