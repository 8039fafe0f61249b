#!/usr/bin/env bash
# A picture's description takes the place of the article's, if it stands before it.
#
# feedparser 6.0.14: <media:description> before <description> becomes the entry's summary; the
# order of two elements that mean different things decides. Seen with Python 3.11, 2026-11-28.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check feedparser==6.0.14
"$work/venv/bin/python" - <<'PY'
import io, sys, feedparser
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
xmlns:media="http://search.yahoo.com/mrss/"><channel><title>t</title><link>https://example.jp/</link>
<description>d</description><item><title>a</title><link>https://example.jp/1</link>{}</item>
</channel></rss>"""
PICTURE = '<media:content url="https://example.jp/1.jpg"><media:description>写真の説明</media:description></media:content>'
TEXT = "<description>記事の要約</description>"
before = feedparser.parse(io.BytesIO(FEED.format(PICTURE + TEXT).encode())).entries[0].summary
behind = feedparser.parse(io.BytesIO(FEED.format(TEXT + PICTURE).encode())).entries[0].summary
print("picture first:", before, "| text first:", behind)
sys.exit(before != "写真の説明" or behind != "記事の要約")
PY
