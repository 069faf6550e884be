"""Measures the BFF beside nginx and beside the same BFF in Node.js, Bun and Go, on one machine in one run."""

import argparse
import asyncio
import csv
import datetime
import html
import json
import os
import pathlib
import platform
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

import cold
import streams

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent
RESULTS = HERE / "results"
TOKEN = "bench-session"
TICKS = os.sysconf("SC_CLK_TCK")

JVM = ["-XX:+UseCompactObjectHeaders", "-XX:+UseSerialGC", "-Xmx192m", "-XX:ReservedCodeCacheSize=48m",
       "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTReplayTraining"]
# What somebody starts who has only read README.md.
NEWCOMER = ["-Xmx512m"]
# The log of the image.
LOG = "ecs"
# So many times as long as the others a JVM is warmed up, since it compiles what it runs while it runs.
WARM_JAVA = 6
# So many seconds of the same go before each measurement, since each server is idle while the others are measured.
RUN_UP = 2
PLENTY = ["--vision.rate-limit.per-second=1000000", "--vision.rate-limit.burst=1000000"]

SCENARIOS = {
    "chat list hit": ("/chats", None, ["BFF", "BFF, plain", "Fastify", "Fastify, bytes", "Fastify, lean", "Hono on Bun", "Go",
                                       "nginx cache", "nginx proxy"]),
    "chat list 304": ("/chats", "etag", ["BFF", "Fastify", "Fastify, bytes"]),
    "message page": ("/chats/78/messages", "page.lua", ["BFF", "BFF, plain", "Fastify", "Fastify, lean", "Hono on Bun", "Go",
                                                         "nginx proxy"]),
    "unread page": ("/chats/79/messages", "unread.lua", ["BFF", "BFF, plain", "Fastify", "Fastify, lean", "Hono on Bun", "Go"]),
    "send a text": ("/chats/78/messages", "send.lua", ["BFF", "Fastify", "Fastify, lean", "Hono on Bun", "Go", "nginx proxy"]),
    "mix 80/15/5": ("/chats", "mix.lua", ["BFF", "Fastify", "nginx proxy"]),
}


def java():
    """A Java 25, where the build would find it too."""
    candidates = [os.environ.get("JAVA_HOME", ""), *sorted(map(str, pathlib.Path("/usr/lib/jvm").glob("*25*")))]
    for home in candidates:
        program = pathlib.Path(home) / "bin" / "java"
        if program.is_file() and re.search(r'version "(2[5-9]|[3-9]\d)', run([program, "-version"]).stderr):
            return str(program)
    sys.exit("bench/run needs a JDK 25: set JAVA_HOME.")


def run(command, **options):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)


def chat(number):
    return {
        "user_id": 77 + number, "username": f"user{number}", "name": f"First &amp; Last {number}",
        "avatar": "http://1.vision/upload/default/avatar.png", "verified": "1" if number % 5 == 0 else "0",
        "chat_id": 1000 - number, "time": "22 Nov, 2020 10:11", "last_message": f"See you at {number} o&#039;clock &amp; bye",
        "new_messages": number if number % 7 == 0 else "", "chat_url": f"http://1.vision/conversation/@user{number}",
    }


def message(number, unread=False):
    mine = number % 2 == 0
    link = '<a href="https://example.com/path?a=1&amp;b=2" target="_blank" class="inline-link">https://example.com/path?a...</a>'
    return {
        "id": 100 + number, "sent_by": 7 if mine else 78, "sent_to": 78 if mine else 7, "owner": mine,
        "message": link if number % 10 == 0 else f"No. {number}: don&#039;t worry &amp; be happy, all of you", "media_file": "",
        "media_type": "none", "seen": "0" if unread else "1606039860", "deleted_fs1": "N", "deleted_fs2": "N", "time": f"22 Nov, 2020 {8 + number // 7:02}:11",
        "side": "right" if mine else "left",
    }


def envelope(rows):
    return json.dumps({"code": 200, "message": "OK", "data": rows}, indent=4)


def write_data(folder):
    data = folder / "data"
    data.mkdir()
    for count in (1, 10, 30, 100, 1000):
        name = "chats.json" if count == 30 else f"chats-{TOKEN}-{count}.json"
        (data / name).write_text(envelope([chat(number) for number in range(1, count + 1)]))
    (data / "messages.json").write_text(envelope([message(number) for number in range(20)]))
    (data / "messages-79.json").write_text(envelope([message(number, number >= 10) for number in range(20)]))
    (data / "newest.json").write_text(envelope([message(19)]))


class Server:
    """A process, its workers and what they cost."""

    def __init__(self, name, command, port, folder, path="/chats"):
        self.name, self.port = name, port
        self.log = open(folder / f"{name.replace(' ', '-')}.log", "w", encoding="utf-8")
        self.started = time.monotonic()
        self.process = subprocess.Popen([str(word) for word in command], cwd=folder, stdout=self.log, stderr=self.log)
        try:
            self.first_answer = self.await_answer(path)
        except SystemExit:
            self.stop()
            raise

    def await_answer(self, path):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers={"Authorization": f"Bearer {TOKEN}"})
        for _ in range(6000):
            try:
                with urllib.request.urlopen(request, timeout=5) as answer:
                    answer.read()
                    return time.monotonic() - self.started
            except OSError:
                if self.process.poll() is not None:
                    sys.exit(f"{self.name} ended by itself: {pathlib.Path(self.log.name).read_text()[-2000:]}")
                time.sleep(0.01)
        sys.exit(f"{self.name} does not answer: {pathlib.Path(self.log.name).read_text()[-2000:]}")

    def at(self, port, name):
        """The same process at another of its ports."""
        other = object.__new__(Server)
        other.__dict__.update(self.__dict__, port=port, name=name)
        return other

    def processes(self):
        children = run(["pgrep", "-P", self.process.pid]).stdout.split()
        return [self.process.pid, *map(int, children)]

    def cpu_seconds(self):
        total = 0
        for pid in self.processes():
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def memory_mib(self):
        total = 0
        for pid in self.processes():
            total += int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text()).group(1))
        return total / 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(40)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()


def etag(port):
    request = urllib.request.Request(f"http://127.0.0.1:{port}/chats", headers={"Authorization": f"Bearer {TOKEN}"})
    with urllib.request.urlopen(request) as answer:
        return answer.headers["ETag"]


def load(server, path, special, seconds, connections=64, token=TOKEN):
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "--latency", "-H", f"Authorization: Bearer {token}"]
    if special == "etag":
        command += ["-H", f"If-None-Match: {etag(server.port)}"]
    elif special:
        command += ["-s", HERE / "wrk" / special]
    before = server.cpu_seconds()
    output = run([*command, f"http://127.0.0.1:{server.port}{path}"]).stdout
    cpu = server.cpu_seconds() - before
    requests = int(re.search(r"(\d+) requests in", output).group(1))
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", output)
    if "Socket errors" in output or wrong:
        sys.exit(f"{server.name} failed under load:\n{output}")
    return {
        "throughput": float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1)),
        "p50": milliseconds(re.search(r"(?m)^ +50% +(\S+)", output).group(1)),
        "p99": milliseconds(re.search(r"(?m)^ +99% +(\S+)", output).group(1)),
        "cpu": cpu / requests * 1e6,
    }


def load_when_warm(server, path, special, seconds, **options):
    load(server, path, special, RUN_UP, **options)
    return load(server, path, special, seconds, **options)


def milliseconds(text):
    number, unit = re.match(r"([\d.]+)(\w+)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def median(rounds):
    return {figure: statistics.median(each[figure] for each in rounds) for figure in rounds[0]}


def warmed(name, options):
    return options.warm * (WARM_JAVA if name.startswith("BFF") else 1)


def measured(servers, options):
    rounds = {}
    for scenario, (path, special, names) in SCENARIOS.items():
        for name in names:
            load(servers[name], path, special, warmed(name, options))
    for number in range(options.rounds):
        for scenario, (path, special, names) in SCENARIOS.items():
            for name in names if number % 2 == 0 else reversed(names):
                rounds.setdefault((scenario, name), []).append(load_when_warm(servers[name], path, special, options.seconds))
        print(f"round {number + 1} of {options.rounds}", flush=True)
    upstream = [load_when_warm(servers["upstream"], f"/mobile_api/get_messages?session_id={TOKEN}", None, options.seconds, connections=1)
                for _ in range(3)]
    alone = [load_when_warm(servers["BFF"], "/chats/78/messages", None, options.seconds, connections=1) for _ in range(3)]
    added = median(alone)["p50"] - median(upstream)["p50"]
    return {key: median(value) for key, value in rounds.items()}, added


def sharing(program, jar, folder, options):
    """What it costs to share with other replicas: the same process with and without a store, in alternating rounds."""
    servers, rounds = {}, {}
    more = {"BFF": [], "BFF, sharing": [f"--vision.shared.url={options.shared}"]}
    try:
        upstream = Server("upstream", ["nginx", "-p", folder, "-e", "nginx-start.log", "-c", HERE / "nginx" / "upstream.conf"], 9080,
                          folder, "/mobile_api/get_chats")
        servers["upstream"] = upstream
        for number, (name, arguments) in enumerate(more.items()):
            servers[name] = Server(name, [program, *JVM, "-jar", jar, f"--server.port={9084 + number}",
                                          f"--management.server.port={9184 + number}", "--vision.base-url=http://127.0.0.1:9080",
                                          *PLENTY, *arguments], 9084 + number, folder)
        scenarios = {scenario: SCENARIOS[scenario] for scenario in ("chat list hit", "message page", "send a text")}
        for path, special, _ in scenarios.values():
            for name in more:
                load(servers[name], path, special, options.warm * WARM_JAVA)
        for number in range(options.rounds):
            for scenario, (path, special, _) in scenarios.items():
                for name in more if number % 2 == 0 else reversed(more):
                    rounds.setdefault((scenario, name), []).append(load_when_warm(servers[name], path, special, options.seconds))
            print(f"round {number + 1} of {options.rounds}", flush=True)
    finally:
        for server in servers.values():
            server.stop()
    return table({key: median(value) for key, value in rounds.items()})


def growth(servers, options):
    by_chats = {}
    for count in (1, 10, 100, 1000):
        token = f"{TOKEN}-{count}"
        by_chats[count] = {name: load_when_warm(servers[name], "/chats", None, options.seconds, token=token)
                           for name in ("BFF", "Fastify")}
    by_connections = {}
    for connections in (1, 8, 64, 512):
        by_connections[connections] = {name: load_when_warm(servers[name], "/chats", None, options.seconds, connections=connections)
                                       for name in ("BFF", "Fastify")}
    return by_chats, by_connections


def starts(program, jar, folder, options):
    """Seconds from start to first answer, without and with an AOT cache made by a training run."""
    unpacked = folder / "unpacked"
    run([program, "-Djarmode=tools", "-jar", jar, "extract", "--destination", unpacked], check=True)
    arguments = ["-jar", jar.name, "--server.port=9085", "--vision.base-url=http://127.0.0.1:9080"]
    training = Server("training", [program, *JVM, "-XX:-AOTRecordTraining", "-XX:AOTCacheOutput=vision-bff.aot", *arguments],
                      9085, unpacked)
    training.stop()
    without, with_cache = [], []
    for _ in range(options.starts):
        for cache, times in (("off", without), ("on", with_cache)):
            server = Server("start", [program, *JVM, "-XX:AOTCache=vision-bff.aot", f"-XX:AOTMode={cache}", *arguments], 9085,
                            unpacked)
            times.append(server.first_answer)
            server.stop()
    return unpacked, statistics.median(without), statistics.median(with_cache)


def install(peer):
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--silent"], cwd=HERE / peer, check=True)


def from_cold(options):
    """The image and the lean BFF in Node.js, one after the other, each from its start and with the machine to itself."""
    docker = shutil.which("docker") or sys.exit("bench/run --only cold needs Docker.")
    docker = os.environ.get("DOCKER", docker)
    cold.build(docker, PROJECT)
    install("fastify")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-"))
    folder.chmod(0o755)
    write_data(folder)
    results, parts = {}, []
    upstream = Server("upstream", ["nginx", "-p", folder, "-e", "nginx-start.log", "-c", HERE / "nginx" / "upstream.conf"], 9080, folder,
                      "/mobile_api/get_chats")
    try:
        for scenario, (path, script, seconds) in cold.SCENARIOS.items():
            script = script and HERE / "wrk" / script
            node = Server("Node.js", ["node", HERE / "fastify" / "lean.js"], 9085, folder)
            try:
                theirs = cold.rows(node.port, path, script, seconds, TOKEN)
            finally:
                node.stop()
            image = cold.Image(docker, options.cpus)
            try:
                ours = cold.rows(image.port, path, script, seconds, TOKEN)
            finally:
                image.stop()
            results[scenario] = {"BFF": ours, "Node.js": theirs}
            parts.append(cold.report(scenario, image.ready, node.first_answer, ours, theirs))
            print(parts[-1], flush=True)
    finally:
        upstream.stop()
        shutil.rmtree(folder, ignore_errors=True)
    text = (f"Measured on {datetime.date.today()} with {machine()}; the image with 320 MiB and {options.cpus} CPU, wrk with 64 connections on "
            "loopback. Nothing was under load before.")
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "cold.md").write_text("\n\n".join([text, *parts]) + "\n")
    cold.plot(results, RESULTS / "cold.svg")
    return text


def streaming(program, jar):
    """People who are told of changes by a stream each, and the same number who poll."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-"))
    site = streams.Site([chat(number) for number in range(1, 31)], envelope)

    def server():
        return Server("BFF", [program, *JVM, "-jar", jar, "--server.port=9084", "--management.server.port=9184",
                              "--vision.base-url=http://127.0.0.1:9080", *PLENTY], 9084, folder)

    def list_load(server, seconds):
        return load(server, "/chats", None, seconds, connections=8)

    try:
        alone, results = asyncio.run(streams.measure(site, server, list_load))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    text = "\n\n".join([
        f"Measured on {datetime.date.today()} with {machine()}: {streams.PEOPLE} people with a session each and a list of 30 chats, "
        f"{streams.CHANGES} changes for each within {streams.WINDOW} s, the site and the people in one process of Python, all on the same "
        "machine. Processor time is of the BFF alone. For the last two columns wrk asks for one list with 8 connections.",
        streams.report(alone, results)])
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "streams.md").write_text(text + "\n")
    return text


def machine():
    model = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    return f"{os.cpu_count()} × {model.group(1) if model else platform.processor()}, Linux {platform.release().split('-')[0]}"


def table(results):
    lines = ["| scenario | server | requests/s | ratio | p50 ms | p99 ms | p99/p50 | CPU µs/request | ratio |",
             "|---|---|---:|---:|---:|---:|---:|---:|---:|"]
    for (scenario, name), figures in results.items():
        bff = results[(scenario, "BFF")]
        lines.append(f"| {scenario} | {name} | {figures['throughput']:,.0f} | {bff['throughput'] / figures['throughput']:.2f} "
                     f"| {figures['p50']:.2f} | {figures['p99']:.2f} | {figures['p99'] / figures['p50']:.1f} "
                     f"| {figures['cpu']:.0f} | {bff['cpu'] / figures['cpu']:.2f} |")
    return "\n".join(lines)


def growth_table(title, figures):
    lines = [f"| {title} | BFF requests/s | Fastify requests/s | ratio | BFF CPU µs | Fastify CPU µs |",
             "|---:|---:|---:|---:|---:|---:|"]
    for size, by_name in figures.items():
        bff, node = by_name["BFF"], by_name["Fastify"]
        lines.append(f"| {size} | {bff['throughput']:,.0f} | {node['throughput']:,.0f} "
                     f"| {bff['throughput'] / node['throughput']:.2f} | {bff['cpu']:.0f} | {node['cpu']:.0f} |")
    return "\n".join(lines)


def plot(results, file):
    """Throughput as bars, one group for each scenario."""
    colours = {"BFF": "#1b6ef3", "BFF, plain": "#8db6f9", "Fastify": "#8a8f98", "Fastify, bytes": "#c3c7cd", "Fastify, lean": "#5b6069",
               "Hono on Bun": "#d99a4e", "Go": "#4ea9b5", "nginx cache": "#2a9d5c", "nginx proxy": "#9ed9b8"}
    bars, y = [], 40
    widest = max(figures["throughput"] for figures in results.values())
    for scenario in SCENARIOS:
        bars.append(f'<text x="10" y="{y}" font-weight="bold">{html.escape(scenario)}</text>')
        for name in SCENARIOS[scenario][2]:
            throughput = results[(scenario, name)]["throughput"]
            y += 22
            bars.append(f'<text x="20" y="{y}">{name}</text>'
                        f'<rect x="110" y="{y - 13}" width="{throughput / widest * 480:.0f}" height="16" fill="{colours[name]}"/>'
                        f'<text x="{118 + throughput / widest * 480:.0f}" y="{y}">{throughput:,.0f}/s</text>')
        y += 34
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="700" height="{y}" font-family="sans-serif" font-size="13">'
                    f'<rect width="100%" height="100%" fill="white"/>{"".join(bars)}</svg>\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured, alternating (5)")
    parser.add_argument("--seconds", type=int, default=6, help="how long each measurement takes (6)")
    parser.add_argument("--warm", type=int, default=12, help="how long each is warmed up before, the BFF six times as long (12)")
    parser.add_argument("--starts", type=int, default=5, help="how many starts are measured, with and without AOT cache (5)")
    parser.add_argument("--jar", type=pathlib.Path, help="a jar that is already built")
    parser.add_argument("--only", choices=["cold", "streams"],
                        help="cold: the image in its limits beside Node.js, from the first second on; streams: event streams beside polling")
    parser.add_argument("--cpus", default="1", help="with --only cold: the limit of processors of the image (1, as in the manifests)")
    parser.add_argument("--shared", metavar="URL", help="a Valkey or Redis: measure only what it costs to share it")
    options = parser.parse_args()
    os.environ["LOGGING_STRUCTURED_FORMAT_CONSOLE"] = LOG
    if options.only == "cold":
        print(from_cold(options))
        return
    program = java()
    if not options.jar:
        subprocess.run([PROJECT / "mvnw", "-B", "-q", "-ntp", "package", "-DskipTests"], cwd=PROJECT,
                       env={**os.environ, "JAVA_HOME": str(pathlib.Path(program).parents[1])}, check=True)
    jar = (options.jar or PROJECT / "target" / "vision-bff.jar").resolve()
    if options.only == "streams":
        print(streaming(program, jar))
        return
    if options.shared:
        folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-"))
        folder.chmod(0o755)
        write_data(folder)
        print(sharing(program, jar, folder, options))
        shutil.rmtree(folder, ignore_errors=True)
        return
    for peer in ("fastify", "bun"):
        install(peer)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-"))
    folder.chmod(0o755)  # nginx gives up being root before it reads
    write_data(folder)
    nginx = ["nginx", "-p", folder, "-e", "nginx-start.log", "-c"]
    servers = {}
    try:
        servers["upstream"] = Server("upstream", [*nginx, HERE / "nginx" / "upstream.conf"], 9080, folder,
                                     "/mobile_api/get_chats")
        unpacked, without, with_cache = starts(program, jar, folder, options)
        servers["nginx proxy"] = Server("nginx proxy", [*nginx, HERE / "nginx" / "proxy.conf"], 9081, folder)
        servers["nginx cache"] = servers["nginx proxy"].at(9082, "nginx cache")
        servers["Fastify"] = Server("Fastify", ["node", HERE / "fastify" / "server.js"], 9083, folder)
        servers["Fastify, bytes"] = Server("Fastify, bytes", ["node", HERE / "fastify" / "server.js", "finished"], 9088,
                                           folder)
        servers["Fastify, lean"] = Server("Fastify, lean", ["node", HERE / "fastify" / "lean.js"], 9085, folder)
        servers["Hono on Bun"] = Server("Hono on Bun", [HERE / "bun" / "node_modules" / "@oven" / "bun-linux-x64" / "bin" / "bun",
                                                        HERE / "bun" / "server.js"], 9086, folder)
        subprocess.run(["go", "build", "-o", folder / "go-bff", "main.go"], cwd=HERE / "go", check=True)
        servers["Go"] = Server("Go", [folder / "go-bff"], 9087, folder)
        servers["BFF, plain"] = Server("BFF, plain", [program, *NEWCOMER, "-jar", jar, "--server.port=9089", "--management.server.port=9189",
                                                      "--vision.base-url=http://127.0.0.1:9080", *PLENTY], 9089, folder)
        servers["BFF"] = Server("BFF", [program, *JVM, "-XX:AOTCache=vision-bff.aot", "-jar", jar.name, "--server.port=9084",
                                        "--vision.base-url=http://127.0.0.1:9080", *PLENTY], 9084, unpacked)
        time.sleep(3)
        idle = {name: servers[name].memory_mib() for name in ("BFF", "Fastify")}
        results, added = measured(servers, options)
        by_chats, by_connections = growth(servers, options)
        loaded = {name: servers[name].memory_mib() for name in ("BFF", "Fastify")}
    finally:
        for name in ("BFF", "BFF, plain", "Go", "Hono on Bun", "Fastify, lean", "Fastify", "Fastify, bytes", "nginx proxy", "upstream"):
            if name in servers:
                servers[name].stop()
        shutil.rmtree(folder, ignore_errors=True)

    report = "\n\n".join([
        f"Measured on {datetime.date.today()} with {machine()}; medians of {options.rounds} alternating rounds of {options.seconds} s, each "
        f"after {RUN_UP} s of the same, "
        "wrk with 64 connections on loopback, all on the same machine. Before the first round each was under each load for "
        f"{options.warm} s, the BFF for {options.warm * WARM_JAVA} s. 'BFF, plain' is java -jar with no flag but {NEWCOMER[0]}; 'Fastify, lean' "
        "is by a team that looked at its profile. A ratio is the BFF's figure by that of the other. "
        "'Fastify, bytes' keeps finished bytes, as the BFF does; 'Fastify' serialises what it keeps with its response schema.",
        table(results),
        f"Added to the upstream's own p50 by the BFF, one connection, message page: {added:.2f} ms.",
        f"Start to first answer: {without:.2f} s without the AOT cache, {with_cache:.2f} s with it, ratio {with_cache / without:.2f}.",
        "Resident memory idle and after the load: " + ", ".join(
            f"{name} {idle[name]:.0f} and {loaded[name]:.0f} MiB" for name in idle) + ".",
        growth_table("chats in the list", by_chats),
        growth_table("connections", by_connections),
    ])
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "results.md").write_text(report + "\n")
    with open(RESULTS / "results.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["scenario", "server", "requests_per_second", "p50_ms", "p99_ms", "cpu_us_per_request"])
        for (scenario, name), figures in results.items():
            writer.writerow([scenario, name, *(f"{figures[key]:.3f}" for key in ("throughput", "p50", "p99", "cpu"))])
    plot(results, RESULTS / "throughput.svg")
    print(report)


if __name__ == "__main__":
    main()
