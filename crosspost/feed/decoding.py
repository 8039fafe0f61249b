"""Bytes to text: encodings tried in a stated order, and what they give must be plausible.

Order: byte order mark, ISO-2022-JP by its escapes, strict UTF-8, the declared encoding, the HTTP
charset, then the Japanese legacy encodings by their share of kana, then windows-1252. Measured on
real feeds: undeclared Shift_JIS and EUC-JP otherwise end as silent mojibake under the same guids.
"""

import codecs
import re
from collections.abc import Iterator

from crosspost.errors import FeedError
from crosspost.model import Reason
from crosspost.model.failures import Fault

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00?\x00", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"),
)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_ESCAPE = re.compile(rb"\x1b(?:\$[@B]|\([BJI])")
_JAPANESE = ("cp932", "euc_jp")
# What the names mean in the wild: the wider code pages of the same family.
_WIDER = {
    "shift_jis": "cp932",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "iso2022_jp": "iso2022_jp_ext",
}
_SAMPLE = 200_000  #: characters that a plausibility check reads
_WINDOW = 2_000  #: bytes before and after a broken one
_KANA = re.compile("[\u3041-\u30fe]")
_ALIEN = re.compile("[\x80-\x9f\uff61-\uff9f\ue000-\uf8ff\ufffd]")
# UTF-8 read as windows-1252 (or Latin-1) and written as UTF-8 again: lead and continuation bytes.
_TWICE = re.compile(
    "[\xc2-\xf4][\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{1,3}"
)
#: Stands where bytes are cut: a noncharacter that XML and JSON let through and nobody writes.
BROKEN = "\ufdd0"
LOST = "\ufffd"  #: what readers are shown in its place
_LENIENT = "crosspost.broken"
_FEW_BROKEN, _MOST_CUT = 3, 20
_CUT = re.compile(rb"(?:[\xe1-\xef][\x80-\xbf]|[\xf1-\xf3][\x80-\xbf]{1,2})(?![\x80-\xbf])")
_AS_CP932 = "縺繧繝"  # UTF-8 kana read as Shift_JIS begin with these three


def decode(body: bytes, content_type: str = "") -> tuple[str, tuple[Reason, ...]]:
    """Return the text of a feed and notes on what was mended.

    Where a few characters were cut to pieces (templates that count bytes do that), BROKEN stands in
    their place. FeedError when no encoding gives plausible text, or the text was encoded twice.
    """
    declared = _declared(body)
    for name, errors in _candidates(body, declared, content_type):
        text = _read(body, name, errors)
        if text is not None and (errors == "strict" or _is_hardly_broken(text, body)):
            _refuse_mojibake(text)
            return text, (*_notes(name, declared), *_tell_broken(text))
    offset = _first_broken(body)
    raise FeedError(Fault.ENCODING(declared=declared, offset=offset, length=len(body)))


def _declared(body: bytes) -> str:
    found = _DECLARED.search(body[:4096])
    return _known(found[1].decode("ascii")) if found else ""


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _candidates(body: bytes, declared: str, content_type: str) -> Iterator[tuple[str, str]]:
    """Yield encodings, each with how strictly it is to be read."""
    mark = next((name for mark, name in _MARKS if body.startswith(mark)), "")
    if mark:
        yield mark, "strict"
    if mark and mark != "utf-8":
        return
    if _ESCAPE.search(body):
        yield "iso2022_jp_ext", "strict"
    yield from (("utf-8", "strict"), ("utf-8", _LENIENT))
    charset = _CHARSET.search(content_type)
    named = [n for n in (declared, _known(charset[1]) if charset else "") if n and n != "utf-8"]
    if not any(_is_japanese(_read(body, name) or "") for name in named[:1]):
        yield from _by_kana(body, "strict")
    yield from ((_WIDER.get(name, name), "strict") for name in named)
    yield from _by_kana(body, _LENIENT)
    if not _looks_like_utf8(body):
        yield "cp1252", "strict"


def _by_kana(body: bytes, errors: str) -> Iterator[tuple[str, str]]:
    """Yield the Japanese encoding, if one reads the bytes as plausible Japanese."""
    for name in _JAPANESE:
        if _is_japanese(_read(body, name, errors) or ""):
            yield name, errors


def _read(body: bytes, name: str, errors: str = "strict") -> str | None:
    try:
        return body.decode(name, errors).removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _put_broken(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError), "it is only used to read"
    return BROKEN, error.end


codecs.register_error(_LENIENT, _put_broken)


def _is_hardly_broken(text: str, body: bytes) -> bool:
    """Whether so few characters are broken that the encoding is beyond doubt.

    Where nearly all is ASCII, what is left of a cut character of UTF-8 tells its encoding.
    """
    broken = text.count(BROKEN)
    kept = _beyond_ascii(text) - broken
    is_cut = broken <= _MOST_CUT and broken == len(_CUT.findall(body))
    return is_cut or broken * 20 <= kept or (broken <= _FEW_BROKEN and broken * 3 < kept)


def _tell_broken(text: str) -> tuple[Reason, ...]:
    broken = text.count(BROKEN)
    return (Fault.BROKEN_CHARACTERS(found=broken),) if broken else ()


def _is_japanese(text: str) -> bool:
    """Whether a fair part of what is not ASCII is kana, and little of it is alien."""
    others = _beyond_ascii(text[:_SAMPLE])
    kana = len(_KANA.findall(text[:_SAMPLE]))
    alien = len(_ALIEN.findall(text[:_SAMPLE]))
    return others > 0 and kana >= others * 0.15 and alien <= others * 0.05


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _looks_like_utf8(body: bytes) -> bool:
    """Whether UTF-8 prevails around the first broken byte: then it is broken UTF-8, no other."""
    offset = _first_broken(body)
    window = body[max(0, offset - _WINDOW) : offset + _WINDOW]
    kept = _beyond_ascii(window.decode("utf-8", "ignore"))
    return kept > window.decode("utf-8", "replace").count("\ufffd")


def _first_broken(body: bytes) -> int:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _notes(name: str, declared: str) -> tuple[Reason, ...]:
    if name in {"utf-8", declared, _WIDER.get(declared)} or name.startswith("utf-"):
        return ()
    return (Fault.READ_AS(encoding=name, declared=declared),)


def is_mangled(said: str) -> bool:
    """Whether a reader would see characters that are lost, or were encoded twice."""
    return LOST in said or any(map(_unfolds, _TWICE.findall(said)))


def _refuse_mojibake(text: str) -> None:
    sample = text[:_SAMPLE]
    others = _beyond_ascii(sample)
    twice = sum(len(run) for run in _TWICE.findall(sample) if _unfolds(run))
    if _is_spoilt(twice, others * 0.3, sample):
        raise FeedError(Fault.MOJIBAKE_TWICE())
    garbled = sum(map(sample.count, _AS_CP932))
    if _is_spoilt(garbled, others * 0.15, sample):
        raise FeedError(Fault.MOJIBAKE_SJIS())
    if _is_spoilt(text.count(LOST), others * 0.05, text):
        raise FeedError(Fault.MOJIBAKE_LOST())


def _is_spoilt(spoilt: int, most: float, text: str) -> bool:
    """Whether it is more than some words of it; measured on real and spoilt feeds.

    Where nearly all is ASCII, a few words are all that can be spoilt.
    """
    return spoilt > max(20, most, len(text) * 0.01)


def _unfolds(run: str) -> bool:
    data = b"".join(_byte(char) for char in run)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _byte(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")
