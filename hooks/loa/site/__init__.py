"""The MkDocs adapter: the only part of Loa that imports mkdocs. It renders the articles with Material's style."""
