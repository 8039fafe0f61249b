"""Which fields a reader asks for, by X's new names (August 2026) or its old ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from crosspost.sandbox.problems import invalid
from crosspost.sandbox.wire import Rejected
from crosspost.sandbox.world import Setting


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SHARED_FIELDS = _words(
    "article attachments card_uri community_id context_annotations conversation_id created_at "
    "display_text_range edit_controls entities geo id lang media_metadata non_public_metrics "
    "organic_metrics paid_partnership possibly_sensitive promoted_metrics public_metrics "
    "reply_settings scopes source suggested_source_links text withheld"
)
NEW_FIELDS = _SHARED_FIELDS | _words(
    "article_title matched_media_notes note_post note_request_suggestions "
    "suggested_source_links_with_counts"
)
OLD_FIELDS = _SHARED_FIELDS | _words(
    "author_id edit_history_tweet_ids in_reply_to_user_id note_tweet referenced_tweets"
)
_SHARED_EXPANSIONS = _words(
    "article.cover_media article.media_entities attachments.media_keys "
    "attachments.media_source_tweet attachments.poll_ids author_id entities.mentions.username "
    "geo.place_id in_reply_to_user_id"
)
NEW_EXPANSIONS = _SHARED_EXPANSIONS | {"edit_history_post_ids", "referenced_posts", "username"}
OLD_EXPANSIONS = _SHARED_EXPANSIONS | _words(
    "edit_history_tweet_ids entities.note.mentions.username referenced_tweets.id "
    "referenced_tweets.id.author_id"
)
MEDIA_FIELDS = _words(
    "alt_text duration_ms height media_key non_public_metrics organic_metrics preview_image_url "
    "promoted_metrics public_metrics type url variants width"
)
USER_FIELDS = _words(
    "confirmed_email connection_status created_at description entities id is_identity_verified "
    "location name parody profile_banner_url profile_image_url protected public_metrics "
    "receives_your_dm subscribes_to_you subscription subscription_type url username verified "
    "verified_followers_count verified_type withheld"
)
_NAMES = {
    "both": ("post.fields", "tweet.fields"),
    "old": ("tweet.fields",),
    "new": ("post.fields",),
}
_EXPANSIONS = {
    "both": NEW_EXPANSIONS | OLD_EXPANSIONS,
    "old": OLD_EXPANSIONS,
    "new": NEW_EXPANSIONS,
}
_BESIDE = ("expansions", "media.fields", "user.fields", "poll.fields", "place.fields")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show of each post."""

    old: bool = False  #: answer by the old names
    post: frozenset[str] = frozenset()  #: by their new names
    expansions: frozenset[str] = frozenset()  #: by their new names
    media: frozenset[str] = frozenset()
    user: frozenset[str] = frozenset()

    def name(self, new: str) -> str:
        """Return a field's name as this reader knows it."""
        return _OLD_NAMES.get(new, new) if self.old else new


_OLD_NAMES = {
    "edit_history_post_ids": "edit_history_tweet_ids",
    "note_post": "note_tweet",
    "posts": "tweets",
    "referenced_posts": "referenced_tweets",
    "rest_id": "id",
}
_NEW_NAMES = {old: new for new, old in _OLD_NAMES.items() if new != "rest_id"} | {
    "referenced_tweets.id": "referenced_posts"
}


def read_query(setting: Setting, *known: str) -> dict[str, str]:
    """Return the query; Rejected with a 400 for a parameter that the endpoint does not have."""
    query = dict(parse_qsl(setting.request.query, keep_blank_values=True))
    allowed = sorted((*known, *_NAMES[setting.knobs.names], *_BESIDE))
    for name, value in query.items():
        if name not in allowed:
            message = f"The query parameter [{name}] is not one of [{','.join(allowed)}]"
            raise Rejected(invalid(name, value, message), message)
    return query


def _read(query: Mapping[str, str], name: str, known: frozenset[str]) -> frozenset[str]:
    if name not in query:
        return frozenset()
    asked = query[name].split(",")
    for value in asked:
        if value not in known:
            listed = ",".join(sorted(known))
            message = f"The `{name}` query parameter value [{value}] is not one of [{listed}]"
            raise Rejected(invalid(name, value, message), message)
    return frozenset(_NEW_NAMES.get(value, value) for value in asked)


def wanted(setting: Setting, query: Mapping[str, str]) -> Wanted:
    """Return what a query asks for; Rejected with a 400 for an unknown field."""
    names = setting.knobs.names
    is_old = names == "old" or ("tweet.fields" in query and "post.fields" not in query)
    asked = _read(query, "post.fields", NEW_FIELDS) | _read(query, "tweet.fields", OLD_FIELDS)
    return Wanted(
        old=is_old,
        post=asked,
        expansions=_read(query, "expansions", _EXPANSIONS[names]),
        media=_read(query, "media.fields", MEDIA_FIELDS),
        user=_read(query, "user.fields", USER_FIELDS),
    )
