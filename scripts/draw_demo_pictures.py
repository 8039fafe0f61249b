"""Draws the sample blog's pictures: python scripts/draw_demo_pictures.py [FOLDER].

Needs Pillow and the font Noto Sans CJK; the same versions give the same pictures.
"""

import sys
from pathlib import Path

from drawing.charts import draw_chart, draw_seats
from drawing.maps import draw_cable, draw_strait
from drawing.scenes import draw_harbour, draw_tower

FOLDER = Path(__file__).parents[1] / "crosspost" / "demo" / "pictures"
PICTURES = {
    "saris-strait.jpg": draw_strait,
    "海峡管制塔.jpg": draw_tower,
    "mirad-seats.png": draw_seats,
    "havn-harbour.jpg": draw_harbour,
    "rent-chart.png": draw_chart,
    "tevan-cable.jpg": draw_cable,
}

if __name__ == "__main__":
    folder = Path(sys.argv[1]) if sys.argv[1:] else FOLDER
    for name, draw_picture in PICTURES.items():
        draw_picture().save(folder, name)
