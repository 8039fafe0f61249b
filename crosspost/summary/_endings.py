"""A remark behind the act may go; the act then ends the sentence.

「…再開することがまとまり、両国の関係は動き出した格好である。」 -> 「…再開することがまとまった。」
This is the one place where a word changes: a verb of deciding or telling, before a remark that is
itself in the past, takes the past. What was to come (「…する形だ」) is left as it is.
"""

import re

_PAST = {
    "まとまり": "まとまった",
    "決まり": "決まった",
    "認められ": "認められた",
    "決め": "決めた",
    "認め": "認めた",
    "合意し": "合意した",
    "一致し": "一致した",
    "発表し": "発表した",
    "署名し": "署名した",
    "可決し": "可決した",
    "否決し": "否決した",
    "決定し": "決定した",
    "表明し": "表明した",
    "通告し": "通告した",
}
_REMARK = re.compile(
    rf"(?P<act>{'|'.join(_PAST)})、(?P<remark>[^。]{{0,60}}?"
    r"(?:た(?:格好|形|かたち|恰好)(?:だ|である|となった|になった)"
    r"|(?:安堵|驚か|慌て|震撼|落胆|困惑|動揺|納得|満足|苦笑|騒然と)さ?せた|波紋を(?:広げた|呼んだ)|(?:衝撃|驚き)を与えた"
    r"|話題を(?:呼んだ|さらった)|注目を(?:集めた|浴びた)|を(?:激しく|強く|大いに)?刺激した))。$"
)
# What binds the act, or is news of its own, stays with it.
_BOUND = re.compile(
    r"ない|なかっ|ず[、に]|場合|条件|限|れば|なら|たら|だけ|除|一方|代わり|ただし|取り消|撤回"
)
_SHORTEST = 20  # characters; less tells too little


def end_at_act(sentence: str, masked: str) -> str:
    """Return the sentence up to its act, in the past, without the remark behind; "" in doubt."""
    found = _REMARK.search(masked)
    if not found or found.start("act") < _SHORTEST or _BOUND.search(found["remark"]):
        return ""
    return f"{sentence[: found.start('act')]}{_PAST[found['act']]}。"
