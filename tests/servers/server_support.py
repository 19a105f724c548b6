"""Real web servers on this machine, started with the configurations of `docs/may-chu/`."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from loa.hub import PROJECT
from loa.publish.servers import configurations

PUBLISHED = PROJECT / "docs" / "may-chu"
_BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_filter_module.so")
_MODULES = (
    *("mpm_event", "authz_core", "mime", "dir", "setenvif", "headers", "filter", "brotli"),
    "deflate",
)


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A running server, and the folder of its logs."""

    name: str
    address: str
    logs: Path

    def get(self, path: str, *, encodings: str = "", method: str = "GET") -> Answer:
        """The answer for a path; errors are answers too. Names of headers are in small letters."""
        request = urllib.request.Request(
            self.address + path, method=method, headers={"Accept-Encoding": encodings} if encodings else {}
        )
        try:
            found = urllib.request.urlopen(request, timeout=10)
        except urllib.error.HTTPError as error:
            found = error
        with found:
            headers = {name.lower(): value for name, value in found.headers.items()}
            return Answer(found.status or 0, headers, found.read())

    def logged(self) -> str:
        """Everything that the server has written down."""
        return "\n".join(
            path.read_text(encoding="utf-8", errors="replace") for path in self.logs.glob("*.log")
        )


def program(name: str) -> str:
    """The path of a server; the tests fail where Debian's package is missing (`loa test` brings it)."""
    found = shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/usr/local/bin")
    assert found, f"these tests need {name}: run `loa test`, or apt-get install nginx-light apache2-bin caddy"
    return found


def nginx(site: Path, work: Path, port: int) -> list[str]:
    """The command line of nginx with our configuration, as Debian includes it from conf.d, and its brotli."""
    assert _BROTLI.is_file(), "these tests need libnginx-mod-http-brotli-filter: run `loa test`"
    own = _with(
        configurations()["nginx.conf"],
        ("    # brotli on;", "    brotli on;"),
        ("    # brotli_types ", "    brotli_types "),
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("/srv/loa/site", str(site)),
    )
    (work / "loa.conf").write_text(own, encoding="utf-8")
    (work / "nginx.conf").write_text(
        f"load_module {_BROTLI};\npid {work}/pid; events {{}}\nerror_log {work}/error.log warn;\n"
        f"http {{ include /etc/nginx/mime.types; access_log {work}/access.log;\n"
        + "".join(f"{kind}_temp_path {work}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        + f"include {work}/loa.conf; }}\n",
        encoding="utf-8",
    )  # fmt: skip
    return [program("nginx"), "-p", str(work), "-c", str(work / "nginx.conf"), "-g", "daemon off;"]


def apache(site: Path, work: Path, port: int) -> list[str]:
    """The command line of Apache with a copy of the site that has our .htaccess, and the log line of its comment."""
    copy = work / "site"
    copy.mkdir()
    for entry in site.iterdir():
        (copy / entry.name).symlink_to(entry)
    text = configurations()["apache.htaccess"]
    (copy / ".htaccess").write_text(text, encoding="utf-8")
    assert "combined env=!loa_silent" in text
    modules = "".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in _MODULES
    )
    (work / "apache.conf").write_text(
        f"{modules}ServerRoot {work}\nServerName loa.example\nServerTokens Prod\n"
        f"Listen 127.0.0.1:{port}\nPidFile {work}/pid\nErrorLog {work}/error.log\nDirectoryIndex index.html\n"
        f"User www-data\nGroup www-data\nMutex file:{work}\nTypesConfig /etc/mime.types\n"
        'LogFormat "%h %l %u %t \\"%r\\" %>s" combined\n'
        f"CustomLog {work}/access.log combined env=!loa_silent\nDocumentRoot {copy}\n"
        f"<Directory />\nAllowOverride FileInfo Options Indexes\nOptions FollowSymLinks\nRequire all granted\n"
        "</Directory>\n",
        encoding="utf-8",
    )  # fmt: skip
    return [program("apache2"), "-f", str(work / "apache.conf"), "-D", "FOREGROUND"]


def caddy(site: Path, work: Path, port: int) -> list[str]:
    """The command line of Caddy with our configuration, without its port for commands and its own certificates."""
    own = _with(
        configurations()["Caddyfile"],
        ("\nloa.example {", f"\nhttp://127.0.0.1:{port} {{"),
        ("/srv/loa/site", str(site)),
    )
    (work / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + own, encoding="utf-8")
    return [program("caddy"), "run", "--config", str(work / "Caddyfile"), "--adapter", "caddyfile"]


SERVERS = {"nginx": nginx, "apache": apache, "caddy": caddy}


def _with(text: str, *changes: tuple[str, str]) -> str:
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text


@contextmanager
def running(name: str, site: Path, work: Path) -> Iterator[Server]:
    """A server of this kind that shows `site`, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = SERVERS[name](site, work, port)
    with (work / "said.log").open("wb") as said:
        process = subprocess.Popen(
            command, stdout=said, stderr=said, env={"HOME": str(work), "PATH": "/usr/bin"}
        )
        try:
            _wait(port, process, work / "said.log")
            yield Server(name, f"http://127.0.0.1:{port}/", work)
        finally:
            process.terminate()
            process.wait(20)


def _wait(port: int, process: subprocess.Popen[bytes], said: Path) -> None:
    for _ in range(200):
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(said.read_text(encoding="utf-8", errors="replace"))
