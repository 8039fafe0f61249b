"""What describes a noun in a long Japanese sentence, and may go where the noun names one thing.

- before a name: 「昨年就任した白砂市の市長は…」 -> 「白砂市の市長は…」
- what the title has said: 「湾岸鉄道をめぐり、市は…」 -> 「市は…」
- small things: an aside between dashes, where a known thing lies, a given name, an office before a
  name, the place of a meeting.

A description of a common noun often limits it (「負債のある会社に課税する」) and stays.
"""

import re
from collections.abc import Iterator

from crosspost.summary._names import is_named, is_only

Span = tuple[int, int]

_LEAST = 5  # characters; a shorter description is hardly worth the risk
_NOUN = r"[々〇\u3400-\u9fffァ-ヺーA-Za-z0-9０-９・＝〓]"
_PHRASE = rf"{_NOUN}+(?:(?:の|当たり){_NOUN}+)*"
# A predicate in plain form right before a noun: 「…と繰り返したオルジェニク外相」.
_ADNOMINAL = re.compile(
    rf"(?:(?<![ま])た|(?<!いわゆ)(?<!あらゆ)る|ない)(?P<head>(?:あの|その|この|[一二三四五六七八九]つの)?{_PHRASE})"
    r"(?P<mark>は|が|を|に|で|と|も|へ|から|、|およそ|ら)"
)
_BOUNDARY = re.compile(
    r"[々〇\u3400-\u9fffァ-ヺー〓A-Za-z0-9](?:は|が|で|に|を|から|より|には|では|とは)?、|こと[とや]、|(?<![にでと])は(?!、)"
)
_TOPIC = re.compile(r"(?<![でにと後前])は")
_WORDS = re.compile(r"[\u3400-\u9fff]{2}|[ァ-ヺー]{2,}")
# Behind these a part of the sentence begins that belongs to its last verb.
_OPENED = re.compile(r"(?:(?<![にでと])は、?|[日月年]、|[\u3400-\u9fffァ-ヺ](?:が|で|に)、)$")
_LEADS = re.compile(r"[はが、を]|について|に対し|に関し|によ")
_CLAUSE = re.compile(r"[たるいだ]が、|ものの、|ので、|ため、|けれど")
# Left out, these would change what is said.
_BOUND = re.compile(
    r"なら|れば|たら|場合|限[りる]|条件|もし|によると|によれば|いわく|だけ|のみ|しか|除[きく]|以外|ただし|ところでは|(?:話|調べ|統計|試算|推計)(?:では|から)"
)
# 「患者を隣接する市の病院に移す」: the object is not that of the verb behind it.
_OF_PLACE = re.compile(r"を[^、]*(?:隣接|近接|位置|所属|相当|該当|関連|由来|面)す?る$")
_ASIDE_BETWEEN = re.compile(r"(?:――|——|──)[^―—─。]{2,60}(?:――|——|──)")
_TITLE = (
    "首相|外相|[^首外]{1,3}相|大統領|知事|市長|町長|総裁|委員長|幹事長|事務総長|代表|報道官|大使|長官|議員"
    "|教授|准教授|主任|博士|監督|選手|会長|社長|判事|氏|さん|容疑者"
)
# Where: 「ザリコ渓谷の西岸」 under a title that names the valley.
_KNOWN_PLACE = re.compile(
    rf"(?:^|(?<=[、はがをにの]))(?P<place>(?:[ァ-ヺー]+|[\u3400-\u9fff]{{2,6}})"
    rf"(?:渓谷|諸島|島|湾|峠|川|港|運河|海峡|沿岸)の)(?={_NOUN})"
)
_SIDE = re.compile(
    r"^(?P<side>[^、。はがを]{2,24}(?:側の|紙|誌|サイト|新聞|通信|テレビ|放送))(?=[「『])"
)
_LOCATED = re.compile(rf"(?:^|(?<=[、はがを]))[^、。はがを]{{2,12}}にある(?={_NOUN})")
_GIVEN_NAME = re.compile(rf"[ァ-ヺー]{{2,}}・(?=[ァ-ヺー]{{2,}}(?:{_TITLE}))")
_OBTAINED = re.compile(
    r"^(?:同|[^、。はがを]{0,12})[紙誌]が(?:入手した|得た)、?(?=[^、。]{2,20}によ)"
)
_ROLE = (
    "大使|長官|議員|教授|監督|選手|首相|大統領|外相|代表|会長|社長|主任|アナリスト|作家|記者|判事"
    "|研究員|組合長|理事長"
)
_APPOSED = re.compile(
    rf"(?:^|(?<=[、はたる]))(?P<role>{_NOUN}[^、。はがをでと〓「」]{{2,30}}(?:{_ROLE})、)"
    r"[ァ-ヺー・＝\u3400-\u9fff]{2,30}(?:氏|さん|卿|女史|博士)"
)
_PLACE = re.compile(
    r"(?<=、)(?P<where>[^、。「」〓はがをに]{2,40}"
    rf"(?:首都|保養地|港町|都市|古都|州都|本部|公邸|ホテル|自宅|の町)(?:の|{_NOUN}){{0,16}}で)(?=[^、はも])"
)
# 「外相が港町で開いた会談では、…」
_SETTING = re.compile(
    r"[^、。は]{6,60}[たるの](?P<noun>[\u3400-\u9fff]{2,6})では、(?=[^、。]{2,30}[がはをに])"
)
_KNOWN_TOPIC = re.compile(
    r"(?:について|(?:をめぐる|を巡る)[\u3400-\u9fff]{1,5}(?:に|で)|をめぐり|を巡り|をめぐって|を巡って|に関し(?:て)?|に関する)、"
)

_SET = re.compile(r"[々\u3400-\u9fff]では、")
# 「十九年にわたり書面が四万頁に達した国境橋をめぐる争いに、仲裁廷は…」
_CONDITION = re.compile(r"なら|れば|たら|場合|条件|もし|によると|いわく|ただし|ところでは")
_NEAR = 8  # characters before をめぐる that name the dispute
_DISPUTE = re.compile(
    r"^[^は]{0,80}?(?P<what>[^、。はが]{2,20})(?:をめぐる|を巡る)[\u3400-\u9fff]{1,5}い?[にで]、(?=[^、。はが]{2,20}は)"
)
# 「白砂王国の財務府は」 under a title that names the kingdom.
_KNOWN_STATE = re.compile(
    rf"^(?P<place>(?:[ァ-ヺー・\u3400-\u9fff]*(?:王国|共和国|公国|侯国|連邦|帝国)|[ァ-ヺー\u3400-\u9fff]{{2,8}}[県市町村])の)(?={_NOUN}[^はが、と]*[はが])"
)


def spans(sentence: str, masked: str, title: str) -> Iterator[Span]:
    """Yield the stretches of the sentence that may go; `masked` is it without its quotations."""
    yield from _adnominal(sentence, masked, title)
    yield from _small(sentence, masked, title)
    yield from _adverbial(sentence, masked, title)
    yield from _setting(masked, title)
    yield from _dispute(masked, title)


def _adnominal(sentence: str, masked: str, title: str) -> Iterator[Span]:
    """Yield clauses that describe a name: 「昨年…と述べたA外相は」 -> 「A外相は」."""
    for found in _ADNOMINAL.finditer(masked):
        end = found.start("head")
        head = sentence[end : found.end("head")]
        if not (is_named(head) or is_only(head, title)):
            continue
        start = _clause_start(masked, end, found.start("mark"))
        if start is None or end - start < _LEAST:
            continue
        gone = masked[start:end]
        if not (_OF_PLACE.search(gone) or _BOUND.search(gone)):
            yield start, end


def _clause_start(masked: str, end: int, at: int) -> int | None:
    """Return where the clause that ends there begins: at the sentence's start or a boundary."""
    before = masked[:end]
    inside = _TOPIC.search(before)
    set_ = _SET.search(before)
    if not (inside or set_) and not _CLAUSE.search(before) and _LEADS.match(masked, at):
        return 0
    last = None
    for boundary in _BOUNDARY.finditer(before):
        last = boundary.end()
    if last is None or "、" in before[last:] or "は" in before[last:]:
        return None
    return last


def _small(sentence: str, masked: str, title: str) -> Iterator[Span]:
    """Yield asides between dashes, descriptions before a name, places."""
    for pattern in (_ASIDE_BETWEEN, _LOCATED, _GIVEN_NAME, _APPOSED, _PLACE, _OBTAINED):
        for found in pattern.finditer(masked if pattern is not _ASIDE_BETWEEN else sentence):
            if not _BOUND.search(found.group()):
                yield found.span(found.lastgroup or 0)
    for found in _KNOWN_PLACE.finditer(masked):
        if is_only(found["place"][:-1], title):
            yield found.span("place")
    if (state := _KNOWN_STATE.match(masked)) and state["place"][:-1] in title:
        yield state.span("place")
    if side := _SIDE.match(sentence):
        yield side.span("side")


def _adverbial(sentence: str, masked: str, title: str) -> Iterator[Span]:
    """Yield what the title says already."""
    for found in _KNOWN_TOPIC.finditer(masked):
        start = _part_start(masked, found.start())
        if start and not _OPENED.search(masked[:start]):
            continue
        noun = sentence[start : found.start()]
        if not _BOUND.search(noun) and (is_only(noun, title) or _is_told(noun, title)):
            yield start, found.end()


def _dispute(masked: str, title: str) -> Iterator[Span]:
    """Yield what the title's matter was like before the act: it is no condition of the act."""
    found = _DISPUTE.match(masked)
    near = _WORDS.findall(found["what"][-_NEAR:]) if found else []
    if found and any(w in title for w in near) and not _CONDITION.search(found.group()):
        yield found.span()


def _setting(masked: str, title: str) -> Iterator[Span]:
    """Yield where all of it happened, up to the noun that the title names: 会談では stays."""
    found = _SETTING.match(masked)
    if found and found["noun"] in title and not _BOUND.search(found.group()):
        yield 0, found.start("noun")


def _is_told(clause: str, title: str) -> bool:
    """Whether the title says most of the clause."""
    words = set(_WORDS.findall(clause))
    return len(words) > 1 and sum(word in title for word in words) * 2 >= len(words)


def _part_start(masked: str, end: int) -> int:
    """Return where the part of the sentence that ends there begins: behind は or 、."""
    return max(masked.rfind("、", 0, end), masked.rfind("は", 0, end)) + 1
