/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.net;

import dev.hvsdk.vmware.internal.net.CertificateRefusedException.Why;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Tells apart why a certificate is not taken; the JVM's own manager does not. Immutable. */
final class CheckedServer extends X509ExtendedTrustManager {
    private final @Nullable X509ExtendedTrustManager authorities;
    private final Optional<String> fingerprint;

    /**
     * Without authorities and without a fingerprint, all are taken.
     *
     * @param authorities who has to have signed it, if that matters
     * @param fingerprint which one it has to be, if that matters
     */
    CheckedServer(@Nullable X509ExtendedTrustManager authorities, Optional<String> fingerprint) {
        this.authorities = authorities;
        this.fingerprint = fingerprint;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String auth, Socket socket) throws CertificateException {
        String presented = Fingerprint.of(chain[0]);
        if (fingerprint.isPresent() && !fingerprint.get().equals(presented)) {
            throw new CertificateRefusedException(Why.WRONG_FINGERPRINT, presented);
        }
        if (authorities != null) {
            requireValid(chain[0], presented);
            check(authorities, chain, auth, socket, presented);
        }
    }

    /** The JVM does not look at the dates of one that is trusted by itself. */
    private static void requireValid(X509Certificate certificate, String presented) throws CertificateException {
        try {
            certificate.checkValidity();
        } catch (CertificateException e) {
            throw new CertificateRefusedException(Why.EXPIRED, presented, e);
        }
    }

    private static void check(
            X509ExtendedTrustManager authorities, X509Certificate[] chain, String auth, Socket socket, String presented)
            throws CertificateException {
        try {
            authorities.checkServerTrusted(chain, auth, socket);
        } catch (CertificateException e) {
            Why why = isSigned(authorities, chain, auth) ? Why.WRONG_HOST_NAME : Why.UNKNOWN_AUTHORITY;
            throw new CertificateRefusedException(why, presented, e);
        }
    }

    /** Without a socket, the name is not looked at. */
    private static boolean isSigned(X509ExtendedTrustManager authorities, X509Certificate[] chain, String auth) {
        try {
            authorities.checkServerTrusted(chain, auth);
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String auth, SSLEngine engine) throws CertificateException {
        throw new CertificateException("only connections by sockets are checked here");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String auth) throws CertificateException {
        throw new CertificateException("only connections by sockets are checked here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String auth, Socket socket) throws CertificateException {
        throw new CertificateException("no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String auth, SSLEngine engine) throws CertificateException {
        throw new CertificateException("no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String auth) throws CertificateException {
        throw new CertificateException("no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities == null ? new X509Certificate[0] : authorities.getAcceptedIssuers();
    }
}
