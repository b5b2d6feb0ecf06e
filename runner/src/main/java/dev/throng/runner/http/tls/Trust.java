package dev.throng.runner.http.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Which certificates are accepted. Safe for all threads. */
final class Trust {
    private Trust() {}

    /** The system's authorities. */
    static X509ExtendedTrustManager ofSystem() {
        return explaining(null);
    }

    /** @throws IllegalArgumentException when the text holds no certificate; its message says so */
    static X509ExtendedTrustManager ofPem(String pem) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int count = 0;
            for (Certificate certificate : certificates(pem, "trusted authorities")) {
                store.setCertificateEntry("ca" + count++, certificate);
            }
            return explaining(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a key store in memory does not fail", e);
        }
    }

    static Collection<? extends Certificate> certificates(String pem, String whose) {
        try {
            byte[] bytes = pem.getBytes(StandardCharsets.UTF_8);
            var all = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
            if (all.isEmpty()) {
                throw new IllegalArgumentException("no certificate in the PEM text of the " + whose);
            }
            return all;
        } catch (CertificateException e) {
            throw new IllegalArgumentException("the PEM text of the " + whose + " is damaged: " + e.getMessage(), e);
        }
    }

    private static X509ExtendedTrustManager explaining(@Nullable KeyStore store) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager checking) {
                    return new Explaining(checking);
                }
            }
            throw new IllegalStateException("the JDK has no X.509 trust manager");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no PKIX", e);
        }
    }

    /** Accepts everything. */
    static X509ExtendedTrustManager inAll() {
        return new Blind();
    }

    /** Checks as the JDK does, and says in words why not. */
    private static final class Explaining extends ServersOnly {
        private final X509ExtendedTrustManager checking;

        Explaining(X509ExtendedTrustManager checking) {
            this.checking = checking;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            try {
                checking.checkServerTrusted(chain, authType, engine);
            } catch (CertificateException e) {
                throw new TlsProblem.Untrusted(chain, engine.getPeerHost(), e);
            }
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return checking.getAcceptedIssuers();
        }
    }

    private static final class Blind extends ServersOnly {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            // Wanted so: insecureSkipVerify.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** We are a client, and speak through engines only. */
    private abstract static class ServersOnly extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            throw new UnsupportedOperationException("no sockets here");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            throw new UnsupportedOperationException("no check without its connection");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
            throw new UnsupportedOperationException("we are no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            throw new UnsupportedOperationException("we are no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new UnsupportedOperationException("we are no server");
        }
    }
}
