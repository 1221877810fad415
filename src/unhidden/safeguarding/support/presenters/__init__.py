"""What a support worker types about somebody's support."""
