/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.net;

import dev.hvsdk.spi.support.ConnectParameters;
import dev.hvsdk.spi.support.ErrorFactory;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The parameters of a URI that say whom to trust: {@code ca}, {@code fingerprint}, {@code verify}. */
public final class TrustParameters {
    private static final String CA = "ca";
    private static final String FINGERPRINT = "fingerprint";
    private static final String VERIFY = "verify";

    /** Their names. */
    public static final Set<String> NAMES = Set.of(CA, FINGERPRINT, VERIFY);

    private TrustParameters() {}

    /**
     * Whom they trust; without any, who is trusted by this JVM.
     *
     * @throws IllegalArgumentException if they contradict each other
     */
    public static Trust of(ConnectParameters parameters, ErrorFactory errors) {
        Optional<String> ca = parameters.find(CA);
        Optional<String> fingerprint = parameters.find(FINGERPRINT);
        boolean verify = parameters.flag(VERIFY).orElse(true);
        long said = ca.stream().count() + fingerprint.stream().count() + (verify ? 0 : 1);
        if (said > 1) {
            throw new IllegalArgumentException("of ca=, fingerprint= and verify=no only one can hold");
        }
        if (fingerprint.isPresent()) {
            return Trust.ofFingerprint(fingerprint.get());
        }
        return ca.isPresent() ? authorities(ca.get(), errors) : verify ? Trust.ofJvm() : Trust.ofAll();
    }

    private static Trust authorities(String file, ErrorFactory errors) {
        try {
            return Trust.ofAuthorities(Path.of(file));
        } catch (NoSuchFileException e) {
            throw errors.cause(e).notFound("there is no file " + file + ", which ca= names");
        } catch (IOException e) {
            throw errors.cause(e).permissionDenied("the authorities that ca= names cannot be read: " + e.getMessage());
        }
    }
}
