"""The demonstration region: synthetic, and replayed through the real actions."""
