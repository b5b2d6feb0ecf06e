package dev.throng.operator.loadtest.follow;

import dev.throng.operator.loadtest.RunId;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What lets the processes of one run speak to each other, and to the operator. Made again whenever it is needed, never read back. */
public final class Tokens {
    private static final String ALGORITHM = "HmacSHA256";

    private final Supplier<byte[]> key;

    /** @param key the operator's own */
    public Tokens(Supplier<byte[]> key) {
        this.key = key;
    }

    /** The same for the same run of the same LoadTest, as long as the operator's key is the same. */
    public String of(RunId run) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.get(), ALGORITHM));
            return HexFormat.of()
                    .formatHex(mac.doFinal((run.uid() + "/" + run.number()).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
