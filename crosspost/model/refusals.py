"""Why the guard does not let a gist pass: what is wrong with which clause.

A line is the code, which records keep, and the names of its facts. `clause` is the gist's own
words, `found` what is wrong in it, `source` what the article says there.
"""

from crosspost.model.reasons import Code


class Refusal(Code):
    """The reasons of the guard."""

    # Form
    NOTHING = "gist.nothing"
    TOO_LONG = "gist.too-long", "weight most"
    BROKEN = "gist.broken", "clause"
    MARKUP = "gist.markup", "found"
    ADDRESS = "gist.address", "found"
    INSTRUCTION = "gist.instruction", "found"
    SAYS_TITLE = "gist.says-title"
    OTHER_LANGUAGE = "gist.other-language"

    # What carries it
    NO_EVIDENCE = "gist.no-evidence"
    NOT_VERBATIM = "gist.not-verbatim", "found"
    THIN = "gist.thin", "share"
    FOREIGN_WORD = "gist.foreign-word", "found"

    # Figures and dates
    NUMBER = "gist.number", "clause found"
    UNIT = "gist.unit", "clause found"
    COUNTED = "gist.counted", "clause found source"
    DATED = "gist.dated", "clause found source"
    TURNED = "gist.turned-range", "found"

    # Who
    ACTOR = "gist.actor", "clause found source"
    EXCHANGED = "gist.exchanged", "clause found source"
    QUOTED = "gist.quoted", "found source"
    INVENTED = "gist.invented-quotation", "found"

    # What is said of it
    NEGATION = "gist.negation", "clause found source"
    CONDITION = "gist.condition", "clause source"
    HEDGE = "gist.hedge", "clause source"
    VOICE = "gist.voice", "clause source"
    CERTAIN = "gist.certain", "found"
    TENSE = "gist.tense", "clause source"
    WHEN = "gist.when", "found"
    OPPOSITE = "gist.opposite", "found source"
    CORRECTED = "gist.corrected", "source"


class NoGist(Code):
    """Why the model gave nothing that could be judged."""

    DOWN = "model.down", "what"
    LATE = "model.late", "seconds"
    STATUS = "model.status", "status"
    TOO_LARGE = "model.too-large", "most"
    NOT_JSON = "model.not-json"
    OTHER_SCHEMA = "model.other-schema"
    NO_CANDIDATE = "model.no-candidate"
    OVER_BUDGET = "model.over-budget", "price limit spent"
    COSTS = "model.costs"
    RESTS = "model.rests"


class Origin(Code):
    """Where the gist of a post is from, and what of the model's was refused."""

    AUTHOR = "origin.author"
    SUMMARIZER = "origin.summarizer", "by"
    MODEL = "origin.model", "place model"
    REFUSED = "origin.refused", "text causes"
    UNWRITTEN = "origin.unwritten", "model cause"
