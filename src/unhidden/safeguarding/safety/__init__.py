"""The register of a place of safety: who came, by number, and what was offered."""
