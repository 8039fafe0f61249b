"""What a picture may cost: refused by its header, decoded small, never copied whole."""

import io
import random
import struct
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PIL import Image

from crosspost.errors import PictureError
from crosspost.post import picture, pixels
from crosspost.post.picture import fit
from tests.words import raises_saying

RED = (220, 30, 30)


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:  # noqa: ANN401 — Pillow's
    """Return the image's bytes in a format."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def drawing(width: int, height: int) -> Image.Image:
    """Return flat shapes of a few colours."""
    dice = random.Random(3)  # noqa: S311 — the same picture every time
    image = Image.new("RGB", (width, height), (250, 248, 240))
    for _ in range(40):
        x, y = dice.randrange(width), dice.randrange(height)
        colour = tuple(dice.randrange(256) for _ in range(3))
        image.paste(colour, (x, y, x + width // 6, y + height // 6))
    return image


def photograph(width: int, height: int) -> Image.Image:
    """Return soft shapes of many colours."""
    dice = random.Random(5)  # noqa: S311 — the same picture every time
    small = Image.frombytes("RGB", (40, 30), dice.randbytes(40 * 30 * 3))
    return small.resize((width, height), Image.Resampling.BICUBIC)


def png_header(width: int, height: int, *, bits: int, colour: int) -> bytes:
    """Return a PNG that only says what it would be: it holds no pixel."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        crc = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc)

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + head + body


@contextmanager
def watching(*names: str) -> Iterator[list[int]]:
    """Collect the pixels of each image that one of Pillow's own steps is done to."""
    seen: list[int] = []

    def profile(_frame: object, event: str, what: Any) -> None:  # noqa: ANN401 — whatever is called
        if event == "c_call" and getattr(what, "__name__", "") in names:
            size = getattr(getattr(what, "__self__", None), "size", (0, 0))
            if isinstance(size, tuple):
                seen.append(size[0] * size[1])

    sys.setprofile(profile)
    try:
        yield seen
    finally:
        sys.setprofile(None)


@pytest.mark.parametrize(
    ("bits", "colour", "megabytes"),
    [(8, 2, 158), (8, 6, 158), (16, 2, 158), (16, 6, 158), (8, 4, 158)],
    ids=["rgb", "rgba", "rgb-16", "rgba-16", "grey-alpha"],
)
def test_a_png_that_would_take_too_much_is_refused_by_its_header(
    bits: int, colour: int, megabytes: int
) -> None:
    """Four bytes a pixel; nothing of its body is unpacked."""
    with raises_saying(PictureError, match=f"6300 x 6300 pixels, which takes {megabytes} MB"):
        fit(png_header(6300, 6300, bits=bits, colour=colour))


@pytest.mark.parametrize(("bits", "colour"), [(1, 0), (8, 0), (8, 3), (16, 0)])
def test_a_png_that_takes_less_is_let_in(bits: int, colour: int) -> None:
    """One or two bytes a pixel; the broken body is what is refused here."""
    with raises_saying(PictureError, match="broken or cut off"):
        fit(png_header(6300, 6300, bits=bits, colour=colour))


@pytest.mark.parametrize("kind", ["WEBP", "AVIF"])
def test_formats_that_are_copied_while_decoded_are_let_in_up_to_less(kind: str) -> None:
    """Their decoders keep canvases of their own."""
    with raises_saying(PictureError, match=f"to decode as {kind}"):
        fit(encoded(Image.new("RGB", (2700, 2700), RED), kind, quality=1))


def test_a_progressive_jpeg_counts_with_its_coefficients() -> None:
    """They are kept whole, whatever size is asked for: then a smaller size has to do."""
    image = Image.new("RGB", (4000, 3000), RED)
    plain = fit(encoded(image, "JPEG"))
    assert plain.width == 2048
    whole = fit(encoded(image, "JPEG", progressive=True, subsampling=0))
    assert whole.width == 2000
    with raises_saying(PictureError, match="to decode as JPEG"):
        fit(encoded(Image.new("CMYK", (4000, 3000)), "JPEG", progressive=True))


def test_a_jpeg_is_decoded_near_the_size_that_is_wanted() -> None:
    """A quarter of the pixels and less of it are ever there."""
    data = encoded(Image.new("RGB", (4400, 3300), RED), "JPEG")
    with watching("crop", "convert", "resize", "copy") as seen:
        assert fit(data).width == 2048
    assert max(seen) <= 2200 * 1650


def test_a_jpeg_of_endless_scans_is_refused() -> None:
    """Each scan goes over all pixels; photographs come in ten."""
    data = encoded(Image.new("RGB", (200, 200), RED), "JPEG")
    assert fit(data + b"\xff\xda" * 90).width == 200
    with raises_saying(PictureError, match="scans"):
        fit(data + b"\xff\xda" * 100)


@pytest.mark.parametrize(
    ("mode", "options"),
    [("P", {}), ("RGBA", {}), ("LA", {}), ("P", {"transparency": 0}), ("RGB", {}), ("I;16", {})],
    ids=["palette", "rgba", "grey-alpha", "see-through", "rgb", "16-bit"],
)
def test_a_large_picture_is_never_copied_whole(mode: str, options: dict[str, Any]) -> None:
    """Only strips of it are turned into plain pixels."""
    source = drawing(3000, 2000)
    image = (source.convert("L") if mode == "I;16" else source).convert(mode)
    data = encoded(image, "PNG", compress_level=1, **options)
    whole = 3000 * 2000
    with watching("convert", "copy", "putband", "alpha_composite", "reduce", "resize") as seen:
        assert fit(data).width == 2048
    assert seen
    assert max(seen) < whole / 2


@pytest.mark.parametrize("size", [(3000, 2000), (2100, 5000), (8000, 900), (2049, 2049)])
def test_strips_leave_no_seam(size: tuple[int, int]) -> None:
    """What comes out is what the whole picture would have given."""
    whole = photograph(*size)
    whole.thumbnail((2048, 2048), Image.Resampling.LANCZOS)
    small = pixels._in_strips(photograph(*size), whole.size)
    far = max(abs(a - b) for a, b in zip(whole.tobytes(), small.tobytes(), strict=True))
    assert far <= 6


@pytest.mark.parametrize("kind", ["PNG", "GIF"])
def test_a_dithered_drawing_keeps_its_palette(kind: str) -> None:
    """The very same pixels in a third of the bytes, and without the slow search for a few less."""
    drawn = drawing(1024, 683).convert("P")
    with watching("encode") as steps:
        found = fit(encoded(drawn, kind))
    made = Image.open(io.BytesIO(found.data))
    assert (found.mime, made.mode) == ("image/png", "P")
    assert made.convert("RGB").tobytes() == drawn.convert("RGB").tobytes()
    assert len(steps) < 100


def test_what_hardly_packs_is_not_packed_to_find_that_out() -> None:
    """A sample tells: the encoder of PNG sees no whole photograph."""
    dice = random.Random(9)  # noqa: S311 — the same picture every time
    noise = Image.frombytes("RGB", (800, 600), dice.randbytes(800 * 600 * 3))
    packed: list[int] = []
    whole = picture._encode

    def encode(image: Image.Image, kind: str, **options: int) -> Any:  # noqa: ANN401 — a Picture
        if kind == "PNG":
            packed.append(image.height)
        return whole(image, kind, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(picture, "_encode", encode)
        assert fit(encoded(noise, "PNG")).mime == "image/jpeg"
    assert packed == [128]


def test_comments_do_not_unpack_without_end() -> None:
    """A PNG may carry packed texts; more than a megabyte of them is no picture of a blog."""
    from PIL import PngImagePlugin  # noqa: PLC0415 — only here

    told = PngImagePlugin.PngInfo()
    for number in range(3):
        told.add_text(f"note{number}", "x" * 900_000, zip=True)
    with raises_saying(PictureError, match="broken or cut off"):
        fit(encoded(Image.new("RGB", (200, 200), RED), "PNG", pnginfo=told))
