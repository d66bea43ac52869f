"""The scenes of the pictures in docs/images, and the page that they are played in."""
