"""Bytes of a feed as clean entries: RSS 0.9x to 2.0, RDF, Atom (feedparser) and JSON Feed 1.x.

Feeds lie about their letters and hold anything: texts become plain text, links lead to web pages or are dropped.
"""

from __future__ import annotations

import calendar
import codecs
import datetime as dt
import html
import io
import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

import feedparser
import nh3

_VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}?\?>")
# What servers claim of Vietnamese text that is really windows-1258, or claim without looking.
_CARELESS = {"", "utf-8", "utf8", "us-ascii", "iso-8859-1", "latin-1", "windows-1252", "cp1252"}
_BLOCK = re.compile(r"<(?=/?(?:p|br|div|li|ul|ol|td|tr|h[1-6]|blockquote)\b)", re.IGNORECASE)
_TRACKING = re.compile(r"utm_.*|fbclid|gclid|zarsrc|mc_[ce]id", re.IGNORECASE)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")
_WORDS = re.compile(r"(?<!\d)(\d{1,2})\s+th[aá]ng\s+(\d{1,2})(?:\s*,|\s+n[aă]m)?\s+(\d{4})", re.IGNORECASE)
_MOST = 200  # entries of one feed
TITLE, SUMMARY = 200, 600


@dataclass(frozen=True, slots=True)
class Story:
    """An entry of a feed: plain text, a link to a web page, the day in Viet Nam where it is known."""

    title: str
    summary: str
    link: str
    published: dt.date | None
    id: str = ""
    enclosures: tuple[str, ...] = ()


class NoFeed(Exception):
    """The bytes are no feed of a kind that is known."""


def read_feed(data: bytes, address: str, content_type: str = "", language: str = "vi") -> list[Story]:
    """The entries of a feed fetched from `address`, in its order; what has no title or no safe link is dropped.

    Args:
        content_type: the header of that name; `language`: of the source, to guess at mislabelled letters.

    Raises:
        NoFeed: this is no feed.
    """
    text = decode(data, content_type, language)
    raw = _json_feed(text) if text.lstrip().startswith("{") else _xml_feed(text)
    found = []
    for entry in raw[:_MOST]:
        title, link = plain(entry["title"], TITLE), safe_link(entry["link"], address)
        if title and link:
            published = day_of(entry["date"], entry.get("parsed"))
            links = tuple(filter(None, (safe_link(url, address) for url in entry["enclosures"])))
            found.append(
                Story(title, plain(entry["summary"], SUMMARY), link, published, entry["id"][:500], links)
            )
    return found


def decode(data: bytes, content_type: str, language: str) -> str:
    """The text, whatever the labels say: UTF-8 where it can be, Vietnamese as windows-1258 where it must."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    header = re.search(r"charset=[\"']?([\w.-]+)", content_type)
    match = _DECLARED.match(data)
    for label in (match[1].decode("ascii") if match else "", header[1] if header else ""):
        if label.lower() in _CARELESS:
            continue
        try:
            return unicodedata.normalize("NFC", data.decode(label, "replace"))
        except (LookupError, UnicodeError):
            continue
    guess = "cp1258" if language.split("-")[0] == "vi" else "cp1252"
    return unicodedata.normalize("NFC", data.decode(guess, "replace"))


def plain(markup: str, limit: int) -> str:
    """Text without markup, scripts, hidden characters and line breaks, cut at a word at `limit` characters."""
    text = html.unescape(nh3.clean(_BLOCK.sub(" <", markup[:50_000]), tags=set()))
    # Format characters reorder what people read; the joiners of Khmer are among them and stay.
    kept = "".join(
        char if unicodedata.category(char) not in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp") else " "
        for char in text
        if char in "\u200b\u200c\u200d" or unicodedata.category(char) != "Cf"
    )
    words = " ".join(unicodedata.normalize("NFC", kept).split())
    if len(words) <= limit:
        return words
    return (
        words[: limit - 1].rpartition(" ")[0].rstrip(" ,;:.") + "…" if " " in words[:limit] else words[:limit]
    )


def safe_link(link: str, base: str) -> str:
    """The web address without what only serves to follow readers; empty for anything that is none."""
    if not link.strip():
        return ""
    try:
        parts = urlsplit(urljoin(base, link.strip()))
        host, username, port = parts.hostname, parts.username, parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host or username is not None:
        return ""
    query = urlencode(
        [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k)]
    )
    netloc = f"[{host}]" if ":" in host else host
    netloc += f":{port}" if port else ""
    found = urlunsplit((parts.scheme, netloc, parts.path or "/", query, ""))
    return found if re.fullmatch(r"https?://[^\s<>\"'\\\x00-\x20\x7f]{1,500}", found) else ""


def day_of(written: str, parsed: Any = None) -> dt.date | None:
    """The day in Viet Nam of a date as feeds write it; 05/11/2026 is the fifth of November here.

    Args:
        parsed: the same moment as feedparser understood it, in UTC.
    """
    for pattern in (_NUMERIC, _WORDS):
        if match := pattern.search(written):
            try:
                return dt.date(int(match[3]), int(match[2]), int(match[1]))
            except ValueError:
                return None
    try:
        if parsed:
            moment = dt.datetime.fromtimestamp(calendar.timegm(parsed), dt.UTC)
        else:
            moment = dt.datetime.fromisoformat(written.strip())
            moment = moment if moment.tzinfo else moment.replace(tzinfo=_VIET_NAM)
        return moment.astimezone(_VIET_NAM).date()
    except (ValueError, OverflowError, OSError):
        return None


def _xml_feed(text: str) -> list[dict[str, Any]]:
    # The letters are right by now: whatever the declaration says would only spoil them again.
    clean = _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
    headers = {"content-type": "application/xml; charset=utf-8"}
    found = feedparser.parse(
        io.BytesIO(clean), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not found.get("version"):
        raise NoFeed
    return [
        {
            "title": str(entry.get("title") or ""),
            "summary": str(entry.get("summary") or ""),
            "link": str(entry.get("link") or ""),
            # Past feedparser's own mapping of missing dates, which warns and goes away.
            "date": str(dict.get(entry, "published") or dict.get(entry, "updated") or ""),
            "parsed": dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed"),
            "id": str(entry.get("id") or ""),
            "enclosures": [str(link.get("href") or "") for link in entry.get("enclosures", ())],
        }
        for entry in found.entries
    ]


def _json_feed(text: str) -> list[dict[str, Any]]:
    """JSON Feed 1.0 and 1.1 (jsonfeed.org), which feedparser 6 does not read."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoFeed from error
    if not isinstance(data, dict) or "jsonfeed.org/version/" not in str(data.get("version")):
        raise NoFeed
    items = data.get("items")
    return [
        {
            "title": str(item.get("title") or ""),
            "summary": str(item.get("summary") or item.get("content_text") or item.get("content_html") or ""),
            "link": str(item.get("url") or item.get("external_url") or ""),
            "date": str(item.get("date_published") or item.get("date_modified") or ""),
            "id": str(item.get("id") or ""),
            "enclosures": [],
        }
        for item in (items if isinstance(items, list) else ())
        if isinstance(item, dict)
    ]
