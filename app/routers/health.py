"""``GET /health``: whether the database is there and can be written, how long its queue is. For machines; no names."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from app.web.door import house, prove_writable

router = APIRouter()


@router.get("/health")
def health(request: Request) -> JSONResponse:
    """``oldest_unsealed_seconds``: the oldest unsealed line is no older; null before the clock's first round."""
    home = house(request)
    sealed_until, now = prove_writable(home), home.now()
    unsealed = None if sealed_until is None else round((now - sealed_until).total_seconds(), 1)
    return JSONResponse(
        {
            "status": "ok",
            "queue": home.door.waiting(),
            "oldest_unsealed_seconds": unsealed,
            "at": now.isoformat(),
        }
    )
