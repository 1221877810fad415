"""What a crew is told before it goes: written, issued, read."""
