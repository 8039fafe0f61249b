#!/usr/bin/env bash
# A library of Japanese phrase ends cuts inside of numbers since a newer model; the older one did not.
#
# budoux 0.10.1 parses 百四十二億円 as two phrases, 百四十 and 二億円…; 0.7.0 keeps it in one. Whoever
# shortens a text at its phrase ends tells another sum. Seen with Python 3.11, 2026-11-28.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
for version in 0.7.0 0.10.1; do
  "$work/venv/bin/pip" install --quiet --disable-pip-version-check --target "$work/$version" "budoux==$version"
done
cat >"$work/ask.py" <<'PY'
import budoux
parser = budoux.load_default_japanese_parser()
print(" | ".join(parser.parse("補強費の合計は百四十二億円とする。")))
print(" | ".join(parser.parse("十一月九日に始まる。")))
PY
old=$(PYTHONPATH="$work/0.7.0" "$work/venv/bin/python" "$work/ask.py")
new=$(PYTHONPATH="$work/0.10.1" "$work/venv/bin/python" "$work/ask.py")
printf 'budoux 0.7.0:\n%s\nbudoux 0.10.1:\n%s\n' "$old" "$new"
grep -q '百四十二億円' <<<"${old// | /|}" || { echo "0.7.0 cuts it as well now"; exit 1; }
grep -q '百四十 | 二億円' <<<"$new" || { echo "0.10.1 does not cut it any more"; exit 1; }
