"""Creating, editing, deleting and looking up posts (x-api.md sections 1.1 to 1.4)."""

import re
import unicodedata
from datetime import timedelta

from crosspost.post.weight import urls, weight
from crosspost.sandbox import problems
from crosspost.sandbox.bodies import CreatePost, read_json
from crosspost.sandbox.fields import Wanted, read_query, wanted
from crosspost.sandbox.reading import EDIT_WINDOW, MOST_EDITS, includes, post_json, show
from crosspost.sandbox.wire import Answer, data_answer
from crosspost.sandbox.world import Setting, StoredPost

_CASHTAG = re.compile(r"(?<![\w$])\$[A-Za-z]{1,6}(?:[._][A-Za-z]{1,2})?(?!\w)")
_NEVER = re.compile("[\ufffe\ufeff\uffff]")
_MOST_GIFS = 1
#: What the contract knows and this program does not use.
_NOT_HERE = ("poll", "card_uri", "direct_message_deep_link", "community_id", "geo")


def create(setting: Setting) -> Answer:
    """Create or edit a post: 201 with its id and its text as X rewrote it."""
    body = read_json(setting.request, CreatePost)
    text = unicodedata.normalize("NFC", body.text)
    media = tuple(body.media.media_ids) if body.media else ()
    _check_kind(body)
    _check_text(setting, text, alone=not media)
    _check_media(setting, media)
    _check_reply(setting, body)
    edited = _check_edit(setting, body)
    _check_duplicate(setting, text, edited)
    post = _store(setting, body, text=text, media=media, edited=edited)
    history = Wanted(old=setting.knobs.names == "old").name("edit_history_post_ids")
    shown = show(setting, post).short.text
    return data_answer({"id": post.id, "text": shown, history: list(post.chain)}, 201)


def _check_kind(body: CreatePost) -> None:
    single = ("poll", "quote_tweet_id", "direct_message_deep_link", "media", "card_uri")
    given = [name for name in single if getattr(body, name) is not None]
    if len(given) > 1:
        message = f"Only one of {', '.join(given)} may be given"
        raise problems.reject(problems.invalid(given[0], "", message), message)
    if body.quote_tweet_id:
        raise problems.reject(
            problems.forbidden(problems.FEATURE), "quotes need an Enterprise plan"
        )
    for name in _NOT_HERE:
        if getattr(body, name) is not None:
            raise problems.reject(
                problems.forbidden(problems.FEATURE), f"the sandbox does not publish {name}"
            )


def _check_text(setting: Setting, text: str, *, alone: bool) -> None:
    if alone and not text.strip():
        message = "text is required unless media is given"
        raise problems.reject(problems.invalid("text", text, message), message)
    if _NEVER.search(text):
        why = "the text holds U+FEFF, U+FFFE or U+FFFF"
        raise problems.reject(problems.forbidden(problems.NOT_PERMITTED), why)
    if (weighs := weight(text)) > setting.account.max_weight:
        why = f"the text weighs {weighs}, more than {setting.account.max_weight}"
        raise problems.reject(problems.forbidden(problems.NOT_PERMITTED), why)
    if len(_CASHTAG.findall(text)) > 1:
        message = "Posts are limited to a maximum of one cashtag."
        raise problems.reject(problems.invalid("text", text, message), message)


def _check_media(setting: Setting, ids: tuple[str, ...]) -> None:
    uploads = [setting.world.uploads.get(media_id) for media_id in ids]
    for upload in uploads:
        if (
            upload is None
            or setting.account.id not in upload.owners
            or upload.expires_at <= setting.now
            or upload.processing in {"pending", "failed"}
            or not upload.category.startswith("tweet_")
        ):
            why = "a media id is unknown, expired, unfinished, not for posts or another user's"
            raise problems.reject(problems.media_ids_invalid(",".join(ids)), why)
    gifs = sum(u is not None and u.category == "tweet_gif" for u in uploads)
    if len(set(ids)) != len(ids) or (gifs and len(ids) > _MOST_GIFS):
        why = "a post takes up to four different photos or one GIF"
        raise problems.reject(problems.media_ids_invalid(",".join(ids)), why)


def _check_reply(setting: Setting, body: CreatePost) -> None:
    if body.reply is None:
        return
    parent = setting.world.readable(body.reply.in_reply_to_tweet_id, setting.now)
    if parent is None or parent.author != setting.account.id:
        detail = (
            "Reply to this conversation is not allowed because you have not been mentioned or "
            "otherwise engaged by the author of the post you are replying to."
        )
        raise problems.reject(problems.forbidden(detail), "a reply to nobody or to another account")


def _check_edit(setting: Setting, body: CreatePost) -> StoredPost | None:
    if body.edit_options is None:
        return None
    post = setting.world.readable(body.edit_options.previous_post_id, setting.now)
    if post is None or post.author != setting.account.id:
        why = "the post to edit is not there or is another user's"
    elif not setting.account.premium:
        why = "editing needs Premium"
    elif post.repost_of or not post.is_latest:
        why = "reposts and replaced versions cannot be edited"
    elif len(post.chain) > MOST_EDITS:
        why = f"the post was edited {MOST_EDITS} times"
    elif setting.now >= setting.world.posts[post.chain[0]].created_at + EDIT_WINDOW:
        why = "the time for editing has run out"
    else:
        return post
    raise problems.reject(problems.forbidden(problems.NOT_PERMITTED), why)


def _check_duplicate(setting: Setting, text: str, edited: StoredPost | None) -> None:
    rule, _, amount = setting.knobs.duplicates.partition(":")
    if rule == "off" or not text:
        return
    own = [
        p
        for p in setting.world.newest()
        if p.author == setting.account.id
        and (p.deleted_at is None or setting.knobs.duplicate_after_delete)
        and (edited is None or p.id not in edited.chain)
    ]
    if rule == "last":
        near = own[: int(amount)]
    else:
        since = setting.now - timedelta(hours=float(amount))
        near = [p for p in own if p.created_at > since]
    if any(p.text == text for p in near):
        raise problems.reject(
            problems.forbidden(problems.DUPLICATE), "the same text was posted before"
        )


def _store(
    setting: Setting,
    body: CreatePost,
    *,
    text: str,
    media: tuple[str, ...],
    edited: StoredPost | None,
) -> StoredPost:
    world = setting.world
    post_id = world.new_id(setting.now)
    chain = edited.chain if edited else []
    chain.append(post_id)
    item = "post-with-url" if urls(text) else "post"
    post = StoredPost(
        post_id,
        setting.account.id,
        text,
        created_at=setting.now,
        chain=chain,
        media=media,
        reply_to=body.reply.in_reply_to_tweet_id if body.reply else "",
        made_with_ai=body.made_with_ai,
        usd=world.ledger.charge(setting.account.id, item, resource=post_id, now=setting.now),
    )
    world.posts[post_id] = post
    for media_id in media:
        world.uploads[media_id].attached = True
    return post


def delete(setting: Setting, post_id: str) -> Answer:
    """Delete a post with all its versions; 404 when it is already gone."""
    post = setting.world.readable(post_id, setting.now)
    if post is None:
        raise problems.reject(problems.not_found("tweet", "id", post_id), "no such post")
    if post.author != setting.account.id:
        raise problems.reject(
            problems.forbidden("You are not allowed to delete this Tweet."), "another user's post"
        )
    for version in post.chain:
        setting.world.posts[version].deleted_at = setting.now
    setting.world.ledger.charge(setting.account.id, "delete", resource=post_id, now=setting.now)
    return data_answer({"deleted": True})


def look_up(setting: Setting, post_id: str) -> Answer:
    """Return one post; like X, 200 with `errors` when it is not there."""
    asked = wanted(setting, read_query(setting))
    post = setting.world.readable(post_id, setting.view)
    if post is None:
        return problems.missing("tweet", "id", post_id)
    setting.world.ledger.charge(setting.account.id, "post-read", resource=post_id, now=setting.now)
    return data_answer(post_json(setting, post, asked), includes=includes(setting, [post], asked))
