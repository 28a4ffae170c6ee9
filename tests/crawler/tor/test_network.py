"""The private network as others use it: publish, join, leave."""

import base64
import hashlib
import socket
import threading

import pytest

from crawler.tor.network import JoinedNetwork, TorNetwork, never_published
from tidewaiter.model.errors import TorFailed


def through(tor, host, port=80, token=b"t"):
    """One SOCKS request by hand: tor's reply code, and the connection."""
    asking = socket.socket(socket.AF_UNIX)
    asking.settimeout(60)
    asking.connect(str(tor.socks))
    asking.sendall(b"\x05\x01\x02")
    assert asking.recv(2) == b"\x05\x02"
    asking.sendall(b"\x01%c%b\x01x" % (len(token), token))
    assert asking.recv(2) == b"\x01\x00"
    asking.sendall(b"\x05\x01\x00\x03%c%b%b" % (len(host), host.encode(), port.to_bytes(2, "big")))
    return asking.recv(10)[1], asking


@pytest.mark.tor
def test_an_onion_leads_to_a_local_port(tor_network, tor_process):
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=lambda: server.accept()[0].sendall(b"hello"), daemon=True).start()
        onion = tor_network.publish(server.getsockname()[1])
        code, stream = through(tor_process, onion.address)
        received = b""
        while not received.endswith(b"hello"):  # after the rest of tor's own reply
            received += stream.recv(100) or pytest.fail("the stream ended")
        stream.close()
        assert code == 0
    assert onion.url == f"http://{onion.address}"


@pytest.mark.tor
def test_an_onion_with_authorisation_opens_to_the_key_alone(tor_network, tmp_path):
    from crawler.tor.process import TorProcess

    onion = tor_network.publish(tmp_path / "nobody", authorised=True)
    keys = tmp_path / "keys"
    keys.mkdir(mode=0o700)
    (keys / "market.auth_private").write_text(onion.client_key)
    (keys / "market.auth_private").chmod(0o600)
    extra = [*tor_network.client_config(), f"ClientOnionAuthDir {keys}"]
    with TorProcess(tmp_path / "tor", extra=extra) as holder:
        assert through(holder, onion.address)[0] == 0x01  # let in; nothing listens behind it


def test_a_folder_where_no_network_runs_is_named(tmp_path):
    with pytest.raises(TorFailed, match="no private Tor network runs here"):
        JoinedNetwork(tmp_path)


def test_an_address_never_published_is_a_valid_one():
    raw = base64.b32decode(never_published().removesuffix(".onion").upper())
    assert hashlib.sha3_256(b".onion checksum" + raw[:32] + b"\x03").digest()[:2] == raw[32:34]
    assert raw[34] == 3


@pytest.mark.tor
@pytest.mark.full
def test_a_network_with_exits_agrees_on_them(tmp_path):
    with TorNetwork(tmp_path / "net", exits=True) as network:
        assert network.timings["carrier ready"] > 0
