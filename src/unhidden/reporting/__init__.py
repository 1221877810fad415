"""What the public tells us, sealed before it reaches disk."""
