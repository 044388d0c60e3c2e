"""What a tablet keeps, as the journal words it."""

from collections.abc import Mapping

from app.domain.words import N_

SENTENCES: Mapping[str, str] = {
    "look-without-signal": N_("looked at a page stored on the tablet, without a signal"),
    "put-on-tablet": N_("had pages about clients put on the tablet"),
    "show-key-safe-without-signal": N_("was shown the code of a key safe on the tablet, without a signal"),
    "/t/{team}/tablet/day": N_("had pages about clients put on the tablet"),
}

TRIED: Mapping[str, str] = {
    "look-without-signal": N_("tried to report a look at a stored page"),
    "show-key-safe-without-signal": N_("tried to report that a stored key-safe code was shown"),
}

REASONS: Mapping[str, str] = {
    "other-account": N_("another nurse had signed in on that tablet"),
    "tablet-ended": N_("the tablet was given up"),
}
