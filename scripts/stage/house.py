"""What stands around the container on loopback: the sample blog, X, a webhook, the mounted file."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from stage.container import Container, Missed

from crosspost import clock
from crosspost.demo.articles import load
from crosspost.demo.blog import Blog, Draft
from crosspost.demo.server import running as running_blog
from crosspost.demo.show import HOST
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.server import running as running_x
from crosspost.sandbox.world import DEMO, Knobs, StoredPost

if TYPE_CHECKING:
    from tests.acceptance.webhook import Webhook

PATIENCE_SECONDS = 60.0
SECRETS = DEMO.variables()
CONFIG = """
[[feeds]]
name = "blog"
url = "{blog}/feed/"
every = "1s"
[accounts.main]
base_url = "{x}"
min_distance = "0s"
[post]
template = "{{title}}\\n\\n{{summary}}\\n{{url}}"
[delivery]
settle_looks = ["1s", "2s"]
retry_first = "1s"
retry_most = "2s"
publish_timeout = "10s"
lease = "12s"
[fetch]
allow_private_networks = true
hosts = {{ "{host}" = "127.0.0.1" }}
[budget]
monthly_usd = 20
[alerts]
urls = ["json://127.0.0.1:{webhook}/"]
"""


@dataclass(slots=True)
class House:
    """A blog, X and a webhook outside, the daemon in its container."""

    blog: Blog
    sandbox: Sandbox
    webhook: "Webhook"
    box: Container
    titles: list[str] = field(default_factory=list)  #: published on the blog, oldest first

    def publish(self) -> str:
        """Publish the next sample article and return its title."""
        draft = load()[len(self.titles)].draft
        self.blog.publish(draft)
        self.titles.append(draft.title)
        return draft.title

    def edit(self, old: str, new: str) -> None:
        """Change the mounted file as an editor does: a new file in the place of the old one."""
        file = self.box.config / "crosspost.toml"
        text = file.read_text("utf-8")
        if old not in text:
            raise Missed(f"{old} does not stand in the file")
        before = len(self.box.events("config.reloaded"))
        part = file.with_suffix(".part")
        part.write_text(text.replace(old, new), "utf-8")
        part.replace(file)
        self.wait(lambda: len(self.box.events("config.reloaded")) > before, "the edit to count")

    def posts(self) -> list[StoredPost]:
        """Return what is on X, oldest first."""
        return self.sandbox.posts()[::-1]

    def copies(self, title: str) -> int:
        """Return how many posts are about an article, reposts by command left out."""
        texts = [post.text.removeprefix("速報 ") for post in self.posts()]
        return sum(text.startswith(title[:12]) for text in texts)

    def wait_for_post(self, title: str) -> StoredPost:
        """Wait until an article is out once; some looks later it is not out twice."""
        self.wait(lambda: self.copies(title) > 0, f"a post about {title}")
        self.wait(lambda: not self.box.status()["waiting"], "the record to know of it")
        self.look_again()
        if (copies := self.copies(title)) != 1:
            raise Missed(f"{title} is out {copies} times")
        return self.posts()[-1]

    def look_again(self, count: int = 3) -> None:
        """Wait until the feed was asked for some times more."""
        before = len(self.blog.seen)
        self.wait(lambda: len(self.blog.seen) >= before + count, "more looks")

    def alerts(self, words: str) -> list[str]:
        """Return the titles of alerts with these words."""
        return [title for title in self.webhook.titles if words in title]

    def wait(self, is_done: Callable[[], object], what: str) -> None:
        """Wait for something; Missed shows the end of the log when it does not come."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not is_done():
            if time.monotonic() > until:
                raise Missed(f"waited in vain for {what}\n{self.box.log()[-3000:]}")
            time.sleep(0.2)


@contextmanager
def opened(image: str, *, small: bool = False) -> Iterator[House]:
    """Put everything up; nothing is left of it afterwards."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from tests.acceptance.webhook import listening  # noqa: PLC0415 — the acceptance tests' own

    blog, sandbox = Blog(), Sandbox(knobs=Knobs(duplicates="off"))
    blog.publish(Draft("このブログについて", "<p>小さな編集室です。</p>"), at=_days_ago(2))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="crosspost-rehearsal-")))
        folder.chmod(0o755)
        config = folder / "config"
        config.mkdir(mode=0o755)
        site = stack.enter_context(running_blog(blog))
        x = stack.enter_context(running_x(sandbox))
        webhook = stack.enter_context(listening())
        # X links no address of this machine: the articles bear a name that it would link, and bill.
        blog.site = f"http://{HOST}:{urlsplit(site).port}"
        text = CONFIG.format(blog=site, x=x, host=HOST, webhook=webhook.port)
        (config / "crosspost.toml").write_text(text, "utf-8")
        box = Container(image, config, SECRETS, small=small)
        stack.callback(box.remove)
        box.create()
        yield House(blog, sandbox, webhook, box)


def _days_ago(days: int) -> datetime:
    return clock.now() - timedelta(days=days)
