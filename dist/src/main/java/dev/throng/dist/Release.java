package dev.throng.dist;

/**
 * An archive that has been written.
 *
 * @param product its program's name
 * @param sha256 in hexadecimal digits
 */
record Release(String product, Platform platform, String file, String sha256) {}
