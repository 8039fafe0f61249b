"""An account on X: publish once, look at the timeline, prepare pictures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from crosspost.errors import Incomplete, NotSent, Uncertain
from crosspost.model import Article, Media, Picture, Post, Receipt
from crosspost.model.failures import Fault
from crosspost.networks.x import answers, meaning, pictures, timeline
from crosspost.networks.x.answers import Answer
from crosspost.networks.x.options import Options, page_of
from crosspost.networks.x.timeline import Page, Seen

if TYPE_CHECKING:
    from crosspost.networks.x.client import Client

_MOST_PAGES = 100
_MOST_AHEAD = timedelta(minutes=15)  # beyond it X refuses our signatures
_CLOCK_STEP = timedelta(seconds=30)  # `Date` is older than its answer by the way it took


@dataclass(frozen=True, slots=True)
class Verified:
    """Whose the account's keys are, and what they may do."""

    id: str
    name: str
    username: str
    access: str  #: "read", "read-write" …; "" when X does not say
    subscription: str  #: long posts and edits need one; "" when X does not say
    ahead: timedelta | None  #: how far this machine's clock is ahead of X's
    price: Decimal  #: of this question, in USD


class XNetwork:
    """An account on X; its methods block, one call at a time."""

    def __init__(self, options: Options, *, weigh: Callable[[str], int]) -> None:
        self._options = options
        self._weigh = weigh
        self._wait = timedelta(seconds=options.throttled_wait)
        self._ahead = timedelta()
        self._spellings = timeline.SPELLINGS  # the one that X took last comes first
        self._forms = pictures.FORMS  # likewise

    @cached_property
    def _client(self) -> "Client":
        from crosspost.networks.x.client import Client  # noqa: PLC0415 — loads tweepy

        return Client(self._options)

    def room(self, article: Article) -> int:  # noqa: ARG002 — the same for every article
        """Return how much a post may weigh on this account."""
        return self._options.max_weight

    def weigh(self, text: str) -> int:
        """Return a text's weight as X counts it."""
        return self._weigh(text)

    def price(self, post: Post) -> Decimal:
        """Return what the post will cost, in USD."""
        return self._options.prices.of(post)

    def look_price(self) -> Decimal:
        """Return the most that a look costs, in USD, when up to five posts are as new as ours."""
        prices = self._options.prices
        return timeline.PAGE * (prices.owned_read if self._options.owner_reads else prices.read)

    def upload(self, picture: Picture) -> Media:
        """Upload a picture; PictureError when X will not show it, NotSent when it may work later.

        Sent as a form; as JSON when X wants that, which is remembered.
        """
        answer = self._upload(picture, self._forms[0])
        if meaning.is_about_body_type(answer):
            self._forms = self._forms[::-1]
            answer = self._upload(picture, self._forms[0])
        return pictures.finish(answer, ask=self._ask_media, wait=self._wait)

    def _upload(self, picture: Picture, form: pictures.Form) -> Answer:
        return self._harmless("POST", "/2/media/upload", **form(picture))

    def _ask_media(self, media_id: str) -> Answer:
        asked = {"command": "STATUS", "media_id": media_id}
        return self._harmless("GET", "/2/media/upload", params=asked)

    def describe(self, media: Media, alt: str) -> Media:
        """Give an uploaded picture its alt text; PictureError when X will not take it."""
        if alt:
            body = pictures.metadata(media, alt)
            answer = self._harmless("POST", "/2/media/metadata", json=body)
            if not answer.ok or not answers.data(answer):
                raise meaning.picture_error(answer, self._wait)
        return pictures.described(media)

    def publish(self, post: Post, media: Media | None) -> Receipt:
        """Publish once: a post, an edit of one, or a native repost.

        Raises NotSent, AccountClosed, Refused, MediaGone or Uncertain.
        """
        if post.repost_of:
            return self._repost(post.repost_of)
        body: dict[str, object] = {"text": post.text} if post.text else {}
        if media:
            body["media"] = {"media_ids": [media.id]}
        if post.replaces:
            body["edit_options"] = {"previous_post_id": post.replaces}
        answer = self._call("POST", "/2/tweets", json=body)
        post_id = answers.identifier(answers.data(answer).get("id")) if answer.ok else ""
        if not post_id:
            raise meaning.publish_error(answer, self._wait)
        if not timeline.is_of(post_id, answer.at - (answer.ahead or timedelta())):
            raise Uncertain(Fault.OTHER_POST(post=post_id))
        return self._receipt(post_id)

    def _repost(self, post_id: str) -> Receipt:
        route = f"/2/users/{self._options.user_id}/retweets"
        answer = self._call("POST", route, json={"tweet_id": post_id})
        if meaning.is_reposted(answer):
            undone = self._harmless("DELETE", f"{route}/{post_id}")
            if not undone.ok and undone.status != HTTPStatus.NOT_FOUND:
                raise meaning.read_error(undone, self._wait)
            answer = self._call("POST", route, json={"tweet_id": post_id})
        said = answers.data(answer)
        if not answer.ok or said.get("retweeted") is not True:
            raise meaning.publish_error(answer, self._wait)
        return self._receipt(answers.identifier(said.get("rest_id") or said.get("id")) or post_id)

    def find(
        self,
        post: Post,
        since: datetime,
        known: Sequence[str] = (),
        *,
        expected: Sequence[str] = (),
    ) -> Receipt | None:
        """Return the post if it is on the account's timeline, None if it certainly is not.

        Raises NotSent or AccountClosed when the timeline could not be read whole, Incomplete when
        an expected post is not on it. When X's `Date` shows this machine's clock ahead, the look
        goes back that much further.
        """
        while True:
            ahead = self._ahead
            floor = timeline.snowflake(since - ahead)
            seen, broken = self._walk(post, floor)
            found = timeline.search(seen, post, above=floor, known=known)
            if found:
                return self._receipt(str(found))
            if self._ahead > ahead + _CLOCK_STEP:
                continue
            if broken:
                raise meaning.read_error(broken, self._wait)
            if missing := timeline.find_missing(seen, expected, above=floor):
                raise Incomplete(Fault.LEFT_OUT(post=missing[0]), missing=missing)
            return None

    def has(self, post_id: str) -> bool:
        """Ask for one post by its id: whether it is there; it costs one read."""
        answer = self._harmless("GET", f"/2/tweets/{post_id}")
        if answer.ok and answers.data(answer):
            return True
        if answer.status == HTTPStatus.NOT_FOUND or (answer.ok and meaning.is_absent(answer)):
            return False
        raise meaning.read_error(answer, self._wait)

    def _walk(self, post: Post, floor: int) -> tuple[list[Seen], Answer | None]:
        """Return the posts since `floor`, and the answer that kept the rest from being read."""
        seen: list[Seen] = []
        token = ""
        for _ in range(_MOST_PAGES):
            answer, page = self._turn(post, floor, token)
            seen.extend(page.seen)
            if not page.complete:
                return seen, answer
            if not page.next_token or (page.seen and all(s.id < floor for s in page.seen)):
                return seen, None
            token = page.next_token
        return seen, answer

    def _turn(self, post: Post, floor: int, token: str) -> tuple[Answer, Page]:
        """Return one page, asked for under X's other names when it does not know the first."""
        answer, page = self._ask_page(post, floor, token)
        if meaning.is_about_fields(answer) or not page.understood:
            self._spellings = self._spellings[::-1]
            answer, page = self._ask_page(post, floor, token)
        return answer, page

    def _ask_page(self, post: Post, floor: int, token: str) -> tuple[Answer, Page]:
        asked = timeline.question(self._spellings[0], post, above=floor, token=token)
        answer = self._harmless("GET", f"/2/users/{self._options.user_id}/tweets", params=asked)
        return answer, timeline.read_page(answer, post)

    def verify(self) -> Verified:
        """Ask X whose the keys are; it costs one read of a user."""
        answer = self._harmless("GET", "/2/users/me", params={"user.fields": "subscription_type"})
        user = answers.data(answer)
        if not answer.ok or not user:
            raise meaning.read_error(answer, self._wait)
        return Verified(
            id=str(user.get("id", "")),
            name=str(user.get("name", "")),
            username=str(user.get("username", "")),
            access=answer.headers.get("x-access-level", ""),
            subscription=str(user.get("subscription_type") or ""),
            ahead=answer.ahead,
            price=self._options.prices.user_read,
        )

    def _call(self, method: str, route: str, **request: Any) -> Answer:  # noqa: ANN401
        answer = self._client.request(method, route, **request)
        if answer.ahead is not None:
            self._ahead = min(max(answer.ahead, timedelta()), _MOST_AHEAD)
        return answer

    def _harmless(self, method: str, route: str, **request: Any) -> Answer:  # noqa: ANN401
        """Call what shows nothing to readers: whatever became of it, it may be called again."""
        try:
            return self._call(method, route, **request)
        except Uncertain as error:
            raise NotSent(Fault.HARMLESS(cause=error.why)) from None

    def _receipt(self, post_id: str) -> Receipt:
        return Receipt(post_id, page_of(post_id, self._options.base_url))
