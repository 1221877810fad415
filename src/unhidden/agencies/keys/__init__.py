"""The keys of an organisation: who has them, who waits, and how they are kept."""
