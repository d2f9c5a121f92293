/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.net;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What is told when a server cannot be reached, or does not speak as it should. Immutable. */
final class Failures {
    private static final int PORT = 443;

    private final String server;

    Failures(URI place) {
        server = place.getHost() + ":" + (place.getPort() < 0 ? PORT : place.getPort());
    }

    HypervisorException timedOut(Deadline deadline, ErrorFactory about) {
        Duration allowed = deadline.allowed();
        return about.asTransient()
                .timedOut(server + " gave no answer within " + allowed.toMillis()
                        + " ms; what was asked for may still be done");
    }

    HypervisorException of(Throwable failure, ErrorFactory about) {
        Optional<CertificateRefusedException> refused = find(failure, CertificateRefusedException.class);
        if (refused.isPresent()) {
            return certificate(refused.get(), about.cause(failure));
        }
        return find(failure, SSLException.class)
                .<HypervisorException>map(tls -> about.cause(tls)
                        .nativeError(new NativeError("tls", "other", text(tls)))
                        .remedy("see whether the port is that of HTTPS")
                        .unreachable(server + " cannot be reached by TLS: " + text(tls)))
                .orElseGet(() -> other(failure, about));
    }

    private HypervisorException other(Throwable failure, ErrorFactory about) {
        Throwable root = causes(failure).reduce((first, second) -> second).orElse(failure);
        return about.cause(root).asTransient().unreachable(server + " cannot be reached: " + text(root));
    }

    HypervisorException closed(Throwable failure, ErrorFactory about) {
        return about.cause(failure).unreachable("the connection to " + server + " was closed");
    }

    private HypervisorException certificate(CertificateRefusedException refused, ErrorFactory about) {
        String remedy = switch (refused.why()) {
            case UNKNOWN_AUTHORITY ->
                "name the file of its authority with ca=, or, once who runs the host has confirmed it, the certificate with "
                        + "fingerprint=" + refused.fingerprint();
            case WRONG_HOST_NAME -> "use a name that stands in the certificate, or have it certified for this one";
            case EXPIRED -> "have the certificate renewed, or set the clocks";
            case WRONG_FINGERPRINT ->
                "ask who runs the host whether the certificate was changed: someone may stand between";
        };
        return about.nativeError(new NativeError("tls", refused.why().code(), text(refused)))
                .remedy(remedy)
                .unreachable("the certificate of " + server + " is refused: " + text(refused) + "; its SHA-256 is "
                        + refused.fingerprint());
    }

    HypervisorException unreadable(Exception failure, ErrorFactory about) {
        return about.cause(failure).hostFailure("the answer of " + server + " cannot be read: " + text(failure));
    }

    HypervisorException status(int status, ErrorFactory about) {
        ErrorFactory with = about.nativeError(new NativeError("http", Integer.toString(status), "no answer of SOAP"));
        return status == 404
                ? with.remedy("see whether host and port are those of vCenter or ESXi")
                        .unsupported(Support.Reason.NO_SUCH_CONCEPT, "there is no vSphere API at " + server)
                : with.hostFailure(server + " answers " + status + ", which is no answer of SOAP");
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    private static <E extends Throwable> Optional<E> find(Throwable failure, Class<E> type) {
        return causes(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, one -> one != null, Throwable::getCause);
    }
}
