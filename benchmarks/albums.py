"""Pictures made to take much memory or time, most of them at the very bound of what is let in."""

import io
import random
import struct
import zlib
from collections.abc import Callable

from PIL import Image, ImageCms

_SHEET = (2048, 1365)


def encode(image: Image.Image, kind: str, **options: object) -> bytes:
    """Return the image's bytes in a format."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def flat(mode: str, width: int, height: int) -> Image.Image:
    """Return one colour."""
    return Image.new(mode, (width, height), {"RGBA": (9, 90, 9, 99), "LA": (9, 99)}.get(mode, 0))


def drawing(width: int, height: int) -> Image.Image:
    """Return flat shapes."""
    dice = random.Random(3)
    image = Image.new("RGB", (width, height), (250, 248, 240))
    for _ in range(60):
        x, y = dice.randrange(width), dice.randrange(height)
        colour = tuple(dice.randrange(256) for _ in range(3))
        image.paste(colour, (x, y, x + width // 6, y + height // 6))
    return image


def photograph(width: int, height: int) -> Image.Image:
    """Return soft shapes with some grain."""
    dice = random.Random(5)
    coarse = Image.frombytes("RGB", (80, 60), dice.randbytes(80 * 60 * 3))
    grain = Image.frombytes("RGB", (400, 300), dice.randbytes(400 * 300 * 3))
    return Image.blend(coarse.resize((width, height)), grain.resize((width, height)), 0.15)


def noise(width: int, height: int) -> Image.Image:
    """Return what packs worst."""
    return Image.frombytes("RGB", (width, height), random.Random(7).randbytes(width * height * 3))


def header(width: int, height: int, *, bits: int, colour: int) -> bytes:
    """Return a PNG of which only the header is there."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def _with_profile(image: Image.Image, kind: str) -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return encode(image, kind, icc_profile=profile)


def _with_alpha(image: Image.Image) -> Image.Image:
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    return image


PICTURES: dict[str, Callable[[], bytes]] = {
    "dithered drawing, web palette, 2048 x 1365": lambda: encode(
        drawing(*_SHEET).convert("P"), "PNG"
    ),
    "dithered photograph, 2048 x 1365": lambda: encode(photograph(*_SHEET).convert("P"), "PNG"),
    "photograph as PNG, 2048 x 1365": lambda: encode(photograph(*_SHEET), "PNG", compress_level=1),
    "GIF, 2048 x 1365": lambda: encode(photograph(*_SHEET).convert("P"), "GIF"),
    "grey of 16 bits, 2048 x 1365": lambda: encode(
        photograph(*_SHEET).convert("L").convert("I").point(lambda v: v * 257).convert("I;16"),
        "PNG",
    ),
    "CMYK, 2048 x 1365": lambda: encode(photograph(*_SHEET).convert("CMYK"), "JPEG"),
    "JPEG with a second picture, 2048 x 1365": lambda: encode(
        photograph(*_SHEET), "MPO", save_all=True, append_images=[photograph(512, 341)]
    ),
    "noise in a web palette, 2048 x 1365": lambda: encode(noise(*_SHEET).convert("P"), "PNG"),
    "one colour, RGBA, 6300 x 6300": lambda: encode(flat("RGBA", 6300, 6300), "PNG"),
    "header alone, 6300 x 6300": lambda: header(6300, 6300, bits=8, colour=2),
    "RGBA, 22 million pixels": lambda: encode(flat("RGBA", 4740, 4740), "PNG", compress_level=1),
    "RGBA, wide, with a profile": lambda: _with_profile(flat("RGBA", 7400, 3000), "PNG"),
    "grey with alpha, 22 million pixels": lambda: encode(flat("LA", 4740, 4740), "PNG"),
    "bits, 39 million pixels": lambda: encode(flat("1", 6300, 6300), "PNG"),
    "palette, see-through, 39 million pixels": lambda: encode(
        flat("P", 6300, 6300), "PNG", transparency=0
    ),
    "GIF, see-through, 39 million pixels": lambda: encode(
        flat("P", 6300, 6300), "GIF", transparency=0
    ),
    "grey of 16 bits, 39 million pixels": lambda: encode(
        Image.new("I;16", (6300, 6300), 999), "PNG"
    ),
    "JPEG, 39 million pixels": lambda: encode(photograph(7200, 5400), "JPEG", quality=70),
    "JPEG, 4090 x 4090": lambda: encode(photograph(4090, 4090), "JPEG", quality=90),
    "progressive 4:4:4, 4000 x 3000": lambda: encode(
        photograph(4000, 3000), "JPEG", progressive=True, subsampling=0
    ),
    "progressive, 29 million pixels": lambda: encode(
        photograph(6300, 4600), "JPEG", progressive=True, quality=60
    ),
    "progressive CMYK, 4000 x 2700": lambda: encode(
        photograph(4000, 2700).convert("CMYK"), "JPEG", progressive=True
    ),
    "WebP with alpha, 6.4 million pixels": lambda: encode(
        _with_alpha(photograph(2530, 2530)), "WEBP", method=0
    ),
    "lossless WebP, 2500 x 1600": lambda: encode(
        photograph(2500, 1600), "WEBP", lossless=True, method=0
    ),
    "AVIF with alpha, 5.6 million pixels": lambda: encode(
        _with_alpha(photograph(2370, 2370)), "AVIF", speed=10, subsampling="4:4:4"
    ),
}  # fmt: skip
