"""A stranger's picture to plain pixels: upright, opaque, in sRGB, within a size.

The memory of it is bounded: a header that asks for more is refused before anything is decoded,
only the decoder's own pixels are held whole, and all else is made of them strip by strip.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from crosspost.errors import PictureError
from crosspost.model.failures import Fault

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST_PIXELS = 40_000_000
_MOST_DECODED = 90_000_000  #: bytes that a decoder may hold
_MOST_TEXT = 1_000_000  #: bytes of a PNG's comments, unpacked
_MOST_SCANS = 100  #: of a JPEG; each one goes over all of its pixels again
LEAST_SIDE = 4
_ICON = 120  # a picture that is smaller on both sides is an icon or a tracking pixel
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
_LOSSLESS = frozenset({"PNG", "GIF"})
#: What Pillow's decoders hold for a pixel at their worst, in bytes (measured): canvases and copies.
_COSTS = {"WEBP": 14, "AVIF": 16}
_NARROW = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2}  #: bytes of a pixel; all others take 4
_WHITE = (255, 255, 255, 255)
_STRIP = 500_000  #: pixels that are converted at once
_MARGIN = 8  #: rows beside a strip that its edges are blended with; the filter reaches three
_ORIENTATION = 0x0112


@cache
def pillow() -> ModuleType:
    """Load Pillow with the first picture, and have it refuse a pixel bomb by its header.

    Of its readers only those that are used are loaded. The filter is added once and for Pillow's
    own warning only; `catch_warnings` around each picture would switch the filters of threads.
    """
    from PIL import Image, PngImagePlugin  # noqa: PLC0415 — 40 ms and 15 MB, only for pictures

    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    PngImagePlugin.MAX_TEXT_MEMORY = _MOST_TEXT
    warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
    for kind in ("Jpeg", "Gif", "WebP", "Avif"):
        with suppress(ImportError):  # older ones read no AVIF
            plugin: Any = import_module(f"PIL.{kind}ImagePlugin")
            plugin.DEFAULT_MAX_THREADS = 1  # of AVIF; each one more takes memory of its own
    return Image


def read(data: bytes, long_side: int) -> tuple["Image", bool]:
    """Return the first frame: upright, opaque, in sRGB, within the long side; and if lossless."""
    known = [name for name in _FORMATS if name in pillow().OPEN]
    with _refusing():
        image: Image = pillow().open(io.BytesIO(data), formats=known)
        is_lossless = image.format in _LOSSLESS
        _check_size(image)
        if image.format in {"JPEG", "MPO"}:
            _draft(image, data, long_side)
        else:
            _refuse_cost(image, _cost(image))
        image.load()
        size = _within(image.size, long_side)
        small = _upright(_in_strips(image, size), image.getexif().get(_ORIENTATION, 1))
        profile = image.info.get("icc_profile")
        image.close()
        return _in_srgb(small, profile), is_lossless


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn whatever a decoder raises over a stranger's bytes into PictureError."""
    from PIL import UnidentifiedImageError  # noqa: PLC0415 — with Pillow itself

    bombs = (pillow().DecompressionBombError, pillow().DecompressionBombWarning)

    try:
        yield
    except PictureError:
        raise
    except UnidentifiedImageError as error:
        raise PictureError(Fault.NO_PICTURE(formats=tuple(_FORMATS))) from error
    except bombs as error:
        raise PictureError(Fault.MANY_PIXELS(most=_MOST_PIXELS)) from error
    except MemoryError as error:
        raise PictureError(Fault.MEMORY()) from error
    except Exception as error:
        raise PictureError(Fault.BROKEN_PICTURE(detail=str(error))) from error


def _check_size(image: "Image") -> None:
    width, height = image.size
    if min(width, height) < LEAST_SIDE or max(width, height) < _ICON:
        raise PictureError(Fault.ICON(width=width, height=height))


def _cost(image: "Image") -> int:
    """Return the bytes that decoding takes, by the header."""
    each = _COSTS.get(image.format or "") or _NARROW.get(image.mode, 4)
    return image.width * image.height * each


def _refuse_cost(image: "Image", cost: int) -> None:
    if cost > _MOST_DECODED:
        raise PictureError(
            Fault.COSTLY(
                width=image.width,
                height=image.height,
                megabytes=cost // 1_000_000,
                format=str(image.format),
                most=_MOST_DECODED // 1_000_000,
            )
        )


def _draft(image: "Image", data: bytes, long_side: int) -> None:
    """Have a JPEG decoded near the size that is wanted, or smaller to keep within bounds.

    One whose parts come one after another is kept whole as coefficients, two bytes for each.
    """
    if (scans := data.count(b"\xff\xda")) > _MOST_SCANS:
        raise PictureError(Fault.SCANS(found=scans, most=_MOST_SCANS))
    layers = getattr(image, "layer", ())
    largest = max((h * v for _, h, v, _ in layers), default=1)
    pixels = image.width * image.height
    parts = 2 * sum(pixels * h * v for _, h, v, _ in layers) // largest if scans > 1 else 0
    enough = [scale for scale in (1, 2, 4, 8) if max(image.size) < 2 * scale * long_side] or [8]
    costs = {scale: parts + 4 * pixels // scale**2 for scale in enough}
    scale = next((scale for scale in enough if costs[scale] <= _MOST_DECODED), enough[-1])
    _refuse_cost(image, costs[scale])
    image.draft(None, (image.width // scale, image.height // scale))


def _within(size: tuple[int, int], long_side: int) -> tuple[int, int]:
    """Return the size within the long side; PictureError when hardly anything is left of it."""
    ratio = min(1.0, long_side / max(size))
    width, height = (round(side * ratio) for side in size)
    if min(width, height) < LEAST_SIDE:
        raise PictureError(Fault.THIN())
    return width, height


def _in_strips(image: "Image", size: tuple[int, int]) -> "Image":
    """Return the picture in plain pixels of this size; only a strip of it is ever held twice."""
    small: Image = pillow().new(_plain(image, (0, 0, 1, 1)).mode, size)
    scale = image.height / size[1]
    margin = 0 if image.size == size else _MARGIN
    rows = max(_MARGIN, int(_STRIP / image.width / scale))
    for top in range(0, size[1], rows):
        above, end = max(0, top - margin), min(size[1], top + rows)
        below = min(size[1], end + margin)
        first, last = int(above * scale), min(image.height, int(below * scale) + 1)
        strip = _plain(image, (0, first, image.width, last))
        box = (0, above * scale - first, image.width, min(strip.height, below * scale - first))
        if margin:
            strip = strip.resize(
                (size[0], below - above), pillow().Resampling.LANCZOS, box, reducing_gap=2.0
            )
        small.paste(strip.crop((0, top - above, size[0], end - above)), (0, top))
    return small


def _plain(image: "Image", box: tuple[int, int, int, int]) -> "Image":
    """Return a part of the picture in eight bits, on white where it was see-through."""
    part = _in_eight_bits(image.crop(box))
    if part.has_transparency_data:
        ground: Image = pillow().new("RGBA", part.size, _WHITE)
        ground.alpha_composite(part.convert("RGBA"))
        part = ground
    return part if part.mode in {"RGB", "L", "CMYK"} else part.convert("RGB")


def _in_eight_bits(image: "Image") -> "Image":
    """Return 16-bit grey as 8 bits; Pillow's own conversion would clip it to white."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")


def _upright(image: "Image", orientation: int) -> "Image":
    """Return the picture as the camera was held (Exif, tag 0x0112)."""
    turn = pillow().Transpose
    turns = {
        2: turn.FLIP_LEFT_RIGHT,
        3: turn.ROTATE_180,
        4: turn.FLIP_TOP_BOTTOM,
        5: turn.TRANSPOSE,
        6: turn.ROTATE_270,
        7: turn.TRANSVERSE,
        8: turn.ROTATE_90,
    }
    return image.transpose(turns[orientation]) if orientation in turns else image


def _in_srgb(image: "Image", profile: bytes | None) -> "Image":
    """Return the picture in RGB, with its colour profile applied where it has a usable one."""
    if profile:
        from PIL import ImageCms  # noqa: PLC0415 — with Pillow itself

        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            converted = None  # a broken profile: the plain numbers are what a browser shows
        if converted:
            return converted
    return image.convert("RGB")
