package dev.throng.runner.plan.compile.http;

import dev.throng.runner.script.Place;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client's certificate and key in PEM. */
final class ClientPem {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]*)PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END \\1PRIVATE KEY-----");

    private ClientPem() {}

    /** Both in one text. What is empty is a problem that was told. */
    static Optional<String> identity(String certificates, Place at, String key, Place keyAt) {
        if (certificates.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        List<? extends Certificate> chain = chain(certificates, at);
        return !chain.isEmpty() && isKey(key, chain.getFirst(), keyAt)
                ? Optional.of(certificates.strip() + "\n" + key.strip() + "\n")
                : Optional.empty();
    }

    private static List<? extends Certificate> chain(String text, Place place) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            List<? extends Certificate> chain = List.copyOf(
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes)));
            if (chain.isEmpty()) {
                place.problem("holds no certificate in PEM (-----BEGIN CERTIFICATE-----)");
            }
            return chain;
        } catch (CertificateException wrong) {
            place.problem("holds no valid certificates in PEM: " + wrong.getMessage());
            return List.of();
        }
    }

    private static boolean isKey(String text, Certificate certificate, Place place) {
        Matcher found = KEY.matcher(text);
        if (!found.find()) {
            place.problem("holds no private key in PEM (-----BEGIN PRIVATE KEY-----)");
            return false;
        }
        String algorithm = certificate.getPublicKey().getAlgorithm();
        boolean right = !found.group(1).isEmpty() || isPkcs8(found.group(2), algorithm);
        if (!right) {
            place.problem("holds no key of the certificate's kind, which is " + algorithm);
        }
        return right;
    }

    private static boolean isPkcs8(String base64, String algorithm) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(base64);
            PrivateKey key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            return key.getAlgorithm() != null;
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            return false;
        }
    }
}
