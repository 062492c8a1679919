"""Errors that a user can do something about. The command line prints each as one line and ends with its exit code."""


class IsnadError(Exception):
    """Base of all; ``str()`` is one line that says which file or place, and what to do."""

    exit_code = 1


class InputError(IsnadError):
    """Something that was given cannot be read as what it should be."""

    exit_code = 2


class GraphError(IsnadError):
    """An article graph breaks a rule of its form (unknown term, quote that is not in the text, reference to nothing)."""

    exit_code = 3


class StoreError(IsnadError):
    """A store cannot be reached, refuses, or is not ours."""

    exit_code = 4


class QueryError(IsnadError):
    """A named query or its parameters are wrong."""

    exit_code = 5


class WithheldError(IsnadError):
    """An output would show what the edition withholds; it was not kept."""

    exit_code = 6
