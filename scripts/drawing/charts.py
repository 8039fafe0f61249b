"""The seats of the parliament and the rate of the currency."""

import math
import random

from drawing.canvas import Canvas

TURN = 14  # month from which the rate falls


def draw_seats() -> Canvas:
    """Draw the new parliament as a half circle of two hundred seats."""
    canvas = Canvas((250, 248, 243))
    parties = (
        ("与党連合", 94, (44, 82, 130)),
        ("水と畑の党", 31, (72, 148, 96)),
        ("その他", 17, (150, 150, 150)),
        ("国民刷新党", 58, (200, 104, 52)),
    )
    rows = [(170 + 37 * n, 13 + 3 * n + n // 2) for n in range(8)]
    seats = sorted(
        (math.pi * n / (count - 1), radius) for radius, count in rows for n in range(count)
    )
    colours = [colour for _, count, colour in parties for _ in range(count)]
    for (angle, radius), colour in zip(seats, colours, strict=True):
        canvas.dot((600 - radius * math.cos(angle), 560 - radius * math.sin(angle)), 12.5, colour)
    canvas.line([(600, 90), (600, 380)], (90, 90, 90), width=1.5)
    canvas.write((600, 70), "過半数 101", size=20, fill=(90, 90, 90))
    canvas.write((600, 500), "定数 200", size=40, fill=(40, 50, 60))
    for n, (name, count, colour) in enumerate(parties):
        x = 150 + n * 255
        canvas.dot((x, 628), 11, colour)
        canvas.write((x + 22, 627), f"{name} {count}", size=23, fill=(40, 50, 60), anchor="lm")
    return canvas


def draw_chart() -> Canvas:
    """Draw three years of the currency's rate, ending at 81."""
    canvas = Canvas((250, 249, 245))
    ink, blue = (64, 72, 82), (32, 78, 124)
    draw = random.Random(17)
    rates = [100.0]
    for month in range(1, 36):
        trend = 0.35 if month < TURN else -0.62
        rates.append(rates[-1] + trend + draw.uniform(-1.7, 1.7))
    shift = (87.0 - rates[-1]) / 35
    rates = [rate + shift * n for n, rate in enumerate(rates)] + [81.0]
    points = [(110 + 28.3 * n, 590 - (rate - 75) * 14.5) for n, rate in enumerate(rates)]
    for level in range(75, 111, 5):
        y = 590 - (level - 75) * 14.5
        canvas.line([(110, y), (1130, y)], (214, 212, 204), width=1)
        canvas.write((92, y), str(level), size=18, fill=ink, anchor="rm")
    canvas.polygon([*points, (points[-1][0], 590), (110, 590)], (120, 164, 200), 80)
    canvas.line(points, blue, width=4)
    for n, name in ((0, "3年前"), (12, "2年前"), (24, "1年前"), (36, "現在")):
        canvas.write((points[n][0], 618), name, size=18, fill=ink)
    canvas.dot(points[-1], 9, (186, 54, 44))
    canvas.write(
        (points[-1][0] - 18, points[-1][1] + 22), "81", size=30, fill=(186, 54, 44), anchor="rm"
    )
    canvas.write((110, 44), "レントの対主要通貨指数（3年前＝100）", size=25, fill=ink, anchor="lm")
    return canvas
