"""Picture bytes to picture bytes that a network takes.

X takes JPEG, PNG, GIF and WebP from 4 x 4 to 8192 x 8192 pixels and 5 MB; PNGs of 2.7 MB have been
taken and then failed in the post (node-twitter-api-v2 #501), hence the lower limits here.
"""

import io
from typing import TYPE_CHECKING, cast

from crosspost.errors import PictureError
from crosspost.model import Picture
from crosspost.model.failures import Fault
from crosspost.post import pixels

if TYPE_CHECKING:
    from PIL.Image import Image

_Rgb = tuple[int, int, int]
_QUALITIES = (90, 85, 78, 70, 60)
_SMALLER = 0.75
_COLOURS = 256
#: Bytes of a PNG, as a quickly packed sample tells: from where on a palette is worth it, and up
#: to where a thorough packing is.
_WORTH_A_PALETTE, _WORTH_PACKING = 100_000, 750_000
_HOPE = 1.5  #: so many times too large may a quickly packed one be, and still become a good one


def fit(data: bytes, *, most_bytes: int = 1_500_000, long_side: int = 2048) -> Picture:
    """Return the picture upright, in sRGB, without metadata, within these limits.

    A drawing or screenshot stays a PNG where that is the smaller file, all else becomes JPEG. The
    first frame of an animation stands for it. PictureError when there is nothing fit to be shown.
    """
    image, is_lossless = pixels.read(data, long_side)
    if not is_lossless:
        return _jpeg(image, most_bytes, sharp=False)
    best = _encode(image, "JPEG", quality=_QUALITIES[0], subsampling=0)
    png = _png(image, min(most_bytes, len(best.data)))
    return png or _jpeg(image, most_bytes, sharp=True)


def fit_again(data: bytes) -> Picture:
    """Return a smaller plain JPEG, for a network that refused what `fit` made; PictureError too."""
    image, _ = pixels.read(data, 1280)
    return _jpeg(image, 500_000, sharp=False)


def _jpeg(image: "Image", most_bytes: int, *, sharp: bool) -> Picture:
    """Return the best JPEG within the limit: quality goes down first, then size."""
    while True:
        for quality in _QUALITIES:
            picture = _encode(image, "JPEG", quality=quality, subsampling=0 if sharp else 2)
            if len(picture.data) <= most_bytes:
                return picture
        width, height = (max(round(side * _SMALLER), pixels.LEAST_SIDE) for side in image.size)
        if (width, height) == image.size:
            raise PictureError(Fault.ENCODE_LARGE(most=most_bytes))
        image = image.resize((width, height), pixels.pillow().Resampling.LANCZOS)


def _png(image: "Image", most_bytes: int) -> Picture | None:
    """Return a PNG of at most so many bytes, None where it would be larger.

    Packing well what hardly packs takes seconds, so a sample of it is packed quickly first. Few
    colours make a third of the bytes.
    """
    few = _in_few_colours(image)
    sample, share = _sample(few or image)
    expected = len(_encode(sample, "PNG", compress_level=1).data) / share
    if expected > most_bytes * _HOPE:
        return None
    if few is None or expected < _WORTH_A_PALETTE:
        level = 6 if expected < _WORTH_PACKING else 3
        png = _encode(image, "PNG", compress_level=level)
    else:
        png = _encode(few, "PNG", compress_level=4)
    return png if len(png.data) <= most_bytes else None


def _sample(image: "Image") -> tuple["Image", float]:
    """Return bands from all over the picture in one, and which share of it they are."""
    width, height = image.size
    band, apart = 16, max(16, height // 8)
    tops = range(0, height, apart)
    sample: Image = pixels.pillow().new(image.mode, (width, band * len(tops)))
    if image.palette:
        sample.putpalette(image.palette)
    for number, top in enumerate(tops):
        sample.paste(image.crop((0, top, width, top + band)), (0, number * band))
    return sample, sample.height / height


def _in_few_colours(image: "Image") -> "Image | None":
    """Return the very same picture with a palette; None when it has more colours than one holds."""
    from PIL import ImageChops  # noqa: PLC0415 — with Pillow itself

    colours = image.getcolors(_COLOURS)
    if colours is None:
        return None
    palette: Image = pixels.pillow().new("P", (1, 1))
    palette.putpalette(bytes(part for _, colour in colours for part in cast("_Rgb", colour)))
    few = image.quantize(palette=palette, dither=pixels.pillow().Dither.NONE)
    return few if ImageChops.difference(few.convert("RGB"), image).getbbox() is None else None


def _encode(image: "Image", kind: str, **options: int) -> Picture:
    """Encode the bare pixels: profile, EXIF and comments stayed behind."""
    image.info = {}
    out = io.BytesIO()
    image.save(out, kind, **options)
    return Picture(out.getvalue(), f"image/{kind.lower()}", image.width, image.height)
