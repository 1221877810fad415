"""How a step fails: with a sentence."""


class Failure(Exception):
    """The step did not do its work; the message says why."""
