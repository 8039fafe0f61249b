"""English for why the guard does not let a gist pass."""

from crosspost.model.reasons import Code
from crosspost.model.refusals import Refusal

SENTENCES: dict[Code, str] = {
    Refusal.NOTHING: "it says nothing",
    Refusal.TOO_LONG: "it weighs {weight}, more than {most}",
    Refusal.BROKEN: "no whole sentence: {clause}",
    Refusal.MARKUP: "it holds markup: {found}",
    Refusal.ADDRESS: "it holds an address, a mention or a hashtag: {found}",
    Refusal.INSTRUCTION: "it speaks to the reader: {found}",
    Refusal.SAYS_TITLE: "it only says the title again",
    Refusal.OTHER_LANGUAGE: "it is in another language than the article",
    Refusal.NO_EVIDENCE: "it comes without evidence",
    Refusal.NOT_VERBATIM: "its evidence does not stand in the article: {found}",
    Refusal.THIN: "its evidence has only {share:%} of what it says",
    Refusal.FOREIGN_WORD: "the article has no {found}",
    Refusal.NUMBER: "the evidence has no {found}: {clause}",
    Refusal.UNIT: "{found} is in another unit in the evidence: {clause}",
    Refusal.COUNTED: "{found} counts something else in the article: {clause}; there: {source}",
    Refusal.DATED: "{found} is the date of something else: {clause}; there: {source}",
    Refusal.TURNED: "the article has it the other way round: {found}",
    Refusal.ACTOR: "it is not {found} of whom the article says: {clause}; there: {source}",
    Refusal.EXCHANGED: "{found} stands in another's place: {clause}; there: {source}",
    Refusal.QUOTED: "another says it in the article: {found}; there: {source}",
    Refusal.INVENTED: "nobody says in the article: {found}",
    Refusal.NEGATION: "{found} is denied in one and not in the other: {clause}; there: {source}",
    Refusal.CONDITION: "a condition is lost: {clause}; there: {source}",
    Refusal.HEDGE: "a plan or possibility is told as fact: {clause}; there: {source}",
    Refusal.VOICE: "who says it is lost: {clause}; there: {source}",
    Refusal.CERTAIN: "the evidence is not so sure: {found}",
    Refusal.TENSE: "past and future are confused: {clause}; there: {source}",
    Refusal.WHEN: "the evidence does not say when: {found}",
    Refusal.OPPOSITE: "it says {found} where the article says {source}",
    Refusal.CORRECTED: "a later addition takes it back: {source}",
    Refusal.NOT_ANSWERED: "the model gave no gist: {cause}",
}
