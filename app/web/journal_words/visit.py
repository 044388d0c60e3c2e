"""Visits, notes and measurements, as the journal words them."""

from collections.abc import Mapping

from app.domain.words import N_

SENTENCES: Mapping[str, str] = {
    # commands
    "add-entry": N_("wrote a note about a client"),
    "add-measurement": N_("measured something outside a visit"),
    "cancel-visit": N_("cancelled a visit"),
    "change-visit": N_("changed the plan of a visit"),
    "correct-entry": N_("corrected a note about a client"),
    "correct-visit-record": N_("corrected what was recorded of a visit"),
    "hand-over-visit": N_("handed a visit over"),
    "mark-measurement-in-error": N_("marked a measurement as entered in error"),
    "plan-visit": N_("planned a visit"),
    "record-visit": N_("recorded a visit"),
    "start-visit": N_("started a visit"),
    "take-visit": N_("took a visit"),
    # pages
    "/t/{team}/clients/{client_id}/entries": N_("was writing a note about a client"),
    "/t/{team}/clients/{client_id}/entries/new": N_("was writing a note about a client"),
    "/t/{team}/clients/{client_id}/measurements": N_("was writing down what was measured"),
    "/t/{team}/clients/{client_id}/measurements/new": N_("was writing down what was measured"),
    "/t/{team}/clients/{client_id}/visits": N_("looked at all visits to a client"),
    "/t/{team}/entries/{entry_id}/correction": N_("was correcting a note about a client"),
    "/t/{team}/measurements/{measurement_id}/error": N_("was marking a measurement as entered in error"),
    "/t/{team}/me/waiting": N_("looked at what waits to be sent on their tablet"),
    "/t/{team}/round": N_("looked at their own round"),
    "/t/{team}/visits": N_("looked at the team's day"),
    "/t/{team}/visits/new": N_("was planning a visit"),
    "/t/{team}/visits/{visit_id}": N_("looked at a visit"),
    "/t/{team}/visits/{visit_id}/cancellation": N_("was cancelling a visit"),
    "/t/{team}/visits/{visit_id}/nurse": N_("was handing a visit over"),
    "/t/{team}/visits/{visit_id}/nurse/me": N_("was taking a visit"),
    "/t/{team}/visits/{visit_id}/plan": N_("was changing the plan of a visit"),
    "/t/{team}/visits/{visit_id}/records": N_("was recording a visit"),
    "/t/{team}/visits/{visit_id}/records/{number}/correction": N_("was correcting what was recorded of a visit"),
    "/t/{team}/visits/{visit_id}/start": N_("was starting a visit"),
}

TRIED: Mapping[str, str] = {
    "add-entry": N_("tried to write a note about a client"),
    "add-measurement": N_("tried to measure something outside a visit"),
    "cancel-visit": N_("tried to cancel a visit"),
    "change-visit": N_("tried to change the plan of a visit"),
    "correct-entry": N_("tried to correct a note about a client"),
    "correct-visit-record": N_("tried to correct what was recorded of a visit"),
    "hand-over-visit": N_("tried to hand a visit over"),
    "mark-measurement-in-error": N_("tried to mark a measurement as entered in error"),
    "plan-visit": N_("tried to plan a visit"),
    "record-visit": N_("tried to record a visit"),
    "start-visit": N_("tried to start a visit"),
    "take-visit": N_("tried to take a visit"),
}

REASONS: Mapping[str, str] = {
    "asks": N_("a value was to be looked at again"),
    "in-error-already": N_("marked as entered in error already"),
    "nothing-changed": N_("nothing was changed"),
    "visit-cancelled": N_("the visit was cancelled"),
    "visit-recorded": N_("the visit was recorded already"),
}
