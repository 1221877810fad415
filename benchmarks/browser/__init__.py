"""Pages in Chromium: what axe and Lighthouse say, and how soon they serve.

It needs the packages for testing (``requirements/dev.txt``).
"""
