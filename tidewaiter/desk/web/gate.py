"""Who is asking, may they, and is it they who ask: before any view. And how an answer or a fault becomes HTTP."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tidewaiter.desk import accounts
from tidewaiter.desk.accounts import SignInRefused
from tidewaiter.desk.passwords import Busy
from tidewaiter.desk.session import Session
from tidewaiter.desk.triage import ChangedMeanwhile
from tidewaiter.desk.web.asking import Ask, Go, Page, Place, address, form_token
from tidewaiter.desk.web.pages import render
from tidewaiter.desk.web.shell import host_of
from tidewaiter.model.errors import EvidenceDamaged, NotAllowed, StoreFailed, TidewaiterError, WrongUse
from tidewaiter.model.person import Person, Role, may

READING = frozenset({"GET", "HEAD"})
FORM_FIELD = "form_token"
MOST_FIELDS = 1_000
NOBODY = Person("nobody", Role.VIEWER)
_STATUS: tuple[tuple[type[TidewaiterError], int], ...] = (
    (ChangedMeanwhile, 409), (SignInRefused, 403), (NotAllowed, 403), (WrongUse, 400), (StoreFailed, 503),
    (Busy, 503), (EvidenceDamaged, 500),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sent:
    """A request with its whole body, and when it came."""

    request: Request
    body: bytes
    at: datetime


def answer(here: Session, place: Place, sent: Sent) -> Response:
    """Ask the view of a place, if this person may; what is refused or fails is said in a page that helps."""
    ask: Ask | None = None
    try:
        ask = _asked(here, sent)
        if place.act is not None and ask.visit is None:
            return _sign_in_first(sent.request, ask)
        if sent.request.method not in READING:
            _is_own(sent.request, ask)
        if place.act is not None and ask.visit is not None and not may(ask.visit.person, place.act):
            ask.here.note("refused", place=place.path, act=str(place.act))
            raise NotAllowed(f"{ask.visit.person.role}s may not: {place.act}", todo="ask an administrator for the role")
        return _told(sent.request, ask, place.view(ask))
    except TidewaiterError as refusal:
        status = next((number for kind, number in _STATUS if isinstance(refusal, kind)), 500)
        if status == 400 and "{" in place.path and sent.request.method in READING:
            status = 404
        return fault(sent.request, status, refusal.what, refusal.todo, ask=ask)


def fault(request: Request, status: int, what: str, todo: str, *, ask: Ask | None = None) -> Response:
    """A page that says what happened and what to do. Within a page, it goes where faults are read out."""
    facts = {"what": what, "todo": todo, "status": status, "path": request.url.path}
    told = _told(request, ask, Page("fault.html", facts, status))
    if _is_part(request):
        told.headers.update({"HX-Retarget": "#told", "HX-Reswap": "innerHTML", "HX-Reselect": "#fault"})
    return told


def too_large(request: Request) -> Response:
    return fault(request, 413, "this is more than any form here holds", "shorten what you typed")


def cookie_name(request: Request) -> str:
    """Over TLS a name that no neighbouring host can set."""
    return "__Host-tidewaiter" if request.url.scheme == "https" else "tidewaiter"


def _asked(here: Session, sent: Sent) -> Ask:
    request = sent.request
    token = request.cookies.get(cookie_name(request), "")
    fresh = request.cookies.get(cookie_name(request) + "-form", "") or secrets.token_urlsafe(24)
    visit = accounts.visit_of(here, token, at=sent.at)
    asides: list[str] = []
    return Ask(
        here=here.acting(visit.person if visit else NOBODY, asides.append), at=sent.at,
        place=request.url.path, path=dict(request.path_params),
        query=_pairs(request.url.query), form=_form(request, sent.body),
        token=token if visit else "", fresh=fresh, visit=visit, part=_is_part(request), asides=asides,
    )  # fmt: skip


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="replace", max_num_fields=MOST_FIELDS)
    except ValueError as refusal:
        raise WrongUse("more values than any page here takes") from refusal


def _form(request: Request, body: bytes) -> list[tuple[str, str]]:
    if not body:
        return []
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise WrongUse("forms are sent as application/x-www-form-urlencoded", todo="use the forms of these pages")
    return _pairs(body.decode("utf-8", "replace"))


def _is_own(request: Request, ask: Ask) -> None:
    """Raises NotAllowed unless one of our own pages sends this: by the browser's word, and by a token in the form."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin", "null")
    if site is not None:
        foreign = site != "same-origin"
    else:  # an older browser, or none; our own pages, which send no referrer, give the origin "null"
        foreign = origin != "null" and host_of(urlsplit(origin).netloc) != host_of(request.headers.get("host", ""))
    known = form_token(ask.token or ask.fresh).encode()
    if foreign or not compare_digest(ask.typed(FORM_FIELD).encode("utf-8", "replace"), known):
        raise NotAllowed("this form does not come from a page of this console, or is too old",
                         todo="go back, load the page anew, and send it again")  # fmt: skip


def _is_part(request: Request) -> bool:
    """Whether a script wants a piece; whoever restores a page of its history needs all of it."""
    return "hx-request" in request.headers and "hx-history-restore-request" not in request.headers


def _sign_in_first(request: Request, ask: Ask) -> Response:
    back = request.url.path if request.method in READING else "/"
    if request.method in READING and request.url.query:
        back += f"?{request.url.query}"
    to = address("/sign-in", [("next", back)])
    if ask.part:
        return Response(status_code=401, headers={"HX-Redirect": to})
    return _with_cookies(request, ask, Response(status_code=303, headers={"Location": to}))


def _told(request: Request, ask: Ask | None, told: Page | Go) -> Response:
    if isinstance(told, Page):
        return _with_cookies(request, ask, HTMLResponse(render(ask, told), told.status))
    response = Response(status_code=303, headers={"Location": told.to})
    if told.token is not None:
        _set(request, response, cookie_name(request), told.token)
    return response


def _with_cookies(request: Request, ask: Ask | None, response: Response) -> Response:
    """A browser that is not signed in gets a secret for its forms."""
    if ask is not None and ask.fresh and not ask.token:
        _set(request, response, cookie_name(request) + "-form", ask.fresh)
    return response


def _set(request: Request, response: Response, name: str, value: str) -> None:
    secure = request.url.scheme == "https"
    if value:
        response.set_cookie(name, value, path="/", httponly=True, samesite="strict", secure=secure)
    else:
        response.delete_cookie(name, path="/", httponly=True, samesite="strict", secure=secure)
