"""The application: every place of the console, and the one way by which all of them are asked."""

from __future__ import annotations

import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import anyio.to_thread
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from tidewaiter.desk.listening import names_of
from tidewaiter.desk.session import Session, now
from tidewaiter.desk.web import gate, places
from tidewaiter.desk.web.asking import Place
from tidewaiter.desk.web.shell import Door, Shell

MOST_BODY = 64 << 10  # bytes of a form; there is no upload
_AT_ONCE = 8  # requests worked on; the database has fifteen connections
_STATIC = Path(__file__).parent / "static"
Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Desk:
    """The workspace that is shown, and the clock by which sessions end."""

    here: Session
    clock: Callable[[], datetime] = now
    say: Callable[[str], None] = print


def application(desk: Desk) -> ASGIApp:
    """The console over a workspace. Its database, ledger and index are opened by the first request."""
    asked = desk.here.workspace.settings.desk
    routes = [Route(one.path, _endpoint(desk, one), methods=[one.method]) for one in places.PLACES]
    inner = Starlette(
        routes=[*routes, Mount("/static", StaticFiles(directory=_STATIC))],
        exception_handlers={HTTPException: _stranger(desk), Exception: _stranger(desk)},
        lifespan=_few_at_once,
    )
    return Shell(inner, Door(names_of(asked), frozenset(asked.trusted_proxy)))


@asynccontextmanager
async def _few_at_once(app: Starlette) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = _AT_ONCE
    yield


def _endpoint(desk: Desk, place: Place) -> Endpoint:
    async def ask(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return gate.too_large(request)
        return await run_in_threadpool(_answered, desk, place, request=request, body=body)

    return ask


def _answered(desk: Desk, place: Place, *, request: Request, body: bytes) -> Response:
    try:
        return gate.answer(desk.here, place, gate.Sent(request, body, desk.clock()))
    except Exception as fault:  # noqa: BLE001 - the web's edge: whatever it is, the next request must find us here
        return _failed(desk, request, fault)


def _failed(desk: Desk, request: Request, fault: Exception) -> Response:
    """Said by where it happened; never by what it was about, which is what people wrote whom we watch."""
    number = uuid4().hex[:8]
    frames = " <- ".join(f"{one.name}:{one.lineno}" for one in reversed(traceback.extract_tb(fault.__traceback__)[-6:]))
    desk.say(f"desk: fault {number}: {type(fault).__name__} at {frames}")
    return gate.fault(request, 500, "something went wrong here", f"tell an administrator the number {number}")


def _stranger(desk: Desk) -> Callable[[Request, Exception], Response]:
    """What no place answers: unknown addresses, and methods that a place does not take."""

    def answer(request: Request, fault: Exception) -> Response:
        if not isinstance(fault, HTTPException):
            return _failed(desk, request, fault)
        what = {404: "there is no such page", 405: "this page is not asked so"}.get(fault.status_code, "refused")
        return gate.fault(request, fault.status_code, what, "begin at Today, or search")

    return answer


async def _body(request: Request) -> bytes | None:
    """The form as sent; None where it is larger than any of ours."""
    whole = b""
    if request.method in gate.READING:
        return whole
    async for some in request.stream():
        whole += some
        if len(whole) > MOST_BODY:
            return None
    return whole
