"""`once`: one round of everything, then the end."""

from rich.console import Console

from crosspost import log, wiring
from crosspost.cli.voice import say
from crosspost.errors import ConfigError, WrongValue
from crosspost.model.denials import Denial
from crosspost.outbox.store import exclusive
from crosspost.pipeline import report
from crosspost.pipeline.round import look_at_all, send_all
from crosspost.pipeline.settle import recover, suspect
from crosspost.settings import Settings, parse_duration
from crosspost.words.lines import Line


async def run_once(settings: Settings, *, wait: str) -> int:
    """Look at every feed, deliver, settle; 1 when a feed could not be read."""
    try:
        patience = parse_duration(wait)
    except WrongValue as error:
        raise ConfigError(Denial.WAIT_WRONG(text=wait, cause=error.why)) from error
    logger = log.logger()
    with exclusive(settings.state.url) as tenure, wiring.opened(settings) as store:
        pipe = wiring.make_pipeline(settings, store, tenure=tenure)
        try:
            recover(pipe, everything=True)
            suspect(pipe)
            with Console(stderr=True).status(say(Line.LOOKING())):
                looks = await look_at_all(pipe, lambda look: report.tell_look(logger, look, store))
            with Console(stderr=True).status(say(Line.DELIVERING())):
                await send_all(
                    pipe,
                    lambda delivery: report.tell_delivery(logger, delivery),
                    patience=patience,
                )
        finally:
            await pipe.fetcher.close()
    return int(any(look.outcome == "failed" for look in looks))
