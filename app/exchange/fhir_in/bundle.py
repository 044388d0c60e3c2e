"""The resources of a file, how they name each other, and the clients they are about."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.words import N_
from app.exchange.fhir_in.node import Node, Reading

KINDS_OF_BUNDLE = ("transaction", "batch", "collection", "searchset", "document")
MOST_ENTRIES = 100_000

NOT_FHIR = N_("This is JSON, but not FHIR: it has no resourceType.")
NOT_A_BUNDLE = N_("This is a single {kind}. A bundle is expected, or the Patient alone.")
NOT_THIS_BUNDLE = N_("A bundle of type “{type}” is not a record of a client. These are: {types}.")
NO_PATIENT = N_("Nobody is in this file: it has no Patient.")
TO_DELETE = N_("This entry asks to delete something. A file for taking in only adds.")
TWICE = N_("“{address}” stands in this file twice, with different content.")


@dataclass
class Index:
    """Resources by every address they may be called by."""

    resources: list[Node] = field(default_factory=list)
    by_address: dict[str, Node] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)

    def of(self, *kinds: str) -> Iterator[Node]:
        return (resource for resource in self.resources if resource.kind in kinds)

    def resolve(self, reference: Node | None, inside: Node) -> Node | None:
        """The resource a Reference means, contained in ``inside`` or elsewhere in the file; nothing when not here."""
        address = reference.text("reference", most=2000) if reference else ""
        if not address:
            return None
        if address.startswith("#"):
            return next((one for one in inside.children("contained") if one.value.get("id") == address[1:]), None)
        found = self.by_address.get(address) or self.by_address.get(_tail(address))
        if found is not None:
            self.used.add(id(found))
        return found

    def is_used(self, resource: Node) -> bool:
        return id(resource) in self.used


def index_of(value: object, reading: Reading) -> Index | None:
    """All resources of the file; nothing when it is not a bundle or a Patient (the fault is then noted)."""
    root = Node(value if isinstance(value, dict) else {}, (), reading)
    if not root.kind:
        root.fault("", NOT_FHIR)
        return None
    if root.kind == "Patient":
        index = Index()
        _add(index, root)
        return index
    if root.kind != "Bundle":
        root.fault("resourceType", NOT_A_BUNDLE, kind=root.kind)
        return None
    kind = root.text("type")
    if kind not in KINDS_OF_BUNDLE:
        root.fault("type", NOT_THIS_BUNDLE, type=kind[:40], types=", ".join(KINDS_OF_BUNDLE))
        return None
    return _of_entries(root)


def _of_entries(root: Node) -> Index | None:
    index = Index()
    entries = root.children("entry")
    if len(entries) > MOST_ENTRIES:
        root.fault(
            "entry",
            N_("There are {count} entries in this file; at most {most} are read."),
            count=len(entries),
            most=MOST_ENTRIES,
        )
        return None
    for entry in entries:
        request = entry.child("request")
        if request and request.text("method") == "DELETE":
            request.fault("method", TO_DELETE)
            continue
        resource = entry.child("resource")
        if resource is None:
            continue
        if not resource.kind:
            resource.fault("resourceType", N_("This entry does not say what kind of resource it is."))
            continue
        address = entry.text("fullUrl", most=2000)
        _add(index, Node(resource.value, resource.path, root.reading, address))
    return index


def _add(index: Index, resource: Node) -> None:
    """Enter under the whole address and under ``Kind/id``. The same content twice counts once."""
    name = resource.text("id")
    addresses = [address for address in (resource.full_url, f"{resource.kind}/{name}" if name else "") if address]
    if resource.full_url and not resource.full_url.startswith("urn:"):
        addresses.append(_tail(resource.full_url))
    for address in dict.fromkeys(addresses):
        there = index.by_address.setdefault(address, resource)
        if there is not resource:
            if there.value == resource.value:
                resource.reading.leave(resource.kind, N_("stands in the file twice, word for word"))
            else:
                resource.fault("id", TWICE, address=address[:100])
            return
    index.resources.append(resource)


def _tail(address: str) -> str:
    """``Patient/1`` of ``https://server/fhir/Patient/1/_history/2``."""
    parts = address.partition("/_history/")[0].rstrip("/").split("/")
    return "/".join(parts[-2:])


def clients_of(index: Index, reading: Reading) -> list[Node]:
    """Everybody the file is about, in its order."""
    patients = list(index.of("Patient"))
    if not patients:
        Node({}, (), reading).fault("", NO_PATIENT)
    return patients
