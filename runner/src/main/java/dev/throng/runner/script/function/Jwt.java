package dev.throng.runner.script.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JSON Web Tokens, signed (RFC 7515, 7518, 7519). */
final class Jwt {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END PRIVATE KEY-----");
    private static final int MOST_KEYS = 1000;

    /** What the JDK calls them. */
    static final Map<String, String> ALGORITHMS = new LinkedHashMap<>();

    /** How many bits the field of an algorithm's curve has, which no other curve of the JDK's has: P-256, P-384, P-521. */
    private static final Map<String, Integer> CURVES = Map.of("ES256", 256, "ES384", 384, "ES512", 521);

    private static final Map<String, PrivateKey> KEYS = new ConcurrentHashMap<>();

    static {
        ALGORITHMS.put("HS256", "HmacSHA256");
        ALGORITHMS.put("HS384", "HmacSHA384");
        ALGORITHMS.put("HS512", "HmacSHA512");
        ALGORITHMS.put("RS256", "SHA256withRSA");
        ALGORITHMS.put("RS384", "SHA384withRSA");
        ALGORITHMS.put("RS512", "SHA512withRSA");
        ALGORITHMS.put("ES256", "SHA256withECDSAinP1363Format");
        ALGORITHMS.put("ES384", "SHA384withECDSAinP1363Format");
        ALGORITHMS.put("ES512", "SHA512withECDSAinP1363Format");
    }

    private Jwt() {}

    /**
     * A token; null when the key does not fit.
     *
     * @param key the secret of HS, or a private key in PEM (PKCS #8)
     * @param id of the key, in the head; null for none
     */
    static @Nullable String of(String algorithm, String key, JsonNode claims, @Nullable String id) {
        ObjectNode head =
                JsonNodeFactory.instance.objectNode().put("alg", algorithm).put("typ", "JWT");
        if (id != null) {
            head.put("kid", id);
        }
        String said = part(head) + '.' + part(claims);
        byte[] bytes = said.getBytes(StandardCharsets.US_ASCII);
        String name = String.valueOf(ALGORITHMS.get(algorithm));
        try {
            if (otherCurve(algorithm, key) != 0) {
                return null;
            }
            byte[] signature = algorithm.startsWith("HS")
                    ? Crypto.signed(name, key.getBytes(StandardCharsets.UTF_8), bytes)
                    : signed(name, key(algorithm, key), bytes);
            return said + '.' + Crypto.written("base64url", signature);
        } catch (GeneralSecurityException wrongKey) {
            return null;
        }
    }

    /** Why a token can't be signed with this key, for people; null when it can. */
    static @Nullable String problem(String algorithm, String key) {
        if (algorithm.startsWith("HS")) {
            return null;
        }
        try {
            int other = otherCurve(algorithm, key);
            if (other != 0) {
                return algorithm + " needs a private key on the curve P-" + CURVES.get(algorithm)
                        + ", and this one is on P-" + other;
            }
            signed(String.valueOf(ALGORITHMS.get(algorithm)), key(algorithm, key), new byte[1]);
            return null;
        } catch (GeneralSecurityException wrong) {
            return algorithm + " needs a private key of " + (algorithm.startsWith("RS") ? "RSA" : "an elliptic curve")
                    + " in PEM (-----BEGIN PRIVATE KEY-----, PKCS #8)";
        }
    }

    /** The bits of the curve that a key is on when the algorithm wants another one (RFC 7518, 3.4); 0 when all is well. */
    private static int otherCurve(String algorithm, String pem) throws GeneralSecurityException {
        Integer wanted = CURVES.get(algorithm);
        if (wanted == null || !(key(algorithm, pem) instanceof ECKey key)) {
            return 0;
        }
        int bits = key.getParams().getCurve().getField().getFieldSize();
        return bits == wanted ? 0 : bits;
    }

    private static String part(JsonNode json) {
        return Crypto.written("base64url", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] signed(String name, PrivateKey key, byte[] bytes) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(name);
        signature.initSign(key);
        signature.update(bytes);
        return signature.sign();
    }

    private static PrivateKey key(String algorithm, String pem) throws GeneralSecurityException {
        String kind = algorithm.startsWith("RS") ? "RSA" : "EC";
        PrivateKey known = KEYS.get(kind + pem);
        if (known == null) {
            known = read(kind, pem);
            if (KEYS.size() < MOST_KEYS) {
                KEYS.put(kind + pem, known);
            }
        }
        return known;
    }

    private static PrivateKey read(String kind, String pem) throws GeneralSecurityException {
        Matcher found = PEM.matcher(pem);
        if (!found.find()) {
            throw new GeneralSecurityException("no private key in PEM");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(found.group(1));
            return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (IllegalArgumentException wrong) {
            throw new GeneralSecurityException("no base64", wrong);
        }
    }
}
