"""The texts on screen, extracted into ``app/locale/kring.pot``: ``make messages`` writes it, a test compares it.

Places are left out of the file: they would change with every line that moves.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

APP = Path(__file__).parents[2] / "app"
POT = APP / "locale" / "kring.pot"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
HEADER = """\
# The texts of Kring. English is the source: a catalogue in another language begins as a copy of this file.
#
"""


def catalogue() -> Catalog:
    """Every text that the code and the templates mark."""
    found = Catalog(project="Kring", domain="kring", charset="utf-8")
    for _name, _line, message, comments, context in sorted(_extracted(), key=lambda one: (one[0], one[1])):
        found.add(message, None, [], auto_comments=comments, context=context)
    return found


def _extracted() -> Iterator[tuple[str, int, str, list[str], str | None]]:
    yield from extract_from_dir(
        APP,
        METHODS,
        {"templates/**.html": {"encoding": "utf-8", "silent": "false"}},
        keywords=KEYWORDS,
        comment_tags=("For translators:",),
        strip_comment_tags=True,
    )


def text() -> str:
    """The file's content, the same for the same texts."""
    out = io.BytesIO()
    write_po(out, catalogue(), width=110, no_location=True, omit_header=True, sort_output=True)
    head = 'msgid ""\nmsgstr ""\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    return f'{HEADER}{head}"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n{out.getvalue().decode()}'


def messages_of(file: Path) -> set[str]:
    """The texts that stand in a catalogue."""
    with file.open("rb") as opened:
        return {str(message.id) for message in read_po(opened) if message.id}


if __name__ == "__main__":
    POT.parent.mkdir(exist_ok=True)
    POT.write_text(text(), encoding="utf-8")
