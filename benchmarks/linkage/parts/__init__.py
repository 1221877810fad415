"""The parts of ``unhidden bench linkage``, each a bench that can be run by itself."""
