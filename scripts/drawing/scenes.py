"""The control tower at dawn and the harbour at dusk."""

import random

from drawing.canvas import SIZE, Canvas, Point, coast, curve

LIT = 0.45  # share of the windows


def draw_tower() -> Canvas:
    """Draw the control tower at dawn."""
    canvas = Canvas((38, 52, 96), (128, 92, 128), (236, 146, 104), (252, 206, 140), (120, 108, 130))
    canvas.glow((820, 430), 120, (255, 238, 190))
    canvas.dot((820, 432), 44, (255, 246, 214))
    for seed, base, colour in ((5, 400, (142, 104, 126)), (9, 432, (98, 78, 110))):
        line = [(4 * i - 20.0, base + h * 0.55) for i, h in enumerate(coast(seed, rough=38))]
        canvas.polygon([*line, (1230, 480), (-30, 480)], colour)
    canvas.polygon([(0, 470), (1200, 470), (1200, 675), (0, 675)], (74, 74, 110))
    draw = random.Random(4)
    for _ in range(420):
        y = draw.uniform(472, 670)
        x, long = draw.gauss(820, 40 + (y - 470) * 1.3), draw.uniform(8, 46)
        canvas.line([(x - long, y), (x + long, y)], (255, 208, 150), width=1.4, alpha=120)
    hill = [(-30.0, 675.0), (-30, 560), (120, 520), (300, 505), (470, 560), (640, 675)]
    canvas.polygon(curve(hill), (30, 32, 52))
    dark = (24, 26, 44)
    canvas.polygon([(268, 520), (282, 230), (338, 230), (352, 520)], dark)
    canvas.polygon([(240, 232), (252, 172), (368, 172), (380, 232)], (36, 40, 62))
    for x in range(258, 362, 17):
        canvas.polygon([(x, 224), (x + 2, 182), (x + 13, 182), (x + 13, 224)], (255, 214, 138))
    canvas.polygon([(246, 172), (310, 140), (374, 172)], dark)
    canvas.line([(310, 145), (310, 70)], dark, width=4)
    canvas.line([(290, 100), (330, 100)], dark, width=3)
    canvas.dot((310, 68), 6, (255, 92, 72))
    canvas.polygon([(380, 200), (1230, 96), (1230, 214)], (255, 232, 180), 38)
    for x, y in ((560, 180), (610, 160), (655, 190), (980, 250)):
        canvas.line(
            curve([(x - 16, y - 6), (x - 6, y - 9), (x, y), (x + 6, y - 9), (x + 16, y - 6)]), dark
        )
    return canvas


def draw_harbour() -> Canvas:
    """Draw the naval harbour at dusk."""
    canvas = Canvas((24, 30, 66), (70, 64, 112), (190, 106, 110), (246, 170, 112), (70, 66, 96))
    draw = random.Random(11)
    for _ in range(90):
        canvas.dot(
            (draw.uniform(0, 1200), draw.uniform(0, 200)), draw.uniform(0.5, 1.5), (235, 232, 240)
        )
    hills = [(4 * i - 20.0, 400 + h * 0.7) for i, h in enumerate(coast(21, rough=44))]
    canvas.polygon([*hills, (1230, 470), (-30, 470)], (74, 60, 96))
    lights: list[Point] = []
    x = -10.0
    while x < SIZE[0]:
        wide, high = draw.uniform(34, 86), draw.uniform(26, 120)
        canvas.polygon(
            [(x, 466), (x, 466 - high), (x + wide, 466 - high), (x + wide, 466)], (34, 34, 62)
        )
        spots = [
            (x + 8 + 13 * i, 466 - 12 - 15 * j)
            for i in range(int(wide / 14))
            for j in range(int(high / 16))
        ]
        lights += [spot for spot in spots if draw.random() < LIT]
        x += wide + draw.uniform(0, 16)
    for left, y in lights:
        canvas.polygon(
            [(left, y), (left, y - 6), (left + 5, y - 6), (left + 5, y)], (255, 208, 128)
        )
    canvas.polygon([(0, 466), (1200, 466), (1200, 675), (0, 675)], (36, 38, 70))
    for left, y in lights:
        far = 470 + (466 - y) * 0.9
        canvas.line(
            [(left + 2, far), (left + 2, far + draw.uniform(10, 46))],
            (255, 196, 120),
            width=2,
            alpha=70,
        )
    for at in (180, 900):
        crane(canvas, at)
    submarine(canvas, (610, 548))
    return canvas


def crane(canvas: Canvas, x: float) -> None:
    """Draw a harbour crane."""
    ink = (22, 22, 44)
    canvas.line([(x, 466), (x + 26, 250), (x + 52, 466)], ink, width=6)
    canvas.line([(x - 70, 262), (x + 170, 226)], ink, width=6)
    canvas.line([(x + 26, 190), (x - 70, 262)], ink, width=3)
    canvas.line([(x + 26, 190), (x + 170, 226)], ink, width=3)
    canvas.line([(x + 26, 250), (x + 26, 190)], ink, width=5)
    canvas.line([(x + 150, 230), (x + 150, 330)], ink, width=2)
    canvas.dot((x + 26, 186), 4, (255, 90, 70))


def submarine(canvas: Canvas, at: Point) -> None:
    """Draw a surfaced submarine with its wake."""
    x, y = at
    ink = (14, 16, 32)
    for n in range(5):
        reach = 300 + 26 * n
        canvas.line(
            [(x - reach, y + 14 + 9 * n), (x + reach - 60, y + 14 + 9 * n)],
            (240, 176, 130),
            width=1.5,
            alpha=110 - 18 * n,
        )
    hull = [
        (x - 270, y + 10),
        (x - 240, y - 14),
        (x - 60, y - 26),
        (x + 150, y - 24),
        (x + 270, y - 2),
        (x + 285, y + 12),
    ]
    canvas.polygon([*curve(hull), (x + 285, y + 16), (x - 270, y + 16)], ink)
    canvas.polygon([(x - 40, y - 22), (x - 30, y - 84), (x + 34, y - 84), (x + 46, y - 22)], ink)
    canvas.line([(x - 6, y - 84), (x - 6, y - 126)], ink, width=4)
    canvas.line([(x + 14, y - 84), (x + 14, y - 112)], ink, width=3)
    canvas.dot((x + 40, y - 66), 3.5, (120, 255, 150))
