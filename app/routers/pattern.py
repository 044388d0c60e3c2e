"""The pattern pages: every component in every state, for whoever builds a page. They show nothing of anybody."""

from fastapi import APIRouter, Request, Response

from app.web.door import show_open
from app.web.pattern import pattern_page

router = APIRouter()


@router.get("/pattern")
def pattern(request: Request) -> Response:
    return show_open(request, "pattern/pattern.html", None)


@router.get("/pattern/forms")
def forms(request: Request) -> Response:
    return show_open(request, "pattern/forms.html", pattern_page())
