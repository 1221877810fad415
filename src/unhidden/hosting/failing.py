"""How a step fails: with a sentence."""


class StepFailure(Exception):
    """The step did not do its work; the message says why."""
