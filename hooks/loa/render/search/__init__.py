"""Searching the site without a server: what is found by which words, as small scripts that a page loads.

One matcher (`docs/assets/search.js`) for web and USB stick. Pagefind was measured (`loa bench search`): 155 KB of
scripts and WebAssembly before the first word, which old phones and pages opened from a file cannot run, so that a
second matcher would have been needed beside it.
"""
