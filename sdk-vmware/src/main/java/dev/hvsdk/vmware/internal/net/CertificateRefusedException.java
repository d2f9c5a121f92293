/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.net;

import java.security.cert.CertificateException;

/** Why a certificate is not taken, and its fingerprint. Immutable, as far as a {@link Throwable} is. */
final class CertificateRefusedException extends CertificateException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    enum Why {
        UNKNOWN_AUTHORITY("unknown-authority", "it is signed by nobody who is trusted here"),
        WRONG_HOST_NAME("wrong-host-name", "it is for another host name"),
        EXPIRED("expired", "it is not valid today"),
        WRONG_FINGERPRINT("wrong-fingerprint", "it is not the one that the URI names");

        private final String code;
        private final String text;

        Why(String code, String text) {
            this.code = code;
            this.text = text;
        }

        String code() {
            return code;
        }
    }

    private final Why why;
    private final String fingerprint;

    CertificateRefusedException(Why why, String fingerprint, CertificateException cause) {
        super(why.text, cause);
        this.why = why;
        this.fingerprint = fingerprint;
    }

    CertificateRefusedException(Why why, String fingerprint) {
        super(why.text);
        this.why = why;
        this.fingerprint = fingerprint;
    }

    Why why() {
        return why;
    }

    String fingerprint() {
        return fingerprint;
    }
}
