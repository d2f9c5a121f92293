/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.ssh;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorException.PermissionDenied;
import dev.hvsdk.api.HypervisorException.TimedOut;
import dev.hvsdk.spi.support.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.signature.Signature;

/** Makes one connection: host, its key, then us. Not thread-safe: used once, by one thread. */
final class SshLogin {
    private final SshClient client;
    private final SshAddress address;
    private final KnownHosts knownHosts;
    private final KeyFiles keys;

    SshLogin(SshClient client, SshAddress address) {
        this.client = client;
        this.address = address;
        this.knownHosts = KnownHosts.read(address);
        this.keys = KeyFiles.read(address);
    }

    ClientSession logIn(Deadline deadline) {
        ClientSession session = connect(deadline);
        try {
            authenticate(session, deadline);
            return session;
        } catch (RuntimeException | Error e) {
            session.close(true);
            throw e;
        }
    }

    private ClientSession connect(Deadline deadline) {
        client.setServerKeyVerifier(knownHosts);
        client.setSignatureFactories(knownTypesFirst());
        try {
            return client.connect(address.user(), address.host(), address.port())
                    .verify(deadline.left())
                    .getSession();
        } catch (IOException e) {
            throw deadline.isPassed() ? timedOut(e) : SshConnection.unreachable(address, "no SSH server answers", e);
        } catch (RuntimeException e) {
            throw SshConnection.unreachable(address, "the host cannot be reached", e);
        }
    }

    /** A host with several keys shows the one that we ask for first: it has to be one that we know. */
    private List<NamedFactory<Signature>> knownTypesFirst() {
        List<String> known = knownHosts.keyTypes();
        List<NamedFactory<Signature>> sorted = new ArrayList<>(ClientBuilder.setUpDefaultSignatureFactories(true));
        sorted.sort(Comparator.comparing(factory -> !known.contains(keyType(factory.getName()))));
        return sorted;
    }

    /** RSA keys sign under three names. */
    private static String keyType(String signature) {
        return signature.startsWith("rsa-sha2-") && !signature.contains("-cert-") ? "ssh-rsa" : signature;
    }

    private void authenticate(ClientSession session, Deadline deadline) {
        keys.pairs().forEach(session::addPublicKeyIdentity);
        address.password().ifPresent(password -> {
            session.addPasswordIdentity(new String(password));
            Arrays.fill(password, '\0');
        });
        try {
            session.auth().verify(deadline.left());
        } catch (IOException e) {
            throw knownHosts.refusal().orElseGet(() -> notLoggedIn(deadline, e));
        }
    }

    private HypervisorException notLoggedIn(Deadline deadline, IOException cause) {
        if (deadline.isPassed()) {
            return timedOut(cause);
        }
        // A server that refuses a login says so before it goes; one that breaks off has not looked at it.
        return String.valueOf(cause.getMessage()).contains("No more authentication methods")
                ? denied(cause)
                : SshConnection.unreachable(address, "the connection broke during the login", cause);
    }

    private PermissionDenied denied(IOException cause) {
        boolean hasPassword = address.password().isPresent();
        return new PermissionDenied(SshErrors.connecting(
                        address.uri(),
                        "the login as " + address.user() + " was refused (" + keys.outcomes() + ", "
                                + (hasPassword ? "password refused" : "no password") + ")",
                        cause)
                .remedy(
                        "have a key of yours added to the user's authorized_keys, name one by ?keyfile=, or give a password")
                .build());
    }

    private TimedOut timedOut(Exception cause) {
        return new TimedOut(SshErrors.connecting(address.uri(), "no login before the deadline", cause)
                .build());
    }
}
