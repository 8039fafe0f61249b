"""One clause taken out of a long Japanese sentence, where what is left stays true and whole.

Three cuts only, each refused at the least doubt; docs/summary.md shows how they were judged:

- date: 「二十日の朝になって、市は案を示した。」 -> 「市は案を示した。」,
  「市は二十日、案を示した。」 -> 「市は案を示した。」
- background: 「市は、県の報告を受けて、事業を見直す。」 -> 「市は、事業を見直す。」
- first of two: 「市は案を示したが、財源を示さなかった。」 -> 「市は財源を示さなかった。」
  The main clause of a Japanese sentence is its last; it is the one that stays.
"""

import re
from collections.abc import Iterator

from crosspost import phrases

_LONGEST = 400  # characters; beyond, it is no sentence that a person wrote
_SHORTEST = 20  # characters; less tells too little to a reader who has not read the rest

_TOPIC = re.compile(r"[^、。「」『』（）はがを]{1,40}[々\u3400-\u9fffァ-ヺーA-Za-z]は、?")
_DATE = re.compile(r"[0-9０-９〇一二三四五六七八九十年月]+日[^、。はがを「」（）]{0,10}、")
# 「大統領は十八日、…」, 「議会では二十三日、…」: the date stands behind what it is told of.
_DATED = re.compile(
    r"(?P<topic>[^、。「」『』（）はがを]{1,24}[でに々\u3400-\u9fffァ-ヺーA-Za-z]は)"
    + _DATE.pattern
)
_SAME_DAY = re.compile(r"(?:その|この|同じ|[同翌前])日|翌[朝々]")
# 「三日、何も食べなかった」 is how long, not when.
_DENIED = re.compile(r"(?:ない|なかった|ません(?:でした)?|ず)。$")
_BACKGROUND = re.compile(r"(?:を受けて?|に(?:伴|先立)(?:い|ち|って)|に合わせて|を前に)、")
_JOINT = re.compile(
    r"[たる]が、|たものの、|(?<![対関際通応])(?<=[\u3400-\u9fff])し(?:て|ており)?、"
    r"|(?:述べ|話し|求め|認め|決め|訴え|示し|促し|語り)、|を(?!めぐ|巡|除|含)[^、を]{1,5}[きぎちびみりい]、"
)
# Left out, these would change what is said; standing in the rest, they would reach too far.
_CONDITION = re.compile(
    r"なら|れば|たら|場合|限り|条件|もし|によると|によれば|いわく|ても、|のに、"
)
_NEGATION = re.compile(r"ない|なく|なかっ|ません|ず[、に]")
_QUOTATION = re.compile(r"「[^「」]*」|『[^『』]*』")
_BACK = re.compile(
    r"これ|それ|この|その|ここ|そこ|こう|そう|同[^意時様じ盟]|両|双方|逆に|前者|後者|いずれ|ともに|互い"
    r"|加盟する|残[るり]|ほかの|他の|別の"
)
_TAKES_OBJECT = re.compile(
    r"(?:を(?!理由|もと|基に|踏ま|受け|経て|機に|めぐ|通じ|含め|除)|と)[^、。をと]{1,16}[たる]。$"
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
_SAID = re.compile(r"と(?:述べ|語|話|明か|明らかにし|発表し|説明し|指摘し|主張し|強調し|した|して)[^、。]{0,8}。$")
_TOPICAL = re.compile(r"(?<![でにと])は(?!、?[^、。]{1,20}ない)")
_SUBJECT = re.compile(r"[がは]|(?<![にでとてら])も")
_PARTICLE_TOPIC = re.compile(r"(について|に対して|に関して|[にでと]|から|まで|より)は")


def spans(sentence: str) -> list[tuple[int, int]]:
    """Return the clauses that may go, as spans of the sentence; [] when in doubt."""
    if len(sentence) > _LONGEST or not phrases.is_japanese(sentence):
        return []
    return [*_date(sentence), *_background(sentence), *_first(sentence)]


def _date(sentence: str) -> Iterator[tuple[int, int]]:
    dated = _DATE.match(sentence)
    if dated and _stands_alone(sentence[dated.end() :], None):
        yield 0, dated.end()
    if (dated := _DATED.match(sentence)) and not _DENIED.search(sentence):
        rest = sentence[dated.end() :]
        if len(rest) >= _SHORTEST and not _SAME_DAY.search(rest) and not _BACK.match(rest):
            yield dated.end("topic"), dated.end()


def _background(sentence: str) -> Iterator[tuple[int, int]]:
    topic = _TOPIC.match(sentence)
    start = topic.end() if topic else 0
    marker = _BACKGROUND.search(sentence, start)
    if not marker:
        return
    clause, rest = sentence[start : marker.end()], sentence[marker.end() :]
    if "は" not in clause and _is_droppable(clause) and _stands_alone(rest, topic):
        yield start, marker.end()


def _first(sentence: str) -> Iterator[tuple[int, int]]:
    topic = _TOPIC.match(sentence)
    for joint in _JOINT.finditer(sentence) if topic else ():
        first, rest = sentence[: joint.end()], sentence[joint.end() :]
        own = first[topic.end() :] if topic else ""
        if topic and not _has_subject(own) and _is_droppable(first) and _shares_subject(rest):
            yield len(topic.group().rstrip("、")), joint.end()


def _is_droppable(clause: str) -> bool:
    """Whether the clause is whole and holds no condition, negation or attribution."""
    said = _QUOTATION.sub("", clause)
    return phrases.is_balanced(clause) and not (_CONDITION.search(said) or _NEGATION.search(said))


def _stands_alone(rest: str, topic: re.Match[str] | None) -> bool:
    """Whether the rest has a topic of its own and does not point back."""
    own = topic or _TOPIC.match(rest)
    return bool(own) and len(rest) >= _SHORTEST and not _BACK.search(rest)


def _shares_subject(rest: str) -> bool:
    """Whether the rest tells an act of the sentence's topic: no subject of its own, an object."""
    said = _QUOTATION.sub("", rest)
    if (
        len(rest) < _SHORTEST
        or _BACK.search(rest)
        or _UNSURE_END.search(said)
        or not _TAKES_OBJECT.search(said)
    ):
        return False
    if _SAID.search(said) and not _TOPICAL.search(said):
        return True  # what the topic said may have subjects of its own
    *parts, last = _PARTICLE_TOPIC.sub(r"\1", said).split("、")
    return not _SUBJECT.search(last) and not _has_subject("、".join(parts))


def _has_subject(clause: str) -> bool:
    """Whether a part of the clause has a subject of its own, outside of what it only names."""
    said = _PARTICLE_TOPIC.sub(r"\1", _QUOTATION.sub("", clause))
    return any(_SUBJECT.search(p) and not _NOMINAL.search(p) for p in said.split("、"))
