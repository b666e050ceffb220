"""What a document's body is compared by: its set of shingles, and the MinHash signature of that set."""

from cleaner.stages.sketch.bodies import BodySketch, sketch_bodies
from cleaner.stages.sketch.minhash import (
    PERMUTATIONS,
    lean_minhash,
    lean_of_signature,
    permutations,
    signatures,
    signatures_of_flat,
)
from cleaner.stages.sketch.paragraphs import paragraph_hashes, paragraphs
from cleaner.stages.sketch.shingles import (
    Shingled,
    shingle_batch,
    shingle_flat,
    shingle_hashes,
)

__all__ = [
    "PERMUTATIONS",
    "BodySketch",
    "Shingled",
    "lean_minhash",
    "lean_of_signature",
    "paragraph_hashes",
    "paragraphs",
    "permutations",
    "shingle_batch",
    "shingle_flat",
    "shingle_hashes",
    "signatures",
    "signatures_of_flat",
    "sketch_bodies",
]
