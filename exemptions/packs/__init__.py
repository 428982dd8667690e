"""Loading a folder of law data: read the files, refuse what is wrong in words, store the rest."""
