/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.ssh;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorException.PermissionDenied;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.jspecify.annotations.Nullable;

/** Trusts a host's key only where a file says so. Used for one login. Thread-safe. */
final class KnownHosts implements ServerKeyVerifier {
    private static final String REVOKED = "revoked";

    private final SshAddress address;
    private final List<KnownHostEntry> entries;
    private volatile @Nullable HypervisorException refusal;

    private KnownHosts(SshAddress address, List<KnownHostEntry> entries) {
        this.address = address;
        this.entries = List.copyOf(entries);
    }

    /** Reads what is known of this host now; a file that is not there knows none. */
    static KnownHosts read(SshAddress address) {
        List<KnownHostEntry> entries = new ArrayList<>();
        for (Path file : address.knownHosts()) {
            entriesOf(file, address).stream()
                    .filter(entry -> entry.isHostMatch(address.host(), address.port()))
                    .forEach(entries::add);
        }
        return new KnownHosts(address, entries);
    }

    private static List<KnownHostEntry> entriesOf(Path file, SshAddress address) {
        try {
            return Files.exists(file) ? KnownHostEntry.readKnownHostEntries(file) : List.of();
        } catch (IOException | RuntimeException e) {
            throw new PermissionDenied(
                    SshErrors.connecting(address.uri(), "the file of known hosts " + file + " cannot be read", e)
                            .build());
        }
    }

    /** The types of the keys that are known, which the host is to be asked for. */
    List<String> keyTypes() {
        return entries.stream()
                .filter(entry -> entry.getMarker() == null)
                .map(entry -> entry.getKeyEntry().getKeyType())
                .distinct()
                .toList();
    }

    /** Why the key was refused; empty if it was not. */
    Optional<HypervisorException> refusal() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress remote, PublicKey key) {
        if (isListed(key, REVOKED)) {
            refusal = refused(key, "its key is marked as revoked", "do not log in; ask who runs it");
        } else if (!isListed(key, null)) {
            refusal = keyTypes().isEmpty() ? unknown(key) : changed(key);
        }
        return refusal == null;
    }

    private boolean isListed(PublicKey key, @Nullable String marker) {
        String line = PublicKeyEntry.toString(key);
        return entries.stream()
                .filter(entry -> Objects.equals(entry.getMarker(), marker))
                .map(entry -> entry.getKeyEntry())
                .anyMatch(known -> line.equals(new PublicKeyEntry(known.getKeyType(), known.getKeyData()).toString()));
    }

    private HypervisorException unknown(PublicKey key) {
        return refused(
                key,
                "its key is not known",
                "compare the fingerprint with the host's own (ssh-keygen -lf on it), then add the key to "
                        + address.knownHosts().get(0) + " with ssh-keyscan -p " + address.port() + " "
                        + address.host());
    }

    private HypervisorException changed(PublicKey key) {
        return refused(
                key,
                "its key is not the one that is known: the host was set up anew, or somebody stands in between",
                "if it was set up anew, remove the old key with ssh-keygen -R '[" + address.host() + "]:"
                        + address.port() + "' -f " + address.knownHosts().get(0) + " and add the new one");
    }

    private HypervisorException refused(PublicKey key, String what, String remedy) {
        String shown = KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key);
        return new PermissionDenied(SshErrors.connecting(address.uri(), what + " (" + shown + ")", null)
                .remedy(remedy)
                .build());
    }
}
