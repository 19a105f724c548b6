"""The live preview of `loa serve`: pages made when asked for, the editor beside them, the rest built behind."""
