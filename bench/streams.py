"""Event streams beside polling: the same people in front of the same site, told of the same changes."""

import asyncio
import random
import re
import statistics
import time

# Their calls are half of what all streams may make together, so that none waits long for its turn.
PEOPLE = 60
# As often as the counter is asked for a stream.
POLL = 3
SETTLE = 8
WINDOW = 30
CHANGES = 2
BUDGET_MS = POLL * 1000 + 200


class Site:
    """The calls of the site that a list needs, with lists that change."""

    def __init__(self, rows, envelope):
        self.rows, self.envelope = rows, envelope
        self.texts, self.changed_at, self.calls = {}, {}, {"get_chats": 0, "update_msb_indicators": 0}

    def change(self, session):
        self.texts[session] = self.texts.get(session, 0) + 1
        self.changed_at[(session, self.texts[session])] = time.monotonic()

    def answer(self, path):
        session = re.search(r"session_id=([\w-]+)", path).group(1)
        call = re.search(r"/(\w+)\?", path).group(1)
        number = self.texts.get(session, 0)
        self.calls[call] += 1
        if call == "update_msb_indicators":
            return f'{{"status":200,"notifications":0,"messages":{number}}}'
        first = {**self.rows[0], "last_message": f"No. {number}", "new_messages": number or ""}
        return self.envelope([first, *self.rows[1:]])

    async def serve(self, reader, writer):
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                length = re.search(r"(?i)\r\ncontent-length: (\d+)", head)
                body = (await reader.readexactly(int(length.group(1)))).decode() if length else ""
                path = head.split(" ", 2)[1]
                data = self.answer(path + ("&" if "?" in path else "?") + body).encode()
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(data) + data)
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


class Person:
    """Somebody who keeps how long each change took to come."""

    def __init__(self, site, port, session):
        self.site, self.port, self.session = site, port, session
        self.known, self.delays, self.refused = 0, [], 0

    def learn(self, text):
        for number in map(int, re.findall(r'"text": ?"No\. (\d+)"', text)):
            for each in range(self.known + 1, number + 1):
                if (self.session, each) in self.site.changed_at:
                    self.delays.append(time.monotonic() - self.site.changed_at[(self.session, each)])
            self.known = max(self.known, number)

    async def ask(self, path, more=""):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)
        self.request(writer, path, more)
        return reader, writer

    def request(self, writer, path, more=""):
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {self.session}\r\n{more}\r\n".encode())

    async def listen(self):
        reader, writer = await self.ask("/events")
        try:
            async for line in reader:
                self.refused += line.startswith(b"retry: 30000")
                self.learn(line.decode())
        finally:
            writer.close()

    async def poll(self):
        await asyncio.sleep(random.random() * POLL)
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)
        etag = ""
        try:
            while True:
                self.request(writer, "/chats", f"If-None-Match: {etag}\r\n" if etag else "")
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                etag = re.search(r"(?i)\r\netag: (\S+)", head).group(1)
                length = re.search(r"(?i)\r\ncontent-length: (\d+)", head)
                if length and " 200 " in head.split("\r\n")[0]:
                    self.learn((await reader.readexactly(int(length.group(1)))).decode())
                await asyncio.sleep(POLL)
        finally:
            writer.close()


async def told(site, people, way, server, load):
    """What it takes to tell these people of their changes in this way."""
    tasks = [asyncio.create_task(getattr(each, way)()) for each in people]
    await asyncio.sleep(SETTLE)
    before, cpu = dict(site.calls), server.cpu_seconds()
    start = time.monotonic()
    times = sorted((random.random() * (WINDOW - POLL - 2), each) for each in range(len(people)) for _ in range(CHANGES))
    for at, number in times:
        await asyncio.sleep(max(0, start + at - time.monotonic()))
        site.change(people[number].session)
    await asyncio.sleep(max(0, start + WINDOW - time.monotonic()))
    cpu = server.cpu_seconds() - cpu
    calls = {call: (site.calls[call] - before[call]) / WINDOW for call in site.calls}
    beside = await asyncio.to_thread(load)
    ended = sum(each.done() for each in tasks)
    for each in tasks:
        each.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    broken = [each for each in results if isinstance(each, Exception) and not isinstance(each, asyncio.CancelledError)]
    delays = sorted(delay * 1000 for each in people for delay in each.delays)
    return {"delays": delays, "missing": len(times) - len(delays), "calls": calls, "cpu": cpu / WINDOW, "list": beside,
            "lost": ended + len(broken) + sum(each.refused for each in people)}


async def measure(site, server_of, load):
    """Polls and streams, one after the other, with other sessions each. A stream that is left is noticed late, so it comes last."""
    listener = await asyncio.start_server(site.serve, "127.0.0.1", 9080, limit=1 << 20)
    async with listener:
        server = await asyncio.to_thread(server_of)
        try:
            await asyncio.to_thread(load, server, 20)
            alone = await asyncio.to_thread(load, server, 6)
            results = {}
            for way in ("poll", "listen"):
                people = [Person(site, server.port, f"{way}-session-{number}") for number in range(PEOPLE)]
                results[way] = await told(site, people, way, server, lambda: load(server, 6))
            return alone, results
        finally:
            await asyncio.to_thread(server.stop)


def percentile(values, share):
    return values[min(len(values) - 1, int(len(values) * share))]


def report(alone, results):
    names = {"listen": "GET /events", "poll": f"GET /chats with ETag every {POLL} s"}
    lines = ["| way | changes told | p50 ms | p99 ms | slowest ms | counter calls/s | list calls/s | CPU of one processor "
             "| GET /chats p99 ms meanwhile | × without |", "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"]
    for way, figures in results.items():
        delays, calls = figures["delays"], figures["calls"]
        lines.append(f"| {names[way]} | {len(delays)} of {len(delays) + figures['missing']} | {statistics.median(delays):,.0f} "
                     f"| {percentile(delays, 0.99):,.0f} | {delays[-1]:,.0f} | {calls['update_msb_indicators']:.1f} | {calls['get_chats']:.1f} "
                     f"| {figures['cpu'] * 100:.1f} % | {figures['list']['p99']:.1f} | {figures['list']['p99'] / alone['p99']:.2f} |")
    streams = results["listen"]
    p99, slower = percentile(streams["delays"], 0.99), streams["list"]["p99"] / alone["p99"]
    goals = [(f"p99 of a change below {BUDGET_MS:,} ms", f"{p99:,.0f} ms", p99 < BUDGET_MS),
             ("no change is lost", f"{streams['missing']}", streams["missing"] == 0),
             ("no stream ends or is refused", f"{streams['lost']}", streams["lost"] == 0),
             ("GET /chats p99 at most 1.5 × of without", f"{slower:.2f} ×", slower <= 1.5)]
    lines += ["", f"GET /chats with nobody else: p50 {alone['p50']:.1f} ms, p99 {alone['p99']:.1f} ms.", "",
              "| goal for streams | measured | holds |", "|---|---:|---|"]
    lines += [f"| {goal} | {measured} | {'yes' if holds else '**no**'} |" for goal, measured, holds in goals]
    return "\n".join(lines)
