"""Whole clauses that may go from a long Japanese sentence, where the rest stays true and whole.

Each is refused at the least doubt; docs/summary.md shows how they were judged:

- date: 「市は二十日、案を示した。」 -> 「市は案を示した。」
- background and ground: 「市は、県の報告を受けて、事業を見直す。」 -> 「市は、事業を見直す。」
- first of two acts: 「市は案を示したが、財源を示さなかった。」 -> 「市は、財源を示さなかった。」
  The main clause of a Japanese sentence is its last; it is the one that stays.
- a clause before another subject's: 「雨が続くが、県は工事を始めた。」 -> 「県は工事を始めた。」
"""

import re
from collections.abc import Iterator

from crosspost.summary._names import is_named

_SHORTEST = 20  # characters; less tells too little to a reader who has not read the rest

_TOPIC = re.compile(r"[^、。「」『』（）はがを]{1,40}[々\u3400-\u9fffァ-ヺーA-Za-z〓]は、?")
_DATE = re.compile(
    r"[0-9０-９〇一二三四五六七八九十年月]+日(?!間|以内|以上|ぶり|連続|のうち|分|目|も、|ほど|余り)[^、。はがを「」（）]{0,12}、"
)
# 「大統領は十八日、…」, 「議会では二十三日、…」: the date stands behind what it is told of.
_DATED = re.compile(
    r"(?:(?<=[でに々\u3400-\u9fffァ-ヺーA-Za-z〓]は)|(?<=[\u3400-\u9fffァ-ヺー]が)|(?<=[\u3400-\u9fffァ-ヺー]が、))"
    + _DATE.pattern
)
_SAME_DAY = re.compile(r"(?<=は)(?:同じ日のうちに|同日|この日|その日)、")
_LATER = re.compile(r"(?:その|この|同じ|[同翌前])日|翌[朝々]")
# 「三日、何も食べなかった」 is how long, not when.
_DENIED = re.compile(r"(?:ない|なかった|ません(?:でした)?|ず)。$")
_BACKGROUND = re.compile(
    r"(?:を受けて?|に(?:伴|先立)(?:い|ち|って)|に合わせて|を前に|を根拠に|を理由に|を機に|に触れ|を踏まえて?|(?<!話)(?<!談)(?<!報)(?<!言)(?<!べ)(?<!材)として)、"
)
_JOINT = re.compile(
    r"[たる]が、|たものの、|(?<![対関際通応])(?<=[\u3400-\u9fff])し(?:て|ており)?、"
    r"|(?:述べ|話し|求め|認め|決め|訴え|示し|促し|語り)、|を(?!めぐ|巡|除|含)[^、を]{1,5}[きぎちびみりい]、"
)
# What somebody says may hold anything; it goes as a whole.
_SAYING = re.compile(
    r"と(?:述べ|話し|語り|訴え|主張し|説明し|強調し|指摘し|反論し|批判し|し)(?:ており|たが|ているが|た(?:うえ|上)で|つつ)?、$"
)
# Left out, these would change what is said; standing in the rest, they would reach too far.
_CONDITION = re.compile(
    r"なら|れば|たら|場合|限り|条件|もし|によると|によれば|いわく|ても、|のに、"
)
_NEGATION = re.compile(r"ない|なく|なかっ|ません|ず[、に]")
_ANOTHER = re.compile(
    r"逆に|いずれ|ともに|互い|加盟する|残[るり]|ほかの|他の|別の|代わり|また、|さらに|後任|後継"
)
_BACK = re.compile(
    r"これ|それ(?!ぞ)|この|その|ここ|そこ|こう|そう|(?<![共合賛一協帯混大])同[^意時様じ盟志情列]|両|双方|前者|後者"
)
_TAKES_OBJECT = re.compile(
    r"(?:を(?!理由|もと|基に|踏ま|受け|経て|機に|めぐ|通じ|含め|除)|と)[^、。をと]{1,16}(?:[たる]|ない)。$"
    r"|について(?:は)?、?[^、。]{1,20}[たる]。$"
)
_UNSURE_END = re.compile(
    r"(?:れ(?:た|る|てい[るた])|だった|であ(?:る|った)|[にと]なった|という|があ(?:る|った)"
    r"|合意した|一致した)。$"
)
_NOMINAL = re.compile(
    r"(?:こと|もの|の|という.{1,8}|との.{1,8})(?:を|に|へ|は|について|に対し|に関し)"
    r"|[だたるい]と(?:し|して)?$"
)
_SUBJECT = re.compile(r"[がは]|(?<![にでとてら])も")
_PARTICLE_TOPIC = re.compile(r"(について|に対して|に関して|[にでと]|から|まで|より)は")
_SAID = re.compile(
    r"と(?:述べ|語|話|明か|明らかにし|発表し|説明し|指摘し|主張し|強調し|約束し|訴え|した|して)[^、。]{0,8}。$"
)
# 「一割以上は減らさない」 names no topic.
_OWN_TOPIC = re.compile(r"(?<![でにと])(?<!以上)(?<!以下)(?<!まで)(?<!から)(?<!より)は")
_SECOND = re.compile(
    r"(?P<joint>[たる]が|ものの|ため|ので|[くし]|[^か]り|み|え|れ|て|一方で?|おらず)、"
    r"(?P<subject>[^、。はがをも〓]{3,30}は|(?<=[たる]が、)[^、。はがをも〓]{5,30}が)(?!、?[^、。]{0,12}なく)"
)


def spans(masked: str) -> list[tuple[int, int]]:
    """Return the clauses that may go from a masked sentence, as spans; [] when in doubt."""
    return [*_date(masked), *_background(masked), *_first(masked), *_before(masked)]


def _date(masked: str) -> Iterator[tuple[int, int]]:
    dated = _DATE.match(masked)
    if dated and _stands_alone(masked[dated.end() :], None):
        yield 0, dated.end()
    if _DENIED.search(masked):
        return
    for found in (*_DATED.finditer(masked), *_SAME_DAY.finditer(masked)):
        rest = masked[found.end() :]
        if len(rest) >= _SHORTEST and not _LATER.search(rest) and not _BACK.match(rest):
            yield found.span()


def _background(masked: str) -> Iterator[tuple[int, int]]:
    topic = _TOPIC.match(masked)
    start = topic.end() if topic else 0
    for marker in _BACKGROUND.finditer(masked, start):
        begin = max(start, masked.rfind("、", 0, marker.start()) + 1)
        clause, rest = masked[begin : marker.end()], masked[marker.end() :]
        if "は" not in clause and not _CONDITION.search(clause) and _stands_alone(rest, topic):
            yield begin, marker.end()


def _first(masked: str) -> Iterator[tuple[int, int]]:
    topic = _TOPIC.match(masked)
    for joint in _JOINT.finditer(masked, topic.end()) if topic else ():
        own = masked[topic.end() : joint.start()] if topic else ""
        first, rest = masked[: joint.end()], masked[joint.end() :]
        if not (topic and _shares_subject(rest)):
            continue
        if _SAYING.search(first) or (not _has_subject(own) and _is_droppable(own, joint.group())):
            yield len(topic.group().rstrip("、")), joint.end()


def _before(masked: str) -> Iterator[tuple[int, int]]:
    """Yield a clause that stands before one with a subject of its own."""
    for found in _SECOND.finditer(masked):
        at = found.start("subject")
        first, rest = masked[:at], masked[at:]
        topical = bool(_OWN_TOPIC.search(_PARTICLE_TOPIC.sub(r"\1", first)))
        if _CONDITION.search(first) or _ANOTHER.search(rest[:30]) or len(rest) < _SHORTEST:
            continue
        if topical and (_SAID.search(rest) or not _TAKES_OBJECT.search(rest)):
            continue
        if is_named(found["subject"][:-1]) or any(map(is_named, found["subject"].split("の"))):
            yield 0, at


def _is_droppable(clause: str, joint: str) -> bool:
    """Whether the clause holds no condition or attribution, and its act is not denied."""
    return not (_CONDITION.search(clause) or _NEGATION.search(clause[-8:] + joint))


def _stands_alone(rest: str, topic: re.Match[str] | None) -> bool:
    """Whether the rest has a topic of its own and does not point back."""
    own = topic or _TOPIC.match(rest)
    return bool(own) and len(rest) >= _SHORTEST and not _BACK.match(rest)


def _shares_subject(rest: str) -> bool:
    """Whether the rest tells an act of the sentence's topic: no subject of its own, an object."""
    if (
        len(rest) < _SHORTEST
        or _ANOTHER.search(rest[:30])
        or _UNSURE_END.search(rest)
        or not _TAKES_OBJECT.search(rest)
    ):
        return False
    if _SAID.search(rest) and not _OWN_TOPIC.search(rest):
        return True  # what the topic said may have subjects of its own
    *parts, last = _PARTICLE_TOPIC.sub(r"\1", rest).split("、")
    return not _SUBJECT.search(last) and not _has_subject("、".join(parts))


def _has_subject(clause: str) -> bool:
    """Whether a part of the clause has a subject of its own, outside of what it only names."""
    said = _PARTICLE_TOPIC.sub(r"\1", clause)
    return any(_SUBJECT.search(p) and not _NOMINAL.search(p) for p in said.split("、"))
