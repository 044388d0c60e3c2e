"""What a page offers and says, without what differs by chance: ids of this rendering, the reader's own name and id."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Offered:
    """Forms with their fields and buttons, links, and the words of the page's middle."""

    forms: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def commands(self) -> list[str]:
        """What can be done from here, in one order whoever asks."""
        return sorted(self.forms) + sorted(self.links)


class _Reader(HTMLParser):
    """Walks the page's middle and its dialogs."""

    def __init__(self) -> None:
        super().__init__()
        self.found = Offered()
        self.form: list[str] | None = None
        self.inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "main" or (tag == "dialog" and given.get("id") != "lock"):
            self.inside += 1
        if not self.inside:
            return
        if tag == "form":
            self.form = [given.get("method", "get"), given.get("action", "")]
        elif tag in ("input", "textarea", "select", "button") and self.form is not None:
            value = given.get("value", "") if given.get("name") not in ("operation", "id") else ""
            self.form.append(f"{tag} {given.get('name', '')} {value}".strip())
        elif tag == "a":
            self.found.links.append(given.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        if self.inside and tag == "form" and self.form is not None:
            self.found.forms.append(" | ".join(self.form))
            self.form = None
        if tag in ("main", "dialog") and self.inside:
            self.inside -= 1

    def handle_data(self, data: str) -> None:
        if self.inside and data.strip():
            self.found.words.append(" ".join(data.split()))


def offered(html: str, same: Mapping[str, str]) -> Offered:
    """``same`` turns what is the reader's own (her id, her name) into one word for every reader."""
    for own, word in same.items():
        html = html.replace(own, word)
    reader = _Reader()
    reader.feed(html)
    return reader.found
