"""A small made-up Herne to try everything with: no real shop, street or person."""
