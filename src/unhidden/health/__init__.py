"""How the installation is: what is looked at, what it says, and who is told."""
