"""The SOCKS handshake, byte by byte, and where the socket may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twisted.internet.defer import Deferred
from twisted.internet.error import ConnectionLost
from twisted.internet.protocol import Factory, Protocol
from twisted.internet.testing import StringTransport
from twisted.python.failure import Failure

from crawler.tor.reasons import CAUSES, Retry, TorConnectError, TorPermanentError, TorUnavailableError
from crawler.tor.socks import Destination, SocksProtocol, SocksSocket
from tidewaiter.model.errors import WrongUse

HOST, TOKEN = b"a" * 56 + b".onion", b"token"
GREETING = b"\x05\x01\x02"
TOKEN_SENT = b"\x01\x05token\x01x"
REQUEST = b"\x05\x01\x00\x03\x3e" + HOST + b"\x00\x50"
CHOSEN, TAKEN = b"\x05\x02", b"\x01\x00"
REPLIES = {
    "IPv4": b"\x05\x00\x00\x01" + bytes(6),
    "IPv6": b"\x05\x00\x00\x04" + bytes(18),
    "name": b"\x05\x00\x00\x03\x03abc\x00\x50",
}


class Inner(Protocol):
    received, ended = b"", None

    def dataReceived(self, data):
        self.received += data

    def connectionLost(self, reason):
        self.ended = reason


def shake(*pieces):
    """A handshake fed these pieces: what was sent, and the outcomes."""
    done, outcome = Deferred(), []
    done.addBoth(outcome.append)
    protocol = SocksProtocol(Destination(HOST, 80, TOKEN), Factory.forProtocol(Inner), done)
    transport = StringTransport()
    protocol.makeConnection(transport)
    for piece in pieces:
        protocol.dataReceived(piece)
    return protocol, transport.value(), outcome


@given(st.sampled_from(sorted(REPLIES)), st.binary(max_size=20), st.data())
def test_however_the_bytes_are_cut_the_site_gets_its_own_and_no_others(kind, payload, data):
    whole = CHOSEN + TAKEN + REPLIES[kind] + payload
    cuts = sorted(data.draw(st.sets(st.integers(1, len(whole) - 1))))
    pieces = [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    _, sent, (inner,) = shake(*pieces)
    assert sent == GREETING + TOKEN_SENT + REQUEST
    assert inner.received == payload


@pytest.mark.parametrize("code", sorted(CAUSES))
def test_every_reply_becomes_its_own_failure(code):
    _, _, (failure,) = shake(CHOSEN, TAKEN, b"\x05%c\x00\x01" % code + bytes(6))
    error = failure.value
    again = CAUSES[code].retry in (Retry.YES, Retry.SLOW)
    assert isinstance(error, TorConnectError if again else TorPermanentError)
    assert (error.code, error.reason) == (code, CAUSES[code].word)
    assert HOST.decode() in str(error)


@pytest.mark.parametrize(
    "pieces",
    [
        (b"\x05\x00",),  # no authentication: circuits would be shared
        (b"\x05\xff",),
        (b"HTTP/1.1 400",),
        (CHOSEN, b"\x01\x01"),
        (CHOSEN, TAKEN, b"\x04\x00\x00\x01" + bytes(6)),
        (CHOSEN, TAKEN, b"\x05\x00\x00\x09" + bytes(6)),
    ],
)
def test_what_is_not_tor_is_never_spoken_to_as_the_site(pieces):
    _, sent, (failure,) = shake(*pieces)
    assert isinstance(failure.value, TorUnavailableError)
    assert HTTP_BYTES not in sent


HTTP_BYTES = b"GET "


def test_a_connection_that_ends_early_is_tors_doing_and_a_later_end_the_sites():
    protocol, _, outcome = shake(CHOSEN)
    protocol.connectionLost(Failure(ConnectionLost()))
    assert isinstance(outcome[0].value, TorUnavailableError)
    protocol, _, (inner,) = shake(CHOSEN, TAKEN, REPLIES["IPv4"])
    protocol.connectionLost(Failure(ConnectionLost()))
    assert inner.ended.check(ConnectionLost)


@pytest.mark.parametrize(
    ("host", "token", "says"),
    [(HOST, b"", "no isolation token"), (b"a" * 256, b"t", "longer"), (HOST, b"t" * 256, "longer")],
)
def test_a_destination_without_a_token_is_impossible(host, token, says):
    with pytest.raises(ValueError, match=says):
        Destination(host, 80, token)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("unix:/run/t/socks", SocksSocket(path="/run/t/socks")),
        ("127.0.0.1:9050", SocksSocket(host="127.0.0.1", port=9050)),
        ("[::1]:9050", SocksSocket(host="::1", port=9050)),
    ],
)
def test_tor_is_found_on_this_machine(text, place):
    assert SocksSocket.parse(text) == place


@pytest.mark.parametrize(
    "text", ["", "unix:relative", "localhost:9050", "192.0.2.7:9050", "tor.example:9050", "127.0.0.1", "127.0.0.1:x"]
)
def test_a_socket_elsewhere_or_by_name_is_refused(text):
    with pytest.raises(WrongUse, match="TOR_SOCKS"):
        SocksSocket.parse(text)
