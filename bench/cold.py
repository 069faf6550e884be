"""From the first second on: the image in its limits, and beside it the same BFF in Node.js, each from its start."""

import html
import re
import statistics
import subprocess
import time
import urllib.request

IMAGE = "vision-bff:bench"
LIMITS = ["--memory", "320m", "--memory-swap", "320m", "--read-only", "--tmpfs", "/tmp:size=16m,mode=1777"]
STEP = 5
WARM = 30

SCENARIOS = {"message page": ("/chats/78/messages", "page.lua", 60), "chat list hit": ("/chats", None, 45)}


def seconds_until(url, patience=120):
    start = time.monotonic()
    while time.monotonic() - start < patience:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                answer.read()
                return time.monotonic() - start
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"{url} does not answer.")


class Image:
    """A container of the image, as docs/operations.md runs it, with the network of the machine."""

    def __init__(self, docker, cpus, more=(), arguments=()):
        self.docker, self.port = docker, 9084
        environment = {"SERVER_PORT": self.port, "MANAGEMENT_SERVER_PORT": 9184, "VISION_BASE_URL": "http://127.0.0.1:9080",
                       "VISION_RATE_LIMIT_PER_SECOND": 1_000_000, "VISION_RATE_LIMIT_BURST": 1_000_000}
        command = [docker, "run", "--detach", "--rm", "--network", "host", "--cpus", cpus, *LIMITS]
        for name, value in environment.items():
            command += ["--env", f"{name}={value}"]
        self.id = subprocess.run([*command, *more, IMAGE, *arguments], capture_output=True, text=True, check=True).stdout.strip()
        self.ready = seconds_until("http://127.0.0.1:9184/actuator/health/readiness")

    def stop(self):
        subprocess.run([self.docker, "stop", self.id], capture_output=True, check=False)


def build(docker, project):
    subprocess.run([docker, "build", "--quiet", "--tag", IMAGE, project], check=True, capture_output=True)


def row(port, path, script, token):
    command = ["wrk", "-t1", "-c64", f"-d{STEP}s", "--timeout", "20s", "--latency", "-H", f"Authorization: Bearer {token}"]
    if script:
        command += ["-s", str(script)]
    output = subprocess.run([*command, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True).stdout
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", output)
    lost = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", output)
    return {
        "failed": (int(refused.group(1)) if refused else 0) + (sum(map(int, lost.groups())) if lost else 0),
        "throughput": float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1)),
        "p50": milliseconds(re.search(r"(?m)^ +50% +(\S+)", output).group(1)),
        "p99": milliseconds(re.search(r"(?m)^ +99% +(\S+)", output).group(1)),
        "max": milliseconds(re.search(r"Latency +\S+ +\S+ +(\S+)", output).group(1)),
    }


def milliseconds(text):
    number, unit = re.match(r"([\d.]+)(\w+)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]


def rows(port, path, script, seconds, token):
    return [row(port, path, script, token) for _ in range(seconds // STEP)]


def goals(scenario, ours, node):
    """Each as a sentence, with what was measured and whether it holds."""
    first, warm = range(10 // STEP), range(WARM // STEP, len(ours))
    share = 0.5 if scenario == "message page" else 1

    def ratio(steps):
        return sum(ours[step]["throughput"] for step in steps) / sum(node[step]["throughput"] for step in steps)

    steady = statistics.median(ours[step]["p99"] for step in warm)
    early = max(ours[step]["p99"] for step in first)
    worst = max(each["max"] for each in ours)
    return [
        (f"first 10 s: at least {share:g} × Node.js", f"{ratio(first):.2f} ×", ratio(first) >= share),
        (f"after {WARM} s: ahead of Node.js", f"{ratio(warm):.2f} ×", ratio(warm) > 1),
        ("p99 of the first 10 s: below 5 × the steady one", f"{early / steady:.1f} × {steady:.1f} ms", early < 5 * steady),
        ("no request over 1 s", f"{worst:.0f} ms", worst <= 1000),
        ("no request fails", f"{sum(each['failed'] for each in ours)}", not any(each["failed"] for each in ours)),
    ]


def report(scenario, our_start, node_start, ours, node):
    lines = [f"**{scenario}**: ready after {our_start:.1f} s, Node.js after {node_start:.1f} s", "",
             "| s | BFF requests/s | Node.js requests/s | ratio | BFF p50 ms | p99 | max | Node.js p50 ms | p99 | max |",
             "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"]
    for step, (our, other) in enumerate(zip(ours, node)):
        lines.append(f"| {step * STEP}–{(step + 1) * STEP} | {our['throughput']:,.0f} | {other['throughput']:,.0f} "
                     f"| {our['throughput'] / other['throughput']:.2f} | {our['p50']:.1f} | {our['p99']:.1f} | {our['max']:.0f} "
                     f"| {other['p50']:.1f} | {other['p99']:.1f} | {other['max']:.0f} |")
    lines += ["", "| goal | measured | holds |", "|---|---:|---|"]
    lines += [f"| {goal} | {measured} | {'yes' if holds else '**no**'} |" for goal, measured, holds in goals(scenario, ours, node)]
    return "\n".join(lines)


def plot(results, file):
    """Throughput over the seconds since readiness: a chart for each scenario, ours beside Node.js."""
    colours = {"BFF": "#1b6ef3", "Node.js": "#8a8f98"}
    parts, left = [], 60
    for scenario, by_name in results.items():
        most = max(each["throughput"] for steps in by_name.values() for each in steps)
        parts.append(f'<text x="{left}" y="20" font-weight="bold">{html.escape(scenario)}, requests/s</text>'
                     f'<path d="M{left} 30V230H{left + 300}" fill="none" stroke="black"/>'
                     f'<text x="{left - 4}" y="40" text-anchor="end">{most:,.0f}</text><text x="{left - 4}" y="230" text-anchor="end">0</text>')
        for number, (name, steps) in enumerate(by_name.items()):
            width = 300 / (len(steps) * STEP)
            points = " ".join(f"{left + (step + 0.5) * STEP * width:.0f},{230 - each['throughput'] / most * 195:.0f}"
                              for step, each in enumerate(steps))
            parts.append(f'<polyline points="{points}" fill="none" stroke="{colours[name]}" stroke-width="2"/>'
                         f'<text x="{left + 230}" y="{205 + 16 * number}" fill="{colours[name]}">{name}</text>')
        for mark in range(0, len(steps) * STEP + 1, 15):
            parts.append(f'<text x="{left + mark * width:.0f}" y="246" text-anchor="middle">{mark} s</text>')
        left += 380
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="{left}" height="260" font-family="sans-serif" font-size="12">'
                    f'<rect width="100%" height="100%" fill="white"/>{"".join(parts)}</svg>\n')
