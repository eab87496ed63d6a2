"""Row and column triplet losses on the similarity matrix, trained in a notebook's cell."""

from .widget import Tripletscope

__all__ = ["Tripletscope"]
