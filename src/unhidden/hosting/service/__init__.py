"""One process of a real installation, in the foreground: what each is, and may know."""
