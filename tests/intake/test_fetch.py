"""Fetching from good, slow, huge, hostile and moved servers."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest
from conftest import Server

from loa.intake.fetch import LOOPBACK, FetchError, Limits, fetch
from loa.progress import reporter

QUICK = Limits(connect=1, read=0.3, total=1, bytes=10_000, redirects=3)


def moves(status: int, to: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        request.send_header("Location", to)
        request.send_header("Content-Length", "0")
        request.end_headers()

    return answer


def answers(body: bytes, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return answer


def test_how_far_a_download_is(server: Server) -> None:
    server.pages["/goi"] = b"x" * 200_000
    told: list[tuple[str, int, int]] = []
    before = reporter.set(lambda *step: told.append(step))
    fetch(server.address + "/goi")
    reporter.reset(before)
    assert len(told) > 2 and told == sorted(told) and told[-1] == ("download", 200_000, 200_000)
    assert {total for _, _, total in told} == {200_000}


def test_a_good_server(server: Server) -> None:
    server.pages["/tin?a=1"] = answers(
        b"chao", ETag='"một"'.encode().decode("latin-1"), Last_Modified="hôm qua"[:0]
    )
    found = fetch(server.address + "/tin?a=1")
    assert (found.status, found.data, found.moved) == (200, b"chao", "")
    _, headers = server.asked[0]
    assert headers["Host"] == server.address.removeprefix("http://") and headers["User-Agent"].startswith(
        "Loa/"
    )


def test_an_unchanged_page_is_not_sent_twice(server: Server) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        same = (
            request.headers.get("If-None-Match") == '"v1"' and request.headers.get("If-Modified-Since") == "x"
        )
        request.send_response(304 if same else 200)
        request.send_header("ETag", '"v1"')
        request.send_header("Last-Modified", "x")
        request.send_header("Content-Length", "0" if same else "3")
        request.end_headers()
        request.wfile.write(b"" if same else b"tin")

    server.pages["/"] = answer
    first = fetch(server.address)
    assert first.data == b"tin"
    again = fetch(server.address, etag=first.etag, modified=first.modified)
    assert (again.status, again.data) == (304, b"")


@pytest.mark.parametrize(("status", "forever"), [(301, True), (308, True), (302, False), (307, False)])
def test_moved(server: Server, status: int, forever: bool) -> None:
    server.pages |= {"/cu": moves(status, "/moi"), "/moi": b"tin"}
    found = fetch(server.address + "/cu")
    assert found.data == b"tin" and found.address == server.address + "/moi"
    assert found.moved == (server.address + "/moi" if forever else "")


@pytest.mark.parametrize(
    "to",
    [
        *(
            "file:///etc/passwd",
            "ftp://127.0.0.1/",
            "http://192.168.1.1/",
            "https://10.0.0.1/",
            "http://[::ffff:10.0.0.1]/",
        ),
        *(
            "http://user:pass@127.0.0.1/",
            "//169.254.169.254/latest",
            "javascript:alert(1)",
            "http://0x7f.1:99999/",
        ),
    ],
)
def test_a_redirect_is_looked_at_like_an_address(server: Server, to: str) -> None:
    server.pages["/"] = moves(302, to)
    with pytest.raises(FetchError):
        fetch(server.address, limits=QUICK)
    assert len(server.asked) == 1


def test_a_circle_of_redirects_ends(server: Server) -> None:
    server.pages["/"] = moves(302, "/")
    with pytest.raises(FetchError, match="chuyển hướng quá nhiều lần"):
        fetch(server.address, limits=QUICK)
    assert len(server.asked) == QUICK.redirects + 1


@pytest.mark.parametrize(
    "address",
    [
        *(
            "http://example.org/",
            "https://127.0.0.1/",
            "https://localhost/",
            "https://[::1]/",
            "https://0.0.0.0/",
        ),
        *("https://10.1.2.3/", "https://172.16.0.1/", "https://192.168.0.1/", "https://169.254.169.254/"),
        *("https://100.64.0.1/", "https://[fe80::1]/", "https://[::ffff:127.0.0.1]/", "https://224.0.0.1/"),
        *(
            "file:///etc/passwd",
            "https://",
            "https://a b/",
            "",
            "feed.xml",
            "https://u@example.org/",
            "https://x:99999/",
        ),
    ],
)
def test_private_machines_are_never_asked(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(LOOPBACK, raising=False)
    with pytest.raises(FetchError):
        fetch(address, limits=QUICK)


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(LOOPBACK, raising=False)

    def resolve(host: str, port: int, **_: object) -> list:
        return [(0, 0, 0, "", (ip, port)) for ip in ("93.184.216.34", "10.0.0.5")]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(FetchError, match="mạng nội bộ"):
        fetch("https://lua.example/", limits=QUICK)


def test_the_address_that_was_looked_at_is_the_one_asked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name server that answers differently the second time gains nothing: there is no second time."""
    port, asked = int(server.address.rpartition(":")[2]), []

    def resolve(host: str, port: int, *_: object, **__: object) -> list:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", port))]

    server.pages["/"] = b"tin"
    monkeypatch.setattr("loa.intake.fetch.socket.getaddrinfo", resolve)
    assert fetch(f"http://tin.example:{port}/").data == b"tin"
    assert server.asked[0][1]["Host"] == f"tin.example:{port}" and asked.count("tin.example") == 1


@pytest.mark.parametrize("step", [0.05, 5.0], ids=["a byte now and then", "silence"])
def test_a_slow_server_costs_no_more_than_its_time(server: Server, step: float) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        try:
            for char in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 500:
                request.wfile.write(bytes([char]))
                request.wfile.flush()
                time.sleep(step)
        except OSError:
            pass

    server.pages["/"] = answer
    with pytest.raises(FetchError, match="quá chậm"):
        fetch(server.address, limits=QUICK)


@pytest.mark.parametrize("packed", [False, True])
def test_a_huge_answer_is_cut(server: Server, packed: bool) -> None:
    body = b"a" * 3_000_000
    headers = {"Content_Encoding": "gzip"} if packed else {}
    server.pages["/"] = answers(gzip.compress(body) if packed else body, **headers)
    with pytest.raises(FetchError, match="lớn hơn"):
        fetch(server.address, limits=QUICK)


def test_packed_answers_are_unpacked(server: Server) -> None:
    server.pages["/"] = answers(gzip.compress(b"tin"), Content_Encoding="gzip")
    assert fetch(server.address).data == b"tin"


@pytest.mark.parametrize("status", [403, 404, 500, 204])
def test_other_answers_are_errors(server: Server, status: int) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        request.send_header("Content-Length", "0")
        request.end_headers()

    server.pages["/"] = answer
    with pytest.raises(FetchError, match=str(status)):
        fetch(server.address)


@pytest.mark.parametrize(
    "reply", [b"", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nngan"]
)
def test_a_broken_answer_is_an_error(server: Server, reply: bytes) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(reply)
        request.close_connection = True

    server.pages["/"] = answer
    with pytest.raises(FetchError):
        fetch(server.address, limits=QUICK)


def test_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.MonkeyPatch.context() as patch, pytest.raises(FetchError):
        patch.setenv(LOOPBACK, "1")
        fetch(f"http://127.0.0.1:{port}/", limits=QUICK)


def test_tls_names_the_host_and_checks_its_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection goes to an address, the certificate must be for the name; no real host is asked."""
    seen = {}

    class Connection:
        sock = None

        def __init__(self, target: str, port: int, **options: object) -> None:
            seen.update(options, target=target, port=port)

        def connect(self) -> None:
            raise OSError

        def close(self) -> None:
            pass

    monkeypatch.delenv(LOOPBACK, raising=False)
    monkeypatch.setattr("loa.intake.fetch.HTTPSConnection", Connection)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: [(0, 0, 0, "", ("93.184.216.34", 443))])
    with pytest.raises(FetchError):
        fetch("https://báo.example/tin")
    context = seen["ssl_context"]
    assert (seen["target"], seen["port"]) == ("93.184.216.34", 443)
    assert seen["server_hostname"] == seen["assert_hostname"] == "xn--bo-yia.example" or "xn--" in str(
        seen["server_hostname"]
    )
    assert context.check_hostname and context.verify_mode.name == "CERT_REQUIRED"
