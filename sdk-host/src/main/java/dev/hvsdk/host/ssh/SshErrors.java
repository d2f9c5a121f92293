/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.ssh;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.ErrorDetails;
import dev.hvsdk.api.NativeError;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What the errors of this package have in common. */
final class SshErrors {
    private SshErrors() {}

    static ErrorDetails.Builder connecting(URI host, String what, @Nullable Throwable cause) {
        return about("connect", ConnectSpec.redact(host), what, cause);
    }

    static ErrorDetails.Builder running(String program, String what, @Nullable Throwable cause) {
        return about("run", program, what, cause);
    }

    private static ErrorDetails.Builder about(
            String operation, String subject, String what, @Nullable Throwable cause) {
        ErrorDetails.Builder details =
                ErrorDetails.builder(what).operation(operation).subject(subject);
        return cause == null
                ? details
                : details.cause(cause)
                        .nativeError(new NativeError("ssh", cause.getClass().getSimpleName(), said(cause)));
    }

    private static String said(Throwable cause) {
        return String.valueOf(cause.getMessage());
    }
}
