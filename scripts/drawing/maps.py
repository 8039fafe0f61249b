"""The charts of the strait and of the cables."""

import math
import random

from drawing.canvas import Canvas, Colour, Point, coast, curve

TRACK: list[Point] = [(1180, 470), (820, 520), (560, 330), (610, 180), (520, 330)]
TRACK += [(610, 480), (540, 300), (590, 160), (470, 60), (430, -20)]


def shore(canvas: Canvas, heights: list[float], *, base: float, edge: float, land: Colour) -> None:
    """Draw a land from `base` to the picture's `edge`, with shallows before it."""
    sign = 1 if edge > base else -1
    for depth, colour in ((54, (150, 196, 205)), (32, (168, 209, 214)), (14, (190, 222, 222))):
        line = [(4 * i - 20.0, base + h - sign * depth) for i, h in enumerate(heights)]
        canvas.polygon([*line, (1230, edge), (-30, edge)], colour)
    line = [(4 * i - 20.0, base + h) for i, h in enumerate(heights)]
    canvas.polygon([*line, (1230, edge), (-30, edge)], land)
    canvas.line(line, (121, 108, 74), width=2)
    for step in range(1, 5):
        ridge = [(x, y + sign * 38 * step) for x, y in line]
        canvas.line(ridge, (196, 180, 134), width=1)


def compass(canvas: Canvas, at: Point, radius: float, *, ink: Colour = (52, 73, 84)) -> None:
    """Draw a compass rose."""
    x, y = at
    for n in range(8):
        angle, r = n * math.pi / 4 - math.pi / 2, radius * (1 if n % 2 == 0 else 0.62)
        tip = (x + r * math.cos(angle), y + r * math.sin(angle))
        side = angle + math.pi / 2
        half = (6 * math.cos(side), 6 * math.sin(side))
        canvas.polygon([tip, (x + half[0], y + half[1]), at], ink)
        canvas.polygon([tip, (x - half[0], y - half[1]), at], (236, 240, 236))
    canvas.write((x, y - radius - 16), "北", size=17, fill=ink)


def draw_strait() -> Canvas:
    """Draw the chart of the strait with its two lanes and the control tower."""
    canvas = Canvas((132, 184, 197), (118, 173, 190))
    ink, red = (40, 60, 72), (176, 58, 46)
    for x in range(100, 1200, 200):
        canvas.line([(x, 0), (x, 675)], (255, 255, 255), width=1, alpha=70)
    for y in range(75, 675, 175):
        canvas.line([(0, y), (1200, y)], (255, 255, 255), width=1, alpha=70)
    shore(canvas, coast(3, rough=46), base=170, edge=-10, land=(233, 221, 184))
    shore(canvas, coast(8, rough=42), base=520, edge=685, land=(226, 214, 175))
    north = curve([(-40, 300), (250, 275), (600, 322), (950, 290), (1240, 325)])
    south = [(x, y + 56) for x, y in north]
    canvas.dashes(north, red)
    canvas.dashes(south, (36, 82, 130))
    for (x, y), turn, colour in ((north[150], -1, red), (south[95], 1, (36, 82, 130))):
        canvas.polygon([(x + 22 * turn, y), (x - 8 * turn, y - 11), (x - 8 * turn, y + 11)], colour)
    canvas.write((430, 268), "北航路", size=20, fill=red)
    canvas.write((800, 388), "南航路", size=20, fill=(36, 82, 130))
    canvas.write((250, 70), "ヴ ェ ル ダ 連 邦", size=30, fill=ink)
    canvas.write((900, 620), "ミ ラ ド 共 和 国", size=30, fill=ink)
    canvas.write((180, 418), "サリス海峡", size=25, fill=(45, 96, 116))
    canvas.dot((640, 116), 10, (255, 255, 255))
    canvas.dot((640, 116), 6, red)
    canvas.write((658, 98), "共同管制室", size=21, fill=ink, anchor="lm")
    compass(canvas, (1105, 110), 52)
    canvas.line([(60, 630), (210, 630)], ink, width=4)
    canvas.write((135, 608), "20 km", size=17, fill=ink)
    return canvas


def draw_cable() -> Canvas:
    """Draw the island, its two cables and the track of the grey ship."""
    canvas = Canvas((22, 48, 74), (12, 32, 56))
    for n, shade in enumerate(((30, 62, 90), (36, 72, 100), (44, 84, 112))):
        canvas.polygon(island((930, 300), 205 - 32 * n, 5), shade)
    canvas.polygon(island((930, 300), 112, 5), (196, 190, 156))
    mainland = [(4 * i - 20.0, h) for i, h in enumerate(coast(31, rough=46))]
    edge = [(150 + h * 1.1, x * 0.6) for x, h in mainland]
    canvas.polygon([*edge, (-10, 700), (-10, -30)], (182, 176, 142))
    canvas.line(edge, (120, 112, 82), width=2)
    first = curve([(170, 190), (400, 170), (640, 250), (835, 275)])
    second = curve([(160, 480), (400, 520), (660, 420), (850, 345)])
    for cable, name, at in (
        (first, "第一ケーブル", (350, 138)),
        (second, "第二ケーブル", (350, 552)),
    ):
        canvas.line(cable, (255, 198, 92), width=3)
        canvas.write(at, name, size=20, fill=(255, 214, 140))
    track = curve(TRACK)
    canvas.dashes(track, (214, 220, 228), width=2.5)
    canvas.write((1010, 545), "灰色の船", size=20, fill=(214, 220, 228))
    for x, y in ((590, 226), (618, 440)):
        for turn in (1, -1):
            canvas.line([(x - 13, y - 13 * turn), (x + 13, y + 13 * turn)], (236, 72, 60), width=5)
        canvas.write((x + 30, y - 26), "切断", size=21, fill=(255, 132, 120), anchor="lm")
    canvas.write((930, 296), "テヴァン島", size=23, fill=(52, 56, 50))
    canvas.write((72, 340), "本土", size=26, fill=(62, 60, 46))
    compass(canvas, (1115, 600), 36, ink=(150, 172, 190))
    return canvas


def island(at: Point, radius: float, seed: int) -> list[Point]:
    """Return the outline of an island."""
    draw = random.Random(seed)
    waves = [(draw.uniform(0.03, 0.16) / n**0.5, n, draw.uniform(0, 6)) for n in range(2, 12)]
    outline = []
    for step in range(180):
        angle = math.pi * step / 90
        r = radius * (1 + sum(a * math.sin(n * angle + p) for a, n, p in waves))
        outline.append((at[0] + r * math.cos(angle), at[1] + 0.8 * r * math.sin(angle)))
    return outline
