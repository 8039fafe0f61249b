"""Pictures made fit for a network, whatever the blog serves."""

import io
import random
import struct
import zlib
from typing import Any

import pytest
from PIL import Image, ImageCms

from crosspost.errors import PictureError
from crosspost.model import Picture
from crosspost.post.picture import fit, fit_again
from tests.words import raises_saying

RED = (220, 30, 30)
BLUE = (30, 30, 220)


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:  # noqa: ANN401 — Pillow's
    """Return the image's bytes in a format."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def decoded(picture: Picture) -> Image.Image:
    """Return the picture's pixels, having checked that it is what it says."""
    image = Image.open(io.BytesIO(picture.data))
    image.load()
    assert image.get_format_mimetype() == picture.mime
    assert image.size == (picture.width, picture.height)
    return image


def noise(width: int, height: int) -> Image.Image:
    """Return a picture that hardly compresses."""
    dice = random.Random(7)  # noqa: S311 — the same picture every time
    return Image.frombytes("RGB", (width, height), dice.randbytes(width * height * 3))


def near(pixel: Any, colour: tuple[int, ...]) -> bool:  # noqa: ANN401 — Pillow's
    """Whether a pixel is that colour but for what JPEG costs."""
    return all(abs(a - b) < 12 for a, b in zip(pixel, colour, strict=True))


def test_a_photograph_becomes_a_jpeg_within_the_long_side() -> None:
    """2048 pixels, the shape kept."""
    picture = fit(encoded(Image.new("RGB", (4000, 3000), RED), "JPEG"))
    assert (picture.mime, picture.width, picture.height) == ("image/jpeg", 2048, 1536)
    assert near(decoded(picture).getpixel((100, 100)), RED)


def test_a_small_picture_is_not_blown_up() -> None:
    """Its own size is its best size."""
    picture = fit(encoded(Image.new("RGB", (640, 360), RED), "WEBP"))
    assert (picture.width, picture.height) == (640, 360)


def test_a_drawing_stays_a_png() -> None:
    """Sharp edges are legible, and the file is smaller."""
    drawing = Image.new("P", (800, 600), 0)
    drawing.putpalette([255, 255, 255, 0, 0, 0])
    drawing.paste(1, (100, 100, 700, 110))
    assert fit(encoded(drawing, "PNG")).mime == "image/png"


def test_a_photograph_saved_as_png_becomes_a_jpeg() -> None:
    """Where PNG is the larger file."""
    assert fit(encoded(noise(400, 300), "PNG")).mime == "image/jpeg"


def test_a_picture_is_turned_upright_and_loses_its_metadata() -> None:
    """Orientation is applied; place, camera and comment stay at home."""
    image = Image.new("RGB", (400, 200), RED)
    image.paste(BLUE, (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera"
    picture = fit(encoded(image, "JPEG", exif=exif, comment=b"at home"))
    upright = decoded(picture)
    assert upright.size == (200, 400)
    assert near(upright.getpixel((100, 50)), BLUE)
    assert near(upright.getpixel((100, 350)), RED)
    assert not upright.getexif()
    assert b"Camera" not in picture.data
    assert b"at home" not in picture.data


def test_a_colour_profile_is_applied() -> None:
    """What the photographer saw: a profile other than sRGB changes the numbers."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    plain = Image.new("RGB", (200, 200), RED)
    same = fit(encoded(plain, "JPEG", icc_profile=srgb.tobytes()))
    assert near(decoded(same).getpixel((9, 9)), RED)
    assert "icc_profile" not in decoded(same).info
    unusable = fit(encoded(plain, "JPEG", icc_profile=lab.tobytes()))
    assert near(decoded(unusable).getpixel((9, 9)), RED)
    broken = fit(encoded(plain, "JPEG", icc_profile=b"no profile"))
    assert near(decoded(broken).getpixel((9, 9)), RED)


def png(width: int, height: int, *, bits: int, rows: bytes) -> bytes:
    """Return a grey PNG written by hand: what Pillow itself would not write."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        crc = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc)

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


GREY_OF_16_BITS = png(200, 200, bits=16, rows=(b"\0" + b"\x5a\x5a" * 200) * 200)


@pytest.mark.parametrize(
    ("data", "colour"),
    [
        (encoded(Image.new("CMYK", (200, 200), (0, 255, 255, 0)), "JPEG"), (255, 0, 0)),
        (encoded(Image.new("L", (200, 200), 90), "JPEG"), (90, 90, 90)),
        (encoded(Image.new("1", (200, 200), 1), "PNG"), (255, 255, 255)),
        (encoded(Image.new("RGBA", (200, 200), (0, 0, 0, 0)), "PNG"), (255, 255, 255)),
        (encoded(Image.new("LA", (200, 200), (0, 255)), "PNG"), (0, 0, 0)),
        (encoded(Image.new("P", (200, 200), 0), "GIF", transparency=0), (255, 255, 255)),
        (GREY_OF_16_BITS, (90, 90, 90)),
    ],
    ids=["cmyk", "grey", "bits", "see-through", "grey-alpha", "palette", "16-bit"],
)
def test_every_kind_of_pixel_becomes_plain_rgb(data: bytes, colour: tuple[int, int, int]) -> None:
    """See-through pictures stand on white."""
    image = decoded(fit(data))
    assert image.mode == "RGB"
    assert near(image.getpixel((100, 100)), colour)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_the_first_frame_stands_for_an_animation(kind: str) -> None:
    """Animated GIF, PNG and WebP alike."""
    first, second = Image.new("RGB", (200, 200), RED), Image.new("RGB", (200, 200), BLUE)
    picture = fit(encoded(first, kind, save_all=True, append_images=[second], duration=100))
    image = decoded(picture)
    assert near(image.convert("RGB").getpixel((100, 100)), RED)
    assert getattr(image, "n_frames", 1) == 1


def test_a_large_file_is_made_to_fit_by_quality_and_then_by_size() -> None:
    """The limit holds whatever the picture."""
    data = encoded(noise(900, 900), "PNG")
    by_quality = fit(data, most_bytes=900_000)
    assert len(by_quality.data) <= 900_000
    assert by_quality.width == 900
    by_size = fit(data, most_bytes=60_000)
    assert len(by_size.data) <= 60_000
    assert by_size.width < 900


def test_a_limit_that_nothing_fits_into_is_said() -> None:
    """Rather than an endless search."""
    with raises_saying(PictureError, match="fits into 100 bytes"):
        fit(encoded(Image.new("RGB", (200, 200), RED), "JPEG"), most_bytes=100)


def test_a_second_encoding_is_smaller_and_plain() -> None:
    """For a network that refused the first one: JPEG, 1280 pixels, half a megabyte, baseline."""
    picture = fit_again(encoded(noise(2000, 1000), "PNG"))
    image = decoded(picture)
    assert (picture.mime, image.width) == ("image/jpeg", 1280)
    assert len(picture.data) <= 500_000
    assert "progressive" not in image.info


WHOLE = encoded(noise(200, 200), "JPEG")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture"),
        (b"<html>404</html>", "no picture"),
        (encoded(Image.new("RGB", (200, 200)), "BMP"), "no picture"),
        (WHOLE[: len(WHOLE) // 2], "broken or cut off"),
        (WHOLE[:400], "no picture|broken or cut off"),
        (png(200, 200, bits=1, rows=b"\0"), "broken or cut off"),
        (png(7000, 7000, bits=1, rows=b"\0"), "more than 40000000 pixels"),
        (png(12000, 12000, bits=1, rows=b"\0"), "more than 40000000 pixels"),
        (encoded(Image.new("RGB", (119, 119)), "PNG"), "an icon"),
        (encoded(Image.new("RGB", (800, 3)), "PNG"), "an icon"),
        (encoded(Image.new("RGB", (9000, 10)), "PNG"), "only a line"),
    ],
    ids=["empty", "svg", "html", "bmp", "cut", "cut-early", "no-body", "bomb", "large-bomb", "icon",
         "thin", "line"],
)  # fmt: skip
def test_what_cannot_be_shown_is_refused_in_an_operators_words(data: bytes, why: str) -> None:
    """Never another exception, and no decoding of a bomb."""
    with raises_saying(PictureError, match=why):
        fit(data)
    with raises_saying(PictureError, match=why):
        fit_again(data)


def test_a_banner_is_no_icon() -> None:
    """One side of 120 is enough."""
    assert fit(encoded(Image.new("RGB", (120, 60), RED), "PNG")).height == 60
