"""The Django programs that the ``unhidden`` command runs, each under one role."""
