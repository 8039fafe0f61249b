"""Who and what: noun phrases with their particles, who acts, and who is called how."""

import re
from dataclasses import dataclass
from functools import lru_cache

from crosspost.summary._guard.words import KANJI, normalize, runs, shared

_PHRASE = re.compile(
    rf"(?P<words>(?:[{KANJI}ァ-ヺーA-Za-z0-9・=ヵヶ「」『』.]|の(?=[{KANJI}ァ-ヺA-Z「『])"
    rf"|(?<=[{KANJI}ァ-ヺ])など|たち|さん)+)"
    r"(?P<particle>によると|によれば|については?|には|では|からは|とは|までに|から|まで|より"
    r"|[はがをにへでとも])(?!なく)"
)
_ASIDE = re.compile(r"「[^「」]*」|『[^『』]*』|\([^()]*\)")
_QUOTED_BY = re.compile(rf"([{KANJI}ァ-ヺー・=]{{2,}})[「:]")
_SOURCE = re.compile(r"」\(([^()]*)\)")
_ACTOR = re.compile(
    r"(?:室|部|課|隊|所|機関|筋|サイト|主任|工房|判事|検事|弁護士|顧問|住民|市民|内閣|大使|員|氏|相|長|国|社"
    r"|会|庁|府|局|省|院|党|紙|通信|裁|銀行|中銀|政府|市|県|町|村|さん|教授|博士|者|官|側|軍|連合|連邦|同盟"
    r"|大統領|総裁|班|団|派|選手|監督|代表|人|家族|電鉄|汽船|夫|妻|子|親|友人|グループ|女性|男性|卿|女史"
    r"|王|委|署|大|校|館|誌|士|師|[ァ-ヺー]{2,}|[A-Za-z0-9=_-]{2,})(?:ら|たち|側)?$"
)
_BACK = re.compile(r"^(?:同[氏社紙国局市町村県会館庁省誌通調]|氏$|両|彼|私|筆者|これ|それ|の)")
_PLAIN = re.compile(
    rf"^(?:[{KANJI}]{{1,2}}|の?(?:会社|人|者|主人|町|市|県|村|国|私|当局|野党|与党|本人|議会|政府|一人|家族|子ども|選手|記者))$"
)
_NARRATOR = re.compile("筆者|私")
#: A predicate, or any run of kanji with its inflection.
PREDICATE = re.compile(rf"([{KANJI}]{{1,6}})((?:し|さ|せ|す|した|され|する)?[ぁ-ん]*)")
_ACTING = frozenset(
    {"は", "が", "も", "によると", "によれば", "では", "には", "からは", "から", "と"}
)
_TOPICS = frozenset({"は", "が", "も", "によると", "によれば"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase and the particle that says what it does in the sentence."""

    words: str
    particle: str


@lru_cache(maxsize=4096)
def phrases(sentence: str) -> tuple[Phrase, ...]:
    """Return the noun phrases outside of quotations, in order."""
    plain = _ASIDE.sub("", normalize(sentence))
    return tuple(Phrase(m["words"], m["particle"]) for m in _PHRASE.finditer(plain))


@lru_cache(maxsize=4096)
def topics(sentence: str) -> tuple[str, ...]:
    """Return who or what the sentence is about: は, が, も, によると."""
    return tuple(p.words for p in phrases(sentence) if p.particle in _TOPICS)


def has_topic(clause: str) -> bool:
    """Whether the clause is about something of its own: は."""
    return any(p.particle == "は" for p in phrases(clause))


@lru_cache(maxsize=4096)
def actors(sentence: str) -> str:
    """Return all that may act or speak in the sentence, beside quotations too."""
    acting = [p.words for p in phrases(sentence) if p.particle in _ACTING]
    plain = normalize(sentence)
    return " ".join([*acting, *_SOURCE.findall(plain), *_QUOTED_BY.findall(plain)])


def named_actors(sentence: str) -> list[str]:
    """Return those that the sentence says to act by a name of their own."""
    quoted = _QUOTED_BY.findall(normalize(sentence))
    return [who for who in (*topics(sentence), *quoted) if is_actor(who) and not _BACK.match(who)]


def is_actor(words: str) -> bool:
    """Whether the phrase names a person, a body or a state."""
    return bool(_ACTOR.search(words))


def is_plain(words: str) -> bool:
    """Whether the phrase tells a role that many have: 会社, 町, 筆者."""
    return bool(_PLAIN.match(words) or _NARRATOR.search(words))


def is_unnamed(words: str) -> bool:
    """Whether the phrase is a bare role; who tells the article has a name of a kind."""
    return is_plain(words) and not is_narrator(words)


def is_narrator(words: str) -> bool:
    """Whether the phrase means who tells the article: 筆者, 私."""
    return bool(_NARRATOR.search(words))


def points_back(words: str) -> bool:
    """Whether the phrase names nobody by itself: 同氏, 両国."""
    return bool(_BACK.match(words))


def is_named(words: str, text: str) -> bool:
    """Whether a text names whom the phrase names: by the proper name where it has one."""
    mine, theirs = runs(words), runs(text)
    foreign = [part for run in mine if run[0] > "\u30a0" or run.isascii() for part in _parts(run)]
    foreign = [part for part in foreign if not re.match(rf"[{KANJI}]", part)]
    if foreign:
        return any(part in text or any(run in part for run in theirs) for part in foreign)
    last = max(mine, key=words.rfind, default="")
    return shared({last}, theirs) > 0 or shared(mine, theirs) >= 2  # noqa: PLR2004 — one whole run


def _parts(run: str) -> list[str]:
    return re.split("[・=]", run)


def are_one(words: str, others: list[str], text: str) -> bool:
    """Whether the text calls one of the others by this phrase: 前財務相のマルソー氏."""
    mine = [re.escape(run[-2:]) for run in runs(words) if len(run) > 1]
    theirs = [re.escape(run[:6]) for other in others for run in runs(other) if len(run) > 1]
    return any(
        re.search(rf"{role}[^。\n]{{0,14}}{name}|{name}[^。はがを\n]{{0,8}}{role}", text)
        for role in mine
        for name in theirs
    )
