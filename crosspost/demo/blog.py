"""A blog as WordPress 7.1 keeps it: what an author can do to it, and what then counts as its state.

The behaviour follows observations of a running WordPress: one-second timestamps, guids that never
change, validators made of the newest date alone, scheduled posts that go out without a trace.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from hashlib import md5
from typing import Literal
from zoneinfo import ZoneInfo

from crosspost import clock
from crosspost.demo.slug import slug_of
from crosspost.errors import NotFound

_SOON = timedelta(seconds=59)  # dates nearer than a minute are published at once

Trouble = Literal["", "maintenance", "database", "truncated", "warning", "bom"]
Front = Literal["plain", "apache", "nginx"]
Status = Literal["publish", "future", "trash"]
Habit = Literal["excerpt-only", "media-rss", "thumbnail-first", "english"]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of the media library."""

    name: str
    data: bytes
    mime: str
    width: int
    height: int
    caption: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What an author types; `upload://NAME` in the body stands for the address of an upload."""

    title: str
    body: str  #: HTML as the editor leaves it
    slug: str = ""
    categories: tuple[str, ...] = ("国際政治",)
    author: str = "編集部"
    excerpt: str = ""
    featured: Upload | None = None
    uploads: tuple[Upload, ...] = ()


@dataclass(frozen=True, slots=True)
class Stored:
    """A post in the blog's database."""

    id: int
    draft: Draft
    status: Status
    slug: str
    published: datetime
    modified: datetime
    guid: str = ""  #: path and query, fixed at the first publication
    folder: str = ""  #: of the uploads: "2026/11"
    former: tuple[str, ...] = ()  #: slugs that redirect
    protected: bool = False


@dataclass(slots=True)
class Blog:
    """The author's side of the blog; `crosspost.demo.server` shows it to readers.

    `now` is the clock; `site` is the address, known when it is served.
    """

    title: str = "海図と羅針盤"
    tagline: str = "世界の政治を、地図の上で考える"
    now: Callable[[], datetime] = clock.now
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Tokyo"))
    site: str = "http://127.0.0.1"
    window: int = 10  #: entries in the feed
    structure: str = "/%Y/%m/%d/{slug}/"  #: of permalinks; "/archives/{id}/" is the other usual one
    trouble: Trouble = ""
    front: Front = "plain"  #: what compresses, and thereby changes the ETag
    habits: frozenset[Habit] = frozenset()
    cron: bool = True  #: whether a visit sends out what is due
    seen: list[tuple[str, str, int]] = field(default_factory=list)  #: method, address, status
    _posts: dict[int, Stored] = field(default_factory=dict)
    _touched: list[datetime] = field(default_factory=list)
    _last: int = 8

    def publish(self, draft: Draft, *, at: datetime | None = None, direct: bool = False) -> int:
        """Publish a draft, now or with another date, and return its id; a future date plans it.

        `direct` is publication in one call, as by an app: the guid is then the permalink.
        """
        date = self._moment(at)
        post = self._last = self._last + 3  # the media library and revisions draw ids, too
        ahead = self._is_ahead(date)
        stored = Stored(
            id=post,
            draft=draft,
            status="future" if ahead else "publish",
            slug=self._free(slug_of(draft.slug or draft.title), post),
            published=date,
            modified=self._moment(None) if ahead else date,
            folder=f"{date.astimezone(self.zone):%Y/%m}",
        )
        self._posts[post] = replace(stored, guid=self.path(stored) if direct else f"/?p={post}")
        return post

    def revise(self, post: int, *, title: str | None = None, body: str | None = None) -> None:
        """Save a post with another title or text, or unchanged."""
        old = self.post(post)
        draft = replace(
            old.draft,
            title=old.draft.title if title is None else title,
            body=old.draft.body if body is None else body,
        )
        self._save(replace(old, draft=draft))

    def append_tsuiki(self, post: int, text: str) -> None:
        """Add a paragraph 【追記】 at the very end, below any follow box."""
        body = self.post(post).draft.body
        self.revise(post, body=f'{body}\n\n\n\n<p class="wp-block-paragraph">【追記】{text}</p>\n')

    def feature(self, post: int, upload: Upload | None) -> None:
        """Set, replace or remove the featured image."""
        old = self.post(post)
        self._save(replace(old, draft=replace(old.draft, featured=upload)))

    def change_slug(self, post: int, slug: str) -> None:
        """Give a post another address; the old one redirects."""
        old = self.post(post)
        free = self._free(slug_of(slug), post)
        self._save(replace(old, slug=free, former=(*old.former, old.slug)))

    def redate(self, post: int, at: datetime) -> None:
        """Give a post another date; a future one takes it offline until then."""
        date = self._moment(at)
        status: Status = "future" if self._is_ahead(date) else "publish"
        self._save(replace(self.post(post), published=date, status=status))

    def trash(self, post: int) -> None:
        """Move a post to the trash; WordPress leaves its time of modification alone."""
        self._posts[post] = replace(self.post(post), status="trash")

    def restore(self, post: int) -> None:
        """Take a post out of the trash."""
        self._posts[post] = replace(self.post(post), status="publish")

    def delete(self, post: int) -> None:
        """Delete a post for good."""
        del self._posts[self.post(post).id]

    def protect(self, post: int, *, protected: bool = True) -> None:
        """Put a password on a post, or take it off."""
        self._save(replace(self.post(post), protected=protected))

    def publish_page(self) -> None:
        """Publish a static page: the feed's validators move, its entries do not."""
        self._touched.append(self._moment(None))

    def run_cron(self) -> None:
        """Send out what is due; as in WordPress the time of modification does not move."""
        now = self.now()
        for post in self._all():
            if post.status == "future" and post.published <= now:
                self._posts[post.id] = replace(post, status="publish")

    def post(self, post: int) -> Stored:
        """Return a post by its id; NotFound when there is none."""
        try:
            return self._posts[post]
        except KeyError:
            raise NotFound(f"the sample blog has no post {post}") from None

    def published(self) -> list[Stored]:
        """Return the public posts, newest date first."""
        public = [p for p in self._all() if p.status == "publish"]
        return sorted(public, key=lambda p: (p.published, p.id), reverse=True)

    def path(self, post: Stored) -> str:
        """Return the path of a post's permalink."""
        local = post.published.astimezone(self.zone)
        return local.strftime(self.structure).format(slug=post.slug, id=post.id)

    def url(self, post: Stored) -> str:
        """Return a post's permalink."""
        return self.site + self.path(post)

    def media_url(self, post: Stored, upload: Upload) -> str:
        """Return an upload's address; WordPress leaves Japanese file names as they are."""
        return f"{self.site}/wp-content/uploads/{post.folder}/{upload.name}"

    def last_modified(self) -> datetime:
        """Return the newest date of all public things: what both validators are made of."""
        dates = [d for p in self.published() for d in (p.published, p.modified)] + self._touched
        return max(dates, default=self._moment(None))

    def validators(self) -> tuple[str, str]:
        """Return ETag and Last-Modified; the tag says nothing about the body."""
        modified = format_datetime(self.last_modified(), usegmt=True)
        return f'"{md5(modified.encode(), usedforsecurity=False).hexdigest()}"', modified

    def _all(self) -> list[Stored]:
        return list(self._posts.values())

    def _moment(self, at: datetime | None) -> datetime:
        moment = at or self.now()
        return moment.astimezone(self.now().tzinfo).replace(microsecond=0)

    def _is_ahead(self, moment: datetime) -> bool:
        return moment > self.now() + _SOON

    def _free(self, slug: str, post: int) -> str:
        taken = {p.slug for p in self._all() if p.id != post}
        number, free = 2, slug
        while free in taken:
            number, free = number + 1, f"{slug}-{number}"
        return free

    def _save(self, post: Stored) -> None:
        self._posts[post.id] = replace(post, modified=self._moment(None))
