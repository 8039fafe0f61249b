"""What may be deleted from a long Japanese sentence so that what is left stays true and whole.

Each function yields spans: stretches that may go one by one or together. They only take away, and
never a condition, who said it, a hedge, or what the sentence is about. Texts are read with their
quotations and brackets masked, so that no particle inside of them is taken for one of the sentence.

There is no dictionary: a clause is told by the forms at its ends, and refused at the least doubt.
"""

import re
from collections.abc import Iterator
from itertools import combinations

from crosspost import phrases
from crosspost.summary import _clauses
from crosspost.summary._names import is_answered, is_named, is_only

Span = tuple[int, int]

_LONGEST = 400  # characters; beyond, it is no sentence that a person wrote
_SHORTEST = 20  # characters; less tells too little
_MOST_SPANS = 9
_TOGETHER = 3  # deletions in one sentence
_MOST_FORMS = 24

_NOUN = r"[々〇\u3400-\u9fffァ-ヺーA-Za-z0-9０-９・＝〓]"
_PHRASE = rf"{_NOUN}+(?:(?:の|当たり){_NOUN}+)*"
# A predicate in plain form right before a noun: 「…と繰り返したオルジェニク外相」.
_ADNOMINAL = re.compile(
    rf"(?:(?<![ま])た|(?<!いわゆ)(?<!あらゆ)る|ない)(?P<head>(?:あの|その|この)?{_PHRASE})"
    r"(?P<mark>は|が|を|に|で|と|も|へ|から|、)"
)
_BOUNDARY = re.compile(r"[々〇\u3400-\u9fffァ-ヺー〓A-Za-z0-9](?:は|が|で|に|を|から|より|には|では|とは)?、|(?<![にでと])は(?!、)")
_TOPIC = re.compile(r"(?<![でにと後前])は")
_LEADS = re.compile(r"[はが、を]|について|に対し|に関し|によ")
_CLAUSE = re.compile(r"[たるいだ]が、|ものの、|ので、|ため、|けれど")
# Left out, these would change what is said.
_BOUND = re.compile(
    r"なら|れば|たら|場合|限[りる]|条件|もし|によると|によれば|いわく|だけ|のみ|しか|除[きく]|以外|ただし"
)
_DOUBT = re.compile(r"とみられ|(?<!〓)という|とされ|方針|可能性|見通し|見込み|疑い|予定|恐れ|おそれ|案(?:を|が|は)")
# 「患者を隣接する市の病院に移す」: the object is not that of the verb behind it.
_OF_PLACE = re.compile(r"を[^、]*(?:隣接|近接|位置|所属|相当|該当|関連|由来|面)す?る$")
_SUBJECT = re.compile(r"[はが]")
_BACK = re.compile(
    r"これ(?!ま)|それ(?!ぞ)|この|その(?!ほか|他)|ここ(?!数)|そこ|同(?:氏|社|党|紙|誌|省|市|県|町|村|日|年|[庁局署院行区])"
    r"|両(?:者|氏|国)|前者|後者"
)
_ASIDE_BETWEEN = re.compile(r"(?:――|——|──)[^―—─。]{2,60}(?:――|——|──)")
# Where: 「ザリコ渓谷の西岸」 under a title that names the valley.
_KNOWN_PLACE = re.compile(rf"(?:^|(?<=[、はがをにの]))(?P<place>(?:[ァ-ヺー]+|[\u3400-\u9fff]{{2,6}})(?:渓谷|諸島|島|湾|峠|川|港|運河|海峡|沿岸|市|町|村|県)の)(?={_NOUN})")
_SIDE = re.compile(rf"^(?P<side>[^、。はがを]{{2,24}}(?:の|紙))(?=[「『])")
_OBTAINED = re.compile(r"^(?:同|[^、。はがを]{0,12})[紙誌]が(?:入手した|得た)、?(?=[^、。]{2,20}によ)")
_ROLE = (
    "大使|長官|議員|教授|監督|選手|首相|大統領|外相|代表|会長|社長|主任|アナリスト|作家|記者|判事|研究員|組合長|理事長"
)
_APPOSED = re.compile(
    rf"(?:^|(?<=[、はたる]))(?P<role>{_NOUN}[^、。はがをでと〓「」]{{2,30}}(?:{_ROLE})、)[ァ-ヺー・＝\u3400-\u9fff]{{2,30}}(?:氏|さん|卿|女史|博士)"
)
_PLACE = re.compile(
    r"(?<=、)(?P<place>[^、。「」〓はがをに]{2,40}"
    rf"(?:首都|保養地|港町|都市|古都|州都|本部|公邸|ホテル|自宅|の町)(?:の|{_NOUN}){{0,16}}で)(?=[^、はも])"
)
_KNOWN_TOPIC = re.compile(r"(?:について|をめぐり|を巡り|をめぐって|を巡って|に関し(?:て)?|に関する)、")
_MEANS = re.compile(r"(?:を根拠に|を理由に|を機に|に触れ|を踏まえ|を受け|に伴い|を前に)、")
_SECOND = re.compile(
    rf"(?:[くし]|[^か]り|み|え|れ|て)、(?P<rest>(?:{_NOUN}|の){{3,24}}は(?!、))"
)
_REPORTS = re.compile(r"と(?:述べ|語|話|発表|説明|強調|指摘|主張|して(?!い)|報じ|伝え|した|明らか|み[るて]|い[うい])")


def mask(sentence: str) -> str:
    """Return the sentence, as long as before, with what stands in brackets made opaque."""
    out = list(sentence)
    open_: list[str] = []
    for i, char in enumerate(sentence):
        if open_ and char == phrases.PAIRS[open_[-1]]:
            open_.pop()
            out[i] = "〓"
        elif char in phrases.PAIRS:
            open_.append(char)
            out[i] = "〓"
        elif open_:
            out[i] = "〓"
    return "".join(out)


def shorten(sentence: str, title: str) -> list[tuple[str, int]]:
    """Return shorter forms with the number of their deletions, the longest first; [] in doubt."""
    if len(sentence) > _LONGEST or not phrases.is_japanese(sentence):
        return []
    if not phrases.is_balanced(sentence):
        return []
    found = list(dict.fromkeys(spans(sentence, title)))[:_MOST_SPANS]
    forms: dict[str, int] = {}
    for count in range(1, _TOGETHER + 1):
        for chosen in combinations(sorted(found), count):
            text = _without(sentence, chosen)
            if text and _is_whole(text, title):
                forms.setdefault(text, count)
    return sorted(forms.items(), key=lambda f: -len(f[0]))[:_MOST_FORMS]


def spans(sentence: str, title: str) -> Iterator[Span]:
    """Yield the stretches of the sentence that may go."""
    masked = mask(sentence)
    yield from _clauses.spans(sentence)
    yield from _adnominal(sentence, masked, title)
    yield from _small(sentence, masked, title)
    yield from _adverbial(sentence, masked, title)


def _without(sentence: str, chosen: tuple[Span, ...]) -> str:
    """Return the sentence without the spans; "" where they overlap."""
    out, at = "", 0
    for start, end in chosen:
        if start < at:
            return ""
        out += sentence[at:start]
        if out.endswith("は") and sentence[end : end + 1] != "、":
            out += "、"  # the topic now stands before what it had not stood before
        at = end
    return (out + sentence[at:]).lstrip("、 　")


def _is_whole(text: str, title: str) -> bool:
    """Whether what is left is long enough, balanced, and points to nothing that is gone."""
    if len(text) < _SHORTEST or not phrases.is_balanced(text):
        return False
    masked = mask(text)
    return bool(_SUBJECT.search(masked)) and not any(
        not is_answered(text, found) for found in _BACK.finditer(masked[:40])
    )


def _adnominal(sentence: str, masked: str, title: str) -> Iterator[Span]:
    """Yield clauses that describe a name: 「昨年…と述べたA外相は」 -> 「A外相は」."""
    for found in _ADNOMINAL.finditer(masked):
        end = found.start("head")
        head = sentence[end : found.end("head")]
        if not (is_named(head) or is_only(head, title)):
            continue
        start = _clause_start(masked, end, found.start("mark"))
        if start is None or end - start < 5:
            continue
        gone, rest = masked[start:end], masked[end:]
        if _OF_PLACE.search(gone) or _BOUND.search(gone) or not _SUBJECT.search(masked[:start] + rest):
            continue
        yield start, end


def _clause_start(masked: str, end: int, at: int) -> int | None:
    """Return where the clause that ends there begins: at the sentence's start or a boundary."""
    before = masked[:end]
    inside = _TOPIC.search(before)
    if not inside and not _CLAUSE.search(before) and _LEADS.match(masked, at):
        return 0
    last = None
    for boundary in _BOUNDARY.finditer(before):
        last = boundary.end()
    if last is None or "、" in before[last:] or "は" in before[last:]:
        return None
    return last


def _small(sentence: str, masked: str, title: str) -> Iterator[Span]:
    """Yield asides between dashes, descriptions before a name, places."""
    for found in _ASIDE_BETWEEN.finditer(sentence):
        if not _BOUND.search(found.group()):
            yield found.span()
    for found in _KNOWN_PLACE.finditer(masked):
        if is_only(found["place"][:-1], title):
            yield found.span("place")
    if found := _SIDE.match(sentence):
        yield found.span("side")
    if found := _OBTAINED.match(masked):
        yield found.span()
    for found in _APPOSED.finditer(masked):
        yield found.span("role")
    for found in _PLACE.finditer(masked):
        yield found.span("place")


def _adverbial(sentence: str, masked: str, title: str) -> Iterator[Span]:
    """Yield what the title says already, the ground of an act, and a first clause of its own."""
    for found in _KNOWN_TOPIC.finditer(masked):
        start = _part_start(masked, found.start())
        noun = sentence[start : found.start()]
        if start is not None and is_only(noun, title) and not _BOUND.search(noun):
            yield start, found.end()
    for found in _MEANS.finditer(masked):
        start = _part_start(masked, found.start())
        gone = masked[start : found.start()]
        if not (_BOUND.search(gone) or _DOUBT.search(gone) or "は" in gone or "が" in gone):
            yield start, found.end()
    for found in _SECOND.finditer(masked):
        first, rest = masked[: found.start("rest")], masked[found.start("rest") :]
        if (
            not (_TOPIC.search(first) or _BOUND.search(first) or _CLAUSE.search(first))
            and is_named(sentence[found.start("rest") : found.end("rest") - 1])
            and not _REPORTS.search(rest)
        ):
            yield 0, found.start("rest")


def _part_start(masked: str, end: int) -> int:
    """Return where the part of the sentence that ends there begins: behind は or 、."""
    return max(masked.rfind("、", 0, end), masked.rfind("は", 0, end)) + 1
