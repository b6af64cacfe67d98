"""QTI (1EdTech): 1.2 with its Canvas and Common Cartridge dialects, 2.1 and 2.2, and 3.0; single files and packages."""
