package dev.throng.runner.http.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Private keys in PEM: PKCS #8, and the older forms of RSA (PKCS #1) and of elliptic curves (SEC 1) that OpenSSL writes; the
 * JDK reads the first only, so the others are put into its envelope.
 */
final class PrivateKeys {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ((?:RSA |EC |ENCRYPTED )?PRIVATE KEY)-----([^-]*)-----END", Pattern.DOTALL);
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int PARAMETERS = 0xa0;
    private static final int SHORT_FORM = 0x80;
    private static final byte[] VERSION = {2, 1, 0};
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final byte[] ELLIPTIC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private PrivateKeys() {}

    /** @throws IllegalArgumentException when there is none that can be read; its message says why */
    static PrivateKey ofPem(String pem) {
        Matcher block = BLOCK.matcher(pem);
        if (!block.find()) {
            throw new IllegalArgumentException("no private key in the PEM text");
        }
        String kind = block.group(1);
        if (kind.startsWith("ENCRYPTED") || block.group(2).contains("ENCRYPTED")) {
            throw new IllegalArgumentException(
                    "the private key is encrypted: write it without its password (openssl pkey -in KEY -out PLAIN)");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2).getBytes(StandardCharsets.US_ASCII));
            return switch (kind) {
                case "RSA PRIVATE KEY" -> key(enveloped(RSA, der));
                case "EC PRIVATE KEY" -> key(enveloped(tagged(SEQUENCE, ELLIPTIC, curve(der)), der));
                default -> key(der);
            };
        } catch (GeneralSecurityException | ArrayIndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the private key is damaged, or of a kind that the JDK lacks", e);
        }
    }

    private static PrivateKey key(byte[] pkcs8) throws GeneralSecurityException {
        GeneralSecurityException last = new GeneralSecurityException();
        for (String algorithm : new String[] {"RSA", "EC", "EdDSA"}) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException another) {
                last = another;
            }
        }
        throw last;
    }

    private static byte[] enveloped(byte[] algorithm, byte[] key) {
        return tagged(SEQUENCE, VERSION, algorithm, tagged(OCTETS, key));
    }

    /** The curve that a key of SEC 1 names: the content of its part that is tagged 0. */
    private static byte[] curve(byte[] der) {
        int at = content(der, 0);
        while (at < der.length) {
            int from = content(der, at);
            int to = from + length(der, at);
            if ((der[at] & 0xff) == PARAMETERS) {
                return Arrays.copyOfRange(der, from, to);
            }
            at = to;
        }
        throw new IllegalArgumentException("a key without its curve");
    }

    private static int content(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return at + 2 + (first < SHORT_FORM ? 0 : first - SHORT_FORM);
    }

    private static int length(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        if (first < SHORT_FORM) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < first - SHORT_FORM; i++) {
            length = length << 8 | der[at + 2 + i] & 0xff;
        }
        return length;
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream whole = new ByteArrayOutputStream(length + 5);
        whole.write(tag);
        if (length < SHORT_FORM) {
            whole.write(length);
        } else {
            byte[] number = BigInteger.valueOf(length).toByteArray();
            int from = number[0] == 0 ? 1 : 0;
            whole.write(SHORT_FORM | number.length - from);
            whole.write(number, from, number.length - from);
        }
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }
}
