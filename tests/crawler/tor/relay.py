"""A SOCKS server of the tests on a unix socket, where no onion is needed: it leads every name it knows to the site,
answers 0x02 for everything else (as tor does under OnionTrafficOnly), and notes who asked for what."""

import asyncio
import threading
from pathlib import Path


class Relay:
    """`asked` is a list of (token, host, port). `answer` overrides the reply code by host."""

    def __init__(self, folder: Path, http: Path, *, answer: dict[str, int] | None = None) -> None:
        self.path = folder / "socks"
        self.asked: list[tuple[str, str, int]] = []
        self._http, self._answer = http, answer or {}
        self._loop = asyncio.new_event_loop()
        self._up = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "Relay":
        self._thread.start()
        assert self._up.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        self._loop.run_until_complete(asyncio.start_unix_server(self._serve, self.path))
        self._up.set()
        self._loop.run_forever()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.05))
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            token, host, port = await self._handshake(reader, writer)
            self.asked.append((token, host, port))
            code = self._answer.get(host, 0x00 if host.endswith(".onion") else 0x02)
            writer.write(bytes([5, code, 0, 1, 0, 0, 0, 0, 0, 0]))
            if code == 0:
                there = await asyncio.open_unix_connection(self._http)
                await asyncio.gather(pour(reader, there[1]), pour(there[0], writer))
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _handshake(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, str, int]:
        assert await reader.readexactly(3) == b"\x05\x01\x02"
        writer.write(b"\x05\x02")
        token = await reader.readexactly((await reader.readexactly(2))[1])
        await reader.readexactly((await reader.readexactly(1))[0])
        writer.write(b"\x01\x00")
        assert await reader.readexactly(4) == b"\x05\x01\x00\x03"
        host = await reader.readexactly((await reader.readexactly(1))[0])
        return token.decode(), host.decode(), int.from_bytes(await reader.readexactly(2), "big")


async def pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()
