"""The composition root: settings, addresses and processes; knows every module."""
