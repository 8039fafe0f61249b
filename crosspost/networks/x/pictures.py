"""What X is told of a picture, and what it says of one."""

import base64
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus

from crosspost.errors import NotSent, PictureError
from crosspost.model import Media, Picture
from crosspost.model.failures import Fault
from crosspost.networks.x import answers, meaning
from crosspost.networks.x.answers import Answer
from crosspost.phrases import cut

Form = Callable[[Picture], dict[str, object]]

_CATEGORY = "tweet_image"
_LIFE = timedelta(hours=24)  # that an image can wait for its post
_SHORTEST_LIFE = timedelta(minutes=1)  # less would be over before the post could go out
_MARGIN = 0.01  # of it, left for the way to the post
_MOST_LOOKS = 20  # at a picture that X still works on
_LONGEST_PAUSE = 5.0  # seconds between two of them
_ALT_UNITS = 1000  # UTF-16 code units: X does not document the unit, this is the strictest


def as_form(picture: Picture) -> dict[str, object]:
    """Return an upload as multipart/form-data."""
    name = f"picture.{picture.mime.rpartition('/')[2]}"
    parts = {
        "media_category": (None, _CATEGORY),
        "media": (name, picture.data, picture.mime),
    }
    return {"files": parts}


def as_json(picture: Picture) -> dict[str, object]:
    """Return an upload as JSON: what X took when it refused every form on 2 June 2025."""
    encoded = base64.b64encode(picture.data).decode()
    return {"json": {"media": encoded, "media_category": _CATEGORY}}


FORMS: tuple[Form, ...] = (as_form, as_json)


def _fits(alt: str) -> bool:
    return len(alt.encode("utf-16-le")) <= 2 * _ALT_UNITS


def metadata(media: Media, alt: str) -> dict[str, object]:
    """Return what gives a picture its alt text, cut at a phrase where X would refuse it."""
    text = cut(alt, _fits) or alt.encode("utf-16-le")[: 2 * _ALT_UNITS].decode(
        "utf-16-le", "ignore"
    )
    return {"id": media.id, "metadata": {"alt_text": {"text": text}}}


def described(media: Media) -> Media:
    """Return the picture as one that needs no more alt text."""
    return replace(media, alt_done=True)


def _state(answer: Answer) -> tuple[str, float]:
    """Return what X does with a picture ("" when nothing), and in how many seconds to ask again."""
    info = answers.data(answer).get("processing_info")
    if not isinstance(info, dict):
        return "", 0
    pause = info.get("check_after_secs")
    seconds = float(pause) if isinstance(pause, int | float) else 1.0
    return str(info.get("state", "")), min(max(seconds, 0.0), _LONGEST_PAUSE)


def _life(answer: Answer) -> timedelta:
    seconds = answers.data(answer).get("expires_after_secs")
    if isinstance(seconds, int) and 0 < seconds < _LIFE.total_seconds():
        return max(timedelta(seconds=seconds), _SHORTEST_LIFE)
    return _LIFE


def finish(answer: Answer, *, ask: Callable[[str], Answer], wait: timedelta) -> Media:
    """Return the uploaded picture once X is done with it; `ask` says how far X is.

    X is asked only when it says that it works on the picture: of a finished one it knows nothing.
    """
    media_id = answers.identifier(answers.data(answer).get("id"))
    if not answer.ok or not media_id:
        raise meaning.picture_error(answer, wait)
    media = Media(media_id, answer.at + _life(answer) * (1 - _MARGIN))
    for _ in range(_MOST_LOOKS):
        state, pause = _state(answer)
        if state == "failed":
            raise PictureError(Fault.PROCESS_FAILED())
        if state in {"", "succeeded"}:
            return media
        time.sleep(pause)
        answer = ask(media_id)
        if answer.status == HTTPStatus.BAD_REQUEST and "not found" in answers.words(answer):
            return media
        if not answer.ok:
            raise meaning.picture_error(answer, wait)
    raise NotSent(Fault.PROCESS_SLOW())
