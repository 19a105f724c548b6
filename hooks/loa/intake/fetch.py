"""One address, fetched with care: https only, public machines only, bounded in time, size and redirects.

The name is resolved once and every address it has is looked at; the connection then goes to that very address, so that
nobody can answer the check with one machine and the connection with another (server-side request forgery).
"""

from __future__ import annotations

import ipaddress
import os
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import urljoin, urlsplit

from urllib3 import HTTPHeaderDict, HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from loa import __version__
from loa.errors import say
from loa.progress import report

# Tests serve feeds on this machine: then, and only then, plain http to the loopback interface is allowed.
LOOPBACK = "LOA_LOOPBACK"
_MOVED = (301, 302, 303, 307, 308)
_CHUNK = 65_536


class FetchError(Exception):
    """Nothing came that may be used; the text says why, in the language of messages."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds and bytes that one address may cost."""

    connect: float = 10
    read: float = 15
    total: float = 60
    bytes: int = 5_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said. `data` is empty for 304; `moved`: the new address after permanent redirects alone."""

    status: int
    data: bytes
    address: str
    content_type: str = ""
    etag: str = ""
    modified: str = ""
    moved: str = ""


def fetch(address: str, *, etag: str = "", modified: str = "", limits: Limits | None = None) -> Answer:
    """Get `address`; with `etag` and `modified` of the last time the answer may be 304.

    Raises:
        FetchError: the address is refused, the server is slow, silent or wrong, or the answer too large.
    """
    limits = limits or Limits()
    headers = {
        "User-Agent": f"Loa/{__version__}",
        "Accept": "application/atom+xml, application/rss+xml, application/feed+json, application/zip;q=0.9, */*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
    }
    headers |= {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": modified} if modified else {}
    deadline, here, permanent = time.monotonic() + limits.total, address, True
    for _ in range(limits.redirects + 1):
        status, found, data = _once(here, headers, limits, deadline)
        if status not in _MOVED:
            break
        if "location" not in found:
            raise FetchError(say("máy chủ chuyển đi mà không nói đi đâu", "a redirect to nowhere"))
        permanent = permanent and status in (301, 308)
        here = urljoin(here, found["location"])
    else:
        raise FetchError(say("chuyển hướng quá nhiều lần", "too many redirects"))
    if status not in (200, 304):
        raise FetchError(say(f"máy chủ trả lời {status}", f"the server answered {status}"))
    return Answer(
        status,
        data if status == 200 else b"",
        here,
        found.get("content-type", ""),
        found.get("etag", "")[:200],
        found.get("last-modified", "")[:100],
        here if permanent and here != address else "",
    )


def _once(
    address: str, headers: dict[str, str], limits: Limits, deadline: float
) -> tuple[int, HTTPHeaderDict, bytes]:
    """One request without redirects: status, headers, body."""
    host, port, path, secure = _parts(address)
    target = _public_address(host, port, secure)
    left = deadline - time.monotonic()
    if left <= 0:
        raise _slow()
    connection = _connection(target, port, host, secure, min(limits.connect, left))
    expired = threading.Event()

    def cut() -> None:
        # A server that sends a byte now and then keeps every single read short: the line itself is cut.
        expired.set()
        if connection.sock:
            connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(left, cut)
    timer.daemon = True
    timer.start()
    try:
        connection.connect()
        if connection.sock:
            connection.sock.settimeout(limits.read)
        name = f"[{host}]" if ":" in host else host
        shown = name if port == (443 if secure else 80) else f"{name}:{port}"
        connection.request("GET", path, headers={"Host": shown, **headers}, preload_content=False)
        response = connection.getresponse()
        data = _body(response, limits.bytes) if response.status == 200 else b""
        if expired.is_set():
            raise _slow()
        return response.status, response.headers, data
    except TimeoutError as error:
        raise _slow() from error
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        if expired.is_set() or "timed out" in str(error):
            raise _slow() from error
        raise FetchError(
            say("không kết nối được hoặc trả lời hỏng", "no connection, or a broken answer")
        ) from error
    finally:
        timer.cancel()
        connection.close()


def _body(response: HTTPResponse, most: int) -> bytes:
    """The body, unpacked piece by piece: a small one that grows without end is stopped too."""
    found = bytearray()
    while chunk := response.read(_CHUNK, decode_content=True):
        found += chunk
        report("download", response.tell(), response.tell() + (response.length_remaining or 0))
        if len(found) > most:
            raise FetchError(say(f"lớn hơn {most / 1e6:.0f} MB", f"larger than {most / 1e6:.0f} MB"))
    return bytes(found)


def _parts(address: str) -> tuple[str, int, str, bool]:
    """(host, port, path with query, whether it is https) of an address that may be asked."""
    try:
        parts = urlsplit(address)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode() if parts.hostname else ""
    except (ValueError, UnicodeError) as error:
        raise FetchError(say("địa chỉ viết sai", "a malformed address")) from error
    secure = parts.scheme == "https"
    if not host or parts.username is not None or not (secure or (parts.scheme == "http" and _loopback())):
        raise FetchError(say("chỉ nhận địa chỉ https://", "only https:// addresses are asked"))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    quoted = "".join(
        char if "!" <= char <= "~" else "".join(f"%{b:02X}" for b in char.encode()) for char in path
    )
    return host, port or (443 if secure else 80), quoted, secure


def _public_address(host: str, port: int, secure: bool) -> str:
    """An address of `host` to connect to; one private address among several refuses them all."""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise FetchError(say("không tìm thấy máy chủ", "there is no such server")) from error
    for text in found:
        ip = ipaddress.ip_address(text.partition("%")[0])
        mapped = getattr(ip, "ipv4_mapped", None) or ip
        allowed = mapped.is_loopback if _loopback() else mapped.is_global and not mapped.is_multicast
        if not allowed:
            raise FetchError(say("địa chỉ này thuộc mạng nội bộ", "this address is in a private network"))
    # IPv4 first: many offices in the country have no IPv6.
    return sorted(found, key=lambda text: (":" in text, text))[0]


def _loopback() -> bool:
    return os.environ.get(LOOPBACK) == "1"


def _connection(target: str, port: int, host: str, secure: bool, timeout: float) -> HTTPConnection:
    if not secure:
        return HTTPConnection(target, port, timeout=timeout)
    return HTTPSConnection(
        target,
        port,
        timeout=timeout,
        server_hostname=host,
        assert_hostname=host,
        ssl_context=ssl.create_default_context(),
    )


def _slow() -> FetchError:
    return FetchError(say("máy chủ trả lời quá chậm", "the server is too slow"))
