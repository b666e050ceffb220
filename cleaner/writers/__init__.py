"""Writers: the only place where files are written; each is complete or not there at all."""
