"""Which words name one person, body or place, as far as their form tells it."""

import re

_SUFFIX = (
    "氏|さん|卿|女史|博士|容疑者|被告|選手|監督|教授|議員|知事|市長|町長|村長|社長|会長|総裁|首相|大統領|外相|大臣"
    "|[^首外]相|長官|委員長|幹事長|事務総長|報道官|特使|王国|共和国|連邦|公国|首長国|帝国|諸島|同盟|連合|委員会"
    "|裁判所|最高裁|議会|省|庁|党|府|銀行|中銀|公社|通信|新報|新聞|大学|協会|連盟|政府|当局|市|町|村|県|州|社|軍|隊|紙"
)
_PROPER = re.compile(rf"[ァ-ヺー・＝]{{2,}}(?:の?[\u3400-\u9fff]{{0,12}}(?:{_SUFFIX}|国|側))")
# 石材会社, 沿岸警備隊: of many such, which one the description says.
_OFFICE = re.compile(rf"[\u3400-\u9fffァ-ヺー]{{2,}}(?:{_SUFFIX})(?<![社軍隊紙])$")
# What is said before these is their matter: 「廃止する方針」, 「改める案」.
_MATTER = re.compile(
    r"(?:方針|考え|案|計画|見通し|可能性|疑い|判断|見方|意向|予定|声明|決議|条件|見解|主張|指摘|問題|話|制度|仕組み|理由|立場|姿勢|発表"
    r"|必要|義務|権利|提案|結果|意味|構え|試み|動き|こと|もの|ため|ところ|とき|際|場合|中|上|後|前|間|以上|うち)"
)
_WORDS = re.compile(r"[\u3400-\u9fff々]+|[ァ-ヺー]{2,}|[A-Za-z]{2,}")
_SHORTEST = 3  # characters; 県 or 同社 names nothing by itself
_SPECIFIC = 6  # characters; a noun with so much of its own before it (一本四十円の塩) is no kind


def is_named(noun: str) -> bool:
    """Whether the noun phrase names one thing by itself: what describes it may go."""
    head = noun.rsplit("の", 1)[-1]
    return bool(_PROPER.search(noun) or _OFFICE.search(head)) and len(noun) >= _SHORTEST


def is_only(noun: str, title: str) -> bool:
    """Whether the title has named just this, so that the reader knows which one is meant."""
    words = _WORDS.findall(noun.rsplit("の", 1)[-1])
    if not words or _MATTER.fullmatch(words[-1]) or not all(w in title for w in words):
        return False
    return len("".join(words)) >= _SHORTEST or len(noun) >= _SPECIFIC


def is_answered(text: str, pointer: re.Match[str]) -> bool:
    """Whether what the pointer points to (その回廊) stands before it in the text itself."""
    noun = _WORDS.match(text, pointer.end())
    return noun is not None and noun.group()[:2] in text[: pointer.start()]
