"""The composition root: settings, addresses and the edge; knows every module."""
