"""What is told of a picture to those who do not see it."""

import re
import unicodedata

from crosspost import text
from crosspost.phrases import cut

MOST_ALT = 1000  #: UTF-16 units that X takes as a picture's description (x-api.md)
_MOST = 2000  #: characters that are looked at
_FILE_NAME = (
    r".*\.(?:jpe?g|png|gif|webp|avif|bmp|heic)"
    r"|(?:IMG|DSC[NF]?|MVI|PXL|GOPR|image|img|photo|pic|screen ?shot|スクリーンショット|無題)"
    r"[-_ \d.:()]*.{0,12}\d.*"
    r"|(?:S__|LINE_ALBUM|WIN_|VID_|キャプチャ|名称未設定|ダウンロード|unnamed|untitled|download)"
    r"[-_ \d.()（）]*"
)
_IS_FILE_NAME = re.compile(_FILE_NAME, re.IGNORECASE)
#: One word of ASCII with a digit or a sign in it is a file's name where a description could stand.
_FILE = re.compile(_FILE_NAME + r"|(?=[\x21-\x7e]*[\d_-])[\x21-\x7e]+", re.IGNORECASE)
_SHOWS_NOTHING = re.compile(
    r"[※（(]*(?:(?:写真|画像|イラスト)は)?イメージ(?:写真|画像|図)?(?:です)?[。)）]*"
)
_EMPTY = re.compile(
    r"(?:(?:featured|cover|main|header|hero|article|post|blog|no) ?)?(?:image|photo|picture|logo)"
    r"|(?:thumbnail|thumb|eye ?catch|noimage|images|(?:挿入|代表|投稿)?画像|写真|図|サムネイル"
    r"|サムネ|アイキャッチ(?:画像)?|ロゴ|(?:代替|説明)テキスト)?[\W\d_]*",
    re.IGNORECASE,
)


def describe(caption: str, credit: str, *, alt: str = "", title: str = "") -> str:
    """Return the text for those who do not see the picture: caption (else alt) and credit."""
    shown = ("" if _SHOWS_NOTHING.fullmatch(caption) else caption) or usable_alt(alt, title=title)
    if not shown or not credit:
        return _shorten(shown or credit)
    return _shorten(_with_credit(shown, credit))


def _with_credit(shown: str, credit: str) -> str:
    """Join both in the form that the caption's own end asks for."""
    if shown.isascii():
        return f"{shown} {credit}" if shown[-1] in ".!?" else f"{shown} ({credit})"
    if shown[-1] in "。．！？!?":
        return shown + credit
    return f"{shown}＝{credit}" if shown[-1] in "）)" else f"{shown}（{credit}）"


def is_file_name(said: str) -> bool:
    """Whether a caption is only what the file is called."""
    return bool(_IS_FILE_NAME.fullmatch(said.strip()))


def without_name(alt: str, stem: str) -> str:
    """Return the alt attribute, "" where it is only the stem of the file's name."""
    said, name = (re.sub(r"[\W_]+", "", each).casefold() for each in (alt, stem))
    return "" if alt.isascii() and said == name else alt


def usable_alt(alt: str, *, title: str) -> str:
    """Return the alt attribute if a person wrote it for this picture, else ""."""
    alt = text.one_line(alt[:_MOST])
    if _FILE.fullmatch(alt) or _EMPTY.fullmatch(alt):
        return ""
    said, name = _squeeze(alt), _squeeze(title)
    repeats = name and (said == name or (len(name) >= 10 and said.startswith(name)))  # noqa: PLR2004 — a shorter title may be a name in the picture
    return "" if repeats else alt


def _shorten(alt: str) -> str:
    def fits(part: str) -> bool:
        return len(part.encode("utf-16-le")) <= 2 * MOST_ALT

    return cut(alt[: 2 * MOST_ALT], fits)


def _squeeze(said: str) -> str:
    return "".join(unicodedata.normalize("NFKC", said).casefold().split())
