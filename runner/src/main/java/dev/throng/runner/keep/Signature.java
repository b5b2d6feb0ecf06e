package dev.throng.runner.keep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests to an S3-compatible store by AWS Signature Version 4, with all headers signed and without a query.
 *
 * @param region of the store
 */
record Signature(Credentials credentials, String region) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final int DAY = "yyyyMMdd".length();

    /**
     * The headers that are to go with the request, Authorization among them; Host, which is signed too, is not.
     *
     * @param uri with an encoded path
     * @param headers to be signed beside the store's own, by lower-case name
     */
    Map<String, String> headers(String method, URI uri, Map<String, String> headers, byte[] body, Instant now) {
        String time = TIME.format(now);
        SortedMap<String, String> signed = new TreeMap<>(headers);
        signed.put("host", uri.getRawAuthority());
        signed.put("x-amz-content-sha256", hex(sha256(body)));
        signed.put("x-amz-date", time);
        if (!credentials.token().isEmpty()) {
            signed.put("x-amz-security-token", credentials.token());
        }
        String scope = time.substring(0, DAY) + "/" + region + "/s3/aws4_request";
        String text = String.join(
                "\n",
                ALGORITHM,
                time,
                scope,
                hex(sha256(canonical(method, uri, signed).getBytes(UTF_8))));
        String authorization = ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope + ",SignedHeaders="
                + names(signed) + ",Signature=" + hex(hmac(key(time.substring(0, DAY)), text));
        Map<String, String> all = new TreeMap<>(signed);
        all.remove("host");
        all.put("authorization", authorization);
        return all;
    }

    private static String canonical(String method, URI uri, SortedMap<String, String> headers) {
        String lines = headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                .collect(Collectors.joining());
        return String.join(
                "\n", method, uri.getRawPath(), "", lines, names(headers), headers.get("x-amz-content-sha256"));
    }

    private static String names(SortedMap<String, String> headers) {
        return String.join(";", headers.keySet());
    }

    private byte[] key(String day) {
        byte[] key = ("AWS4" + credentials.secretAccessKey()).getBytes(UTF_8);
        for (String part : new String[] {day, region, "s3", "aws4_request"}) {
            key = hmac(key, part);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
