"""Phones: enrolled by their owner, approved by another, lost, and handed back."""
