"""Who may talk to the editor: this machine's own browser window, and nobody else's page.

The server listens on the loopback address, which every page in the browser and every user of the machine can reach.
Against pages that have their own name point here (DNS rebinding) stands the Host header; against forms sent from
elsewhere (CSRF) the Origin header and a token in each form; against other users a key in the address that
`loa serve` prints. (OWASP CSRF Prevention Cheat Sheet; RFC 9110 section 7.2.)
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field

from werkzeug.wrappers import Request, Response

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def own_host(host: str, port: int) -> bool:
    """Whether a Host header names this server itself: a loopback name and its port."""
    return host in (f"127.0.0.1:{port}", f"localhost:{port}")


@dataclass(frozen=True, slots=True)
class Guard:
    """The secrets of one run of the server: `key` opens the editor, `token` stands in its forms."""

    port: int
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    @property
    def cookie(self) -> str:
        """The cookie's name; cookies know no ports, so each server has its own."""
        return f"loa-sua-{self.port}"

    def entered(self, request: Request) -> bool:
        """Whether the window has opened the address with the key before."""
        return _equal(request.cookies.get(self.cookie, ""), self.key)

    def opens(self, key: str) -> bool:
        """Whether `key` is the one that was printed."""
        return _equal(key, self.key)

    def let_in(self, response: Response) -> Response:
        """Remember the window until the browser is closed; other sites' requests never carry the cookie."""
        response.set_cookie(self.cookie, self.key, path="/sua/", httponly=True, samesite="Strict")
        return response

    def may_write(self, request: Request) -> bool:
        """Whether a request that changes something comes from a form of ours.

        A browser names the origin of every POST; one that leaves it out must at least say that it is our own page's.
        """
        origin = request.headers.get("Origin")
        site = request.headers.get("Sec-Fetch-Site")
        own = origin == f"http://{request.host}" if origin is not None else site == "same-origin"
        if not own or site not in (None, "same-origin"):
            return False
        return _equal(request.form.get("token", ""), self.token)


def _equal(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())
