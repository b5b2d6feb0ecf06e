package dev.throng.runner.script.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.runner.script.Values;
import dev.throng.runner.script.expression.Apply;
import dev.throng.runner.script.expression.Constant;
import dev.throng.runner.script.expression.Node;
import dev.throng.runner.script.expression.Type;
import dev.throng.runner.script.function.Function.Parameter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Functions that turn texts into bytes, digest them, sign them, and write bytes as texts. */
final class Crypto {
    private static final Parameter TEXT = new Parameter("text", Type.TEXT);
    private static final Parameter KEY = new Parameter("key", Type.TEXT);
    private static final Parameter ENCODING = new Parameter("encoding", Type.TEXT);

    /** How bytes are written. */
    private static final Map<String, java.util.function.Function<byte[], String>> ENCODINGS = Map.of(
            "hex", HexFormat.of()::formatHex,
            "base64", Base64.getEncoder()::encodeToString,
            "base64url", Base64.getUrlEncoder().withoutPadding()::encodeToString);

    private Crypto() {}

    /** In the order of the documentation. */
    static List<Function> functions() {
        return List.of(
                one("base64url", values -> written("base64url", bytes(values[0]))),
                one("base64Decode", values -> decoded(Values.text(values[0]))),
                one("hex", values -> written("hex", bytes(values[0]))),
                one("gzip", values -> written("base64", gzipped(bytes(values[0])))),
                digest("md5", "MD5"),
                digest("sha1", "SHA-1"),
                digest("sha256", "SHA-256"),
                digest("sha512", "SHA-512"),
                hmac("hmac.sha1", "HmacSHA1"),
                hmac("hmac.sha256", "HmacSHA256"),
                hmac("hmac.sha512", "HmacSHA512"),
                new Function(
                        "jwt",
                        List.of(
                                new Parameter("algorithm", Type.TEXT),
                                KEY,
                                new Parameter("claims", Type.ANY),
                                new Parameter("keyId", Type.TEXT)),
                        3,
                        false,
                        Crypto::jwt));
    }

    private static Function one(String name, Apply.Body body) {
        return new Function(name, List.of(TEXT), 1, false, (arguments, call) -> new Apply(Type.TEXT, arguments, body));
    }

    private static Function digest(String name, String algorithm) {
        return new Function(
                name,
                List.of(TEXT, ENCODING),
                1,
                false,
                (arguments, call) -> encoded(arguments, 1, call, values -> digested(algorithm, bytes(values[0]))));
    }

    private static Function hmac(String name, String algorithm) {
        return new Function(
                name,
                List.of(KEY, TEXT, ENCODING),
                2,
                false,
                (arguments, call) ->
                        encoded(arguments, 2, call, values -> signed(algorithm, bytes(values[0]), bytes(values[1]))));
    }

    private interface Bytes {
        byte[] of(Object[] values);
    }

    /** @param at where the encoding is among the arguments, if it is given */
    private static Node encoded(List<Node> arguments, int at, Call call, Bytes made) {
        String encoding = "hex";
        if (arguments.size() > at) {
            if (!(arguments.get(at) instanceof Constant constant && ENCODINGS.containsKey(constant.value()))) {
                return call.refuse("the encoding is \"hex\", \"base64\" or \"base64url\"");
            }
            encoding = String.valueOf(constant.value());
        }
        String written = encoding;
        return new Apply(Type.TEXT, arguments.subList(0, at), values -> written(written, made.of(values)));
    }

    private static Node jwt(List<Node> arguments, Call call) {
        if (!(arguments.getFirst() instanceof Constant constant && constant.value() instanceof String algorithm)
                || !Jwt.ALGORITHMS.containsKey(algorithm)) {
            return call.refuse("jwt(algorithm, key, claims) needs the algorithm written as one of "
                    + String.join(", ", Jwt.ALGORITHMS.keySet()));
        }
        String key = Literal.text(arguments.get(1));
        String problem = key == null ? null : Jwt.problem(algorithm, key);
        if (problem != null) {
            return call.refuse(problem);
        }
        return new Apply(
                Type.TEXT,
                arguments,
                values -> values[2] instanceof JsonNode claims
                        ? Jwt.of(
                                algorithm,
                                Values.text(values[1]),
                                claims,
                                values.length == 4 ? Values.text(values[3]) : null)
                        : null);
    }

    private static byte[] bytes(Object value) {
        return Values.text(value).getBytes(StandardCharsets.UTF_8);
    }

    static String written(String encoding, byte[] bytes) {
        return ENCODINGS.getOrDefault(encoding, HexFormat.of()::formatHex).apply(bytes);
    }

    /** Of either alphabet; null when it is neither. */
    private static @Nullable String decoded(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            return null;
        }
    }

    private static byte[] gzipped(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            packed.write(bytes);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return out.toByteArray();
    }

    private static byte[] digested(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has " + algorithm, missing);
        }
    }

    static byte[] signed(String algorithm, byte[] key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            // A key of no bytes is none to the JDK; the standard fills it up with zeros.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has " + algorithm, missing);
        }
    }
}
