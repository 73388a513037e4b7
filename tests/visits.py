"""Pages opened in a real browser: what ran, what was asked for, and what the page became.

A server on this machine serves the pages; headless Chromium opens each in a frame. A policy that only reports
(``Content-Security-Policy-Report-Only: script-src 'none'``) tells of every script, handler and javascript: address
that would run, whatever it does; all other hosts lead nowhere.
"""

from __future__ import annotations

import json
import tempfile
import threading
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

from tests.browser import visit

TIME_LIMIT = 300

POLICY = (
    "script-src 'none'; script-src-elem 'none'; script-src-attr 'none'; object-src 'none'; frame-src 'none';"
    " base-uri 'none'; form-action 'none'; report-uri /report/{number}"
)

HARNESS = """<!doctype html><title>harness</title><body><script>
const TOTAL = %d, AT_ONCE = 12;
function look(page) {
  const elements = [...page.querySelectorAll("*")];
  const attributes = elements.flatMap(e => [...e.attributes].map(a => [e.localName, a.name, a.value]));
  const data = [...page.querySelectorAll("script[type='application/ld+json']")].map(s => s.textContent);
  return {
    names: [...new Set(elements.map(e => e.localName))],
    handlers: attributes.filter(([, name]) => name.startsWith("on")),
    schemes: [...new Set([...page.querySelectorAll("a[href], area[href]")].map(a => a.protocol))],
    scripts: page.scripts.length,
    data, headline: page.querySelector("h1")?.textContent ?? null,
    last: page.body.lastElementChild?.textContent.trim() ?? null,
    refresh: page.querySelectorAll("meta[http-equiv]").length,
  };
}
async function open(number) {
  const frame = document.createElement("iframe");
  frame.src = `/page/${number}`;
  const loaded = new Promise(resolve => frame.onload = resolve);
  document.body.append(frame);
  await loaded;
  let found;
  try { found = look(frame.contentDocument); } catch (error) { found = {error: String(error)}; }
  frame.remove();
  return found;
}
async function all() {
  const results = new Array(TOTAL);
  let next = 0;
  await Promise.all(Array.from({length: AT_ONCE}, async () => {
    while (next < TOTAL) { const number = next++; results[number] = await open(number); }
  }));
  await new Promise(resolve => setTimeout(resolve, 500));
  await fetch("/done", {method: "POST", body: JSON.stringify(results)});
}
all();
</script>"""


class Visit(NamedTuple):
    """What came of opening pages."""

    pages: list[dict[str, Any]]
    """Of each page: names of its elements, handlers, schemes of its links, scripts, JSON-LD, headline, last element."""
    ran: dict[int, list[str]]
    """What ran or would have run, by number of the page."""
    asked: list[str]
    """What was asked of the server besides the pages."""


def opened(pages: Sequence[bytes]) -> Visit:
    """The pages as a browser has them."""
    server = _Server(pages)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        finished = visit(server, server.done, Path(profile), TIME_LIMIT)
    assert finished, f"the browser did not get through {len(pages)} pages; it asked for {server.asked[:5]}"
    return Visit(server.results, server.ran, server.asked)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, pages: Sequence[bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages = pages
        self.done = threading.Event()
        self.results: list[dict[str, Any]] = []
        self.ran: dict[int, list[str]] = {}
        self.asked: list[str] = []


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/":
            self._send((HARNESS % len(self.server.pages)).encode())
        elif self.path.startswith("/page/") and self.path[6:].isdigit():
            number = int(self.path[6:])
            self._send(
                self.server.pages[number],
                {"Content-Security-Policy-Report-Only": POLICY.format(number=number)},
            )
        else:
            if self.path != "/favicon.ico":
                self.server.asked.append(self.path)
            self._send(b"", status=404)

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path.startswith("/report/"):
            report = json.loads(data)["csp-report"]
            said = f"{report.get('violated-directive')}: {report.get('blocked-uri')} {report.get('script-sample', '')}"
            self.server.ran.setdefault(int(self.path[8:]), []).append(said)
        elif self.path == "/done":
            self.server.results = json.loads(data)
            self.server.done.set()
        else:
            self.server.asked.append(self.path)
        self._send(b"")

    def _send(self, data: bytes, headers: dict[str, str] | None = None, status: int = 200) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        return
