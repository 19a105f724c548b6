"""Pages for the ear: the browser's own player, with the words beside it."""

from __future__ import annotations

from html import escape

from loa.editions import Edition
from loa.render.context import Context
from loa.render.html import relative
from loa.render.radio import script_of
from loa.render.radio.audio import audio_path
from loa.render.radio.products import script_text_path
from loa.render.radio.recording import recorded_seconds
from loa.site.parts import label, text
from loa.site.scripts import script_body


def player(
    edition: Edition, context: Context, path: str, products: frozenset[str], transcript: bool = True
) -> str:
    """The player of an edition on the page at `path`; empty where there is no sound.

    Args:
        products: the paths of the files that were made; `transcript`: fold the words out below the player.
    """
    if audio_path(edition) not in products:
        return ""
    source = escape(relative(audio_path(edition), path))
    voice = "audio.person" if recorded_seconds(edition) else "audio.machine"
    words = ""
    if transcript and script_text_path(edition) in products:
        body = script_body(script_of(edition, context), context)
        words = f"<details><summary>{text(context, 'audio.transcript')}</summary>\n{body}\n</details>"
    # Nothing is loaded before somebody presses play: a recording is a hundred pages.
    return (
        f'<figure class="loa-audio"><audio controls preload="none" src="{source}" '
        f"{label(context, 'audio.listen')}></audio>\n"
        f"<figcaption>{text(context, voice)} "
        f'<a href="{source}" download>{text(context, "audio.download")}</a></figcaption>\n{words}</figure>\n'
    )
