"""Whether a post is on the account's timeline: pure, from X's answers to an id."""

import html
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from crosspost.model import Post
from crosspost.networks.x.answers import Answer, content, identifier

EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)  # of snowflake ids: 1288834974657 ms
_SHORTENED = re.compile(r"https?://t\.co/[A-Za-z0-9]+")
_ADDRESS = re.compile(r"https?://[!-~]+")
# How X begins answers and reposts; a headline may begin with "@ cosme" or "RT @ somebody".
_REPLY = re.compile(r"@[A-Za-z0-9_]")
_RETOLD = re.compile(r"RT @[A-Za-z0-9_]+:")
_SPACE = re.compile(r"\s+")
_CLASSIC_WEIGHT = 280  # what X shows of a longer post in `text` ends with an ellipsis
_TELLING_LENGTH = 60  # of a shortened text: X keeps some 140 Japanese characters
_NEAR = timedelta(minutes=15)  # a request takes a minute at most, a `Date` may be off by some
PAGE = 5  # the smallest that X gives: what is read is billed
_REPOSTS = {"retweeted", "reposted"}


def snowflake(moment: datetime) -> int:
    """Return the smallest id that X gives at that moment (to the millisecond), 0 before 2010."""
    return max(0, (moment - EPOCH) // timedelta(milliseconds=1)) << 22


def is_of(post_id: str, moment: datetime) -> bool:
    """Whether X can have given an id at about that moment of its own clock: ids tell the time."""
    return snowflake(moment - _NEAR) <= int(post_id) <= snowflake(moment + _NEAR)


@dataclass(frozen=True, slots=True)
class Spelling:
    """How X calls what is asked of a post."""

    parameter: str
    fields: str
    repost: str  #: expansion that tells of what a post is a repost
    edit: str  #: expansion that tells the versions of an edited post


# The spec renamed all of it in August 2026; whether the old names still work is not documented.
SPELLINGS = (
    Spelling(
        parameter="post.fields",
        fields="created_at,entities,note_post",
        repost="referenced_posts",
        edit="edit_history_post_ids",
    ),
    Spelling(
        parameter="tweet.fields",
        fields="created_at,entities,note_tweet,referenced_tweets",
        repost="referenced_tweets.id",
        edit="edit_history_tweet_ids",
    ),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """One post of the timeline, as far as it tells whether it is ours."""

    id: int
    text: str
    links: frozenset[str]  #: canonical; as posted and as X followed them
    history: frozenset[str]  #: ids of the versions of an edited post
    repost_of: str
    is_repost: bool
    is_reply: bool  #: to somebody; what this program posts never is
    has_fields: bool  #: X gave the fields that were asked for


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the timeline."""

    seen: tuple[Seen, ...]
    next_token: str
    complete: bool  #: what is not on it is certainly not there
    understood: bool  #: X gave the fields that were asked for


def canonical(url: str) -> str:
    """Return the form in which two addresses of one page are equal.

    Blind to scheme, case of the host, percent-encoding, a trailing slash and the order of the
    query; `example.jp` in a text is an address as well.
    """
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    except ValueError:
        return url
    path = quote(unquote(parts.path), safe="/").rstrip("/")
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    fragment = f"#{unquote(parts.fragment)}" if parts.fragment else ""
    return f"{host}{port}{path}{'?' if query else ''}{query}{fragment}"


def _normal(text: str, links: Iterable[str]) -> str:
    """Return a text as it compares: without links, addresses and white space."""
    text = _SHORTENED.sub("", unicodedata.normalize("NFC", text))
    for link in sorted(links, key=len, reverse=True):
        text = text.replace(unicodedata.normalize("NFC", link), "")
    return _SPACE.sub("", _ADDRESS.sub("", text))


def _addresses(post: Post) -> frozenset[str]:
    """Return its links; without one, what X may have linked though its rules do not say so."""
    return frozenset(map(canonical, post.links or _ADDRESS.findall(post.text)))


def _dicts(value: object) -> Iterator[dict[str, Any]]:
    return (item for item in (value if isinstance(value, list) else []) if isinstance(item, dict))


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _links(item: dict[str, Any], note: dict[str, Any]) -> Iterator[str]:
    for source in (item, note):
        for url in _dicts(_dict(source.get("entities")).get("urls")):
            for key in ("expanded_url", "unwound_url"):
                if isinstance(url.get(key), str) and url[key]:
                    yield canonical(url[key])


def _read(item: dict[str, Any]) -> Seen | None:
    """Return what one item of the timeline tells, under X's old and new names; None if broken."""
    id_, text = identifier(item.get("id")), item.get("text")
    if not id_ or not isinstance(text, str):
        return None
    note = _dict(item.get("note_post") or item.get("note_tweet"))
    history = item.get("edit_history_post_ids") or item.get("edit_history_tweet_ids")
    references = _dicts(item.get("referenced_posts") or item.get("referenced_tweets"))
    reposted = [identifier(r.get("id")) for r in references if r.get("type") in _REPOSTS]
    return Seen(
        id=int(id_),
        text=note["text"] if isinstance(note.get("text"), str) else text,
        links=frozenset(_links(item, note)),
        history=frozenset(map(str, history)) if isinstance(history, list) else frozenset(),
        repost_of=next(iter(reposted), ""),
        is_repost=bool(reposted) or bool(_RETOLD.match(text)),
        is_reply=bool(_REPLY.match(text) or item.get("in_reply_to_user_id")),
        has_fields="created_at" in item,
    )


def question(spelling: Spelling, post: Post, *, above: int, token: str) -> dict[str, str]:
    """Return the parameters that ask for the account's posts with ids above `above`.

    Expansions are billed, so only those are asked for without which the post cannot be told.
    """
    asked = {
        "max_results": str(PAGE),
        "since_id": str(max(above - 1, 0)),
        spelling.parameter: spelling.fields,
    }
    if not post.repost_of:
        asked["exclude"] = "retweets"
    if post.repost_of or post.replaces:
        asked["expansions"] = spelling.repost if post.repost_of else spelling.edit
    if token:
        asked["pagination_token"] = token
    return asked


def read_page(answer: Answer, post: Post) -> Page:
    """Return the posts of an answer.

    It is complete only when it is a well-formed 200 that tells all about each of its posts.
    """
    body = content(answer)
    items = body.get("data", [])
    meta = _dict(body.get("meta"))
    token = meta.get("next_token", "")
    seen = tuple(filter(None, map(_read, _dicts(items))))
    complete = (
        answer.ok
        and isinstance(items, list)
        and isinstance(token, str)
        and meta.get("result_count") == len(items) == len(seen)
        and not (body.get("errors") and not items)
        and not (post.repost_of and any(s.is_repost and not s.repost_of for s in seen))
    )
    return Page(seen, str(token), complete, understood=any(s.has_fields for s in seen) or not seen)


def _is_known(seen: Seen, post: Post, known: Collection[str]) -> bool:
    """Whether it is an earlier post of ours, or an edit of one that this post does not replace."""
    if str(seen.id) in known or str(seen.id) == post.replaces:
        return True
    return post.replaces not in seen.history and not seen.history.isdisjoint(known)


def find_missing(seen: Iterable[Seen], expected: Iterable[str], *, above: int) -> tuple[str, ...]:
    """Return which of the expected ids, as far as they are at least `above`, are not on it."""
    shown = {number for one in seen for number in (str(one.id), *one.history)}
    return tuple(e for e in expected if e.isdecimal() and int(e) >= above and e not in shown)


def _has_text(seen: Seen, post: Post) -> bool:
    want = _normal(post.text, post.links)
    have = _normal(html.unescape(seen.text), post.links)
    if not want:
        return False
    if post.weight > _CLASSIC_WEIGHT and have.endswith("…") and len(have) > _TELLING_LENGTH:
        return want.startswith(have[:-1])
    return want == have


def _rivals(seen: Seen, links: frozenset[str]) -> bool:
    """Whether its links contradict ours: the same site, but another page."""
    hosts = {re.split(r"[/?#]", link)[0] for link in links}
    return any(re.split(r"[/?#]", link)[0] in hosts for link in seen.links)


def search(seen: Iterable[Seen], post: Post, *, above: int, known: Collection[str]) -> int | None:
    """Return the id of the post among those seen with an id of at least `above`, None without one.

    All links as posted (or as X followed them) make a match, and so does the text without its
    links, unless it links to another page of the same site; a reply to somebody with other words
    never does. A native repost matches by what it reposts and nothing else does; of several, the
    one that has the text, then the oldest, is it.
    """
    unknown = [s for s in seen if s.id >= above and not _is_known(s, post, known)]
    mine = [s for s in unknown if not s.is_reply or _has_text(s, post)]
    if post.repost_of:
        return min((s.id for s in mine if s.repost_of == post.repost_of), default=None)
    links = _addresses(post)
    matches: list[tuple[bool, int]] = []
    for candidate in mine:
        by_links = bool(links) and links <= candidate.links
        by_text = _has_text(candidate, post)
        if not candidate.is_repost and (by_links or (by_text and not _rivals(candidate, links))):
            matches.append((not by_text, candidate.id))
    return min(matches)[1] if matches else None
