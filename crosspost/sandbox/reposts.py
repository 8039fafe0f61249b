"""Native reposts (x-api.md section 1.7)."""

from crosspost.sandbox import problems
from crosspost.sandbox.bodies import Repost, read_json
from crosspost.sandbox.fields import Wanted
from crosspost.sandbox.wire import Answer, data_answer
from crosspost.sandbox.world import Setting, StoredPost

#: What X says to a second repost is not known (x-api.md section 11); this is v1.1's sentence.
AGAIN = "You have already retweeted this Tweet."


def _check_self(setting: Setting, user_id: str) -> None:
    if user_id != setting.account.id:
        detail = "The `id` query parameter value must be the authenticated user's id"
        raise problems.reject(problems.invalid("id", user_id, detail), detail)


def repost(setting: Setting, user_id: str) -> Answer:
    """Repost a post; a second time only after an undo."""
    _check_self(setting, user_id)
    source_id = read_json(setting.request, Repost).tweet_id
    world = setting.world
    source = world.readable(source_id, setting.now)
    if source is None:
        raise problems.reject(problems.not_found("tweet", "id", source_id), "no such post")
    if world.active_repost(user_id, source_id):
        raise problems.reject(problems.forbidden(AGAIN), "reposted before, not undone")
    new_id = world.new_id(setting.now)
    usd = world.ledger.charge(user_id, "repost", resource=new_id, now=setting.now)
    world.posts[new_id] = StoredPost(
        new_id, user_id, "", created_at=setting.now, chain=[new_id], repost_of=source_id, usd=usd
    )
    name = Wanted(old=setting.knobs.names == "old").name("rest_id")
    return data_answer({"retweeted": True, name: new_id})


def undo(setting: Setting, user_id: str, source_id: str) -> Answer:
    """Undo a repost; undoing what is not there succeeds as well."""
    _check_self(setting, user_id)
    world = setting.world
    if post := world.active_repost(user_id, source_id):
        post.deleted_at = setting.now
        world.ledger.charge(user_id, "undo-repost", resource=source_id, now=setting.now)
    return data_answer({"retweeted": False})
