"""Japanese for why the guard does not let a gist pass."""

from crosspost.model.reasons import Code
from crosspost.model.refusals import Refusal

SENTENCES: dict[Code, str] = {
    Refusal.NOTHING: "要約が空です",
    Refusal.TOO_LONG: "要約が長すぎます（文字数 {weight}、上限 {most}）",
    Refusal.BROKEN: "文が途中で切れています：{clause}",
    Refusal.MARKUP: "マークアップが含まれています：{found}",
    Refusal.ADDRESS: "URL、メンション、またはハッシュタグが含まれています：{found}",
    Refusal.INSTRUCTION: "読者への呼びかけが含まれています：{found}",
    Refusal.SAYS_TITLE: "タイトルの繰り返しです",
    Refusal.OTHER_LANGUAGE: "記事と言語が違います",
    Refusal.NO_EVIDENCE: "根拠となる文がありません",
    Refusal.NOT_VERBATIM: "根拠とされた文が記事にありません：{found}",
    Refusal.THIN: "要約の内容のうち、根拠にあるのは {share:%} だけです",
    Refusal.FOREIGN_WORD: "「{found}」が記事にありません",
    Refusal.NUMBER: "数字「{found}」が根拠にありません：{clause}",
    Refusal.UNIT: "「{found}」の単位が根拠と違います：{clause}",
    Refusal.COUNTED: "「{found}」は記事では別のものの数です：{clause}（記事：{source}）",
    Refusal.DATED: "「{found}」は記事では別の事柄の日付です：{clause}（記事：{source}）",
    Refusal.TURNED: "記事とは順序が逆です：{found}",
    Refusal.ACTOR: "記事では「{found}」のことではありません：{clause}（記事：{source}）",
    Refusal.EXCHANGED: "「{found}」が別の人や組織と入れ替わっています：{clause}（記事：{source}）",
    Refusal.QUOTED: "記事では別の人の発言です：{found}（記事：{source}）",
    Refusal.INVENTED: "記事にない発言です：{found}",
    Refusal.NEGATION: "「{found}」の肯定と否定が記事と逆です：{clause}（記事：{source}）",
    Refusal.CONDITION: "条件が抜けています：{clause}（記事：{source}）",
    Refusal.HEDGE: "予定や可能性を、事実として書いています：{clause}（記事：{source}）",
    Refusal.VOICE: "誰の見方なのかが抜けています：{clause}（記事：{source}）",
    Refusal.CERTAIN: "根拠よりも断定的です：{found}",
    Refusal.TENSE: "過去と未来が食い違っています：{clause}（記事：{source}）",
    Refusal.WHEN: "時期が根拠にありません：{found}",
    Refusal.OPPOSITE: "「{found}」は記事と逆です（記事：{source}）",
    Refusal.CORRECTED: "後の追記で訂正されています：{source}",
    Refusal.NOT_ANSWERED: "モデルから要約を得られませんでした：{cause}",
}
