"""Pages in a real browser: headless Chromium loads them, one after the other, and tells what it made of them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

# Each page is loaded into a frame. What runs in it leaves a note in its own window or, under its frame's name, in ours.
RUNNER = r"""<!DOCTYPE html><meta charset=utf-8><title>runner</title><script>
const count = COUNT, wide = 6; let next = 0, open = 0, said = [];
var ran = {};
function load() {
  while (open < wide && next < count) one(next++);
  if (!open && next >= count) send("/done");
}
function one(index) {
  const frame = document.createElement("iframe");
  open++;
  if (PARSED) {
    fetch("/page/" + index).then(answer => answer.text()).then(text => {
      const page = new DOMParser().parseFromString(text, "text/html");
      said.push([index, look(page, {location}, "")]); open--;
      if (said.length >= 20) send("/seen"); load();
    });
    return;
  }
  frame.name = "f" + index;
  frame.onload = () => setTimeout(() => {
    let seen; try { seen = look(frame.contentDocument, frame.contentWindow, frame.name); } catch (e) { seen = {error: String(e)}; }
    said.push([index, seen]); frame.remove(); open--;
    if (said.length >= 50) send("/seen"); load();
  }, 0);
  frame.src = "/page/" + index;
  document.body.append(frame);
}
function look(page, view, frame) {
  const block = page.querySelector('script[data-newsml="article"]');
  return {
    ran: view.ran || ran[frame] || null, at: view.location.pathname,
    block: block && block.textContent, charset: page.characterSet,
    names: [...page.querySelectorAll("*")].map(e => e.localName),
    handlers: [...page.querySelectorAll("*")].flatMap(e => e.getAttributeNames()).filter(n => n.startsWith("on")),
    after: page.getElementById("after")?.textContent ?? null, mark: view.after || null, ...rest(page),
  };
}
function rest(page) {
  for (const ours of page.querySelectorAll("[data-newsml]")) ours.remove();
  const elements = [...page.querySelectorAll("*")].map(e => [e.localName, ...e.getAttributeNames()].join(" "));
  return {elements, text: page.documentElement.textContent.split(/\s+/).join("")};
}
function send(path) {
  const body = JSON.stringify(said); said = [];
  fetch(path, {method: "POST", body});
}
onload = load;
</script><body>"""


def chromium() -> str:
    """The browser of this machine; the test is skipped where there is none."""
    found = os.environ.get("NEWSML_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("there is no Chromium here: install it, or name it in NEWSML_CHROMIUM")
    return found


def visit(server: ThreadingHTTPServer, done: threading.Event, profile: Path, seconds: float) -> bool:
    """Opens the first page of this server in Chromium until it is done; whether it was, within these seconds.

    Addresses on other hosts lead nowhere. Afterwards the server is closed.
    """
    threading.Thread(target=server.serve_forever, daemon=True).start()
    command = [
        chromium(), "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
        "--mute-audio", "--disable-extensions", "--disable-background-networking", "--disable-component-update",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        f"--user-data-dir={profile}", f"http://127.0.0.1:{server.server_port}/",
    ]  # fmt: skip
    browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        return done.wait(seconds)
    finally:
        browser.terminate()
        browser.wait(20)
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, pages: Sequence[bytes], parsed: bool) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.runner = RUNNER.replace("COUNT", str(len(pages))).replace("PARSED", str(parsed).lower())
        self.pages = pages
        self.seen: dict[int, dict[str, Any]] = {}
        self.done = threading.Event()


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    headers_of: ClassVar[dict[str, str]] = {"Cache-Control": "no-store"}

    def do_GET(self) -> None:
        server = self.server
        if self.path == "/":
            self.answer(server.runner.encode())
        elif (number := self.path.removeprefix("/page/")).isdigit():
            self.answer(server.pages[int(number)])
        else:
            self.answer(b"", 404)

    def do_POST(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.seen.update(said)
        self.answer(b"")
        if self.path == "/done":
            self.server.done.set()

    def answer(self, data: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments: Any) -> None:
        return


def look(
    pages: Sequence[bytes], profile: Path, seconds: float = 300, *, parsed: bool = False
) -> list[dict[str, Any]]:
    """What Chromium sees of each page: its block, its elements, what ran, what stands behind the block.

    ``elements`` and ``text`` are those of the page without what is ours. Where pages are only ``parsed``, as UTF-8 and
    without scripting, nothing in them is run or loaded.
    """
    server = _Server(pages, parsed)
    finished = visit(server, server.done, profile, seconds)
    assert finished, f"Chromium looked at {len(server.seen)} of {len(pages)} pages in {seconds} s"
    return [server.seen[index] for index in range(len(pages))]
