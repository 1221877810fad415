"""The processes of an installation, and the system accounts that they run as."""
