"""A picture's caption: what it shows, and whose it is."""

import re
import unicodedata
from collections.abc import Sequence

from crosspost import text
from crosspost.article import agencies
from crosspost.model import Thumbnail

_MOST = 2000  #: characters of a caption that are looked at

_SUFFIX = r"(?:より(?:引用|転載)?|による|提供|撮影|から(?:引用|転載)?|引用)"
_LABEL = (
    r"(?:(?:写真|画像|映像|動画)(?:提供|引用元?|出典|協力)?|図版?|地図|イラスト|出典|出所|引用元?|提供"
    r"|撮影者?|資料|クレジット|(?:photo(?:graph)?s?|image|picture)(?: credits?| courtesy)?|credits?"
    r"|source|courtesy|via|©)"
)
_SIGN = r"\s*[:：/／=＝]\s*"
_AGENCIES = (
    r"(?:共同(?:通信)?|時事(?:通信)?|ロイター(?:通信)?|(?:ＡＰ|AP)(?:通信)?"
    r"|(?:AFP|ＡＦＰ)(?:通信)?(?:[=＝]時事|-JIJI)?|EPA(?:-EFE)?(?:[=＝]時事)?|UPI|DPA"
    r"|ANN|NHK|CNN|BBC|Reuters|Bloomberg|ブルームバーグ|Kyodo(?: News)?|Jiji(?: Press)?"
    r"|Associated Press|Agence France-Presse|Anadolu|アナドル通信|Sputnik|スプートニク"
    r"|TASS|タス通信|新華社|Xinhua|聯合ニュース|Yonhap|アフロ|PIXTA|photoAC|写真AC|いらすとや|ぱくたそ"
    r"|(?:ゲッティ|Getty)(?:イメージズ| ?Images)?|Adobe(?: ?Stock)?|Shutterstock|Unsplash|Pixabay"
    r"|Pexels"
    r"|Wiki(?:pedia|media)(?: ?Commons)?|ウィキ(?:ペディア|メディア)(?:・?コモンズ)?|You ?Tube)"
)
_NAMED = rf"[^（()）。]{{1,40}}(?:{_SUFFIX}|通信|新聞|写真部|撮影部)"

_YEAR = r"(?:\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:撮影)?[\s　、]*)?"
_PICTURE_LABEL = re.compile("写真|画像|映像|図版?|イラスト|地図|photo|image|picture", re.IGNORECASE)
_LABELLED = re.compile(rf"({_LABEL}){_SIGN}(.+)", re.IGNORECASE)
_ENDS_LABELLED = re.compile(
    rf"(.*[。．.!！?？」』）)\s|｜])\s*"
    rf"({_LABEL}{_SIGN}[^。]{{1,80}}|(?:photo|image|courtesy) (?:by|of|via) [^。]{{1,60}})",
    re.IGNORECASE,
)
_ENDS_BRACKETED = re.compile(
    rf"(.*?)\s*[（(〔\[【]((?:{_YEAR}{_AGENCIES}|{_NAMED}|{_LABEL}{_SIGN}[^（()）]{{1,40}}|[©Ⓒ][^（()）]{{1,40}})"
    rf"(?:[／/、・,=＝ ][^（()）]{{1,30}})?)[)）〕\]】]。?",
    re.IGNORECASE,
)
_ENDS_EQUAL = re.compile(r"(.*)[=＝]\s*([^=＝。\n]{1,25}|[^=＝。\n]{1,60}" + _SUFFIX + r")。?")
_COPYRIGHT = re.compile(
    r"(.*?)[\s　、,]*((?:[©Ⓒ]|[(（][CcＣｃ][)）]|copyright\b).{1,80})", re.IGNORECASE
)
_ENDS_NAMED = re.compile(
    rf"(.+[。．!！?？」』）)\s　/／|｜])\s*((?!\s)[^。、\s　/／|｜]{{1,40}}{_SUFFIX})。?"
)
_IS_NAMED = re.compile(rf"(?:https?://\S{{1,300}}|[^。、]{{1,40}})\s*{_SUFFIX}。?")
_IS_PHOTO_BY = re.compile(r"(?:photo|image|courtesy|picture) (?:by|of|via) .{1,80}", re.IGNORECASE)
_PAIR = rf"{_AGENCIES}社?(?:[=＝・/／]{_AGENCIES}社?){{0,2}}"
_IS_AGENCY = re.compile(rf"(?:(?:写真|画像|映像)は)?{_PAIR}。?", re.IGNORECASE)
_IS_DOTTED = re.compile(r"(?:撮影|(?:写真|画像)?提供|出典)・[^。]{1,40}")
# A lone blank parts what is shown from a name only behind Japanese, a digit or a sign.
_ENDS_AGENCY = re.compile(
    rf"(.+?)(?:\s*[|｜　]\s*|(?<=[^A-Za-z])\s+|(?<=[。．!！?？」』）)])|(?<=[^\x00-\x7f])[=＝]\s*)"
    rf"({_PAIR}(?:[/／].{{1,30}})?)",
    re.IGNORECASE,
)
#: 「REUTERS/Jane Doe」: an agency and the photographer, wherever it begins.
_SLASHED = re.compile(
    rf"(.*?)[\s　]*(?<![A-Za-z])({_AGENCIES}(?: Photo)?\s?[/／]\s?[^。（()）]{{1,60}})。?",
    re.IGNORECASE,
)
#: 「写真はロイター提供」, also behind what the picture shows.
_ENDS_SAID = re.compile(
    rf"(.*[。．.!！?？」』）)\s])?((?:写真|画像|映像|動画)は[^。、]{{0,30}}(?:{_SUFFIX}|{_AGENCIES}社?))。?",
    re.IGNORECASE,
)
_BARE = (_SLASHED, _ENDS_AGENCY)  #: a sign before the name belongs to it
_ENDS_SIGN = re.compile(r"(?:[:：=＝©Ⓒ/／]|[(（][CcＣｃ][)）])\s*$")
# 「＝3日、東京都千代田区」「＝白砂市」「＝国会内」 is where and when, not whose. A name that only
# ends like a place or a time (木村, 朝日) is a name.
_WHEN = re.compile(
    r"[\d０-９〇一二三四五六七八九十元](?:[年月時]|日(?!月))|(?:昨|今|一昨|同|翌)年|[先今同]月|[昨同当]日$"
)
_WHERE = re.compile(
    r"(?:で|にて|内|付近|周辺|近郊|上空|沖|会場|駅前?|空港|公園)$"
    r"|(?<=[^\s、])[都道府県市区]$|[都道府県郡].+[町村]$"
)
# What a place's administration drew or printed is credited to it, not located in it.
_MADE = re.compile(
    r"(?:図面?|地図|イメージ|パース|CG|模型|案|ポスター|チラシ|パンフレット|資料|グラフ|表|ロゴ|映像|動画"
    r"|画面|ページ|サイト)(?:の一部|から)?\s*$"
)
_DATED_CREDIT = re.compile(
    rf"([^=＝]{{1,40}}、)([^、]{{1,30}}{_SUFFIX}|{_AGENCIES}(?:通信)?|[^、でにの]{{1,10}}(?:通信|新聞))",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"([\s\u3000])[\s\u3000]+")  #: long runs would make the forms slow
_HEADED = re.compile(r"[【［\[](?:写真|画像|図|資料写真)[】］\]]\s*")
_DATED = re.compile(r"[年月日時分頃前後]\s*(?:に)?(?:撮影|から|より)。?$|(?:前|中|後)に撮影。?$")
_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS_END = re.compile(r"https?://\S*$")
_NAME_MOST = 40
_LEAST_SHOWN = 2  # characters before 「=」; E=mc2 is no picture of E
_LATIN_NAME_MOST = 80


def split_caption(caption: str) -> tuple[str, str]:
    """Return the description and the credit, verbatim; either may be "".

    The forms are those found in the wild (feeds.md section 5): 「…=Wikipedia」「…のYoutubeより」
    「写真：…」「（…提供）」「©…」 and their Latin kin.
    """
    caption = _HEADED.sub("", _BLANKS.sub(r"\1", text.one_line(caption[:_MOST])), count=1)
    if _IS_AGENCY.fullmatch(caption) or _IS_DOTTED.fullmatch(caption):
        return "", caption
    if labelled := _LABELLED.fullmatch(caption):
        label, rest = labelled[1], labelled[2]
        if _is_name(rest):
            return "", caption
        caption = rest if _PICTURE_LABEL.fullmatch(label) else caption
    for split in (_split_end, _split_equal, _split_copyright, _split_named):
        if found := split(caption):
            return found[0].strip(" 　、,|｜/／"), found[1].strip()
    return caption, ""


def _is_name(said: str) -> bool:
    """Whether this can be a source; a description in its place is longer or a sentence."""
    return len(said) <= (_LATIN_NAME_MOST if said.isascii() else _NAME_MOST) and "。" not in said


def _split_end(caption: str) -> tuple[str, str] | None:
    for form in (_ENDS_BRACKETED, _ENDS_SAID, _SLASHED, _ENDS_LABELLED, _ENDS_AGENCY):
        found = form.fullmatch(caption)
        if found and not (form in _BARE and _ENDS_SIGN.search(found[1])):
            return found[1] or "", found[2]
    return None


def _split_equal(caption: str) -> tuple[str, str] | None:
    found = _ENDS_EQUAL.fullmatch(caption)
    if not found or not _LETTER.search(found[2]) or _ADDRESS_END.search(found[1]):
        return None
    if len(found[1].strip()) < _LEAST_SHOWN:
        return None
    if _is_place(found[1], found[2]):
        dated = _DATED_CREDIT.fullmatch(found[2])
        return (caption[: -len(dated[2])], dated[2]) if dated else None
    before = re.fullmatch(rf"(.*[。．\s　]){_LABEL}", found[1], re.IGNORECASE)
    return (before[1], caption[len(before[1]) :]) if before else (found[1], found[2])


def _is_place(shown: str, said: str) -> bool:
    """Whether what stands behind the sign tells where or when, not whose."""
    if _WHEN.search(said):
        return True
    return bool(_WHERE.search(said)) and not _MADE.search(shown)


def _split_copyright(caption: str) -> tuple[str, str] | None:
    found = _COPYRIGHT.fullmatch(caption)
    return (found[1], found[2]) if found else None


def names_photographer(credit: str) -> bool:
    """Whether the credit is one that only a picture bears: with who took it, or as a picture's."""
    credit = _BLANKS.sub(r"\1", credit[:_MOST])
    return any(form.fullmatch(credit) for form in (_SLASHED, _LABELLED, _ENDS_SAID))


def _split_named(caption: str) -> tuple[str, str] | None:
    if _DATED.search(caption):
        return None
    if _IS_PHOTO_BY.fullmatch(caption):
        return "", caption
    if found := _ENDS_NAMED.fullmatch(caption):
        return found[1], found[2]
    return ("", caption) if _IS_NAMED.fullmatch(caption) else None


def drop_credits(
    thumbnails: Sequence[Thumbnail], skip_credits: Sequence[str]
) -> tuple[Thumbnail, ...]:
    """Return the pictures whose credit (or, without one, caption or alt) names none of these.

    The names of agencies are known in their other spellings: "Reuters" also skips 「ロイター」.
    """
    skipped = agencies.spellings(skip_credits)
    return tuple(t for t in thumbnails if not skipped.search(_fold(t.credit or t.caption or t.alt)))


def _fold(said: str) -> str:
    return unicodedata.normalize("NFKC", said).casefold()
