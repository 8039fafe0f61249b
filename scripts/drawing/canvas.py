"""A picture to draw on, and the lines of coasts and tracks."""

import math
import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

SIZE = (1200, 675)
SCALE = 2  # drawn at twice the size, for smooth edges

Colour = tuple[int, int, int]
Point = tuple[float, float]


class Canvas:
    """A picture that is drawn in final pixels and smoothed when saved."""

    def __init__(self, *stops: Colour) -> None:
        width, height = (side * SCALE for side in SIZE)
        self.image = Image.new("RGB", (width, height))
        self.pen = ImageDraw.Draw(self.image, "RGBA")
        for y in range(height):
            self.pen.line([(0, y), (width, y)], fill=blend(stops, y / height))

    def polygon(self, points: list[Point], fill: Colour, alpha: int = 255) -> None:
        """Fill a polygon."""
        self.pen.polygon(_scaled(points), fill=(*fill, alpha))

    def line(
        self, points: list[Point], fill: Colour, *, width: float = 2, alpha: int = 255
    ) -> None:
        """Draw a line through the points."""
        self.pen.line(
            _scaled(points), fill=(*fill, alpha), width=round(width * SCALE), joint="curve"
        )

    def dashes(self, points: list[Point], fill: Colour, *, width: float = 3) -> None:
        """Draw a dashed line through closely spaced points."""
        for start in range(0, len(points) - 6, 11):
            self.line(points[start : start + 7], fill, width=width)

    def dot(self, at: Point, radius: float, fill: Colour, *, alpha: int = 255) -> None:
        """Draw a disc."""
        (x, y), r = at, radius
        box = _scaled([(x - r, y - r), (x + r, y + r)])
        self.pen.ellipse([*box[0], *box[1]], fill=(*fill, alpha))

    def write(self, at: Point, text: str, *, size: float, fill: Colour, anchor: str = "mm") -> None:
        """Write a text around the point."""
        font = ImageFont.truetype("NotoSansCJK-Bold.ttc", round(size * SCALE))
        self.pen.text(_scaled([at])[0], text, fill=fill, font=font, anchor=anchor)

    def glow(self, at: Point, radius: float, fill: Colour) -> None:
        """Put a soft light on the picture."""
        mask = Image.new("L", self.image.size)
        (x, y), r = at, radius
        box = _scaled([(x - r, y - r), (x + r, y + r)])
        ImageDraw.Draw(mask).ellipse([*box[0], *box[1]], fill=200)
        mask = mask.filter(ImageFilter.GaussianBlur(radius * SCALE / 2))
        self.image.paste(fill, mask=mask)

    def save(self, folder: Path, name: str) -> None:
        """Write the picture at its final size."""
        image = self.image.resize(SIZE, Image.Resampling.LANCZOS)
        if name.endswith(".png"):
            image.quantize(128, dither=Image.Dither.NONE).save(folder / name, optimize=True)
        else:
            image.save(folder / name, quality=82, optimize=True, progressive=True)
        print(name, (folder / name).stat().st_size)


def _scaled(points: list[Point]) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]


def blend(stops: tuple[Colour, ...], share: float) -> Colour:
    """Return the colour at that share of the way through the stops."""
    if len(stops) == 1:
        return stops[0]
    place = share * (len(stops) - 1)
    index = min(int(place), len(stops) - 2)
    part = place - index
    first, second = stops[index], stops[index + 1]
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(first, second, strict=True))
    return red, green, blue


def coast(seed: int, *, rough: float) -> list[float]:
    """Return a wavy line of heights, one for each four pixels."""
    draw = random.Random(seed)
    waves = [
        (rough / n, 2 * math.pi * n / 900, draw.uniform(0, 6)) for n in (1, 2, 3, 5, 8, 13, 21, 34)
    ]
    return [
        sum(a * math.sin(f * x * (1 + i / 40) + p) for i, (a, f, p) in enumerate(waves))
        for x in range(-20, SIZE[0] + 24, 4)
    ]


def curve(points: list[Point], *, steps: int = 60) -> list[Point]:
    """Return a smooth line through the points (Catmull-Rom)."""
    padded = [points[0], *points, points[-1]]
    line = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            line.append(tuple(_spline((a[i], b[i], c[i], d[i]), t) for i in (0, 1)))
    return [(x, y) for x, y in line]


def _spline(p: tuple[float, float, float, float], t: float) -> float:
    return 0.5 * (
        2 * p[1] + (p[2] - p[0]) * t + (2 * p[0] - 5 * p[1] + 4 * p[2] - p[3]) * t * t
        + (3 * p[1] - p[0] - 3 * p[2] + p[3]) * t**3
    )  # fmt: skip
