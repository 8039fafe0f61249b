"""Prepares a delivery's picture while it is queued: an upload shows nothing to readers."""

from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

from crosspost.errors import NetworkError, NotFetched, PictureError, StoreBusy
from crosspost.fetch import Fetcher
from crosspost.model import Charge, Delivery, Media, Picture, Reason, Thumbnail, Why
from crosspost.model.denials import Denial
from crosspost.model.failures import Fault
from crosspost.outbox import machine
from crosspost.outbox.store import Store
from crosspost.pipeline.budget import priced
from crosspost.pipeline.keeping import keep
from crosspost.pipeline.parts import Account, Pipeline
from crosspost.post import darkroom
from crosspost.threads import run_apart

_MOST_BYTES = 10_000_000
#: A host that drips must not keep the account's other posts waiting.
_SECONDS = 10.0
#: Digests of the pictures over which a process ended, the last ones.
_FATAL, _MOST_FATAL = "pictures.fatal", 100
#: Answers of the blog after which the picture may be there a little later.
_FOR_NOW = frozenset({None, 408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})


async def prepare(pipe: Pipeline, account: Account, delivery: Delivery) -> Delivery | None:
    """Fetch, fit, upload and describe the picture; the delivery as it stands then.

    It comes back queued and due when it may be sent, with the picture or, by policy, without.
    """
    thumbnail = delivery.post.thumbnail
    assert thumbnail is not None, "only a post with a thumbnail is prepared"
    try:
        body = await _load(pipe.fetcher, thumbnail)
        fitted = await _develop(pipe, delivery, body)
    except PictureError as error:
        return _do_without(pipe, account, delivery=delivery, reason=error.why)
    except NotFetched as error:
        return _fail(pipe, delivery, error)
    try:
        media = await _upload(account, fitted, thumbnail.alt)
    except (PictureError, NetworkError) as error:
        return _fail(pipe, delivery, error)
    why, charges = Why.UPLOADED(), _charges(pipe, account, delivery, media=media)
    return await keep(
        lambda: pipe.store.save_media(delivery, media, why=why, now=pipe.now(), charges=charges)
    )


def _charges(
    pipe: Pipeline, account: Account, delivery: Delivery, *, media: Media
) -> tuple[Charge, ...]:
    """Return what a further alt text cost; the price of the post holds one."""
    thumbnail = delivery.post.thumbnail
    is_further = delivery.media is not None or delivery.media_losses > 0
    if thumbnail is None or not (is_further and media.alt_done):
        return ()
    silent = replace(delivery.post, thumbnail=replace(thumbnail, alt=""))
    usd = account.network.price(delivery.post) - account.network.price(silent)
    return (Charge(pipe.now(), account.name, "media-metadata", usd, delivery.id),)


async def obtain(fetcher: Fetcher, thumbnail: Thumbnail) -> Picture:
    """Fetch and fit; PictureError when it never will be shown, NotFetched when it may be later."""
    return await run_apart(darkroom.develop, await _load(fetcher, thumbnail))


async def _load(fetcher: Fetcher, thumbnail: Thumbnail) -> bytes:
    """Return the picture's bytes, from the operator's own disk or from the blog."""
    if thumbnail.is_fallback and thumbnail.url.startswith("file:"):
        return await run_apart(_read_file, thumbnail.url)
    return await _fetch(fetcher, thumbnail.url)


def _read_file(url: str) -> bytes:
    """Return the operator's own picture; PictureError says why it cannot be had."""
    path = Path(unquote(urlsplit(url).path))
    try:
        if not path.is_file():
            raise PictureError(Fault.NO_FILE(path=str(path)))
        with path.open("rb") as file:
            body = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise PictureError(
            Denial.SOURCE_UNREADABLE(path=str(path), detail=error.strerror or "")
        ) from error
    if len(body) > _MOST_BYTES:
        raise PictureError(Fault.FILE_LARGE(path=str(path), megabytes=_MOST_BYTES // 1_000_000))
    return body


async def _fetch(fetcher: Fetcher, url: str) -> bytes:
    try:
        fetched = await fetcher.get(url, accept="image", most_body=_MOST_BYTES, seconds=_SECONDS)
    except NotFetched as error:
        if error.status in _FOR_NOW:
            why = Fault.PICTURE(cause=error.why)
            raise NotFetched(why, retry_at=error.retry_at, status=error.status) from error
        raise PictureError(error.why) from error
    return fetched.body


async def _develop(pipe: Pipeline, delivery: Delivery, data: bytes) -> Picture:
    """Fit the picture, and have written before which one it is.

    Should this process end over it, the next one finds it still written there, and opens it never.
    """
    store, digest = pipe.store, sha256(data).hexdigest()
    key = f"picture.open:{delivery.account}"
    await keep(lambda: _refuse_fatal(store, digest, key=key))
    await keep(lambda: store.remember(key, digest))
    try:
        return await run_apart(pipe.develop, data, again=delivery.picture_refused)
    except OSError as error:
        raise NotFetched(Fault.NO_PROCESS(detail=str(error))) from error
    finally:
        with suppress(StoreBusy):
            store.remember(key, None)


def _refuse_fatal(store: Store, digest: str, *, key: str) -> None:
    """Note the picture over which a process ended, and refuse this one if it is such a one."""
    fatal = store.recall(_FATAL) or []
    if ended_over := store.recall(key):
        fatal = [*fatal, ended_over][-_MOST_FATAL:]
        store.remember(_FATAL, fatal)
        store.remember(key, None)
    if digest in fatal:
        raise PictureError(Fault.FATAL())


async def _upload(account: Account, fitted: Picture, alt: str) -> Media:
    network = account.network
    media = await run_apart(network.upload, fitted)
    if not alt:
        return media
    try:
        return await run_apart(network.describe, media, alt)
    except PictureError:
        # A picture that X will not describe is still the article's picture.
        return media


def _do_without(
    pipe: Pipeline, account: Account, *, delivery: Delivery, reason: Reason
) -> Delivery | None:
    """Take the article's next picture, or by policy none."""
    post = delivery.post
    if not post.others:
        step = machine.without_picture(delivery, reason, now=pipe.now(), rules=pipe.rules)
        return pipe.store.apply(delivery, priced(pipe, step), now=pipe.now())
    following = replace(post, thumbnail=post.others[0], others=post.others[1:])
    step = machine.with_other_picture(
        delivery, following, price=account.network.price(following), reason=reason, now=pipe.now()
    )
    return pipe.store.apply(delivery, step, now=pipe.now())


def _fail(pipe: Pipeline, delivery: Delivery, error: Exception) -> Delivery | None:
    now = pipe.now()
    step = machine.after_error(delivery, error, now=now, rules=pipe.rules, chance=pipe.chance())
    return pipe.store.apply(delivery, priced(pipe, step), now=now)
