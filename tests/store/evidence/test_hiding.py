"""Session secrets: hidden in what is written, told by what is written, and still comparable."""

import gzip
import re

import pytest

from tidewaiter.store.evidence import read_capture
from tidewaiter.store.evidence.hiding import RESPONSE_SECRETS, hide_secrets

CANARY = "canary-7Qx9"
SALT = b"salt of the workspace"


def test_the_canary_is_in_no_byte_of_warc_or_ledger(bench, exchange):
    secret = [
        ("Cookie", f"session={CANARY}; theme=dark"), ("COOKIE", CANARY), ("Authorization", f"Bearer {CANARY}"),
        ("Proxy-Authorization", f"Basic {CANARY}"), ("cookie ", f"{CANARY}="),
    ]  # fmt: skip
    bench.fill(2, request_headers=secret, response_headers=[("Set-Cookie", f"session={CANARY}; Path=/")], session=True)
    bench.seal()
    written = [path for path in bench.home.rglob("*") if path.is_file()]
    assert len(written) == 4
    for path in written:
        raw = path.read_bytes()
        assert CANARY.encode() not in raw
        if path.suffix == ".gz":
            assert CANARY.encode() not in gzip.decompress(raw)
    hidden = bench.verify().hidden
    assert hidden == {"cookie": 2, "authorization": 2, "proxy-authorization": 2, "set-cookie": 2}


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("Cookie", "a=1; b=2", r"hidden:[0-9a-f]{32}; hidden:[0-9a-f]{32}"),
        ("cookie", "no-name-at-all", r"hidden:[0-9a-f]{32}"),
        ("Cookie", "", r""),
        ("Cookie", " ; ;", r""),
        ("Authorization", "Bearer abc; def", r"hidden:[0-9a-f]{32}"),
        ("Cookie", "\ud800=\udfff", r"hidden:[0-9a-f]{32}"),
    ],
)
def test_a_hidden_value(name, value, shown):
    hidden = hide_secrets([(name, value)], SALT)
    ((same_name, seen),) = hidden.headers
    assert same_name == name
    assert re.fullmatch(shown, seen)
    assert hidden.names == (name.lower(),)


def test_other_headers_are_left_alone():
    headers = [("User-Agent", "x"), ("X-Cookie", "a=1"), ("Referer", "http://a.onion/")]
    assert hide_secrets(headers, SALT).headers == tuple(headers)
    assert hide_secrets(headers, SALT).names == ()


def test_one_session_is_seen_as_one_and_the_salt_decides():
    one, two = (hide_secrets([("Cookie", f"sid=1; n={n}")], SALT).headers[0][1].split("; ") for n in (1, 2))
    assert one[0] == two[0]
    assert one[1] != two[1]
    assert hide_secrets([("Cookie", "sid=1")], b"another salt").headers[0][1] != one[0]


def test_what_a_session_sets_is_hidden_but_for_how_far_it_reaches():
    value = f"sid={CANARY}; Domain=.lanternfish.onion; Path=/; HttpOnly; note={CANARY}"
    hidden = hide_secrets([("Set-Cookie", value)], SALT, names=RESPONSE_SECRETS)
    digest = r"hidden:[0-9a-f]{32}"
    pattern = rf"{digest}; Domain=\.lanternfish\.onion; Path=/; HttpOnly; {digest}"
    assert re.fullmatch(pattern, hidden.headers[0][1])
    sent_back = hide_secrets([("Cookie", f"sid={CANARY}")], SALT).headers[0][1]
    assert hidden.headers[0][1].startswith(sent_back), "the cookie set and the cookie sent back are seen to be one"


def test_a_cookie_named_like_an_attribute_is_still_hidden():
    hidden = hide_secrets([("Set-Cookie", f"path={CANARY}; Path=/")], SALT, names=RESPONSE_SECRETS)
    assert CANARY not in hidden.headers[0][1]


def test_without_a_persons_session_the_answer_stays_as_received(bench, exchange):
    (made,) = bench.write([exchange(response_headers=[("Set-Cookie", "visit=1; Domain=example.org")])])
    seen = read_capture(bench.folders, made)
    assert seen.headers == (("Set-Cookie", "visit=1; Domain=example.org"),)
    assert seen.hidden == ()


def test_the_reader_is_told_what_was_hidden_and_a_server_cannot_say_so(bench, exchange):
    headers = [("Tidewaiter-Hidden", "cookie")]
    spoof, real = bench.write([
        exchange(0, response_headers=headers),
        exchange(1, request_headers=[("Cookie", "a=1")]),
    ])  # fmt: skip
    assert read_capture(bench.folders, spoof).hidden == ()
    assert read_capture(bench.folders, real).hidden == ("cookie",)
