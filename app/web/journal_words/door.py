"""What to know at the door, and the network, as the journal words them."""

from collections.abc import Mapping

from app.domain.words import N_

SENTENCES: Mapping[str, str] = {
    # commands
    "add-allergy": N_("wrote an allergy down"),
    "add-condition": N_("wrote a diagnosis down"),
    "add-medicine": N_("wrote a medicine down"),
    "add-person": N_("added a person to a client's network"),
    "add-warning": N_("wrote a warning down"),
    "change-allergy": N_("changed an allergy"),
    "change-condition": N_("changed a diagnosis"),
    "change-decision": N_("changed a decision"),
    "change-medicine": N_("changed a medicine"),
    "change-person": N_("changed a person in a client's network"),
    "change-warning": N_("changed a warning"),
    "end-allergy": N_("ended an allergy"),
    "end-condition": N_("ended a diagnosis"),
    "end-decision": N_("ended a decision"),
    "end-key-safe": N_("wrote down that the key safe is gone"),
    "end-medicine": N_("ended a medicine"),
    "end-person": N_("took a person out of a client's network"),
    "end-warning": N_("ended a warning"),
    "place-person": N_("moved a person on the map of a network"),
    "reconcile-medicine": N_("reconciled a medicine"),
    "record-decision": N_("wrote a decision down"),
    "say-no-known-allergies": N_("wrote down that no allergies are known"),
    "set-key-safe": N_("wrote down where the key safe is, and its code"),
    "show-key-safe": N_("was shown the code of a key safe"),
    "tie-people": N_("changed a tie in a client's network"),
    # pages
    "/t/{team}/clients/{client_id}/door/medicines/{line}/reconciled": N_("was reconciling a medicine"),
    "/t/{team}/clients/{client_id}/door/{name}": N_("looked at what to know at the door"),
    "/t/{team}/clients/{client_id}/door/{name}/{line}": N_("was changing what to know at the door"),
    "/t/{team}/clients/{client_id}/door/{name}/{line}/end": N_("was ending something to know at the door"),
    "/t/{team}/clients/{client_id}/key-safe": N_("looked at where the key safe is"),
    "/t/{team}/clients/{client_id}/key-safe/end": N_("was writing down that the key safe is gone"),
    "/t/{team}/clients/{client_id}/key-safe/showing": N_("was asking for the code of a key safe"),
    "/t/{team}/clients/{client_id}/network-map": N_("looked at the map of a client's network"),
    "/t/{team}/clients/{client_id}/no-known-allergies": N_("was writing down that no allergies are known"),
    "/t/{team}/clients/{client_id}/people/new": N_("was adding a person to a client's network"),
    "/t/{team}/clients/{client_id}/people/{person}": N_("looked at a person in a client's network"),
    "/t/{team}/clients/{client_id}/people/{person}/end": N_("was taking a person out of a client's network"),
    "/t/{team}/clients/{client_id}/people/{person}/place": N_("was moving a person on the map of a network"),
    "/t/{team}/clients/{client_id}/people/{person}/tie": N_("was changing a tie in a client's network"),
}

TRIED: Mapping[str, str] = {
    "add-allergy": N_("tried to write an allergy down"),
    "add-condition": N_("tried to write a diagnosis down"),
    "add-medicine": N_("tried to write a medicine down"),
    "add-person": N_("tried to add a person to a client's network"),
    "add-warning": N_("tried to write a warning down"),
    "change-allergy": N_("tried to change an allergy"),
    "change-condition": N_("tried to change a diagnosis"),
    "change-decision": N_("tried to change a decision"),
    "change-medicine": N_("tried to change a medicine"),
    "change-person": N_("tried to change a person in a client's network"),
    "change-warning": N_("tried to change a warning"),
    "end-allergy": N_("tried to end an allergy"),
    "end-condition": N_("tried to end a diagnosis"),
    "end-decision": N_("tried to end a decision"),
    "end-key-safe": N_("tried to write down that the key safe is gone"),
    "end-medicine": N_("tried to end a medicine"),
    "end-person": N_("tried to take a person out of a client's network"),
    "end-warning": N_("tried to end a warning"),
    "place-person": N_("tried to move a person on the map of a network"),
    "reconcile-medicine": N_("tried to reconcile a medicine"),
    "record-decision": N_("tried to write a decision down"),
    "say-no-known-allergies": N_("tried to write down that no allergies are known"),
    "set-key-safe": N_("tried to write down where the key safe is, and its code"),
    "show-key-safe": N_("tried to see the code of a key safe"),
    "tie-people": N_("tried to change a tie in a client's network"),
}

REASONS: Mapping[str, str] = {
    "contradiction": N_("it would contradict what stands there"),
    "ended": N_("ended already"),
}
