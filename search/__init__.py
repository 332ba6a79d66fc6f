"""The public document, its store and everything that finds in it; imports nothing of ours."""
