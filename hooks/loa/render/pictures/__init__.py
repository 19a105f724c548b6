"""Pictures: cards to share, the profile frame, photographs of content, thumbnails.

One way through: `content` says what stands on a card, `layout` places it, `canvas` holds the pixels, and an
engine of `typeset` turns paragraphs into ink. `photos` is the one door for pictures that people bring.
"""
