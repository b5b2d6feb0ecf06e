package dev.throng.runner.code;

/**
 * What of TLS a request wants otherwise than the run: connections are shared by requests that want the same.
 *
 * @param verifies whether the server's certificate must be one to trust
 * @param authorities whose certificates are trusted, in PEM; empty for those that the run trusts
 * @param own the chain of certificates and the private key for servers that ask who calls, in PEM; empty for none
 */
public record Certificates(boolean verifies, String authorities, String own) {
    /** As the run says. */
    public static final Certificates OF_RUN = new Certificates(true, "", "");

    /** Any server's, whatever the run says. */
    public static final Certificates ANY = new Certificates(false, "", "");

    /** Without the private key. */
    @Override
    public String toString() {
        return "Certificates[verifies=%s, own=%s]".formatted(verifies, own.isEmpty() ? "none" : "given");
    }
}
