"""Assessments, problems and ratings, as the journal words them."""

from collections.abc import Mapping

from app.domain.words import N_

SENTENCES: Mapping[str, str] = {
    # commands
    "begin-assessment": N_("began an assessment of a client"),
    "change-problem": N_("changed a problem of a client"),
    "end-problem": N_("ended a problem of a client"),
    "finish-assessment": N_("finished an assessment of a client"),
    "rate-problem": N_("rated a problem of a client"),
    "record-problem": N_("recorded a problem of a client"),
    "reopen-problem": N_("opened a problem of a client again"),
}

TRIED: Mapping[str, str] = {
    "begin-assessment": N_("tried to begin an assessment of a client"),
    "change-problem": N_("tried to change a problem of a client"),
    "end-problem": N_("tried to end a problem of a client"),
    "finish-assessment": N_("tried to finish an assessment of a client"),
    "rate-problem": N_("tried to rate a problem of a client"),
    "record-problem": N_("tried to record a problem of a client"),
    "reopen-problem": N_("tried to open a problem of a client again"),
}

REASONS: Mapping[str, str] = {
    "not-ended": N_("the problem was open"),
    "rating-corrected": N_("the rating was corrected meanwhile"),
}
