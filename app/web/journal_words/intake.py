"""Files that are taken in, as the journal words them."""

from collections.abc import Mapping

from app.domain.words import N_

SENTENCES: Mapping[str, str] = {
    # commands
    "decide-duplicate": N_("decided whether somebody in a file is here already"),
    "drop-intake": N_("dropped a file that was to be taken in"),
    "stage-intake": N_("put in a file to be taken in"),
    "take-intake": N_("took in the clients of a file"),
    # pages
    "/t/{team}/intakes": N_("looked at the files that were taken in"),
    "/t/{team}/intakes/template": N_("fetched the empty table for a caseload"),
    "/t/{team}/intakes/{intake}": N_("looked at what is in a file that is to be taken in"),
    "/t/{team}/intakes/{intake}/decision": N_("was deciding whether somebody in a file is here already"),
    "/t/{team}/intakes/{intake}/drop": N_("was dropping a file"),
    "/t/{team}/intakes/{intake}/taking": N_("was taking in the clients of a file"),
    "intake-at-the-command-line": N_("a file of clients was taken in at the command line"),
}

TRIED: Mapping[str, str] = {
    "decide-duplicate": N_("tried to decide whether somebody in a file is here already"),
    "drop-intake": N_("tried to drop a file that was to be taken in"),
    "stage-intake": N_("tried to put in a file to be taken in"),
    "take-intake": N_("tried to take in the clients of a file"),
}

REASONS: Mapping[str, str] = {
    "came-meanwhile": N_("somebody in the file came to the team meanwhile"),
    "duplicates-undecided": N_("somebody in the file may be here already"),
    "file-has-faults": N_("the file has faults"),
    "no-duplicate": N_("there was nobody it could be"),
    "taken-already": N_("the file was taken in or dropped already"),
}
