/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Which servers are taken for what they say they are. Immutable. */
public final class Trust {
    private final SSLContext context;

    private Trust(SSLContext context) {
        this.context = context;
    }

    /** Those whose certificate is signed by an authority of this JVM, and names the host. */
    public static Trust ofJvm() {
        return of(authorities(null));
    }

    /** Those whose certificate is signed by one in this file of PEM, or is in it, and names the host. */
    public static Trust ofAuthorities(Path pem) throws IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + count++, certificate);
            }
            if (count == 0) {
                throw new IOException("no certificate in " + pem);
            }
            return of(authorities(store));
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate that can be read in " + pem, e);
        }
    }

    /** The one whose certificate has this SHA-256, whoever signed it and whatever host it names. */
    public static Trust ofFingerprint(String sha256) {
        return of(new CheckedServer(null, Optional.of(Fingerprint.parse(sha256))));
    }

    /** All of them, so that anyone between can read the password. */
    public static Trust ofAll() {
        return of(new CheckedServer(null, Optional.empty()));
    }

    SSLContext context() {
        return context;
    }

    private static TrustManager authorities(@Nullable KeyStore store) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return Stream.of(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .map(manager -> new CheckedServer(manager, Optional.empty()))
                    .orElseThrow(() -> new IllegalStateException("this JVM checks no certificates"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM checks no certificates", e);
        }
    }

    private static Trust of(TrustManager manager) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            return new Trust(context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }
}
