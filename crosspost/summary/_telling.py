"""What the form of a sentence tells: an act with figures is news, musing and scenery are not."""

import re
from functools import lru_cache

from crosspost.summary._apart import compile_apart
from crosspost.summary._deletions import mask
from crosspost.summary._sentences import is_closed

_LABEL = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}、|[0-9０-９]{1,2}[．.](?![0-9０-９])|その[一二三四五]、|[■◆●▼・※]"
    r"|[^、。「」（\s]{1,8}[：:](?![/:]))"
)
_CODE = re.compile(
    r"[={}<>$\[\](_](?:(?<=[={}<>$\[\]])|(?<=\w\()|(?<=\w_)\w).*?(?:[={}<>$\[\]]|\w\(|\w_\w)"
)
_KANA = re.compile(r"[ぁ-ん]")
_ONLY_QUOTED = re.compile(r"^〓[〓。]*$")
_MUSING = compile_apart(
    r"(?:だろう|であろう|まい|ものだ|ものである|わけである|わけだ|のではないか|ではなかろうか"
    r"|かもしれない|かもしれません|らしい|そうだ|なのだ|なのである|でしょう|思う|思います|ようだ"
    r"|ように映る|気がした|のだから)。$|[？?]$|か。$|[こそとのもろよぼご]う。$"
    r"|物言い|よく読めば|言うまでもない|思えば|考えてみれば|興味深い|面白い|不思議|奇妙|笑い話"
    r"|見立て|かと思(?:った|い)|(?:である|だ)から、|覚えておいて|触れておか|忘れてなら|いた話である|首を傾げ"
)
_SCENE = compile_apart(
    r"笑わせた|笑った|苦笑|しんとし|静まった|静かだった|拍手|目は赤|皮肉った|冗談|振り返る|傘|猫が|窓辺"
    r"|ありがとうございま|心配する|嘆息|誰もが知|どよめい|お越し(?:いただ|くださ)|熱気に|盛況|(?:予定|時間)(?:を|より)[^、。]{0,8}(?:超え|越え|過ぎ|長引|延び)[^、。]{0,6}。$|溜め息|ため息"
    r"|(?:夕暮れ|霧|秋晴れ|青空|小春日和|木枯らし|夜明け前)(?:の|に)|夕日|朝日に|咲いて|咲き(?:始|誇)|冷え込み|煙に巻"
    r"|行列|長い列|胸を張|目を細め|肩をすくめ|晩餐|食卓には|会場に着|髪を|犬(?:は|が|を)|声で話す"
    r"|^(?i:it was (?:a|an|one of)\b|the sun\b|outside\b|[\"“][^\"”]{1,200}[\"”],? (?:said|says)\b)"
)
# 「…の自宅で会談した」: that they met, the title says; what came of it, the next sentence.
_GATHERING = re.compile(
    r"(?:会談し|会合し|話し合っ|終え|開かれ|行われ|集まっ|集まり|登壇し|出席し|訪れ|訪問し|始まっ)"
    r"(?:た|ました)。$"
)
_CONCEDING = re.compile(
    r"^(?:もちろん|確かに|たしかに|なるほど|むろん|仮に|もし|例えば|たとえば|無論"
    r"|of course|granted|for example|for instance)",
    re.IGNORECASE,
)
# What it denies is there to be told by the next sentence: 「…のは戦闘ではない。」
_DENYING = re.compile(
    r"(?:のは|ものは|理由は|問題は)[^。、]{1,24}(?:では|じゃ)(?:な(?:い|かった)|ありません)。$"
)
# Of what it is the content, another sentence says.
_NAMELESS = re.compile(
    r"^(?:本件は)?[^は]*という(?:内容|趣旨|もの|次第)(?:だ|です|である|であります|だった|でした)。$"
)
_PORTRAIT = re.compile(
    r"(?:の|な|した|する|れた)(?:人物?|方|お方|男|女|女性|男性|小男|紳士)(?:だ|です|である|だった|でした|だという)。$"
    r"|^(?:登壇|基調講演|演壇)[^。]{0,12}(?:のは|に立ったのは)、"
    r"|(?:という|との)(?:触れ込み|評判|噂|うわさ)(?:だ|です|である)。$|(?:たった|わずか)[一-龥]{1,2}(?:行|人|つ)(?:だ|です|である)。$"
)
_TEASING = compile_apart(
    r"(?:本|この|今回の|当)(?:記事|稿|ブログ|ページ|回)(?:では|は|で)"
    r"|(?:紹介|解説|説明|お伝え|お届け|まとめ|考察)(?:します|しました|していきます|したい|する)"
    r"|(?:見|考え)て(?:みたい|みよう|みる)|(?:ぜひ|是非).{0,16}(?:ください|下さい)|お願い(?:いた)?します"
    r"|in this (?:post|article|guide)\b",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"(?:筆者|小生|私|わたし|僕|拙者|うち)(?:は|が|も|に|の|には|で)|拙稿|本稿|本誌|本紙"
)
_ACT = re.compile(
    r"決め|決定|取りやめ|可決|否決|合意|一致|発表|公表|認め|命じ|取り消|取り下げ|撤回|署名|中止|再開|廃止"
    r"|見送|提案|明らか|表明|求め|勧告|申し立て|提訴|反論|否定|検出|開始|開設|募集|受け付け|始め|停止|修正"
    r"|増え|減っ|減り|下げ|上げ|上回|下回|改め|方針|見通し|見込み|可能性|条件|場合|限って|限り|負担|予定|検討"
    r"|拘束|逮捕|死亡|避難|無効|有効|違憲|返還|引き渡|打ち切|辞任|離れ|失っ|据え置|公開|配信|掲載|示し|示す"
    r"|亡くな|当選|破り|獲得|受賞|選ば|就任|解散|延期|継続|設置|設け|創設|買収|合併|建設|着工|完成|開業|閉鎖"
    r"|削減|増額|減額|支給|支払|払わ|燃え|崩れ|脱線|衝突|転覆|座礁|故障|停電|発生|焼け|焼失|遅れ|超え|達し|占め"
    r"|減少|増加|伸び|落ち込|安値|高値|赤字|黒字|拒|応じ|受け入れ|約束|解放|通報|差し止|移す|移し|送還|残る|義務"
    r"|明かし|明かす|消し止|鎮火|短縮|休館|休業|休校|運休|欠航|開館|閉館|発売|値上げ|値下げ|開催し|報告し|禁じ|許可|承認|訴え|使え|動か|壊れ|読めな"
)
_SAID = re.compile(
    r"と(?:の[^、。]{1,6}を|答え|述べ|語|説明|指摘|主張|警告|批判|言|話|訴え|し(?:た|て))[^、。]{0,8}。$"
)
_NUMBER = r"[0-9０-９〇一二三四五六七八九十百千万億兆・．.,，]+"
_FIGURE = re.compile(
    rf"{_NUMBER}(?:[%％円人ドル棟隻社議席票件戸組軒年月日か時分秒倍割キロトンメ世帯万億兆ユ以超余点羽冊校通"
    r"本頭台枚回ペ室基名歳カヶ区代両村国州島者二三四五六七八九十]|ポイント|対[0-9〇一-十百千]|(?=[、。]?反対))"
)
_DATE = re.compile(
    r"[0-9０-９一二三四五六七八九十]{1,3}日(?!間)|[0-9０-９一二三四五六七八九十]{1,2}月(?!額)"
    r"|[〇一二三四五六七八九0-9]{4}年|[0-9一二三四五六七八九十]{1,2}[時分]"
)
# Each form and what a sentence is worth that has it; read with quotations masked.
_FACTORS = (
    (_LABEL, 0.15),
    (_CODE, 0.3),
    (_ONLY_QUOTED, 0.05),
    (_MUSING, 0.45),
    (_SCENE, 0.5),
    (_GATHERING, 0.45),
    (_CONCEDING, 0.45),
    (_NAMELESS, 0.3),
    (_PORTRAIT, 0.35),
    (_DENYING, 0.1),
    (_TEASING, 0.4),
    (_ACT, 1.25),
)
_OPEN = 0.5  # worth of what comes to no end
_SELF_TOLD = 0.6  # worth of what the writer tells of himself
_ESSAYED = 1.3  # the same where that is the matter
_QUOTED = 0.5  # what a sentence of nothing but others' words would lose
_COUNTED = 0.12  # what each figure adds
_MOST_COUNTED = 3


@lru_cache(maxsize=2048)
def form(text: str, *, japanese: bool, essay: bool) -> float:
    """Return what a sentence of this form is worth, about 1.0; 0.0 in another language.

    `japanese` is the title's language; in an `essay` the writer is the matter.
    """
    if not text or (japanese and not _KANA.search(text)):
        return 0.0
    said = mask(text)
    factor = 1.0 if is_closed(text) else _OPEN
    for pattern, worth in _FACTORS:
        factor *= worth if pattern.search(said) else 1.0
    if _SELF.search(said):
        factor *= _ESSAYED if essay else _SELF_TOLD
    factor *= 1.0 - _QUOTED * said.count("〓") / len(text)
    return factor * (1.0 + _COUNTED * min(len(_figures(text)), _MOST_COUNTED))


def is_act(text: str) -> bool:
    """Whether the sentence tells what was done, or how much of it."""
    return bool(_ACT.search(mask(text))) or has_figure(text)


def is_told(text: str) -> bool:
    """Whether the sentence tells an act, or who said what."""
    return is_act(text) or bool(_SAID.search(mask(text)))


def has_figure(text: str) -> bool:
    """Whether the sentence counts or measures something, beyond the date."""
    return bool(_figures(text))


def speaks_of_self(text: str) -> bool:
    """Whether the writer tells of himself."""
    return bool(_SELF.search(mask(text)))


def _figures(text: str) -> list[str]:
    return _FIGURE.findall(_DATE.sub("", text))
