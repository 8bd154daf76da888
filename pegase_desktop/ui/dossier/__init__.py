"""The page of one dossier, made from the declarations of its kind: for every kind but the complaint."""
