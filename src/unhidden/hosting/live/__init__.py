"""The live process: tells open boards that something changed, and never what."""
