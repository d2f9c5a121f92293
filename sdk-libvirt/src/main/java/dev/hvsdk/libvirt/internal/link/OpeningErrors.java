/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.link;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirFailure;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.List;
import java.util.Optional;

/**
 * Why a connection could not be made, told so that one can do something about it.
 *
 * <p>libvirt gives the same few codes for all that can go wrong with certificates and SSH, so that its English text has to tell
 * them apart; what is not known here is told by its code. Immutable.
 */
final class OpeningErrors {
    private static final String NO_ANSWER = "the host asks for a user or a password, and none was given";

    private static final String GIVE_PASSWORD =
            "give them with ConnectSpec.Builder.credentials; CredentialsProvider.environment(), and hv, take the password from "
                    + "HVSDK_PASSWORD, and the user from the URI (user@host)";

    /** Of libvirt 9.0, of OpenSSH, and of the libraries of SSH. */
    private static final List<Known> KNOWN = List.of(
            unreachable(
                    "Failed to verify peer's certificate",
                    "the host is not who the URI says, or is certified by an authority that is not known here: use a name that "
                            + "stands in its certificate, and the cacert.pem of its authority (pkipath=, or /etc/pki/CA)"),
            denied(
                    "Unable to read TLS confirmation",
                    "the host lets no client in whose certificate it does not know: put clientcert.pem and clientkey.pem, signed "
                            + "by its authority, where pkipath= says, or below /etc/pki/libvirt"),
            unreachable(
                    "Our own certificate",
                    "clientcert.pem has to be signed by the authority in cacert.pem, and valid now"),
            unreachable(
                    "Cannot read CA certificate",
                    "put the certificate of the authority there, or name its directory with pkipath="),
            unreachable(
                    "Host key verification failed",
                    "the key of the host is not the known one: have it confirmed by who runs the host, then put it into "
                            + "known_hosts of the user that runs this program, such as by connecting once with ssh"),
            unreachable(
                    "SSH host key for",
                    "the key of the host is not the known one: have it confirmed by who runs the host, then put it into the file "
                            + "that known_hosts= names"),
            unreachable(
                    "host key verification",
                    "the key of the host is not known: have it confirmed by who runs the host, then put it into the file that "
                            + "known_hosts= names"),
            denied(
                    "Permission denied (",
                    "name a key that the host accepts with keyfile=, or load it into the agent of ssh"),
            denied("failed to authenticate", "name a key that the host accepts with keyfile=, and sshauth=privkey"),
            denied("authentication with private key", "name a key that the host accepts with keyfile="),
            unreachable(
                    "non-zero code: 127", "the host needs virt-ssh-helper (libvirt-daemon) or nc (netcat-openbsd)"));

    private OpeningErrors() {}

    /** What a failure looks like, and what it is. */
    private record Known(String text, boolean isRefusal, String remedy) {
        HypervisorException error(VirFailure failure, ErrorFactory errors) {
            ErrorFactory with = errors.nativeError(failure.nativeError()).remedy(remedy);
            String what = VirErrors.clause(failure.text());
            return isRefusal ? with.permissionDenied(what) : with.unreachable(what);
        }
    }

    private static Known unreachable(String text, String remedy) {
        return new Known(text, false, remedy);
    }

    private static Known denied(String text, String remedy) {
        return new Known(text, true, remedy);
    }

    /** The error for what libvirt said when it was to open a connection. */
    static HypervisorException of(VirFailure failure, boolean wasUnanswered, ErrorFactory errors) {
        if (wasUnanswered) {
            return errors.nativeError(failure.nativeError())
                    .remedy(GIVE_PASSWORD)
                    .permissionDenied(NO_ANSWER);
        }
        return known(failure)
                .map(known -> known.error(failure, errors))
                .orElseGet(() -> VirErrors.opening(failure, errors));
    }

    private static Optional<Known> known(VirFailure failure) {
        return KNOWN.stream()
                .filter(known -> failure.text().contains(known.text()))
                .findFirst();
    }
}
