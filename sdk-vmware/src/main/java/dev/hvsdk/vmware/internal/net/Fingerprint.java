/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.net;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/** The SHA-256 of a certificate, in the form in which tools print it: {@code AB:CD:...}. */
final class Fingerprint {
    private static final int DIGITS = 64;

    private Fingerprint() {}

    static String of(X509Certificate certificate) throws CertificateEncodingException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** As it was written, with or without colons, in either case; throws IllegalArgumentException if it is none. */
    static String parse(String text) {
        String digits = text.replace(":", "").toUpperCase(Locale.ROOT);
        if (digits.length() != DIGITS || !digits.matches("[0-9A-F]+")) {
            throw new IllegalArgumentException(
                    "fingerprint= wants the SHA-256 of the certificate: 64 hexadecimal digits, with or without colons");
        }
        return String.join(":", digits.split("(?<=\\G..)"));
    }
}
