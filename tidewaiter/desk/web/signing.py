"""Signing in and out, the link that sets a password, and a person's own account."""

from __future__ import annotations

import base64
from binascii import Error as NotBase64

from tidewaiter.desk import accounts, codes
from tidewaiter.desk.accounts import SignInRefused
from tidewaiter.desk.web.asking import Ask, Go, Page, own_address
from tidewaiter.model.errors import TidewaiterError, WrongUse


def form(ask: Ask) -> Page | Go:
    if ask.visit is not None:
        return Go("/")
    return Page("sign_in.html", {"next": own_address(ask.one("next")), "name": "", "refusal": None})


def sign_in(ask: Ask) -> Page | Go:
    name, back = ask.typed("name").strip(), own_address(ask.typed("next"))
    try:
        made = accounts.sign_in(
            ask.here, name, ask.typed("password"), code=ask.typed("code"), before=ask.token, at=ask.at
        )
    except SignInRefused as refusal:
        return Page("sign_in.html", {"next": back, "name": name, "refusal": refusal}, 403)
    return Go(back, made.token)


def link(ask: Ask) -> Page:
    found = accounts.invited(ask.here, ask.path["token"], at=ask.at)
    return Page("link.html", {"found": found, "refusal": None})


def accept(ask: Ask) -> Page | Go:
    found = accounts.invited(ask.here, ask.path["token"], at=ask.at)
    password = ask.typed("password")
    try:
        if password != ask.typed("again"):
            raise WrongUse("the two are not the same", todo="type it twice")
        accounts.accept(ask.here, ask.path["token"], password, at=ask.at)
    except WrongUse as refusal:
        return Page("link.html", {"found": found, "refusal": refusal}, 400)
    return Go("/sign-in")


def sign_out(ask: Ask) -> Go:
    accounts.sign_out(ask.here, ask.token, at=ask.at)
    return Go("/sign-in", "")


def account(ask: Ask) -> Page:
    return _account(ask)


def password(ask: Ask) -> Page:
    try:
        if ask.typed("password") != ask.typed("again"):
            raise WrongUse("the two new ones are not the same", todo="type it twice")
        accounts.change_password(ask.here, ask.typed("was"), ask.typed("password"), keep=ask.token, at=ask.at)
    except (WrongUse, SignInRefused) as refusal:
        return _account(ask, refusal=refusal, field="password")
    return _account(ask, done="The password is changed; other sessions of yours have ended.")


def code(ask: Ask) -> Page:
    try:
        secret = base64.b32decode(ask.typed("secret"))
        if len(secret) != 20 or accounts.has_code(ask.here):
            raise WrongUse("there is a second factor already", todo="an administrator lets it be set up anew")
        accounts.set_code(ask.here, secret, ask.typed("code"), keep=ask.token, at=ask.at)
    except NotBase64 as fault:
        raise WrongUse("this form was changed on its way", todo="load the page anew") from fault
    except WrongUse as refusal:
        return _account(ask, refusal=refusal, field="code", secret=secret)
    return _account(ask, done="From now on a code is asked for when you sign in; other sessions of yours have ended.")


def everywhere(ask: Ask) -> Go:
    accounts.sign_out_everywhere(ask.here, ask.here.person.name, at=ask.at)
    return Go("/sign-in", "")


def _account(
    ask: Ask, *, refusal: TidewaiterError | None = None, field: str = "", done: str = "", secret: bytes | None = None
) -> Page:
    offered = secret or codes.new_secret()
    facts = {
        "refusal": refusal, "field": field, "done": done, "has_code": accounts.has_code(ask.here),
        "secret": base64.b32encode(offered).decode("ascii"), "spelled": codes.spelled(offered),
        "otpauth": codes.address(offered, ask.here.person.name),
    }  # fmt: skip
    return Page("account.html", facts, 400 if refusal else 200)
