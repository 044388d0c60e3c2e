"""The caseload, a client's record and who may see it, as the journal words them."""

from collections.abc import Mapping

from app.domain.words import N_

SENTENCES: Mapping[str, str] = {
    # commands
    "add-client-identifier": N_("added a number to a client's page"),
    "change-client": N_("changed a client's details"),
    "change-client-status": N_("changed where a client stands with the team"),
    "declare-conflict": N_("said that they stand too near to a client: the record is closed to them"),
    "end-client-identifier": N_("took a number off a client's page"),
    "end-conflict": N_("said that they no longer stand too near to a client"),
    "end-exclusion": N_("opened a record again to somebody, as the client wishes"),
    "end-named-nurse": N_("ended the named nurse of a client"),
    "exclude-member": N_("closed a record to somebody, as the client wishes"),
    "name-nurse": N_("named a nurse for a client"),
    "register-client": N_("wrote a new client down"),
    # pages
    "/t/{team}/clients": N_("looked at the caseload, or searched it"),
    "/t/{team}/clients/closed": N_("looked at the records they have closed to themselves"),
    "/t/{team}/clients/new": N_("was writing a new client down"),
    "/t/{team}/clients/{client_id}": N_("looked at a client's page"),
    "/t/{team}/clients/{client_id}/details/{part}": N_("was changing a client's details"),
    "/t/{team}/clients/{client_id}/history": N_("looked at what was changed on a client's page"),
    "/t/{team}/clients/{client_id}/record": N_("looked at a client's status, named nurses and numbers"),
    "/t/{team}/clients/{client_id}/record/{wish}": N_("was changing a client's status, named nurses or numbers"),
    "/t/{team}/clients/{client_id}/timeline": N_("looked at a client's timeline"),
}

TRIED: Mapping[str, str] = {
    "add-client-identifier": N_("tried to add a number to a client's page"),
    "change-client": N_("tried to change a client's details"),
    "change-client-status": N_("tried to change where a client stands with the team"),
    "declare-conflict": N_("tried to say that they stand too near to a client"),
    "end-client-identifier": N_("tried to take a number off a client's page"),
    "end-conflict": N_("tried to say that they no longer stand too near to a client"),
    "end-exclusion": N_("tried to open a record again to somebody, as the client wishes"),
    "end-named-nurse": N_("tried to end the named nurse of a client"),
    "exclude-member": N_("tried to close a record to somebody, as the client wishes"),
    "name-nurse": N_("tried to name a nurse for a client"),
    "register-client": N_("tried to write a new client down"),
}

REASONS: Mapping[str, str] = {
    "closed-already": N_("the record was closed to them already"),
    "closed-to-her": N_("the record is closed to the one who was named"),
    "ended-already": N_("ended already"),
    "guest-holds-no-case": N_("a guest holds no case"),
    "named-already": N_("that nurse held the case already"),
    "nobody-left": N_("nobody could have opened the record any more"),
    "not-by-herself": N_("it was about themselves"),
    "number-of-another": N_("another client has that number"),
    "perhaps-here-already": N_("somebody like this was here already"),
    "status-already": N_("it stood so already"),
    "there-already": N_("it was there already"),
    "two-named-nurses": N_("two nurses held the case already"),
}
