"""English for what became of a post."""

from crosspost.model.notes import Note
from crosspost.model.reasons import Code

SENTENCES: dict[Code, str] = {
    Note.NO_LINK: "the account's posts carry no link",
    Note.LINK_LONG: "the address {url} does not fit into {room}",
    Note.LINK_UNLINKED: "X will not link the address {url}",
    Note.TAGS_LEFT: "no room for {tags}",
    Note.CAPTION_LEFT: "no room for caption and credit",
    Note.SUMMARY_NONE: "no summary: {cause}",
    Note.TEXT_NONE: "there is no text",
    Note.TEXT_LITTLE: "the text says too little by itself",
    Note.TEXT_REPEATS: "the text only repeats the title",
    Note.TEXT_TIGHT: "nothing that the text says fits beside the title",
    Note.TITLE_CUT: "title cut from {before} to {after} characters",
    Note.COMMENT_CUT: "comment cut",
    Note.UNLINKED: "{text} is written so that X does not link it: it would be billed, and take the article's place as the card",
    Note.MENTION: '{name} is written "{written}": X refuses posts that mention people unasked',
    Note.CASHTAG: "{name} is written with a full-width ＄: X takes one cashtag a post",
}
