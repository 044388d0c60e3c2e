"""``GET /health``: whether the database is there and can be written, how long its queue is. For machines; no names."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from app.actions.health import beat
from app.web.door import house

router = APIRouter()


@router.get("/health")
def health(request: Request) -> JSONResponse:
    home = house(request)
    now = home.now()
    home.door.write(None, lambda session: beat(session, now))
    return JSONResponse({"status": "ok", "queue": home.door.waiting(), "at": now.isoformat()})
