"""English for what failed or was refused."""

from crosspost.model.failures import Fault
from crosspost.model.reasons import Code

SENTENCES: dict[Code, str] = {
    Fault.NOT_UNDERSTOOD: "not understood: {kind}",
    Fault.OWN: "a fault of crosspost itself ({what}; {where}); please report it",
    Fault.PERHAPS_OUT: "delivery {delivery} may be out already: {cause}",
    Fault.WRONG_STATE: "delivery {delivery} is {state}: {move} needs one that is {able};"
    " crosspost explain shows its story",
    Fault.UNASKED_304: "{url}: status 304 (not modified), though the whole feed was asked for;"
    " a cache or plugin in front of the blog answers wrongly",
    Fault.EMPTIED: "{url} is a feed without entries, though it had some before;"
    " nothing is changed until they are back",
    Fault.OLDER_PAGE: "an older page of the feed cannot be read: {cause}; what is new waits for it",
    Fault.PICTURE: "picture: {cause}",
    Fault.OTHER_POST: "the answer names {post}, which is another post",
    Fault.NOT_THE_SENDER: "another process may be the sender by now; nothing was sent",
    Fault.LEFT_OUT: "the timeline leaves out {post}, which should be on it",
}
