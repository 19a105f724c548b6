"""Radio: what a station reads aloud, sentence by sentence, and the frame around it.

`script_of` composes the script of an edition; the other modules check it and write it as plain text, print PDF,
Word document, SSML. Parts after the programme grids of provincial stations (domain dossier 2.3).
"""

from loa.render.radio.compose import make_script, script_of
from loa.render.radio.script import Line, Part, Script

__all__ = ["Line", "Part", "Script", "make_script", "script_of"]
