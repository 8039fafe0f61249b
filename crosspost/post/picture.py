"""Picture bytes to picture bytes that a network takes; the one door to Pillow.

X takes JPEG, PNG, GIF and WebP from 4 x 4 to 8192 x 8192 pixels and 5 MB; PNGs of 2.7 MB have been
taken and then failed in the post (node-twitter-api-v2 #501), hence the lower limits here.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from crosspost.errors import PictureError
from crosspost.model import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST_PIXELS = 40_000_000
_LEAST_SIDE = 4
_ICON = 120  # a picture that is smaller on both sides is an icon or a tracking pixel
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
_LOSSLESS = frozenset({"PNG", "GIF"})
_QUALITIES = (90, 85, 78, 70, 60)
_SMALLER = 0.75
_WHITE = (255, 255, 255, 255)


def fit(data: bytes, *, most_bytes: int = 1_500_000, long_side: int = 2048) -> Picture:
    """Return the picture upright, in sRGB, without metadata, within these limits.

    A drawing or screenshot stays a PNG where that is the smaller file, all else becomes JPEG. The
    first frame of an animation stands for it. PictureError when there is nothing fit to be shown.
    """
    image, is_lossless = _open(data, long_side)
    jpeg = _jpeg(image, most_bytes, sharp=is_lossless)
    if not is_lossless:
        return jpeg
    png = _encode(image, "PNG", optimize=True)
    return png if len(png.data) <= min(most_bytes, len(jpeg.data)) else jpeg


def fit_again(data: bytes) -> Picture:
    """Return a smaller plain JPEG, for a network that refused what `fit` made; PictureError too."""
    image, _ = _open(data, 1280)
    return _jpeg(image, 500_000, sharp=False)


@cache
def _pillow() -> ModuleType:
    """Load Pillow with the first picture, and have it refuse a pixel bomb by its header.

    The filter is added once and for Pillow's own warning only; `catch_warnings` around each
    picture would switch the filters of other threads.
    """
    from PIL import Image  # noqa: PLC0415 — 40 ms and 15 MB, wanted only where pictures are

    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
    Image.init()
    return Image


def _open(data: bytes, long_side: int) -> tuple["Image", bool]:
    """Return the first frame: upright, opaque, in sRGB, within the long side; and if lossless."""
    pillow = _pillow()
    from PIL import ImageOps  # noqa: PLC0415 — with Pillow itself

    known = [name for name in _FORMATS if name in pillow.OPEN]
    with _refusing():
        image: Image = pillow.open(io.BytesIO(data), formats=known)
        is_lossless = image.format in _LOSSLESS
        _check_size(image)
        image.draft("RGB", (long_side, long_side))
        image.load()
        image = _in_srgb(_opaque(_in_eight_bits(ImageOps.exif_transpose(image))))
        image.thumbnail((long_side, long_side), pillow.Resampling.LANCZOS)
        if min(image.size) < _LEAST_SIDE:
            raise PictureError("the picture is only a line")
    return image, is_lossless


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn whatever a decoder raises over a stranger's bytes into PictureError."""
    from PIL import UnidentifiedImageError  # noqa: PLC0415 — with Pillow itself

    bombs = (_pillow().DecompressionBombError, _pillow().DecompressionBombWarning)

    try:
        yield
    except PictureError:
        raise
    except UnidentifiedImageError as error:
        raise PictureError(f"the bytes are no picture in {', '.join(_FORMATS)}") from error
    except bombs as error:
        raise PictureError(f"the picture has more than {_MOST_PIXELS} pixels") from error
    except Exception as error:
        raise PictureError(f"the picture is broken or cut off: {error}") from error


def _check_size(image: "Image") -> None:
    width, height = image.size
    if min(width, height) < _LEAST_SIDE or max(width, height) < _ICON:
        raise PictureError(f"the picture has only {width} x {height} pixels: an icon, no thumbnail")


def _in_eight_bits(image: "Image") -> "Image":
    """Return 16-bit grey as 8 bits; Pillow's own conversion would clip it to white."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")


def _opaque(image: "Image") -> "Image":
    """Return the picture on white where it was see-through, without a palette."""
    if image.has_transparency_data:
        profile = image.info.get("icc_profile")
        ground = _pillow().new("RGBA", image.size, _WHITE)
        ground.alpha_composite(image.convert("RGBA"))
        image = ground.convert("RGB")
        image.info["icc_profile"] = profile
    return image if image.mode in {"RGB", "L", "CMYK"} else image.convert("RGB")


def _in_srgb(image: "Image") -> "Image":
    """Return the picture in RGB, with its colour profile applied where it has a usable one."""
    profile = image.info.get("icc_profile")
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


def _jpeg(image: "Image", most_bytes: int, *, sharp: bool) -> Picture:
    """Return the best JPEG within the limit: quality goes down first, then size."""
    while True:
        for quality in _QUALITIES:
            picture = _encode(image, "JPEG", quality=quality, subsampling=0 if sharp else 2)
            if len(picture.data) <= most_bytes:
                return picture
        width, height = (max(round(side * _SMALLER), _LEAST_SIDE) for side in image.size)
        if (width, height) == image.size:
            raise PictureError(f"no encoding of the picture fits into {most_bytes} bytes")
        image = image.resize((width, height), _pillow().Resampling.LANCZOS)


def _encode(image: "Image", kind: str, **options: int) -> Picture:
    """Encode the bare pixels: profile, EXIF and comments stay behind."""
    bare = image.copy()
    bare.info = {}
    out = io.BytesIO()
    bare.save(out, kind, **options)
    return Picture(out.getvalue(), f"image/{kind.lower()}", image.width, image.height)
