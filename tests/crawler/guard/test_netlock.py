"""The lock, each time in a child process: it can never be taken off again."""

import json
import subprocess
import sys
import threading

import pytest

from tests.crawler.tor.crawling import ROOT

NETLOCK = ROOT / "crawler" / "guard" / "netlock.py"

ASK = """
import asyncio, importlib.util, json, os, socket, subprocess, sys, urllib.request
found = importlib.util.spec_from_file_location("netlock", sys.argv[1])  # by path: without Scrapy it starts at once
netlock = importlib.util.module_from_spec(found)
found.loader.exec_module(netlock)
from operator import attrgetter
NetworkLocked, lock, refused = attrgetter("NetworkLocked", "lock", "refused")(netlock)
try:
    lock([sys.argv[2]])
    {code}
except NetworkLocked as error:
    print(json.dumps([str(error), refused()]))
except OSError as error:  # create_server and urllib wrap what they get
    print(json.dumps([repr(error), refused()]))
else:
    print(json.dumps(["passed", refused()]))
"""


def locked(code, allow="/nowhere"):
    done = subprocess.run(
        [sys.executable, "-c", ASK.format(code=code), str(NETLOCK), str(allow)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("code", "event"),
    [
        ("socket.create_connection(('192.0.2.1', 80))", "socket.connect"),
        ("socket.socket().connect(('127.0.0.1', 9))", "socket.connect"),
        ("socket.socket(socket.AF_INET6).connect(('::1', 9))", "socket.connect"),
        ("socket.socket().connect_ex(('127.0.0.1', 9))", "socket.connect"),
        ("socket.socket(socket.AF_UNIX).connect('/run/other')", "socket.connect"),
        ("socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))", "socket.sendto"),
        (
            "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendmsg([b'x'], [], 0, ('192.0.2.1', 53))",
            "socket.sendmsg",
        ),
        ("socket.getaddrinfo('clearnet.test', 80)", "socket.getaddrinfo"),
        ("socket.gethostbyname('clearnet.test')", "socket.gethostbyname"),
        ("socket.gethostbyname_ex('clearnet.test')", "socket.gethostbyname"),
        ("socket.gethostbyaddr('192.0.2.1')", "socket.gethostbyaddr"),
        ("socket.getnameinfo(('192.0.2.1', 80), 0)", "socket.getnameinfo"),
        ("socket.create_server(('127.0.0.1', 0))", "socket.bind"),
        ("urllib.request.urlopen('http://clearnet.test/')", "socket.getaddrinfo"),
        ("asyncio.run(asyncio.open_connection('192.0.2.1', 80))", "socket.connect"),
        ("subprocess.run(['true'])", "subprocess.Popen"),
        ("os.system('true')", "os.system"),
        ("os.posix_spawn('/bin/true', ['true'], {{}})".replace("{{}}", "{}"), "os.posix_spawn"),
        ("os.fork()", "os.fork"),
    ],
)
def test_no_way_out(code, event):
    told, refused = locked(code)
    assert told != "passed"
    assert len(refused) == 1
    assert refused[0].startswith(event)


def test_the_allowed_socket_can_be_reached(tmp_path):
    import socket

    path = tmp_path / "socks"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        threading.Thread(target=lambda: server.accept()[0].sendall(b"hello"), daemon=True).start()
        code = "s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[2]); assert s.recv(5) == b'hello'"
        assert locked(code, path) == ["passed", []]


@pytest.mark.parametrize(
    "code",
    [
        "socket.getaddrinfo('127.0.0.1', 80)",  # a literal: nothing is asked
        "socket.getaddrinfo('::1', 80)",
        "socket.getaddrinfo(None, 80)",
        "a, b = socket.socketpair(); a.sendall(b'x'); a.sendmsg([b'x']); b.recv(2)",
        "asyncio.run(asyncio.sleep(0))",
        "open(os.devnull).close()",
    ],
)
def test_what_asks_nobody_goes_on(code):
    assert locked(code) == ["passed", []]


def test_the_lock_cannot_be_taken_off():
    code = (
        "netlock._may_connect = lambda *_: True; "
        "sys.audit('cpython._PySys_ClearAuditHooks'); lock([]); socket.socket().connect(('127.0.0.1', 9))"
    )
    assert locked(code)[1] == ["socket.connect (('127.0.0.1', 9),)"]
