package dev.throng.runner.keep;

/**
 * Who writes to a bucket.
 *
 * @param token of a session; empty for keys that last
 */
record Credentials(String accessKeyId, String secretAccessKey, String token) {
    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]";
    }
}
