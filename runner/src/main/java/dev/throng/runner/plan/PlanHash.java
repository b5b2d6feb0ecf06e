package dev.throng.runner.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The identity of a plan: two runs are of the same plan when the accepted texts are the same, byte for byte. */
public final class PlanHash {
    private PlanHash() {}

    /** SHA-256 of the text, in lower-case hexadecimal. */
    public static String of(String acceptedText) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(acceptedText.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-256", impossible);
        }
    }
}
