"""Stored posts as JSON, with the fields and expansions that a reader asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from crosspost.post.weight import weight
from crosspost.sandbox.fields import Wanted
from crosspost.sandbox.rendering import LONG, Wrapped, cut_note, with_media, wrap
from crosspost.sandbox.world import Account, Setting, StoredPost, Upload

EDIT_WINDOW = timedelta(minutes=30)  #: the shorter of the two that X states
MOST_EDITS = 5


def moment(at: datetime) -> str:
    """Return a time as X writes it: UTC with milliseconds."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def page_of(setting: Setting, post: StoredPost) -> str:
    """Return the post's address on x.com."""
    return f"https://x.com/{setting.accounts[post.author].username}/status/{post.id}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A post's text as X gives it back; `note` is the whole of a long one."""

    short: Wrapped
    note: Wrapped | None = None


def show(setting: Setting, post: StoredPost) -> Shown:
    """Return the texts of a post."""
    if post.repost_of:
        source = setting.world.posts[post.repost_of]
        lead = f"RT @{setting.accounts[source.author].username}: "
        return Shown(show(setting, source).short.after(lead))
    whole = wrap(post.text, post.id, setting.knobs.unwound)
    if weight(post.text) > LONG:
        return Shown(cut_note(whole, f"https://x.com/i/web/status/{post.id}"), whole)
    if not post.media:
        return Shown(whole)
    keys = [setting.world.uploads[m].key for m in post.media]
    return Shown(with_media(whole, keys, page=f"{page_of(setting, post)}/photo/1"))


def edit_controls(setting: Setting, post: StoredPost) -> dict[str, Any]:
    """Return the rights to edit; as on X, eligibility does not flip when the time runs out."""
    first = setting.world.posts[post.chain[0]]
    return {
        "edits_remaining": MOST_EDITS - (len(post.chain) - 1),
        "is_edit_eligible": setting.accounts[post.author].premium and not post.repost_of,
        "editable_until": moment(first.created_at + EDIT_WINDOW),
    }


def _references(post: StoredPost) -> list[dict[str, str]]:
    named = {"retweeted": post.repost_of, "replied_to": post.reply_to}
    return [{"type": kind, "id": source} for kind, source in named.items() if source]


def _note(note: Wrapped | None) -> dict[str, Any]:
    if note is None:
        return {}
    return {"text": note.text, **({"entities": {"urls": note.urls}} if note.urls else {})}


def post_json(setting: Setting, post: StoredPost, wanted: Wanted) -> dict[str, Any]:
    """Return a post with the fields that were asked for; empty ones are left out, as X does."""
    shown = show(setting, post)
    keys = [setting.world.uploads[m].key for m in post.media]
    everything = {
        "attachments": {"media_keys": keys} if keys else {},
        "author_id": post.author,
        "conversation_id": post.reply_to or post.chain[0],
        "created_at": moment(post.created_at),
        "edit_controls": edit_controls(setting, post),
        "entities": {"urls": shown.short.urls} if shown.short.urls else {},
        "lang": "ja",
        "note_post": _note(shown.note),
        "possibly_sensitive": False,
        "referenced_posts": _references(post),
        "reply_settings": "everyone",
    }
    asked = wanted.post | {name.partition(".")[0] for name in wanted.expansions}
    content = {name: value for name, value in everything.items() if name in asked}
    content |= {"id": post.id, "text": shown.short.text, "edit_history_post_ids": post.chain}
    return {wanted.name(k): v for k, v in content.items() if v not in ({}, [])}


def media_json(upload: Upload, wanted: Wanted) -> dict[str, Any]:
    """Return a picture with the fields that were asked for."""
    everything: dict[str, Any] = {
        "alt_text": upload.alt,
        "height": upload.height,
        "url": f"https://pbs.twimg.com/media/{upload.id}",
        "width": upload.width,
    }
    asked = {k: v for k, v in everything.items() if k in wanted.media and v}
    kind = "animated_gif" if upload.category == "tweet_gif" else "photo"
    return {"media_key": upload.key, "type": kind, **asked}


def user_json(account: Account, wanted: Wanted) -> dict[str, Any]:
    """Return an account with the fields that were asked for."""
    everything = {
        "description": "",
        "protected": False,
        "subscription_type": "Premium" if account.premium else "None",
        "verified": account.premium,
        "verified_type": "blue" if account.premium else "none",
    }
    asked = {k: v for k, v in everything.items() if k in wanted.user}
    return {"id": account.id, "name": account.name, "username": account.username, **asked}


def includes(setting: Setting, posts: Iterable[StoredPost], wanted: Wanted) -> dict[str, Any]:
    """Return what the posts refer to, as far as the expansions ask for it."""
    posts = list(posts)
    world = setting.world
    found: dict[str, list[dict[str, Any]]] = {}
    if "attachments.media_keys" in wanted.expansions:
        ids = dict.fromkeys(m for p in posts for m in p.media)
        found["media"] = [media_json(world.uploads[m], wanted) for m in ids]
    if "author_id" in wanted.expansions:
        authors = dict.fromkeys(p.author for p in posts)
        found["users"] = [user_json(setting.accounts[a], wanted) for a in authors]
    if "referenced_posts" in wanted.expansions:
        sources = dict.fromkeys(s for p in posts for s in (p.repost_of, p.reply_to) if s)
        readable = [p for s in sources if (p := world.readable(s, setting.view))]
        found[wanted.name("posts")] = [post_json(setting, p, wanted) for p in readable]
    return {name: value for name, value in found.items() if value}
