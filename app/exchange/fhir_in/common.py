"""Data types that many resources share: concepts, periods, notes, addresses, telephone numbers, names."""

from app.domain.intake import Code, Concept, IncomingAddress, PersonName, Telecom
from app.domain.postcode import normal
from app.domain.when import When
from app.exchange.fhir_in.node import LONG, Node

OVER = ("old", "temp")


def concept(node: Node | None) -> Concept:
    """A CodeableConcept: its own words, else those of its first code that has any."""
    if node is None:
        return Concept("")
    codes = tuple(code for one in node.children("coding") if (code := _code(one)).code or code.display)
    text = node.text("text", most=LONG) or next((code.display for code in codes if code.display), "")
    return Concept(text or next((code.code for code in codes), ""), codes)


def _code(node: Node) -> Code:
    return Code(node.text("system", most=2000), node.text("code"), node.text("display", most=2000))


def concepts(node: Node, name: str) -> tuple[Concept, ...]:
    found = (concept(one) for one in node.children(name))
    return tuple(one for one in found if one.text)


def status_word(node: Node, name: str) -> str:
    """The code of a status that R4 writes as a concept."""
    told = concept(node.child(name))
    return told.codes[0].code if told.codes else told.text


def notes(node: Node, name: str = "note") -> str:
    """Annotations, one under the other."""
    return "\n".join(text for one in node.children(name) if (text := one.text("text", most=LONG)))


def period(node: Node | None) -> tuple[When | None, When | None]:
    return (node.when("start"), node.when("end")) if node else (None, None)


def is_over(node: Node, today_iso: str) -> bool:
    """Whether its period ended before today: an old address, a number given up."""
    _, end = period(node.child("period"))
    return end is not None and end.iso < today_iso[: len(end.iso)]


def names(node: Node, name: str = "name") -> tuple[PersonName, ...]:
    return tuple(said for one in node.children(name) if (said := person_name(one)).whole)


def person_name(node: Node) -> PersonName:
    return PersonName(
        use=node.text("use"),
        prefix=" ".join(node.texts("prefix")),
        given=" ".join(node.texts("given")),
        family=node.text("family"),
        suffix=" ".join(node.texts("suffix")),
        text=node.text("text"),
    )


def one_name(node: Node) -> str:
    """The name of a Practitioner or a RelatedPerson in one line."""
    found = names(node)
    return " ".join(part for part in (found[0].prefix, found[0].whole) if part) if found else ""


def telecoms(node: Node) -> tuple[Telecom, ...]:
    """Telephone numbers and addresses still in use, in the order the file ranks them."""
    today = node.reading.today.isoformat()
    found = []
    for one in node.children("telecom"):
        value = one.text("value")
        if value and one.text("use") != "old" and not is_over(one, today):
            rank = one.number("rank")
            found.append((rank is None, rank or 0, Telecom(one.text("system") or "other", value, one.text("use"))))
    return tuple(one for _, _, one in sorted(found, key=lambda ranked: ranked[:2]))


def addresses(node: Node, name: str = "address") -> tuple[IncomingAddress, ...]:
    """Addresses still in use."""
    today = node.reading.today.isoformat()
    current = [one for one in node.children(name) if one.text("use") != "old" and not is_over(one, today)]
    return tuple(address(one) for one in current)


def address(node: Node) -> IncomingAddress:
    told = node.text("postalCode")
    lines = node.texts("line")
    town = node.text("city")
    if not lines and not town and (whole := node.text("text", most=LONG)):
        lines = [line for line in whole.replace(",", "\n").splitlines() if line.strip()]
    return IncomingAddress(
        lines=tuple(line.strip() for line in lines),
        town=town,
        county=node.text("district") or node.text("state"),
        postcode=normal(told) or "",
        postcode_told=told,
        country=node.text("country"),
        use=node.text("use"),
    )
