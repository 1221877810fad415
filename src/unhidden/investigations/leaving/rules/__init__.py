"""How an archive is written, and how a page is redacted; plain values alone."""
