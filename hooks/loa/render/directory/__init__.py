"""The directory of help on phones: small pages of their own, written as text without a template engine.

`records` holds what the pages show, `words` what the interface says in one language, `pages` makes the pages, `finder`
the index for typing. Pure: nothing is read or written here, and nothing depends on the build date but what is overdue.
`collect` alone knows editions; the rest stays light, because worker processes import it.
"""
