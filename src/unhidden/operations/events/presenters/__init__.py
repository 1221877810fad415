"""What pages show, and what they say of a refusal."""
