"""The sign-language video of a page: the browser's own player, with its captions also as text."""

from __future__ import annotations

import re
from html import escape

from loa.editions import Edition
from loa.render.context import Context
from loa.render.html import relative
from loa.render.pictures.photos import picture_path
from loa.render.video import captions_path, video_path
from loa.site.parts import label, text, vietnamese

_TIMES = re.compile(r"^(?:\d+:)?\d{2}:\d{2}\.\d{3}[ \t]+-->.*$")


def sign_player(edition: Edition, context: Context, path: str) -> str:
    """The player on the page at `path`, with captions in Vietnamese; empty where the text has no video."""
    video = context.editions.sign_video(edition)
    if video is None:
        return ""
    source = escape(relative(video_path(video), path))
    captions = escape(relative(captions_path(video), path))
    poster = f' poster="{escape(relative(picture_path(video.poster), path))}"' if video.poster else ""
    minutes, seconds = divmod(video.length, 60)
    kind = "video/webm" if source.endswith(".webm") else "video/mp4"
    # From a memory stick browsers load no captions track: its words stand below.
    words = "".join(f"<p>{vietnamese(line, context)}</p>" for line in caption_lines(video.captions))
    return (
        f'<figure class="loa-video"><video controls preload="none" playsinline{poster} '
        f'{label(context, "video.sign")}><source src="{source}" type="{kind}">'
        f'<track kind="captions" srclang="vi" src="{captions}" label="{escape(context.t("video.captions"))}" default>'
        f"</video>\n<figcaption>{text(context, 'video.sign')}, "
        f"{text(context, 'radio.minutes', minutes=minutes, seconds=seconds)}. "
        f'<a href="{source}" download>{text(context, "video.download")}</a></figcaption>\n'
        f"<details><summary>{text(context, 'video.words')}</summary>\n{words}\n</details></figure>\n"
    )


def caption_lines(captions: str) -> list[str]:
    """The words of a WebVTT text, a line a cue: without times, names of cues, notes, styles and markup."""
    found = []
    for block in re.split(r"\n{2,}", captions):
        lines = block.splitlines()
        at = next((number for number, line in enumerate(lines) if _TIMES.match(line)), None)
        if at is not None:
            words = " ".join(line.strip() for line in lines[at + 1 :])
            found.append(re.sub(r"<[^>]*>", "", words))
    return [line for line in found if line]
