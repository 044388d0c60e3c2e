"""What htmx says and hears. Its headers are read and written here and nowhere else."""

from fastapi import Request, Response


def is_partial(request: Request) -> bool:
    """Whether a part of a page was asked for: this header and nothing else decides."""
    return request.headers.get("HX-Request-Type") == "partial"


def into_notices(response: Response) -> Response:
    """Show the answer where messages stand, and leave what was asked for (and what was typed in it) as it is."""
    response.headers["HX-Retarget"] = "#notices"
    response.headers["HX-Reswap"] = "innerHTML"
    return response
