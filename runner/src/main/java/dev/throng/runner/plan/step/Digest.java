package dev.throng.runner.plan.step;

/** How a body is boiled down to some digits. */
public enum Digest {
    SHA256("SHA-256"),
    MD5("MD5");

    private final String algorithm;

    Digest(String algorithm) {
        this.algorithm = algorithm;
    }

    /** As Java calls it. */
    public String algorithm() {
        return algorithm;
    }

    @Override
    public String toString() {
        return algorithm;
    }
}
