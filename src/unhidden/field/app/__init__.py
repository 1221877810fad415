"""The app on a phone: its shell, its words, and what its service worker keeps."""
