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
    # pages
    "/t/{team}/clients/{client_id}/assessments": N_("looked at a client’s assessments and problems"),
    "/t/{team}/clients/{client_id}/assessments/{assessment_id}": N_("looked at an assessment of a client"),
    "/t/{team}/clients/{client_id}/problems/new": N_("was recording a problem of a client"),
    "/t/{team}/clients/{client_id}/problems/{problem_id}": N_("looked at a problem of a client"),
    "/t/{team}/clients/{client_id}/problems/{problem_id}/end": N_("was ending a problem of a client"),
    "/t/{team}/clients/{client_id}/problems/{problem_id}/findings": N_("was changing a problem of a client"),
    "/t/{team}/clients/{client_id}/problems/{problem_id}/ratings/new": N_("was rating a problem of a client"),
    "/t/{team}/clients/{client_id}/problems/{problem_id}/reopening": N_("was opening a problem of a client again"),
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
