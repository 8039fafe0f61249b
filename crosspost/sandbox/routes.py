"""The endpoints that this X has, with their limits (x-api.md section 1)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from crosspost.sandbox import media, posts, reposts, timeline
from crosspost.sandbox.wire import Answer, Request


@dataclass(frozen=True, slots=True)
class Route:
    """One endpoint with its calls per 15 minutes and user."""

    method: str
    template: str
    act: Callable[..., Answer]
    limit: int
    writes: bool = False
    free: bool = False  #: works without credits

    @property
    def name(self) -> str:
        """How the endpoint is named in `Knobs.limits`."""
        return f"{self.method} {self.template}"

    def match(self, method: str, path: str) -> tuple[str, ...] | None:
        """Return the ids in the path, None when it is another endpoint's."""
        pattern = re.sub(r"\{\w+\}", r"([0-9]{1,19})", self.template)
        found = re.fullmatch(pattern, path) if method == self.method else None
        return found.groups() if found else None


ROUTES = (
    Route("POST", "/2/tweets", posts.create, 100, writes=True),
    Route("GET", "/2/tweets/{id}", posts.look_up, 900),
    Route("DELETE", "/2/tweets/{id}", posts.delete, 50, writes=True),
    Route("POST", "/2/media/upload", media.upload, 500, writes=True),
    Route("GET", "/2/media/upload", media.status, 1000),
    Route("POST", "/2/media/metadata", media.describe, 500, writes=True),
    Route("POST", "/2/users/{id}/retweets", reposts.repost, 50, writes=True),
    Route("DELETE", "/2/users/{id}/retweets/{id}", reposts.undo, 50, writes=True),
    Route("GET", "/2/users/me", timeline.me, 75, free=True),
    Route("GET", "/2/users/{id}/tweets", timeline.posts_of, 900),
)


def find(request: Request) -> tuple[Route, tuple[str, ...]] | None:
    """Return the endpoint that a request means, with the ids in its path."""
    for route in ROUTES:
        ids = route.match(request.method, request.path)
        if ids is not None:
            return route, ids
    return None
