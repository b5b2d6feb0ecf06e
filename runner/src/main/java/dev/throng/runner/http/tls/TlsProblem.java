package dev.throng.runner.http.tls;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What went wrong with TLS, in words that say what to do about it. */
final class TlsProblem {
    private static final int SUBJECT_DNS = 2;
    private static final int SUBJECT_ADDRESS = 7;
    private static final int MOST_NAMES = 5;
    private static final String ALERT = "Received fatal alert: ";

    private TlsProblem() {}

    /** The words for a failed handshake or record. */
    static String of(SSLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Untrusted untrusted) {
                return untrusted.words;
            }
        }
        return wire(String.valueOf(e.getMessage()));
    }

    private static String wire(String message) {
        int alert = message.indexOf(ALERT);
        if (message.contains("no_application_protocol")) {
            return "the server speaks none of the versions of HTTP that it was offered (ALPN); see http.version";
        }
        if (alert >= 0) {
            return "the server refused the TLS handshake: " + message.substring(alert + ALERT.length());
        }
        if (message.toLowerCase(Locale.ROOT).contains("unrecognized ssl message")
                || message.contains("not an SSL/TLS record")) {
            return "the server does not speak TLS here; use http";
        }
        return message;
    }

    /** A certificate that is not accepted, with the reason in words. */
    static final class Untrusted extends CertificateException {
        private static final long serialVersionUID = 1;

        private final String words;

        Untrusted(X509Certificate[] chain, @Nullable String host, CertificateException cause) {
            super(cause);
            words = words(chain[0], chain.length, host, cause);
        }
    }

    private static String words(X509Certificate leaf, int length, @Nullable String host, CertificateException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return "certificate has expired (valid until " + day(leaf.getNotAfter()) + ")";
            }
            if (cause instanceof CertificateNotYetValidException) {
                return "certificate is not valid yet (valid from " + day(leaf.getNotBefore()) + ")";
            }
            if (cause instanceof CertPathValidatorException path && path.getCause() == null) {
                return "certificate refused: " + path.getMessage();
            }
        }
        String message = String.valueOf(e.getMessage());
        if (message.contains("No name matching") || message.contains("No subject alternative")) {
            return "host name '" + host + "' not in certificate (" + names(leaf) + ")";
        }
        return message.contains("unable to find valid certification path")
                ? unknownIssuer(leaf, length)
                : "certificate refused: " + message;
    }

    private static String unknownIssuer(X509Certificate leaf, int length) {
        String remedy = "; set http.tls.ca or http.tls.insecureSkipVerify";
        boolean selfSigned = length == 1 && leaf.getIssuerX500Principal().equals(leaf.getSubjectX500Principal());
        return selfSigned
                ? "self-signed certificate" + remedy
                : "certificate of an unknown authority ("
                        + leaf.getIssuerX500Principal().getName() + ")" + remedy;
    }

    private static LocalDate day(Date date) {
        return LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC);
    }

    /** The names a certificate is for: the alternative ones, or the subject when it has none. */
    private static String names(X509Certificate leaf) {
        List<String> names = alternativeNames(leaf);
        if (names.isEmpty()) {
            return leaf.getSubjectX500Principal().getName();
        }
        String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMES ? first + ", …" : first;
    }

    private static List<String> alternativeNames(X509Certificate leaf) {
        try {
            var names = leaf.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> name.get(0).equals(SUBJECT_DNS)
                                    || name.get(0).equals(SUBJECT_ADDRESS))
                            .map(name -> name.get(1).toString().toLowerCase(Locale.ROOT))
                            .toList();
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
    }
}
