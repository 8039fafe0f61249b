"""Prepares a delivery's picture while it is queued: an upload shows nothing to readers."""

from dataclasses import replace

from crosspost.errors import NetworkError, NotFetched, PictureError
from crosspost.model import Charge, Delivery, Media, Picture, Reason, Why
from crosspost.model.failures import Fault
from crosspost.outbox import machine
from crosspost.pipeline.budget import priced
from crosspost.pipeline.keeping import keep
from crosspost.pipeline.parts import Account, Pipeline
from crosspost.post import picture
from crosspost.threads import run_apart

_MOST_BYTES = 10_000_000
#: A host that drips must not keep the account's other posts waiting.
_SECONDS = 10.0
#: Answers of the blog after which the picture may be there a little later.
_FOR_NOW = frozenset({None, 408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})


async def prepare(pipe: Pipeline, account: Account, delivery: Delivery) -> Delivery | None:
    """Fetch, fit, upload and describe the picture; the delivery as it stands then.

    It comes back queued and due when it may be sent, with the picture or, by policy, without.
    """
    thumbnail = delivery.post.thumbnail
    assert thumbnail is not None, "only a post with a thumbnail is prepared"
    try:
        fitted = await _obtain(pipe, delivery, thumbnail.url)
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


async def _obtain(pipe: Pipeline, delivery: Delivery, url: str) -> Picture:
    """Fetch and fit; PictureError when it never will be shown, NotFetched when it may be later."""
    try:
        fetched = await pipe.fetcher.get(
            url, accept="image", most_body=_MOST_BYTES, seconds=_SECONDS
        )
    except NotFetched as error:
        if error.status in _FOR_NOW:
            why = Fault.PICTURE(cause=error.why)
            raise NotFetched(why, retry_at=error.retry_at, status=error.status) from error
        raise PictureError(error.why) from error
    fit = picture.fit_again if delivery.picture_refused else picture.fit
    return await run_apart(fit, fetched.body)


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
