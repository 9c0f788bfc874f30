package dev.kakusan.storage;

/**
 * A blob in a listing.
 *
 * @param size in bytes
 * @param version changes whenever the bytes do; S3's entity tag, a file's time and size
 */
public record BlobEntry(String key, long size, String version) {}
