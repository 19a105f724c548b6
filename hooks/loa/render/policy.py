"""What browsers are told about every page: the content security policy and the other security headers.

One source for the `<meta>` of the articles, that of the directory, and the server configurations
(`loa.publish.servers`), so that they cannot drift apart. After CSP Level 3 (W3C), `Permissions-Policy` (W3C) and
`Referrer-Policy` (W3C).
"""

from __future__ import annotations

from collections.abc import Mapping

_NONE, _SELF = "'none'", "'self'"
# True of every page, whatever stands on it: no <base>, no form, nobody's frame.
_ALWAYS = {"base-uri": _NONE, "form-action": _NONE}
_ARTICLE = {
    "default-src": _NONE,
    **dict.fromkeys(("img-src", "style-src", "font-src", "media-src", "script-src"), _SELF),
    **_ALWAYS,
}
# A page of the directory names the hashes of its own style and script in its <meta>. A server cannot: a
# configuration older than the pages would switch their quick exit off. So its header says all but those two.
_ANY_PAGE = {
    **dict.fromkeys(
        ("connect-src", "frame-src", "manifest-src", "media-src", "object-src", "worker-src"), _NONE
    ),
    **_ALWAYS,
}
# What only a header may say (CSP 3, 3.3).
_FRAMES = {"frame-ancestors": _NONE}

DIRECTORY = "(^|/)d/"
"""Addresses of the directory's pages, wherever the site stands: a regular expression that all servers read alike."""

HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            *("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope"),
            *("magnetometer", "microphone", "midi", "payment", "usb"),
        )
    ),
    # Over http browsers ignore it (RFC 6797, 8.1).
    "Strict-Transport-Security": "max-age=31536000",
}
"""Headers of every answer beside the content security policy."""


def _text(rules: Mapping[str, str]) -> str:
    return ";".join(f"{name} {value}" for name, value in rules.items())


def article() -> str:
    """The policy in the `<meta>` of an article: nothing but this site's own files."""
    return _text(_ARTICLE)


def directory(style: str, script: str, font: str) -> str:
    """The policy in the `<meta>` of a directory page.

    Args:
        style, script: source expressions that allow its inline style and scripts.
        font: those of its font, or "" without one.
    """
    own = {"style-src": style, "script-src": script, "img-src": "data:"}
    return _text({"default-src": _NONE, **own, **({"font-src": font} if font else {}), **_ALWAYS})


def article_header() -> str:
    """The policy that a server sends with everything outside the directory."""
    return _text({**_ARTICLE, **_FRAMES})


def any_page_header() -> str:
    """The policy that a server may send with any page; the page's own `<meta>` says the rest, and both count."""
    return _text({**_ANY_PAGE, **_FRAMES})
