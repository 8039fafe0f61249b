"""Whether a sentence stands by itself: its subject is named, and it points to nothing unseen."""

import re

from crosspost.phrases import is_japanese
from crosspost.summary._deletions import mask
from crosspost.summary._names import is_answered

_HANGING = 0.12  # worth of a sentence that begins with what only the one before names
_ADDED_TO = 0.3
_RUN_ON = 0.45
_POINTING_LATE = 0.6
_EARLY = 14  # characters; a pointer behind them has its subject before it
_SPOKEN = 0.7  # worth of what may still be another's words
_NO_SUBJECT = 0.55
_CIRCUMSTANCE = 0.85  # worth of 「直近の調査では…」 for a subject
_OFFICE_KNOWN = 0.6  # worth of a bare office that the sentence before has named
_OFFICE = 0.7
_OFFICE_IN_TITLE = 0.95
_PART = 0.45  # worth of 「初版は…」: of what, another sentence says
_UNBOUND = 0.5  # worth of a statement without its condition, or without a reservation
_UNRESERVED = 0.85
_SHORT = 3  # characters; a shorter topic (事件では) names nothing by itself

_JOINTS = (
    r"(?:(?:そして|しかし|だが|また|一方で?|他方|さらに|つまり|ところが|すると|そこで|すなわち|ただ|でも|けれど"
    r"|それでも)[、，]?)?"
)
_THIS = (
    r"これ(?!まで|から)|それ(?!ぞれ|にしても)|この(?!たび|度|ほど|国|[春夏秋冬])|その(?!ほか)|あの"
)
_POINTING = re.compile(
    rf"^{_JOINTS}(?:{_THIS}|あれ|こう(?!し?て?い)|そう(?!いえば)|そんな|こんな|ここ(?!数|最近)|そこ|彼"
    r"|両(?:者|氏|国|外相|首脳)"
    r"|同(?:[氏社党国法紙誌省市県町日年庁局署院行線駅]|サイト|通信|容疑者|諸島|路線|選手"
    r"|[^盟志情時意様じ]{1,4}[はがも])"
    r"|前者|後者|本人|当人|前述|上[記述]|残[るり]|もう一[つ方人]|いずれ|どちら|ほか(?:の|は|に)|他の|別の"
    r"|[二三四五六七八九](?:つ|通|人)目|第[一二三四五六七八九]に|うち|当時|翌[日年朝]|その後|以来|代わりに"
    r"|結果は|次回|このほか|さらに|また|加えて|そのため|このため|したがって|よって|それ(?:で|が|は)"
    r"|(?:all|both|none|neither) (?:two|three|four|five|six|of (?:them|these))\b"
    r"|(?:this|that|these|those|it|he|she|they|such|his|her|their|its)\b"
    r"|(?:however|but|and|so|therefore|moreover|also)\b)",
    re.IGNORECASE,
)
_POINTING_INSIDE = re.compile(
    r"これ(?!ま|か)|それ(?!ぞ|まで)|この(?!ほど|たび|国|[春夏秋冬]日?)|その(?!ほか|他|日の|うち)|ここ(?!数)"
    r"|(?<![共合賛一協帯混大])同[^意時様じ盟志情列日年]|両[者氏国]"
)
_SUBJECT = re.compile(r"^[^。]{1,70}?(?:[^でにとの、も]は|(?<!これ)(?<!それ)が(?![、，])|も)")
_TOPIC = re.compile(r"^(?P<topic>[^。は]{1,60}?)は")
_BARE = re.compile(
    r"^(?:[\u3400-\u9fff々]{1,4}|[\u3400-\u9fff][しりきち][\u3400-\u9fff][えしりみけてち]|[\u3400-\u9fff々]{1,3}側)$"
)
_OFFICES = re.compile(
    r"(?:首相|大統領|[外内法]相|知事|[市町村区]長|社長|会長|館長|総裁|議長|政府|当局|内閣|議会|与党|野党|側|会社|委員会|会議"
    r"|[省庁県府市町村州国]|警察|県警|検察|裁判所|最高裁|地裁|高裁|軍|隊|組合|連盟|協会|同盟|連合|大学|学校|銀行|中銀|公社|教委"
    r"|選管|判決|[局署部課庁]|機構|基金|財団|市場|[国県市域]内|海外|両社|市民|住民|遺族会|保存会|監視団|株価|円|為替|気温)$"
)
_EVENT = re.compile(
    r"(?:調査|捜査|会議|協議|審査|鑑定|事件|事故|放送|取材|演説|答弁|書簡|判決|記事|番組|映像|録音|写真|[ぁ-ん][\u3400-\u9fff][ぁ-ん]|[一二三四五六七八九十百千]人)$"
)
# What restricts the sentence before is nothing without it; what adds to it is little.
_RESTRICTING = re.compile(
    r"^(?:もっとも|ただし?|とはいえ|それでも|だからこそ|にもかかわらず|でも|しかも|むしろ)"
    r"(?=[、，\u3400-\u9fff])"
)
_BINDING = re.compile(r"ただし|ただ(?=[、，])")
_ADDING = re.compile(
    r"^[^、。はがを]{1,16}もまた"
    r"|^(?!誰|どこ|どれ|いつ|何|あまり|いか|[^、。]{0,6}ま(?:で|に)も)[^、。はがを]{1,12}(?:から|に|で|へ)も(?=[^、])"
)
_RUNNING_ON = re.compile(
    r"(?:そして|すると|そこで|ところが|だが|しかし|でも|だから|ですから|それで)[、，\u3400-\u9fff]"
)
# 「減った四十四人のうち」: of whom, the sentence before says.
_PARTED = re.compile(
    r"[^、。はが]{0,12}?[0-9０-９〇一二三四五六七八九十百千万]+(?:人|[隻社件棟票台戸軒組本校か]|世帯)[^、。はが]{0,4}のうち"
)
# Who that is, only the sentence before says.
_PERSON = re.compile(
    rf"{_JOINTS}(?:同氏|彼(?:女|ら|女ら)?|氏)(?=[はがもの])"
    r"|(?:(?:and|but|however|so|then),? )?(?:he|she|they)\b",
    re.IGNORECASE,
)
# A reason without what it is the reason of: 「…に反対しているからである。」
_REASONING = re.compile(
    r"(?:から|ため)(?:だ|です|である|だった|でした|であった|に(?:ほか|他)ならない)?"
    r"(?:という|とされる|と[^。、]{1,12})?。$"
)
_REASONED = re.compile(r"のは|理由は|原因は|背景は|狙いは|目的は|わけは")
# What follows a source is often still its own: 「報告書によると…。費用は…」
_SOURCE = re.compile(r"によると|によれば")

_LEANING = (
    (_ADDING, _ADDED_TO),
    (_POINTING, _HANGING),
    (_RUNNING_ON, _RUN_ON),
    (_PARTED, _POINTING_LATE),
)


def leaning(text: str, before: str = "", *, title: str = "") -> float:
    """Return what a sentence is worth without the one `before` it: 1.0 when it stands alone."""
    if _RESTRICTING.match(text) or _PERSON.match(text) or _gives_reason(text):
        return 0.0
    for pattern, worth in _LEANING:
        if pattern.match(text):
            return worth
    said = mask(text)
    pointing = next((p for p in _POINTING_INSIDE.finditer(said) if not is_answered(text, p)), None)
    if pointing:
        return _HANGING if pointing.start() < _EARLY else _POINTING_LATE
    return _subject(text, before, title) if is_japanese(text) else 1.0


def _subject(text: str, before: str, title: str) -> float:
    """Return what the sentence's subject is worth: named, a bare office, or missing."""
    said = mask(text)
    spoken = _SOURCE.search(before) and not _SOURCE.search(text)
    worth = _SPOKEN if spoken else 1.0
    topic = _TOPIC.match(said)
    noun = text[: topic.end("topic")].rstrip("でに") if topic else ""
    if not _SUBJECT.match(said):
        return worth * (_CIRCUMSTANCE if len(noun) > _SHORT else _NO_SUBJECT)
    if not _BARE.match(noun):
        return worth
    if noun in title:
        return worth * _OFFICE_IN_TITLE
    if not _OFFICES.search(noun):
        return worth * _PART
    return worth * (_OFFICE_KNOWN if noun in before else _OFFICE)


def hangs(text: str, known: str) -> bool:
    """Whether the sentence tells of an event (「予備調査では」) that nothing known names.

    What belongs to the sentence before it (「対象は」, 「費用は」) does not hang.
    """
    topic = _TOPIC.match(mask(text))
    noun = text[: topic.end("topic")].rstrip("でに") if topic else ""
    return bool(_BARE.match(noun) and _EVENT.search(noun)) and noun[-2:] not in known


def _gives_reason(text: str) -> bool:
    """Whether the sentence is the reason of the one before it and does not say of what."""
    return bool(_REASONING.search(text)) and not _REASONED.search(text)


def points_back(text: str) -> bool:
    """Whether the sentence begins by pointing to what was said before."""
    return bool(_POINTING.match(text))


def limits(text: str) -> float:
    """Return what a sentence is worth without this one behind it: little where it is bound."""
    if _BINDING.match(text):
        return _UNBOUND
    return _UNRESERVED if _RESTRICTING.match(text) else 1.0


def restricts(text: str) -> bool:
    """Whether the sentence limits the one before it."""
    return bool(_RESTRICTING.match(text))
