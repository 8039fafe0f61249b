"""The request bodies that X takes; an unknown key is refused, as its contract says."""

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from crosspost.sandbox.problems import invalid
from crosspost.sandbox.wire import Rejected, Request

Id = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,19}$")]
Category = Literal[
    "tweet_image", "tweet_video", "tweet_gif", "dm_image", "dm_video", "dm_gif", "subtitles"
]


class Body(BaseModel):
    """A JSON object without room for unknown keys."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PostMedia(Body):
    """`media` of a new post."""

    media_ids: list[Id] = Field(min_length=1, max_length=4)
    tagged_user_ids: list[Id] = Field(default=[], max_length=10)
    title: str = ""
    description: str = ""
    embeddable: bool = False
    preview_media_id: Id | None = None
    call_to_actions: dict[str, Any] | None = None


class PostReply(Body):
    """`reply` of a new post."""

    in_reply_to_tweet_id: Id
    exclude_reply_user_ids: list[str] = []
    auto_populate_reply_metadata: bool = False


class PostEdit(Body):
    """`edit_options` of a new post."""

    previous_post_id: Id


class PostGeo(Body):
    """`geo` of a new post."""

    place_id: str


class PostPoll(Body):
    """`poll` of a new post."""

    options: list[Annotated[str, StringConstraints(min_length=1, max_length=25)]] = Field(
        min_length=2, max_length=4
    )
    duration_minutes: int = Field(ge=5, le=10080)
    reply_settings: Literal["following", "mentionedUsers", "subscribers", "verified"] | None = None


class CreatePost(Body):
    """The body of POST /2/tweets (CreatePostsRequest)."""

    text: str = ""
    media: PostMedia | None = None
    reply: PostReply | None = None
    edit_options: PostEdit | None = None
    made_with_ai: bool = False
    paid_partnership: bool = False
    nullcast: bool = False
    reply_settings: Literal["following", "mentionedUsers", "subscribers", "verified"] | None = None
    quote_tweet_id: Id | None = None
    poll: PostPoll | None = None
    card_uri: str | None = None
    direct_message_deep_link: str | None = None
    community_id: Id | None = None
    share_with_followers: bool = False
    for_super_followers_only: bool = False
    geo: PostGeo | None = None


class UploadMedia(Body):
    """The JSON body of POST /2/media/upload (MediaUploadRequest); `media` is base64."""

    media: str
    media_category: Category
    additional_owners: str = ""


class AltText(Body):
    """The alt text of a picture."""

    text: str = Field(max_length=1000)


class Metadata(BaseModel):
    """`metadata` of a picture; the contract leaves it open, only the alt text is kept."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)

    alt_text: AltText | None = None


class DescribeMedia(Body):
    """The body of POST /2/media/metadata (CreateMediaMetadataRequest)."""

    id: Id
    metadata: Metadata = Metadata()


class Repost(Body):
    """The body of POST /2/users/{id}/retweets (RepostPostRequest)."""

    tweet_id: Id


_B = TypeVar("_B", bound=Body)


def refuse(error: ValidationError) -> Rejected:
    """Return X's 400 for the first thing that is wrong with a body."""
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "body"
    value = str(first["input"])[:100]
    message = f"$.{where}: {first['msg']}"
    return Rejected(invalid(where, value, message), f"the body is wrong: {message}")


def read_json(request: Request, shape: type[_B]) -> _B:
    """Return the body in its shape; Rejected with a 400 when it is not JSON or not of the shape."""
    if request.content_type != "application/json":
        message = f"content-type must be application/json, not [{request.content_type}]"
        raise Rejected(invalid("content-type", request.content_type, message), message)
    try:
        return shape.model_validate_json(request.body)
    except ValidationError as error:
        raise refuse(error) from error
