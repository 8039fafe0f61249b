"""Whether X would take these bytes as a picture (x-api.md sections 3 and 6)."""

import io
from dataclasses import dataclass

from crosspost.sandbox import problems
from crosspost.sandbox.wire import Rejected

_SMALLEST, _LARGEST = 4, 8192
_MOST_BYTES = {"gif": 15 * 1024 * 1024, "image": 5 * 1024 * 1024}
_MOST_FRAMES = 350
_GIF_LARGEST = (1280, 1080)
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP")


@dataclass(frozen=True, slots=True)
class Decoded:
    """What the bytes turned out to be."""

    mime: str
    width: int
    height: int


def _refuse(code: int, message: str) -> Rejected:
    return Rejected(problems.legacy(400, code, message), message)


def _check_size(width: int, height: int) -> None:
    if not (min(width, height) >= _SMALLEST and max(width, height) <= _LARGEST):
        raise _refuse(324, "Image dimensions must be >= 4x4 and <= 8192x8192")


def _check_gif(width: int, height: int, frames: int) -> None:
    if width > _GIF_LARGEST[0] or height > _GIF_LARGEST[1] or frames > _MOST_FRAMES:
        raise _refuse(324, "GIFs must be <= 1280x1080 with at most 350 frames")


def decode(data: bytes, *, animated: bool) -> Decoded:
    """Decode the whole picture; Rejected with X's 400 when it is no picture that X takes."""
    from PIL import Image  # noqa: PLC0415 — loaded when the first picture comes

    most = _MOST_BYTES["gif" if animated else "image"]
    if not data:
        raise _refuse(38, "media parameter is missing.")
    if len(data) > most:
        raise _refuse(324, f"File size exceeds {most} bytes.")
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            width, height = image.size
            _check_size(width, height)
            if animated:
                _check_gif(width, height, getattr(image, "n_frames", 1))
            mime = Image.MIME[image.format or ""]
            image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _refuse(324, "Image dimensions must be >= 4x4 and <= 8192x8192") from error
    except (OSError, SyntaxError, ValueError, KeyError) as error:
        raise _refuse(324, "media type unrecognized.") from error
    if animated and mime != "image/gif":
        raise _refuse(324, "media type unrecognized.")
    return Decoded(mime, width, height)
