"""Seeing the graph: a local web server for the explorer's page, and the same view of a chosen part as one file.

The way of the data: ``source`` reads what a store or article graphs hold, ``catalogue`` keeps it as columns that are filtered and
counted in milliseconds, and read again by ``shelf`` when the store has changed; ``view``, ``chain`` (over ``ties``) and ``telling``
make the answers, in the forms of ``shape``; ``api`` sends them. ``detail`` tells all of one claim from its article, ``names`` and
``gloss`` find names in Arabic and in Latin letters, ``guard`` decides who may ask, ``tiles`` where the map may fetch from, ``page`` is
the built page and ``sheet`` the one file with data in it.

Scope. Nothing here writes to a store: notes on nodes are kept in a file of their own. No answer depends on the kind of store.
The words of articles are data in JSON and never markup. The articles' texts stay in the store until one is opened; the rest is
held in memory, four kilobytes a claim at most while it is read.
"""
