package dev.throng.runner.script.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JwtTest {
    private static JsonNode json(String text) throws Exception {
        return new JsonMapper().readTree(text);
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** The one that everybody has seen. */
    @Test
    void signsWithASecret() throws Exception {
        JsonNode claims = json("{\"sub\":\"1234567890\",\"name\":\"John Doe\",\"iat\":1516239022}");
        assertThat(Jwt.of("HS256", "your-256-bit-secret", claims, null))
                .isEqualTo("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
                        + ".eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ"
                        + ".SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c");
    }

    @ParameterizedTest
    @CsvSource({
        "RS256, RSA, 2048, SHA256withRSA",
        "RS512, RSA, 2048, SHA512withRSA",
        "ES256, EC, 256, SHA256withECDSAinP1363Format",
        "ES384, EC, 384, SHA384withECDSAinP1363Format"
    })
    void signsWithAPrivateKey(String algorithm, String kind, int size, String name) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        generator.initialize(size);
        KeyPair pair = generator.generateKeyPair();
        String[] token = String.valueOf(Jwt.of(algorithm, pem(pair), json("{\"a\":1}"), "k1"))
                .split("\\.");

        Signature signature = Signature.getInstance(name);
        signature.initVerify(pair.getPublic());
        signature.update((token[0] + '.' + token[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(token[2]))).isTrue();
        assertThat(new String(Base64.getUrlDecoder().decode(token[0]), StandardCharsets.UTF_8))
                .isEqualTo("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\",\"kid\":\"k1\"}");
    }

    @ParameterizedTest
    @CsvSource({"ES512, 256, 521", "ES384, 521, 384", "ES256, 384, 256"})
    void refusesACurveOfAnotherAlgorithm(String algorithm, int given, int wanted) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(given);
        String other = pem(generator.generateKeyPair());
        assertThat(Jwt.problem(algorithm, other))
                .isEqualTo(algorithm + " needs a private key on the curve P-" + wanted + ", and this one is on P-"
                        + given);
        assertThat(Jwt.of(algorithm, other, json("{}"), null)).isNull();
        generator.initialize(wanted);
        assertThat(Jwt.problem(algorithm, pem(generator.generateKeyPair()))).isNull();
    }

    @Test
    void saysThatAKeyDoesNotFit() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        assertThat(Jwt.problem("RS256", pem(pair))).isNull();
        assertThat(Jwt.problem("ES256", pem(pair))).startsWith("ES256 needs a private key of an elliptic curve");
        assertThat(Jwt.problem("RS256", "secret")).startsWith("RS256 needs a private key of RSA");
        assertThat(Jwt.of("RS256", "secret", json("{}"), null)).isNull();
    }
}
