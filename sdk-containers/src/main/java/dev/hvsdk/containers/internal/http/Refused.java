/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.spi.support.ErrorFactory;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why TLS or SSH made no connection: what it looks like, what it is, and what mends it. Immutable. */
record Refused(String text, String code, boolean isRefusal, String remedy) {
    private static final String NAME_KEY =
            "name a key that the host accepts with keyfile=, or load it into the agent of ssh";

    /** Of the JVM's own TLS (sun.security.ssl, sun.security.util.HostnameChecker), and the alerts of RFC 8446, 6.2. */
    private static final List<Refused> OF_TLS = List.of(
            unreachable(
                    "path building failed",
                    "unknown-authority",
                    "name the certificate of the engine's authority with ca=, or put it into the directory of DOCKER_CERT_PATH"),
            unreachable(
                    "subject alternative",
                    "wrong-host-name",
                    "use a name that stands in the engine's certificate, or have it certified for this one"),
            unreachable(
                    "No name matching",
                    "wrong-host-name",
                    "use a name that stands in the engine's certificate, or have it certified for this one"),
            unreachable("validity check failed", "expired", "have the engine's certificate renewed, or set the clocks"),
            unreachable(
                    "Unsupported or unrecognized SSL message",
                    "no-tls",
                    "the engine does not speak TLS there: leave ca=, cert= and verify= out, or use another port"),
            denied("certificate_required", "client-certificate"),
            denied("bad_certificate", "client-certificate"),
            denied("unknown_ca", "client-certificate"),
            denied("certificate_unknown", "client-certificate"),
            denied("access_denied", "client-certificate"));

    /** Of OpenSSH, and of shells and engines on the other side. */
    private static final List<Refused> OF_SSH = List.of(
            unreachable(
                    "REMOTE HOST IDENTIFICATION HAS CHANGED",
                    "changed-host-key",
                    "have the new key confirmed by who runs the host, and put it into known_hosts in place of the old one"),
            unreachable(
                    "Host key verification failed",
                    "unknown-host-key",
                    "have the key of the host confirmed by who runs it, then put it into known_hosts, such as by connecting "
                            + "once with ssh, or name a file that has it with known_hosts="),
            new Refused("Permission denied (", "refused-key", true, NAME_KEY),
            new Refused(
                    "permission denied while trying to connect to the",
                    "socket-of-other-user",
                    true,
                    "log in as a user who may use the engine's socket"),
            unreachable("not found", "no-such-command", "the other host needs the engine's own command in its path"));

    private static Refused unreachable(String text, String code, String remedy) {
        return new Refused(text, code, false, remedy);
    }

    private static Refused denied(String text, String code) {
        return new Refused(
                text,
                code,
                true,
                "give a certificate that the engine's authority has signed with cert= and keyfile=, or put cert.pem and "
                        + "key.pem into the directory of DOCKER_CERT_PATH");
    }

    /** The error, if the failure is one of these. */
    static Optional<HypervisorException> find(Exception failure, Dialer dialer, ErrorFactory errors) {
        if (failure instanceof SSLException) {
            return Optional.of(error("tls", texts(failure), OF_TLS, dialer, errors));
        }
        return failure instanceof ProcessEndedException ended
                ? Optional.of(error("ssh", text(ended), OF_SSH, dialer, errors))
                : Optional.empty();
    }

    private static String text(ProcessEndedException ended) {
        String message = String.valueOf(ended.getMessage());
        return message.isEmpty() ? "the command ended with " + ended.code() : message;
    }

    /** The outer ones are of the form, the inner ones of the reason. */
    private static String texts(Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        @Nullable Throwable cause = failure.getCause();
        return cause instanceof CertificateException && !text.contains(String.valueOf(cause.getMessage()))
                ? text + ": " + cause.getMessage()
                : text;
    }

    private static HypervisorException error(
            String source, String text, List<Refused> known, Dialer dialer, ErrorFactory errors) {
        String what = dialer + " cannot be reached: " + text;
        return known.stream()
                .filter(refused -> text.contains(refused.text()))
                .findFirst()
                .map(refused -> refused.error(source, text, what, errors))
                .orElseGet(() -> errors.nativeError(new NativeError(source, "other", text))
                        .unreachable(what));
    }

    private HypervisorException error(String source, String said, String what, ErrorFactory errors) {
        ErrorFactory with =
                errors.nativeError(new NativeError(source, code, said)).remedy(remedy);
        return isRefusal ? with.permissionDenied(what) : with.unreachable(what);
    }
}
