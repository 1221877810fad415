"""``make prove``: what takes too long for every test run, in parts that go on where
they were stopped. What they find stands in ``docs/figures.md``."""
