"""What was shortened, dropped or written otherwise in a post.

A line is the code, which records keep, and the names of its facts. `cause` is a reason itself.
"""

from crosspost.model.reasons import Code


class Note(Code):
    """What became of a post."""

    # What was shortened, dropped or written otherwise in a post
    NO_LINK = "post.no-link"
    LINK_LONG = "post.link-long", "url room"
    LINK_UNLINKED = "post.link-unlinked", "url"
    TAGS_LEFT = "post.tags-left", "tags"
    CAPTION_LEFT = "post.caption-left"
    SUMMARY_NONE = "post.no-summary", "cause"
    TEXT_NONE = "post.text-none"
    TEXT_LITTLE = "post.text-little"
    TEXT_REPEATS = "post.text-repeats"
    TEXT_TIGHT = "post.text-tight"
    TITLE_CUT = "post.title-cut", "before after"
    COMMENT_CUT = "post.comment-cut"
    UNLINKED = "post.unlinked", "text"
    MENTION = "post.mention", "name written"
    CASHTAG = "post.cashtag", "name"
