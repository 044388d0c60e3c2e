"""A picture of a link, for a camera."""

import segno
from markupsafe import Markup


def qr_picture(text: str) -> Markup:
    """As SVG inside the page: black on white in the dark too, since a camera reads it."""
    drawn = segno.make(text, error="m", boost_error=False)
    return Markup(drawn.svg_inline(border=2, omitsize=True, svgclass=None, lineclass=None, dark="#000", light="#fff"))  # noqa: S704 - modules drawn by segno, no text in it
