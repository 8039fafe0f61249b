"""Whether a sentence stands by itself: its subject named, news rather than an aside."""

import re

from crosspost.phrases import is_japanese
from crosspost.summary._deletions import mask
from crosspost.summary._names import is_answered
from crosspost.summary._sentences import is_closed

_HANGING = 0.12  # worth of a sentence whose subject only the one before names
_WEAK = 0.45
_SHORT = 3  # characters; a shorter topic (事件では) names nothing by itself

_JOINTS = r"(?:(?:そして|しかし|だが|また|一方で?|他方|さらに|つまり|ところが|すると|そこで|すなわち|ただ|でも|けれど|それでも)[、，]?)?"
_THIS = r"これ(?!まで|から)|それ(?!ぞれ|にしても)|この(?!たび|度|ほど|国|[春夏秋冬])|その(?!ほか)|あの"
_POINTING = re.compile(
    rf"^{_JOINTS}(?:{_THIS}|あれ|こう(?!し?て?い)|そう(?!いえば)|そんな|こんな|ここ(?!数|最近)|そこ|彼|両(?:者|氏|国|外相|首脳)"
    r"|同(?:氏|社|党|国|法|紙|誌|省|市|県|町|日|年|庁|局|署|院|行|線|駅|サイト|通信|容疑者|諸島|路線|選手|隊|会|機|校|地|種|[^盟志情時意様じ]{0,4}[はがも])"
    r"|前者|後者|前述|上[記述]|残[るり]|もう一[つ方人]|いずれ|どちら|ほか(?:の|は|に)|他の|別の"
    r"|[二三四五六七八九]つ目|[二三四五六七八九]通目|第[一二三四五六七八九]に|うち|当時|翌[日年朝]|その後|以来|代わりに|結果は|次回"
    r"|このほか|さらに|また|加えて|そのため|このため|したがって|よって|それ(?:で|が|は)"
    r"|(?:this|that|these|those|it|he|she|they|such|his|her|their|its)\b"
    r"|(?:however|but|and|so|therefore|moreover|also)\b)",
    re.IGNORECASE,
)
_POINTING_INSIDE = re.compile(
    r"(?:これ(?!ま|か)|それ(?!ぞ|まで)|この(?!ほど|たび|国|[春夏秋冬]日?)|その(?!ほか|他|日の|うち)|ここ(?!数)|同[氏社党法紙誌省線駅]|両[者氏国])"
)
_SUBJECT = re.compile(r"^[^。]{1,70}?(?:[^でにとの、も]は|(?<!これ)(?<!それ)が(?![、，])|も)")
_TOPIC = re.compile(r"^(?P<topic>[^。は]{1,60}?)は")
# 「…の自宅で会談した」: that they met, the title says; what came of it, the next sentence.
_GATHERING = re.compile(r"(?:会談し|会合し|話し合っ|終え|開かれ|行われ|集まっ|集まり|登壇し|出席し|訪れ|訪問し|始まっ)(?:た|ました|まりました)。$")
_BARE = re.compile(r"^(?:[\u3400-\u9fff々]{1,4}|[\u3400-\u9fff々]{1,3}側)$")
_RESTRICTING = re.compile(
    r"^(?:もっとも|ただし?|とはいえ|それでも|だからこそ|にもかかわらず|でも|しかも|むしろ)(?=[、，\u3400-\u9fff])"
)
_ADDING = re.compile(
    r"^[^、。はがを]{1,16}もまた|^(?!誰|どこ|どれ|いつ|何|あまり|いか|[^、。]{0,6}ま(?:で|に)も)[^、。はがを]{1,12}(?:から|に|で|へ)も(?=[^、])"
)
_RUNNING_ON = re.compile(r"(?:そして|すると|そこで|ところが|だが|しかし|でも|だから|ですから|それで)[、，\u3400-\u9fff]")
_PERSON = re.compile(
    rf"{_JOINTS}(?:同氏|彼(?:女|ら|女ら)?|氏)(?=[はがもの])"
    r"|(?:(?:and|but|however|so|then),? )?(?:he|she|they)\b",
    re.IGNORECASE,
)
_REASONING = re.compile(
    r"(?:から|ため)(?:だ|です|である|だった|でした|であった|に(?:ほか|他)ならない)?(?:という|とされる|と[^。、]{1,12})?。$"
)
_REASONED = re.compile(r"(?:のは|理由は|原因は|背景は|狙いは|目的は|わけは|なのは|たのは)")
_QUOTED = re.compile(r"[「『“][^「」『』“”]*[」』”]")
_LABEL = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}、|[0-9０-９]{1,2}[．.]|その[一二三四五]、|[■◆●▼・※]|[^、。「」\s]{1,8}[：:](?![/:]))"
)
_CODE = re.compile(r"[={}<>$\[\]]|\w\(|\w_\w")
_KANA = re.compile(r"[ぁ-ん]")
_MUSING = re.compile(
    r"(?:だろう|であろう|まい|ものだ|ものである|わけである|わけだ|のではないか|ではなかろうか|かもしれない|かもしれません|らしい|そうだ"
    r"|なのだ|なのである|でしょう|思う|思います|ようだ|ように映る|気がした|のだから|ものなのである)。$|物言い|よく読めば|言うまでもない|思えば|考えてみれば|興味深い|面白い|不思議|奇妙|笑い話|見立て|覚えておいて|触れておか|忘れてなら|知られた話|いた話である|首を傾げ|[？?]$|か。$|う。$"
)
_SELF = re.compile(r"(?:筆者|小生|私|わたし|僕|拙者|うち)(?:は|が|も|に|の|には|で)|拙稿|本稿|本誌|本紙")
_SCENE = re.compile(
    r"(?:笑わせた|笑った|苦笑|しんとし|静まった|静かだった|拍手|目は赤|うまい|皮肉った|冗談|振り返る|傘|猫|犬|ありがとうございま"
    r"|心配する|ありがたく|気に|嘆息|皆さま|誰もが知|どよめいって)"
)
_ACT = re.compile(
    r"(?:決め|決定|取りやめ|可決|否決|合意|一致|発表|公表|認め|命じ|命令|取り消|取り下げ|撤回|署名|中止|再開|廃止|見送|提案|明らか|表明|求め|勧告"
    r"|申し立て|提訴|反論|否定|検出|開始|開設|募集|受け付け|始め|停止|修正|増え|減っ|減り|下げ|上げ|上回|下回|改め|方針|見通し|見込み|可能性"
    r"|条件|場合|限って|限り|負担|予定|検討|拘束|逮捕|死亡|避難|無効|有効|違憲|返還|引き渡|打ち切|辞任|離れ|失っ|据え置|引き下げ|引き上げ|公開|配信|掲載|示し|示す|死亡|亡くな|当選|破り|獲得|受賞|選ば|就任|解散|延期|継続|設置|設け|創設|買収|合併|建設|着工|完成|開業"
    r"|閉鎖|削減|増額|減額|支給|支払|払わ|燃え|崩れ|脱線|衝突|転覆|座礁|故障|停電|発生|焼け|焼失|遅れ|超え|達し|占め|減少|増加|伸び|落ち込|安値|高値"
    r"|赤字|黒字|拒|応じ|受け入れ|約束|解放|通報|差し止|移す|移し|送還|残る|義務|禁じ|許可|承認|訴え|使え|動か|壊れ|読めな)"
)
_FIGURE = re.compile(
    r"[0-9０-９〇一二三四五六七八九十百千万億兆・．.,，]+(?:[%％円人ドル棟隻社議席票件戸組軒年月日か時分倍割キロトンメ世帯万億兆ユ以超余点羽冊校通本頭台室基席名歳カヶ区代両村国州島者二三四五六七八九十]|パーセント|ポイント|対[0-9〇一二三四五六七八九十百千]|(?=[、。]?反対))"
)
_DATE = re.compile(r"[0-9０-９一二三四五六七八九十]{1,3}日(?!間)|[0-9０-９一二三四五六七八九十]{1,2}月(?!額)|[〇一二三四五六七八九0-9]{4}年|[0-9一二三四五六七八九十]{1,2}[時分]")


def leaning(text: str, before: str = "", *, title: str = "") -> float:
    """Return what a sentence is worth without the one `before` it: 1.0 when it stands alone."""
    if _RESTRICTING.match(text) or _PERSON.match(text) or _gives_reason(text):
        return 0.0
    if _ADDING.match(text):
        return 0.3
    if _POINTING.match(text):
        return _HANGING
    said = mask(text)
    if _RUNNING_ON.match(text):
        return _WEAK
    pointing = next((p for p in _POINTING_INSIDE.finditer(said) if not is_answered(text, p)), None)
    if pointing:
        return _HANGING if pointing.start() < 14 else 0.6
    if not is_japanese(text):
        return 1.0
    return _subject(text, said, before, title)


def _subject(text: str, said: str, before: str, title: str) -> float:
    """Return what the sentence's subject is worth: named, a bare office, or missing."""
    topic = _TOPIC.match(said)
    noun = text[: topic.end("topic")].rstrip("でに") if topic else ""
    if not _SUBJECT.match(said):
        return 0.85 if topic and len(noun) > _SHORT else 0.55
    if not topic or not _BARE.match(noun):
        return 1.0
    if noun in title:
        return 0.95
    return 0.6 if noun in before else 0.7


def _gives_reason(text: str) -> bool:
    """Whether the sentence is the reason of the one before it and does not say of what."""
    return bool(_REASONING.search(text)) and not _REASONED.search(text)


def points_back(text: str) -> bool:
    """Whether the sentence begins by pointing to what was said before."""
    return bool(_POINTING.match(text))


def restricts(text: str) -> bool:
    """Whether the sentence limits the one before it."""
    return bool(_RESTRICTING.match(text))


def has_figure(text: str) -> bool:
    """Whether the sentence counts or measures something, beyond the date."""
    return bool(_FIGURE.search(_DATE.sub("", text)))


def form(text: str, *, japanese: bool) -> float:
    """Return what the sentence's form is worth: a statement with an act and figures most."""
    factor = 1.0
    said = mask(text)
    if japanese and not _KANA.search(text):
        return 0.0
    if _LABEL.match(text):
        factor *= 0.15
    if len(_CODE.findall(text)) > 1:
        factor *= 0.3
    if text.startswith(("「", "『", "“")) and not re.search(r"[^〓。]", said):
        factor *= 0.05
    if _MUSING.search(said):
        factor *= _WEAK
    if _SELF.search(said):
        factor *= 0.6
    if _GATHERING.search(said):
        factor *= 0.6
    if _SCENE.search(said):
        factor *= 0.5
    if not is_closed(text):
        factor *= 0.5
    if _ACT.search(said):
        factor *= 1.25
    quoted = said.count("〓")
    factor *= 1.0 - 0.5 * quoted / len(text)
    figures = len(_FIGURE.findall(_DATE.sub("", text)))
    return factor * (1 + 0.12 * min(figures, 3))
