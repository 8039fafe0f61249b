#!/usr/bin/env bash
# A feed library gives dates that Japanese feeds write another day or hour, and says nothing.
#
# feedparser 6.0.14: "JST" is read as UTC (nine hours in the future for a post of this minute);
# 2025/08/16 becomes 1 November 2025. `bozo` stays False. Seen with Python 3.11, 2026-11-28.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check feedparser==6.0.14
"$work/venv/bin/python" - <<'PY'
import io, sys, feedparser
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>t</title>
<link>https://example.jp/</link><description>d</description><item><title>a</title>
<link>https://example.jp/1</link><pubDate>{}</pubDate></item></channel></rss>"""
SEEN = {
    "Sat, 16 Aug 2025 10:00:00 +0900": (2025, 8, 16, 1, 0),
    "Sat, 16 Aug 2025 10:00:00 JST": (2025, 8, 16, 10, 0),
    "2025/08/16 10:00": (2025, 11, 1, 0, 0),
}
red = 0
for said, expected in SEEN.items():
    read = feedparser.parse(io.BytesIO(FEED.format(said).encode()))
    got = tuple(read.entries[0].published_parsed[:5])
    print(f"{said!r:40} -> {got} UTC, bozo {bool(read.bozo)}")
    red += got != expected or bool(read.bozo)
sys.exit(red)
PY
